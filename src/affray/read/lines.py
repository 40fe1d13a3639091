"""Lines of a source, cleaned of invisible characters, each character still knowing where it stood."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

# Controls, soft hyphens, zero-width and bidirectional marks, halves of surrogate pairs.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff"
)
_PIECE = re.compile(rf"[^\s{_UNSEEN}]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# A line broken at a fixed width, as typewriters, mail and some wires do, is between these lengths.
_NARROWEST, _WIDEST = 50, 100
_SENTENCE_END = re.compile(r"[.!?:…]['\"’”)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or piece of furniture.

    Attributes:
        text: Its cleaned characters.
        at: For each character, where it stood in the source; -1 where cleaning put it in.
        gap: An empty line stands before it.
        caption: Its markup says that it is a caption.
        furniture: What it was split off from a paragraph for, if it was.
    """

    text: str
    at: Sequence[int]
    gap: bool = False
    caption: bool = False
    furniture: str | None = None

    def part(self, start: int, end: int | None = None) -> Line:
        """The characters `start:end`, spaces at the ends left out."""
        stop = len(self.text) if end is None else end
        while start < stop and self.text[start] == " ":
            start += 1
        while stop > start and self.text[stop - 1] == " ":
            stop -= 1
        return replace(self, text=self.text[start:stop], at=self.at[start:stop])

    def without(self, pattern: re.Pattern[str]) -> Line:
        """The line with what a pattern matches cut out."""
        kept: list[Line] = []
        start = 0
        for match in pattern.finditer(self.text):
            kept.append(self.part(start, match.start()))
            start = match.end()
        return joined([*kept, self.part(start)], self) if start else self


def joined(parts: Sequence[Line], like: Line) -> Line:
    """Lines as one, a space put in between them, else like another line."""
    text: list[str] = []
    at = array("q")
    for part in parts:
        if not part.text:
            continue
        if text:
            text.append(" ")
            at.append(-1)
        text.append(part.text)
        at.extend(part.at)
    return replace(like, text="".join(text), at=at)


def cleaned(text: str, at: Sequence[int]) -> Line:
    """One line of source characters, with spaces collapsed and unseen characters dropped.

    A space keeps its place in the source where a plain space stood there; one that stands for a
    no-break space or a tab has none, and so have characters that normalisation (NFC) composed.
    """
    out: list[str] = []
    where = array("q")
    previous = 0
    for match in _PIECE.finditer(text):
        gap = text[previous : match.start()]
        if out and any(char.isspace() for char in gap):
            space = gap.find(" ")
            out.append(" ")
            where.append(at[previous + space] if space >= 0 else -1)
        piece = match.group()
        if piece.isascii() or unicodedata.is_normalized("NFC", piece):
            out.append(piece)
            where.extend(at[match.start() : match.end()])
        else:
            for cluster, start in _clusters(piece):
                composed = unicodedata.normalize("NFC", cluster)
                out.append(composed)
                first = match.start() + start
                same = composed == cluster
                where.extend(at[first : first + len(cluster)] if same else [-1] * len(composed))
        previous = match.end()
    return Line(text="".join(out), at=where)


def split(content: str, at: Sequence[int] | None = None) -> list[Line]:
    """The source's lines, empty ones left out; lines broken at a fixed width are put together again."""
    places = range(len(content)) if at is None else at
    found: list[Line] = []
    gap = False
    start = 0
    for end, after in _breaks(content):
        line = cleaned(content[start:end], places[start:end])
        start = after
        if line.text:
            found.append(replace(line, gap=gap))
        gap = not line.text
    return _unwrapped(found)


def _breaks(content: str) -> Iterator[tuple[int, int]]:
    for match in _BREAK.finditer(content):
        yield match.start(), match.end()
    yield len(content), len(content)


def _clusters(piece: str) -> Iterator[tuple[str, int]]:
    start = 0
    for index in range(1, len(piece) + 1):
        if index == len(piece) or not unicodedata.combining(piece[index]):
            yield piece[start:index], start
            start = index


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Paragraphs whole again where most of the lines end in mid-sentence at nearly one width."""
    inner = [line for line, after in pairwise(lines) if not after.gap]
    broken = [
        line
        for line in inner
        if _NARROWEST <= len(line.text) <= _WIDEST and not _SENTENCE_END.search(line.text)
    ]
    # Fewer than 4 such lines, or fewer than 3 in 5, may as well be a list or a menu.
    if len(broken) < 4 or len(broken) * 5 < len(inner) * 3:
        return lines
    whole: list[Line] = []
    for line in lines:
        if whole and not line.gap and len(whole[-1].text) >= _NARROWEST:
            whole[-1] = joined([whole[-1], line], whole[-1])
        else:
            whole.append(line)
    return whole
