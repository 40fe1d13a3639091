"""Claims to events: which claims tell one happening, by probabilistic linkage, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from affray.model import JudgedPairs, Link, Linkage
from affray.reconcile import blocks, model, scoring
from affray.reconcile.breeds import SUM
from affray.reconcile.columns import table
from affray.reconcile.comparisons import COMPARISONS
from affray.reconcile.features import Row, Told, rows
from affray.reconcile.partition import PARTS, Edges, Numbers, partition
from affray.reconcile.reasons import link_of
from affray.resources import linkage as shipped

Pair = tuple[str, str]
# Makes one number of two: more than there are claims.
_SHIFT = 1 << 31


def link(claims: Iterable[Told], *, judged: JudgedPairs | None = None) -> Linkage:
    """Link claims to events; the result is the same in whatever order the claims come.

    Args:
        claims: With the days of their reports.
        judged: What persons said, honoured whatever the weights.
    """
    judged = judged or JudgedPairs()
    unsure = tuple(sorted(judged.unsure))
    own = sorted(rows(claims), key=lambda row: row.claim)
    if not own:
        return Linkage(clusters=(), links=(), unsure=unsure)
    numbers = {row.claim: number for number, row in enumerate(own)}
    same, apart = _numbered(judged.same, numbers), _numbered(judged.apart, numbers)
    with scoring.database(table(own)) as connection:
        found = scoring.scored(connection, model.settings(shipped.model().chances), blocks.pairs())
        edges, barred = _edges(found)
        clusters = partition(
            [_about(row) for row in own], edges, barred=_walls(barred, same, apart), joined=same
        )
        links = tuple(_links(connection, own, _telling(edges, clusters)))
    return Linkage(
        clusters=tuple(tuple(own[number].claim for number in each) for each in clusters),
        links=links,
        unsure=unsure,
    )


def compared(one: str, other: str, claims: Iterable[Told]) -> Link | None:
    """How two claims stand to each other, linked or not; None where one of them is a state.

    Args:
        one: Its id.
        other: Its id.
        claims: All claims of their two reports: what stands beside a claim tells its place and day.
    """
    own = sorted(rows(claims), key=lambda row: row.claim)
    numbers = {row.claim: number for number, row in enumerate(own)}
    if one not in numbers or other not in numbers:
        return None
    first, second = sorted((numbers[one], numbers[other]))
    with scoring.database(table(own)) as connection:
        return next(_links(connection, own, [(first, second)]))


def _about(row: Row) -> int | None:
    """The day that a claim is about: its own or carried one, else that of its report; a sum has none."""
    if row.breed == SUM:
        return None
    return row.reported if row.undated else row.first


def _numbered(pairs: Iterable[Pair], numbers: Mapping[str, int]) -> list[tuple[int, int]]:
    known = [(numbers[one], numbers[other]) for one, other in pairs if one in numbers and other in numbers]
    return sorted((min(pair), max(pair)) for pair in known)


def _edges(found: Iterable[pa.Table]) -> tuple[Edges, Numbers]:
    """The pairs with their weights, and the numbers of those that a barrier keeps apart (n, 2)."""
    ones, others, weights, barred = [], [], [], []
    for part in found:
        one, other = (part[name].to_numpy().astype(np.int32) for name in ("one", "other"))
        weight = (part["weight"].to_numpy() + shipped.model().prior) * PARTS
        wall = part["barrier"].is_valid().to_numpy()
        ones.append(one)
        others.append(other)
        weights.append(weight.round().astype(np.int32))
        barred.append(np.stack([one[wall], other[wall]], axis=1))
    none = np.zeros(0, dtype=np.int32)
    edges = Edges(
        one=np.concatenate([none, *ones]),
        other=np.concatenate([none, *others]),
        weight=np.concatenate([none, *weights]),
    )
    return edges, np.concatenate([none.reshape(0, 2), *barred]).astype(np.int64)


def _walls(barred: Numbers, same: Iterable[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> Numbers:
    """The pairs that never stand together: a barrier's, but for what a person said is one, and a person's."""
    said = np.array([one * _SHIFT + other for one, other in same], dtype=np.int64)
    kept = barred[~np.isin(barred[:, 0] * _SHIFT + barred[:, 1], said)]
    return np.concatenate([kept, np.array(apart, dtype=np.int64).reshape(-1, 2)])


def _telling(edges: Edges, clusters: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs that tell why: those that hold an event together, and each claim's best that was refused."""
    home = np.zeros(sum(map(len, clusters)), dtype=np.int64)
    for at, cluster in enumerate(clusters):
        home[cluster] = at
    reach = list(range(len(home)))

    def root(number: int) -> int:
        while reach[number] != number:
            reach[number] = reach[reach[number]]
            number = reach[number]
        return number

    refused: set[int] = set()
    chosen = []
    worth = np.flatnonzero((home[edges.one] == home[edges.other]) | (edges.weight > 0))
    for at in worth[(-edges.weight[worth]).argsort(kind="stable")].tolist():
        one, other = int(edges.one[at]), int(edges.other[at])
        if home[one] == home[other]:
            first, second = root(one), root(other)
            if first != second:
                reach[max(first, second)] = min(first, second)
                chosen.append((one, other))
        elif edges.weight[at] > 0 and not (one in refused and other in refused):
            refused |= {one, other}
            chosen.append((one, other))
    return sorted(chosen)


def _links(
    connection: duckdb.DuckDBPyConnection, own: Sequence[Row], pairs: Sequence[tuple[int, int]]
) -> Iterator[Link]:
    asked = pa.table(
        {
            "one": pa.array([one for one, _ in pairs], type=pa.int64()),
            "other": pa.array([other for _, other in pairs], type=pa.int64()),
        }
    )
    stand = scoring.standing(connection, asked)
    levels = [stand[f"level_{each.name}"].to_pylist() for each in COMPARISONS]
    barriers = stand["barrier"].to_pylist()
    for at, (one, other) in enumerate(zip(stand["one"].to_pylist(), stand["other"].to_pylist(), strict=True)):
        yield link_of(own[one], own[other], levels=[level[at] for level in levels], barrier=barriers[at])
