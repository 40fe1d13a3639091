"""`affray places`: packs of places imported, listed and looked up."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Column, Table

from affray import config
from affray.cli.screen import print_json, shown
from affray.ground.gazetteer import Gazetteer
from affray.ground.lookup import Answer, look_up
from affray.resources import packs
from affray.resources.gazetteer import open_world
from affray.resources.layer import About
from affray.resources.packs.download import fetch
from affray.resources.progress import bar

Form = Literal["json", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a look-up is for: a name, what contains it, the country of the report."""

    name: str
    inside: str | None = None
    country: str | None = None


def import_(
    files: list[Path], format_: str, country: str | None, *, settings: Path | None, form: Form
) -> None:
    """Import files as a pack and tell what came of it.

    Raises:
        StopRun: A file cannot be used, or the pack cannot be written.
    """
    home = packs.folder(config.load(settings).ground.packs)
    with bar("importing places", total=None) as step:
        told = packs.add(files, home, format_=format_, country=_code(country), step=step)
    _tell((told,), home, form)


def add(country: str, *, settings: Path | None, form: Form) -> None:
    """Download GeoNames' dump of a country and import it.

    Raises:
        StopRun: The dump cannot be downloaded, or the pack cannot be written.
    """
    options = config.load(settings).ground
    home = packs.folder(options.packs)
    with tempfile.TemporaryDirectory() as folder:
        with bar(f"downloading {country}", total=None) as step:
            files = fetch(options.geonames, country.upper(), Path(folder), step)
        with bar("importing places", total=None) as step:
            told = packs.add(files, home, format_="geonames", country=country.upper(), step=step)
    _tell((told,), home, form)


def list_(*, settings: Path | None, form: Form) -> None:
    """List the packs with their terms.

    Raises:
        StopRun: A pack is damaged.
    """
    home = packs.folder(config.load(settings).ground.packs)
    _tell(packs.listed(home), home, form)


def remove(name: str, *, settings: Path | None) -> None:
    """Take a pack away.

    Raises:
        StopRun: There is none of the name.
    """
    packs.remove(packs.folder(config.load(settings).ground.packs), name)


def lookup(asked: Asked, *, settings: Path | None, form: Form) -> None:
    """Print the places that a name may mean, best first, and which is chosen.

    Raises:
        StopRun: The places cannot be opened.
    """
    options = config.load(settings).ground
    gazetteer = Gazetteer(open_world(options.cache), packs.opened(packs.folder(options.packs)))
    answers = look_up(gazetteer, asked.name, inside=asked.inside, country=_code(asked.country))
    if form == "json":
        print_json([asdict(each) for each in answers])
        return
    if not answers:
        sys.stdout.write(f"no place called {shown(asked.name)!r} is known\n")
        return
    _print(answers)


def _code(country: str | None) -> str | None:
    return country.upper() if country else None


def _print(answers: list[Answer]) -> None:
    table = Table("", Column("place", no_wrap=True), "kind", "in", "position", "people", "found by", "id")
    for each in answers:
        around = ", ".join(part for part in (each.within, each.admin1, each.country) if part)
        cells = (each.name, each.kind, around, f"{each.lat:.4f}, {each.lon:.4f}", f"{each.population:,}")
        table.add_row(
            "*" if each.chosen else "", *(shown(cell) for cell in cells), each.found_by, shown(each.place)
        )
    console = Console(highlight=False, markup=False)
    console.print(table)
    if not any(each.chosen for each in answers):
        console.print("none is clearly ahead; --in and --country narrow the choice")


def _tell(told: tuple[About, ...], home: Path, form: Form) -> None:
    if form == "json":
        print_json([asdict(each) for each in told])
        return
    console = Console(highlight=False, markup=False)
    if not told:
        console.print(f"no packs in {shown(str(home))}; `affray places import` makes one")
        return
    table = Table(Column("pack", no_wrap=True), "places", "merged", "dropped", "licence", "attribution")
    for each in told:
        counts = (f"{each.places:,}", f"{each.merged:,}", f"{each.dropped:,}")
        table.add_row(shown(each.name), *counts, shown(each.licence), shown(each.attribution))
    console.print(table)
