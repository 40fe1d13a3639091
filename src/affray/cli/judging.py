"""`affray judge`: what persons judge of claims and events, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from affray import config
from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen, existing
from affray.engines import judging
from affray.engines import refresh as engine
from affray.model import Anchor, Judgement
from affray.reconcile.anchors import Attached
from affray.store import Store

Form = Literal["json", "table"]


def judge(make: Callable[[Store], Judgement], named: Path | None) -> None:
    """Make a judgement, or take one back, and derive anew what follows.

    Raises:
        UnusableOption: What was given is not there, or no value.
        UnusableStore: The store cannot be read or written.
    """
    parts = engine.load(config.load())
    with Store.open(existing(named)) as store:
        before = store.last_refresh()
        made = make(store)
        engine.refresh(store, parts)
        changed = [change for change in store.changes(before) if _is_of(store, made, change.event)]
    console = Console(highlight=False)
    verb = "taken back" if made.revoked is not None else "kept"
    console.print(Text(shown(f"{made.judgement} is {verb}: {_said(made)}")))
    for change in changed:
        console.print(Text(shown(f"  {change.kind} {change.event}: {change.because}")))


def _is_of(store: Store, made: Judgement, event: str) -> bool:
    claims = {each.claim for each in (*made.subjects, *made.others)}
    return any(store.event_of(claim) == event for claim in claims)


def listed(named: Path | None, *, form: Form) -> None:
    """List all judgements: those that stand, those taken back, and those whose claims are gone.

    Raises:
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        found = judging.standing(store)
    if form == "json":
        print_json([record(each) for each in found])
        return
    table = Table("judgement", "what", "by", "when", "because", "state", box=SIMPLE_HEAD)
    for each in found:
        own = each.judgement
        cells = (own.judgement, _said(own), own.by, f"{own.at:%Y-%m-%d}", own.because, state(each))
        table.add_row(*(Text(shown(cell)) for cell in cells))
    Console(highlight=False).print(table if found else "Nothing was judged.")


def state(found: Attached) -> str:
    """Whether a judgement holds now."""
    own = found.judgement
    if own.revoked is not None:
        return f"taken back by {own.revoked_by}, {own.revoked:%Y-%m-%d}"
    if not found.holds:
        return "holds nothing: its claims are gone"
    return f"holds, {found.lost} of its claims are gone" if found.lost else "holds"


def words(found: Attached) -> str:
    """A judgement in one line."""
    own = found.judgement
    return f"{_said(own)}, by {own.by} on {own.at:%Y-%m-%d}: {own.because} ({state(found)}; {own.judgement})"


def record(found: Attached) -> dict[str, Any]:
    """A judgement as JSON, with the claims that it is about now."""
    own = found.judgement
    return {
        "judgement": own.judgement,
        "verb": own.verb.value,
        "field": own.field,
        "value": own.value,
        "by": own.by,
        "at": own.at.isoformat(),
        "because": own.because,
        "revoked": None if own.revoked is None else own.revoked.isoformat(),
        "revoked_by": own.revoked_by,
        "subjects": list(found.subjects),
        "others": list(found.others),
        "lost": found.lost,
        "holds": own.revoked is None and found.holds,
        "anchors": [_anchor(each) for each in (*own.subjects, *own.others)],
    }


def _anchor(anchor: Anchor) -> dict[str, Any]:
    return {
        "claim": anchor.claim,
        "report": anchor.report,
        "type": anchor.type.value,
        "start": anchor.start,
        "end": anchor.end,
        "trigger": anchor.trigger,
        "quote": anchor.quote,
    }


def _said(own: Judgement) -> str:
    def few(anchors: tuple[Anchor, ...]) -> str:
        more = len(anchors) - 3
        return " ".join(each.claim for each in anchors[:3]) + (f" and {more} more" if more > 0 else "")

    what = f"{own.verb} {few(own.subjects)}"
    if own.others:
        what += f" / {few(own.others)}"
    if own.value is not None:
        what += f": {own.field} is {own.value}"
    elif own.field is not None:
        what += f" ({own.field})"
    return what
