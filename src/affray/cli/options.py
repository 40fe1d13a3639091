"""Options that several commands share, and how a day is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from affray.errors import UnusableOption

From = Annotated[
    Path | None,
    typer.Option("--from", help="The store; without it war.duckdb, or the folder's only *.duckdb."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Toml = Annotated[Path | None, typer.Option(help="Settings; without it affray.toml in this folder.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The id, or as much of its start as tells it apart.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why.")]


def day(text: str) -> date:
    """The day that a user wrote.

    Raises:
        UnusableOption: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnusableOption(f"{text!r} is no day; write YYYY-MM-DD") from error
