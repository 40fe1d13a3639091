"""What a run did and what its store holds, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from affray.cli.screen import shown
from affray.engines.local import Outcome
from affray.model import Skip
from affray.store import Summary

# Rows of a list on the screen; `--json` gives more.
_ROWS = 10


def tables(outcome: Outcome, summary: Summary, into: str) -> Iterator[Table | Text]:
    """The run, its skips, the store's claims by type, and the killed as claims tell them."""
    yield _title("This run")
    yield _run(outcome)
    if outcome.skips:
        yield _title("Skipped")
        yield _skips(outcome)
    yield _title(f"{summary.claims:,} claims of {summary.reports:,} reports in {into}")
    yield _types(summary)
    if summary.events:
        yield events_line(summary)
    if summary.killed:
        yield _title("Killed, as the asserted claims of single incidents tell it")
        yield _killed(summary)
        yield Text("Sums of claims, not of events: several claims may tell one event.\n")
    if summary.aggregates:
        yield _title(
            f"{summary.aggregate_count:,} figures of killed over a period or an area, added to nothing"
        )
        yield _aggregates(summary)


def events_line(summary: Summary) -> Text:
    """How many events the asserted claims tell, and how well they stand."""
    grades = ", ".join(f"{count:,} {grade}" for grade, count in summary.events.items())
    return Text(
        shown(
            f"{sum(summary.events.values()):,} events are told by them: {grades}; "
            f"{summary.several:,} by several independent roots"
        )
        + "\n"
    )


def extent(low: int | None, high: int | None) -> str:
    """Bounds as words: "3", "3 to 5", "at least 3", "up to 5", "unknown"."""
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"at least {low:,}"
    if not low:
        return f"up to {high:,}" if high else "0"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _run(outcome: Outcome) -> Table:
    table = _table("", "")
    skipped = sum(outcome.skips.values())
    rate = outcome.coded / outcome.seconds if outcome.seconds else 0.0
    row(table, "reports read", f"{outcome.coded + outcome.known + skipped:,}")
    row(table, "coded now", f"{outcome.coded:,}")
    row(table, "of these dropped by the gate", f"{outcome.dropped:,}")
    row(table, "already coded", f"{outcome.known:,}")
    row(table, "skipped", f"{skipped:,}")
    row(table, "claims", f"{outcome.claims:,}")
    row(table, "reports coded a second", f"{rate:.1f} in {outcome.seconds:.1f} s")
    return table


def _skips(outcome: Outcome) -> Table:
    table = _table("reason", "times", "among them")
    for reason, count in outcome.skips.items():
        names = [_file(skip) for skip in outcome.skipped if skip.reason == reason]
        row(table, reason, f"{count:,}", *names[:1])
        for name in names[1:]:
            row(table, "", "", name)
        if count > len(names):
            row(table, "", "", "…")
    return table


def _file(skip: Skip) -> str:
    """Where a skip was, by the end of its path: the store has the whole."""
    return Path(skip.path).name + (f", record {skip.line}" if skip.line else "")


def _types(summary: Summary) -> Table:
    table = _table("type", "claims")
    for kind, count in summary.types.items():
        row(table, kind, f"{count:,}")
    return table


def _killed(summary: Summary) -> Table:
    table = _table("side of the dead", "claims", "sum of the claims")
    for side in summary.killed[:_ROWS]:
        told = extent(side.low, side.high)
        if side.unknown:
            told += f", {side.unknown:,} said to be unknown"
        row(table, side.side or "not said", f"{side.claims:,}", told)
    if len(summary.killed) > _ROWS:
        row(table, f"… {len(summary.killed) - _ROWS:,} more", "", "")
    return table


def _aggregates(summary: Summary) -> Table:
    table = _table("words", "killed", "report", "claim")
    for told in summary.aggregates[:_ROWS]:
        row(table, told.text, extent(told.min, told.max), told.report, told.claim)
    if summary.aggregate_count > _ROWS:
        row(table, f"… {summary.aggregate_count - _ROWS:,} more", "", "", "")
    return table


def _title(words: str) -> Text:
    return Text(shown(words), style="bold")


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_header=any(columns))
    for number, column in enumerate(columns):
        numeric = column in {"claims", "times"} or (number == 1 and not column)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    return table


def row(table: Table, *cells: str) -> None:
    """Add a row of cells, text of others shown and never obeyed."""
    table.add_row(*(Text(shown(cell)) for cell in cells))
