"""Which places a claim of control speaks of, what they are kept under, and what lies in what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from affray.model import Claim, ClaimType, ControlChange, Degree, EventPlace, PlaceMention, Precision
from affray.resources.earth import kilometres
from affray.text import fold, fold_name
from affray.track import wording

_CONTAINER = re.compile(r"(?:\b(?:in|of|within|inside)\s+(?:the\s+)?|['’]s\s+(?:\w+\s+)?)$", re.IGNORECASE)
_DESTINATION = re.compile(
    r"\b(?:to|towards?|into|for)\s+(?:the\s+)?(?:(?:defend|reinforce|protect|hold|join|regroup in)\s+)?"
    r"(?:(?:city|town|village|province|district|area)\s+of\s+)?(?:(?-i:[A-Z])[\w'’-]*(?:,|\s+and)?\s+)*$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"(?:to|towards?|into)\s", re.IGNORECASE)
# Words of an area that is kept under the id of the country or the town it lies along.
_BORDER = re.compile(r"\b(?:border|frontier|coast|road|highway|between)", re.IGNORECASE)
_AREAS = (Precision.REGION, Precision.NEAR)
_COMPASS = {part: f"{part}ern" for part in ("north", "south", "east", "west")}
_COMPASS |= {f"{one}-{two}": f"{one}-{two}ern" for one in ("north", "south") for two in ("east", "west")}
_COMPASS |= {f"{one}{two}": f"{one}-{two}ern" for one in ("north", "south") for two in ("east", "west")}
_COMPASS["centre"] = "central"
# Decimals of a part's centre: it is computed, so two readings of one part differ by rounding alone.
_DECIMALS = 2
# Two layers' points of one town lie this far apart at most.
_ONE_KM = 5.0


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
    part = wording.compass(mention)
    if mention.precision in _AREAS and _BORDER.search(mention.filler.text):
        return f"{base}#line-{_point(mention)}"
    if degree == Degree.OUTSKIRTS:
        return f"{base}#outskirts-{part}" if part else f"{base}#outskirts"
    if part and (mention.precision == Precision.PART or wording.part_of(mention)):
        base += f"#{part}"
    elif mention.precision == Precision.PART and degree not in (Degree.PARTS, Degree.LARGE_AREAS):
        base += f"#part-{_point(mention)}"
    return f"{base}#{site}" if degree == Degree.SITE and site is not None else base


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
    """What a key is called: "headquarters in Aleppo", "outskirts of Anadan", "Raqqa province"."""
    wide = {Precision.PROVINCE: " province", Precision.DISTRICT: " district"}
    name = where.name
    if where.precision in wide and "#" not in place:
        name += wide[where.precision]
    for part in place.split("#")[1:]:
        word, _, more = part.partition("-")
        if part in _COMPASS:
            name = f"{_COMPASS[part]} {name}"
        elif word == "outskirts":
            name = f"outskirts of {name}" + (f" ({more})" if more else "")
        elif word in ("part", "line"):
            name = f"part of {name}" if word == "part" else f"line by {name}"
        else:
            name = f"{part} in {name}"
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
    return kilometres((one.lat or 0.0, one.lon or 0.0), (other.lat or 0.0, other.lon or 0.0))


def one_id(changes: Sequence[ControlChange]) -> list[ControlChange]:
    """The changes with one id for each place, where layers of the gazetteer have it under several.

    Two ids are one place when their names are alike, in one country, and their points close.
    """
    points: dict[str, EventPlace] = {}
    for change in sorted(changes, key=lambda each: (each.where.radius_km or 0.0, each.claim)):
        if change.where.place is not None and change.where.precision == Precision.POINT:
            points.setdefault(change.where.place, change.where)
    alike: dict[tuple[str, str | None], list[str]] = {}
    for place, at in sorted(points.items()):
        alike.setdefault((fold_name(at.name), at.country), []).append(place)
    same = {}
    for listed in alike.values():
        for place in listed:
            near = (other for other in listed if distance(points[place], points[other]) <= _ONE_KM)
            same[place] = next(near)
    return [_renamed(change, same.get(change.where.place or "")) for change in changes]


def _renamed(change: ControlChange, place: str | None) -> ControlChange:
    if place is None or place == change.where.place:
        return change
    key = f"{place}{change.place.removeprefix(change.where.place or '')}"
    return replace(change, place=key, where=replace(change.where, place=place))


def _contains(claim: Claim, outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether a mention only says where another lies ("Dana, a stronghold in Idlib")."""
    if outer.filler.start <= inner.filler.start or not _CONTAINER.search(_ahead(claim, outer)):
        return False
    named = fold(outer.name or "") in (fold(inner.admin1 or ""), fold(inner.country or ""))
    return named or inside(where(inner), where(outer))


def _destination(claim: Claim, mention: PlaceMention) -> bool:
    """Whether a withdrawal tells where to, not where from."""
    if claim.type != ClaimType.WITHDRAWAL:
        return False
    return bool(_DESTINATION.search(_ahead(claim, mention)) or _TOWARDS.match(mention.filler.text))


def _ahead(claim: Claim, mention: PlaceMention) -> str:
    base = claim.evidence.start
    return claim.evidence.text[: max(mention.filler.start - base, 0)]


def _point(mention: PlaceMention) -> str:
    return f"{round(mention.lat or 0.0, _DECIMALS)},{round(mention.lon or 0.0, _DECIMALS)}"
