"""An event with its sides read: which row of a crosswalk it takes, and why it may take none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from affray.export.layouts.material import Told
from affray.export.layouts.parties import Standing, party_of, standings
from affray.model import ClaimType, Event, FigureKind, Role, Scope, Stance, Verb
from affray.resources import crosswalks
from affray.resources.crosswalks import Row

REJECTED = "events that a person rejected"
NOT_HELD = "events that no claim asserts: planned, denied, possible, alleged or foiled"
SUMS = "sums over a period and an area, which would be counted twice"
NO_TYPE = "events of types that the layout has not"
UNDATED = "events whose days are unknown"
NO_PLACE = "events whose place is unknown"

_FIGHTING = frozenset(
    {
        ClaimType.CLASH,
        ClaimType.ATTACK,
        ClaimType.SHELLING,
        ClaimType.AIR_STRIKE,
        ClaimType.BOMBING,
        ClaimType.SUICIDE_BOMBING,
        ClaimType.CHEMICAL_ATTACK,
        ClaimType.KILLING,
    }
)
_YIELDING = frozenset({ClaimType.WITHDRAWAL, ClaimType.SURRENDER, ClaimType.AGREEMENT})
_HARMED = frozenset({FigureKind.KILLED, FigureKind.INJURED, FigureKind.CASUALTIES})
_DRONE = ("drone", "unmanned", "uav")
_RIOT = ("riot", "stone", "molotov", "petrol bomb", "clash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An event with the standing of its sides."""

    told: Told
    a: tuple[Standing, ...]
    b: tuple[Standing, ...]

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.told.event


def scene(told: Told) -> Scene:
    """Read the sides of an event."""
    return Scene(told=told, a=standings(told, told.event.a), b=standings(told, told.event.b))


def unfit(event: Event) -> str | None:
    """Why no list of events that happened may hold this one; None when it may."""
    if event.verdict is Verb.REJECT:
        return REJECTED
    if event.stance is not Stance.ASSERTED:
        return NOT_HELD
    if event.scope is Scope.AGGREGATE:
        return SUMS
    return None


def row_for(crosswalk: str, shown: Scene) -> Row | None:
    """The first row of the event's type that fits it; None where the table has none of that type."""
    for row in crosswalks.by_type(crosswalk).get(shown.event.type.value, ()):
        if not row.get("when") or WHEN[row["when"]](shown):
            return row
    return None


def _all_civilians(shown: Scene) -> bool:
    return bool(shown.b) and all(each.civilian for each in shown.b)


def _armed(shown: Scene) -> bool:
    return any(not each.civilian for each in shown.b)


def _no_fight(shown: Scene) -> bool:
    """It yields or is agreed on, and nobody tells of fighting or of harm."""
    types = frozenset(shown.event.types)
    harmed = any(each.kind in _HARMED and each.best for each in shown.event.figures)
    return bool(types & _YIELDING) and not types & _FIGHTING and not harmed


def _government_gains(shown: Scene) -> bool:
    """The government of the place or an actor on its side gains it."""
    place = shown.event.place
    where = place.country if place else None
    return any(_with_government(each, where) for each in shown.a)


def _with_government(standing: Standing, where: str | None) -> bool:
    if standing.government is not None and standing.government == where:
        return True
    party = party_of(standing.actor)
    return party is not None and any(
        side.theatre == where and side.side == "government" for side in party.sides
    )


def _worded(shown: Scene, words: tuple[str, ...]) -> bool:
    texts = [grounded.claim.trigger.text for grounded in shown.told.claims]
    texts += shown.told.worded(Role.INSTRUMENT)
    return any(word in text.casefold() for text in texts for word in words)


def _killed_by_forces(shown: Scene) -> bool:
    killed = shown.event.range_of(FigureKind.KILLED)
    return bool(killed and killed.best) and any(each.inter in {1, 3, 8} for each in shown.b)


# What the column `when` of a crosswalk may say.
WHEN: Mapping[str, Callable[[Scene], bool]] = {
    "civilians": _all_civilians,
    "armed": _armed,
    "no fight": _no_fight,
    "government gains": _government_gains,
    "other gains": lambda shown: bool(shown.a) and not _government_gains(shown),
    "drone": lambda shown: _worded(shown, _DRONE),
    "riot": lambda shown: _worded(shown, _RIOT),
    "deaths by forces": _killed_by_forces,
}
