"""Figures: the wording that the tagger marked as a number, read by rule into the codebook's bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from affray.extract.numbers import Bounds, Count, counts
from affray.model import FigureKind

__all__ = ["Bounds", "inside", "read"]

_UNKNOWN = Bounds(min=None, max=None, unknown=True)
_NONE, _ONE, _TWO = Bounds(min=0, max=0), Bounds(min=1, max=1), Bounds(min=2, max=2)
_SOME = Bounds(min=2, max=None)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ---------------------------------------------------------------- what a wording says besides numbers

# Said not to be known, as long as no number follows.
_SAID_UNKNOWN = _any_of(
    r"\bhow many\b",
    r"\b(?:unknown|unspecified|undisclosed|undetermined|uncertain|unclear|untold) (?:numbers?|amount)\b",
    r"\b(?:exact|precise|total|full|official|final) (?:numbers?|figures?|toll|count)\b",
    r"\bnumbers? (?:is|was|are|were) (?:not|un)",
    r"\b(?:numbers?|figures?) (?:\w+ )?(?:difficult|hard|impossible)\b",
    r"\b(?:not|yet) (?:\w+ )?(?:known|clear|confirmed|determined|specified|disclosed)\b",
    r"\bun(?:clear|known|confirmed)\b",
    r"\b(?:casualty|death) (?:figures?|numbers?|counts?)\b",
    r"\b(?:extent|scale) of (?:the |any |their |its )?(?:casualties|losses|dead|deaths|wounded|injuries)\b",
    r"\btolls?\b|\bbreakdown\b|^the numbers?\b",
)
_NO_WORD = _any_of(
    r"^no\b.*\b(?:details?|information|word|figures?|toll|tally|count|number|estimates?|breakdown|statistics)\b",
    r"\b(?:not|no) (?:\w+ )?(?:provide|give|specify|disclose|reveal|mention)\b",
)
_NONE_AT_ALL = _any_of(
    r"^(?:no(?! (?:fewer|less|more) than\b)|none|zero|0(?![\w.,–-])|nobody|neither|without|never|denied)\b",
    r"^(?:not|yet to)\b.*\bany\b",
    r"\bno (?:one|casualties|injuries|deaths|fatalities|losses|victims)\b",
)
_HEAVY = _any_of(
    r"\b(?:heavy|significant|severe|serious|high|massive|considerable|substantial|mass|great|huge|some|several|major"
    r"|maximum) (?:\w+ )?(?:casualt|causalt|losses|damage|injur|death|fatalit)",
    r"\bothers$|^other \w",
    r"^more (?!than\b)|^more than once\b",
)
_SOME_OF = _any_of(r"^some\b")
# A share of something is no count of it, and an age is none.
_SHARE = _any_of(
    r"^(?:\w+ (?:than )?)?(?:half|a third|two[ -]thirds|a quarter|three[ -]quarters) "
    r"(?:of )?(?:the|its|his|their)\b",
    r"^(?:\w+ )?(?:as )?(?:young|old) as\b",
)
# A numeral that was passed over as no count ("12 km"), unless it is an age.
_MEASURED = _any_of(r"[\d$€£#](?!\d?[- ]year)")
_AT_LEAST_AFTER = _any_of(r"\s+at (?:the )?(?:very )?least$")
_TIMES = _any_of(r"\s+times?\b")
_QUOTES = _any_of(r"[\"“”]")
# The longest figure marked in the annotated training reports has 125 characters; what is beyond is no number.
_LONGEST = 512

# ---------------------------------------------------------------- one, two, many without a number

_ARTICLE = _any_of(r"\b(?:an?|another)\s+(?=[\w\"“‘'])", r"(?<=\band )(?P<own>his|her|their|its)\s+(?=\w)")
_PHRASE_END = _any_of(
    r"[,:;()]",
    r"\b(?:of|out|in|from|with|who|whom|that|which|at|on|near|for|by|to|and|or|was|were|is|are|has|had|have|after"
    r"|during|including|among|inside|outside|as|when|while|belonging|affiliated|fighting|travell?ing)\b",
)
# "A family of six" is six, "a commander of six brigades" is one.
_MADE_OF = _any_of(
    r"\b(?:family|group|team|crew|convoy|unit|squad|column|fleet|force|party|gang|total|number|contingent|wave|cell"
    r"|garrison|detachment)$"
)
_PRONOUN = _any_of(r"(?:he|she|him|her|himself|herself|it|itself|another|other|the other)$")
_NOT_ONE = _any_of(
    r"(?:any|all|every|each|these|those|they|them|we|us|what|whoever|much|civilian casualties)\b"
)
_OWN_DETERMINER = _any_of(r"(?:an?|another|the|his|her|their|its|one|additional)\b")
_KIN = "woman|man|mother|father|boy|girl|child|son|daughter|brother|sister|wife|husband|baby|infant|teenager"
_ALL_KIN = _any_of(rf"(?:{_KIN})$")
# Plurals without -s, collectives, and participles that stand for people.
_PLURALS = _words(
    "people men women children police troops personnel casualties wounded dead injured killed missing "
    "displaced detained arrested family crew staff militia damage harm equipment ammunition property "
    "population infantry livestock media army leadership opposition regime government rest toll number "
    "few taliban policemen gunmen servicemen militiamen tribesmen guardsmen businessmen fishermen "
    "congressmen weaponry aircraft majority half remainder inside youth"
)
# A capitalised word in -s is a plural where what is before the -s names a kind of people, else a name.
_PEOPLE_ENDINGS = tuple(_words("er or an ist ant ent ee on thi awi qi pi vilian rd ek al"))

# What comes before a count that does not add to the first: a part of it, a whole, or something else.
_NO_SUM = _any_of(
    r"\b(?:of|out|including|included|includes|from|among|amongst|in|with|who|whom|that|which|at|on|when|after|to|by"
    r"|as|for|were|was|are|is|during|since|per|into|between|over|mostly|most|comprising|namely)\b",
    r"[:;()\[\]]",
)
_JOINED = _any_of(r"(?:,|\b(?:and|plus))\s*$")
_PART_OF = _any_of(r"\s*(?:of (?:them|whom|which|these|those)|(?:were|are|was|is)\b)")


def read(text: str, kind: FigureKind) -> Bounds | None:
    """The bounds of one marked wording; None when it words no number (a bare plural, a measure).

    Without any number, a wording for one person or thing counts one: "a soldier", "its pilot".
    """
    wording = _QUOTES.sub("", " ".join(text[:_LONGEST].split())).strip("'‘’,;: ")
    if _AT_LEAST_AFTER.search(wording):
        wording = "at least " + _AT_LEAST_AFTER.sub("", wording)
    if kind is FigureKind.STRIKES:
        wording = _TIMES.sub("", wording)
    if _NO_WORD.search(wording):
        return _UNKNOWN
    if _NONE_AT_ALL.search(wording):
        return _NONE
    return None if _SHARE.search(wording) else _counted(wording, kind)


def _counted(wording: str, kind: FigureKind) -> Bounds | None:
    numbers = list(counts(wording))
    if _SAID_UNKNOWN.search(wording):
        numbers = [count for count in numbers if count.bounds != _SOME]
        return _sum(wording, numbers) if numbers else _UNKNOWN
    found = sorted([*numbers, *_articles(wording, numbers)], key=lambda count: count.start)
    if _HEAVY.search(wording) and all(count.bounds in {_SOME, _ONE} for count in found):
        return _SOME
    if found:
        return _sum(wording, found)
    if _SOME_OF.search(wording):
        return _SOME
    # One name among forces or groups says who they are, not how many.
    named = kind in {FigureKind.FORCES, FigureKind.GROUPS}
    return None if named or _MEASURED.match(wording) else _singular(wording)


def _articles(wording: str, numbers: Sequence[Count]) -> list[Count]:
    """The articles that count one, being no part of another number's wording."""
    found = []
    for article in _ARTICLE.finditer(wording):
        end = _PHRASE_END.search(wording, article.end())
        reach = end.end() if end else len(wording)
        if end and end[0].lower() == "of" and _MADE_OF.search(wording[: end.start()].rstrip()):
            reach += 1
        numbered = any(count.start <= reach and article.start() < count.end for count in numbers)
        plural = article["own"] and _is_plural(_head(wording[: end.start() if end else None]))
        if not numbered and not plural:
            found.append(Count(start=article.start(), end=article.end(), bounds=_ONE))
    return found


def _sum(wording: str, found: Sequence[Count]) -> Bounds:
    """The first number, and those that are joined to it as its equals: "two men and a boy"."""
    if len(found) == 1 and found[0].bounds == _ONE and _pair(wording):
        return _TWO
    low, high = found[0].bounds.min, found[0].bounds.max
    for before, count in pairwise(found):
        if not _adds(wording[before.end : count.start], wording[count.start :], count):
            break
        if _PART_OF.match(wording, count.end):
            break
        low = None if low is None or count.bounds.min is None else low + count.bounds.min
        high = None if high is None or count.bounds.max is None else high + count.bounds.max
    return Bounds(min=low, max=high)


def _adds(gap: str, rest: str, count: Count) -> bool:
    """Whether the count that `rest` begins with adds to the one before the gap."""
    if _NO_SUM.search(gap):
        return False
    if count.bounds == _ONE and not gap.rstrip().lower().endswith(("and", "plus")):
        # "A father, a mother and a son", also where a source's text has lost its commas.
        return len(gap.split()) <= 2 and " and " in rest
    return _JOINED.search(gap) is not None


def _pair(wording: str) -> bool:
    """Whether one article or name stands for two people: "a woman and child", "his father and brother"."""
    first, joined, second = wording.partition(" and ")
    if not joined or _PHRASE_END.search(first) or _PHRASE_END.search(second):
        return False
    heads = [_head(first), _head(second)]
    if not all(heads) or any(_is_plural(head) for head in heads):
        return False
    named = all(head != head.lower() for head in heads)
    return named or bool(_OWN_DETERMINER.match(second)) or all(map(_ALL_KIN.match, heads))


def _singular(wording: str) -> Bounds | None:
    """One where the wording is for one person or thing, two where two are joined, else None."""
    if not wording or _NOT_ONE.match(wording):
        return None
    if _PRONOUN.match(wording):
        return _ONE
    if _pair(wording):
        return _TWO
    end = _PHRASE_END.search(wording)
    head = _head(wording[: end.start()] if end else wording)
    acronym = head == wording and head.isupper() and len(head) > 2
    if acronym or not any(letter.isalpha() for letter in head) or _is_plural(head):
        return None
    return _ONE


def _head(phrase: str) -> str:
    words = phrase.split()
    return words[-1].strip("'‘’.") if words else ""


def _is_plural(head: str) -> bool:
    low = head.lower()
    if low in _PLURALS:
        return True
    if not low.endswith("s") or low.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return head[0].islower() or low[:-1].endswith(_PEOPLE_ENDINGS)


# ---------------------------------------------------------------- counts of a whole sentence

_PERSON = _KIN + (
    "|person|civilian|soldier|fighter|militant|insurgent|terrorist|policeman|officer|commander|journalist|medic"
    "|doctor|nurse|teacher|pilot|driver|bystander|protester|protestor|demonstrator|resident|activist|guard"
    "|villager|hostage|prisoner|reporter|paramedic|rescuer|passenger|victim"
)
_ONE_PERSON = _any_of(
    rf"\b(?:an?|another)\s+(?:(?!of\b|in\b|and\b|for\b|by\b|to\b)[\w’-]+\s+){{0,2}}?(?:{_PERSON})\b"
)
# The noun after a number: up to four words, until one that cannot be of the phrase.
_NOUN = _any_of(
    r"(?:\s+of\s+(?:them|whom|which|(?:the|his|her|its|their|these|those)(?=\s)))?"
    r"(?:\s+(?!(?:and|or|but|of|in|on|at|to|by|from|with|for|near|as|after|before|during|when|while|until|since|that"
    r"|which|who|whom|whose|were|was|are|is|be|been|have|has|had|will|would|could|may|might|the|an?|his|her|its"
    r"|their|this|he|she|they|it|died|killed|wounded|injured|arrested|detained|killing|wounding|injuring|leaving"
    r"|destroying|wounds?|injures?|kills?|released|freed|abducted|kidnapped|displaced|evacuated|executed|murdered|including|among|across|inside|over"
    r"|under|into|against|between|said|about|around|also|not|than|per|so|if|there|where|mon|tues|wednes|thurs"
    r"|fri|satur|sun)(?:day)?\b)[\w’'-]+){0,4}"
)


_NOT_KNOWN_BEFORE = _any_of(
    r"\b(?:how\s+many|(?:unknown|unspecified|undisclosed|undetermined|exact|precise|total|the)\s+number(?:\s+of)?)$"
)


def inside(sentence: str) -> list[tuple[int, int, Bounds]]:
    """All counts of a sentence, in order: start and end of number and noun, and the bounds.

    For sub-counts ("including four children"). An article counts only before a word for a person,
    and where the noun ends is a guess by word lists: up to four words after the number.
    """
    found = [
        (count.start, _noun_end(sentence, count.end), _known(sentence, count)) for count in counts(sentence)
    ]
    for person in _ONE_PERSON.finditer(sentence):
        if all(end <= person.start() or person.end() <= start for start, end, _ in found):
            found.append((person.start(), person.end(), _ONE))
    return sorted(found, key=lambda count: count[:2])


def _noun_end(sentence: str, end: int) -> int:
    noun = _NOUN.match(sentence, end)
    return noun.end() if noun else end


def _known(sentence: str, count: Count) -> Bounds:
    """The count's bounds, unless "how many" or "an unknown number of" says that they are not known."""
    if count.bounds != _SOME:
        return count.bounds
    said = _NOT_KNOWN_BEFORE.search(sentence[max(0, count.start - 16) : count.end])
    return count.bounds if said is None else _UNKNOWN
