"""`affray import`: rows of UCDP or ACLED, kept apart from claims, and written back as they came."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from affray.cli.screen import print_json, shown
from affray.errors import UnusableOption
from affray.export import readback
from affray.export.readback import Imported

# Broken lines that are listed; the rest is counted.
_LISTED = 10


def import_(layout: str, path: Path, out: Path, *, form: Literal["json", "table"]) -> None:
    """Read rows of a layout into Parquet, or write rows so read back as CSV, by the ending of `out`.

    Raises:
        UnusableOption: The file cannot be read as that layout, or `out` cannot be written.
    """
    if path.resolve() == out.resolve():
        raise UnusableOption(f"{out} is the file to read; name another one to write")
    if path.suffix.lower() == ".parquet":
        _back(layout, path, out, form)
        return
    found = readback.read_in(layout, path, out)
    if form == "json":
        print_json(asdict(found))
        return
    sys.stdout.write("".join(f"{shown(line)}\n" for line in _lines(found, out)))


def _back(layout: str, path: Path, out: Path, form: Literal["json", "table"]) -> None:
    own = readback.layout_of(path)
    if own != layout:
        raise UnusableOption(f"{path} holds rows of {own}, not of {layout}")
    rows = readback.write_out(path, out)
    if form == "json":
        print_json({"layout": layout, "rows": rows, "out": str(out)})
    else:
        sys.stdout.write(f"{shown(str(out))}: {rows:,} rows, as they came\n")


def _lines(found: Imported, out: Path) -> list[str]:
    lines = [f"{out}: {found.rows:,} rows of {found.layout}, {found.columns} columns, kept as worded"]
    lines += [f"  kept though wrong: {count:,} rows: {what}" for what, count in found.faults.items()]
    if found.unknown:
        lines.append(f"  columns beyond the layout, kept: {', '.join(found.unknown)}")
    if found.missing:
        lines.append(f"  columns of the layout that the file has not: {', '.join(found.missing)}")
    if found.broken:
        told = ", ".join(map(str, found.broken[:_LISTED]))
        more = len(found.broken) - _LISTED
        lines.append(
            f"  not kept: {len(found.broken):,} lines with too many or too few fields: "
            f"{told}{f' and {more:,} more' if more > 0 else ''}"
        )
    return lines
