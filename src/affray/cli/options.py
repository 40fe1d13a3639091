"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

From = Annotated[
    Path | None,
    typer.Option("--from", help="The store; without it war.duckdb, or the folder's only *.duckdb."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The id, or as much of its start as tells it apart.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why.")]
