"""Stages for tests, found by entry points as any package's are: words in capitals make them fail."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from affray.errors import SkipReport, StopRun
from affray.extract.options import ExtractOptions
from affray.ground.options import GroundOptions
from affray.model import (
    ActorMention,
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    OffsetMap,
    PlaceMention,
    Precision,
    Raw,
    Report,
    Role,
    Scope,
    Segment,
    SegmentKind,
    SourceMention,
    Span,
    Stance,
    TimeReading,
    claim_id,
)
from affray.ports import Grounder

_TOLD = re.compile(r"(?P<a>[A-Z]\w+) killed (?P<n>\d+) (?P<b>\w+) in (?P<place>\w+)(, (?P<source>\w+) said)?")


def read(raw: Raw) -> Report:
    text = raw.content
    if "SKIP" in text:
        raise SkipReport("not English", "Latin")
    return Report(
        report=raw.report,
        path=raw.path,
        line=raw.line,
        text=text,
        digest=raw.digest,
        title=text.split(".")[0],
        segments=(Segment(kind=SegmentKind.BODY, start=0, end=len(text)),),
        offsets=OffsetMap(clean=(0,), source=(0,), length=(len(text),)),
    )


class Words:
    """Claims a killing for every "X killed 3 y in Z", its figure open upwards."""

    def __init__(self, options: ExtractOptions) -> None:
        self.version = options.weights or "1"

    def __call__(self, report: Report) -> list[Claim]:
        if "EXIT" in report.text:
            os._exit(3)
        if "RAISE" in report.text:
            raise KeyError("RAISE")
        if "STOP" in report.text:
            raise StopRun("the weights are gone")
        return [_claim(report, found) for found in _TOLD.finditer(report.text)]


def _claim(report: Report, found: re.Match[str]) -> Claim:
    trigger = Span(start=found.end("a") + 1, end=found.end("a") + 7, text="killed")
    roles = [(Role.A, "a"), (Role.B, "b"), (Role.PLACE, "place"), (Role.SOURCE, "source")]
    start, end = found.span("n")
    number = int(found["n"])
    return Claim(
        claim=claim_id(report, ClaimType.KILLING, trigger),
        report=report.report,
        type=ClaimType.KILLING,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=Span(start=found.start(), end=found.end(), text=found[0]),
        trigger=trigger,
        score=0.9,
        fillers=tuple(
            Filler(role=role, start=found.start(name), end=found.end(name), text=found[name], score=0.8)
            for role, name in roles
            if found[name]
        ),
        figures=(
            Figure(kind=FigureKind.KILLED, text=found["n"], start=start, end=end, min=number, max=number),
        ),
    )


def ground(_: GroundOptions) -> Grounder:
    return _ground


def _ground(_: Report, claims: Sequence[Claim]) -> list[GroundedClaim]:
    return [
        GroundedClaim(
            claim=claim,
            actors=tuple(
                ActorMention(filler=filler, actor=None, name=None, score=0.0, reason="no such actor")
                for filler in (*claim.role(Role.A), *claim.role(Role.B))
            ),
            places=tuple(_place(filler) for filler in claim.role(Role.PLACE)),
            time=TimeReading(
                text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason="no date"
            ),
            sources=tuple(SourceMention(filler=filler, name=None) for filler in claim.role(Role.SOURCE)),
        )
        for claim in claims
    ]


def _place(filler: Filler) -> PlaceMention:
    found = filler.text == "Ahras"
    return PlaceMention(
        filler=filler,
        place="affray:ahras" if found else None,
        name="Ahras" if found else None,
        lat=36.40 if found else None,
        lon=37.144 if found else None,
        radius_km=1.5 if found else None,
        precision=Precision.POINT if found else None,
        admin1="Aleppo" if found else None,
        country="SY" if found else None,
        score=0.9 if found else 0.0,
        reason="only candidate" if found else "no such name",
    )
