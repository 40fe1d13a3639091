"""`affray show why`: whether two claims are one event, as a sum of what speaks for and against it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from affray.cli.judging import words
from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen
from affray.engines import judging
from affray.errors import UnusableOption
from affray.model import GroundedClaim, Link, Verb
from affray.reconcile.linkage import compared
from affray.store import Store

Form = Literal["json", "table"]
# Below this many bits a comparison says nothing.
_NOTHING = 0.005
_COMPARES = (Verb.SAME, Verb.NOT_SAME, Verb.UNSURE)


def why(one: str, other: str, named: Path | None, *, form: Form) -> None:
    """Print how two claims stand to each other; any two can be asked for, linked or not.

    Raises:
        UnusableOption: No claim has an id, several begin so, both are one, or one tells a state.
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        first, second = store.claim(one), store.claim(other)
        if first.claim.claim == second.claim.claim:
            raise UnusableOption(f"{first.claim.claim} is one claim; name two")
        reports = sorted({first.claim.report, second.claim.report})
        told = [(claim, store.report(name).published) for name in reports for claim in store.claims(name)]
        judged = _judged(store, first.claim.claim, second.claim.claim)
    link = compared(first.claim.claim, second.claim.claim, told)
    if link is None:
        raise UnusableOption(
            "one of the two tells a state (who holds, supports or belongs to whom), and states are no events"
        )
    if form == "json":
        print_json(asdict(link))
        return
    console = Console(highlight=False)
    for claim in (first, second):
        console.print(_told(claim), soft_wrap=True)
    console.print(_waterfall(link))
    console.print(Text(shown(verdict(link))))
    for line in judged:
        console.print(Text(shown(f"Judged, whatever the weights: {line}")), soft_wrap=True)


def _judged(store: Store, one: str, other: str) -> list[str]:
    """What persons said of both together."""
    return [
        words(each)
        for each in judging.standing(store)
        if each.judgement.verb in _COMPARES and {one, other} <= {*each.subjects, *each.others}
    ]


def verdict(link: Link) -> str:
    """What the sum comes to, in words."""
    if link.barred is not None:
        return f"Not one event, whatever the weights: {link.barred}."
    times = 2.0 ** abs(link.weight)
    ratio = f"{times:.1f}" if times < 1000 else "over 1000"
    count = "one event" if link.weight > 0 else "two events"
    told = f"{link.weight:+.2f} bits: taken by themselves {count}, {ratio} to 1."
    return f"{told} Whether they stand together depends on the other claims, too."


def _told(claim: GroundedClaim) -> Text:
    own = claim.claim
    head = f"{own.claim}  {own.type}, {own.stance}, of report {own.report}"
    return Text("\n").join([Text(shown(head), style="bold"), Text(shown(own.evidence.text))])


def _waterfall(link: Link) -> Table:
    table = Table(box=SIMPLE_HEAD)
    table.add_column("compared")
    table.add_column("bits", justify="right")
    table.add_column("sum", justify="right")
    table.add_column("how they stand")
    total = 0.0
    for part in link.parts:
        total += part.weight
        bits = "0" if abs(part.weight) < _NOTHING else f"{part.weight:+.2f}"
        style = "green" if part.weight > _NOTHING else "red" if part.weight < -_NOTHING else "dim"
        table.add_row(
            Text(shown(part.name.replace("_", " "))), Text(bits, style=style), Text(f"{total:+.2f}"),
            Text(shown(part.words)),
        )  # fmt: skip
    if link.barred is not None:
        table.add_row(Text("barrier"), Text("never", style="bold red"), Text(""), Text(shown(link.barred)))
    return table
