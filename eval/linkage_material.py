"""The groups of reports whose claims are linked by hand, as grounded claims of ours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import material
from affray.extract.scope import scoped
from affray.ground import load
from affray.ground.options import GroundOptions
from affray.model import (
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    Likely,
    Published,
    Report,
    Role,
    Scope,
    Span,
    Stance,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A coder's claim, as grounded by us, with the group it is of and the event it was linked to.

    Attributes:
        event: The event's name in its group, None for a state.
    """

    row: Row
    group: int
    event: str | None
    grounded: GroundedClaim
    published: Published


def reports(shared: Path) -> dict[str, Report]:
    """The reports, one sentence a line as the coders saw them, dated by what their outlets say."""
    found = {}
    for row in material.lines(shared / "corpora/events/dev.reports.jsonl.gz"):
        found[row["report"]] = Report(
            report=row["report"],
            path="",
            text="\n".join(row["sentences"]),
            digest="",
            outlet=row["outlet"],
            title=row["title"],
            published=_published(date.fromisoformat(row["published"])),
        )
    return found


def _published(day: date) -> Published:
    return Published(
        earliest=day, latest=day, best=day, witnesses=(), reason="given", days=(Likely(day=day, chance=1.0),)
    )


def annotated(shared: Path) -> list[Annotated]:
    """The coders' claims, grounded as the pipeline grounds, in the order of the file."""
    known = reports(shared)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in material.lines(shared / "corpora/events/dev.claims.jsonl.gz"):
        rows[row["report"]].append(row)
    grounder = load(GroundOptions())
    found = []
    for name, own in rows.items():
        report = known[name]
        claims = [_claim(report, at, row) for at, row in enumerate(own)]
        for row, grounded in zip(own, grounder(report, claims), strict=True):
            found.append(
                Annotated(
                    row=row,
                    group=row["group"],
                    event=row["event"],
                    grounded=grounded,
                    published=_known(report),
                )
            )
    return found


def _known(report: Report) -> Published:
    if report.published is None:
        raise SystemExit(f"{report.report} has no date")
    return report.published


def _claim(report: Report, at: int, row: Row) -> Claim:
    sentences = report.text.split("\n")
    number = row["sentence"] - 1
    start = sum(len(sentence) + 1 for sentence in sentences[:number])
    sentence = Span(start=start, end=start + len(sentences[number]), text=sentences[number])
    trigger = _span(report.text, sentence, row["trigger"])
    claim = Claim(
        claim=f"{report.report}/{at:03}",
        report=report.report,
        type=ClaimType(row["type"]),
        stance=Stance(row["stance"]),
        scope=Scope.AGGREGATE if row["type"] == "toll" else Scope.INCIDENT,
        evidence=sentence,
        trigger=trigger,
        score=1.0,
        fillers=tuple(_fillers(report.text, sentence, row)),
        figures=tuple(_figure(report.text, sentence, figure) for figure in row["figures"]),
    )
    return _with_scope(claim)


def _with_scope(claim: Claim) -> Claim:
    return replace(claim, scope=scoped(claim))


def _span(text: str, sentence: Span, words: str) -> Span:
    """Where words stand: in their sentence, else the nearest before it, else at its start."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence.text, re.IGNORECASE)
    at = found.start() if found else sentence.text.find(words)
    if at >= 0:
        return Span(start=sentence.start + at, end=sentence.start + at + len(words), text=words)
    at = text.rfind(words, 0, sentence.start)
    at = at if at >= 0 else sentence.start
    return Span(start=at, end=at + len(words), text=text[at : at + len(words)])


def _fillers(text: str, sentence: Span, row: Row) -> list[Filler]:
    found = []
    for role in (Role.A, Role.B, Role.PLACE, Role.TIME, Role.INSTRUMENT, Role.SOURCE):
        for each in row[role.value]:
            span = _span(text, sentence, each["text"])
            found.append(
                Filler(
                    role=role,
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    score=1.0,
                    antecedent=each.get("name"),
                    antecedent_score=1.0 if each.get("name") else None,
                )
            )
    return found


def _figure(text: str, sentence: Span, row: Row) -> Figure:
    span = _span(text, sentence, row["text"])
    return Figure(
        kind=FigureKind(row["kind"]),
        text=span.text,
        start=span.start,
        end=span.end,
        min=row["min"],
        max=row["max"],
        of=row["of"],
        unknown=row["min"] is None and row["max"] is None,
    )


def linked(found: Sequence[Annotated]) -> list[Annotated]:
    """Those that tell an event."""
    return [each for each in found if each.event]
