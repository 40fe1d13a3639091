"""Why two claims are one event or are not: each comparison in words, with its weight."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

from affray.model import Link, WeightPart
from affray.reconcile.barriers import BARRIERS
from affray.reconcile.comparisons import COMPARISONS
from affray.reconcile.features import Row
from affray.reconcile.model import bits
from affray.resources import linkage


def link_of(one: Row, other: Row, *, levels: Sequence[int], barrier: int | None) -> Link:
    """The link of two rows, by the levels at which their comparisons stand."""
    parts = [WeightPart(name="prior", weight=linkage.model().prior, words="before anything is compared")]
    weights = bits()
    for comparison, at in zip(COMPARISONS, levels, strict=True):
        words = comparison.levels[at].words
        told = _TOLD.get(comparison.name)
        if told is not None and not comparison.levels[at].null:
            words += f": {_pair(told(one), told(other))}"
        parts.append(WeightPart(name=comparison.name, weight=weights[comparison.name][at], words=words))
    return Link(
        claim=min(one.claim, other.claim),
        other=max(one.claim, other.claim),
        weight=math.fsum(part.weight for part in parts),
        parts=tuple(parts),
        barred=None if barrier is None else BARRIERS[barrier].words,
    )


def _pair(one: str, other: str) -> str:
    return one if one == other else f"{one} / {other}"


def _days(row: Row) -> str:
    if row.first is None or row.last is None:
        return "unknown"
    ends = dict.fromkeys(date.fromordinal(day).isoformat() for day in (row.first, row.last))
    return "..".join(ends)


def _dead(row: Row) -> str:
    low, high = row.killed
    if low == high:
        return "unknown" if low is None else str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


# What a comparison compared, in words of the row.
_TOLD: dict[str, Callable[[Row], str]] = {
    "kind": lambda row: row.type,
    "days": _days,
    "place": lambda row: ", ".join(spot.name for spot in row.spots),
    "actor": lambda row: ", ".join(row.a_own or row.a[:1]),
    "target": lambda row: ", ".join(row.b_own or row.b[:1]),
    "figures": _dead,
}
