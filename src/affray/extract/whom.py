"""Of whom a figure is: the noun it counts ("39 rebel fighters"), or whom its sentence names for it."""

from __future__ import annotations

import re

from affray.extract.numbers import counts
from affray.model import FigureKind

__all__ = ["of_whom"]

# Raids and factions are counted themselves; of nobody.
_OF_NOBODY = {FigureKind.STRIKES, FigureKind.GROUPS}
# These say what befell them, or nothing at all.
_EMPTY = re.compile(
    r"^(?:(?:immediate|heavy|civilian|death|other|more|further|additional|people|persons?|others?|lives|individuals|dead|deaths?|bod(?:y|ies)|corpses"
    r"|killed|casualt(?:y|ies)|injur(?:y|ies|ed)|wounded|fatalit(?:y|ies)|victims?|missing|losses|toll|one|ones|of|the"
    r"|them)\b\s*)*",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\b(?:of|among)\s+(?:them|whom|which|these|those)\b,?\s*(?:(?:were|was|are|is)\s+)?", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:an?|the|his|her|their|its|some|all|no|any)\s+", re.IGNORECASE)
_STOP = re.compile(
    r"[,.;:()\[\]\"“”]|\b(?:in|at|on|near|by|with|from|who|whom|that|which|was|were|is|are|had|has|have|when|after|as"
    r"|during|while|including|and|or|but|belonging|travelling|traveling|killed|wounded|injured|dead|died|inside|across"
    r"|over|since|between|against|to|for|of|fighting|trapped|missing|arrested|detained)\b",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"\s*(?:(?:were|was|are|is|reported(?:ly)?|dead|killed|wounded)\s+){0,3}"
    r"(?:(?:in|among)\s+the\s+ranks\s+of|on\s+the\s+side\s+of|among|amongst|on|of|for|to)\s+"
    r"(?=(?:the\s+)?[\w’'-]*[^\W\d])",
    re.IGNORECASE,
)
# Days and places follow "on" and "to" as well: only words for people, or names of parties, are whom.
_NO_ONE = re.compile(
    r"(?:\w+day|\w+\s+\d|both\s+sides|it|them|him|her|date|account|impact|board|least)\b", re.IGNORECASE
)
_REACH = 80


def of_whom(sentence: str, start: int, end: int, kind: FigureKind) -> str | None:
    """The words of the sentence for whom the figure at `start:end` counts; None where they say nobody."""
    if kind in _OF_NOBODY:
        return None
    text = sentence[start:end]
    them = _OF_THEM.search(text)
    if them is not None:
        return _noun(text[them.end() :])
    number = next(counts(text), None)
    lead = (
        number.end if number is not None else (article.end() if (article := _ARTICLE.match(text)) else None)
    )
    if lead is not None and (noun := _noun(text[lead:])) is not None:
        return noun
    named = _NAMED_AFTER.match(sentence, end)
    if named is None or _NO_ONE.match(sentence, named.end()):
        return None
    return _noun(sentence[named.end() : named.end() + _REACH])


def _noun(words: str) -> str | None:
    """The noun phrase that the words begin with, None where it has no content."""
    words = words[_lead(words) :]
    stop = _STOP.search(words)
    noun = (words[: stop.start()] if stop else words).strip(" '’‘\"-–\n")
    content = _EMPTY.sub("", noun, count=1)
    return noun if any(letter.isalpha() for letter in content) else None


def _lead(words: str) -> int:
    lead = re.match(
        r"[\s’'\"“-]*(?:of\s+)?(?:(?:the|his|her|their|its)\s+)?(?:(?:other|more|further|additional)\s+)?",
        words,
    )
    return lead.end() if lead else 0
