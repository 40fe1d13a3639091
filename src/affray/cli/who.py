"""The commands `affray actors …`."""

from __future__ import annotations

from typing import Annotated

import typer

from affray.cli.options import Json, Toml

who = typer.Typer(no_args_is_help=True, help="Whom a name may mean, and the actors known.")

In = Annotated[str | None, typer.Option("--in", metavar="COUNTRY", help="The theatre, as in SY.")]


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
    from affray.cli import actors as told  # noqa: PLC0415 late, see cli/__init__.py

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
    from affray.cli import actors as told  # noqa: PLC0415 late, see cli/__init__.py

    told.known(in_, kind, settings=settings, form="json" if json else "table")
