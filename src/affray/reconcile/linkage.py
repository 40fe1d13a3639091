"""Claims to events: which claims tell one happening, by probabilistic linkage, with the weights of each pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from affray.model import GroundedClaim, Link, Published
from affray.reconcile import barriers, blocks, model, scoring
from affray.reconcile.columns import table
from affray.reconcile.comparisons import COMPARISONS
from affray.reconcile.features import Row, rows
from affray.reconcile.partition import PARTS, Edge, partition
from affray.reconcile.reasons import link_of

Pair = tuple[str, str]
# Pairs that weigh less are kept in no memory: they are as good as not compared.
LEAST = -12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What persons said of pairs of claims, by their ids; order inside a pair does not matter."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    unsure: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The events' claims, and why.

    Attributes:
        clusters: Ids of the claims of each event, ascending; states are in none.
        links: Of every event the strongest links that hold it together, and for each claim the
            strongest pair that was not joined.
        unsure: Pairs that persons were unsure of: listed, without effect.
    """

    clusters: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...] = ()
    unsure: tuple[Pair, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The pairs that were compared: numbers of rows, weights, levels, and the barrier that holds."""

    found: pa.Table
    rows: Sequence[Row]


def link(claims: Iterable[tuple[GroundedClaim, Published | None]], *, judged: Judged | None = None) -> Linked:
    """Link claims to events; the result is the same in whatever order the claims come.

    Args:
        claims: With the days of their reports.
        judged: What persons said, honoured whatever the weights.
    """
    judged = judged or Judged()
    own = rows(claims)
    if not own:
        return Linked(clusters=(), unsure=tuple(sorted(judged.unsure)))
    own.sort(key=lambda row: row.claim)
    scores = score(own)
    numbers = {row.claim: number for number, row in enumerate(own)}
    same, apart = _numbered(judged.same, numbers), _numbered(judged.apart, numbers)
    clusters = partition(
        len(own), _edges(scores.found), barred=[*_barred(scores.found, same), *apart], joined=same
    )
    return Linked(
        clusters=tuple(tuple(own[number].claim for number in each) for each in clusters),
        links=tuple(_links(scores, clusters)),
        unsure=tuple(sorted(judged.unsure)),
    )


def score(own: Sequence[Row]) -> Scores:
    """Compare the rows that share a key."""
    with scoring.database(table(own)) as connection:
        found = scoring.scored(connection, model.settings(model.chances()), blocks.pairs())
    return Scores(found=found, rows=own)


def _numbered(pairs: Iterable[Pair], numbers: Mapping[str, int]) -> list[tuple[int, int]]:
    known = [(numbers[one], numbers[other]) for one, other in pairs if one in numbers and other in numbers]
    return sorted((min(pair), max(pair)) for pair in known)


def _edges(found: pa.Table) -> Iterable[Edge]:
    prior = model.prior()
    weights = found["weight"].to_numpy()
    whole = ((weights + prior) * PARTS).round().astype("int64").tolist()
    lefts, rights = found["one"].to_pylist(), found["other"].to_pylist()
    for one, other, weight in zip(lefts, rights, whole, strict=True):
        yield Edge(one=one, other=other, weight=weight)


def _barred(found: pa.Table, same: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    said = set(same)
    barred = found.filter(found["barrier"].is_valid())
    for pair in zip(barred["one"].to_pylist(), barred["other"].to_pylist(), strict=True):
        if pair not in said:
            yield pair


def _links(scores: Scores, clusters: Sequence[Sequence[int]]) -> Iterable[Link]:
    home = {number: at for at, cluster in enumerate(clusters) for number in cluster}
    found = scores.found
    weights = found["weight"].to_numpy()
    lefts, rights = found["one"].to_pylist(), found["other"].to_pylist()
    parent = list(range(len(scores.rows)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    refused: set[int] = set()
    prior = model.prior()
    for at in (-weights).argsort(kind="stable").tolist():
        one, other = lefts[at], rights[at]
        if home[one] == home[other]:
            if root(one) == root(other):
                continue
            parent[root(one)] = root(other)
        elif weights[at] + prior <= 0 or (one in refused and other in refused):
            continue
        else:
            refused |= {one, other}
        yield link_of(
            scores.rows[one],
            scores.rows[other],
            levels=[found[f"level_{each.name}"][at].as_py() for each in COMPARISONS],
            barrier=found["barrier"][at].as_py(),
        )


def barrier_words(number: int | None) -> str | None:
    """How a barrier is said."""
    return None if number is None else barriers.BARRIERS[number].words
