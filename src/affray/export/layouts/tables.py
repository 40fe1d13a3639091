"""`affray export events-csv`, `events-parquet`, `geoparquet` and `xlsx`: events as tables."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from affray.export import claims, tables
from affray.export.files import REPLACED, Encodable, whole, whole_text
from affray.export.layouts import flat, wkb
from affray.export.layouts.flat import Kind
from affray.export.layouts.material import Holding, Told, material, told
from affray.export.layouts.tally import Tally
from affray.export.loss import Loss
from affray.export.tables import AMBIGUOUS, GUARDED, Cells
from affray.export.workbook import settled
from affray.model import Coded, Event
from affray.resources.credits import attributions

# Rows put into one group of a Parquet file at a time.
_GROUP = 5000
# What a sheet of a workbook holds (Excel's specification): rows with the header, characters of a cell.
_SHEET_ROWS, _CELL = 1_048_576, 32_767
# Control characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_FIGURES = "accounts of figures, of which the row keeps bounds and words"
_TELLINGS = "tellings of single fields by single roots (parquet holds them)"
_STOOD = "days on which an event was known to stand otherwise (parquet holds them)"
_LONG = f"texts cut at the {_CELL:,} characters that a cell holds"
_CONTROL = "control characters that a workbook cannot hold, written as U+FFFD"
_FULL = f"rows beyond the {_SHEET_ROWS - 1:,} of a sheet"

_ACCOUNTS = (
    "event kind side low best high root claim report text told_low told_high unknown of part".split()  # noqa: SIM905 a table's columns read better in one line
)
_REPORTS = "report title outlet origin dateline language url published path".split()  # noqa: SIM905


def write_csv(store: Holding, out: Path) -> Loss:
    """Write one row an event, lists joined by "; ".

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    tally, cells = Tally("events-csv"), Cells()
    with whole_text(out) as file:
        writer = csv.DictWriter(file, list(flat.columns()), lineterminator="\n")
        writer.writeheader()
        for each in told(store):
            writer.writerow(_cells(flat.row(each), cells))
            _count(each, tally)
    tally.reduce(AMBIGUOUS, cells.ambiguous)
    tally.reduce(GUARDED, cells.guarded)
    tally.reduce(REPLACED, cells.encodable.replaced)
    return tally.loss()


def write_parquet(store: Holding, out: Path) -> Loss:
    """Write one row an event, lists nested, days as dates, with all that the event holds.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    return _parquet(store, out, Tally("events-parquet"), {})


def write_geoparquet(store: Holding, out: Path) -> Loss:
    """Write as `write_parquet`, with the points as a GeoParquet 1.1 column of WKB; none where unknown.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    # No "crs" means longitude and latitude on WGS 84, as the specification has it.
    column = {"encoding": "WKB", "geometry_types": ["Point"]}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return _parquet(store, out, Tally("geoparquet"), {b"geo": json.dumps(geo).encode()})


def write_xlsx(store: Holding, out: Path) -> Loss:
    """Write a workbook of events, figures, claims, reports and where it all comes from.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415 only this format needs it

    tally, sheets = Tally("xlsx"), _Sheets()
    book = Workbook(write_only=True)
    known, kept = material(store), []
    rows = sheets.of(book, "events", list(flat.columns()))
    for event in store.events():
        each = known.told(event)
        if not rows(flat.row(each)):
            tally.leave_out(_FULL)
            continue
        tally.hold()
        tally.reduce(_TELLINGS, len(event.tellings))
        tally.reduce(_STOOD, len(event.stood))
        kept.append(event)
    _fill(sheets.of(book, "figures", _ACCOUNTS), flat.accounts(kept), tally)
    results = _claims(store.results())
    _fill(sheets.of(book, "claims", tables.claim_columns()), results, tally)
    _fill(sheets.of(book, "reports", _REPORTS), _reports(store.results()), tally)
    credits_ = [{"attribution": each} for each in attributions(store.place_layers())]
    _fill(sheets.of(book, "sources", ["attribution"]), credits_, tally)
    with whole(out) as beside:
        book.save(beside)
        settled(beside)
    for what, count in sheets.counts():
        tally.reduce(what, count)
    return tally.loss()


def _count(each: Told, tally: Tally) -> None:
    tally.hold()
    tally.reduce(_FIGURES, sum(len(figures.by) for figures in each.event.figures))
    tally.reduce(_TELLINGS, len(each.event.tellings))
    tally.reduce(_STOOD, len(each.event.stood))


def _cells(row: dict[str, flat.Value], cells: Cells) -> dict[str, Any]:
    return {
        name: cells.joined(value) if isinstance(value, tuple) else cells.cell(value)
        for name, value in row.items()
    }


def _parquet(store: Holding, out: Path, tally: Tally, geo: dict[bytes, bytes]) -> Loss:
    import pyarrow as pa  # noqa: PLC0415 only this format needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema, encodable = _schema(pa, geo), Encodable()
    rows = told(store)
    with whole(out) as beside, pq.ParquetWriter(beside, schema) as writer:
        while group := list(islice(rows, _GROUP)):
            found = [encodable.value(_record(each)) | (_point(each.event) if geo else {}) for each in group]
            writer.write_table(pa.Table.from_pylist(found, schema=schema))
            for _ in group:
                tally.hold()
    tally.reduce(REPLACED, encodable.replaced)
    return tally.loss()


def _record(each: Told) -> dict[str, Any]:
    row = {name: list(value) if isinstance(value, tuple) else value for name, value in flat.row(each).items()}
    return row | flat.nested(each)


def _point(event: Event) -> dict[str, bytes | None]:
    place = event.place
    return {"geometry": wkb.point(place.lat, place.lon) if place else None}


def _schema(pa: Any, geo: dict[bytes, bytes]) -> Any:
    text, whole_, real, texts = pa.string(), pa.int64(), pa.float64(), pa.list_(pa.string())
    types = {
        Kind.TEXT: text,
        Kind.TEXTS: texts,
        Kind.WHOLE: whole_,
        Kind.REAL: real,
        Kind.DAY: pa.date32(),
    }
    fields: dict[str, Any] = {name: types[kind] for name, kind in flat.columns().items()}
    by = dict.fromkeys(("root", "claim", "report", "text"), text)
    by |= {"low": whole_, "high": whole_, "unknown": pa.bool_(), "of": text, "part": pa.bool_()}
    ranges = {"kind": text, "side": text, **dict.fromkeys(("low", "best", "high"), whole_)}
    ranges |= {"divergence": real, "rules": pa.list_(pa.struct({"rule": text, "choice": whole_}))}
    ranges["by"] = pa.list_(pa.struct(by))
    roots = dict.fromkeys(("root", "name", "actor"), text) | {"party": pa.bool_()}
    roots |= {"claims": texts, "reports": texts, "first_seen": pa.date32(), "last_seen": pa.date32()}
    fields["figure_ranges"] = pa.list_(pa.struct(ranges))
    fields["root_sources"] = pa.list_(pa.struct(roots))
    fields["tellings"] = pa.list_(pa.struct(dict.fromkeys(("field", "root", "claim", "value", "text"), text)))
    agreed = {"field": text, "value": text, "share": real, "values": whole_, "divergence": real}
    fields["agreement"] = pa.list_(pa.struct(agreed))
    place = dict.fromkeys(("place", "name"), text) | dict.fromkeys(("lat", "lon", "radius_km"), real)
    place |= dict.fromkeys(("precision", "admin1", "country"), text)
    fields["event_places"] = pa.list_(pa.struct(place))
    stood = {"known": pa.date32(), "grade": text, "because": text}
    fields["stood"] = pa.list_(pa.struct(stood | dict.fromkeys(("low", "best", "high"), whole_)))
    if geo:
        fields["geometry"] = pa.binary()
    return pa.schema(fields).with_metadata(geo or None)


class _Sheets:
    """Makes sheets of a workbook, and counts what their cells could not hold."""

    def __init__(self) -> None:
        self._cells = Cells()
        self._long = self._control = 0

    def of(self, book: Any, name: str, columns: Sequence[str]) -> Any:
        """A sheet with its header; gives what takes a row, and whether the sheet still had room for it."""
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(columns))
        rows = 1

        def add(row: dict[str, Any]) -> bool:
            nonlocal rows
            if rows >= _SHEET_ROWS:
                return False
            sheet.append([self._cell(row.get(column)) for column in columns])
            rows += 1
            return True

        return add

    def counts(self) -> Iterator[tuple[str, int]]:
        """What was altered."""
        yield AMBIGUOUS, self._cells.ambiguous
        yield GUARDED, self._cells.guarded
        yield REPLACED, self._cells.encodable.replaced
        yield _LONG, self._long
        yield _CONTROL, self._control

    def _cell(self, value: Any) -> Any:
        found = self._cells.joined(value) if isinstance(value, tuple) else self._cells.cell(value)
        if isinstance(found, date):
            return found
        if not isinstance(found, str):
            return found
        text, control = _UNWRITABLE.subn("\ufffd", found)
        self._control += control
        self._long += len(text) > _CELL
        return text[:_CELL]


def _fill(add: Any, rows: Iterable[dict[str, Any]], tally: Tally) -> None:
    for row in rows:
        if not add(row):
            tally.reduce(_FULL)


def _claims(results: Iterable[Coded]) -> Iterator[dict[str, Any]]:
    plain = tables.Plain()
    for coded in results:
        for grounded in coded.claims:
            yield tables.row(claims.record(grounded), plain)


def _reports(results: Iterable[Coded]) -> Iterator[dict[str, Any]]:
    for coded in results:
        report, when = coded.report, coded.report.published
        yield {
            **{name: getattr(report, name) for name in _REPORTS if name != "published"},
            "published": (when.best or when.earliest) if when else None,
        }
