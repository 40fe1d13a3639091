"""`affray export`: one format, and its loss report."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from affray import plugins
from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen
from affray.errors import UnusableOption
from affray.export.loss import Loss
from affray.resources.credits import attributions
from affray.store import Store


def export(name: str, out: Path, named: Path | None, *, form: Literal["json", "table"]) -> None:
    """Write a store in one format, and print what the format could not hold.

    Raises:
        UnusableOption: The format is unknown, or `out` cannot be written.
        UnusableStore: The store cannot be read.
    """
    write = plugins.find("export", name)
    if str(out) == "-":
        raise UnusableOption("an export needs a file's name; it cannot be written to the terminal")
    path = chosen(named)
    if out.resolve() == path.resolve():
        raise UnusableOption(f"{out} is the store itself; name another file to write")
    with Store.open_read_only(path) as store:
        loss: Loss = write(store, out)
        credits_ = attributions(store.place_layers())
    if form == "json":
        print_json(asdict(loss) | {"attribution": credits_})
        return
    text = "\n".join([*_lines(loss, out), *(f"  places: {shown(each)}" for each in credits_)])
    sys.stdout.write(f"{text}\n")


def _lines(loss: Loss, out: Path) -> list[str]:
    told = [f"{out}: {loss.rows:,} rows, {loss.held:,} of {loss.total:,} {loss.unit}"]
    told += [f"  left out: {lost.count:,} {lost.what}" for lost in loss.left_out]
    told += [f"  not held: {lost.count:,} {lost.what}" for lost in loss.reduced]
    if not loss.left_out and not loss.reduced:
        told.append("  nothing is left out")
    return [shown(line) for line in told]
