"""Reads when a claim's event took place, and when its source said so, against the report's own days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from affray.ground.calendar import Run, shift
from affray.ground.timeline import Timeline, Told, over
from affray.model import (
    Basis,
    Claim,
    ClaimType,
    Filler,
    Published,
    Report,
    Role,
    Scope,
    Segment,
    SegmentKind,
    Stance,
    TimeReading,
)

_SINCE = re.compile(r"(?i)\bsince\b|\b(?:after|from|starting)\s+(?:\w+\s+){0,3}$")
_UNTIL = re.compile(r"(?i)\b(?:until|till|by|up to)\s+(?:\w+\s+){0,3}$")
_BEFORE = re.compile(r"(?i)\b(?:before|prior to)\s+(?:\w+\s+){0,3}$")
# "Before dawn on Thursday" is Thursday: the bound is an hour of the day that is named.
_HOUR = re.compile(
    r"(?i)\b(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall|midnight|morning|evening|night)\s+(?:\w+\s+)?$"
)
_SPAN = re.compile(r"(?i)\b(?:from|between)\b")
_LAST_WORD = re.compile(r"\w+\s+$")
# Words that put a thing before the report, and tell no more.
_ONCE = re.compile(
    r"(?i)\b(?:previous(?:ly)?|earlier|before|already|former(?:ly)?|once|in the past|ago|until now)\b"
)
# Types of what goes on rather than happens: without a time of its own such a claim has none.
_STATES = frozenset(
    {
        ClaimType.CONTROL, ClaimType.SIEGE, ClaimType.SUPPORT, ClaimType.AFFILIATION, ClaimType.ALLIANCE,
        ClaimType.FORMATION, ClaimType.TOLL, ClaimType.THREAT,
    }
)  # fmt: skip
# Of 487 asserted claims of dated reports that tell no time of their own, 85 % are of the day of the
# report or the three before it, and 10 % more of a happening that still went on (corpora/events, dev).
_NEWS_DAYS = 3


def reading(claim: Claim, report: Report, line: Timeline) -> TimeReading:
    """The shortest run of days that surely holds the claim's time."""
    said = line.said(claim.evidence.start, claim.evidence.end)
    found = _event(claim, report, line, said)
    if said is None:
        return found
    return replace(found, said_earliest=said.earliest, said_latest=said.latest)


def _event(claim: Claim, report: Report, line: Timeline, said: Run | None) -> TimeReading:
    caption = _caption(claim, report)
    undated = caption is not None and caption.undated
    read = [_filler(filler, report, line, undated=undated) for filler in claim.role(Role.TIME)]
    dated = [each for each in read if each.earliest is not None or each.latest is not None]
    if dated:
        return min(dated, key=_width)
    if caption is not None and not undated:
        found = _of_caption(caption, line)
        if found is not None:
            return found
    if read:
        return read[0]
    if caption is None and _is_news(claim, line):
        return _of_news(line.published, said)
    return _unknown("the claim states no time")


def _caption(claim: Claim, report: Report) -> Segment | None:
    for segment in report.segments:
        inside = segment.start <= claim.trigger.start < segment.end
        if segment.kind is SegmentKind.CAPTION and inside:
            return segment
    return None


def _of_caption(caption: Segment, line: Timeline) -> TimeReading | None:
    """The days that a caption states, where it states them once."""
    found = {
        (told.run.earliest, told.run.latest): told
        for told in line.within(caption.start, caption.end)
        if told.run.earliest is not None and not told.run.relative
    }
    if len(found) != 1:
        return None
    told = next(iter(found.values()))
    return TimeReading(
        text=told.found.expression.match[0],
        start=told.found.start,
        end=told.found.end,
        earliest=told.run.earliest,
        latest=told.run.latest,
        basis=Basis.CAPTION,
        reason="the date in the caption that the claim stands in",
    )


def _is_news(claim: Claim, line: Timeline) -> bool:
    """Whether a claim without a time of its own tells what is new in its report."""
    return (
        claim.stance is Stance.ASSERTED
        and claim.scope is Scope.INCIDENT
        and claim.type not in _STATES
        and not line.tale
    )


def _of_news(published: Published | None, said: Run | None) -> TimeReading:
    """From three days before it was said, or before the report, to that day."""
    if said is not None and said.earliest is not None:
        run = Run(earliest=shift(said.earliest, -_NEWS_DAYS), latest=said.latest, relative=True, reason="")
        of = "it was said"
    elif published is None or published.earliest is None or published.latest is None:
        return _unknown("the claim states no time, and the report's date is not known to both sides")
    else:
        run = over(lambda day: (shift(day, -_NEWS_DAYS), day), published, "")
        of = "of the report"
    return TimeReading(
        text=None,
        start=None,
        end=None,
        earliest=run.earliest,
        latest=run.latest,
        basis=Basis.RELATIVE,
        reason=f"no time of its own: as news, of the day {of} or the {_NEWS_DAYS} before it",
    )


def _filler(filler: Filler, report: Report, line: Timeline, *, undated: bool) -> TimeReading:
    found = line.within(filler.start, filler.end)
    if undated:
        found = [told for told in found if not told.run.relative]
    known = [told for told in found if told.run.earliest is not None or told.run.latest is not None]
    exact = [told for told in known if not told.duration] or known
    if exact:
        return _of(filler, _combined(_lead(report, filler, exact[0]), exact, line.published), "")
    if found:
        return _of(filler, None, found[0].run.reason)
    if _ONCE.search(filler.text) and line.published is not None and line.published.latest is not None:
        once = Run(
            earliest=None,
            latest=line.published.latest,
            relative=True,
            reason="before the report, no more is told",
        )
        return _of(filler, once, "")
    return _of(filler, None, "no day is named")


def _lead(report: Report, filler: Filler, told: Told) -> str:
    """The filler's words before a wording, and the word before those: "since" may stand outside of it."""
    start = min(filler.start, told.found.start)
    before = _LAST_WORD.search(report.text[max(start - 20, 0) : start])
    return (before[0] if before else "") + report.text[start : told.found.start]


def _combined(lead: str, found: list[Told], published: Published | None) -> Run:
    """One run from several: a span, an overlap, else the whole that holds all."""
    runs = [told.run for told in found]
    first = runs[0]
    if len(runs) > 1:
        starts = [run.earliest for run in runs if run.earliest is not None]
        ends = [run.latest for run in runs if run.latest is not None]
        if starts and ends:
            low, high = max(starts), min(ends)
            if low > high or _SPAN.search(lead):
                low, high = min(starts), max(ends)
            return _run(runs, low, high)
    if _HOUR.search(lead):
        return first
    if _BEFORE.search(lead) and first.earliest is not None:
        return _run(runs, None, shift(first.earliest, -1))
    if _UNTIL.search(lead):
        return _run(runs, None, first.latest)
    if _SINCE.search(lead):
        return _run(runs, first.earliest, published.latest if published is not None else None)
    return first


def _run(found: list[Run], earliest: date | None, latest: date | None) -> Run:
    reason = ", ".join(run.reason for run in found)
    if earliest is not None and latest is not None and latest < earliest:
        latest = None
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
