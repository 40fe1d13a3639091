"""Dated names and happenings beside the actors' own: offices, operations, wars, events, counted bulletins.

A text that names one was written after it began; one that names an office with its holder, most likely
while he held it. Kept apart from the actors: these rows date reports and resolve nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from affray.resources.jsonl import first_day, last_day, rows


class Tells(StrEnum):
    """What a mention says of the day of writing."""

    DURING = "during"  # while it lasted, most likely
    AFTER = "after"  # not before it began; how long after is open
    ON = "on"  # a day's news: told with a weekday, within the week; else not before
    SINCE = "since"  # its beginning, from which "two weeks of fighting" count


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One dated name or happening.

    Attributes:
        words: The wordings that name it, each a run of words.
        beside: Words of which one must stand in the text too; empty: none must.
        also: The same, besides.
    """

    milestone: str
    tells: Tells
    words: tuple[str, ...]
    beside: tuple[str, ...]
    also: tuple[str, ...]
    earliest: date | None
    latest: date | None
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    __pydantic_config__ = ConfigDict(extra="forbid")

    milestone: str
    tells: Tells
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    earliest: str | None
    latest: str | None
    source: str
    certainty: str


_ROW = TypeAdapter(_Row)


@cache
def milestones() -> tuple[Milestone, ...]:
    """All shipped milestones, in the order of the file.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return tuple(
        Milestone(
            milestone=row.milestone,
            tells=row.tells,
            words=row.words,
            beside=row.beside,
            also=row.also,
            earliest=first_day(row.earliest),
            latest=last_day(row.latest),
            source=row.source,
            certainty=row.certainty,
        )
        for row in rows("milestones.jsonl", _ROW)
    )
