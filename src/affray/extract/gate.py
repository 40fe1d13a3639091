"""The gate: drops reports without conflict content by their words, before the encoder reads any.

Distinct words of conflict are counted in windows of a text, each by the points of its group
(resources/conflict.toml). A short text passes by fewer and plainer words than a long one, since a
single sentence has room for no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from affray.extract.options import ExtractOptions
from affray.model import Report
from affray.resources.conflict import Conflict, Group, conflict

# Every byte but an ASCII letter parts words, so "ISIL's" and "rebel-held" are found by their parts.
_LETTERS = bytes(c | 0x20 if chr(c).isalpha() and c < 0x80 else 0x20 for c in range(256))
# Characters turned into words at a time: bounds the memory for texts of any length.
_CHARACTERS = 8192
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")


def load(_: ExtractOptions) -> Gate:
    """Open the gate with the shipped words."""
    return Gate(conflict())


class Gate:
    """Tells why a report need not be read for claims; made of the words of conflict."""

    def __init__(self, words: Conflict) -> None:
        self._rule = words.rule
        self._digest = words.digest
        self._long = _points(words.groups, "long")
        self._short = _points(words.groups, "short")
        self._known = frozenset(self._long)

    @property
    def version(self) -> str:
        """Changes with the words, their points and the rule."""
        return self._digest[:10]

    def __call__(self, report: Report) -> str | None:
        """Why the report is dropped, with its points and those needed; None when it passes."""
        half = self._rule.window // 2
        blocks = _blocks(report.text, half)
        first = list(islice(blocks, 3))
        count = sum(len(block) for block in first)
        if count <= self._rule.window:
            needed = max(1, -(-count // self._rule.words_a_point))
            hits = self._known.intersection(chain(*first))
            points = sum(dict(self._short[word] for word in hits).values())
            told = f"{points} of {needed} points in {count} words"
        else:
            needed = self._rule.needed
            points = self._best(chain(first, blocks))
            told = f"{points} of {needed} points in its best {self._rule.window} words"
        return None if points >= needed else f"no conflict content: {told}"

    def _best(self, blocks: Iterator[list[bytes]]) -> int:
        """The points of the best window of two blocks, or of the first that has enough."""
        best, before = 0, dict[bytes, int]()
        for block in blocks:
            here = dict(self._long[word] for word in self._known.intersection(block))
            best = max(best, sum((before | here).values()))
            if best >= self._rule.needed:
                break
            before = here
        return best


class Open:
    """The gate `off`: every report is read."""

    version = "1"

    def __init__(self, _: ExtractOptions) -> None:
        """Take the options that every gate is made with."""

    def __call__(self, _: Report) -> None:
        """Let the report pass."""


def forms(group: Group) -> Iterator[tuple[str, str]]:
    """Each form of a group's entries with the entry's first word."""
    for entries, inflected in ((group.verbs, verb_forms), (group.nouns, noun_forms), (group.words, _same)):
        for entry in entries.split(","):
            if words := entry.split():
                for form in (*inflected(words[0]), *words[1:]):
                    yield form, words[0]


def verb_forms(verb: str) -> tuple[str, ...]:
    """A verb with its regular forms in -s, -ed and -ing; both spellings where a consonant may double."""
    stem = verb.removesuffix("e")
    if verb[-1] == "y" and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    doubled = (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing") if _DOUBLED.search(verb) else ()
    return verb, _with_s(verb), f"{stem}ed", f"{verb if verb.endswith('ee') else stem}ing", *doubled


def noun_forms(noun: str) -> tuple[str, ...]:
    """A noun and its regular plural."""
    return noun, _with_s(noun)


def _with_s(word: str) -> str:
    if word[-1] == "y" and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def _same(word: str) -> tuple[str, ...]:
    return (word,)


def _points(groups: dict[str, Group], length: str) -> dict[bytes, tuple[bytes, int]]:
    """What each form counts as, and how much: forms that count as one have one name."""
    found: dict[bytes, tuple[bytes, int]] = {}
    for name, group in groups.items():
        points = group.short if length == "short" else group.points
        for form, head in forms(group):
            counted = f"[{name}]" if group.once else head
            found.setdefault(form.encode(), (counted.encode(), points))
    return found


def _blocks(text: str, size: int) -> Iterator[list[bytes]]:
    """The text's words in lower case, `size` at a time."""
    words: list[bytes] = []
    start = 0
    while start < len(text):
        end = start + _CHARACTERS
        if end < len(text):
            # Not within a word, unless there is no space to cut at.
            end = text.rfind(" ", start, end) + 1 or end
        words += text[start:end].encode("utf-8", "replace").translate(_LETTERS).split()
        full = len(words) - len(words) % size
        yield from (words[at : at + size] for at in range(0, full, size))
        words, start = words[full:], end
    if words:
        yield words
