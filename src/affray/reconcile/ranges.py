"""Figures of an event as ranges: what each root gives, side by side, with every wording.

A number of one claim is never added to one of another, and a part of a number to nothing. Only the numbers
that one sentence sets beside each other ("three teachers and two doctors") make one together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from affray.model import Account, Figure, FigureKind, FigureRange, Rule
from affray.reconcile.sides import Sides, of_anybody, of_some, side_of
from affray.reconcile.sourced import Sourced
from affray.text import fold

# The store keeps 64 bits.
LARGEST = 2**63 - 1
DEFAULT = Rule.MOST_REPORTED
# What sets two numbers beside each other.
_JOINS = re.compile(r"[,;&(]|\b(?:and|plus|as well as|while|with|besides|along)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """From the least to the most; None is open."""

    low: int | None
    high: int | None

    @property
    def number(self) -> int:
        """The number that is said: "at least 12" and "12 to 15" say 12, "up to 30" says 30."""
        return next((bound for bound in (self.low, self.high) if bound is not None), 0)

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    def surely_below(self, other: Bounds) -> bool:
        """Whether the most of this is less than the least of the other."""
        return self.high is not None and other.low is not None and self.high < other.low

    def apart(self, other: Bounds) -> bool:
        """Whether no number is in both."""
        return self.surely_below(other) or other.surely_below(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What one report gives by one root for one kind of figure.

    Attributes:
        day: The day it was said, None when unknown.
        carriers: How many reports carry it.
        whole: Whether it counts all sides that the event's figures tell of.
        sides: The sides that it counts, where it tells.
    """

    root: str
    report: str
    day: date | None
    bounds: Bounds
    carriers: int
    whole: bool
    sides: frozenset[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranged:
    """A range, and what each report gave by each root to make it, the latest of each root last."""

    range: FigureRange
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One figure of an event."""

    told: Sourced
    figure: Figure
    side: str | None

    @property
    def part(self) -> bool:
        return self.figure.part_of is not None

    @property
    def bounds(self) -> Bounds:
        return Bounds(low=self.figure.min, high=self.figure.max)

    @property
    def key(self) -> tuple[str, str]:
        """Who says it where."""
        return self.told.root.key, self.told.claim.report


def ranges(told: Sequence[Sourced], sides: Sides) -> tuple[Ranged, ...]:
    """The ranges of an event's figures: for each kind that of all sides, then each side's own."""
    counted: defaultdict[FigureKind, list[_Counted]] = defaultdict(list)
    for each in _once(told, sides):
        counted[each.figure.kind].append(each)
    found = []
    for kind in FigureKind:
        own = counted.get(kind, [])
        if not own:
            continue
        found.append(_range(kind, None, own))
        for side in ("a", "b", "civilians"):
            of_side = [each for each in own if each.side == side]
            if of_side:
                found.append(_range(kind, side, of_side))
    return tuple(found)


def _once(told: Sequence[Sourced], sides: Sides) -> Iterable[_Counted]:
    """Each figure, in the order of roots, then claims; one that two claims share only once."""
    seen: set[tuple[str, int, int, FigureKind]] = set()
    for each in sorted(told, key=lambda each: (each.root.key, each.claim.claim)):
        for figure in each.claim.figures:
            place = (each.claim.report, figure.start, figure.end, figure.kind)
            if place not in seen:
                seen.add(place)
                side = side_of(figure, each.grounded)
                yield _Counted(
                    told=each, figure=figure, side=None if side is None else sides.of(each.claim.claim, side)
                )


def _range(kind: FigureKind, side: str | None, counted: Sequence[_Counted]) -> Ranged:
    stated = tuple(_stated(counted, side))
    low, high = _extent(stated)
    wholes = [each for each in stated if each.whole]
    last = {each.root: each for each in wholes or stated}
    # Where nothing counts all, no rule says more than that it were so many at least.
    rules = tuple(
        (rule, _CHOICE[rule](list(last.values())) if wholes else low if stated else None) for rule in Rule
    )
    return Ranged(
        range=FigureRange(
            kind=kind,
            side=side,
            low=low,
            best=dict(rules)[DEFAULT],
            high=high,
            rules=rules,
            by=tuple(_account(each) for each in counted),
            divergence=divergence([each.bounds for each in last.values()]),
        ),
        stated=stated,
    )


def _extent(stated: Sequence[Stated]) -> tuple[int | None, int | None]:
    """From the least to the most that is said of all sides.

    What counts one side only bounds the whole from below. Where nothing counts all, the side that lost most
    does so, by the least that is said of it.
    """
    wholes = [each.bounds for each in stated if each.whole]
    partial = [each for each in stated if not each.whole]
    if wholes:
        low, high = _hull(wholes)
        over = any(high is not None and (each.bounds.low or 0) > high for each in partial)
        return low, None if over else high
    by_sides: defaultdict[frozenset[str | None], list[int]] = defaultdict(list)
    for each in partial:
        by_sides[each.sides].append(each.bounds.low or 0)
    return max((min(lows) for lows in by_sides.values()), default=None), None


def _hull(bounds: Sequence[Bounds]) -> tuple[int | None, int | None]:
    """From the least to the most that is said; open where one leaves it open."""
    lows = [each.low for each in bounds]
    highs = [each.high for each in bounds]
    return (
        None if not lows or None in lows else min(low for low in lows if low is not None),
        None if not highs or None in highs else max(high for high in highs if high is not None),
    )


def divergence(values: Sequence[object]) -> float | None:
    """0 when all roots say the same, 1 when each says another; None when fewer than two say anything."""
    if len(values) < 2:
        return None
    return (len(set(values)) - 1) / (len(values) - 1)


def _account(each: _Counted) -> Account:
    figure = each.figure
    return Account(
        root=each.told.root.key,
        claim=each.told.claim.claim,
        report=each.told.claim.report,
        text=figure.text,
        low=figure.min,
        high=figure.max,
        unknown=figure.unknown,
        of=figure.of,
        part=each.part,
    )


# ---------------------------------------------------------------- what a report gives


def _stated(counted: Sequence[_Counted], side: str | None) -> Iterable[Stated]:
    """What each root gives in each report, the earliest first; numbers said to be unknown give nothing."""
    by_key: defaultdict[tuple[str, str], list[_Counted]] = defaultdict(list)
    for each in counted:
        if not each.part and not each.figure.unknown:
            by_key[each.key].append(each)
    known = {each.side for each in counted if each.side is not None}
    only_some = all(of_some(each.figure) for each in counted)
    found = []
    for (root, report), own in by_key.items():
        own_sides = frozenset(each.side for each in own)
        whole = side is not None or len(known) < 2 or None in own_sides or own_sides >= known
        whole = whole and (only_some or not all(of_some(each.figure) for each in own))
        bounds = _together(own)
        if not whole:
            bounds = Bounds(low=bounds.low, high=None)
        if bounds.low is None and bounds.high is None:
            continue
        told = own[0].told
        found.append(
            Stated(
                root=root,
                report=report,
                day=told.day,
                bounds=bounds,
                carriers=max(1, len(told.carriers)),
                whole=whole,
                sides=own_sides,
            )
        )
    return sorted(found, key=lambda each: (each.day or date.min, each.bounds.number, each.report, each.root))


def _together(counted: Sequence[_Counted]) -> Bounds:
    """What a report gives by one root: the sums of its claims, less those that are surely parts of another.

    A report that tells of 31 dead and elsewhere of two tells of two among the 31. A vague number ("tens")
    beside a clear one is no part of it, but another account.
    """
    runs = [(_sum(own), frozenset(each.side for each in own)) for own in _beside_each_other(counted)]
    kept = [
        one for one, mine in runs if not any(_part_of(one, mine, other, theirs) for other, theirs in runs)
    ]
    low, high = _hull(kept)
    return Bounds(low=low, high=high)


def _beside_each_other(counted: Sequence[_Counted]) -> Iterable[list[_Counted]]:
    """The numbers of each claim, those that a conjunction or a comma joins in one list.

    "Two soldiers and three rebels" are five; "clashes of a number of rebels took 500 lives" are not 502.
    """
    run: list[_Counted] = []
    for each in sorted(counted, key=lambda each: (each.told.claim.claim, each.figure.start)):
        if run and not _joined(run[-1], each):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _joined(one: _Counted, other: _Counted) -> bool:
    claim = one.told.claim
    if claim.claim != other.told.claim.claim:
        return False
    start = claim.evidence.start
    gap = claim.evidence.text[one.figure.end - start : other.figure.start - start]
    return not gap.strip() or bool(_JOINS.search(gap))


def _part_of(one: Bounds, mine: frozenset[str | None], other: Bounds, theirs: frozenset[str | None]) -> bool:
    """Whether a number is surely one among another of the same report and root."""
    if not (one.surely_below(other) or _within(one, other)):
        return False
    return not (_vague(one) and mine <= theirs | {None})


def _within(one: Bounds, other: Bounds) -> bool:
    """Whether a number with an open end is below another's: "at least 2" beside "at least 31"."""
    if one.low is None or other.low is None or one.high is not None:
        return False
    return one.low < other.low and (other.high is None or other.exact)


def _vague(bounds: Bounds) -> bool:
    return bounds.low is not None and bounds.high is not None and bounds.low < bounds.high


def _sum(counted: Sequence[_Counted]) -> Bounds:
    """The numbers that one claim sets beside each other, a number said twice only once."""
    distinct = list(
        {(each.side, fold(each.figure.text), each.figure.of): each.bounds for each in counted}.values()
    )
    plain = [each for each in counted if of_anybody(each.figure)]
    if len(distinct) > 1 and plain:
        # One of them is of nobody in particular: it may well be the sum of the others.
        largest = max((each.bounds for each in plain), key=lambda bounds: bounds.number)
        if all(bounds is largest or bounds.number <= largest.number for bounds in distinct):
            return largest
    lows, highs = [each.low for each in distinct], [each.high for each in distinct]
    return Bounds(
        low=None if all(low is None for low in lows) else min(LARGEST, sum(low or 0 for low in lows)),
        high=None if None in highs else min(LARGEST, sum(high or 0 for high in highs)),
    )


# ---------------------------------------------------------------- rules


def _conservative(last: Sequence[Stated]) -> int:
    """The least number that a root gives."""
    return min(each.bounds.number for each in last)


def _most_reported(last: Sequence[Stated]) -> int:
    """The number that most roots give; of those the one that most reports carry, then the lowest."""
    roots = Counter(each.bounds.number for each in last)
    carried: Counter[int] = Counter()
    for each in last:
        carried[each.bounds.number] += each.carriers
    return min(roots, key=lambda number: (-roots[number], -carried[number], number))


def _most_informative(last: Sequence[Stated]) -> int:
    """The number told most exactly: one number before bounds, bounds before an open end; then the latest."""
    chosen = max(
        last,
        key=lambda each: (
            each.whole,
            each.bounds.exact,
            None not in (each.bounds.low, each.bounds.high),
            each.day or date.min,
            each.bounds.number,
        ),
    )
    return chosen.bounds.number


_CHOICE: dict[Rule, Callable[[Sequence[Stated]], int]] = {
    Rule.CONSERVATIVE: _conservative,
    Rule.MOST_REPORTED: _most_reported,
    Rule.MOST_INFORMATIVE: _most_informative,
}
