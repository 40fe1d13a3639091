"""One row a claim: what the comparisons of two claims look at, as columns that a database compares.

A claim that names no place or day of its own ("the blast killed 20") takes those of the nearest claim of
its breed in its report, which is marked as carried: it tells less than one of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from affray.model import FigureKind, GroundedClaim, Precision, Published, Role
from affray.reconcile import wording
from affray.reconcile.breeds import breed, kin, many, plain
from affray.reconcile.kinship import camps, generic, lineage
from affray.text import fold_name

Told = tuple[GroundedClaim, Published | None]
# Precisions that name an area in which a thing happened, and no spot.
_AREAS = frozenset({Precision.PROVINCE, Precision.REGION, Precision.PART, Precision.DISTRICT})
# Days of the longest run that tells when one thing happened; a longer one is a period.
_MOST_DAYS = 10
# Words that make a name that a city shares with its province the city's.
_CITY = re.compile(r"(?i)\b(?:city|town|downtown)\b")
# Words beside a trigger, it and those after it counted together, and the characters that hold them.
_BEFORE, _AFTER, _REACH = 6, 7, 200
# Figures of these kinds tell a happening apart.
_COUNTED = {kind: number for number, kind in enumerate(FigureKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a claim says it was: a point with how far it may be off, or an area."""

    place: str
    name: str
    lat: float
    lon: float
    reach: float
    area: bool
    admin: str | None
    near: bool
    namesake: bool
    city: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim as it is compared. Days count from year 1; a null is not told.

    Attributes:
        breed: Which types may be one event with it.
        placed: `own`, `carried`, or None for no place.
        dated: `own`, `carried`, `news` for the days before the report, or None.
        a: Who does it, with those it belongs to; `a_own` without them and without generic ones.
        camps: The sides that those who do it take in a war.
        figures: Kind and number as one whole number, for numbers of 4 and more.
        undated: Whether neither it nor what stands beside it tells its day: "since 2014" beside it does not.
        plural: Whether its trigger is a plural.
        many: Whether its words tell of many happenings, or of a period.
        called: The words of its trigger; each word is a whole number that holds its rarity.
        where: Those of its places; `who` and `whom` of its parties; `around` those beside its trigger.
    """

    claim: str
    report: str
    sentence: int
    type: str
    kin: str
    plain: bool
    breed: str
    spots: tuple[Spot, ...]
    placed: str | None
    first: int | None
    last: int | None
    dated: str | None
    reported: int | None
    a: tuple[str, ...]
    b: tuple[str, ...]
    camps: tuple[str, ...]
    a_own: tuple[str, ...]
    b_own: tuple[str, ...]
    figures: tuple[int, ...]
    killed: tuple[int | None, int | None]
    undated: bool
    plural: bool
    many: bool
    called: tuple[int, ...]
    where: tuple[int, ...]
    who: tuple[int, ...]
    whom: tuple[int, ...]
    around: tuple[int, ...]


def rows(told: Iterable[Told]) -> list[Row]:
    """The claims that may tell an event, in the order of their reports' ids and then of their texts."""
    own = [(grounded, published) for grounded, published in told if breed(grounded.claim) is not None]
    own.sort(key=lambda each: (each[0].claim.report, each[0].claim.trigger.start, each[0].claim.claim))
    by_report: defaultdict[str, list[Told]] = defaultdict(list)
    for each in own:
        by_report[each[0].claim.report].append(each)
    return [row for claims in by_report.values() for row in _of_report(claims)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """Where and when the claims of one report were, in the order of the text.

    Attributes:
        place_from: For each claim the one whose place it takes where it has none; so `day_from`.
    """

    spots: Sequence[tuple[Spot, ...]]
    days: Sequence[tuple[int, int] | None]
    place_from: Sequence[int | None]
    day_from: Sequence[int | None]

    def place(self, at: int) -> tuple[tuple[Spot, ...], str | None]:
        """The places of a claim, and whether they are its own."""
        if self.spots[at]:
            return self.spots[at], "own"
        source = self.place_from[at]
        if source is None or _apart(self.days[at], self.days[source]):
            return (), None
        return self.spots[source], "carried"

    def time(self, at: int, grounded: GroundedClaim) -> tuple[tuple[int, int] | None, str | None]:
        """The days of a claim, and what they rest on."""
        if self.days[at] is not None:
            return self.days[at], "own"
        source = self.day_from[at]
        told = grounded.time.text is not None
        if source is not None and not told and not _elsewhere(self.spots[at], self.spots[source]):
            return self.days[source], "carried"
        news = _news(grounded)
        return news, "news" if news else None


def _setting(claims: Sequence[Told]) -> _Setting:
    breeds = [breed(grounded.claim) for grounded, _ in claims]
    spots = [_spots(grounded) for grounded, _ in claims]
    days = [_days(grounded) for grounded, _ in claims]
    return _Setting(
        spots=spots,
        days=days,
        place_from=_sources(breeds, [any(not spot.area for spot in each) for each in spots]),
        day_from=_sources(breeds, [each is not None for each in days]),
    )


def _of_report(claims: Sequence[Told]) -> list[Row]:
    sentences = {start: at for at, start in enumerate(sorted({g.claim.evidence.start for g, _ in claims}))}
    setting = _setting(claims)
    return [
        _row(told, at, setting, sentence=sentences[told[0].claim.evidence.start])
        for at, told in enumerate(claims)
    ]


def _row(told: Told, at: int, setting: _Setting, *, sentence: int) -> Row:
    grounded, published = told
    claim = grounded.claim
    spots, placed = setting.place(at)
    run, dated = setting.time(at, grounded)
    (a, a_own), (b, b_own) = _parties(grounded, Role.A), _parties(grounded, Role.B)
    period = run is not None and run[1] - run[0] > _MOST_DAYS
    return Row(
        claim=claim.claim,
        report=claim.report,
        sentence=sentence,
        type=claim.type.value,
        kin=kin(claim.type),
        plain=plain(claim.type),
        breed=str(breed(claim)),
        spots=spots,
        placed=placed,
        first=run[0] if run else None,
        last=run[1] if run else None,
        dated=dated,
        reported=_reported(published),
        a=a,
        b=b,
        camps=_camps(grounded),
        a_own=a_own,
        b_own=b_own,
        figures=_figures(grounded),
        killed=_killed(grounded),
        undated=dated in (None, "news") or (dated == "carried" and period),
        plural=_plural(claim.trigger.text),
        many=(dated == "own" and period) or many(claim),
        called=_numbered(claim.trigger.text),
        where=_numbered(*(filler.text for filler in claim.role(Role.PLACE))),
        who=_filled(grounded, Role.A),
        whom=_filled(grounded, Role.B),
        around=_around(grounded),
    )


def _numbered(*texts: str) -> tuple[int, ...]:
    return tuple(wording.numbered(wording.words(" ".join(texts))))


def _filled(grounded: GroundedClaim, role: Role) -> tuple[int, ...]:
    return _numbered(*(filler.antecedent or filler.text for filler in grounded.claim.role(role)))


def _around(grounded: GroundedClaim) -> tuple[int, ...]:
    claim = grounded.claim
    at = max(claim.trigger.start - claim.evidence.start, 0)
    # No more characters are looked at than the words beside a trigger have.
    before = claim.evidence.text[max(at - _REACH, 0) : at].split()[-_BEFORE:]
    after = claim.evidence.text[at : at + _REACH].split()[:_AFTER]
    return _numbered(*before, *after)


def _plural(trigger: str) -> bool:
    last = trigger.rsplit(maxsplit=1)[-1].casefold() if trigger.split() else ""
    return last.endswith("s") and not last.endswith("ss")


def _sources(breeds: Sequence[str | None], tells: Sequence[bool]) -> list[int | None]:
    """For each claim the nearest of its breed that tells something: the last before it, else the first."""
    first: dict[str | None, int] = {}
    for at, (own, told) in enumerate(zip(breeds, tells, strict=True)):
        if told:
            first.setdefault(own, at)
    last: dict[str | None, int] = {}
    found = []
    for at, (own, told) in enumerate(zip(breeds, tells, strict=True)):
        found.append(last.get(own, first.get(own)))
        if told:
            last[own] = at
    return found


def _apart(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _elsewhere(one: Sequence[Spot], other: Sequence[Spot]) -> bool:
    return bool(one and other) and not {spot.place for spot in one} & {spot.place for spot in other}


def _spots(grounded: GroundedClaim) -> tuple[Spot, ...]:
    """The places that are no whole country, the most exact first."""
    found: dict[str, Spot] = {}
    for mention in grounded.places:
        if mention.place is None or mention.lat is None or mention.lon is None:
            continue
        if mention.precision is Precision.COUNTRY or mention.precision is None:
            continue
        spot = Spot(
            place=mention.place,
            name=mention.name or mention.filler.text,
            lat=mention.lat,
            lon=mention.lon,
            reach=mention.radius_km or 0.0,
            area=mention.precision in _AREAS,
            admin=mention.admin1,
            near=mention.precision is Precision.NEAR,
            namesake=mention.admin1 is not None
            and fold_name(mention.name or "") == fold_name(mention.admin1),
            city=_CITY.search(mention.filler.text) is not None,
        )
        found.setdefault(spot.place, spot)
    return tuple(sorted(found.values(), key=lambda spot: (spot.area, spot.reach)))


def _days(grounded: GroundedClaim) -> tuple[int, int] | None:
    """The days that its own words tell, both ends; None for none, or for a run open or of news alone."""
    time = grounded.time
    if time.text is None or time.earliest is None or time.latest is None:
        return None
    return time.earliest.toordinal(), time.latest.toordinal()


def _news(grounded: GroundedClaim) -> tuple[int, int] | None:
    """The days of the news, for a claim that tells none of its own."""
    time = grounded.time
    if time.text is not None or time.earliest is None or time.latest is None:
        return None
    return time.earliest.toordinal(), time.latest.toordinal()


def _reported(published: Published | None) -> int | None:
    if published is None:
        return None
    day = published.best or published.latest
    return None if day is None else day.toordinal()


def _parties(grounded: GroundedClaim, role: Role) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = [m.actor for m in grounded.actors if m.filler.role is role and m.actor is not None]
    everyone = dict.fromkeys(each for actor in ids for each in lineage(actor))
    return tuple(everyone), tuple(dict.fromkeys(actor for actor in ids if not generic(actor)))


def _camps(grounded: GroundedClaim) -> tuple[str, ...]:
    ids = [m.actor for m in grounded.actors if m.filler.role is Role.A and m.actor is not None]
    return tuple(dict.fromkeys(camp for actor in ids for camp in camps(actor)))


def _figures(grounded: GroundedClaim) -> tuple[int, ...]:
    found = set()
    for figure in grounded.claim.figures:
        for number in (figure.min, figure.max):
            if number is not None and number >= 4:
                found.add(_COUNTED[figure.kind] * 100_000_000 + min(number, 99_999_999))
    return tuple(sorted(found))


def _killed(grounded: GroundedClaim) -> tuple[int | None, int | None]:
    dead = [f for f in grounded.claim.figures if f.kind is FigureKind.KILLED and not f.unknown]
    if not dead:
        return None, None
    main = max(dead, key=lambda f: f.max or f.min or 0)
    return main.min, main.max
