"""Puts a page together as a report: furniture out, parts marked, names and dates told, offsets kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from affray.errors import SkipReport
from affray.model import Basis, DateWitness, OffsetMap, Raw, Report, Segment, SegmentKind
from affray.read import datelines, dates, language, layout, origins
from affray.read.captions import unfolded
from affray.read.datelines import Dateline
from affray.read.glue import Known, unglued
from affray.read.layout import Kind, Marked
from affray.read.lines import Line

# A dateline stands before the first or second paragraph, behind a standfirst at most.
_DATELINE_WITHIN = 3
# A calendar or an archive list can hold thousands of dates; a page's own come first.
_MOST_WITNESSES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of a page besides its lines.

    Attributes:
        title: Its headline, where markup or container name it.
        outlet: Its outlet, where they name it.
        url: Its address.
        dates: Witnesses that are not in the lines.
    """

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    dates: tuple[DateWitness, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cut:
    marked: list[Marked]
    dateline: Dateline | None


def head_of(raw: Raw) -> Head:
    """What a raw report's container says of it."""
    known = raw.metadata
    found: list[DateWitness] = []
    if "date" in known:
        found.append(dates.worded(known["date"], Basis.METADATA))
    if "url" in known:
        found += dates.of_url(known["url"])
    if "captured" in known:
        # A page was published on the day of its capture at the latest.
        captured = dates.worded(known["captured"], Basis.METADATA)
        found.append(replace(captured, text=f"captured {captured.text}", earliest=None))
    return Head(
        title=known.get("title"), outlet=known.get("outlet"), url=known.get("url"), dates=tuple(found)
    )


def report(raw: Raw, lines: Sequence[Line], head: Head) -> Report:
    """One page's lines as a report.

    Raises:
        SkipReport: No text is left when the furniture is gone.
    """
    whole = unglued(unfolded(lines), Known(title=head.title, outlet=head.outlet))
    marked = layout.mark(whole, head.title)
    cut = _without_dateline(marked)
    found = origins.names(marked, head.outlet, cut.dateline)
    kept = [_unsigned(each) for each in cut.marked if each.kept]
    if not any(len(each.line.text.split()) > 2 for each in kept):
        raise SkipReport("no readable text", "nothing is left when the page's furniture is gone")
    text = "\n".join(each.line.text for each in kept)
    title = next((each.line.text for each in kept if each.kind == Kind.TITLE), head.title)
    witnesses = [*head.dates, *_witnesses(cut)]
    return Report(
        report=raw.report,
        path=raw.path,
        line=raw.line,
        digest=raw.digest,
        text=text,
        title=title,
        outlet=found.outlet,
        origin=found.origin,
        dateline=cut.dateline.place if cut.dateline else None,
        language=language.tell(text),
        url=head.url,
        segments=tuple(_segments(kept)),
        dates=tuple(dict.fromkeys(witnesses))[:_MOST_WITNESSES],
        offsets=_offsets(kept),
    )


def _without_dateline(marked: Sequence[Marked]) -> _Cut:
    out = list(marked)
    seen = 0
    for index, each in enumerate(out):
        if each.kind != Kind.BODY or not layout.is_prose(each.line.text):
            continue
        seen += 1
        if found := datelines.find(each.line.text):
            out[index] = replace(each, line=each.line.part(found.end))
            return _Cut(out, found)
        if seen == _DATELINE_WITHIN:
            break
    return _Cut(out, None)


def _unsigned(each: Marked) -> Marked:
    """The paragraph without the agency's signature behind its last sentence."""
    signed = origins.signature(each.line.text) if each.kind == Kind.BODY else None
    return replace(each, line=each.line.part(0, signed[0])) if signed else each


def _witnesses(cut: _Cut) -> Iterator[DateWitness]:
    if cut.dateline and cut.dateline.date:
        yield dates.worded(cut.dateline.date, Basis.DATELINE)
    last = max((at for at, each in enumerate(cut.marked) if each.kind == Kind.BODY), default=0)
    for at, each in enumerate(cut.marked):
        text = each.line.text
        if at > last and (signed := list(dates.signing(text))):
            yield from signed
        elif each.kind in {Kind.TITLE, Kind.BODY}:
            yield from dates.stated(text)
        elif each.kind == Kind.CAPTION:
            yield from () if each.undated else dates.witnesses(text, Basis.CAPTION)
        elif each.kind == "url":
            yield from dates.of_url(text)
        elif each.kind != "repeated":
            yield from dates.witnesses(text, Basis.CHROME)


def _segments(kept: Sequence[Marked]) -> Iterator[Segment]:
    start = 0
    for each in kept:
        end = start + len(each.line.text)
        yield Segment(kind=SegmentKind(each.kind), start=start, end=end, undated=each.undated)
        start = end + 1


def _offsets(kept: Sequence[Marked]) -> OffsetMap:
    """Runs of characters that stood side by side in the source."""
    places = array("q")
    for each in kept:
        if places:
            places.append(-1)
        places.extend(each.line.at)
    at = np.frombuffer(places, dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, (np.diff(at) != 1) | (at[:-1] < 0)])
    lengths = np.diff(np.r_[starts, len(at)])
    mapped = at[starts] >= 0
    return OffsetMap(
        clean=tuple(starts[mapped].tolist()),
        source=tuple(at[starts][mapped].tolist()),
        length=tuple(lengths[mapped].tolist()),
    )
