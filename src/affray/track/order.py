"""Puts what claims tell of one place in order: by days, and within a report by the order of its text.

The order of arrival plays no part: the result is a function of the set of changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from affray.model import ChangeKind, ControlChange, DayRun
from affray.track.sides import Sides

_FIRST = date.min
# A month named is the widest that one change is dated by; wider days tell of a time, not of a change.
VAGUE_DAYS = 31


@dataclass(slots=True)
class Step:
    """One change of holder in a place's order, with all who tell it. Grows while an order is made."""

    members: list[ControlChange] = field(default_factory=list)
    earliest: date = _FIRST
    latest: date = _FIRST

    @property
    def told_as_change(self) -> bool:
        """Whether a claim tells that it changed hands, and not only that it was held."""
        return any(each.kind != ChangeKind.HELD for each in self.members)

    @property
    def holders(self) -> tuple[str, ...]:
        """Who gained or holds it by the claims that name them, ids ascending."""
        return tuple(sorted({holder for each in self.members for holder in each.holders}))

    @property
    def gained(self) -> bool:
        """Whether anybody is told to have it, resolved or not."""
        return any(each.kind != ChangeKind.LOST for each in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """The steps of a place in order, and the sequences that claims tell, as positions of steps."""

    steps: tuple[Step, ...]
    told: tuple[tuple[int, ...], ...]


def ordered(changes: Iterable[ControlChange], sides: Sides) -> Ordered:
    """Order the gains, losses and states of one place.

    What one source tells in one report is a sequence. Sequences are laid over each other: a change that
    two of them tell for the same days is one step.
    """
    sequences = _sequences(changes, sides)
    steps: list[Step] = []
    chains = [_laid(steps, sequence, sides) for sequence in sequences]
    at = {id(step): number for number, step in enumerate(steps)}
    return Ordered(steps=tuple(steps), told=tuple(tuple(at[id(step)] for step in chain) for chain in chains))


def _sequences(changes: Iterable[ControlChange], sides: Sides) -> list[list[ControlChange]]:
    """What each source tells in each report, in the order of the telling, with days narrowed by it."""
    own: defaultdict[tuple[str, str], list[ControlChange]] = defaultdict(list)
    for each in changes:
        if each.by is not None:
            own[each.report, each.root].append(each)
    found = []
    for (report, root), listed in own.items():
        told = _narrowed(_in_order(listed, sides))
        first = told[0].known or date.max
        found.append(((first, report, root), told))
    return [told for _, told in sorted(found, key=lambda each: each[0])]


def _in_order(listed: Sequence[ControlChange], sides: Sides) -> list[ControlChange]:
    """By the text; what surely was earlier goes before, and so does a hold whose end the report tells."""
    told: list[ControlChange] = []
    for each in sorted(listed, key=lambda one: (one.order, one.claim)):
        at = len(told)
        while at > 0 and _surely_before(each, told[at - 1]):
            at -= 1
        told.insert(at, each)
    for each in [one for one in told if one.presupposed and one.kind == ChangeKind.HELD]:
        ended = next((one for one in told if _ends(one, each, sides)), None)
        if ended is not None and told.index(ended) < told.index(each):
            told.remove(each)
            days = DayRun(earliest=None, latest=ended.days.latest if ended.days else None)
            told.insert(told.index(ended), replace(each, days=days))
    return told


def _surely_before(one: ControlChange, other: ControlChange) -> bool:
    start = other.days.earliest if other.days else None
    return one.by is not None and start is not None and one.by < start


def _ends(change: ControlChange, held: ControlChange, sides: Sides) -> bool:
    if change.kind == ChangeKind.LOST:
        return same(change.from_, held.holders, held, sides)
    return (
        change.kind == ChangeKind.GAINED
        and bool(change.holders)
        and not same(change.holders, held.holders, held, sides)
    )


def _narrowed(told: list[ControlChange]) -> list[ControlChange]:
    """Each begins no earlier than the one before, and is done no later than the one behind."""
    starts: list[date] = []
    for each in told:
        start = (each.days.earliest if each.days else None) or _FIRST
        starts.append(max([start, *starts[-1:]]))
    found: list[ControlChange] = []
    last = date.max
    for each, start in zip(reversed(told), reversed(starts), strict=True):
        last = min(last, each.by or date.max)
        earliest = None if start == _FIRST else min(start, last)
        found.append(replace(each, days=DayRun(earliest=earliest, latest=last)))
    return found[::-1]


def _laid(steps: list[Step], sequence: list[ControlChange], sides: Sides) -> list[Step]:
    """Lay a sequence over the steps: what matches joins, the rest is put between."""
    matched = _aligned(steps, sequence, sides)
    chain: list[Step] = []
    low = 0
    for number, change in enumerate(sequence):
        step = matched.get(number)
        if step is None and chain and _matches(chain[-1], change, sides):
            # Rooted twice, or a loss with the gain that made it.
            step = chain[-1]
        if step is None:
            ahead = next(
                (matched[later] for later in range(number + 1, len(sequence)) if later in matched), None
            )
            high = next((at for at, each in enumerate(steps) if each is ahead), len(steps))
            step = Step()
            at = low
            while at < high and _key(steps[at]) <= _begin(change):
                at += 1
            steps.insert(at, step)
        _join(step, change)
        low = next(at for at, each in enumerate(steps) if each is step) + 1
        chain.append(step)
    return chain


def _aligned(steps: list[Step], sequence: list[ControlChange], sides: Sides) -> dict[int, Step]:
    """The longest common run of a sequence and the steps; of equally long ones that of the latest steps."""
    begins = [_begin(change) for change in sequence]
    low, high = min(start for _, start in begins), max(by for by, _ in begins)
    window = [step for step in steps if step.earliest <= high and low <= step.latest]
    rows, columns = len(sequence), len(window)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    fits = [[_matches(step, change, sides) for step in window] for change in sequence]
    for row in range(rows):
        for column in range(columns):
            taken = best[row][column] + 1 if fits[row][column] else 0
            best[row + 1][column + 1] = max(taken, best[row][column + 1], best[row + 1][column])
    found: dict[int, Step] = {}
    row, column = rows, columns
    while row and column:
        if fits[row - 1][column - 1] and best[row][column] == best[row - 1][column - 1] + 1:
            found[row - 1] = window[column - 1]
            row, column = row - 1, column - 1
        elif best[row][column] == best[row - 1][column]:
            row -= 1
        else:
            column -= 1
    return found


def _matches(step: Step, change: ControlChange, sides: Sides) -> bool:
    """Whether a change may be this step told by another: days that meet, and one holder."""
    if not _meets(step, change):
        return False
    told = change.holders or change.from_
    if not (told and (step.holders or left(step))) and _vague(step, change):
        return False
    if change.kind == ChangeKind.LOST or not step.gained:
        return _hands_over(step, change, sides)
    lost = {actor for each in step.members for actor in each.from_}
    if lost & set(change.holders) or set(change.from_) & set(step.holders):
        return False
    return same(step.holders, change.holders, change, sides)


def _hands_over(step: Step, change: ControlChange, sides: Sides) -> bool:
    """Whether a loss and a gain, or two losses, are the two ends of one change of hands."""
    if change.kind == ChangeKind.LOST and not step.gained:
        return same(left(step), change.from_, change, sides)
    if change.kind == ChangeKind.HELD or not step.told_as_change:
        return False
    if change.kind == ChangeKind.LOST:
        return not _any_alike(step.holders, change.from_, change, sides)
    return not _any_alike(left(step), change.holders, change, sides)


def left(step: Step) -> tuple[str, ...]:
    """Ids of those whom a step takes the place from, ascending."""
    return tuple(sorted({actor for each in step.members for actor in each.from_}))


def _vague(step: Step, change: ControlChange) -> bool:
    """Whether days this wide say too little to take somebody who is not told for somebody who is."""
    return max((step.latest - step.earliest).days, _width(change)) > VAGUE_DAYS


def _width(change: ControlChange) -> int:
    by, start = _begin(change)
    return (by - start).days


def same(one: tuple[str, ...], other: tuple[str, ...], at: ControlChange, sides: Sides) -> bool:
    """Whether two sets of holders may be one, as worded: a holder that is not resolved may be anybody."""
    return not one or not other or _any_alike(one, other, at, sides)


def _any_alike(one: tuple[str, ...], other: tuple[str, ...], at: ControlChange, sides: Sides) -> bool:
    return any(sides.alike(a, b, theatre=at.where.country, day=at.by) for a in one for b in other)


def _meets(step: Step, change: ControlChange) -> bool:
    return step.earliest <= (change.by or _FIRST) and _begin(change)[1] <= step.latest


def _join(step: Step, change: ControlChange) -> None:
    by, start = _begin(change)
    if not step.members:
        step.earliest, step.latest = start, by
    else:
        step.earliest, step.latest = max(step.earliest, start), min(step.latest, by)
    step.members.append(change)


def _key(step: Step) -> tuple[date, date]:
    return step.latest, step.earliest


def _begin(change: ControlChange) -> tuple[date, date]:
    start = change.days.earliest if change.days else None
    return change.by or _FIRST, start or _FIRST
