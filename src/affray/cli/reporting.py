"""`affray report`: a page to print on what is told of a run of days."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from affray.cli.screen import shown
from affray.cli.stores import chosen
from affray.errors import UnusableOption
from affray.export.release import GRID, Released
from affray.export.release import Terms as ReleaseTerms
from affray.export.situation import page
from affray.export.situation.survey import Period, Watched
from affray.resources.credits import attributions
from affray.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The days and the release that are asked for."""

    first: str | None
    last: str | None
    release: str | None


def report(out: Path, named: Path | None, asked: Asked) -> None:
    """Write the page.

    Raises:
        UnusableOption: A day is none, or `out` cannot be written.
        UnusableStore: The store cannot be read.
    """
    period = Period(first=_day("--from", asked.first), last=_day("--to", asked.last))
    if period.first and period.last and period.last < period.first:
        raise UnusableOption(f"--to {period.last} is before --from {period.first}")
    if asked.release not in {None, "public"}:
        raise UnusableOption(f"no release is called {asked.release!r}; known: public")
    path = chosen(named, option="--store")
    if out.resolve() == path.resolve():
        raise UnusableOption(f"{out} is the store itself; name another file to write")
    grid = GRID if asked.release else None
    with Store.open_read_only(path) as store:
        shown_: Watched = Released(store, ReleaseTerms(grid=grid)) if grid else store
        terms = page.Terms(store=path.name, credits=attributions(store.place_layers()), grid=grid)
        found = page.write(shown_, out, period, terms)
    told = f"{out}: {found.period}; {found.events:,} events of {found.reports:,} reports"
    sys.stdout.write(f"{shown(told)}\n")


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnusableOption(
            f"{option} {text!r} is no day, as in 2014-01-09 (the store is named with --store)"
        ) from None
