"""Cuts a report's text into runs, so that each run knows every claim and role it belongs to.

Spans of claims overlap and nest, which nested markup cannot show; runs between all the bounds can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from affray.errors import StopRun
from affray.export.page.families import FAMILY, Family
from affray.model import Claim, Report, Role, SegmentKind, Stance

# One letter a role in the page's markup; `t` is the trigger and `n` a number (figure).
LETTERS: dict[Role, str] = {
    Role.A: "a",
    Role.B: "b",
    Role.PLACE: "p",
    Role.TIME: "w",
    Role.INSTRUMENT: "i",
    Role.SOURCE: "s",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters that all belong to the same spans.

    Attributes:
        keys: A claim's number and a role's letter each, with `*` where the span starts: `3a*`, `3n`.
        sentences: Numbers of the claims' sentences that hold the run.
        family: Family of the first trigger that holds the run, None outside triggers.
        held: Whether that trigger's claim is asserted.
        ends: Numbers of the claims whose sentence ends with the run.
    """

    text: str
    keys: tuple[str, ...]
    sentences: tuple[int, ...]
    family: Family | None
    held: bool
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of the text: a title, a paragraph, a caption or a caption that dates nothing."""

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A report's text in blocks, and for each claim the number of its sentence."""

    blocks: tuple[Block, ...]
    sentence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    start: int
    end: int
    claim: int
    letter: str


def mark(report: Report, claims: Sequence[Claim]) -> Marked:
    """Cut the text of a report at every bound of its claims, which are numbered from 1.

    Raises:
        StopRun: A claim's sentence is not the text at its offsets.
    """
    for claim in claims:
        evidence = claim.evidence
        if not evidence.text or report.text[evidence.start : evidence.end] != evidence.text:
            raise StopRun(
                f"claim {claim.claim}: its sentence is not the text of report {report.report} at "
                f"{evidence.start}:{evidence.end}; code the report again"
            )
    numbers: dict[tuple[int, int], int] = {}
    sentence = tuple(
        numbers.setdefault((claim.evidence.start, claim.evidence.end), len(numbers) + 1) for claim in claims
    )
    marks = [found for number, claim in enumerate(claims, 1) for found in _marks(number, claim)]
    marks += [_Mark(start=at[0], end=at[1], claim=number, letter="") for at, number in numbers.items()]
    lines = list(_lines(report))
    ends = _ends(lines, claims)
    return Marked(
        blocks=tuple(
            Block(kind=line.kind, runs=tuple(_runs(report.text, line, marks=marks, ends=ends, claims=claims)))
            for line in lines
        ),
        sentence=sentence,
    )


def _marks(number: int, claim: Claim) -> Iterator[_Mark]:
    yield _Mark(start=claim.trigger.start, end=claim.trigger.end, claim=number, letter="t")
    for filler in claim.fillers:
        yield _Mark(start=filler.start, end=filler.end, claim=number, letter=LETTERS[filler.role])
    for figure in claim.figures:
        yield _Mark(start=figure.start, end=figure.end, claim=number, letter="n")


def _lines(report: Report) -> Iterator[_Line]:
    """The lines of the text with the kind of their segment; text in no segment is read as body."""
    at = 0
    for segment in sorted(report.segments, key=lambda segment: segment.start):
        yield from _split(report.text, SegmentKind.BODY, at, segment.start)
        kind = "undated" if segment.undated else segment.kind
        yield from _split(report.text, kind, max(at, segment.start), segment.end)
        at = max(at, segment.end)
    yield from _split(report.text, SegmentKind.BODY, at, len(report.text))


def _split(text: str, kind: str, start: int, end: int) -> Iterator[_Line]:
    end = min(end, len(text))
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if line.strip():
            lead = len(line) - len(line.lstrip())
            yield _Line(kind=kind, start=start + lead, end=start + len(line.rstrip()))
        start = stop + 1


def _ends(lines: Sequence[_Line], claims: Sequence[Claim]) -> dict[int, list[int]]:
    """Where each claim's number stands: the end of its sentence, inside the last line that it reaches.

    A sentence that is blank and stands before all lines has its number at the first line's end.
    """
    ends: dict[int, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims, 1):
        reached = [line for line in lines if line.start < claim.evidence.end]
        end = min(claim.evidence.end, reached[-1].end) if reached else lines[0].end
        ends[end].append(number)
    return ends


def _runs(
    text: str, line: _Line, *, marks: Sequence[_Mark], ends: dict[int, list[int]], claims: Sequence[Claim]
) -> Iterator[Run]:
    inside = [found for found in marks if found.start < line.end and found.end > line.start]
    bounds = {line.start, line.end, *(at for at in ends if line.start < at <= line.end)}
    bounds |= {at for found in inside for at in (found.start, found.end) if line.start < at < line.end}
    cuts = sorted(bounds)
    for start, end in pairwise(cuts):
        here = [found for found in inside if found.start <= start and end <= found.end]
        triggers = [claims[found.claim - 1] for found in here if found.letter == "t"]
        yield Run(
            text=text[start:end],
            keys=tuple(
                f"{found.claim}{found.letter}{'*' if start == max(found.start, line.start) else ''}"
                for found in here
                if found.letter
            ),
            sentences=tuple(found.claim for found in here if not found.letter),
            family=FAMILY[triggers[0].type] if triggers else None,
            held=bool(triggers) and triggers[0].stance is Stance.ASSERTED,
            ends=tuple(ends.get(end, ())),
        )
