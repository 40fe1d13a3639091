"""`affray code`: a run with its progress, and a summary of what the store then holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from affray import config
from affray.cli.screen import print_json, shown
from affray.cli.summary import tables
from affray.engines.local import Outcome, Progress, run
from affray.read.records import size
from affray.store import Store


def code(
    paths: Sequence[str],
    into: Path,
    *,
    settings: Path | None,
    workers: int | None,
    form: Literal["json", "table"],
) -> None:
    """Code reports into a store and print what came of it.

    Raises:
        SystemExit: The user stopped the run; the exit code is 130.
        StopRun: The run could not start or go on.
    """
    loaded = config.load(settings)
    if workers is not None:
        loaded = replace(loaded, workers=workers)
    try:
        with _bar(paths) as progress:
            outcome = run(paths, into, settings=loaded, progress=progress)
    except KeyboardInterrupt:
        kept = shown(str(into))
        sys.stderr.write(f"affray: stopped; what was coded is kept in {kept}, the same command goes on\n")
        sys.exit(130)
    with Store.open_read_only(into) as store:
        summary = store.summary()
    if form == "json":
        told = {"run": asdict(outcome), "store": asdict(summary)}
        print_json(told)
    else:
        console = Console(highlight=False)
        for table in tables(outcome, summary, str(into)):
            console.print(table)
    _warn(outcome)


def _warn(outcome: Outcome) -> None:
    if not outcome.coded and not outcome.known:
        sys.stderr.write("affray: no report could be coded under these paths\n")
    elif outcome.skips:
        sys.stderr.write(
            f"affray: {sum(outcome.skips.values()):,} skipped; the store lists each with its reason\n"
        )


@contextmanager
def _bar(paths: Sequence[str]) -> Iterator[Callable[[Progress], None]]:
    """A bar on stderr, by bytes of the files read through; nothing when stderr is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    single = len(paths) == 1 and not Path(paths[0]).is_dir()
    columns = (
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.fields[met]:,} reports, {task.fields[claims]:,} claims"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        # Within one file nothing tells how far it is.
        task = bar.add_task("", total=None if single else size(paths), met=0, claims=0)
        yield lambda now: bar.update(task, completed=now.size, met=now.met, claims=now.claims)
