"""The command `affray`: options are checked here, and every error is one line that says what to do.

Each command's module is imported when it is called, so that `affray --help` answers at once.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from affray import __version__
from affray.cli.options import From, Id, Json
from affray.cli.review import judge
from affray.cli.screen import shown
from affray.errors import StopRun, UnusableOption

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads reports of armed conflict and keeps every claim they make, with its sentence.",
)
show = typer.Typer(no_args_is_help=True, help="Show one claim, one report with its claims, or one event.")
app.add_typer(show, name="show")
who = typer.Typer(no_args_is_help=True, help="Whom a name may mean, and the actors known.")
app.add_typer(who, name="actors")
gazetteers = typer.Typer(no_args_is_help=True, help="Import, list and look up places.")
app.add_typer(gazetteers, name="places")
date = typer.Typer(no_args_is_help=True, help="Set when a report was published, and take it back.")
app.add_typer(date, name="date")
app.add_typer(judge, name="judge")

In = Annotated[str | None, typer.Option("--in", metavar="COUNTRY", help="The theatre, as in SY.")]
Toml = Annotated[Path | None, typer.Option(help="Settings; without it affray.toml in this folder.")]


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
    settings: Annotated[
        Path | None, typer.Option(help="Settings; without it affray.toml in this folder.")
    ] = None,
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
    settings: Annotated[
        Path | None, typer.Option(help="Settings; without it affray.toml in this folder.")
    ] = None,
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


@show.command("claim")
def show_claim(claim: Id, *, from_: From = None, json: Json = False) -> None:
    """Show a claim: its sentence with the roles marked, and what they were read as."""
    from affray.cli import showing  # noqa: PLC0415 late, see above

    showing.claim(claim, from_, form="json" if json else "table")


@show.command("report")
def show_report(
    report: Id,
    *,
    from_: From = None,
    dates: Annotated[
        bool, typer.Option("--dates", help="Show when it was published, by which witnesses, day by day.")
    ] = False,
    json: Json = False,
) -> None:
    """Show a report: what it says of itself, its dates, and its claims, each in its sentence."""
    if dates:
        from affray.cli import dating  # noqa: PLC0415 late, see above

        dating.show(report, from_, form="json" if json else "table")
        return
    from affray.cli import showing  # noqa: PLC0415 late, see above

    showing.report(report, from_, form="json" if json else "table")


@show.command("event")
def show_event(event: Id, *, from_: From = None, json: Json = False) -> None:
    """Show an event: the account of each root source side by side, its figures as ranges, its sentences."""
    from affray.cli import events  # noqa: PLC0415 late, see above

    events.event(event, from_, form="json" if json else "table")


@show.command("why")
def show_why(
    claim: Id,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another claim's id, or its start.")],
    *,
    from_: From = None,
    json: Json = False,
) -> None:
    """Show why two claims are one event or two: what speaks for it and against it, in bits, and the sum."""
    from affray.cli import why  # noqa: PLC0415 late, see above

    why.why(claim, other, from_, form="json" if json else "table")


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


@who.command("lookup")
def actors_lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as a report may have it.")],
    *,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day, as in 2014-01-09.")] = None,
    in_: In = None,
    settings: Toml = None,
    json: Json = False,
) -> None:
    """List the actors that a name may mean, best first, with reasons, as of a day and in a theatre."""
    from affray.cli import actors as told  # noqa: PLC0415 late, see above

    told.lookup(name, on, in_, settings=settings, form="json" if json else "table")


@who.command("list")
def actors_list(
    *,
    in_: In = None,
    kind: Annotated[str | None, typer.Option(help="state, force, group, coalition, generic …")] = None,
    settings: Toml = None,
    json: Json = False,
) -> None:
    """List the actors known: the shipped ones and those of actors.csv beside affray.toml."""
    from affray.cli import actors as told  # noqa: PLC0415 late, see above

    told.known(in_, kind, settings=settings, form="json" if json else "table")


@date.command("pin")
def date_pin(
    report: Id,
    day: Annotated[str, typer.Argument(metavar="DAY", help="When it was published: YYYY-MM-DD.")],
    *,
    to: Annotated[str | None, typer.Option(help="The last day, where several are possible.")] = None,
    because: Annotated[str, typer.Option(help="What you know it by.")],
    from_: From = None,
) -> None:
    """Set when a report was published. All its times are read anew, and the setting outlasts coding anew."""
    from affray.cli import dating  # noqa: PLC0415 late, see above

    dating.pin(report, (day, to or day), because=because, named=from_)


@date.command("unpin")
def date_unpin(report: Id, *, from_: From = None) -> None:
    """Take back what was set: the report's own witnesses, and other reports, date it again."""
    from affray.cli import dating  # noqa: PLC0415 late, see above

    dating.unpin(report, from_)


@date.command("pins")
def date_pins(*, from_: From = None, json: Json = False) -> None:
    """List what was set, and why."""
    from affray.cli import dating  # noqa: PLC0415 late, see above

    dating.pins(from_, form="json" if json else "table")


@app.command()
def refresh(*, from_: From = None, json: Json = False) -> None:
    """Derive anew what needs all reports: they date each other, and their claims' times follow.

    `affray code` does so at its end.
    """
    from affray.cli import dating  # noqa: PLC0415 late, see above

    dating.refresh(from_, form="json" if json else "table")


@app.command()
def export(  # noqa: PLR0913 the command's options
    format_: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="Of claims: claims, reports, csv, parquet, geojson, html. Of events: events, ucdp, acled, "
            "polecat, plover, gdelt, xlsx, events-csv, events-parquet, geoparquet, events-geojson, "
            "geopackage.",
        ),
    ],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file to write; for csv also a folder, for gdelt one.")
    ],
    *,
    from_: From = None,
    release: Annotated[
        str | None,
        typer.Option(metavar="LEVEL", help="public: coordinates on a grid, private persons' names blanked."),
    ] = None,
    grid: Annotated[
        float | None, typer.Option(metavar="DEGREES", help="The grid of a release; without it 0.1.")
    ] = None,
    hxl: Annotated[bool, typer.Option("--hxl", help="Put HXL hashtags under a table's header.")] = False,
    json: Json = False,
) -> None:
    """Write what a store holds in another format, and say what the format could not hold."""
    from affray.cli import exporting  # noqa: PLC0415 late, see above

    asked = exporting.Asked(release=release, grid=grid, hxl=hxl)
    exporting.export(format_, out, from_, asked=asked, form="json" if json else "table")


@app.command()
def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The page to write (HTML).")],
    *,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day, as in 2014-01-03.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day.")] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", help="The store; without it war.duckdb, or the folder's only *.duckdb."),
    ] = None,
    release: Annotated[
        str | None,
        typer.Option(metavar="LEVEL", help="public: coordinates on a grid, private persons' names blanked."),
    ] = None,
) -> None:
    """Write a situation report of some days to print: map, events, figures, disagreements, sources."""
    from affray.cli import reporting  # noqa: PLC0415 late, see above

    reporting.report(out, store, reporting.Asked(first=first, last=last, release=release))


@app.command("import")
def import_(
    layout: Annotated[str, typer.Argument(metavar="LAYOUT", help="ucdp or acled.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, also gzipped; or Parquet made by this.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Parquet; from Parquet, the CSV that it was.")],
    *,
    json: Json = False,
) -> None:
    """Read event data of UCDP or ACLED, to be compared with events; they are never mixed with claims.

    Every column is kept as worded; rows that break the layout's own rules are kept, and counted.
    """
    from affray.cli import importing  # noqa: PLC0415 late, see above

    importing.import_(layout, file, out, form="json" if json else "table")


@app.command()
def compare(  # noqa: PLR0913 the command's options
    imported: Annotated[Path, typer.Argument(metavar="IMPORTED", help="Parquet made by `affray import`.")],
    *,
    from_: From = None,
    days: Annotated[int, typer.Option(min=0, max=31, help="Days between an event and a row at most.")] = 1,
    km: Annotated[float, typer.Option(min=0, help="Kilometres between their points at most.")] = 25.0,
    out: Annotated[Path | None, typer.Option(help="A CSV file of the pairs.")] = None,
    json: Json = False,
) -> None:
    """Set events beside imported rows: which may be the same, one to one, the nearest first."""
    from affray.cli import comparing  # noqa: PLC0415 late, see above
    from affray.export.comparing import Reach  # noqa: PLC0415

    reach = Reach(days=days, km=km)
    comparing.compare(imported, from_, reach=reach, out=out, form="json" if json else "table")


Settings = Annotated[Path | None, typer.Option(help="Settings; without it affray.toml in this folder.")]
Country = Annotated[str | None, typer.Option(metavar="CC", help="A country's two letters (SY).")]


@gazetteers.command("import")
def places_import(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The tables of one source.")],
    *,
    format_: Annotated[str, typer.Option("--format", help="geonames, wof or ocha.")],
    country: Country = None,
    settings: Settings = None,
    json: Json = False,
) -> None:
    """Import places of GeoNames, Who's On First or OCHA as a pack that grounding uses from then on."""
    from affray.cli import places as command  # noqa: PLC0415 late, see above

    command.import_(files, format_, country, settings=settings, form="json" if json else "table")


@gazetteers.command("add")
def places_add(
    country: Annotated[str, typer.Argument(metavar="CC", help="A country's two letters (SY).")],
    *,
    settings: Settings = None,
    json: Json = False,
) -> None:
    """Download GeoNames' dump of a country and import it. The only command that needs internet."""
    from affray.cli import places as command  # noqa: PLC0415 late, see above

    command.add(country, settings=settings, form="json" if json else "table")


@gazetteers.command("list")
def places_list(*, settings: Settings = None, json: Json = False) -> None:
    """List the packs of places with their licences."""
    from affray.cli import places as command  # noqa: PLC0415 late, see above

    command.list_(settings=settings, form="json" if json else "table")


@gazetteers.command("remove")
def places_remove(
    name: Annotated[str, typer.Argument(metavar="PACK", help="The pack's name.")],
    *,
    settings: Settings = None,
) -> None:
    """Take a pack of places away."""
    from affray.cli import places as command  # noqa: PLC0415 late, see above

    command.remove(name, settings=settings)


@gazetteers.command("lookup")
def places_lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, in Latin or Arabic script.")],
    *,
    inside: Annotated[str | None, typer.Option("--in", help='What contains it: "Idlib province".')] = None,
    country: Country = None,
    settings: Settings = None,
    json: Json = False,
) -> None:
    """List the places that a name may mean, and mark the one that grounding would choose."""
    from affray.cli import places as command  # noqa: PLC0415 late, see above

    asked = command.Asked(name=name, inside=inside, country=country)
    command.lookup(asked, settings=settings, form="json" if json else "table")


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
    settings: Settings = None,
) -> None:
    """Show a store in a browser: map, events, reports, actors, review; and the same over HTTP under /api."""
    from affray.cli import serving  # noqa: PLC0415 late, see above
    from affray.serve.options import ServeOptions  # noqa: PLC0415 late, see above

    options = ServeOptions(host=host, port=port, names=tuple(name or ()), reviewers=tuple(reviewer or ()))
    serving.serve(store, options, settings=settings)
