"""The commands `affray show …`."""

from __future__ import annotations

from typing import Annotated

import typer

from affray.cli.options import From, Id, Json

show = typer.Typer(no_args_is_help=True, help="Show one claim, one report with its claims, or one event.")


@show.command("claim")
def show_claim(claim: Id, *, from_: From = None, json: Json = False) -> None:
    """Show a claim: its sentence with the roles marked, and what they were read as."""
    from affray.cli import showing  # noqa: PLC0415 late, see cli/__init__.py

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
        from affray.cli import dating  # noqa: PLC0415 late, see cli/__init__.py

        dating.show(report, from_, form="json" if json else "table")
        return
    from affray.cli import showing  # noqa: PLC0415 late, see cli/__init__.py

    showing.report(report, from_, form="json" if json else "table")


@show.command("event")
def show_event(event: Id, *, from_: From = None, json: Json = False) -> None:
    """Show an event: the account of each root source side by side, its figures as ranges, its sentences."""
    from affray.cli import events  # noqa: PLC0415 late, see cli/__init__.py

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
    from affray.cli import why  # noqa: PLC0415 late, see cli/__init__.py

    why.why(claim, other, from_, form="json" if json else "table")
