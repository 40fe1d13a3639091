"""The commands by which events leave a store, and others' are set beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from affray.cli.options import From, Json

exchange = typer.Typer()


@exchange.command()
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
    from affray.cli import exporting  # noqa: PLC0415 late, see cli/__init__.py

    asked = exporting.Asked(release=release, grid=grid, hxl=hxl)
    exporting.export(format_, out, from_, asked=asked, form="json" if json else "table")


@exchange.command()
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
    from affray.cli import reporting  # noqa: PLC0415 late, see cli/__init__.py

    reporting.report(out, store, reporting.Asked(first=first, last=last, release=release))


@exchange.command("import")
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
    from affray.cli import importing  # noqa: PLC0415 late, see cli/__init__.py

    importing.import_(layout, file, out, form="json" if json else "table")


@exchange.command()
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
    from affray.cli import comparing  # noqa: PLC0415 late, see cli/__init__.py
    from affray.export.comparing import Reach  # noqa: PLC0415

    reach = Reach(days=days, km=km)
    comparing.compare(imported, from_, reach=reach, out=out, form="json" if json else "table")
