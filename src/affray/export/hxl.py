"""`--hxl`: the row of hashtags under a header, by which humanitarian tools know its columns (HXL 1.1)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from affray.errors import UnusableOption
from affray.export.files import whole
from affray.export.workbook import settled
from affray.resources import crosswalks

# The formats that are tables with one header row, which is what HXL tags.
TABLES = frozenset({"csv", "events-csv", "ucdp", "acled", "xlsx"})


def require_table(layout: str) -> None:
    """Refuse a format that has no header row.

    Raises:
        UnusableOption: It has none.
    """
    if layout not in TABLES:
        raise UnusableOption(f"--hxl tags tables ({', '.join(sorted(TABLES))}); {layout} is none")


def tag(out: Path) -> None:
    """Put the row of hashtags under the header of a table, of a folder's tables or of a workbook's sheets."""
    if out.is_dir():
        for table in sorted(out.glob("*.csv")):
            _csv(table)
    elif out.suffix.lower() == ".xlsx":
        _workbook(out)
    else:
        _csv(out)


def tags(columns: Sequence[str | None]) -> list[str]:
    """The hashtag of each column, empty for those that HXL has none for."""
    known = _known()
    return [known.get(column or "", "") for column in columns]


def _csv(path: Path) -> None:
    with whole(path) as beside, path.open(encoding="utf-8", newline="") as old:
        header = old.readline()
        with beside.open("w", encoding="utf-8", newline="") as new:
            new.write(header)
            ending = "\r\n" if header.endswith("\r\n") else "\n"
            csv.writer(new, lineterminator=ending).writerow(tags(next(csv.reader([header]))))
            while block := old.read(1 << 20):
                new.write(block)


def _workbook(path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 only this format needs it

    book = load_workbook(path)
    for sheet in book.worksheets:
        header = [cell.value for cell in sheet[1]]
        sheet.insert_rows(2)
        for at, hashtag in enumerate(tags(header), start=1):
            sheet.cell(row=2, column=at, value=hashtag or None)
        sheet.freeze_panes = "A3"
    with whole(path) as beside:
        book.save(beside)
        settled(beside)


@cache
def _known() -> dict[str, str]:
    return {row["column"]: row["tag"] for row in crosswalks.rows("hxl")}
