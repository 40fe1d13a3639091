"""The parts of the grammar of time: rules, what their days count from, and how wordings are found.

Each rule is a wording, how its days follow from the day it counts from, and which day that is. A rule's
span of words never holds another's: the longer wording is tried first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from affray.ground.calendar import Span


class Anchor(Enum):
    """What an expression's days are counted from."""

    NONE = "nothing"
    REPORT = "the report's day"
    SAID = "the day it was said"
    TOLD = "the time told before"
    YEARLY = "the report's day, in a tale the time told before"


Match = re.Match[str]
Read = Callable[[Match, date], Span | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One wording.

    Attributes:
        read: The days, given the day that the words count from.
        needs: Kinds of words without which the wording cannot stand in a sentence (`KINDS`).
        ahead: The same, where the sentence speaks of what is to come.
        yearly: For runs of every year, the run of one year.
        duration: Whether the words tell how long rather than when.
    """

    name: str
    pattern: re.Pattern[str]
    read: Read
    anchor: Anchor
    ahead: Read | None = None
    needs: frozenset[str] = frozenset()
    yearly: Callable[[Match, int], Span | None] | None = None
    duration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A wording found in a text."""

    rule: Rule
    match: Match

    @property
    def start(self) -> int:
        """Its first character."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.match.end()

    @property
    def text(self) -> str:
        """Its words."""
        return self.match[0].strip()


def rule(name: str, pattern: str, read: Read, anchor: Anchor = Anchor.NONE) -> Rule:
    """A rule without what few have."""
    needs = needs_of(pattern) | _NEEDS_BY_NAME.get(name, frozenset())
    return Rule(name=name, pattern=compiled(pattern), read=read, anchor=anchor, needs=needs)


# The groups of a pattern tell what words it cannot do without.
_NEEDS = {
    "(?P<month>": "month", "(?P<year>": "year", "(?P<decade>": "year", "(?P<weekday>": "weekday",
    "(?P<unit>": "unit", "(?P<levant>": "levant", "(?P<h1>": "moon", "(?P<feast>": "moon",
    "(?P<season>": "season",
}  # fmt: skip

_NEEDS_BY_NAME = {name: frozenset({"unit"}) for name in ("told", "later", "earlier")}
_NEEDS_BY_NAME |= {name: frozenset({"word"}) for name in ("now", "recent", "today")}
_NEEDS_BY_NAME |= {"century": frozenset({"year"})}


def needs_of(pattern: str) -> frozenset[str]:
    """The kinds of words that a pattern cannot do without."""
    return frozenset(kind for group, kind in _NEEDS.items() if group in pattern)


def compiled(pattern: str) -> re.Pattern[str]:
    """A wording as a pattern; case never matters, words may be parted by line breaks."""
    return re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)


def is_word(match: Match) -> bool:
    """Whether what looks like a month is another word in small letters: "may", "march", "sep"."""
    month = match.groupdict().get("month")
    if month is not None and month.lower() in ("may", "march", "mar", "dec", "sep", "jan"):
        return month[0].islower() or (month.lower() == "may" and _modal(match))
    return False


def _modal(match: Match) -> bool:
    """Whether "May" begins a sentence as a verb ("May they …")."""
    rest = match.string[match.end("month") : match.end("month") + 6].split()
    return bool(rest) and rest[0] in ("be", "have", "they", "he", "it", "not", "also", "we", "God")


def found(text: str, rules: tuple[Rule, ...], kinds: frozenset[str]) -> Iterator[Expression]:
    """The wordings of a text, in its order, none within another.

    Args:
        text: One sentence.
        rules: The grammar, the longer wordings first.
        kinds: What kinds of words the text has: rules that need others are not tried.
    """
    taken = bytearray(len(text))
    kept: list[Expression] = []
    for each in rules:
        if not each.needs <= kinds:
            continue
        for match in each.pattern.finditer(text):
            start, end = match.span()
            if taken.find(1, start, end) >= 0 or is_word(match):
                continue
            taken[start:end] = b"\x01" * (end - start)
            kept.append(Expression(rule=each, match=match))
    yield from sorted(kept, key=lambda expression: expression.start)
