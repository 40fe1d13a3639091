"""A linker for tests: claims of one kind, place and day tell one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from affray.model import GroundedClaim, Link, Linkage, Published, Scope, WeightPart

_STATES = {"control", "support", "affiliation"}


def same_place_and_day(told: Sequence[tuple[GroundedClaim, Published | None]]) -> Linkage:
    """Links every two claims of one kind, place and day."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for grounded, _ in told:
        claim = grounded.claim
        if claim.type in _STATES:
            continue
        place = next((place.name or place.filler.text for place in grounded.places), claim.claim)
        kind = "sum" if claim.scope is Scope.AGGREGATE else "capture" if claim.type == "capture" else "fight"
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
