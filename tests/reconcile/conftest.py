"""Claims made by hand, and the table form of the tests: sentences with the number of their event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from affray.model import (
    ActorMention,
    Basis,
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    PlaceMention,
    Precision,
    Published,
    Role,
    Scope,
    Span,
    Stance,
    TimeReading,
)

Told = tuple[GroundedClaim, Published | None]

# Facts: name, degrees, first-level division.
PLACES = {
    "Jayrud": (33.807, 36.740, "Rif Dimashq", Precision.POINT, 1.5),
    "Anadan": (36.294, 37.045, "Aleppo", Precision.POINT, 1.5),
    "Ahras": (36.40, 37.144, "Aleppo", Precision.POINT, 1.5),
    "Manbij": (36.528, 37.955, "Aleppo", Precision.POINT, 2.5),
    "Hama": (35.132, 36.756, "Hama", Precision.POINT, 4.0),
    "Aleppo province": (36.2, 37.2, "Aleppo", Precision.PROVINCE, 70.0),
    "Syria": (35.0, 38.5, None, Precision.COUNTRY, 240.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim as a test says it; `days` are the first and last, a single day by one."""

    kind: ClaimType
    text: str
    trigger: str
    report: str = "one"
    sentence: int = 0
    reported: str = "2016-07-02"
    place: str | None = None
    days: tuple[str, ...] = ()
    a: str | None = None
    b: str | None = None
    killed: tuple[int | None, int | None] | None = None
    stance: Stance = Stance.ASSERTED
    scope: Scope = Scope.INCIDENT
    words: dict[Role, str] = field(default_factory=dict)


def said(told: Said) -> Told:
    """The claim as the pipeline would ground it."""
    start = told.sentence * 1000
    published = date.fromisoformat(told.reported)
    fillers = [
        Filler(role=role, start=start, end=start + len(words), text=words, score=1.0)
        for role, words in told.words.items()
    ]
    places: tuple[PlaceMention, ...] = ()
    if told.place is not None:
        filler = Filler(role=Role.PLACE, start=start, end=start + 1, text=told.place, score=1.0)
        fillers.append(filler)
        places = (_place(told.place, filler),)
    actors = []
    for role, actor in ((Role.A, told.a), (Role.B, told.b)):
        if actor is not None:
            filler = Filler(role=role, start=start, end=start + 1, text=actor.replace("-", " "), score=1.0)
            fillers.append(filler)
            actors.append(
                ActorMention(filler=filler, actor=actor, name=actor, score=1.0, reason="by the test")
            )
    at = start + told.text.index(told.trigger)
    claim = Claim(
        claim=f"c-{told.report}-{told.sentence}-{told.kind}-{told.text.index(told.trigger)}",
        report=told.report,
        type=told.kind,
        stance=told.stance,
        scope=told.scope,
        evidence=Span(start=start, end=start + len(told.text), text=told.text),
        trigger=Span(start=at, end=at + len(told.trigger), text=told.trigger),
        score=1.0,
        fillers=tuple(fillers),
        figures=_figures(told.killed, start),
    )
    return (
        GroundedClaim(
            claim=claim, actors=tuple(actors), places=places, time=_time(told.days, published), sources=()
        ),
        Published(earliest=published, latest=published, best=published, witnesses=(), reason="by the test"),
    )


def _place(name: str, filler: Filler) -> PlaceMention:
    lat, lon, admin, precision, radius = PLACES[name]
    return PlaceMention(
        filler=filler, place=f"test:{name}", name=name, lat=lat, lon=lon, radius_km=radius,
        precision=precision, admin1=admin, country="SY", score=1.0, reason="by the test",
    )  # fmt: skip


def _figures(killed: tuple[int | None, int | None] | None, start: int) -> tuple[Figure, ...]:
    if killed is None:
        return ()
    low, high = killed
    return (
        Figure(kind=FigureKind.KILLED, text=f"{low}-{high}", start=start, end=start + 1, min=low, max=high),
    )


def _time(days: tuple[str, ...], published: date) -> TimeReading:
    if days:
        ends = [date.fromisoformat(day) for day in days]
        return TimeReading(
            text=days[0], start=0, end=1, earliest=ends[0], latest=ends[-1], basis=Basis.STATED,
            reason="by the test",
        )  # fmt: skip
    first = date.fromordinal(published.toordinal() - 3)
    return TimeReading(
        text=None, start=None, end=None, earliest=first, latest=published, basis=Basis.RELATIVE,
        reason="as news",
    )  # fmt: skip
