"""What the importers read: places with what is said to contain them, before they become a pack."""

from __future__ import annotations

import csv
import gzip
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from affray.errors import UnusableOption
from affray.resources.layer import Entry

# Longest line of a table that is read: GeoNames' longest is 11,000 characters (China).
_LONGEST = 4_000_000
# Of a compressed file no more is read than this: a country's dump has 100 MB at most (CN).
_MOST_BYTES = 4 << 30

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place as a source has it.

    Attributes:
        entry: The place.
        parents: Ids of what contains it, as the source says, in any order.
        rings: Outer rings of its outline as (lon, lat), for divisions of sources that have outlines.
    """

    entry: Entry
    parents: tuple[str, ...] = ()
    rings: tuple[Ring, ...] = ()


@dataclass(slots=True, kw_only=True)
class Gathered:
    """The rows of the files of one import, and how many were left out."""

    licence: str
    attribution: str
    rows: list[Row] = field(default_factory=list)
    dropped: int = 0


def opened(path: Path) -> Iterator[IO[bytes]]:
    """The tables of a file: itself, unpacked where it is gzipped, or each text of a zip.

    Raises:
        UnusableOption: The file cannot be read.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith((".txt", ".csv")) and not name.lower().startswith("readme"):
                        with archive.open(name) as file:
                            yield file
        elif path.suffix == ".gz":
            with gzip.open(path) as file:
                yield cast("IO[bytes]", file)
        else:
            with path.open("rb") as file:
                yield file
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise UnusableOption(f"{path} cannot be read: {error}") from error


def lines(path: Path) -> Iterator[str]:
    """The lines of a file, without their ends; what is no UTF-8 is replaced."""
    for file in opened(path):
        seen = 0
        while line := file.readline(_LONGEST):
            seen += len(line)
            if seen > _MOST_BYTES:
                raise UnusableOption(f"{path} holds more than {_MOST_BYTES >> 30} GiB")
            yield line.decode("utf-8", "replace").rstrip("\r\n")


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV or XLSX file by their headers, lower case.

    Raises:
        UnusableOption: The file cannot be read.
    """
    rows = _sheet(path) if path.suffix == ".xlsx" else _csv(path)
    header: list[str] = []
    for row in rows:
        if not header:
            header = [cell.strip().lstrip("\ufeff").lower() for cell in row]
        else:
            yield dict(zip(header, (cell.strip() for cell in row), strict=False))


def _csv(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(min(_LONGEST, sys.maxsize))
    for file in opened(path):
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        try:
            yield from csv.reader(text)
        except csv.Error as error:
            raise UnusableOption(f"{path} is no table of comma-separated values: {error}") from error


def _sheet(path: Path) -> Iterator[list[str]]:
    """The sheet with the deepest divisions, which is the one with the most rows."""
    import openpyxl  # noqa: PLC0415 - only for this format

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = max(book.worksheets, key=lambda each: each.max_row or 0)
        for row in sheet.iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise UnusableOption(f"{path} cannot be read as a spreadsheet: {error}") from error


def number(text: object) -> float | None:
    """A number as a table has it, None where it is none."""
    try:
        found = float(str(text).replace(",", "."))
    except ValueError:
        return None
    return found if found == found and abs(found) < 1e12 else None  # noqa: PLR0124 - not a number


def point(lat: object, lon: object) -> tuple[float, float] | None:
    """A point that lies on the earth, None for any other."""
    north, east = number(lat), number(lon)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180 or north == east == 0:
        return None
    return north, east


def unique(names: Iterable[str], main: str) -> tuple[str, ...]:
    """Names in their order, once each, without the main one and empty ones."""
    return tuple(name for name in dict.fromkeys(each.strip() for each in names) if name and name != main)


def words(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())
