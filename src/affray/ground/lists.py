"""Place fillers that share words: "Azaz and Marea villages near the border", "Aleppo's Hanano and Shaar".

The extractor gives each name of a list its own filler. What stands before, between or behind them holds
for all: an owner, a container, a noun. Fillers that only contain the others are no places of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from affray.ground.phrases import Ref
from affray.ground.tokens import Kind, Token
from affray.ground.words import listed
from affray.model import Filler

_OWNER = re.compile(r"['’]s?\]?\s+\[?$")
_LISTED = re.compile(r"\]?\s*,?\s*(?:(?:and|or|&)\s+)?(?:the\s+)?\[?$")
_IN = re.compile(r",?\s+in\s+(?:the\s+)?$")
# What may contain a place begins with its name, or says what it is.
_CONTAINER = re.compile(
    r"(?:[Tt]he\s+)?(?:[A-Z]|(?:\w+\s+)?(?:province|governorate|district|countryside|region|city|state)\b)"
)
# "the town of X, a stronghold of theirs in Y"
_APPOSED = re.compile(r",\s+(?:an?|the)\s[^,.;:]{1,40}\s(?:in|of)\s+(?:the\s+)?$")
_ALL_IN = re.compile(r"(?i)^(?:all|both|each)\s+(?:of\s+(?:them|which)\s+)?(?=in\b|inside\b|across\b|of\b)")
_BRACKETS = str.maketrans("[]", "  ")
# "the city and the border town of X" names two places, one of them without a name.
_BOTH = re.compile(r"(?i)^(the (?:city|town|village|province|area|base))\s+and\s+(?=\S.*[A-Z])")
# Nouns that belong to the name before them; of "Homs state television" none does.
_LEFT = re.compile(r"(?:villages?|towns?|city|cities|provinces?|governorates?|districts?|neighbou?rhoods?)$")
# What follows the last name of a list goes on at most this far.
_TAIL = 80
_ON = listed("the with their its border")
_GOES_ON = (Kind.IN, Kind.OF, Kind.NEAR, Kind.NOUN, Kind.DIRECTION, Kind.RURAL, Kind.ADJECTIVE, Kind.NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Fillers that stand together, with the words that hold for all of them.

    Attributes:
        start: Where the words begin in the report.
        words: As in the report, character for character, with what only ties them put as "in".
        around: Those of the fillers that may be there only to contain the others.
    """

    start: int
    words: str
    fillers: tuple[Filler, ...]
    around: frozenset[Filler] = frozenset()


Cut = Callable[[str], Sequence[Token]]


def apart(filler: Filler) -> tuple[Filler, ...]:
    """A filler, or the two that "the city and the town of X" are."""
    two = _BOTH.match(filler.text)
    if two is None:
        return (filler,)
    first = replace(filler, end=filler.start + two.end(1), text=two[1])
    return (first, replace(filler, start=filler.start + two.end(), text=filler.text[two.end() :]))


def phrases(fillers: Sequence[Filler], text: str, cut: Cut) -> Iterator[Phrase]:
    """The fillers of a claim by phrases: several where words hold for all, else one with its own words.

    Args:
        fillers: Place fillers of one claim.
        text: The report's text.
        cut: Cuts words into tokens.
    """
    ordered = sorted(fillers, key=lambda each: (each.start, each.end))
    run: list[Filler] = []
    for filler in ordered:
        if run and not _tied(run[-1], filler, text):
            yield from _phrase(run, text, cut)
            run = []
        run.append(filler)
    if run:
        yield from _phrase(run, text, cut)


def _tied(one: Filler, other: Filler, text: str) -> bool:
    gap = text[one.end : other.start]
    whole = text[one.start : one.end] == one.text and text[other.start : other.end] == other.text
    if not whole or one.end >= other.start or one.antecedent or other.antecedent:
        return False
    inside = any(tie.match(gap) for tie in (_IN, _APPOSED)) and _CONTAINER.match(other.text)
    return bool(inside or _OWNER.match(gap) or _LISTED.match(gap))


def _phrase(run: Sequence[Filler], text: str, cut: Cut) -> Iterator[Phrase]:
    tail = _tail(run[-1], text, cut)
    if not tail and not _inherits(run, text):
        for filler in run:
            yield Phrase(start=filler.start, words=filler.text, fillers=(filler,))
        return
    parts = [run[0].text]
    for one, other in pairwise(run):
        gap = text[one.end : other.start]
        leading = _ALL_IN.match(other.text)
        plain = " in".ljust(len(gap)) if _APPOSED.match(gap) else gap
        if leading is None:
            parts += [plain, other.text]
        else:
            # "X and Y, all in Z": the words before "in" are put out of the way.
            parts += [" " * (len(gap) + leading.end()), other.text[leading.end() :]]
    words = "".join(parts).translate(_BRACKETS) + tail
    yield Phrase(start=run[0].start, words=words, fillers=tuple(run), around=frozenset(_around(run, text)))


def _around(run: Sequence[Filler], text: str) -> Iterator[Filler]:
    """The fillers that the words between make the owner of the next, or what contains those before."""
    for one, other in pairwise(run):
        gap = text[one.end : other.start]
        if _OWNER.match(gap):
            yield one
        # "X, their stronghold in Y" contains X and is where they hold a stronghold: a place all the same.
        if _IN.match(gap) or _ALL_IN.match(other.text):
            yield other


def _inherits(run: Sequence[Filler], text: str) -> bool:
    gaps = [text[one.end : other.start] for one, other in pairwise(run)]
    tied = any(tie.match(gap) for gap in gaps for tie in (_OWNER, _IN, _APPOSED))
    return tied or any(_ALL_IN.match(each.text) for each in run[1:])


def _tail(last: Filler, text: str, cut: Cut) -> str:
    """The noun that the extractor left behind a name, with what it says of where: " villages near Y"."""
    following = re.split(r"[\n.,;:()\[\]“”\"]", text[last.end : last.end + _TAIL])[0]
    first = following[1:].partition(" ")[0]
    if not following.startswith(" ") or not last.text[:1].isalpha() or not _LEFT.match(first):
        return ""
    found = list(cut(following))
    if (
        not found
        or found[0].kind is not Kind.NOUN
        or any(token.kind is Kind.NOUN for token in cut(last.text))
    ):
        return ""
    low, end, at = following.lower(), 0, 0
    for token in found:
        if token.kind not in _GOES_ON and token.text not in _ON:
            break
        place = low.find(token.text.lower(), at)
        if place < 0:
            break
        at = place + len(token.text)
        if token.kind is Kind.NAME or end == 0:
            end = at
    return following[:end]


def owned(phrase: Phrase, refs: Sequence[Ref]) -> dict[Filler, tuple[Ref, ...]]:
    """Which of a phrase's places each filler names; none for a filler that only contains the others."""
    at = 0
    found: dict[Filler, tuple[Ref, ...]] = dict.fromkeys(phrase.fillers, ())
    apart = {ref.name for ref in refs}
    for ref in refs:
        place = phrase.words.find(ref.name, at)
        at = at if place < 0 else place
        for filler in phrase.fillers:
            if filler.start <= phrase.start + at < filler.end:
                # A comma between two fillers is a list's: "Anadan, Aleppo" are two places.
                inside = tuple(each for each in ref.inside if not (each.comma and each.name in apart))
                found[filler] = (*found[filler], replace(ref, inside=inside))
    return found
