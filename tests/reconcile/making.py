"""Claims with their roots, made by hand: each says in its arguments what its sentence would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from affray.extract.numbers import Bounds
from affray.model import (
    ActorMention,
    Basis,
    Claim,
    ClaimType,
    Event,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    Likely,
    PlaceMention,
    Precision,
    Published,
    Role,
    RootName,
    Scope,
    Span,
    Stance,
    TimeReading,
)
from affray.reconcile.events import events
from affray.reconcile.sourced import Sourced

SOHR = RootName(key="sohr", name="Syrian Observatory for Human Rights")
REUTERS = RootName(key="reuters", name="Reuters")
ISIL = RootName(key="actor:isil", name="ISIL", actor="isil")
AMAQ = RootName(key="amaq", name="Amaq", actor="isil")
ARMY = RootName(key="actor:army", name="Syrian army", actor="syrian-armed-forces")

# Points of towns of the north of Syria, and the province that holds them.
PLACES: dict[str, tuple[float, float, float, Precision]] = {
    "ahras": (36.40, 37.144, 1.5, Precision.POINT),
    "marea": (36.48, 37.19, 2.0, Precision.POINT),
    "aleppo province": (36.2, 37.3, 90.0, Precision.PROVINCE),
    "raqqa": (35.95, 39.01, 3.0, Precision.POINT),
}


@dataclass(frozen=True, kw_only=True)
class Number:
    """A figure: its kind, words and bounds."""

    words: str
    low: int | None
    high: int | None
    kind: FigureKind = FigureKind.KILLED
    of: str | None = None
    unknown: bool = False
    part_of: int | None = None


def day(text: str) -> date:
    return date.fromisoformat(text)


def published(first: str, last: str | None = None) -> Published:
    run = (day(first), day(last or first))
    return Published(
        earliest=run[0],
        latest=run[1],
        best=run[0] if run[0] == run[1] else None,
        witnesses=(),
        reason="given",
        days=tuple(Likely(day=each, chance=0.5) for each in dict.fromkeys(run)),
    )


def said(claim: str, root: RootName, kind: ClaimType = ClaimType.CLASH, **told: Any) -> Sourced:
    """A claim of one root; what it tells as `a`, `b`, `places`, `on`, `to`, `numbers`, `report` and the like.

    The claim's text holds the words of all of them, so that each has its span, with `between` between them.
    """
    words = [kind.replace("_", " ")]
    for field in ("a", "b", "places"):
        words.extend(_many(told.get(field)))
    numbers: tuple[Number, ...] = tuple(told.get("numbers", ()))
    words.extend(number.words for number in numbers)
    text = told.get("between", "; ").join(words) + "."

    def filler(role: Role, part: str) -> Filler:
        start = text.index(part)
        return Filler(role=role, start=start, end=start + len(part), text=part, score=1.0)

    actors = tuple(
        _actor(filler(role, part)) for role in (Role.A, Role.B) for part in _many(told.get(role.value))
    )
    places = tuple(_place(filler(Role.PLACE, part)) for part in _many(told.get("places")))
    mentions: tuple[ActorMention | PlaceMention, ...] = (*actors, *places)
    report = told.get("report", f"r-{claim}")
    when = told.get("published", published("2014-01-09"))
    return Sourced(
        grounded=GroundedClaim(
            claim=Claim(
                claim=claim,
                report=report,
                type=kind,
                stance=told.get("stance", Stance.ASSERTED),
                scope=told.get("scope", Scope.INCIDENT),
                evidence=Span(start=0, end=len(text), text=text),
                trigger=Span(start=0, end=len(words[0]), text=words[0]),
                score=1.0,
                fillers=tuple(mention.filler for mention in mentions),
                figures=tuple(_figure(text, number) for number in numbers),
            ),
            actors=actors,
            places=places,
            time=_time(told.get("on"), told.get("to"), told.get("worded", "on that day")),
            sources=(),
        ),
        root=root,
        published=when,
        first=when.earliest if when else None,
        carriers=tuple(told.get("carriers", (report,))),
    )


def _many(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _actor(filler: Filler) -> ActorMention:
    """An id is read as itself; words in capitals are read as no known actor."""
    known = None if filler.text.isupper() or " " in filler.text else filler.text
    return ActorMention(filler=filler, actor=known, name=known, score=1.0, reason="given")


def _place(filler: Filler) -> PlaceMention:
    lat, lon, radius, precision = PLACES.get(filler.text, (None, None, None, None))
    known = f"test:{filler.text.replace(' ', '-')}" if lat is not None else None
    return PlaceMention(
        filler=filler,
        place=known,
        name=filler.text if known else None,
        lat=lat,
        lon=lon,
        radius_km=radius,
        precision=precision,
        admin1=None if known is None else ("Raqqa" if filler.text == "raqqa" else "Aleppo"),
        country="SY" if known else None,
        score=1.0,
        reason="given",
    )


def _time(first: str | None, last: str | None, worded: str | None) -> TimeReading:
    if first is None:
        return TimeReading(
            text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason="no date"
        )
    return TimeReading(
        text=worded,
        start=None,
        end=None,
        earliest=day(first),
        latest=day(last or first),
        basis=Basis.STATED if worded else Basis.METADATA,
        reason="given",
    )


def _figure(text: str, number: Number) -> Figure:
    start = text.index(number.words)
    bounds = Bounds(min=number.low, max=number.high, unknown=number.unknown)
    return Figure(
        kind=number.kind,
        text=number.words,
        start=start,
        end=start + len(number.words),
        min=bounds.min,
        max=bounds.max,
        of=number.of,
        unknown=bounds.unknown,
        part_of=number.part_of,
    )


def dead(words: str, low: int | None, high: int | None = None, **more: Any) -> Number:
    """A number of killed; one bound is both."""
    return Number(words=words, low=low, high=low if high is None else high, **more)


def at_least(words: str, low: int, **more: Any) -> Number:
    return Number(words=words, low=low, high=None, **more)


def up_to(words: str, high: int, **more: Any) -> Number:
    return Number(words=words, low=None, high=high, **more)


def one(*claims: Sourced, **more: Any) -> Event:
    """The event that these claims tell together."""
    (found,) = events(
        [[each.claim.claim for each in claims]], {each.claim.claim: each for each in claims}, **more
    )
    return found


def several(*clusters: tuple[Sourced, ...]) -> dict[str, Event]:
    """The events of a partition, by the first claim of each."""
    told = {each.claim.claim: each for cluster in clusters for each in cluster}
    found = events([[each.claim.claim for each in cluster] for cluster in clusters], told)
    return {min((*each.claims, *each.beside)): each for each in found}
