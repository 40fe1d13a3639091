"""When a place was contested: fights, sieges, holds that several share."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from affray.model import ChangeKind, ControlChange, ControlSpell, ControlState, DayRun, Degree
from affray.track.order import Step
from affray.track.spells import PARTIAL, days_of, degree_of, spell_id, where

# Of the fights at one place in UCDP's events of Syria 2016-2019, 68 % come within 30 days of the one before
# (8,174 gaps, 1,659 places): a fight of which nothing is told for longer no longer makes a place contested.
SILENCE = timedelta(days=30)
_FIGHTS = (Degree.FIGHTING, Degree.STORMING)


def fought(changes: Sequence[ControlChange], steps: Sequence[Step]) -> list[ControlSpell]:
    """The spells in which a place was contested, until somebody is told to have it or nothing more is told.

    A siege, and a hold that is shared, does not end by silence.
    """
    fights = sorted(
        (each for each in changes if each.kind == ChangeKind.CONTESTED and each.by is not None),
        key=lambda each: (each.by, each.order, each.claim),
    )
    found: defaultdict[tuple[int, bool], list[ControlChange]] = defaultdict(list)
    # Whatever closes a fight is not before it, so the steps before the first that reaches it need no look.
    reached = list(accumulate((step.latest for step in steps), max))
    for fight in fights:
        first = bisect_left(reached, _start(fight))
        number = next((at for at in range(first, len(steps)) if _closes(steps[at], fight)), len(steps))
        found[number, fight.degree in _FIGHTS].append(fight)
    spells = []
    for (number, fades), listed in sorted(found.items()):
        closing = steps[number] if number < len(steps) else None
        runs = list(_runs(listed)) if fades else [listed]
        spells += [_spell(run, None if run is not runs[-1] else closing, fades) for run in runs]
    return spells


def _runs(fights: list[ControlChange]) -> Iterator[list[ControlChange]]:
    """The fights cut where nothing was told for too long."""
    run: list[ControlChange] = []
    for fight in fights:
        if run and _by(fight) - _by(run[-1]) > SILENCE:
            yield run
            run = []
        run.append(fight)
    if run:
        yield run


def _by(change: ControlChange) -> date:
    return change.by or date.min


def _start(change: ControlChange) -> date:
    return (change.days.earliest if change.days else None) or date.min


def _closes(step: Step, fight: ControlChange) -> bool:
    """Whether a step ends a fight: a whole gain not surely before it, or what is surely behind it.

    A fight that is told to go on ends only by what is surely behind it.
    """
    if not step.gained or all(each.degree in PARTIAL for each in step.members):
        return False
    if step.told_as_change and not fight.presupposed:
        return step.latest >= _start(fight)
    return step.earliest > _by(fight)


def _spell(fights: list[ControlChange], closing: Step | None, fades: bool) -> ControlSpell:  # noqa: FBT001 of the kind
    first, last = _by(fights[0]), max(map(_by, fights))
    starts = [(each.days.earliest if each.days else None) for each in fights if each.by == first]
    until, until_by = None, None
    if closing is not None and not (fades and closing.latest > _silent(last)):
        until, until_by = _not_before(days_of(closing), first), max(closing.latest, first)
    elif fades:
        until, until_by = DayRun(earliest=last, latest=None), _silent(last)
    elif closing is not None:
        until, until_by = days_of(closing), closing.latest
    return ControlSpell(
        spell=spell_id(fights[0].place, ControlState.CONTESTED, fights),
        place=fights[0].place,
        where=where(fights),
        state=ControlState.CONTESTED,
        holders=tuple(sorted({holder for each in fights for holder in each.holders})),
        words=next((each.words for each in fights if each.words and not each.holders), None),
        degree=degree_of(fights),
        since=DayRun(
            earliest=None if None in starts else min(day for day in starts if day is not None), latest=first
        ),
        by=first,
        until=until,
        until_by=until_by,
        taken_from=(),
        implied=False,
        claims=tuple(sorted({each.claim for each in fights})),
        roots=tuple(sorted({each.root_name for each in fights})),
        last_told=last,
    )


def _silent(last: date) -> date:
    """The day by which a fight that was last told of on a day has faded."""
    return last + min(SILENCE, date.max - last)


def _not_before(days: DayRun, first: date) -> DayRun:
    """The days of what ends a fight, without those before the fight."""
    if days.earliest is None or days.earliest >= first:
        return days
    return replace(days, earliest=min(first, days.latest or first))
