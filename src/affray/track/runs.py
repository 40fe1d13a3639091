"""Who held a place, one after the other or beside each other.

A spell ends only by what is told: a later change, or a state that does not go with it. Nothing else is
filled in, and a spell that nothing ends is carried forward with its age.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from affray.model import ControlChange, ControlSpell, ControlState, DayRun, Degree
from affray.track.order import VAGUE_DAYS, Ordered, Step, left, same
from affray.track.sides import Sides
from affray.track.spells import PARTIAL, days_of, degree_of, spell_id, where


@dataclass(slots=True, eq=False)
class _Run:
    """Steps of one holder, and what ends them. Grows while the steps are gone through.

    Attributes:
        implied: Whether it began by a state, so that a change came before it that nobody told.
        against: The runs of others whom other sources tell of the same days.
        shared: The runs of others whom one report tells to hold the place as well.
    """

    steps: list[Step]
    last: int
    implied: bool = False
    ended: Step | None = None
    against: list[_Run] = field(default_factory=list)
    shared: list[_Run] = field(default_factory=list)

    @property
    def members(self) -> list[ControlChange]:
        return [each for step in self.steps for each in step.members]

    @property
    def holders(self) -> tuple[str, ...]:
        return tuple(sorted({holder for step in self.steps for holder in step.holders}))

    @property
    def core(self) -> tuple[str, ...]:
        """Those whom it began with: a step of two holders makes no bridge from one to the other."""
        return next((step.holders for step in self.steps if step.holders), ())

    @property
    def gained(self) -> bool:
        return self.steps[0].gained

    @property
    def degree(self) -> Degree:
        return degree_of(self.members)

    @property
    def roots(self) -> frozenset[str]:
        return frozenset(each.root for each in self.members)

    @property
    def only_states(self) -> bool:
        return not any(step.told_as_change for step in self.steps)


def held(told: Ordered, sides: Sides) -> list[ControlSpell]:
    """The spells of those who held a place, in the order of the telling."""
    runs = _runs(told, sides)
    made = [_spell(run, sides) for run in runs]
    ids = {id(run): spell.spell for run, spell in zip(runs, made, strict=True)}
    return [
        replace(spell, disagrees=tuple(sorted(ids[id(other)] for other in run.against)))
        for run, spell in zip(runs, made, strict=True)
    ]


def _runs(told: Ordered, sides: Sides) -> list[_Run]:
    """Go through the steps in order: each goes on with a run, or begins one, and may end others."""
    before = {
        (one, other) for chain in told.told for at, one in enumerate(chain) for other in chain[at + 1 :]
    }
    runs: list[_Run] = []
    for number, step in enumerate(told.steps):
        standing = [run for run in runs if run.ended is None]
        if _idle(standing, step, sides):
            continue
        run = _of_step(runs, standing, step, sides)
        for other in standing:
            if other is not run and _ends(step, run, other, told=(other.last, number) in before, sides=sides):
                other.ended = step
                run.implied = run.implied or (not step.told_as_change and run.steps[0] is step)
        run.last = number
    return runs


def _idle(standing: list[_Run], step: Step, sides: Sides) -> bool:
    """Whether someone lost the place who is not told to have had it: the holder stays."""
    if step.gained or not any(run.gained for run in standing):
        return False
    at = step.members[0]
    return not any(same(run.holders, left(step), at, sides) for run in standing if run.gained)


def _of_step(runs: list[_Run], standing: list[_Run], step: Step, sides: Sides) -> _Run:
    """The run that a step goes on with, or a new one."""
    kin = [run for run in standing if _goes_on(run, step, sides)]
    if not kin and not step.told_as_change:
        kin = [run for run in runs if _contradicted(run, step, sides)]
    if kin:
        run = max(kin, key=lambda each: (bool(set(each.holders) & set(step.holders)), runs.index(each)))
        run.steps.append(step)
        run.ended = None
        return run
    run = _Run(steps=[step], last=-1)
    runs.append(run)
    return run


def _goes_on(run: _Run, step: Step, sides: Sides) -> bool:
    if run.gained != step.gained:
        return False
    at = step.members[0]
    if not step.gained:
        return same(left(run.steps[-1]), left(step), at, sides)
    if step.told_as_change and not (run.core and step.holders):
        # Who gains a place that another holds is another, resolved or not, unless it is the same gain.
        last = run.steps[-1]
        wide = max((step.latest - step.earliest).days, (last.latest - last.earliest).days) > VAGUE_DAYS
        return not wide and step.earliest <= last.latest and last.earliest <= step.latest
    return same(run.core, step.holders, at, sides)


def _contradicted(run: _Run, step: Step, sides: Sides) -> bool:
    """Whether a run that only a state ended is told again by sources other than that state's.

    Two sources then tell of two holders for the same days, and no change is told: they disagree. The run
    that ended it is set against it.
    """
    if run.ended is None or run.ended.told_as_change or not run.gained:
        return False
    if not (run.core and step.holders and same(run.core, step.holders, step.members[0], sides)):
        return False
    other = {each.root for each in run.ended.members}
    return other.isdisjoint(run.roots | {each.root for each in step.members})


def _ends(step: Step, run: _Run, other: _Run, *, told: bool, sides: Sides) -> bool:
    """Whether a step of a run ends another; notes where it stands beside it instead."""
    if _shared(other, step):
        run.shared.append(other)
        other.shared.append(run)
    if not step.told_as_change and (run in other.shared or run in other.against):
        return False
    partial = degree_of(step.members) in PARTIAL
    if _contradicted_by(other, run, step) or _unordered(other, step, told=told):
        if not partial and other.degree not in PARTIAL:
            _set_against(run, other)
        # Parts are no contradiction: the rest may be another's.
        return False
    return not (partial and step.gained and other.gained and not _lost_by(step, other, sides))


def _contradicted_by(other: _Run, run: _Run, step: Step) -> bool:
    """Whether the other run, of states alone, stands while the first is told again."""
    return not step.told_as_change and run.steps[0] is not step and other.only_states and other.gained


def _shared(run: _Run, step: Step) -> bool:
    """Whether one report tells of two holders as a state: they hold it both."""
    last = run.steps[-1]
    if step.told_as_change or last.told_as_change:
        return False
    return {each.report for each in step.members} == {each.report for each in last.members}


def _unordered(run: _Run, step: Step, *, told: bool) -> bool:
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


def _set_against(run: _Run, other: _Run) -> None:
    for one, two in ((run, other), (other, run)):
        if two not in one.against:
            one.against.append(two)


def _lost_by(step: Step, run: _Run, sides: Sides) -> bool:
    """Whether a part is taken from those who hold no more than a part."""
    return (
        run.degree in PARTIAL and bool(left(step)) and same(run.holders, left(step), step.members[0], sides)
    )


def _spell(run: _Run, sides: Sides) -> ControlSpell:
    first, members = run.steps[0], run.members
    since = days_of(first) if first.told_as_change else DayRun(earliest=None, latest=days_of(first).latest)
    holders = _closest(run.holders, first, sides) if run.gained else ()
    state = ControlState.HELD if run.gained else ControlState.UNKNOWN
    if run.gained and run.degree in PARTIAL:
        state = ControlState.CONTESTED
    return ControlSpell(
        spell=spell_id(members[0].place, state, members),
        place=members[0].place,
        where=where(members),
        state=state,
        holders=holders,
        words=None if holders else next((each.words for each in members if each.words), None),
        degree=run.degree,
        since=since,
        by=first.latest,
        until=None if run.ended is None else days_of(run.ended),
        until_by=None if run.ended is None else run.ended.latest,
        taken_from=tuple(actor for actor in left(first) if actor not in holders),
        implied=run.implied and not run.against,
        claims=tuple(sorted({each.claim for each in members})),
        roots=tuple(sorted({each.root_name for each in members})),
        last_told=max(each.by or date.min for each in members),
    )


def _closest(holders: tuple[str, ...], first: Step, sides: Sides) -> tuple[str, ...]:
    """The holders without those whom another of them tells more closely: a coalition beside its member."""
    country, day = first.members[0].where.country, first.latest

    def told_closer(holder: str, other: str) -> bool:
        if not sides.alike(holder, other, theatre=country, day=day) or sides.generic(other):
            return False
        return sides.generic(holder) or holder in sides.above(other, day)

    return tuple(
        holder
        for holder in holders
        if not any(told_closer(holder, other) for other in holders if other != holder)
    )
