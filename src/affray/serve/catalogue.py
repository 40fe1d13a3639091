"""All events of a store as columns in memory: what lists and the map are filtered from.

A list over 50,000 events is filtered here in a millisecond or two, where joins over ten tables would take
the database tens (bench/serve.py). It is made anew when the file has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from affray.model import ClaimType, Grade, Precision, Scope, Stance, Verb
from affray.resources.actors import laid, parties
from affray.serve.answering import Packed, encoded, packed
from affray.serve.asking import EPOCH, day_number
from affray.serve.wire import Bounds, Columns, EventRow, MapPlace, Named, PlaceRow
from affray.store import overview

Days = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

# Before and after all days; their difference is a number of 32 bits too.
NEVER, EVER = -(2**28), 2**28


class Catalogue:
    """The events of one content of a store, in the order of their days."""

    def __init__(
        self,
        rows: Sequence[Sequence[Any]],
        claims: Iterable[Sequence[Any]],
        stood: Iterable[Sequence[Any]] = (),
    ) -> None:
        self.rows = tuple(_row(row) for row in rows)
        self._sources = [list(zip(row[20], row[21], row[22], strict=True)) for row in rows]
        self.at = {row.event: number for number, row in enumerate(self.rows)}
        told = list(claims)
        self.event_of = {claim: event for claim, event, _ in told}
        self.report_of = {claim: report for claim, _, report in told}
        self.earliest = _days((row.earliest for row in self.rows), NEVER)
        self.latest = _days((row.latest for row in self.rows), EVER)
        self.dated: Mask = np.array([bool(row.earliest or row.latest) for row in self.rows], dtype=bool)
        self.seen = _days((row.first_seen for row in self.rows), EVER)
        self.lat = _numbers(row.lat for row in self.rows)
        self.lon = _numbers(row.lon for row in self.rows)
        self._stood = [(self.at[event], day_number(known) or 0, *told) for event, known, *told in stood]
        self._by: dict[str, dict[str, Days]] = {
            "type": _index([row.type] for row in self.rows),
            "grade": _index([row.grade] for row in self.rows),
            "actor": _index((*row.a, *row.b) for row in self.rows),
            "source": _index(row.roots for row in self.rows),
            "place": _index([row.place] if row.place else [] for row in self.rows),
        }

    def holding(self, field: str, values: Iterable[str]) -> Mask:
        """Which events have one of the values in a field: type, grade, actor, source or place."""
        mask: Mask = np.zeros(len(self.rows), dtype=bool)
        for value in values:
            found = self._by[field].get(value)
            if found is not None:
                mask[found] = True
        return mask

    def graded(self, grades: Iterable[Grade], known: date | None) -> Mask:
        """Which events have one of the grades, as far as was known by a day."""
        mask, wanted = self.holding("grade", grades), frozenset(grades)
        for at, (grade, *_) in self._by_then(known).items():
            mask[at] = grade in wanted
        return mask

    def listed(self, numbers: Iterable[int], known: date | None) -> tuple[EventRow, ...]:
        """Some events by their numbers, graded and counted as far as was known by a day."""
        stood = self._by_then(known)
        return tuple(_standing(self.rows[at], *stood[at]) if at in stood else self.rows[at] for at in numbers)

    def _by_then(self, known: date | None) -> Mapping[int, Sequence[Any]]:
        """How events stood by a day, where they have stood otherwise than they do."""
        if known is None:
            return {}
        last = known.toordinal() - EPOCH
        # In the order of days: the last by then counts.
        return {at: told for at, day, *told in self._stood if day <= last}

    def of(self, field: str, value: str) -> tuple[EventRow, ...]:
        """The events that have a value in a field."""
        return tuple(self.rows[at] for at in self._by[field].get(value, ()))

    @cached_property
    def source_names(self) -> dict[str, str]:
        """The name of each root source."""
        return {key: name for listed in self._sources for key, name, _ in listed}

    @cached_property
    def map(self) -> Packed:
        """All events as columns."""
        return packed(encoded(Columns, self._columns()))

    def _columns(self) -> Columns:
        rows, places = self.rows, _Numbered()
        actors, sources = _Numbered(), _Numbered()
        known = names()
        return Columns(
            event=[row.event for row in rows],
            type=[row.type.value for row in rows],
            grade=[row.grade.value for row in rows],
            stance=[row.stance.value for row in rows],
            aggregate=[row.scope is Scope.AGGREGATE for row in rows],
            earliest=[day_number(row.earliest) for row in rows],
            latest=[day_number(row.latest) for row in rows],
            seen=[day_number(row.first_seen) for row in rows],
            place=[None if row.name is None else places.of(_place(row)) for row in rows],
            low=[row.killed.low if row.killed else None for row in rows],
            best=[row.killed.best if row.killed else None for row in rows],
            high=[row.killed.high if row.killed else None for row in rows],
            reports=[row.reports for row in rows],
            verdict=[None if row.verdict is None else row.verdict.value for row in rows],
            a=[[actors.of(each) for each in row.a] for row in rows],
            b=[[actors.of(each) for each in row.b] for row in rows],
            roots=[[sources.of(key) for key in row.roots] for row in rows],
            roots_seen=[[day_number(seen) for _, _, seen in listed] for listed in self._sources],
            stood=[(at, day, Grade(grade), *killed) for at, day, grade, *killed in self._stood],
            places=list(places.listed()),
            actors=[Named(id=each, name=known.get(each, each)) for each in actors.listed()],
            sources=[Named(id=each, name=self.source_names[each]) for each in sources.listed()],
        )


class _Numbered:
    """Numbers values in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def of(self, value: Any) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def listed(self) -> Iterable[Any]:
        return self._numbers


def read(connection: duckdb.DuckDBPyConnection) -> Catalogue:
    """The catalogue of a store."""
    return Catalogue(
        overview.events(connection), overview.events_of_claims(connection), overview.stood(connection)
    )


def place_rows(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> dict[str, PlaceRow]:
    """The places that claims name, by id, those named most first."""
    return {
        place: PlaceRow(
            place=place,
            name=name or place,
            lat=lat,
            lon=lon,
            radius_km=radius,
            precision=None if precision is None else Precision(precision),
            admin1=admin1,
            country=country,
            mentions=mentions,
            events=len(catalogue.of("place", place)),
        )
        for place, name, lat, lon, radius, precision, admin1, country, mentions in overview.places(connection)
    }


def names() -> dict[str, str]:
    """The common name of each actor known."""
    return _names(laid())


@cache
def _names(_: str) -> dict[str, str]:
    return {party.actor.actor: party.actor.name for party in parties()}


def _row(row: Sequence[Any]) -> EventRow:
    low, best, high = row[25:28]
    return EventRow(
        event=row[0],
        type=ClaimType(row[1]),
        scope=Scope(row[2]),
        stance=Stance(row[3]),
        grade=Grade(row[4]),
        earliest=row[5],
        latest=row[6],
        first_seen=row[7],
        last_seen=row[8],
        place=row[9],
        name=row[10],
        lat=row[11],
        lon=row[12],
        radius_km=row[13],
        precision=None if row[14] is None else Precision(row[14]),
        admin1=row[15],
        country=row[16],
        verdict=None if row[17] is None else Verb(row[17]),
        a=tuple(row[18]),
        b=tuple(row[19]),
        roots=tuple(row[20]),
        claims=row[23],
        reports=row[24],
        killed=_killed(low, best, high),
    )


def _standing(row: EventRow, grade: Any, *killed: Any) -> EventRow:
    return replace(row, grade=Grade(grade), killed=_killed(*killed))


def _killed(low: Any, best: Any, high: Any) -> Bounds | None:
    if low is None and high is None:
        return None
    return Bounds(low=_int(low), best=_int(best), high=_int(high))


def _int(value: Any) -> int | None:
    return None if value is None else int(value)


def _place(row: EventRow) -> MapPlace:
    return MapPlace(
        place=row.place,
        name=row.name or "",
        lat=row.lat,
        lon=row.lon,
        radius_km=row.radius_km,
        precision=row.precision,
        admin1=row.admin1,
        country=row.country,
    )


def _days(days: Iterable[Any], missing: int) -> Days:
    return np.array([missing if day is None else day_number(day) for day in days], dtype=np.int32)


def _numbers(values: Iterable[float | None]) -> npt.NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _index(values: Iterable[Iterable[str]]) -> dict[str, Days]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, listed in enumerate(values):
        for value in dict.fromkeys(listed):
            found[value].append(number)
    return {value: np.array(numbers, dtype=np.int32) for value, numbers in found.items()}
