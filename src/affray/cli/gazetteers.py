"""The commands `affray places …`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from affray.cli.options import Json, Toml

gazetteers = typer.Typer(no_args_is_help=True, help="Import, list and look up places.")

Country = Annotated[str | None, typer.Option(metavar="CC", help="A country's two letters (SY).")]


@gazetteers.command("import")
def places_import(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The tables of one source.")],
    *,
    format_: Annotated[str, typer.Option("--format", help="geonames, wof or ocha.")],
    country: Country = None,
    settings: Toml = None,
    json: Json = False,
) -> None:
    """Import places of GeoNames, Who's On First or OCHA as a pack that grounding uses from then on."""
    from affray.cli import places as command  # noqa: PLC0415 late, see cli/__init__.py

    command.import_(files, format_, country, settings=settings, form="json" if json else "table")


@gazetteers.command("add")
def places_add(
    country: Annotated[str, typer.Argument(metavar="CC", help="A country's two letters (SY).")],
    *,
    settings: Toml = None,
    json: Json = False,
) -> None:
    """Download GeoNames' dump of a country and import it. The only command that needs internet."""
    from affray.cli import places as command  # noqa: PLC0415 late, see cli/__init__.py

    command.add(country, settings=settings, form="json" if json else "table")


@gazetteers.command("list")
def places_list(*, settings: Toml = None, json: Json = False) -> None:
    """List the packs of places with their licences."""
    from affray.cli import places as command  # noqa: PLC0415 late, see cli/__init__.py

    command.list_(settings=settings, form="json" if json else "table")


@gazetteers.command("remove")
def places_remove(
    name: Annotated[str, typer.Argument(metavar="PACK", help="The pack's name.")],
    *,
    settings: Toml = None,
) -> None:
    """Take a pack of places away."""
    from affray.cli import places as command  # noqa: PLC0415 late, see cli/__init__.py

    command.remove(name, settings=settings)


@gazetteers.command("lookup")
def places_lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, in Latin or Arabic script.")],
    *,
    inside: Annotated[str | None, typer.Option("--in", help='What contains it: "Idlib province".')] = None,
    country: Country = None,
    settings: Toml = None,
    json: Json = False,
) -> None:
    """List the places that a name may mean, and mark the one that grounding would choose."""
    from affray.cli import places as command  # noqa: PLC0415 late, see cli/__init__.py

    asked = command.Asked(name=name, inside=inside, country=country)
    command.lookup(asked, settings=settings, form="json" if json else "table")
