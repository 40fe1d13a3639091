"""One row a claim: what the comparisons of two claims look at, as columns that a database compares.

A claim that names no place or day of its own ("the blast killed 20") takes those of the nearest claim of
its breed in its report, which is marked as carried: it tells less than one of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from affray.model import ClaimType, FigureKind, GroundedClaim, Precision, Published, Role
from affray.reconcile import wording
from affray.reconcile.breeds import breed, kin, many, plain
from affray.reconcile.kinship import generic, lineage
from affray.text import fold_name

Told = tuple[GroundedClaim, Published | None]
# Precisions that name an area in which a thing happened, and no spot.
_AREAS = frozenset({Precision.PROVINCE, Precision.REGION, Precision.PART, Precision.DISTRICT})
# Days of the longest run that tells when one thing happened; a longer one is a period.
_MOST_DAYS = 10
# Figures of these kinds tell a happening apart.
_COUNTED = {kind: number for number, kind in enumerate(FigureKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a claim says it was: a point with how far it may be off, or an area."""

    place: str
    lat: float
    lon: float
    reach: float
    area: bool
    admin: str | None
    near: bool
    namesake: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim as it is compared. Days count from year 1; a null is not told.

    Attributes:
        breed: Which types may be one event with it.
        placed: `own`, `carried`, or None for no place.
        dated: `own`, `carried`, `news` for the days before the report, or None.
        a: Who does it, with those it belongs to; `a_own` without them and without generic ones.
        figures: Kind and number as one whole number, for numbers of 4 and more.
        words: The sentence's words, each a whole number that holds its rarity.
        names: The words of its fillers.
        focus: The rarest names of its report.
    """

    claim: str
    report: str
    at: int
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
    a_own: tuple[str, ...]
    b_own: tuple[str, ...]
    figures: tuple[int, ...]
    killed: tuple[int | None, int | None]
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
    rare = _rarity(by_report)
    found = []
    for claims in by_report.values():
        found.extend(_of_report(claims, rare))
    return found


def _rarity(by_report: Mapping[str, Sequence[Told]]) -> dict[str, float]:
    times = Counter[str]()
    for claims in by_report.values():
        times.update({word for grounded, _ in claims for word in wording.words(grounded.claim.evidence.text)})
    return wording.rarity(times, len(by_report), common_words())


def common_words() -> Mapping[str, float]:
    from affray.resources.linkage import words  # noqa: PLC0415

    return words()


def _of_report(claims: Sequence[Told], rare: Mapping[str, float]) -> list[Row]:
    sentences = {start: at for at, start in enumerate(sorted({g.claim.evidence.start for g, _ in claims}))}
    spots = [_spots(grounded) for grounded, _ in claims]
    days = [_days(grounded) for grounded, _ in claims]
    breeds = [str(breed(grounded.claim)) for grounded, _ in claims]
    found = []
    for at, (grounded, published) in enumerate(claims):
        claim = grounded.claim
        own, run = spots[at], days[at]
        placed = "own" if own else None
        dated = "own" if run else None
        if not own and claim.type is not ClaimType.TOLL:
            source = _nearest(at, breeds, [bool(each) and not all(s.area for s in each) for each in spots])
            if source is not None and not _apart(run, days[source]):
                own, placed = spots[source], "carried"
        if run is None and grounded.time.text is None:
            source = _nearest(at, breeds, [each is not None for each in days])
            if source is not None and not _elsewhere(spots[at], spots[source]):
                run, dated = days[source], "carried"
        if run is None:
            run = _news(grounded)
            dated = "news" if run else None
        parties = {role: _parties(grounded, role) for role in (Role.A, Role.B)}
        found.append(
            Row(
                claim=claim.claim,
                report=claim.report,
                at=claim.trigger.start,
                sentence=sentences[claim.evidence.start],
                type=claim.type.value,
                kin=kin(claim.type),
                plain=plain(claim.type),
                breed=breeds[at],
                spots=own,
                placed=placed,
                first=run[0] if run else None,
                last=run[1] if run else None,
                dated=dated,
                reported=_reported(published),
                a=parties[Role.A][0],
                b=parties[Role.B][0],
                a_own=parties[Role.A][1],
                b_own=parties[Role.B][1],
                figures=_figures(grounded),
                killed=_killed(grounded),
                plural=_plural(claim.trigger.text),
                many=many(claim) or (dated == "own" and run is not None and run[1] - run[0] > _MOST_DAYS),
                called=tuple(wording.numbered(wording.words(claim.trigger.text), rare)),
                where=tuple(wording.numbered(wording.words(" ".join(f.text for f in claim.role(Role.PLACE))), rare)),
                who=_filled(grounded, Role.A, rare),
                whom=_filled(grounded, Role.B, rare),
                around=_around(grounded, rare),
            )
        )
    return found


def _filled(grounded: GroundedClaim, role: Role, rare: Mapping[str, float]) -> tuple[int, ...]:
    return tuple(wording.numbered(wording.words(" ".join(f.antecedent or f.text for f in grounded.claim.role(role))), rare))


def _around(grounded: GroundedClaim, rare: Mapping[str, float]) -> tuple[int, ...]:
    claim = grounded.claim
    at = claim.trigger.start - claim.evidence.start
    text = claim.evidence.text
    before = text[:max(at, 0)].split()[-6:]
    after = text[max(at, 0):].split()[:7]
    return tuple(wording.numbered(wording.words(" ".join(before + after)), rare))


def _plural(trigger: str) -> bool:
    last = trigger.split()[-1].casefold() if trigger.split() else ""
    return last.endswith("s") and not last.endswith("ss")


def _nearest(at: int, breeds: Sequence[str], told: Sequence[bool]) -> int | None:
    """The nearest claim of the same breed that tells it: the last before, else the first after."""
    for other in (*range(at - 1, -1, -1), *range(at + 1, len(breeds))):
        if breeds[other] == breeds[at] and told[other]:
            return other
    return None


def _apart(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _elsewhere(one: Sequence[Spot], other: Sequence[Spot]) -> bool:
    return bool(one and other) and not {spot.place for spot in one} & {spot.place for spot in other}


def _spots(grounded: GroundedClaim) -> tuple[Spot, ...]:
    """The places that are no whole country, the most exact first."""
    found = {}
    for mention in grounded.places:
        if mention.place is None or mention.lat is None or mention.lon is None:
            continue
        if mention.precision is Precision.COUNTRY or mention.precision is None:
            continue
        spot = Spot(
            place=mention.place, lat=mention.lat, lon=mention.lon, reach=mention.radius_km or 0.0,
            area=mention.precision in _AREAS, admin=mention.admin1, near=mention.precision is Precision.NEAR,
            namesake=mention.admin1 is not None and fold_name(mention.name or "") == fold_name(mention.admin1),
        )  # fmt: skip
        found.setdefault(spot.place, spot)
    return tuple(sorted(found.values(), key=lambda spot: (spot.area, spot.reach)))


def _days(grounded: GroundedClaim) -> tuple[int, int] | None:
    """The days that its own words tell, both ends; None for none, or for a run open or of news alone."""
    time = grounded.time
    if time.text is None or time.earliest is None or time.latest is None:
        return None
    return time.earliest.toordinal(), time.latest.toordinal()


def _news(grounded: GroundedClaim) -> tuple[int, int] | None:
    time = grounded.time
    if time.earliest is None or time.latest is None or time.text is not None:
        return None
    return time.earliest.toordinal(), time.latest.toordinal()


def _reported(published: Published | None) -> int | None:
    day: date | None = None if published is None else published.best or published.latest
    return None if day is None else day.toordinal()


def _parties(grounded: GroundedClaim, role: Role) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = [m.actor for m in grounded.actors if m.filler.role is role and m.actor is not None]
    everyone = dict.fromkeys(each for actor in ids for each in lineage(actor))
    return tuple(everyone), tuple(dict.fromkeys(actor for actor in ids if not generic(actor)))


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
