"""A report: as found, as read, and when it was published."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from affray.model.words import Basis, Format, SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start:end` of a report's text, with the text they hold."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One report as found, before any cleaning: decoded content and what its container says of it.

    Attributes:
        report: The report's id: the file's name without ending, or the record's id.
        path: Where it was found, as given by the user.
        line: The line or record number in a file of many reports, from 1.
        content: The decoded characters of the source; the cleaned text maps back to them.
        metadata: What the container says (JSONL fields, WARC headers), by the names `url`, `date`,
            `outlet`, `title`, `captured`.
    """

    report: str
    path: str
    format: Format
    content: str
    line: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A hash of all that could change what is coded: id, format, content, metadata."""
        parts = [self.report, self.format, self.content]
        parts += [f"{key}={value}" for key, value in sorted(self.metadata.items())]
        return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """One report, or part of a file, that could not be used, and why."""

    path: str
    reason: str
    detail: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of the cleaned text. `undated` marks a caption of a file photo, which dates nothing."""

    kind: SegmentKind
    start: int
    end: int
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWitness:
    """One date found on a page or in its text, as worded, with the days it may mean and its basis.

    None is chosen while reading; `weight` stays null until report dating weighs the witnesses.
    """

    basis: Basis
    text: str
    earliest: date | None
    latest: date | None
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """One day and how likely it is."""

    day: date
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a report was published, as far as its witnesses tell.

    Attributes:
        earliest: First of the days that hold 90 % of the chance; None when nothing bounds it.
        latest: Last of them; None when nothing bounds it.
        best: The likeliest day; None where the run is open or longer than a quarter of a year.
        witnesses: Every date and name that tells of it, with its weight: how likely it is right.
        reason: What the run rests on, or why there is none.
        days: The days of the run that are not ruled out, where it is no longer than a quarter of a year.
        pinned: Whether a person set it.
    """

    earliest: date | None
    latest: date | None
    best: date | None
    witnesses: tuple[DateWitness, ...]
    reason: str
    days: tuple[Likely, ...] = ()
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kindred:
    """Another report that tells of the same, with its own days: a witness of when this one was published.

    Attributes:
        report: Its id.
        days: The days that it may be of, by its own witnesses or a pin.
        shared: What both name, in words.
        likeness: How rare it is that two reports share as much, in nats.
    """

    report: str
    days: tuple[Likely, ...]
    shared: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMap:
    """Where characters of the cleaned text stood in the source: parallel runs of equal length.

    Attributes:
        clean: Start of each run in the cleaned text, ascending from 0.
        source: Start of the same run in the source.
        length: Length of each run; characters between runs (an inserted line break) have no source.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    length: tuple[int, ...]

    def to_source(self, offset: int) -> int | None:
        """The source offset of one cleaned character; None where cleaning inserted it."""
        run = bisect_right(self.clean, offset) - 1
        if run < 0 or offset - self.clean[run] >= self.length[run]:
            return None
        return self.source[run] + offset - self.clean[run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text: cleaned, its furniture gone, with every date on its page.

    Attributes:
        origin: Whose copy it is when not the outlet's own ("By Fars News Agency").
        dateline: The place a dateline names, cut out of the text ("TEHRAN (FNA)-").
        language: ISO 639-1 code of the text, None when too short to tell.
        digest: `Raw.digest` of what it was read from.
        dates: Every date on its page and in its text, as found; none is chosen.
        published: When it was published by all of them; None until it is dated.
    """

    report: str
    path: str
    text: str
    digest: str
    title: str | None = None
    outlet: str | None = None
    origin: str | None = None
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    line: int | None = None
    segments: tuple[Segment, ...] = ()
    dates: tuple[DateWitness, ...] = ()
    published: Published | None = None
    offsets: OffsetMap = field(default_factory=lambda: OffsetMap(clean=(), source=(), length=()))
