"""Which places a claim of control speaks of, what they are kept under, and what lies in what."""

from __future__ import annotations

import re
from math import asin, cos, radians, sin, sqrt

from affray.model import Claim, ClaimType, Degree, EventPlace, PlaceMention, Precision
from affray.text import fold

_CONTAINER = re.compile(r"(?:\b(?:in|of|within|inside)\s+(?:the\s+)?|['’]s\s+(?:\w+\s+)?)$", re.IGNORECASE)
_DESTINATION = re.compile(
    r"\b(?:to|towards?|into|for)\s+(?:the\s+)?(?:(?:city|town|village|province|district|area)\s+of\s+)?$",
    re.IGNORECASE,
)
# Words of an area that is kept under the id of the country or the town it lies along.
_BORDER = re.compile(r"\b(?:border|frontier|coast|road|highway|between)", re.IGNORECASE)
# Decimals of a part's centre: it is computed, so two readings of one part differ by rounding alone.
_DECIMALS = 2
_EARTH_KM = 6371.0


def of_claim(claim: Claim, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The places that a claim is about: those that are known, without what only contains or follows them."""
    known = [mention for mention in mentions if mention.place is not None and mention.lat is not None]
    return tuple(
        mention
        for mention in known
        if not any(_contains(claim, mention, other) for other in known if other is not mention)
        and not _destination(claim, mention)
    )


def key(mention: PlaceMention, degree: Degree, site: str | None) -> str:
    """What a place's spells are kept under: a part, a site or the outskirts never stand for the whole."""
    base = str(mention.place)
    if _apart(mention, degree):
        base += f"#part@{_point(mention)}"
    if degree == Degree.SITE and site is not None:
        return f"{base}#{site}"
    return f"{base}#outskirts" if degree == Degree.OUTSKIRTS else base


def _apart(mention: PlaceMention, degree: Degree) -> bool:
    """Whether a mention is of an area of its own: "northern X", the border or the road that it lies on."""
    if mention.precision == Precision.PART:
        return degree not in (Degree.PARTS, Degree.LARGE_AREAS) or _directed(mention.filler.text)
    return mention.precision == Precision.REGION and bool(_BORDER.search(mention.filler.text))


def where(mention: PlaceMention) -> EventPlace:
    """The place of a mention."""
    return EventPlace(
        place=mention.place,
        name=mention.name or str(mention.place),
        lat=mention.lat,
        lon=mention.lon,
        radius_km=mention.radius_km,
        precision=mention.precision,
        admin1=mention.admin1,
        country=mention.country,
    )


def label(place: str, where: EventPlace) -> str:
    """What a key is called: "headquarters in Aleppo", "outskirts of Anadan", "part of Hama"."""
    parts = place.split("#")[1:]
    name = where.name
    for part in parts:
        if part.startswith("part@"):
            name = f"part of {name}"
        else:
            name = f"outskirts of {name}" if part == "outskirts" else f"{part} in {name}"
    return name


def inside(inner: EventPlace, outer: EventPlace) -> bool:
    """Whether one place lies in another: in its division by name, or within its reach by distance."""
    if inner.place == outer.place or inner.lat is None or outer.lat is None:
        return False
    if outer.precision == Precision.COUNTRY:
        return inner.country == outer.country and inner.precision != Precision.COUNTRY
    if outer.precision == Precision.PROVINCE and inner.admin1 and inner.country == outer.country:
        return inner.precision != Precision.PROVINCE and fold(inner.admin1) == fold(outer.name)
    small, large = inner.radius_km or 0.0, outer.radius_km or 0.0
    # A point's radius is what it may be off by too, so only one clearly smaller lies in it.
    return small * 2 <= large and distance(inner, outer) <= large


def distance(one: EventPlace, other: EventPlace) -> float:
    """Kilometres between two points."""
    lat, lon = radians(one.lat or 0.0), radians(one.lon or 0.0)
    there, along = radians(other.lat or 0.0), radians(other.lon or 0.0)
    half = sin((there - lat) / 2) ** 2 + cos(lat) * cos(there) * sin((along - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def _contains(claim: Claim, outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether a mention only says where another lies ("Dana, a stronghold in Idlib")."""
    if outer.filler.start <= inner.filler.start or not _CONTAINER.search(_ahead(claim, outer)):
        return False
    named = fold(outer.name or "") in (fold(inner.admin1 or ""), fold(inner.country or ""))
    return named or inside(where(inner), where(outer))


def _destination(claim: Claim, mention: PlaceMention) -> bool:
    """Whether a withdrawal tells where to, not where from."""
    return claim.type == ClaimType.WITHDRAWAL and bool(_DESTINATION.search(_ahead(claim, mention)))


def _ahead(claim: Claim, mention: PlaceMention) -> str:
    base = claim.evidence.start
    return claim.evidence.text[: max(mention.filler.start - base, 0)]


def _directed(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:north|south|east|west|central|centre|center|rural|countryside|upper|lower)",
            text,
            re.IGNORECASE,
        )
    )


def _point(mention: PlaceMention) -> str:
    return f"{round(mention.lat or 0.0, _DECIMALS)},{round(mention.lon or 0.0, _DECIMALS)}"
