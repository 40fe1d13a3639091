"""What of a store may be given to everybody: coordinates on a grid, private persons without their names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, hypot, radians

from affray.export.layouts.material import Holding
from affray.export.loss import Lost, lost
from affray.export.private import Private, is_private_actor, private_names
from affray.export.redaction import PERSON, redacted
from affray.model import Coded, ControlSpell, Event, EventPlace, PlaceMention, Precision, Root, Skip, Telling
from affray.text import fold

# Degrees: a point moves by 7.9 km at most on the equator, so that a house or a post cannot be told from its
# neighbours and the town still can. Half of PRIO-GRID's cell is 0.25; ours is finer, and can be set.
GRID = 0.1
_KM = 111.32  # a degree of latitude

COARSE = "coordinates moved to the grid, and ids of their places"
NAMES = "reports in which names of persons who are not of public life, or may not be, are blanked"
PATHS = "paths of files, of which the name is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a release differs from the store.

    Attributes:
        grid: Degrees that coordinates are rounded to.
    """

    grid: float = GRID


class Released:
    """A store as it may be given to everybody; read by exports in its place."""

    def __init__(self, store: Holding, terms: Terms) -> None:
        self._store, self._terms = store, terms
        self._private: dict[str, Private] = {}
        self._names: dict[str, str] = {}
        self._told_in: dict[str, str] = {}
        self._coarse: set[str] = set()

    def results(self) -> Iterator[Coded]:
        """Each report with its claims, redacted, in the order of the reports' ids."""
        self._read()
        for coded in self._store.results():
            kept = redacted(coded, self._private[coded.report.report])
            yield replace(
                kept,
                claims=tuple(
                    replace(
                        each,
                        places=tuple(self._mention(place, each.claim.claim) for place in each.places),
                    )
                    for each in kept.claims
                ),
            )

    def events(self) -> Iterator[Event]:
        """All events, redacted, in the order of their ids."""
        self._read()
        for event in self._store.events():
            ids = {report for root in event.roots for report in root.reports}
            ids |= {account.report for each in event.figures for account in each.by}
            private = [self._private[report] for report in sorted(ids) if report in self._private]
            yield self._event(event, _Blanks(private, self._names))

    def control(self) -> Iterator[ControlSpell]:
        """Each time that a place was held, contested or left, redacted."""
        self._read()
        spells: Iterator[ControlSpell] = getattr(self._store, "control", lambda: iter(()))()
        for spell in spells:
            ids = sorted({self._told_in[claim] for claim in spell.claims if claim in self._told_in})
            blanks = _Blanks([self._private[report] for report in ids], self._names)
            yield replace(
                spell,
                place=blanks.text(spell.place),
                where=self._place(spell.where, spell.spell),
                holders=tuple(dict.fromkeys(_actor(each) for each in spell.holders)),
                taken_from=tuple(dict.fromkeys(_actor(each) for each in spell.taken_from)),
                words=blanks.maybe(spell.words),
                roots=tuple(blanks.text(each) for each in spell.roots),
            )

    def skips(self) -> Iterator[Skip]:
        """What could not be used, by the names of its files."""
        for skip in getattr(self._store, "skips", lambda: ())():
            yield replace(skip, path=re.split(r"[\\/]", skip.path)[-1], detail="")

    def place_layers(self) -> list[str]:
        """The layers that the resolved places come from."""
        return self._store.place_layers()

    def count(self, table: str) -> int:
        """The rows of a table of the store."""
        return int(self._store.count(table))  # type: ignore[attr-defined]

    def reduced(self) -> tuple[Lost, ...]:
        """What was coarsened and blanked, for the loss report."""
        self._read()
        named = sum(private.pattern is not None for private in self._private.values())
        return lost({COARSE: len(self._coarse), NAMES: named, PATHS: len(self._private)})

    def _read(self) -> None:
        """Find the private names of all reports, which the events need together."""
        if self._private:
            return
        places = _places(self._store)
        for coded in self._store.results():
            name = coded.report.report
            self._private[name] = private_names(coded, places)
            self._names[name] = self._private[name].blanked(name)
            self._told_in |= {grounded.claim.claim: name for grounded in coded.claims}

    def _mention(self, place: PlaceMention, claim: str) -> PlaceMention:
        if place.lat is None or place.lon is None:
            return place
        self._coarse.add(f"{claim}\x00{place.filler.start}")
        lat, lon = self._rounded(place.lat, place.lon)
        return replace(
            place,
            place=None,
            lat=lat,
            lon=lon,
            radius_km=self._radius(place.radius_km, lat),
            precision=_coarser(place.precision),
            reason="",
        )

    def _place(self, place: EventPlace, event: str) -> EventPlace:
        if place.lat is None or place.lon is None:
            return replace(place, place=None)
        self._coarse.add(f"{event}\x00{place.name}")
        lat, lon = self._rounded(place.lat, place.lon)
        return replace(
            place,
            place=None,
            lat=lat,
            lon=lon,
            radius_km=self._radius(place.radius_km, lat),
            precision=_coarser(place.precision),
        )

    def _rounded(self, lat: float, lon: float) -> tuple[float, float]:
        grid = self._terms.grid
        return round(round(lat / grid) * grid, 6), round(round(lon / grid) * grid, 6)

    def _radius(self, radius: float | None, lat: float) -> float:
        """A radius that still holds what it held: with the most that the point can have moved."""
        half = self._terms.grid / 2 * _KM
        return round((radius or 0) + hypot(half, half * cos(radians(lat))), 1)

    def _event(self, event: Event, blanks: _Blanks) -> Event:
        return replace(
            event,
            place=self._place(event.place, event.event) if event.place else None,
            places=tuple(self._place(each, event.event) for each in event.places),
            a=tuple(dict.fromkeys(_actor(each) for each in event.a)),
            b=tuple(dict.fromkeys(_actor(each) for each in event.b)),
            roots=tuple(blanks.root(each) for each in event.roots),
            because=blanks.text(event.because),
            stood=tuple(replace(each, because=blanks.text(each.because)) for each in event.stood),
            figures=tuple(
                replace(
                    each,
                    by=tuple(
                        replace(
                            account,
                            root=blanks.key(account.root),
                            report=blanks.report(account.report),
                            text=blanks.text(account.text),
                            of=blanks.maybe(account.of),
                        )
                        for account in each.by
                    ),
                )
                for each in event.figures
            ),
            tellings=tuple(_telling(each, blanks) for each in event.tellings),
            agreement=tuple(
                replace(each, value=_value(each.field, each.value) or "") for each in event.agreement
            ),
        )


class _Blanks:
    """Blanks the private names of an event's reports in what the event says of itself."""

    def __init__(self, private: list[Private], reports: dict[str, str]) -> None:
        self._private, self._reports = private, reports

    def text(self, text: str) -> str:
        for private in self._private:
            text = private.blanked(text)
        return text

    def maybe(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def key(self, key: str) -> str:
        """A root's key; one that spells a private name becomes a number, the same for the same key."""
        spelled = fold(key.replace("-", " ").replace("_", " "))
        if self.text(key) == key and self.text(spelled) == spelled:
            return key
        return "root:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]

    def report(self, report: str) -> str:
        return self._reports.get(report, report)

    def root(self, root: Root) -> Root:
        return replace(
            root,
            root=self.key(root.root),
            name=self.text(root.name),
            actor=None if root.actor is None else _actor(root.actor),
            reports=tuple(self.report(each) for each in root.reports),
        )


def _telling(telling: Telling, blanks: _Blanks) -> Telling:
    value = _value(telling.field, telling.value)
    return replace(telling, root=blanks.key(telling.root), value=value, text=blanks.maybe(telling.text))


def _value(field: str, value: str | None) -> str | None:
    """The value of a field; the id of a place leads to its point, so that none is told."""
    return None if field == "place" or value is None else _actor(value)


def _actor(actor: str) -> str:
    return PERSON if is_private_actor(actor) else actor


def _coarser(precision: Precision | None) -> Precision | None:
    return Precision.NEAR if precision is Precision.POINT else precision


def _places(store: Holding) -> frozenset[str]:
    """Folded names and wordings of the places that claims were read as."""
    found: set[str] = set()
    for coded in store.results():
        for grounded in coded.claims:
            for place in grounded.places:
                if place.place is not None or place.lat is not None:
                    found |= {place.filler.text, place.name or "", place.admin1 or ""}
    return frozenset(" ".join(fold(name.replace("-", " ")).split()) for name in found if name)
