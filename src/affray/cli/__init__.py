"""The command `affray`: options are checked here, and every error is one line that says what to do.

Each command's module is imported when it is called, so that `affray --help` answers at once. Groups of
commands are declared in files of their own (`show`, `who`, `gazetteers`, `pins`, `review`, `exchange`).
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from affray import __version__
from affray.cli.exchange import exchange
from affray.cli.gazetteers import gazetteers
from affray.cli.options import From, Id, Json, Toml
from affray.cli.pins import date
from affray.cli.review import judge
from affray.cli.screen import shown
from affray.cli.show import show
from affray.cli.who import who
from affray.errors import StopRun, UnusableOption

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads reports of armed conflict and keeps every claim they make, with its sentence.",
)
for _group, _name in (
    (show, "show"),
    (who, "actors"),
    (gazetteers, "places"),
    (date, "date"),
    (judge, "judge"),
):
    app.add_typer(_group, name=_name)
# Without a name: its commands stand beside those below.
app.add_typer(exchange)


def main() -> None:
    """Run the command; exit 0 when done, 1 when the run had to stop, 2 for what the user gave."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal of another encoding shows a "?", and no command fails for it.
            stream.reconfigure(errors="replace")
    try:
        # `python -m affray` is called the same.
        app(prog_name="affray")
    except StopRun as error:
        sys.stderr.write(f"affray: {shown(str(error))}\n")
        sys.exit(2 if isinstance(error, UnusableOption) else 1)


def _version(value: bool) -> None:  # noqa: FBT001 typer calls it so
    if value:
        typer.echo(f"affray {__version__}")
        raise typer.Exit


@app.callback()
def _affray(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the options that stand before any command."""


@app.command()
def code(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help='Files, folders or patterns of reports; "-" for stdin.'),
    ],
    *,
    into: Annotated[Path, typer.Option(help="The store to write; made when absent.")] = Path("war.duckdb"),
    settings: Toml = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes that code; 0 is one a core.")] = None,
    json: Json = False,
) -> None:
    """Code reports: read them, extract their claims, ground them, and keep all in a store.

    A report that was coded before is not coded again; a run that was cut goes on where it was.
    """
    from affray.cli import coding  # noqa: PLC0415 late, see above

    coding.code(paths, into, settings=settings, workers=workers, form="json" if json else "table")


@app.command()
def extract(
    text: Annotated[str, typer.Argument(metavar="TEXT", help='The text in quotes; "-" is stdin.')],
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print every trigger considered, with scored alternatives.")
    ] = False,
    settings: Toml = None,
    json: Json = False,
) -> None:
    """Print the claims of a sentence or a text, without grounding and without a store."""
    from affray.cli import extracting  # noqa: PLC0415 late, see above

    extracting.extract(text, settings=settings, why=explain, form="json" if json else "table")


@app.command()
def state(  # noqa: PLR0913 each is an option of the command
    *,
    on: Annotated[str, typer.Option(metavar="DAY", help="The day, as in 2014-01-09.")],
    known: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only by reports published by this day.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="Only this place, by name or id, and what lies in it.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="Only this actor, by name or id, and its members.")
    ] = None,
    from_: From = None,
    json: Json = False,
) -> None:
    """Print the state of the war on a day: who held what, who fought whom, and who disagrees."""
    from affray.cli import stating  # noqa: PLC0415 late, see above

    asked = stating.Asked(on=on, known=known, place=place, actor=actor)
    stating.state(asked, from_, form="json" if json else "table")


@app.command()
def changes(
    *,
    since: Annotated[
        str | None, typer.Option(help="A day (2014-01-09), or the number of the refresh after which.")
    ] = None,
    from_: From = None,
    json: Json = False,
) -> None:
    """List what refreshes changed of the events: new, gone, merged, split, changed, and why."""
    from affray.cli import events  # noqa: PLC0415 late, see above

    events.changes(since, from_, form="json" if json else "table")


@app.command()
def withdraw(report: Id, *, from_: From = None) -> None:
    """Take a report with its claims out of the store; events follow, and the log of changes says so."""
    from affray.cli import dating  # noqa: PLC0415 late, see above

    dating.withdraw(report, from_)


@app.command()
def refresh(*, from_: From = None, json: Json = False) -> None:
    """Derive anew what needs all reports: they date each other, and their claims' times follow.

    `affray code` does so at its end.
    """
    from affray.cli import dating  # noqa: PLC0415 late, see above

    dating.refresh(from_, form="json" if json else "table")


@app.command()
def serve(  # noqa: PLR0913 the command's options
    store: Annotated[
        Path | None,
        typer.Argument(metavar="STORE", help="The store; without it war.duckdb, or the only *.duckdb here."),
    ] = None,
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name by which browsers may call it; repeatable."),
    ] = None,
    reviewer: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who may judge; repeatable. Without it the server only reads."),
    ] = None,
    settings: Toml = None,
) -> None:
    """Show a store in a browser: map, events, reports, actors, review; and the same over HTTP under /api."""
    from affray.cli import serving  # noqa: PLC0415 late, see above
    from affray.serve.options import ServeOptions  # noqa: PLC0415 late, see above

    options = ServeOptions(host=host, port=port, names=tuple(name or ()), reviewers=tuple(reviewer or ()))
    serving.serve(store, options, settings=settings)
