"""Who held what: the spells of each place, and what stands on a day.

A spell ends only by what is told: a later change, or a state that does not go with it. Nothing else is
filled in, and a spell that nothing ends is carried forward with its age.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from affray.model import ChangeKind, ControlChange, ControlSpell, ControlState, DayRun, Degree, EventPlace
from affray.track.order import Ordered, Step, ordered, same
from affray.track.reading import readable
from affray.track.sides import Sides

# The degrees that leave room for others in the same place.
PARTIAL = frozenset({Degree.LARGE_AREAS, Degree.PARTS})
_RANK = {degree: rank for rank, degree in enumerate(Degree)}
_TURNS = (ChangeKind.GAINED, ChangeKind.LOST, ChangeKind.HELD)


def spells_of(
    changes: Iterable[ControlChange], sides: Sides, *, known: date | None = None
) -> tuple[ControlSpell, ...]:
    """The spells of every place, by place, then by days, as reports known by a day tell them."""
    by_place: defaultdict[str, list[ControlChange]] = defaultdict(list)
    for change in readable(changes, known):
        by_place[change.place].append(change)
    found: list[ControlSpell] = []
    for _, listed in sorted(by_place.items()):
        found.extend(_of_place(listed, sides))
    return tuple(found)


def _of_place(changes: list[ControlChange], sides: Sides) -> list[ControlSpell]:
    told = ordered((each for each in changes if each.kind in _TURNS), sides)
    held = _spells(_runs(told, sides), sides)
    fought = _contested(changes, told)
    # A stable sort: spells that began on one day stay in the order of the telling, behind their fights.
    return sorted((*fought, *held), key=lambda each: each.by)


@dataclass(slots=True)
class _Run:
    """Consecutive steps of one holder, and what ends them. Grows while the steps are gone through."""

    steps: list[Step]
    implied: bool = False
    ended: Step | None = None
    beside: list[_Run] | None = None

    @property
    def members(self) -> list[ControlChange]:
        return [each for step in self.steps for each in step.members]

    @property
    def holders(self) -> tuple[str, ...]:
        return self.steps[0].holders if not self.steps[0].gained else _named(self.steps)

    @property
    def gained(self) -> bool:
        return self.steps[0].gained

    @property
    def degree(self) -> Degree:
        return min((each.degree for each in self.members), key=_RANK.__getitem__)

    @property
    def last_told(self) -> date:
        return max(each.by for each in self.members if each.by is not None)

    @property
    def roots(self) -> frozenset[str]:
        return frozenset(each.root for each in self.members)


def _named(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(sorted({holder for step in steps for holder in step.holders}))


def _runs(told: Ordered, sides: Sides) -> list[_Run]:
    """Go through the steps in order: each goes on with a standing run, or begins one that ends others."""
    before = _before(told)
    runs: list[_Run] = []
    for number, step in enumerate(told.steps):
        standing = [run for run in runs if run.ended is None]
        kin = [run for run in standing if _goes_on(run, step, sides)]
        if kin:
            kin[-1].steps.append(step)
            run = kin[-1]
        elif (
            not step.gained and any(run.gained for run in standing) and not _was_theirs(standing, step, sides)
        ):
            # Someone lost it who is not told to have had it: the holder stays.
            continue
        else:
            run = _Run(steps=[step], beside=[])
            runs.append(run)
        for other in standing:
            if other is run:
                continue
            last = told.steps.index(other.steps[-1]) if other.steps[-1] in told.steps else 0
            if _unordered(other, step, (last, number) in before):
                _beside(run, other)
            elif run.degree in PARTIAL and other.gained and not _lost_by(step, other, sides):
                continue
            elif other.beside is None or not (
                step in run.steps[1:] and run in other.beside and not step.told_as_change
            ):
                other.ended = step
                run.implied = run.implied or (not step.told_as_change and run.steps[0] is step)
    return runs


def _before(told: Ordered) -> set[tuple[int, int]]:
    """The pairs of steps that one telling puts in order."""
    return {(one, other) for chain in told.told for at, one in enumerate(chain) for other in chain[at + 1 :]}


def _goes_on(run: _Run, step: Step, sides: Sides) -> bool:
    if run.gained != step.gained:
        return False
    at = step.members[0]
    if not step.gained:
        return same(_left(run.steps[-1]), _left(step), at, sides)
    return same(run.holders, step.holders, at, sides)


def _left(step: Step) -> tuple[str, ...]:
    return tuple(sorted({actor for each in step.members for actor in each.from_}))


def _was_theirs(standing: list[_Run], step: Step, sides: Sides) -> bool:
    at = step.members[0]
    return any(same(run.holders, _left(step), at, sides) for run in standing if run.gained)


def _lost_by(step: Step, run: _Run, sides: Sides) -> bool:
    """Whether a run's holders are those whom the step takes from, so that even a part ends the whole."""
    return (
        run.degree in PARTIAL and bool(_left(step)) and same(run.holders, _left(step), step.members[0], sides)
    )


def _unordered(run: _Run, step: Step, told: bool) -> bool:  # noqa: FBT001 what one telling says
    """Whether nothing says which came first: no telling of both, and days that do not follow each other.

    A state that another source tells of the days of a change contradicts it; one that is surely later
    is a change that nobody told.
    """
    if told or not run.gained or not step.gained:
        return False
    last = run.steps[-1]
    apart = {each.root for each in step.members}.isdisjoint({each.root for each in last.members})
    if not step.told_as_change or not last.told_as_change:
        return apart and step.earliest <= last.latest
    return (step.earliest, step.latest) == (last.earliest, last.latest) or (
        step.earliest < last.earliest or step.latest < last.latest
    )


def _beside(run: _Run, other: _Run) -> None:
    for one, two in ((run, other), (other, run)):
        one.beside = one.beside or []
        if two not in one.beside:
            one.beside.append(two)


def _spells(runs: list[_Run], sides: Sides) -> list[ControlSpell]:
    made = [_spell(run, sides) for run in runs]
    ids = {id(run): spell.spell for run, spell in zip(runs, made, strict=True)}
    return [
        replace(spell, disagrees=tuple(sorted(ids[id(other)] for other in run.beside or ())))
        for run, spell in zip(runs, made, strict=True)
    ]


def _spell(run: _Run, sides: Sides) -> ControlSpell:
    first, members = run.steps[0], run.members
    since = DayRun(
        earliest=None if first.earliest == date.min or not first.told_as_change else first.earliest,
        latest=_latest(first),
    )
    holders = _closest(run.holders, first, sides) if run.gained else ()
    state = ControlState.HELD if run.gained else ControlState.UNKNOWN
    if run.gained and run.degree in PARTIAL:
        state = ControlState.CONTESTED
    ended = run.ended
    return ControlSpell(
        spell=_id(members[0].place, state, members),
        place=members[0].place,
        where=_where(members),
        state=state,
        holders=holders,
        words=None if holders else next((each.words for each in members if each.words), None),
        degree=run.degree,
        since=since,
        by=first.latest,
        until=None if ended is None else _since(ended),
        until_by=None if ended is None else ended.latest,
        taken_from=tuple(actor for actor in _left(first) if actor not in holders),
        implied=run.implied,
        claims=tuple(sorted({each.claim for each in members})),
        roots=tuple(sorted({each.root_name for each in members})),
        last_told=run.last_told,
    )


def _since(step: Step) -> DayRun:
    return DayRun(earliest=None if step.earliest == date.min else step.earliest, latest=_latest(step))


def _since_both(step: Step, by: date) -> DayRun:
    """The days of a step that ends a fight: not before the fight."""
    days = _since(step)
    start = None if days.earliest is None else max(days.earliest, min(by, step.latest))
    return replace(days, earliest=start)


def _latest(step: Step) -> date:
    """The last day that it may have been, by the days told: `by` may be earlier, by the day it was known."""
    return min(each.days.latest or step.latest for each in step.members if each.days is not None)


def _closest(holders: tuple[str, ...], first: Step, sides: Sides) -> tuple[str, ...]:
    """The holders without those that another of them says more closely: a member beside its coalition."""
    country, day = first.members[0].where.country, first.latest
    return tuple(
        holder
        for holder in holders
        if not any(
            other != holder
            and sides.alike(holder, other, theatre=country, day=day)
            and (sides.generic(holder) or holder in sides.above(other, day))
            and not (sides.generic(other) and not sides.generic(holder))
            for other in holders
        )
    )


def _where(members: list[ControlChange]) -> EventPlace:
    return min(members, key=lambda each: (each.where.radius_km or 0.0, each.claim)).where


def _id(place: str, state: ControlState, members: list[ControlChange]) -> str:
    key = "\x00".join((place, state, *sorted({each.claim for each in members})))
    return "s-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _contested(changes: list[ControlChange], told: Ordered) -> list[ControlSpell]:
    """Fights, sieges and shared holds: each goes on until somebody is told to have the place."""
    fights = sorted(
        (each for each in changes if each.kind == ChangeKind.CONTESTED and each.by is not None),
        key=lambda each: (each.by, each.order, each.claim),
    )
    found: defaultdict[int, list[ControlChange]] = defaultdict(list)
    closing: dict[int, Step | None] = {}
    for fight in fights:
        number = next((at for at, step in enumerate(told.steps) if _closes(step, fight)), len(told.steps))
        closing[number] = told.steps[number] if number < len(told.steps) else None
        found[number].append(fight)
    return [_fought(listed, closing[number]) for number, listed in sorted(found.items())]


def _closes(step: Step, fight: ControlChange) -> bool:
    """Whether a step ends a fight: a whole gain not surely before it, or what is surely behind it.

    A fight that is told to go on ends only by what is surely behind it.
    """
    if not step.gained or all(each.degree in PARTIAL for each in step.members):
        return False
    by = fight.by or date.min
    start = (fight.days.earliest if fight.days else None) or date.min
    if step.told_as_change and not fight.presupposed:
        return step.latest >= start
    return step.earliest > by


def _fought(fights: list[ControlChange], closing: Step | None) -> ControlSpell:
    first = fights[0]
    by = min(each.by for each in fights if each.by is not None)
    starts = [(each.days.earliest if each.days else None) for each in fights if each.by == by]
    return ControlSpell(
        spell=_id(first.place, ControlState.CONTESTED, fights),
        place=first.place,
        where=_where(fights),
        state=ControlState.CONTESTED,
        holders=tuple(sorted({holder for each in fights for holder in each.holders})),
        words=next((each.words for each in fights if each.words and not each.holders), None),
        degree=min((each.degree for each in fights), key=_RANK.__getitem__),
        since=DayRun(earliest=None if None in starts else min(day for day in starts if day), latest=by),
        by=by,
        until=None if closing is None else _since_both(closing, by),
        until_by=None if closing is None else max(closing.latest, by),
        taken_from=(),
        implied=False,
        claims=tuple(sorted({each.claim for each in fights})),
        roots=tuple(sorted({each.root_name for each in fights})),
        last_told=max(each.by for each in fights if each.by is not None),
    )
