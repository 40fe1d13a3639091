"""Sets events beside imported rows of UCDP or ACLED: which row each event may be, and how they differ.

A pair is a hint and no judgement: nothing is merged, and nothing of the rows enters the events.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median

from affray.errors import UnusableOption
from affray.export import readback
from affray.export.files import whole_text
from affray.export.layouts.deaths import deaths
from affray.export.layouts.material import Holding, told
from affray.export.layouts.scene import row_for, scene, unfit
from affray.export.readback import Read
from affray.export.tables import Cells

_EARTH_KM = 6371.0
# A row or event known to no month is beside nothing: its days would meet those of half a year's others.
_LONGEST = 31
COLUMNS = (
    "event",
    "row",
    "days_apart",
    "km",
    "same_type",
    "type",
    "row_type",
    "earliest",
    "latest",
    "row_earliest",
    "row_latest",
    "killed",
    "row_low",
    "row_best",
    "row_high",
    "place",
    "row_place",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far apart an event and a row may be: days between their runs, and km between their points."""

    days: int = 1
    km: float = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An event or a row, by what can be set beside another."""

    id: str
    type: str | None
    earliest: date
    latest: date
    lat: float
    lon: float
    low: int | None
    best: int | None
    high: int | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An event and the row that it is nearest to; each stands in one pair at most."""

    event: Side
    row: Side
    days: int
    km: float

    @property
    def same_type(self) -> bool | None:
        """Whether both are of one type of the layout; None where it has none."""
        return None if self.event.type is None else self.event.type == self.row.type


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a comparison found.

    Attributes:
        events: Events that the layout would list, with a day and a point.
        rows: Rows with a day and a point, of the days that the events are of.
        all_rows: Rows of the whole file.
        pairs: Nearest first by type, days, km.
    """

    layout: str
    events: int
    rows: int
    all_rows: int
    pairs: tuple[Pair, ...]

    @property
    def same_type(self) -> int:
        """Pairs of one type."""
        return sum(bool(pair.same_type) for pair in self.pairs)

    @property
    def km(self) -> float | None:
        """The median distance of the pairs."""
        return round(median(pair.km for pair in self.pairs), 1) if self.pairs else None

    @property
    def counted(self) -> int:
        """Pairs of which both sides have a number of deaths."""
        return sum(pair.event.best is not None and pair.row.best is not None for pair in self.pairs)

    @property
    def within(self) -> int:
        """Pairs whose ranges of deaths meet."""
        return sum(_meet(pair) for pair in self.pairs)


def compare(store: Holding, imported: Path, reach: Reach) -> Compared:
    """Pair the events of a store with imported rows, one to one, the nearest first.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `imported` holds no imported rows.
    """
    layout = readback.layout_of(imported)
    events = list(_events(store, layout))
    known = [_row(read, worded, layout) for read, worded in readback.imported_rows(imported)]
    rows = [row for row in known if row is not None]
    if events:
        first = min(event.earliest for event in events) - timedelta(days=reach.days)
        last = max(event.latest for event in events) + timedelta(days=reach.days)
        rows = [row for row in rows if row.latest >= first and row.earliest <= last]
    return Compared(
        layout=layout,
        events=len(events),
        rows=len(rows) if events else 0,
        all_rows=len(known),
        pairs=tuple(_paired(events, rows, reach)),
    )


def write(compared: Compared, out: Path) -> None:
    """Write the pairs as CSV.

    Raises:
        UnusableOption: `out` cannot be written.
    """
    if out.suffix.lower() != ".csv":
        raise UnusableOption(f"{out} is no .csv; pairs are written as CSV")
    cells = Cells()
    with whole_text(out) as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for pair in compared.pairs:
            event, row = pair.event, pair.row
            values = {
                "event": event.id,
                "row": row.id,
                "days_apart": pair.days,
                "km": round(pair.km, 1),
                "same_type": "" if pair.same_type is None else "yes" if pair.same_type else "no",
                "type": event.type,
                "row_type": row.type,
                "earliest": event.earliest.isoformat(),
                "latest": event.latest.isoformat(),
                "row_earliest": row.earliest.isoformat(),
                "row_latest": row.latest.isoformat(),
                "killed": event.best,
                "row_low": row.low,
                "row_best": row.best,
                "row_high": row.high,
                "place": event.place,
                "row_place": row.place,
            }
            writer.writerow({name: cells.cell(value) for name, value in values.items()})


def _events(store: Holding, layout: str) -> Iterator[Side]:
    """The events that the layout would list."""
    for each in told(store):
        event, shown = each.event, scene(each)
        row = row_for(layout, shown)
        if unfit(event) or row is None or not (row.get("event_type") or row.get("counted") == "yes"):
            continue
        place, counted = event.place, deaths(event)
        if event.earliest is None or event.latest is None or place is None:
            continue
        if place.lat is None or place.lon is None or (event.latest - event.earliest).days >= _LONGEST:
            continue
        yield Side(
            id=event.event,
            type=row.get("event_type"),
            earliest=event.earliest,
            latest=event.latest,
            lat=place.lat,
            lon=place.lon,
            low=counted.low if counted else None,
            best=counted.best if counted else None,
            high=counted.high if counted else None,
            place=place.name,
        )


def _row(read: Read, worded: dict[str, str], layout: str) -> Side | None:
    if read.earliest is None or read.latest is None or read.lat is None or read.lon is None:
        return None
    if (read.latest - read.earliest).days >= _LONGEST:
        return None
    return Side(
        id=read.id,
        type=worded["event_type"] if layout == "acled" else None,
        earliest=read.earliest,
        latest=read.latest,
        lat=read.lat,
        lon=read.lon,
        low=read.low,
        best=read.best,
        high=read.high,
        place=worded.get("location") or worded.get("where_coordinates") or "",
    )


def _paired(events: Sequence[Side], rows: Sequence[Side], reach: Reach) -> Iterator[Pair]:
    """One to one: of all pairs within reach the nearest is taken, then the nearest of what is left."""
    near = sorted(
        _near(events, rows, reach),
        key=lambda pair: (pair.same_type is False, pair.days, pair.km, pair.event.id, pair.row.id),
    )
    taken: set[tuple[str, str]] = set()
    for pair in near:
        own = {("event", pair.event.id), ("row", pair.row.id)}
        if not own & taken:
            taken |= own
            yield pair


def _near(events: Sequence[Side], rows: Iterable[Side], reach: Reach) -> Iterator[Pair]:
    by_day: dict[date, list[Side]] = defaultdict(list)
    for row in rows:
        for day in _days(row.earliest, row.latest):
            by_day[day].append(row)
    margin = timedelta(days=reach.days)
    for event in events:
        found = {
            row.id: row
            for day in _days(event.earliest - margin, event.latest + margin)
            for row in by_day.get(day, ())
        }
        for row in found.values():
            km = distance(event, row)
            if km <= reach.km:
                yield Pair(event=event, row=row, days=_apart(event, row), km=km)


def distance(one: Side, other: Side) -> float:
    """Kilometres between two points on the globe."""
    lat, lon = radians(other.lat - one.lat), radians(other.lon - one.lon)
    half = sin(lat / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lon / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(half, 1.0)))


def _days(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)


def _apart(one: Side, other: Side) -> int:
    """Days between two runs, 0 where they meet."""
    return max((other.earliest - one.latest).days, (one.earliest - other.latest).days, 0)


def _meet(pair: Pair) -> bool:
    event, row = pair.event, pair.row
    if event.low is None or event.high is None or row.low is None or row.high is None:
        return False
    return event.low <= row.high and row.low <= event.high
