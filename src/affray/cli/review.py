"""The commands `affray judge …`: thin, since what they call is imported when they are called."""

from __future__ import annotations

from typing import Annotated

import typer

from affray.cli.options import Because, By, From, Id, Json

judge = typer.Typer(
    no_args_is_help=True,
    help="Judge claims and events: kept apart with who, when and why, and taken back at will.",
)
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Ids of claims.")]
Events = Annotated[list[str], typer.Argument(metavar="EVENT...", help="Ids of events.")]
Two = Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")]


def _verdict(verb: str, start: str, by: str, because: str, *, from_: From) -> None:
    from affray.cli import judging as told  # noqa: PLC0415 late, see cli/__init__.py
    from affray.engines import judging  # noqa: PLC0415
    from affray.model import Verb  # noqa: PLC0415

    who = judging.Judge(by=by, because=because)
    told.judge(lambda store: judging.verdict(store, Verb(verb), start, who), from_)


def _compare(verb: str, claims: list[str], by: str, because: str, *, from_: From) -> None:
    from affray.cli import judging as told  # noqa: PLC0415 late, see cli/__init__.py
    from affray.engines import judging  # noqa: PLC0415
    from affray.model import Verb  # noqa: PLC0415

    who = judging.Judge(by=by, because=because)
    told.judge(lambda store: judging.compare(store, Verb(verb), claims, who), from_)


@judge.command("accept")
def accept(id_: Id, *, by: By, because: Because, from_: From = None) -> None:
    """Accept an event, or a claim as what its report says."""
    _verdict("accept", id_, by, because, from_=from_)


@judge.command("reject")
def reject(id_: Id, *, by: By, because: Because, from_: From = None) -> None:
    """Reject an event; or a claim that its report does not make, which then enters no event."""
    _verdict("reject", id_, by, because, from_=from_)


@judge.command("correct")
def correct(  # noqa: PLR0913 as many as a correction has parts
    claim: Two,
    field: Annotated[
        str,
        typer.Argument(metavar="FIELD", help="type, stance, scope, place, earliest, latest, a, b, killed …"),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The right value, or unknown.")],
    *,
    by: By,
    because: Because,
    from_: From = None,
) -> None:
    """Correct a field of a claim. The claim stays as it was coded; events are made of the right value."""
    from affray.cli import judging as told  # noqa: PLC0415 late, see cli/__init__.py
    from affray.engines import judging  # noqa: PLC0415

    who = judging.Judge(by=by, because=because)
    told.judge(lambda store: judging.correct(store, claim, field, value, judge=who), from_)


@judge.command("same")
def same(claims: Claims, *, by: By, because: Because, from_: From = None) -> None:
    """Say of claims that they tell one event."""
    _compare("same", claims, by, because, from_=from_)


@judge.command("not-same")
def not_same(claim: Two, other: Two, *, by: By, because: Because, from_: From = None) -> None:
    """Say of two claims that they tell two events."""
    _compare("not-same", [claim, other], by, because, from_=from_)


@judge.command("unsure")
def unsure(claim: Two, other: Two, *, by: By, because: Because, from_: From = None) -> None:
    """Say of two claims that nobody can tell: nothing changes, and nobody need look again."""
    _compare("unsure", [claim, other], by, because, from_=from_)


@judge.command("merge")
def merge(events: Events, *, by: By, because: Because, from_: From = None) -> None:
    """Say of events that they are one."""
    from affray.cli import judging as told  # noqa: PLC0415 late, see cli/__init__.py
    from affray.engines import judging  # noqa: PLC0415

    who = judging.Judge(by=by, because=because)
    told.judge(lambda store: judging.merge(store, events, who), from_)


@judge.command("split")
def split(event: Id, claims: Claims, *, by: By, because: Because, from_: From = None) -> None:
    """Say of some claims of an event that they tell another one."""
    from affray.cli import judging as told  # noqa: PLC0415 late, see cli/__init__.py
    from affray.engines import judging  # noqa: PLC0415

    who = judging.Judge(by=by, because=because)
    told.judge(lambda store: judging.split(store, event, claims, who), from_)


@judge.command("undo")
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The judgement's id.")],
    *,
    by: By,
    from_: From = None,
) -> None:
    """Take a judgement back; it stays listed."""
    from affray.cli import judging as told  # noqa: PLC0415 late, see cli/__init__.py
    from affray.engines import judging  # noqa: PLC0415

    told.judge(lambda store: judging.undo(store, judgement, by=by), from_)


@judge.command("list")
def list_(*, from_: From = None, json: Json = False) -> None:
    """List all judgements, those taken back and those whose claims are gone too."""
    from affray.cli import judging as told  # noqa: PLC0415 late, see cli/__init__.py

    told.listed(from_, form="json" if json else "table")
