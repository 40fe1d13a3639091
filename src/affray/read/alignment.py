"""Finds extracted paragraphs again in their page, so that each character knows where it stood."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from affray.read.lines import Line, cleaned
from affray.read.markup import Visible

_INK = re.compile(r"\S+")
# What is looked for, in characters without spaces, when a paragraph is not found whole: long enough to
# stand once in a page, short enough to stand between two changes that extraction made.
_PIECES = (160, 40, 16)
# How far ahead of the last place found a piece of a paragraph may stand.
_AHEAD = 20_000


@dataclass(slots=True)
class Page:
    """A page's source, its visible characters without spaces, and where the last paragraph found ends.

    Paragraphs come in the order of the page, so each is looked for behind the one before it first.
    """

    content: str
    ink: str
    at: Sequence[int]
    cursor: int = 0


def page(seen: Visible, content: str) -> Page:
    """The page to find paragraphs in."""
    ink: list[str] = []
    at = array("q")
    for match in _INK.finditer(seen.text):
        ink.append(match.group())
        at.extend(seen.at[match.start() : match.end()])
    return Page(content, "".join(ink), at)


def located(paragraph: str, within: Page) -> Line:
    """A paragraph as a line whose characters know their places; -1 where the page has no such character."""
    places = array("q", [-1]) * len(paragraph)
    inked = [index for index, char in enumerate(paragraph) if not char.isspace()]
    ink = "".join(paragraph[index] for index in inked)
    done = 0
    while done < len(ink):
        found = _find(ink, done, within)
        if found is None:
            done += 1
            while done < len(ink) and inked[done] == inked[done - 1] + 1:
                done += 1
            continue
        while done < len(ink) and found < len(within.ink) and ink[done] == within.ink[found]:
            places[inked[done]] = within.at[found]
            done += 1
            found += 1
        within.cursor = found
    return cleaned(paragraph, _spaced(paragraph, places, within.content))


def _find(ink: str, start: int, within: Page) -> int | None:
    rest = len(ink) - start
    if start == 0:
        found = within.ink.find(ink, within.cursor)
        found = within.ink.find(ink) if found < 0 else found
        if found >= 0:
            return found
    for size in _PIECES:
        # The last words of a paragraph are looked for at once behind those before them, however short.
        length = min(size, rest)
        if length < _PIECES[-1] and start == 0:
            return None
        reach = within.cursor + (_AHEAD if length >= _PIECES[-1] else 4 * _PIECES[-1])
        found = within.ink.find(ink[start : start + length], within.cursor, reach)
        if found < 0 and start == 0:
            found = within.ink.find(ink[start : start + length])
        if found >= 0:
            return found
    return None


def _spaced(paragraph: str, places: array[int], content: str) -> array[int]:
    """A space keeps its place where a plain space stands right behind or before its neighbour."""
    for index in range(1, len(paragraph) - 1):
        before, after = places[index - 1], places[index + 1]
        if paragraph[index] != " ":
            continue
        if before >= 0 and content[before + 1 : before + 2] == " ":
            places[index] = before + 1
        elif after > 0 and content[after - 1] == " ":
            places[index] = after - 1
    return places
