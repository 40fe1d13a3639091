"""`affray show event`, `affray changes`: the accounts of an event side by side, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
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
from affray.cli.summary import extent
from affray.engines import judging
from affray.engines.alternatives import Alternative, alternatives
from affray.errors import UnusableOption
from affray.export import claims as claim_records
from affray.export import events as event_records
from affray.model import Change, Event, FigureRange, GroundedClaim, Root
from affray.reconcile.anchors import Attached
from affray.store import Store

Form = Literal["json", "table"]

# Characters of the narrowest column of an account; under it sentences break at every other word.
_COLUMN = 36
# Characters of an event's id: one that is cut cannot be asked for.
_ID = len("e-0123456789ab")
# Sentences of a root that are shown; the others are counted.
_SENTENCES = 4
_SIDES = {None: "", "a": " of side a", "b": " of side b", "civilians": " of civilians"}
_FIELDS = (("type", "what"), ("time", "when"), ("place", "where"), ("a", "a"), ("b", "b"))


def event(start: str, named: Path | None, *, form: Form) -> None:
    """Print one event with the account of each root.

    Raises:
        UnusableOption: No event has the id, or several begin so.
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        found = store.event(start)
        told = _claims(store, found)
        judged = judging.of_claims(judging.standing(store), (*found.claims, *found.beside))
        otherwise = alternatives(store, found) if store.refreshed() else ()
    if form == "json":
        print_json(
            event_records.record(found)
            | {
                "accounts": [_account(root, told) for root in found.roots],
                "beside_claims": [claim_records.record(told[claim]) for claim in found.beside],
                "judgements": [judgement_record(each) for each in judged],
                "by_linking": [_by_linking(each) for each in otherwise],
            }
        )
        return
    console = Console(highlight=False)
    console.print(Text("\n").join(_facts(found)), soft_wrap=True)
    for each in otherwise:
        console.print(Text(shown(linking_line(each))), soft_wrap=True)
    for table in _columns(found, told, console.width):
        console.print(table)
    for line in _rest(found, told, judged):
        console.print(line, soft_wrap=True)


def _claims(store: Store, found: Event) -> dict[str, GroundedClaim]:
    try:
        return {claim: store.claim(claim) for claim in (*found.claims, *found.beside)}
    except UnusableOption as gone:
        if store.refreshed():
            raise
        raise UnusableOption(
            f"claims of {found.event} are gone since the last refresh; run `affray refresh`, then ask again"
        ) from gone


def _account(root: Root, told: dict[str, GroundedClaim]) -> dict[str, Any]:
    return event_records.source(root) | {
        "claims": [claim_records.record(told[claim]) for claim in root.claims]
    }


# ---------------------------------------------------------------- what stands above


def _facts(found: Event) -> Iterator[Text]:
    stance = "" if found.stance == "asserted" else f", {found.stance}"
    yield Text(shown(f"{found.event}  {found.type}{stance}, {found.scope}"), style="bold")
    yield Text(shown(f"grade: {found.grade} ({found.because})"))
    yield Text(f"when: {_run(found.earliest, found.latest)}{_agreed(found, 'time')}")
    places = "; ".join(place.name for place in found.places) or "not known"
    if found.place is not None and found.place.lat is not None and found.place.lon is not None:
        place = found.place
        places += f" ({place.lat:.3f} {place.lon:.3f} ± {place.radius_km} km, {place.precision})"
    yield Text(shown(f"where: {places}{_agreed(found, 'place')}"))
    for side, actors in (("a", found.a), ("b", found.b)):
        if actors:
            yield Text(shown(f"{side}: {', '.join(actors)}{_agreed(found, side)}"))
    for each in found.figures:
        yield Text(shown(figure_line(each)))
    seen = _run(found.first_seen, found.last_seen)
    yield Text(f"in reports of: {seen}")
    if found.verdict is not None:
        yield Text(f"verdict: {found.verdict}")


def _agreed(found: Event, field: str) -> str:
    agreement = next((each for each in found.agreement if each.field == field), None)
    if agreement is None or agreement.share == 1.0:
        return ""
    return f"  [{agreement.share:.0%} of the roots agree]"


def figure_line(found: FigureRange) -> str:
    """A range in one line: its extent, then the choice of each rule."""
    chosen_ = ", ".join(f"{rule} {number:,}" for rule, number in found.rules if number is not None)
    told = extent(found.low, found.high) if found.rules and chosen_ else "unknown"
    return f"{found.kind}{_SIDES[found.side]}: {told}" + (f"  ({chosen_})" if chosen_ else "")


def linking_line(found: Alternative) -> str:
    """How a figure depends on what is held for one event, in one line."""
    ways = {"strictly": found.strict, "as linked": found.linked, "loosely": found.loose}
    told = "; ".join(f"{way} {_extent(each)}" for way, each in ways.items())
    others = f" (with {', '.join(found.joined)})" if found.joined else ""
    return f"{found.kind} by how claims are linked: {told}{others}"


def _extent(found: FigureRange | None) -> str:
    return "none told" if found is None else extent(found.low, found.high)


def _by_linking(found: Alternative) -> dict[str, Any]:
    ways = {"strict": found.strict, "linked": found.linked, "loose": found.loose}
    return {
        "kind": found.kind.value,
        **{
            way: None if each is None else {"low": each.low, "best": each.best, "high": each.high}
            for way, each in ways.items()
        },
        "joined": list(found.joined),
    }


def _run(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return "not known"
    if first == last:
        return str(first)
    return f"{first or 'open'} to {last or 'open'}"


# ---------------------------------------------------------------- accounts side by side


def _columns(found: Event, told: dict[str, GroundedClaim], width: int) -> Iterator[Table]:
    """The accounts, as many beside each other as the screen holds."""
    beside = max(1, width // _COLUMN)
    for at in range(0, len(found.roots), beside):
        roots = found.roots[at : at + beside]
        table = Table(box=SIMPLE_HEAD, show_lines=True)
        table.add_column("")
        for root in roots:
            table.add_column(Text(shown(root.name)), overflow="fold", ratio=1)
        for name, cells in _rows(found, roots, told):
            if any(cells):
                table.add_row(name, *(Text(shown_lines(cell)) for cell in cells))
        yield table


def shown_lines(text: str) -> str:
    """As `shown`, line by line."""
    return "\n".join(shown(line) for line in text.split("\n"))


def _rows(
    found: Event, roots: Sequence[Root], told: dict[str, GroundedClaim]
) -> Iterator[tuple[str, list[str]]]:
    yield "who says so", [_about(root) for root in roots]
    for field, name in _FIELDS:
        yield name, [_told(found, root, field) for root in roots]
    for each in found.figures:
        if each.side is None:
            yield str(each.kind), [_given(each, root) for root in roots]
    yield "in words", [_sentences(root, told) for root in roots]


def _about(root: Root) -> str:
    reports = f"{len(root.reports)} reports" if len(root.reports) > 1 else root.reports[0]
    party = f"\na party to it ({root.actor})" if root.party else ""
    return f"{reports}, {_run(root.first_seen, root.last_seen)}{party}"


def _told(found: Event, root: Root, field: str) -> str:
    lines = [
        f"{each.text} = {each.value}"
        if each.text and each.value
        else each.text or f"{each.value}, not in words"
        for each in found.tellings
        if each.root == root.root and each.field == field
    ]
    return "\n".join(dict.fromkeys(line.replace("\n", " ") for line in lines))


def _given(found: FigureRange, root: Root) -> str:
    lines = []
    for each in found.by:
        if each.root == root.root:
            bounds = "unknown" if each.unknown else extent(each.low, each.high)
            of = f", of {each.of}" if each.of else ""
            lines.append(f"{each.text} ({bounds}{of}{', a part of another' if each.part else ''})")
    return "\n".join(dict.fromkeys(line.replace("\n", " ") for line in lines))


def _sentences(root: Root, told: dict[str, GroundedClaim]) -> str:
    by_sentence: dict[str, list[str]] = {}
    for claim in root.claims:
        sentence = told[claim].claim.evidence.text.replace("\n", " ")
        by_sentence.setdefault(sentence, []).append(claim)
    lines = [f"“{text}” [{', '.join(claims)}]" for text, claims in by_sentence.items()]
    more = len(lines) - _SENTENCES
    return "\n".join(lines[:_SENTENCES] + ([f"and {more} more"] if more > 0 else []))


# ---------------------------------------------------------------- what stands below


def _rest(found: Event, told: dict[str, GroundedClaim], judged: Sequence[Attached]) -> Iterator[Text]:
    if found.beside:
        yield Text("Beside it, as not asserted:", style="bold")
    for claim in found.beside:
        own = told[claim].claim
        yield Text(shown(f"  {own.stance}: {own.evidence.text} [{claim}, {own.report}]"))
    if found.contains:
        yield Text("It sums up a period and an area, and may count these, which are added to nothing:")
        yield Text(f"  {', '.join(found.contains)}")
    if found.within:
        yield Text(f"Within the sums {', '.join(found.within)}, and added to none of them.")
    if judged:
        yield Text("Judged:", style="bold")
    for each in judged:
        yield Text(shown(f"  {judgement_words(each)}"))


# ---------------------------------------------------------------- changes


def changes(since: str | None, named: Path | None, *, form: Form) -> None:
    """Print what refreshes changed of the events.

    Raises:
        UnusableOption: `since` is neither a day nor the number of a refresh.
        UnusableStore: The store cannot be read.
    """
    with Store.open_read_only(chosen(named)) as store:
        found = list(store.changes(_after(since, store)))
    if form == "json":
        print_json(
            [asdict(each) | {"at": None if each.at is None else each.at.isoformat()} for each in found]
        )
        return
    console = Console(highlight=False)
    table = Table("refresh", "what", box=SIMPLE_HEAD)
    table.add_column("event", min_width=_ID, no_wrap=True)
    table.add_column("others", overflow="fold")
    for name in ("why", "reports"):
        table.add_column(name)
    for each in found:
        table.add_row(*(Text(shown(cell)) for cell in _cells(each)))
    console.print(table if found else "Nothing changed.")


def _cells(change: Change) -> tuple[str, ...]:
    when = f"{change.refresh}" + (f", {change.at:%Y-%m-%d %H:%M}" if change.at else "")
    return (
        when,
        change.kind,
        change.event,
        _few(change.others),
        change.because,
        _few(change.reports),
    )


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _after(since: str | None, store: Store) -> int:
    if since is None:
        return 0
    if since.isdecimal():
        return int(since)
    try:
        return store.refresh_before(date.fromisoformat(since))
    except ValueError:
        raise UnusableOption(f"{since!r} is neither a day (2014-01-09) nor the number of a refresh") from None
