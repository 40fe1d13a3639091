"""Counts whose kind the sentence leaves in no doubt: "killing 3 and wounding 5", "two were arrested".

A count is governed by the word that says what befell what it counts: right after its noun ("12 soldiers
were killed"), right before it ("killing 12 soldiers", "the deaths of 12 soldiers", "a toll of 12"), or by
that of its neighbour when both are joined ("killing two men and a boy"). Anything less plain is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from affray.extract.figures import inside
from affray.extract.numbers import Bounds, Count
from affray.extract.parts import wholes
from affray.extract.said import said
from affray.model import FigureKind

# A governing word stands at most this far from its count.
_NEAR = 160
# Beyond this many characters no sentence of the annotated reports goes; what is longer is no prose.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """Characters `start:end` of a sentence: a count with its noun, and what its governing word makes of it.

    Attributes:
        cue: Where the governing word begins; the same for counts that share it.
        whole: Where the count begins that this one is a part of.
    """

    start: int
    end: int
    bounds: Bounds
    kind: FigureKind
    cue: int
    whole: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    start: int
    end: int
    kind: FigureKind
    form: str


# What a participle says of those it is said of.
_KINDS = {
    FigureKind.KILLED: "killed|slain|murdered|assassinated|executed|beheaded|massacred|martyred|slaughtered"
    "|eliminated",
    FigureKind.INJURED: "wounded|injured|hurt",
    FigureKind.DETAINED: "arrested|detained|imprisoned|jailed|rounded up|apprehended",
    FigureKind.ABDUCTED: "kidnapped|abducted|taken hostage",
    FigureKind.DISPLACED: "displaced|evacuated|uprooted",
    FigureKind.RELEASED: "released|freed|set free",
}
_ACTIVE = {
    FigureKind.KILLED: "killing|kills?|murdering|assassinating|executing|beheading|massacring|slaughtering"
    "|eliminating"
    r"|claim(?:ed|ing|s) the lives of|took the lives of|(?:the )?(?:deaths?|killings?|murders?|executions?"
    r"|elimination|massacre|slaughter|liv(?:es)|loss|martyrdom) of|bodies of",
    FigureKind.INJURED: "wounding|injuring|wounds|injures|wound|injure|(?:injuries|wounds|injury) (?:to|of)"
    r"|(?:the )?(?:injuring|wounding) of",
    FigureKind.DETAINED: "arresting|arrests|arrest|detaining|detains|imprisoning|rounding up"
    "|(?:arrests?|detention) of",
    FigureKind.ABDUCTED: "kidnapping|abducting|kidnaps|abducts|taking hostage"
    "|(?:kidnappings?|abductions?) of",
    FigureKind.DISPLACED: "displacing|evacuating|uprooting|(?:displacement|evacuation) of",
    FigureKind.RELEASED: "releasing|freeing|(?:release) of",
}
_STATES = {
    FigureKind.KILLED: "dead|died|dies|perished|lost their lives",
}
_BOTH = (
    r"(?:killed|dead|died|killing|kill) (?:and|or|and/or|&) (?:at least )?"
    r"(?:wounded|injured|hurt|wounding|injuring|wound|injure|maimed|captured|missing)"
    r"|(?:wounded|injured|wounding|injuring) (?:and|or) (?:killed|dead|killing)"
)


def _alternation(words: str) -> str:
    return words.replace(" ", r"\s+")


_PARTS = [f"(?P<both>{_alternation(_BOTH)})"]
for _form, _table in (("participle", _KINDS), ("active", _ACTIVE), ("state", _STATES)):
    _PARTS += [f"(?P<{_form}_{_kind}>{_alternation(_words)})" for _kind, _words in _table.items()]
_CUE = re.compile(rf"\b(?:{'|'.join(_PARTS)})\b", re.IGNORECASE)

_TOLL = re.compile(
    r"\b(?:death\s+toll|toll|number\s+of\s+(?:the\s+)?(?:dead|deaths|fatalities))\b[^.;:()]{0,70}?"
    r"\b(?:to|at|of|is|was|reached|exceed(?:s|ed)|now)\s*$",
    re.IGNORECASE,
)
_AUXILIARY = (
    r"(?:were|was|have|has|had|been|are|is|be|being|got|get|left|found|reportedly|also|both|all|later|then|already"
    r"|reported|confirmed|said|believed|to|have|apparently|allegedly|critically|severely|seriously|badly"
    r"|either|shot|immediately|lightly|slightly|feared|instantly)"
)
_STRAIGHT_ON = re.compile(rf"\s*[,)]?\s*(?:\((?:[^()]{{1,40}})\)\s*)?(?:{_AUXILIARY}\s+)*$", re.IGNORECASE)
# "12 people in Aleppo were killed": words of place between noun and verb, as long as no other clause begins.
_DETOUR = re.compile(
    r"\s+(?:of|from|in|at|on|near|inside|with|belonging|affiliated|linked|working|and)\b"
    rf"(?:(?!\b(?:who|which|that|when|after|as|while|but|because|if|said|says)\b)[^.;:()\"“”]){{0,80}}?"
    rf"\b(?:were|was|have\s+been|has\s+been|had\s+been|are|is)\s+(?:{_AUXILIARY}\s+)*$",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(
    rf"\b(?:were|was|been|be|being|are|is|got)\s+(?:{_AUXILIARY}\s+)*$", re.IGNORECASE
)
_JOINED = re.compile(
    r"\s*(?:,\s*)?(?:and|or|as\s+well\s+as|plus|along\s+with|&|,)\s*(?:also\s+|another\s+)?$", re.IGNORECASE
)
_OBJECT_NEXT = re.compile(
    r"\s+(?:an?|the|his|her|their|its|him|them|us|himself|themselves|itself)\b", re.IGNORECASE
)
_DIRECT = re.compile(r"\s*(?::\s*)?(?:the\s+|both\s+|all\s+|off\s+)?$", re.IGNORECASE)
# "The number of those killed" counts nothing yet.
_VAGUE = re.compile(
    r"(?:(?:the|an?)\s+)?(?:(?:very\s+)?(?:high|large|growing|total)\s+)?numbers?\s+of\b|many\s+of\s+the\b|most\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"\b(?:unknown|unspecified|undisclosed|undetermined|unconfirmed|untold)\s+$", re.IGNORECASE
)
_THE_HEAD = re.compile(r"\bthe\s+\w+$", re.IGNORECASE)
# Things are destroyed, evacuated or counted; nobody kills, injures or arrests them.
_THINGS = re.compile(
    r"\b(?:villages?|towns?|areas?|neighbou?rhoods?|homes?|houses?|buildings?|vehicles?|tanks?|cars?|trucks?|positions?"
    r"|posts?|bases?|weapons?|rifles?|incidents?|attacks?|strikes?|raids?|cases?|pigs|cattle|sheep|camels|AK-47s)$",
    re.IGNORECASE,
)
_ONE = Bounds(min=1, max=1)
_HEADS = (
    (FigureKind.KILLED, re.compile(r"\b(?:deaths|fatalities|dead|corpses|bodies|martyrs)$", re.IGNORECASE)),
    (FigureKind.INJURED, re.compile(r"\b(?:injuries|wounded|injured)$", re.IGNORECASE)),
    (FigureKind.CASUALTIES, re.compile(r"\bcasualties$", re.IGNORECASE)),
)


def governed(sentence: str) -> list[Governed]:
    """The counts of a sentence whose kind its words leave in no doubt, in order, never overlapping."""
    text = sentence[:_LONGEST]
    found = [count for count in _apart(inside(text)) if _counts_people(text, count)]
    part_of = wholes(text, found)
    tops = [count for count, whole in zip(found, part_of, strict=True) if whole is None]
    # A whole reaches over its parts: "forty people, including five children, were killed".
    reach = {count.start: count.end for count in tops}
    for count, whole in zip(found, part_of, strict=True):
        if whole is not None and found[whole].start in reach:
            reach[found[whole].start] = max(reach[found[whole].start], count.end)
    told = _shared(text, tops, [_by_word(text, count, reach[count.start], tops) for count in tops])
    for count, whole in zip(found, part_of, strict=True):
        if whole is not None and (shared := told.get(found[whole].start)):
            told[count.start] = _as(count, shared.kind, shared.cue, found[whole].start)
    plain = [told[count.start] for count in found if count.start in told]
    silent = [_as(count, kind, count.start) for count, kind in said(text)]
    apart = [
        one for one in silent if not any(one.start < other.end and other.start < one.end for other in plain)
    ]
    return sorted(plain + apart, key=lambda one: one.start)


def _shared(text: str, tops: Sequence[Count], own: Sequence[Governed | None]) -> dict[int, Governed]:
    """What governs each count, by where it starts: its own word, else that of the count it is joined to."""
    told = list(own)
    for n in range(1, len(tops)):
        before = told[n - 1]
        gap = text[tops[n - 1].end : tops[n].start]
        if told[n] is None and before and before.cue < before.start and _JOINED.match(gap):
            told[n] = _as(tops[n], before.kind, before.cue)
    for n in range(len(tops) - 2, -1, -1):
        after = told[n + 1]
        gap = text[tops[n].end : tops[n + 1].start]
        if told[n] is None and after and after.cue >= after.end and _JOINED.match(gap):
            told[n] = _as(tops[n], after.kind, after.cue)
    return {one.start: one for one in told if one is not None}


def _counts_people(text: str, count: Count) -> bool:
    if _VAGUE.match(text, count.start) and not _HIDDEN.search(text, max(0, count.start - 24), count.start):
        return False
    return _THINGS.search(text, count.start, count.end) is None


def _apart(found: Sequence[tuple[int, int, Bounds]]) -> list[Count]:
    """Counts of which none reaches into the next."""
    ends = [min(end, after[0]) for (_, end, _), after in pairwise(found)] + [end for _, end, _ in found[-1:]]
    return [
        Count(start=start, end=end, bounds=bounds)
        for (start, _, bounds), end in zip(found, ends, strict=True)
        if start < end
    ]


def _as(count: Count, kind: FigureKind, cue: int, whole: int | None = None) -> Governed:
    return Governed(start=count.start, end=count.end, bounds=count.bounds, kind=kind, cue=cue, whole=whole)


def _by_word(text: str, count: Count, reach: int, tops: Sequence[Count]) -> Governed | None:
    """What a count's own words make of it: its noun, the word after it, the word before it."""
    start, end = count.start, count.end
    for kind, head in _HEADS:
        if head.search(text[start:end]) and not _THE_HEAD.search(text[start:end]):
            return _as(count, kind, end)
    after = _cue(_CUE.search(text, reach, reach + _NEAR))
    if after is not None and _said_of(text, reach, tops, after):
        return _as(count, after.kind, after.start)
    before = None
    for match in _CUE.finditer(text, max(0, start - _NEAR), start):
        before = _cue(match)
    if before is not None and _done_to(text, start, before):
        return _as(count, before.kind, before.start)
    if count.bounds != _ONE and _TOLL.search(text, max(0, start - 100), start):
        return _as(count, FigureKind.KILLED, max(0, start - 1))
    return None


def _cue(match: re.Match[str] | None) -> _Cue | None:
    if match is None:
        return None
    form, _, kind = (match.lastgroup or "").partition("_")
    if form == "both":
        form = "active" if match[0].lower().endswith("ing") else "participle"
    of = FigureKind(kind) if kind else FigureKind.CASUALTIES
    return _Cue(start=match.start(), end=match.end(), kind=of, form=form)


def _said_of(text: str, reach: int, tops: Sequence[Count], cue: _Cue) -> bool:
    """Whether the word after a count, and after its parts, is said of what it counts."""
    gap = text[reach : cue.start]
    between = any(reach <= other.start < cue.start for other in tops)
    if cue.form == "active" or between or not (_STRAIGHT_ON.match(gap) or _DETOUR.match(gap)):
        return False
    if _PASSIVE_BEFORE.search(gap) or cue.form == "state":
        return True
    # A bare participle may be what the counted did: "two brothers killed a guard", "12 gunmen killed three".
    if _OBJECT_NEXT.match(text, cue.end):
        return False
    nearest = next((other for other in tops if other.start >= cue.end), None)
    if nearest is None or text[cue.end : nearest.start].strip():
        return True
    following = _CUE.search(text, nearest.end, nearest.end + _NEAR)
    return following is not None and bool(_STRAIGHT_ON.match(text[nearest.end : following.start()]))


def _done_to(text: str, start: int, cue: _Cue) -> bool:
    """Whether the word before the count is done to what it counts."""
    if cue.form == "state" or not _DIRECT.match(text[cue.end : start]):
        return False
    return cue.form == "active" or not _PASSIVE_BEFORE.search(text[max(0, cue.start - 60) : cue.start])
