"""`affray export`: one format, and its loss report."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from affray import plugins
from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen
from affray.errors import UnusableOption
from affray.export import hxl, sidecar
from affray.export.loss import Loss
from affray.export.release import GRID, Released, Terms
from affray.resources.credits import attributions
from affray.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How an export is asked for.

    Attributes:
        release: "public", or None for the store as it is.
        grid: Degrees that coordinates of a release are rounded to; None: the default.
        hxl: Whether the row of hashtags goes under the header.
    """

    release: str | None = None
    grid: float | None = None
    hxl: bool = False


def export(name: str, out: Path, named: Path | None, *, asked: Asked, form: Literal["json", "table"]) -> None:
    """Write a store in one format, and print what the format could not hold.

    Raises:
        UnusableOption: The format is unknown, or `out` cannot be written.
        UnusableStore: The store cannot be read.
    """
    write = plugins.find("export", name)
    if str(out) == "-":
        raise UnusableOption("an export needs a file's name; it cannot be written to the terminal")
    terms = _terms(asked)
    if asked.hxl:
        hxl.require_table(name)
    path = chosen(named)
    if out.resolve() == path.resolve():
        raise UnusableOption(f"{out} is the store itself; name another file to write")
    with Store.open_read_only(path) as store:
        released = Released(store, terms) if terms else None
        loss: Loss = write(released or store, out)
        if released:
            loss = replace(loss, reduced=(*loss.reduced, *released.reduced()))
        credits_ = attributions(store.place_layers())
    if asked.hxl:
        hxl.tag(out)
    about = sidecar.write(out, loss, credits_, terms)
    if form == "json":
        print_json(asdict(loss) | {"attribution": credits_})
        return
    told = [*_lines(loss, out), *(f"  places: {shown(each)}" for each in credits_)]
    text = "\n".join([*told, f"  licences and credits: {shown(str(about))}"])
    sys.stdout.write(f"{text}\n")


def _terms(asked: Asked) -> Terms | None:
    if asked.release not in {None, "public"}:
        raise UnusableOption(f"no release is called {asked.release!r}; known: public")
    if asked.grid is not None and asked.release is None:
        raise UnusableOption("--grid is for a release; add --release public")
    if asked.grid is not None and not _FINEST <= asked.grid <= _COARSEST:
        raise UnusableOption(f"--grid {asked.grid} is no grid; give degrees from {_FINEST} to {_COARSEST}")
    return None if asked.release is None else Terms(grid=asked.grid or GRID)


# Degrees: below, a grid of 110 m hides nothing; above, a point says nothing of its country.
_FINEST, _COARSEST = 0.001, 10.0


def _lines(loss: Loss, out: Path) -> list[str]:
    told = [f"{out}: {loss.rows:,} rows, {loss.held:,} of {loss.total:,} {loss.unit}"]
    told += [f"  left out: {lost.count:,} {lost.what}" for lost in loss.left_out]
    told += [f"  not held: {lost.count:,} {lost.what}" for lost in loss.reduced]
    if not loss.left_out and not loss.reduced:
        told.append("  nothing is left out")
    return [shown(line) for line in told]
