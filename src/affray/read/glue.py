"""Takes apart lines in which furniture stands glued to the text before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from affray.read import dates, furniture, lexicon
from affray.read.lines import Line

_OPENING = re.compile(
    rf"(?:{lexicon.words('opening')})(?:\s\d+)*(?:\s+(?=[\"“'A-Z\d])|(?=[A-Z]))", re.IGNORECASE
)
_ENDING = re.compile(rf"(?<=[.!?\"”’)])\s*(?=(?:{lexicon.words('ending')})(?!\w))", re.IGNORECASE)
_GLUED = re.compile(rf"(?<=[.!?\"”’)])\s*(?=(?:{lexicon.words('glued')}\W*)+$)", re.IGNORECASE)
_BEGINS = re.compile(r"[\"“‘']?[A-ZÀ-Ž\d]")
_STARTS_SENTENCE = re.compile(r"(?:on|at|in|by|and|the)\b", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"\b(?:the|and|on|at)$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# How much of a line's end is looked at, and how many words of it may be furniture: the longest run of
# it measured behind a one-line report (signatures, standards, tags) has some 60.
_END, _WORDS = 700, 80
_CLOCK_WORDS = 14
_REPORTED = re.compile(
    r"\b(?:said|told|reported|announced|added|killed|wounded|attacked|seized)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the page's markup or container already names."""

    title: str | None = None
    outlet: str | None = None


def unglued(lines: Sequence[Line], known: Known) -> list[Line]:
    """Lines with the furniture of the page's first and last words split off."""
    out: list[Line] = []
    last = len(lines) - 1
    # Several paragraphs that begin with a date are a chronology, and the dates its own.
    dated = sum(_clock(line.text) is not None for line in lines)
    for index, line in enumerate(lines):
        pieces = list(_opened(line, known)) if index < 5 and dated <= 1 else [line]
        # Behind the last words of a report a page has no more than a few lines of its own.
        if index >= last - 12:
            pieces[-1:] = _closed(pieces[-1])
        out += [piece for piece in pieces if piece.text]
    return out


def _opened(line: Line, known: Known) -> Iterator[Line]:
    rest = line
    while (cut := _clock(rest.text) or _opening(rest.text)) and len(rest.text.split()) > 3:
        yield replace(rest.part(0, cut), furniture="clock" if _clock(rest.text) else "navigation")
        rest = replace(rest.part(cut), gap=True)
    if known.outlet and (cut := _named(rest.text, known.outlet)):
        yield replace(rest.part(0, cut), furniture="navigation")
        rest = rest.part(cut)
    if known.title and (cut := _titled(rest.text, known.title)):
        yield rest.part(0, cut)
        rest = rest.part(cut)
    yield rest


def _clock(text: str) -> int | None:
    """Where a date that the text begins with ends, when a sentence or headline begins behind it."""
    first = next(dates.find(text[:80]), None)
    if first is None or _STARTS_SENTENCE.match(text):
        return None
    found = None
    ends = [match.end() for match in re.finditer(r"\S+", text[:160])][:_CLOCK_WORDS]
    for end in ends:
        whole = end >= first.end and not _BEFORE_NAME.search(text[:end])
        if whole and _YEAR.search(text, 0, end) and furniture.is_clock(text[:end]):
            found = end
    if found is None or not _BEGINS.match(text[found:].lstrip(" .,|")):
        return None
    return found


def _opening(text: str) -> int | None:
    match = _OPENING.match(text)
    return match.end() if match and len(text) > match.end() else None


def _named(text: str, outlet: str) -> int | None:
    """The outlet's name right before a headline, with no space between."""
    glued = text.casefold().startswith(outlet.casefold()) and text[len(outlet) : len(outlet) + 1].isupper()
    return len(outlet) if glued else None


def _titled(text: str, title: str) -> int | None:
    """The headline repeated in front of the first sentence of a text in one line."""
    if len(title) < 15 or len(text) < len(title) + 40 or not text.casefold().startswith(title.casefold()):
        return None
    end = len(title) + len(text[len(title) :]) - len(text[len(title) :].lstrip(" .:"))
    return end if _BEGINS.match(text[end:]) else None


def _closed(line: Line) -> list[Line]:
    start = max(0, len(line.text) - _END)
    for pattern in (_GLUED, _ENDING):
        for match in pattern.finditer(line.text, start):
            tail = line.text[match.end() :]
            if match.start() > 0 and 0 < len(tail.split()) <= _WORDS and not _tells(tail):
                return [line.part(0, match.start()), replace(line.part(match.end()), furniture="tail")]
    return [line]


def _tells(tail: str) -> bool:
    """Whether a text holds a report's sentence: a verb of reporting, or a long run of small letters."""
    if _REPORTED.search(tail):
        return True
    sentences = [each.split() for each in re.findall(r"[^.!?]+\.", tail)]
    return any(
        len(words) >= 12 and 2 * sum(word.islower() for word in words) >= len(words) for words in sentences
    )
