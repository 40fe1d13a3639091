"""Reads when a claim's event took place: days stated, days counted from the report's, a caption's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from affray.ground.calendar import Run, runs
from affray.model import Basis, Claim, Filler, Report, Role, Segment, SegmentKind, TimeReading

_SINCE = re.compile(r"(?i)\bsince\b|\b(?:after|from)\s+(?:\w+\s+){0,3}$")
_UNTIL = re.compile(r"(?i)\b(?:until|till|by|up to)\s+(?:\w+\s+){0,3}$")
_BEFORE = re.compile(r"(?i)\b(?:before|prior to)\s+(?:\w+\s+){0,3}$")
_SPAN = re.compile(r"(?i)\b(?:from|between)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The report's day that relative expressions count from, None with the reason when not known."""

    day: date | None
    reason: str


def anchor(report: Report) -> Anchor:
    """The day of the report by its metadata, where that gives a single day; a page's clock never counts."""
    days = {
        witness.earliest
        for witness in report.dates
        if witness.basis is Basis.METADATA
        and witness.earliest is not None
        and witness.earliest == witness.latest
    }
    if len(days) == 1:
        return Anchor(day=days.pop(), reason="the report's metadata")
    if days:
        return Anchor(day=None, reason="the report's metadata give several days")
    return Anchor(day=None, reason="the report's day is not known")


def reading(claim: Claim, report: Report, base: Anchor) -> TimeReading:
    """The shortest run of days that surely holds the claim's time."""
    caption = _caption(claim, report)
    undated = caption is not None and caption.undated
    read = [_filler(filler, None if undated else base.day, base) for filler in claim.role(Role.TIME)]
    dated = [each for each in read if each.earliest is not None or each.latest is not None]
    if dated:
        return min(dated, key=_width)
    if caption is not None and not undated:
        found = _of_caption(caption, report)
        if found is not None:
            return found
    if read:
        return read[0]
    return _unknown("the claim states no time")


def _caption(claim: Claim, report: Report) -> Segment | None:
    for segment in report.segments:
        inside = segment.start <= claim.trigger.start < segment.end
        if segment.kind is SegmentKind.CAPTION and inside:
            return segment
    return None


def _of_caption(caption: Segment, report: Report) -> TimeReading | None:
    """The days that a caption states, where it states them once."""
    text = report.text[caption.start : caption.end]
    found = {(run.earliest, run.latest): run for run in runs(text, None) if run.earliest is not None}
    if len(found) != 1:
        return None
    run = next(iter(found.values()))
    return TimeReading(
        text=text[run.start : run.end],
        start=caption.start + run.start,
        end=caption.start + run.end,
        earliest=run.earliest,
        latest=run.latest,
        basis=Basis.CAPTION,
        reason="the date in the caption that the claim stands in",
    )


def _filler(filler: Filler, day: date | None, base: Anchor) -> TimeReading:
    found = runs(filler.text, day)
    if not found:
        return _of(filler, None, "no day is named")
    known = [run for run in found if run.earliest is not None]
    if not known:
        return _of(filler, None, f"{found[0].reason}: {base.reason}")
    return _of(filler, _combined(filler.text, known, day), "")


def _combined(text: str, found: list[Run], day: date | None) -> Run:
    """One run from several: a span, an overlap, else the whole that holds all."""
    first = found[0]
    lead = text[: first.start]
    if len(found) > 1:
        starts = [run.earliest for run in found if run.earliest is not None]
        ends = [run.latest for run in found if run.latest is not None]
        low, high = max(starts), min(ends)
        if low > high or _SPAN.search(lead):
            low, high = min(starts), max(ends)
        return _run(found, low, high)
    if _BEFORE.search(lead) and first.earliest is not None:
        return _run(found, None, first.earliest - timedelta(days=1))
    if _UNTIL.search(lead):
        return _run(found, None, first.latest)
    if _SINCE.search(lead):
        return _run(found, first.earliest, day)
    return first


def _run(found: list[Run], earliest: date | None, latest: date | None) -> Run:
    reason = ", ".join(run.reason for run in found)
    return Run(earliest=earliest, latest=latest, relative=any(run.relative for run in found), reason=reason)


def _of(filler: Filler, run: Run | None, reason: str) -> TimeReading:
    basis = None if run is None else (Basis.RELATIVE if run.relative else Basis.STATED)
    return TimeReading(
        text=filler.text,
        start=filler.start,
        end=filler.end,
        earliest=None if run is None else run.earliest,
        latest=None if run is None else run.latest,
        basis=basis,
        reason=reason if run is None else run.reason,
    )


def _unknown(reason: str) -> TimeReading:
    return TimeReading(text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason=reason)


def _width(read: TimeReading) -> tuple[int, int]:
    """Days, an open end being the widest."""
    if read.earliest is None or read.latest is None:
        return 1, 0
    return 0, (read.latest - read.earliest).days
