"""`affray compare`: events beside imported rows of UCDP or ACLED."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen
from affray.errors import UnusableOption
from affray.export import comparing
from affray.export.comparing import Compared, Reach
from affray.store import Store


def compare(
    imported: Path, named: Path | None, *, reach: Reach, out: Path | None, form: Literal["json", "table"]
) -> None:
    """Pair events and rows, and print how many of each were found.

    Raises:
        UnusableOption: `imported` holds no imported rows, or `out` cannot be written.
        UnusableStore: The store cannot be read.
    """
    path = chosen(named)
    if out is not None and out.resolve() in {path.resolve(), imported.resolve()}:
        raise UnusableOption(f"{out} is what is compared; name another file to write")
    with Store.open_read_only(path) as store:
        found = comparing.compare(store, imported, reach)
    if out is not None:
        comparing.write(found, out)
    if form == "json":
        print_json(_record(found))
    else:
        sys.stdout.write("".join(f"{shown(line)}\n" for line in _lines(found, reach, out)))


def _record(found: Compared) -> dict[str, object]:
    return {
        "layout": found.layout,
        "events": found.events,
        "rows": found.rows,
        "all_rows": found.all_rows,
        "pairs": len(found.pairs),
        "same_type": found.same_type,
        "median_km": found.km,
        "counted": found.counted,
        "deaths_meet": found.within,
    }


def _lines(found: Compared, reach: Reach, out: Path | None) -> list[str]:
    pairs = len(found.pairs)
    comparable = f"  events that {found.layout} would list, with a day and a point: {found.events:,}"
    lines = [
        f"{pairs:,} pairs within {reach.days} days and {reach.km:g} km, each side once",
        f"{comparable}, {found.events - pairs:,} of them alone",
        f"  rows of these days: {found.rows:,} of {found.all_rows:,}, {found.rows - pairs:,} of them alone",
    ]
    if found.pairs:
        lines.append(f"  median distance of the pairs: {found.km} km")
        lines.append(f"  pairs with deaths on both sides: {found.counted:,}; ranges meet in {found.within:,}")
        if found.layout == "acled":
            lines.append(f"  pairs of one event type: {found.same_type:,}")
    if out is not None:
        lines.append(f"  pairs are in {out}")
    return lines
