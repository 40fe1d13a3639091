"""Corrections laid over grounded claims on their way into events; what is stored stays as it was coded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from affray.errors import UnusableOption
from affray.model import (
    ActorMention,
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    Judgement,
    PlaceMention,
    Precision,
    Role,
    Scope,
    Stance,
    TimeReading,
)
from affray.reconcile.ranges import LARGEST
from affray.resources.actors import parties

# The fields that can be corrected; a figure's kind is a field too.
FIELDS = ("type", "stance", "scope", "place", "earliest", "latest", "a", "b", *FigureKind)
# "Ahras @ 36.40, 37.144 ± 1.5": a place that no gazetteer has.
_POINT = re.compile(
    r"(?P<name>.+?)\s*@\s*(?P<lat>-?\d+(?:\.\d+)?)\s*,\s*(?P<lon>-?\d+(?:\.\d+)?)"
    r"(?:\s*(?:±|\+-)\s*(?P<radius>\d+(?:\.\d+)?)(?:\s*km)?)?$"
)
_NUMBER = re.compile(r"(?P<low>\d+)?\s*(?P<to>-|–|\.\.|to)?\s*(?P<high>\d+)?$")
# What a point without a radius may be off by: the size of a village.
_RADIUS_KM = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as a correction names it."""

    place: str | None
    name: str
    lat: float
    lon: float
    radius_km: float
    precision: Precision
    admin1: str | None
    country: str | None


Places = Mapping[str, Spot]


def corrected(grounded: GroundedClaim, corrections: Iterable[Judgement], places: Places) -> GroundedClaim:
    """A claim with the right values in place of those it has; a value that cannot be read changes nothing.

    Args:
        grounded: The claim as coded.
        corrections: Of this claim, the earliest first: the last of a field holds.
        places: The places that a correction may name by their ids.
    """
    for judgement in corrections:
        if judgement.field is None:
            continue
        try:
            grounded = _with(grounded, judgement.field, judgement.value or "", places, by=judgement.by)
        except UnusableOption:
            continue
    return grounded


def check(field: str, value: str, places: Places) -> None:
    """Refuse a correction that cannot be made.

    Raises:
        UnusableOption: The field is none, or the value is none of its values; says which there are.
    """
    if field not in FIELDS:
        raise UnusableOption(f"no field is called {field!r}; known: {', '.join(FIELDS)}")
    if field in set(FigureKind):
        _bounds(value)
    elif field == "place":
        _spot(value, places)
    elif field in {"earliest", "latest"}:
        _day(value)
    elif field in {"a", "b"}:
        _actors(value)
    else:
        _word(field, value)


def _with(grounded: GroundedClaim, field: str, value: str, places: Places, *, by: str) -> GroundedClaim:
    claim, reason = grounded.claim, f"corrected by {by}"
    if field in set(FigureKind):
        return replace(
            grounded, claim=replace(claim, figures=_figures(grounded, FigureKind(field), _bounds(value)))
        )
    if field == "place":
        spot = _spot(value, places)
        mention = _filler(grounded, Role.PLACE)
        return replace(
            grounded,
            places=() if spot is None else (_placed(mention, spot, reason),),
        )
    if field in {"earliest", "latest"}:
        return replace(grounded, time=_dated(grounded.time, field, value, reason=reason))
    if field in {"a", "b"}:
        role = Role(field)
        others = tuple(mention for mention in grounded.actors if mention.filler.role != role)
        filler = _filler(grounded, role)
        new = tuple(
            ActorMention(filler=filler, actor=actor, name=name, score=1.0, reason=reason)
            for actor, name in _actors(value)
        )
        return replace(grounded, actors=(*new, *others) if role is Role.A else (*others, *new))
    return replace(grounded, claim=_worded(claim, field, value))


def _dated(time: TimeReading, field: str, value: str, *, reason: str) -> TimeReading:
    """A time with one of its ends corrected; the other is no longer known where it lies beyond that."""
    day = _day(value)
    new = replace(
        time,
        reason=reason,
        text=time.text or value,
        earliest=day if field == "earliest" else time.earliest,
        latest=day if field == "latest" else time.latest,
    )
    if new.earliest is None or new.latest is None or new.earliest <= new.latest:
        return new
    return replace(new, latest=None) if field == "earliest" else replace(new, earliest=None)


def _worded(claim: Claim, field: str, value: str) -> Claim:
    word = _word(field, value)
    if isinstance(word, ClaimType):
        return replace(claim, type=word)
    return replace(claim, stance=word) if isinstance(word, Stance) else replace(claim, scope=word)


def _filler(grounded: GroundedClaim, role: Role) -> Filler:
    """The words that a corrected value stands for: those of the role, else the trigger."""
    found = grounded.claim.role(role)
    if found:
        return found[0]
    trigger = grounded.claim.trigger
    return Filler(role=role, start=trigger.start, end=trigger.end, text=trigger.text, score=1.0)


def _placed(filler: Filler, spot: Spot, reason: str) -> PlaceMention:
    return PlaceMention(
        filler=filler,
        place=spot.place,
        name=spot.name,
        lat=spot.lat,
        lon=spot.lon,
        radius_km=spot.radius_km,
        precision=spot.precision,
        admin1=spot.admin1,
        country=spot.country,
        score=1.0,
        reason=reason,
    )


def _figures(
    grounded: GroundedClaim, kind: FigureKind, bounds: tuple[int | None, int | None, bool] | None
) -> tuple[Figure, ...]:
    """The figures with one of a kind in place of those of that kind, whose parts go with them."""
    old = grounded.claim.figures
    gone = {n for n, figure in enumerate(old) if figure.kind is kind}
    kept = [n for n in range(len(old)) if n not in gone and old[n].part_of not in gone]
    order = {n: number for number, n in enumerate(kept)}
    found = [
        replace(old[n], part_of=None if (whole := old[n].part_of) is None else order[whole]) for n in kept
    ]
    if bounds is None:
        return tuple(found)
    low, high, unknown = bounds
    words = old[min(gone)] if gone else grounded.claim.trigger
    found.append(
        Figure(
            kind=kind, text=words.text, start=words.start, end=words.end, min=low, max=high, unknown=unknown
        )
    )
    return tuple(found)


# ---------------------------------------------------------------- values as text


def _word(field: str, value: str) -> ClaimType | Stance | Scope:
    kinds: dict[str, type[ClaimType | Stance | Scope]] = {
        "type": ClaimType,
        "stance": Stance,
        "scope": Scope,
    }
    words = kinds[field]
    try:
        return words(value)
    except ValueError:
        known = ", ".join(str(word) for word in words)
        raise UnusableOption(f"no {field} is called {value!r}; known: {known}") from None


def _day(value: str) -> date | None:
    if value == "unknown":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnusableOption(f"{value!r} is no day; give it as 2014-01-08, or say unknown") from None


def _actors(value: str) -> tuple[tuple[str, str], ...]:
    if value == "unknown":
        return ()
    names = {party.actor.actor: party.actor.name for party in parties()}
    found = [actor.strip() for actor in value.split(",") if actor.strip()]
    if not found:
        raise UnusableOption(
            "no actor is named; `affray actors lookup NAME` lists ids; unknown stands for none"
        )
    for actor in found:
        if actor not in names:
            raise UnusableOption(
                f"no actor has the id {actor!r}; `affray actors lookup NAME` lists ids; "
                "several are joined by commas, and unknown stands for none"
            )
    return tuple((actor, names[actor]) for actor in found)


def _spot(value: str, places: Places) -> Spot | None:
    if value == "unknown":
        return None
    if value in places:
        return places[value]
    match = _POINT.match(value)
    if match is None or not (abs(float(match["lat"])) <= 90 and abs(float(match["lon"])) <= 180):
        raise UnusableOption(
            f"{value!r} is no place of the store; give the id of one that is, or NAME @ LAT, LON, "
            "with ± KM after it where it is an area, or unknown"
        )
    return Spot(
        place=None,
        name=match["name"],
        lat=float(match["lat"]),
        lon=float(match["lon"]),
        radius_km=float(match["radius"] or _RADIUS_KM),
        precision=Precision.POINT,
        admin1=None,
        country=None,
    )


def _bounds(value: str) -> tuple[int | None, int | None, bool] | None:
    """A number as text: "12", "12-15", "12-" (at least), "-30" (up to), "unknown", "none"; "absent": none."""
    if value == "absent":
        return None
    if value == "unknown":
        return None, None, True
    if value == "none":
        return 0, 0, False
    match = _NUMBER.match(value.strip())
    if match is None or not (match["low"] or match["high"]) or (match["high"] and not match["to"]):
        raise UnusableOption(
            f"{value!r} is no number; give 12, 12-15, 12- (at least), -30 (up to), unknown, none, or absent"
        )
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else (None if match["to"] else low)
    if low is not None and high is not None and high < low:
        raise UnusableOption(f"{value!r} ends before it begins")
    if max(low or 0, high or 0) > LARGEST:
        raise UnusableOption(f"{value!r} is more than the store can keep, {LARGEST}")
    return low, high, False
