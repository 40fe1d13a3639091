"""Quotations: which parts of each sentence are quoted, also where a quotation runs over sentences.

A straight mark is read by what stands around it, not by counting: one that is lost in scraping
then costs its own quotation and not all that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from affray.model import Span

_MARK = re.compile(r'"+|[“«„]|[”»]')
_OPENING, _CLOSING = "“«„", "”»"
# What a straight mark that opens a quotation may stand right after.
_BEFORE_OPENING = " \t\u00a0([{—–-:"
# A quotation whose end was lost is given up after this many sentences: in the annotated training
# reports 95 % of the speakers named earlier stand within four sentences.
REACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What is quoted in one sentence.

    Attributes:
        parts: Runs of characters of the report, marks included.
        continues: It may go on with the speaker of the sentence before: a quotation is still open
            there, or the sentence begins with one.
    """

    parts: tuple[tuple[int, int], ...]
    continues: bool

    def holds(self, offset: int) -> bool:
        """Whether a character of the report is quoted."""
        return any(start <= offset < end for start, end in self.parts)


def quoted(sentences: Sequence[Span]) -> list[Quoted]:
    """What is quoted in each sentence of a report."""
    marks = [list(_marks(sentence.text)) for sentence in sentences]
    out: list[Quoted] = []
    inside = False
    for number, sentence in enumerate(sentences):
        # A paragraph of a long quotation begins with a mark although none was closed.
        again = bool(marks[number]) and marks[number][0] == (0, True)
        parts, leaves = _parts(sentence, marks[number], inside=inside and not again)
        leaves = leaves and _closes(marks[number + 1 : number + 1 + REACH])
        begins = bool(parts) and parts[0][0] == sentence.start
        out.append(Quoted(parts=tuple(parts), continues=inside or begins))
        inside = leaves
    return out


def _closes(following: Sequence[Sequence[tuple[int, bool]]]) -> bool:
    """Whether the next mark ends a quotation; one that begins a sentence may stand between."""
    unmarked = False
    for marks in following:
        again = marks[:1] == [(0, True)]
        if again and unmarked:
            return False
        rest = marks[1:] if again else marks
        if rest:
            return not rest[0][1]
        unmarked = unmarked or not marks
    return False


def _parts(
    sentence: Span, marks: Sequence[tuple[int, bool]], *, inside: bool
) -> tuple[list[tuple[int, int]], bool]:
    """The quoted runs, and whether the last is still open at the sentence's end."""
    parts: list[tuple[int, int]] = []
    begun = sentence.start if inside else None
    for at, opens in marks:
        if opens and begun is None:
            begun = sentence.start + at
        elif not opens and begun is not None:
            parts.append((begun, sentence.start + at + 1))
            begun = None
    if begun is not None:
        parts.append((begun, sentence.end))
    return parts, begun is not None


def _marks(text: str) -> Iterator[tuple[int, bool]]:
    """Where quotation marks stand in a sentence, and whether each opens."""
    for match in _MARK.finditer(text):
        mark = match[0][0]
        if mark in _OPENING + _CLOSING:
            yield match.start(), mark in _OPENING
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        free = not before or before in _BEFORE_OPENING
        if free and after and not after.isspace():
            yield match.start(), True
        elif not free and not after.isalnum():
            yield match.start(), False
