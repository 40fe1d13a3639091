"""The commands `affray date …`."""

from __future__ import annotations

from typing import Annotated

import typer

from affray.cli.options import From, Id, Json

date = typer.Typer(no_args_is_help=True, help="Set when a report was published, and take it back.")


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
    from affray.cli import dating  # noqa: PLC0415 late, see cli/__init__.py

    dating.pin(report, (day, to or day), because=because, named=from_)


@date.command("unpin")
def date_unpin(report: Id, *, from_: From = None) -> None:
    """Take back what was set: the report's own witnesses, and other reports, date it again."""
    from affray.cli import dating  # noqa: PLC0415 late, see cli/__init__.py

    dating.unpin(report, from_)


@date.command("pins")
def date_pins(*, from_: From = None, json: Json = False) -> None:
    """List what was set, and why."""
    from affray.cli import dating  # noqa: PLC0415 late, see cli/__init__.py

    dating.pins(from_, form="json" if json else "table")
