"""A linker for tests: claims of one kind, place and day tell one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from affray.model import GroundedClaim, JudgedPairs, Link, Linkage, Published, Scope, WeightPart

_STATES = {"control", "support", "affiliation"}
_FIGHTS = {"clash", "killing", "withdrawal"}


def same_place_and_day(
    claims: Iterable[tuple[GroundedClaim, Published | None]],
    *,
    judged: JudgedPairs | None,  # noqa: ARG001 what is judged is laid over any linker's partition
) -> Linkage:
    """Links every two claims of one kind, place and day."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for grounded, _ in claims:
        claim = grounded.claim
        if claim.type in _STATES:
            continue
        place = next((place.name or place.filler.text for place in grounded.places), claim.claim)
        kind = "fight" if claim.type in _FIGHTS else str(claim.type)
        kind = "sum" if claim.scope is Scope.AGGREGATE else kind
        found[kind, place, str(grounded.time.earliest)].append(claim.claim)
    clusters = tuple(sorted(tuple(sorted(cluster)) for cluster in found.values()))
    part = WeightPart(name="place and day", weight=3.0, words="the same place and day")
    return Linkage(
        links=tuple(
            Link(claim=one, other=other, weight=3.0, parts=(part,))
            for cluster in clusters
            for one, other in combinations(cluster, 2)
        ),
        clusters=clusters,
    )
