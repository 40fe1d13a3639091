"""Breakdowns: which count of a sentence is a part of another ("40 people, including five children").

A part is no number of its own: whoever adds figures leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from affray.extract.numbers import Bounds
from affray.model import Figure, FigureKind

__all__ = ["Counted", "linked", "wholes"]

_WITHIN = {
    FigureKind.KILLED: (FigureKind.CASUALTIES,),
    FigureKind.INJURED: (FigureKind.CASUALTIES,),
}


class Counted(Protocol):
    """Characters `start:end` of a text with the bounds of the number they word."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def bounds(self) -> Bounds: ...  # noqa: D102


_THEM = r"(?:them|whom|which|these|those)"
# What leads from a whole to its first part. The whole's own predicate may stand between.
_OPENS = re.compile(
    r"(?:\b(?:including|includes|included|includ(?:ing|ed)\s+(?:among\s+)?(?:the|their|its)|counting)"
    rf"|\b(?:among|amongst)\s+{_THEM}(?:\s+(?:were|was|are|is))?(?:\s+also)?"
    rf"|\b(?:out\s+)?of\s+{_THEM},?|\bcomprising|\bnamely|\bmade\s+up\s+of|\bconsisting\s+of)"
    r"\s*:?\s*(?:the\s+|also\s+)?$",
    re.IGNORECASE,
)
# What makes a count a part by what follows it.
_OF_THEM = re.compile(rf"\s*(?:\w+\s+)?(?:of|among|from\s+among)\s+{_THEM}\b", re.IGNORECASE)
_AMONG_IT = re.compile(
    r"\s*(?:(?:\w+\s+){0,3}?(?:were|was|are|is)\s+)?(?:(?:also|reportedly)\s+)?(?:among|amongst|out\s+of|of)\s+"
    r"(?:the|those|these|a\s+total\s+of)?\s*$",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\s*(?:,|;)?\s*(?:and|as\s+well\s+as|plus|&)?\s*(?:also\s+)?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]|\n")
# A whole stands at most this far before its part: beyond it the annotated reports have none.
_REACH = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A figure by its place in the sentence."""

    start: int
    end: int
    bounds: Bounds


def linked(sentence: str, start: int, row: Sequence[Figure]) -> tuple[Figure, ...]:
    """One claim's figures in the order of the text, each part with the place of its whole among them.

    The dead are parts of the dead, or of casualties; of the wounded they are none.
    """
    out = list(row)
    for kind in {figure.kind for figure in row}:
        own = [n for n, figure in enumerate(row) if figure.kind in {kind, *_WITHIN.get(kind, ())}]
        placed = [_placed(row[n], start) for n in own]
        for n, whole in zip(own, wholes(sentence, placed), strict=True):
            if whole is not None and row[n].kind is kind:
                out[n] = replace(row[n], part_of=own[whole])
    return tuple(out)


def _placed(figure: Figure, start: int) -> _Placed:
    bounds = Bounds(min=figure.min, max=figure.max, unknown=figure.unknown)
    return _Placed(start=figure.start - start, end=figure.end - start, bounds=bounds)


def wholes(text: str, counts: Sequence[Counted]) -> list[int | None]:
    """For each count, in the order of the text, the number of the count that contains it."""
    out: list[int | None] = [None] * len(counts)
    for number in range(len(counts)):
        out[number] = _whole(text, counts, number, out)
    return out


def _whole(text: str, counts: Sequence[Counted], number: int, known: Sequence[int | None]) -> int | None:
    here = counts[number]
    before = _before(counts, number)
    if before is not None:
        gap = text[counts[before].end : here.start][: _REACH + 1]
        if len(gap) <= _REACH and not _SENTENCE_END.search(gap):
            if _OPENS.search(gap) or (_OF_THEM.match(text, here.end) or _in_phrase(text, here)):
                top = before if known[before] is None else known[before]
                return top if top is not None and _fits(here, counts[top]) else None
            if known[before] is not None and _JOINS.match(gap):
                top = known[before]
                return top if top is not None and _fits(here, counts[top]) else None
    if number + 1 < len(counts):
        after = counts[number + 1]
        if here.end <= after.start and _AMONG_IT.match(text[here.end : after.start]) and _fits(here, after):
            return number + 1
    return None


def _in_phrase(text: str, here: Counted) -> bool:
    """Whether the count's own words hold "of them": its noun phrase may have taken it in."""
    return bool(re.search(rf"\b(?:of|among)\s+{_THEM}\b", text[here.start : here.end], re.IGNORECASE))


def _before(counts: Sequence[Counted], number: int) -> int | None:
    """The nearest count that ends before this one begins."""
    for other in range(number - 1, -1, -1):
        if counts[other].end <= counts[number].start:
            return other
    return None


def _fits(part: Counted, whole: Counted) -> bool:
    """Whether the part can be within the whole: never larger, and the whole more than one."""
    if whole.bounds.unknown or part.bounds.unknown:
        return not whole.bounds.unknown
    if whole.bounds.max is None:
        return True
    least = part.bounds.min if part.bounds.min is not None else 0
    return least <= whole.bounds.max and whole.bounds.max > 1
