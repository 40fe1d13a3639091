"""`affray export csv` and `parquet`: tables for spreadsheets, R, pandas and SQL.

A CSV file has one row a claim, lists joined by "; "; a CSV folder has a further table for whatever a
claim has several of. Parquet keeps the lists of the claim record nested.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

from affray.errors import UnusableOption
from affray.export import claims, reports
from affray.export.claims import Record
from affray.export.files import REPLACED, Encodable, whole, whole_text
from affray.export.loss import Loss, lost
from affray.model import FigureKind
from affray.store import Store

_SEPARATOR = "; "
# What a spreadsheet takes for a formula at the start of a cell, also in full width (OWASP, CSV injection).
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

GUARDED = "texts that a spreadsheet would take for a formula, written after an apostrophe"
AMBIGUOUS = 'parts of lists that hold a ";" themselves'
_UNPLACED = "mentions whose offsets, scores and reasons are left out (a folder holds them)"

_REPORT = (
    "report",
    "path",
    "line",
    "title",
    "outlet",
    "origin",
    "dateline",
    "language",
    "url",
    "digest",
    "dropped",
    "text",
)
_WORDED = ("claim", "n", "start", "end", "text", "antecedent", "antecedent_score")
# The tables of a CSV folder beside claims.csv, by the record's lists, with their columns.
_LISTS = {
    "actors": (*_WORDED, "role", "actor", "name", "score", "reason", "label"),
    "places": (
        *_WORDED,
        "place",
        "name",
        "lat",
        "lon",
        "radius_km",
        "precision",
        "admin1",
        "country",
        "score",
        "reason",
    ),
    "figures": ("claim", "n", "kind", "min", "max", "text", "of", "unknown", "part_of", "start", "end"),
    "instruments": _WORDED,
    "sources": (*_WORDED, "name"),
    "hedges": ("claim", "n", "kind", "start", "end", "text"),
}
_DATES = ("report", "basis", "text", "earliest", "latest", "weight")
# Claims put into one row group at a time: bounds the memory, and keeps groups worth compressing.
_GROUP = 5000


class Cells:
    """Makes cells of a CSV file, and counts what they could not hold as it was."""

    def __init__(self) -> None:
        self.encodable = Encodable()
        self.guarded = self.ambiguous = 0

    def cell(self, value: Any) -> Any:
        """A value as a cell: an absent one empty, and no text that a spreadsheet would run."""
        if not isinstance(value, str):
            return value
        text = self.encodable.text(value)
        if text.lstrip(" ")[:1] in _FORMULA:
            self.guarded += 1
            return f"'{text}"
        return text

    def joined(self, values: Sequence[Any]) -> Any:
        """A list as a cell; one value stays itself."""
        if len(values) == 1:
            return self.cell(values[0])
        if not values:
            return None
        self.ambiguous += sum(";" in str(value) for value in values)
        return self.cell(_SEPARATOR.join("" if value is None else str(value) for value in values))


class Plain(Cells):
    """Cells for a writer that guards and counts by itself: lists are joined, texts stay as they are."""

    def cell(self, value: Any) -> Any:
        """The value as it is."""
        return value


def row(record: Record, cells: Cells) -> dict[str, Any]:
    """One claim record as a row. Cells of one list have their parts in the same order."""
    evidence, trigger, time = record["evidence"], record["trigger"], record["time"]
    found: dict[str, Any] = {name: record[name] for name in ("claim", "report", "type", "stance", "scope")}
    found |= {"quote": evidence["quote"], "start": evidence["start"], "end": evidence["end"]}
    found |= {f"trigger_{name}": trigger[name] for name in ("text", "start", "end")}
    found = {name: cells.cell(value) for name, value in found.items()}
    for side in ("a", "b"):
        actors = [actor for actor in record["actors"] if actor["role"] == side]
        found |= {
            side: cells.joined([actor["text"] for actor in actors]),
            f"{side}_name": cells.joined([actor["name"] for actor in actors]),
            f"{side}_actor": cells.joined([actor["actor"] for actor in actors]),
        }
    for name in ("text", "name", "place", "lat", "lon", "radius_km", "precision", "admin1", "country"):
        key = name if name in {"place", "lat", "lon", "radius_km"} else f"place_{name}"
        found[key] = cells.joined([place[name] for place in record["places"]])
    for name in ("text", "earliest", "latest", "basis", "said_earliest", "said_latest"):
        found[f"time_{name}" if name in {"text", "basis"} else name] = cells.cell(time[name])
    found["instruments"] = cells.joined([instrument["text"] for instrument in record["instruments"]])
    found["sources"] = cells.joined([source["text"] for source in record["sources"]])
    found["source_names"] = cells.joined([source["name"] for source in record["sources"]])
    found["hedges"] = cells.joined([hedge["text"] for hedge in record["hedges"]])
    found["figures"] = cells.joined([figure["text"] for figure in record["figures"]])
    found["figures_part_of"] = cells.joined([figure["part_of"] for figure in record["figures"]])
    for kind in FigureKind:
        own = [figure for figure in record["figures"] if figure["kind"] == kind]
        for bound in ("min", "max"):
            found[f"{kind}_{bound}"] = cells.joined([figure[bound] for figure in own])
    found["score"] = record["score"]
    return found


def write_csv(store: Store, out: Path) -> Loss:
    """Write one file when `out` ends in ".csv", else a folder of tables; each file whole or not at all.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    return _write_file(store, out) if out.suffix.lower() == ".csv" else _write_folder(store, out)


def write_parquet(store: Store, out: Path) -> Loss:
    """Write the claim records to `out`, lists nested, days as dates.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    import pyarrow as pa  # noqa: PLC0415 only this format needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    encodable, rows = Encodable(), 0
    schema = _schema(pa)
    records = _records(store)
    with whole(out) as beside, pq.ParquetWriter(beside, schema) as writer:
        while group := [encodable.value(_dated(record)) for record in islice(records, _GROUP)]:
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            rows += len(group)
    return Loss(
        format="parquet",
        unit="claims",
        rows=rows,
        total=store.count("claims"),
        held=rows,
        reduced=lost({REPLACED: encodable.replaced}),
    )


def _write_file(store: Store, out: Path) -> Loss:
    cells, rows, mentions = Cells(), 0, 0
    with whole_text(out) as file:
        write = _writer(file, claim_columns())
        for record in _records(store):
            write(row(record, cells))
            rows += 1
            mentions += sum(len(record[name]) for name in _LISTS)
    return _loss(store, cells, rows=rows, unplaced=mentions)


def _write_folder(store: Store, out: Path) -> Loss:
    if out.exists() and not out.is_dir():
        raise UnusableOption(f"{out} is a file; name a folder, or a file that ends in .csv")
    if not out.parent.is_dir():
        raise UnusableOption(f"{out} cannot be made: the folder {out.parent} does not exist")
    out.mkdir(exist_ok=True)
    cells, rows = Cells(), 0
    tables = {"claims": claim_columns(), **_LISTS, "reports": _REPORT, "dates": _DATES}
    with ExitStack() as stack:
        write = {
            name: _writer(stack.enter_context(whole_text(out / f"{name}.csv")), columns)
            for name, columns in tables.items()
        }
        for coded in store.results():
            report = reports.record(coded)
            witnesses = report.pop("published")["witnesses"]
            write["reports"](_flat({name: report[name] for name in _REPORT}, cells))
            for witness in witnesses:
                write["dates"](_flat({"report": coded.report.report, **witness}, cells))
            for grounded in coded.claims:
                claims.require_quoted(coded.report, grounded)
                record = claims.record(grounded)
                write["claims"](row(record, cells))
                rows += 1
                for name in _LISTS:
                    for number, part in enumerate(record[name]):
                        write[name](_flat({"claim": record["claim"], "n": number, **part}, cells))
    return _loss(store, cells, rows=rows, unplaced=0)


def _loss(store: Store, cells: Cells, *, rows: int, unplaced: int) -> Loss:
    return Loss(
        format="csv",
        unit="claims",
        rows=rows,
        total=store.count("claims"),
        held=rows,
        reduced=lost(
            {
                _UNPLACED: unplaced,
                AMBIGUOUS: cells.ambiguous,
                GUARDED: cells.guarded,
                REPLACED: cells.encodable.replaced,
            }
        ),
    )


def _records(store: Store) -> Iterator[Record]:
    for coded in store.results():
        for grounded in coded.claims:
            claims.require_quoted(coded.report, grounded)
            yield claims.record(grounded)


def _writer(file: IO[str], columns: Sequence[str]) -> Callable[[dict[str, Any]], object]:
    """Writes the columns' names at once, so that an empty table has them too; then rows."""
    writer = csv.DictWriter(file, columns)
    writer.writeheader()
    return writer.writerow


def claim_columns() -> list[str]:
    """The columns of claims.csv, as a claim without anything has them."""
    blank: Record = {name: [] for name in _LISTS} | {"score": None}
    blank |= dict.fromkeys(("claim", "report", "type", "stance", "scope"))
    for name in ("evidence", "trigger", "time"):
        blank[name] = dict.fromkeys(
            ("start", "end", "text", "quote", "earliest", "latest", "basis", "said_earliest", "said_latest")
        )
    return list(row(blank, Cells()))


def _flat(found: dict[str, Any], cells: Cells) -> dict[str, Any]:
    return {name: cells.cell(value) for name, value in found.items()}


_DAYS = ("earliest", "latest", "said_earliest", "said_latest")


def _dated(record: Record) -> Record:
    time = record["time"]
    days = {name: time[name] and date.fromisoformat(time[name]) for name in _DAYS}
    return {**record, "time": {**time, **days}}


def _schema(pa: Any) -> Any:
    text, offset, number = pa.string(), pa.int32(), pa.float64()
    words = {"start": offset, "end": offset, "text": text, "antecedent": text, "antecedent_score": number}

    def many(**fields: Any) -> Any:
        return pa.list_(pa.struct(fields))

    place = dict.fromkeys(("place", "name"), text) | dict.fromkeys(("lat", "lon", "radius_km"), number)
    place |= dict.fromkeys(("precision", "admin1", "country"), text) | {"score": number, "reason": text}
    return pa.schema(
        {
            **dict.fromkeys(("claim", "report", "type", "stance", "scope"), text),
            "evidence": pa.struct({"start": offset, "end": offset, "quote": text}),
            "trigger": pa.struct({"start": offset, "end": offset, "text": text}),
            "actors": many(role=text, **words, actor=text, name=text, score=number, reason=text, label=text),
            "places": many(**words, **place),
            "time": pa.struct(
                {
                    "text": text,
                    "start": offset,
                    "end": offset,
                    "earliest": pa.date32(),
                    "latest": pa.date32(),
                    "basis": text,
                    "reason": text,
                    "said_earliest": pa.date32(),
                    "said_latest": pa.date32(),
                }
            ),
            "figures": many(
                kind=text,
                min=pa.int64(),
                max=pa.int64(),
                text=text,
                of=text,
                unknown=pa.bool_(),
                part_of=offset,
                start=offset,
                end=offset,
            ),
            "instruments": many(**words),
            "sources": many(**words, name=text),
            "hedges": many(kind=text, start=offset, end=offset, text=text),
            "score": number,
        }
    )
