"""`affray date`, `affray refresh`, `affray show report ID --dates`: when reports were published, and why."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from affray import config
from affray.cli.options import day
from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen, existing
from affray.engines import refresh as engine
from affray.errors import UnusableOption
from affray.export import reports as report_records
from affray.model import Report
from affray.store import Pin, Store

Form = Literal["json", "table"]

# Cells of the longest bar.
_BAR = 30


def pin(start: str, days: tuple[str, str], *, because: str, named: Path | None) -> None:
    """Set when a report was published, and derive anew what follows.

    Raises:
        UnusableOption: No report has the id, several begin so, or the days are none.
        UnusableStore: The store cannot be read or written.
    """
    earliest, latest = (day(text) for text in days)
    if latest < earliest:
        raise UnusableOption(f"{latest} is before {earliest}; give the first day first")
    if not because.strip():
        raise UnusableOption("--because is empty; say what the day is known by")
    parts = engine.load(config.load())
    with Store.open(existing(named)) as store:
        found = store.report(start).report
        store.pin(Pin(report=found, earliest=earliest, latest=latest, because=because.strip()))
        done = engine.refresh(store, parts)
        _tell(store.report(found), done)


def unpin(start: str, named: Path | None) -> None:
    """Take a pin back, and derive anew what follows.

    Raises:
        UnusableOption: No report has the id, several begin so, or it has no pin.
        UnusableStore: The store cannot be read or written.
    """
    parts = engine.load(config.load())
    with Store.open(existing(named)) as store:
        found = store.report(start).report
        if not store.unpin(found):
            raise UnusableOption(f"{found} has no pin; `affray date pins` lists those there are")
        done = engine.refresh(store, parts)
        _tell(store.report(found), done)


def pins(named: Path | None, *, form: Form) -> None:
    """List the pins.

    Raises:
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        found = list(store.pins().values())
    if form == "json":
        print_json(
            [{**asdict(each), "earliest": str(each.earliest), "latest": str(each.latest)} for each in found]
        )
        return
    table = Table("report", "published", "because", box=SIMPLE_HEAD)
    for each in found:
        table.add_row(
            *(Text(shown(cell)) for cell in (each.report, _run(each.earliest, each.latest), each.because))
        )
    Console(highlight=False).print(table if found else "No report is pinned.")


def refresh(named: Path | None, *, form: Form) -> None:
    """Derive anew what needs the company of other reports.

    Raises:
        UnusableStore: The store cannot be read or written.
    """
    parts = engine.load(config.load())
    with Store.open(existing(named)) as store:
        done = engine.refresh(store, parts)
    if form == "json":
        print_json(asdict(done))
        return
    Console(highlight=False).print(
        f"{done.reports:,} reports: {done.dated_by_others:,} dated by others too, {done.pinned:,} pinned; "
        f"{done.changed:,} changed; {done.events:,} events, {done.events_changed:,} of them changed"
    )


def withdraw(start: str, named: Path | None) -> None:
    """Take a report out of the store, and derive anew what follows.

    Raises:
        UnusableOption: No report has the id, or several begin so.
        UnusableStore: The store cannot be read or written.
    """
    parts = engine.load(config.load())
    with Store.open(existing(named)) as store:
        found = store.withdraw(start)
        done = engine.refresh(store, parts)
    sys.stdout.write(f"{shown(found)} is withdrawn; {done.events_changed:,} events changed\n")


def show(start: str, named: Path | None, *, form: Form) -> None:
    """Print when a report was published, each witness with its weight, and the chance of each day.

    Raises:
        UnusableOption: No report has the id, or several begin so.
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        found = store.report(start)
    if form == "json":
        print_json({"report": found.report, "published": report_records.published(found)})
        return
    console = Console(highlight=False)
    console.print(Text(shown(f"{found.report}  {found.title or '(no title)'}"), style="bold"))
    published = found.published
    if published is None:
        console.print("It is not dated yet; `affray refresh` dates it.")
        return
    best = f", most likely {published.best}" if published.best else ""
    when = _run(published.earliest, published.latest)
    console.print(Text(shown(f"published {when}{best}: {published.reason}")))
    console.print(_witnesses(found))
    if published.days:
        console.print(_bars(found))


def _witnesses(found: Report) -> Table:
    table = Table("basis", "words", "days", "weight", box=SIMPLE_HEAD)
    for each in sorted(
        found.published.witnesses if found.published else (), key=lambda one: -(one.weight or 0)
    ):
        weight = each.weight or 0.0
        bar = f"{weight:.2f} {'█' * round(weight * 10)}"
        days = _run(each.earliest, each.latest) if each.earliest or each.latest else ""
        table.add_row(*(Text(shown(cell)) for cell in (str(each.basis), each.text, days, bar)))
    return table


def _bars(found: Report) -> Table:
    days = found.published.days if found.published else ()
    most = max(likely.chance for likely in days)
    table = Table("day", "", "chance", box=SIMPLE_HEAD)
    for likely in days:
        if likely.chance >= 0.005:
            bar = "█" * max(round(_BAR * likely.chance / most), 1)
            table.add_row(f"{likely.day} {likely.day:%a}", bar, f"{likely.chance:.0%}")
    return table


def _run(earliest: date | None, latest: date | None) -> str:
    if earliest is None and latest is None:
        return "on a day that nothing tells"
    if earliest == latest:
        return str(earliest)
    if earliest is None or latest is None:
        return f"from {earliest} on" if earliest else f"until {latest}"
    return f"{earliest} to {latest}"


def _tell(found: Report, done: engine.Refreshed) -> None:
    published = found.published
    when = _run(published.earliest, published.latest) if published else "not dated"
    why = published.reason if published else ""
    sys.stdout.write(shown(f"{found.report} published {when}: {why}") + "\n")
    sys.stdout.write(f"{done.changed:,} reports changed\n")
