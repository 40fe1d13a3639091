"""One event as a reader of the page meets it: who, where, when, how many by whose words, and who differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from affray.export.layouts import origins
from affray.export.layouts.deaths import deaths
from affray.export.layouts.flat import content_note
from affray.export.layouts.material import Told
from affray.export.layouts.parties import standings
from affray.export.page.families import FAMILY, label
from affray.export.situation import words
from affray.model import Event, FigureKind, FigureRange, Stance, Telling

_SENTENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One wording of a figure, by whom, and whether that source is a party."""

    text: str
    bounds: str
    root: str
    party: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A range with every wording it rests on."""

    what: str
    bounds: str
    best: int | None
    said: tuple[Said, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence, and who published it when."""

    text: str
    by: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field on which roots differ: what each says."""

    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as told on the page."""

    event: str
    type: str
    family: str
    days: str
    place: str
    a: str
    b: str
    grade: str
    scope: str
    roots: tuple[str, ...]
    parties: tuple[str, ...]
    figures: tuple[Counted, ...]
    quotes: tuple[Quoted, ...]
    differs: tuple[Field, ...]
    note: str | None
    killed: str
    reports: int


def entry(each: Told) -> Entry:
    """One event as told on the page."""
    event = each.event
    a, b = standings(each, event.a), standings(each, event.b)
    sides = {"a": words.listed(made.name for made in a), "b": words.listed(made.name for made in b)}
    figures = tuple(_counted(made, each, sides) for made in event.figures)
    killed = next((made.bounds for made in figures if made.what == FigureKind.KILLED.value), None)
    return Entry(
        event=event.event,
        type=label(event.type.value),
        family=FAMILY[event.type].value,
        days=words.days(event.earliest, event.latest),
        place=_place(event),
        a=sides["a"],
        b=sides["b"],
        grade=event.grade.value if event.stance is Stance.ASSERTED else event.stance.value,
        scope=event.scope.value,
        roots=tuple(root.name for root in event.roots),
        parties=tuple(root.name for root in event.roots if root.party),
        figures=figures,
        quotes=tuple(_quotes(each)),
        differs=tuple(_fields(event)),
        note=content_note(event),
        killed=killed or _by_side(event),
        reports=len(each.reports),
    )


def _by_side(event: Event) -> str:
    counted = deaths(event)
    if counted is None:
        return ""
    return words.bounds(counted.low, None if counted.open else counted.high)


def _counted(figures: FigureRange, each: Told, sides: dict[str, str]) -> Counted:
    roots = {root.root: root for root in each.event.roots}
    said = tuple(
        Said(
            text=account.text,
            bounds=words.bounds(account.low, account.high),
            root=roots[account.root].name if account.root in roots else account.root,
            party=account.root in roots and roots[account.root].party,
        )
        for account in figures.by
    )
    wholes = [account for account in figures.by if not account.part]
    return Counted(
        what=words.named(figures, sides),
        bounds=words.bounds(figures.low, figures.high),
        best=figures.best,
        said=said,
        # Two roots whose bounds do not meet.
        differs=any(
            one.root != other.root and one.low is not None and other.high is not None and one.low > other.high
            for one in wholes
            for other in wholes
        ),
    )


def _quotes(each: Told) -> Iterator[Quoted]:
    """One sentence of each report, the first few, each wording once."""
    reports = {report.report: report for report in each.reports}
    seen: set[str] = set()
    for grounded in each.claims:
        text = grounded.claim.evidence.text
        report = reports.get(grounded.claim.report)
        if text in seen or report is None:
            continue
        seen.add(text)
        yield Quoted(text=text, by=origins.office(report), day=origins.published(report))
        if len(seen) >= _SENTENCES:
            return


def _fields(event: Event) -> Iterator[Field]:
    """The fields on which roots contradict each other, with what each root says, each value once."""
    names = {root.root: root.name for root in event.roots}
    for agreement in event.agreement:
        if not agreement.divergence:
            continue
        said: dict[str, str] = {}
        by: dict[str, list[str]] = defaultdict(list)
        for telling in event.tellings:
            if telling.field == agreement.field and telling.value is not None:
                said.setdefault(telling.value, _said(telling))
                by[telling.value].append(names.get(telling.root, telling.root))
        yield Field(
            field=_FIELDS.get(agreement.field, agreement.field),
            values=tuple((said[value], words.listed(dict.fromkeys(roots))) for value, roots in by.items()),
        )


def _said(telling: Telling) -> str:
    """A value as read by people: its words, but a type's name and days without words of their own."""
    if telling.field == "type":
        return label(telling.value or "")
    if telling.text is None and telling.field == "time":
        first, _, last = (telling.value or "").partition("..")
        return words.days(_day(first), _day(last))
    return telling.text or telling.value or ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_FIELDS = {"a": "who did it", "b": "to whom", "time": "when", "place": "where", "type": "what"}


def _place(event: Event) -> str:
    if event.place is None:
        return "place unknown"
    within = event.place.admin1 if event.place.admin1 != event.place.name else None
    where = ", ".join(filter(None, (event.place.name, within)))
    return f"{where} and {len(event.places) - 1} more" if len(event.places) > 1 else where


def when(each: Told) -> tuple[date, date, str]:
    """By which events stand in the order of their days."""
    return each.event.earliest or date.max, each.event.latest or date.max, each.event.event
