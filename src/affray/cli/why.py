"""`affray show why CLAIM CLAIM`: why two claims are one event, or are not, comparison by comparison."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from affray.cli.judging import record as judgement_record
from affray.cli.judging import words as judgement_words
from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen
from affray.engines import judging
from affray.errors import UnusableOption
from affray.model import Claim, Link
from affray.reconcile.anchors import Attached
from affray.store import Store

Form = Literal["json", "table"]

# Cells of the bar of one bit, and of the longest bar.
_BIT, _LONGEST = 2, 24


def why(starts: tuple[str, str], named: Path | None, *, form: Form) -> None:
    """Print what links two claims, straight or by way of others of their event.

    Raises:
        UnusableOption: No claim has an id, several begin so, or both are one.
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        claims = [store.claim(start).claim for start in starts]
        ids = [claim.claim for claim in claims]
        if ids[0] == ids[1]:
            raise UnusableOption("both ids are of one claim; name two")
        events = [store.event_of(claim) for claim in ids]
        links = _path(store, ids[0], ids[1])
        judged = [
            each
            for each in judging.standing(store)
            if {*ids} <= {*each.subjects, *each.others} and each.judgement.field is None
        ]
    if form == "json":
        print_json(_record(claims, events, links, judged))
        return
    console = Console(highlight=False)
    for line in _lines(claims, events, links, judged):
        console.print(line, soft_wrap=isinstance(line, Text))


def _path(store: Store, one: str, other: str) -> list[Link]:
    """The link of two claims, else the shortest chain of links through others of their event."""
    direct = [link for link in store.links(one) if other in {link.claim, link.other}]
    event = store.event_of(one)
    if direct or event is None or event != store.event_of(other):
        return direct
    found = store.event(event)
    own = {*found.claims, *found.beside}
    came: dict[str, tuple[str, Link]] = {}
    todo = deque([one])
    while todo and other not in came:
        here = todo.popleft()
        for link in store.links(here):
            there = link.other if link.claim == here else link.claim
            if there in own and there not in came and there != one and link.barred is None:
                came[there] = (here, link)
                todo.append(there)
    path: list[Link] = []
    at = other
    while at in came:
        at, link = came[at]
        path.insert(0, link)
    return path


def _record(
    claims: Sequence[Claim],
    events: Sequence[str | None],
    links: Sequence[Link],
    judged: Sequence[Attached],
) -> dict[str, Any]:
    return {
        "claims": [claim.claim for claim in claims],
        "events": list(events),
        "same": events[0] is not None and events[0] == events[1],
        "links": [asdict(link) for link in links],
        "judgements": [judgement_record(each) for each in judged],
    }


def _lines(
    claims: Sequence[Claim],
    events: Sequence[str | None],
    links: Sequence[Link],
    judged: Sequence[Attached],
) -> Iterator[Text | Table]:
    for claim in claims:
        yield Text(shown(f"{claim.claim}  {claim.type}, of {claim.report}: {claim.evidence.text}"))
    yield Text(_verdict(events, links), style="bold")
    for each in judged:
        yield Text(shown(f"Judged: {judgement_words(each)}"))
    for link in links:
        yield Text(shown(f"\n{link.claim} and {link.other}"))
        yield _waterfall(link)
        if link.barred is not None:
            yield Text(shown(f"Barred whatever it weighs: {link.barred}"))


def _verdict(events: Sequence[str | None], links: Sequence[Link]) -> str:
    same = events[0] is not None and events[0] == events[1]
    told = [event or "no event" for event in events]
    if same and len(links) == 1:
        return f"One event ({told[0]})."
    if same and links:
        return f"One event ({told[0]}), by way of {len(links) - 1} other claims."
    if same:
        return f"One event ({told[0]}); no link of it is kept between the two: a judgement joins them."
    kept = (
        ""
        if links
        else "; nothing was kept of comparing them: they share too little, or others were likelier"
    )
    return f"Not one event ({told[0]}, {told[1]}){kept}."


def _waterfall(link: Link) -> Table:
    """Each comparison with its weight in bits, a bar to either side, and the sum so far."""
    table = Table("what", "compared", "bits", "", "sum", box=SIMPLE_HEAD)
    total = 0.0
    for part in link.parts:
        total += part.weight
        cells = min(round(abs(part.weight) * _BIT), _LONGEST)
        bar = ("+" if part.weight > 0 else "−") * cells
        table.add_row(
            *(
                Text(shown(cell))
                for cell in (part.name, part.words, f"{part.weight:+.1f}", bar, f"{total:+.1f}")
            )
        )
    table.add_row("", Text("together"), f"{link.weight:+.1f}", "", "")
    return table
