"""Events made by hand beside the claims and reports that tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from affray.model import (
    Account,
    ActorMention,
    ClaimType,
    Coded,
    ControlSpell,
    Event,
    EventPlace,
    FigureKind,
    FigureRange,
    Filler,
    Grade,
    GroundedClaim,
    Precision,
    Published,
    Role,
    Root,
    Scope,
    Stance,
)
from tests.store.making import make_claim, make_report

DAY = date(2015, 10, 14)
AHRAS = EventPlace(
    place="affray:ahras",
    name="Ahras",
    lat=36.40123,
    lon=37.14456,
    radius_km=1.5,
    precision=Precision.POINT,
    admin1="Aleppo",
    country="SY",
)


class Held:
    """What a store holds, without a store."""

    def __init__(
        self, events: list[Event], results: list[Coded], spells: Sequence[ControlSpell] = ()
    ) -> None:
        self._events, self._results, self._spells = events, results, spells

    def events(self) -> Iterator[Event]:
        return iter(self._events)

    def results(self) -> Iterator[Coded]:
        return iter(self._results)

    def control(self) -> Iterator[ControlSpell]:
        return iter(self._spells)

    def place_layers(self) -> list[str]:
        return ["affray"]


def figures(
    low: int | None,
    best: int | None,
    high: int | None,
    side: str | None = None,
    *,
    kind: FigureKind = FigureKind.KILLED,
    text: str = "20",
    unknown: bool = False,
) -> FigureRange:
    """What one root gives for one kind of figure."""
    account = Account(
        root="sohr",
        claim="c-1",
        report="r-1",
        text=text,
        low=low,
        high=high,
        unknown=unknown,
        of=None,
        part=False,
    )
    return FigureRange(kind=kind, side=side, low=low, best=best, high=high, rules=(), by=(account,))


def root(name: str = "SOHR", **fields: Any) -> Root:
    """One root source."""
    known: dict[str, Any] = {
        "root": name.lower(),
        "name": name,
        "actor": None,
        "party": False,
        "claims": ("c-1",),
        "reports": ("r-1",),
        "first_seen": DAY,
        "last_seen": DAY,
    }
    return Root(**(known | fields))


def event(kind: ClaimType = ClaimType.CLASH, **fields: Any) -> Event:
    """A clash at Ahras between ISIL and the opposition, with what is given in place of its values."""
    known: dict[str, Any] = {
        "event": "e-1",
        "type": kind,
        "types": (kind,),
        "scope": Scope.INCIDENT,
        "stance": Stance.ASSERTED,
        "claims": ("c-1",),
        "beside": (),
        "earliest": DAY,
        "latest": DAY,
        "place": AHRAS,
        "places": (AHRAS,),
        "a": ("isil",),
        "b": ("syrian-opposition-forces",),
        "grade": Grade.SINGLE_SOURCE,
        "roots": (root(),),
        "figures": (figures(20, 20, 20),),
        "tellings": (),
        "agreement": (),
        "first_seen": DAY,
        "last_seen": DAY,
    }
    found = known | fields
    if "place" in fields and "places" not in fields:
        found["places"] = (fields["place"],) if fields["place"] else ()
    return Event(**found)


def coded(
    text: str = "ISIS fighters and rebels clashed in Ahras, killing 20 people.",
    *,
    claim: str = "c-1",
    report: str = "r-1",
    trigger: str = "clashed",
    **fields: Any,
) -> Coded:
    """One report of one claim, with its words for the sides where they stand in it."""
    made = make_report(
        report,
        text,
        title="Twenty killed in Ahras",
        outlet="Northern Post",
        published=Published(earliest=DAY, latest=DAY, best=DAY, witnesses=(), reason="stated"),
        **fields,
    )
    actors = [
        _mention(made.text, Role.A, "ISIS fighters", ("isil", "ISIL")),
        _mention(made.text, Role.B, "rebels", ("syrian-opposition-forces", "Syrian opposition forces")),
    ]
    grounded = make_claim(
        made, ClaimType.CLASH, trigger, actors=tuple(each for each in actors if each is not None)
    )
    return Coded(report=made, claims=(_called(grounded, claim),))


def held(*events: Event, results: list[Coded] | None = None) -> Held:
    """A store of these events, told by one report."""
    return Held(list(events), [coded()] if results is None else results)


def _called(grounded: GroundedClaim, claim: str) -> GroundedClaim:
    return replace(grounded, claim=replace(grounded.claim, claim=claim))


def _mention(text: str, role: Role, words: str, actor: tuple[str, str]) -> ActorMention | None:
    if words not in text:
        return None
    start = text.index(words)
    filler = Filler(role=role, start=start, end=start + len(words), text=words, score=0.9)
    return ActorMention(filler=filler, actor=actor[0], name=actor[1], score=0.9, reason="name")


__all__ = ["AHRAS", "DAY", "Held", "coded", "event", "figures", "held", "root"]
