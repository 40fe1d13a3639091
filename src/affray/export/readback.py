"""Reads back the layouts of UCDP and ACLED, to be set beside the events: never mixed with claims.

Every column of the file is kept as it is worded, known or not. What affray reads in a row stands beside,
in columns that begin with `affray_`, with what is wrong in it: published rows do break their own rules.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import TextIOWrapper
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any, TextIO

from affray.errors import UnusableOption
from affray.export.files import whole
from affray.resources import crosswalks

# The columns that make a row one of its layout: without them nothing could be set beside an event.
NEEDED = {
    "ucdp": ("id", "date_start", "date_end", "latitude", "longitude", "low", "best", "high"),
    "acled": ("event_id_cnty", "event_date", "event_type", "latitude", "longitude", "fatalities"),
}
OWN = "affray_"
_GROUP = 5000
_DELIMITERS = ",;\t"
_BOM = "\ufeff"
# ACLED's files write "14 January 2014", its interface "2014-01-14"; UCDP adds a time of day.
_FORMS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%d %B %Y", "%d-%B-%Y", "%d/%m/%Y")
_META = b"affray_import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One row as read: None for what it does not tell, and all that is wrong in it."""

    id: str
    earliest: date | None
    latest: date | None
    lat: float | None
    lon: float | None
    low: int | None
    best: int | None
    high: int | None
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What one import read.

    Attributes:
        unknown: Columns of the file that the layout has not; they are kept.
        missing: Columns of the layout that the file has not.
        faults: What is wrong in rows that are kept, with how many.
        broken: Lines that have too many or too few fields, which no column can hold.
    """

    layout: str
    rows: int
    columns: int
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    faults: dict[str, int]
    broken: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    """How a file of rows is written, so that it can be written so again."""

    columns: tuple[str, ...]
    delimiter: str
    ending: str
    bom: bool


def read_in(layout: str, path: Path, out: Path) -> Imported:
    """Read a file of a layout (CSV, also gzipped) into Parquet.

    Raises:
        UnusableOption: The file cannot be read as that layout, or `out` cannot be written.
    """
    import pyarrow as pa  # noqa: PLC0415 only this needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    if layout not in NEEDED:
        raise UnusableOption(f"no layout to import is called {layout!r}; known: {', '.join(sorted(NEEDED))}")
    faults: Counter[str] = Counter()
    broken: list[int] = []
    rows = 0
    with _opened(path) as file:
        manner = _manner(file, layout, path)
        schema = _schema(pa, manner, layout)
        found = _rows(file, manner, broken)
        with whole(out) as beside, pq.ParquetWriter(beside, schema) as writer:
            while group := [_beside(row, layout, faults) for row in islice(found, _GROUP)]:
                writer.write_table(pa.Table.from_pylist(group, schema=schema))
                rows += len(group)
    known = crosswalks.columns(layout)
    return Imported(
        layout=layout,
        rows=rows,
        columns=len(manner.columns),
        unknown=tuple(name for name in manner.columns if name not in known),
        missing=tuple(name for name in known if name not in manner.columns),
        faults=dict(sorted(faults.items())),
        broken=tuple(broken),
    )


def write_out(imported: Path, out: Path) -> int:
    """Write imported rows as the file they came from: its columns, its order, its words.

    Returns:
        The rows written.

    Raises:
        UnusableOption: `imported` is no such Parquet file, or `out` cannot be written.
    """
    import pyarrow as pa  # noqa: PLC0415 only this needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        source = pq.ParquetFile(imported)
    except (OSError, pa.ArrowInvalid) as error:
        raise UnusableOption(f"{imported} cannot be read as Parquet: {error}") from error
    meta = (source.schema_arrow.metadata or {}).get(_META)
    if meta is None:
        raise UnusableOption(f"{imported} holds no imported rows; make it with `affray import`")
    told = json.loads(meta)
    columns, rows = told["columns"], 0
    with whole(out) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        file.write(_BOM if told["bom"] else "")
        writer = csv.writer(file, delimiter=told["delimiter"], lineterminator=told["ending"])
        writer.writerow(columns)
        for batch in source.iter_batches(_GROUP, columns=columns):
            values = [batch.column(name).to_pylist() for name in columns]
            writer.writerows(zip(*values, strict=True))
            rows += batch.num_rows
    return rows


def imported_rows(path: Path) -> Iterator[tuple[Read, dict[str, str]]]:
    """The rows of an import, as read and as worded.

    Raises:
        UnusableOption: It is no such Parquet file.
    """
    import pyarrow as pa  # noqa: PLC0415 only this needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        source = pq.ParquetFile(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise UnusableOption(f"{path} cannot be read as Parquet: {error}") from error
    if _META not in (source.schema_arrow.metadata or {}):
        raise UnusableOption(f"{path} holds no imported rows; make it with `affray import`")
    for batch in source.iter_batches(_GROUP):
        for row in batch.to_pylist():
            own = {name.removeprefix(OWN): row.pop(name) for name in list(row) if name.startswith(OWN)}
            yield Read(**(own | {"faults": tuple(own["faults"])})), row


def layout_of(path: Path) -> str:
    """Which layout an import is of.

    Raises:
        UnusableOption: It is no such Parquet file.
    """
    import pyarrow as pa  # noqa: PLC0415 only this needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        meta = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowInvalid) as error:
        raise UnusableOption(f"{path} cannot be read as Parquet: {error}") from error
    if _META not in meta:
        raise UnusableOption(f"{path} holds no imported rows; make it with `affray import`")
    return str(json.loads(meta[_META])["layout"])


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The file's characters, unzipped where it is gzipped.

    Raises:
        UnusableOption: It is absent, or no UTF-8.
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.peek(2)[:2] == b"\x1f\x8b"
            stream: Any = gzip.GzipFile(fileobj=raw) if zipped else raw
            yield TextIOWrapper(stream, encoding="utf-8", newline="")
    except (OSError, EOFError) as error:
        raise UnusableOption(f"{path} cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise UnusableOption(
            f"{path} is no UTF-8 ({error.reason} at byte {error.start}); convert it"
        ) from error


def _manner(file: TextIO, layout: str, path: Path) -> _Manner:
    header = file.readline()
    bom = header.startswith(_BOM)
    text = header.removeprefix(_BOM)
    delimiter = max(_DELIMITERS, key=text.count)
    columns = tuple(next(csv.reader([text], delimiter=delimiter), ()))
    lacking = [name for name in NEEDED[layout] if name not in columns]
    if lacking:
        raise UnusableOption(f"{path} is no {layout} file: it has no column {', '.join(lacking)}")
    twice = [name for name, count in Counter(columns).items() if count > 1 or name.startswith(OWN)]
    if twice:
        raise UnusableOption(f"{path} has columns that cannot be told apart: {', '.join(twice)}")
    return _Manner(
        columns=columns,
        delimiter=delimiter,
        ending="\r\n" if header.endswith("\r\n") else "\n",
        bom=bom,
    )


def _rows(file: TextIO, manner: _Manner, broken: list[int]) -> Iterator[dict[str, str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.reader(file, delimiter=manner.delimiter)
    for fields in reader:
        if len(fields) == len(manner.columns):
            yield dict(zip(manner.columns, fields, strict=True))
        elif fields:
            # The header was read before.
            broken.append(reader.line_num + 1)


def _beside(row: dict[str, str], layout: str, faults: Counter[str]) -> dict[str, Any]:
    read = _READERS[layout](row)
    faults.update(read.faults)
    own = {f"{OWN}{name}": getattr(read, name) for name in Read.__dataclass_fields__}
    return {**row, **own, f"{OWN}faults": list(read.faults)}


def read_ucdp(row: dict[str, str]) -> Read:
    """One row of UCDP GED."""
    low, best, high = (_whole(row[name]) for name in ("low", "best", "high"))
    sides = [_whole(row.get(f"deaths_{side}", "")) for side in ("a", "b", "civilians", "unknown")]
    wrong = _disorder(low, best, high)
    told = [count for count in sides if count is not None]
    if best is not None and len(told) == len(sides) and sum(told) != best:
        wrong.append("the deaths by side do not sum to best")
    first, last = _day(row["date_start"]), _day(row["date_end"])
    return _read(row["id"], row, days=(first, last), deaths=(low, best, high), wrong=wrong)


def read_acled(row: dict[str, str]) -> Read:
    """One row of ACLED."""
    count, day = _whole(row["fatalities"]), _day(row["event_date"])
    return _read(row["event_id_cnty"], row, days=(day, day), deaths=(count, count, count), wrong=[])


_READERS: dict[str, Callable[[dict[str, str]], Read]] = {"ucdp": read_ucdp, "acled": read_acled}


def _read(
    name: str,
    row: dict[str, str],
    *,
    days: tuple[date | None, date | None],
    deaths: tuple[int | None, int | None, int | None],
    wrong: Sequence[str],
) -> Read:
    lat, lon = _real(row["latitude"], 90), _real(row["longitude"], 180)
    faults = list(wrong)
    if None in days:
        faults.append("a day that is none")
    elif days[0] and days[1] and days[1] < days[0]:
        faults.append("the end is before the start")
    if lat is None or lon is None:
        faults.append("no point on the globe")
    if None in deaths:
        faults.append("a count of deaths that is none")
    return Read(
        id=name,
        earliest=days[0],
        latest=days[1],
        lat=lat,
        lon=lon,
        low=deaths[0],
        best=deaths[1],
        high=deaths[2],
        faults=tuple(faults),
    )


def _disorder(low: int | None, best: int | None, high: int | None) -> list[str]:
    wrong = []
    if low is not None and best is not None and low > best:
        wrong.append("low is above best")
    if best is not None and high is not None and best > high:
        wrong.append("best is above high")
    return wrong


def _whole(text: str) -> int | None:
    """A count, also where a table program wrote it as "2.0"."""
    match = re.fullmatch(r"\s*(\d{1,12})(?:\.0*)?\s*", text)
    return int(match[1]) if match else None


def _real(text: str, most: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= most else None


def _day(text: str) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 a day, of no zone
        except ValueError:
            continue
    return None


def _schema(pa: Any, manner: _Manner, layout: str) -> Any:
    own = {
        "id": pa.string(),
        **dict.fromkeys(("earliest", "latest"), pa.date32()),
        **dict.fromkeys(("lat", "lon"), pa.float64()),
        **dict.fromkeys(("low", "best", "high"), pa.int64()),
        "faults": pa.list_(pa.string()),
    }
    meta = {
        "layout": layout,
        "columns": list(manner.columns),
        "delimiter": manner.delimiter,
        "ending": manner.ending,
        "bom": manner.bom,
    }
    fields = dict.fromkeys(manner.columns, pa.string()) | {f"{OWN}{name}": kind for name, kind in own.items()}
    return pa.schema(fields).with_metadata({_META: json.dumps(meta).encode()})
