"""What stands at the top of the page: counts, and every report with all the dates on its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from affray.export.page.cards import Card, card, days
from affray.export.page.families import FAMILY, Family, label
from affray.export.page.figures import Scale, scale
from affray.export.page.marks import Block, mark
from affray.model import ClaimType, Coded, DateWitness, Figure, Report, Skip, Stance

# Characters that no HTML document may hold, and halves of surrogate pairs, which no UTF-8 file can.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Coding(Protocol):
    """What the page reads of a store. Each call starts anew, in the same order."""

    def results(self) -> Iterator[Coded]:
        """Each report with its claims, in the order of its text."""

    def skips(self) -> Iterable[Skip]:
        """What could not be read, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date on a report's page, with its basis and the days it may mean."""

    basis: str
    text: str
    days: str
    weight: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report in the overview, without its text. `number` counts reports from 1."""

    number: int
    report: str
    path: str
    title: str | None
    outlet: str | None
    origin: str | None
    dateline: str | None
    language: str | None
    url: str | None
    dates: tuple[Dated, ...]
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many claims there are of one type or stance, and the bar's length against the highest count."""

    name: str
    claims: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCount:
    """How many claims there are of one family, by type."""

    family: Family
    claims: int
    types: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The top of the page, and the scale of its figures.

    Attributes:
        fillers: Fillers of roles, whose scores the page leaves out.
        unwritable: Characters of the reports' texts that the page cannot hold.
    """

    rows: tuple[Row, ...]
    claims: int
    families: tuple[FamilyCount, ...]
    stances: tuple[Count, ...]
    skips: tuple[Skip, ...]
    scale: Scale
    fillers: int
    unwritable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One report: its row, its text and the cards of its claims with the number of their sentence."""

    row: Row
    blocks: tuple[Block, ...]
    cards: tuple[tuple[Card, int], ...]


def survey(coding: Coding) -> Overview:
    """Count everything once, before the reports are shown one by one."""
    types: Counter[ClaimType] = Counter()
    stances: Counter[Stance] = Counter()
    bounds: set[int] = set()
    fillers = unwritable = 0
    rows = []
    for number, coded in enumerate(coding.results(), 1):
        claims = [grounded.claim for grounded in coded.claims]
        types.update(claim.type for claim in claims)
        stances.update(claim.stance for claim in claims)
        bounds |= {bound for claim in claims for figure in claim.figures for bound in _bounds(figure)}
        fillers += sum(len(claim.fillers) for claim in claims)
        unwritable += len(UNWRITABLE.findall(coded.report.text))
        rows.append(_row(number, coded.report, len(claims)))
    return Overview(
        rows=tuple(rows),
        claims=types.total(),
        families=tuple(_family(family, types) for family in Family),
        stances=tuple(_counts(stances)),
        skips=tuple(coding.skips()),
        scale=scale(bounds),
        fillers=fillers,
        unwritable=unwritable,
    )


def sections(coding: Coding, overview: Overview) -> Iterator[Section]:
    """The reports, one at a time, so that a page of many holds one report's text in memory."""
    for row, coded in zip(overview.rows, coding.results(), strict=True):
        marked = mark(coded.report, [grounded.claim for grounded in coded.claims])
        cards = (
            card(number, grounded, coded.report, along=overview.scale)
            for number, grounded in enumerate(coded.claims, 1)
        )
        yield Section(row=row, blocks=marked.blocks, cards=tuple(zip(cards, marked.sentence, strict=True)))


def _row(number: int, report: Report, claims: int) -> Row:
    return Row(
        number=number,
        report=report.report,
        path=report.path if report.line is None else f"{report.path}, line {report.line}",
        title=report.title,
        outlet=report.outlet,
        origin=report.origin,
        dateline=report.dateline,
        language=report.language,
        url=report.url,
        dates=tuple(_dated(witness) for witness in report.dates),
        claims=claims,
    )


def _bounds(figure: Figure) -> tuple[int, ...]:
    return tuple(bound for bound in (figure.min, figure.max) if bound is not None)


def _family(family: Family, types: Counter[ClaimType]) -> FamilyCount:
    top = max(types.values(), default=1)
    counts = [
        Count(name=label(kind), claims=claims, share=claims / top)
        for kind, claims in types.items()
        if FAMILY[kind] is family
    ]
    return FamilyCount(
        family=family,
        claims=sum(count.claims for count in counts),
        types=tuple(sorted(counts, key=lambda count: (-count.claims, count.name))),
    )


def _counts(stances: Counter[Stance]) -> Iterator[Count]:
    top = max(stances.values(), default=1)
    for stance in Stance:
        if stances[stance]:
            yield Count(name=label(stance), claims=stances[stance], share=stances[stance] / top)


def _dated(witness: DateWitness) -> Dated:
    return Dated(
        basis=label(witness.basis),
        text=witness.text,
        days=days(witness.earliest, witness.latest),
        weight=None if witness.weight is None else f"{witness.weight:.2f}",
    )


def writable(value: object) -> object:
    """Every value on its way into the page; escaping follows."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    return value
