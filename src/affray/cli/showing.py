"""`affray show`: a claim in its sentence, its roles marked, and what they were read as."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen
from affray.cli.summary import extent
from affray.export import claims as claim_records
from affray.export import reports as report_records
from affray.model import Claim, Filler, GroundedClaim, Report, Role
from affray.store import Store

Form = Literal["json", "table"]

_WORDS = {
    Role.A: "who does it",
    Role.B: "whom it is done to",
    Role.PLACE: "where",
    Role.TIME: "when",
    Role.INSTRUMENT: "with what",
    Role.SOURCE: "who says so",
}
_STYLES = {
    Role.A: "bold red",
    Role.B: "bold blue",
    Role.PLACE: "bold green",
    Role.TIME: "bold magenta",
    Role.INSTRUMENT: "bold yellow",
    Role.SOURCE: "italic cyan",
}
_TRIGGER, _FIGURE = "bold underline", "reverse"


def claim(start: str, named: Path | None, *, form: Form) -> None:
    """Print one claim.

    Raises:
        UnusableOption: No claim has the id, or several begin so.
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        found = store.claim(start)
    if form == "json":
        print_json(claim_records.record(found))
        return
    console = Console(highlight=False)
    console.print(_heading(found))
    console.print(claim_lines(found.claim), soft_wrap=True)
    console.print(_readings(found))


def report(start: str, named: Path | None, *, form: Form) -> None:
    """Print one report and its claims.

    Raises:
        UnusableOption: No report has the id, or several begin so.
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        found = store.result(start)
    if form == "json":
        own = [claim_records.record(each) for each in found.claims]
        print_json(report_records.record(found) | {"claims": own})
        return
    console = Console(highlight=False)
    console.print(_about(found.report))
    for each in found.claims:
        console.print(_heading(each))
        console.print(claim_lines(each.claim), soft_wrap=True)
    if found.dropped is not None:
        console.print(Text(shown(f"The gate dropped it: {found.dropped}")))
    elif not found.claims:
        console.print("It makes no claim.")


def claim_lines(claim: Claim) -> Text:
    """The claim's sentence with its trigger, roles and figures in their styles, then each in words."""
    return Text("\n").join([_marked(claim), _legend(claim)])


def _marked(claim: Claim) -> Text:
    sentence = claim.evidence
    text = Text(shown(sentence.text))

    def mark(start: int, end: int, style: str) -> None:
        first, last = max(start - sentence.start, 0), min(end, sentence.end) - sentence.start
        if first < last:
            text.stylize(style, first, last)

    for filler in claim.fillers:
        mark(filler.start, filler.end, _STYLES[filler.role])
    for figure in claim.figures:
        mark(figure.start, figure.end, _FIGURE)
    mark(claim.trigger.start, claim.trigger.end, _TRIGGER)
    return text


def _heading(grounded: GroundedClaim) -> Text:
    found = grounded.claim
    told = f"{found.claim}  {found.type}, {found.stance}, {found.scope}, of report {found.report}"
    return Text("\n").append(shown(told), style="bold")


def _legend(claim: Claim) -> Text:
    """Each role that the claim has, in its style, with its words: readable without colours too."""
    parts = [Text("  ").append("what", style=_TRIGGER).append(f": {shown(claim.trigger.text)}")]
    for role in Role:
        words = "; ".join(shown(filler.text) for filler in claim.role(role))
        if words:
            parts.append(Text().append(_WORDS[role], style=_STYLES[role]).append(f": {words}"))
    for figure in claim.figures:
        part = "" if figure.part_of is None else ", a part of another"
        told = f": {shown(figure.text)} ({extent(figure.min, figure.max)}{part})"
        parts.append(Text().append(str(figure.kind), style=_FIGURE).append(told))
    return Text("\n  ").join(parts)


def _readings(grounded: GroundedClaim) -> Table:
    table = Table("role", "words", "read as", "score", "why", box=SIMPLE_HEAD)
    for actor in grounded.actors:
        name = f"{actor.name} ({actor.actor})" if actor.actor else "not resolved"
        _row(table, actor.filler, name, score=actor.score, why=actor.reason)
    for place in grounded.places:
        name = "not resolved"
        if place.lat is not None and place.lon is not None:
            name = f"{place.name}, {place.lat:.3f} {place.lon:.3f} ± {place.radius_km} km ({place.precision})"
        _row(table, place.filler, name, score=place.score, why=place.reason)
    time = grounded.time
    days = " to ".join(str(day) for day in dict.fromkeys((time.earliest, time.latest)) if day)
    cells = ("time", time.text or "not said", days or "not resolved", "", time.reason)
    table.add_row(*(Text(shown(cell)) for cell in cells))
    for source in grounded.sources:
        _row(table, source.filler, source.name or "no known name", score=None, why="")
    return table


def _row(table: Table, filler: Filler, read_as: str, *, score: float | None, why: str) -> None:
    words = f"{filler.text} (= {filler.antecedent})" if filler.antecedent else filler.text
    told = "" if score is None else f"{score:.2f}"
    table.add_row(*(Text(shown(cell)) for cell in (str(filler.role), words, read_as, told, why)))


def _about(found: Report) -> Text:
    return Text("\n").join(Text(shown(line)) for line in _facts(found))


def _facts(found: Report) -> Iterator[str]:
    yield f"{found.report}  {found.title or '(no title)'}"
    yield f"path: {found.path}" + (f", record {found.line}" if found.line else "")
    for name in ("outlet", "origin", "dateline", "language", "url"):
        if value := getattr(found, name):
            yield f"{name}: {value}"
    if found.published is not None:
        ends = dict.fromkeys((found.published.earliest, found.published.latest))
        days = " to ".join(str(day) if day else "an open end" for day in ends)
        yield f"published: {days} ({found.published.reason}); --dates shows why"
    for witness in found.dates:
        days = " to ".join(str(day) for day in dict.fromkeys((witness.earliest, witness.latest)) if day)
        yield f"date on the page: {witness.text} ({witness.basis}{', ' + days if days else ''})"
