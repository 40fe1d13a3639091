"""Number wordings to bounds: "at least two dozen", "20-30", "hundreds of thousands", "a few".

Only wordings that count something. Years, dates, clock times, ordinals, ages, distances, spans of
time, shares, sums of money and names with digits ("T-72", "Resolution 2254") are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a number's wording allows: null is open, both null with `unknown` is said to be unknown."""

    min: int | None
    max: int | None
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Characters `start:end` of a text that word a number, its modifiers included."""

    start: int
    end: int
    bounds: Bounds


def _either(*words: str | Iterable[str]) -> str:
    """An alternation, longest first, of words parted by "|" or given one by one; any whitespace is one."""
    split = [word for some in words for word in (some.split("|") if isinstance(some, str) else some)]
    longest_first = sorted(split, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split(" "))) for word in longest_first)


_UNITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 10**3, "million": 10**6, "mln": 10**6, "billion": 10**9}
_MULTIPLES = {"dozen": 12, "score": 20, "hundred": 100} | _SCALES
_BELOW_100 = {"a": 1, "an": 1} | _UNITS | _TEENS | _TENS

# The codebook's bounds of vague words; a pair is exact. Translated reports write "tenths" for tens.
_VAGUE = {
    "tens": (20, 99), "tenths": (20, 99), "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999),
    "thousands": (2000, 9999), "millions": (2_000_000, 9_999_999), "billions": (2 * 10**9, 10**10 - 1),
    "several": (3, 9), "few": (2, 5), "handful": (2, 5), "couple": (2, 2), "pair": (2, 2),
}  # fmt: skip
# These are wordings of "dozens", so they get the same bounds.
_VAGUE_MULTIPLES = {("several", "dozen"): (24, 99), ("few", "dozen"): (24, 99)}
_EXACT = {"both": 2, "twin": 2, "double": 2, "triple": 3, "twice": 2, "thrice": 3, "single": 1, "lone": 1}

_LOWER = _either(
    # "least" alone: where a marked wording begins too late.
    "at least|least|at least at|as low as|low as|at a minimum|a minimum of|minimum of|more than|over|above|"
    "upwards of|"
    "upward of|not less than|no less than|no fewer than|not fewer than|in excess of|exceeding|exceeded|"
    "exceeds|surpassing|surpassed|greater than"
)
_UPPER = _either(
    "up to|as many as|as much as|as high as|at most|at the most|no more than|not more than|fewer than|"
    "less than|under|below|nearly|almost|a maximum of|maximum of|not exceeding"
)
_NEUTRAL = _either(
    "about|around|some|approximately|approx.|roughly|an estimated|estimated|circa|close to|another|"
    "a further|further|an additional|additional|an extra|extra|a total of|total of|all|only|just|"
    "exactly|the|these|those|last|other|well|slightly|far|much|possibly|perhaps|even|quite|an|a|"
    "his|her|its|their|a combined|or"
)
# At most six: "a total of" is also "a" and "total of", so a longer run could be cut in too many ways.
_MODIFIERS = rf"(?:(?:{_LOWER}|{_UPPER}|{_NEUTRAL})\s+){{0,6}}"

_TENS_WORDS = (
    rf"(?:(?:{_either(_TENS)})(?:[\s-](?:{_either(_UNITS)})\b)?|{_either(_TEENS)}|{_either(_UNITS)})"
)
_HUNDREDS = rf"(?:(?:{_TENS_WORDS}|an?)[\s-]hundred(?:\s(?:and\s)?{_TENS_WORDS}\b)?|{_TENS_WORDS})"
_SCALED = rf"(?:{_HUNDREDS}|an?)[\s-](?:{_either(_SCALES)})\b"
# Twelve digits are more than anything reports count, and keep the arithmetic small.
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,3}|\d{1,12}(?:\.\d{1,6})?)"
    r"(?!\d|[.,:/]\d)"
    rf"(?:[\s-]?(?:{_either(_MULTIPLES)})\b|k(?!\w))?"
)
_PART = r"half[\s-](?:an?[\s-])?(?:dozen|hundred|thousand|million)|(?:an?\s)?quarter\s(?:of\s)?a\smillion"
_CARDINAL = (
    rf"{_PART}|(?:{_TENS_WORDS}|\d{{1,3}})\sand\sa\shalf\s(?:thousand|million)\b"
    rf"|{_SCALED}(?:,?\s(?:and\s)?{_SCALED})?(?:,?\s(?:and\s)?{_HUNDREDS}\b)?"
    rf"|(?:{_HUNDREDS}|an?)[\s-](?:dozen|score)\b|(?:{_HUNDREDS}|a[\s-]hundred)\b"
    rf"|(?<!\d\s)(?:dozen|hundred|thousand|million|billion)\b|{_DIGITS}"
)
_PLURALS = _either(word for word in _VAGUE if word.endswith("s"))
_VAGUE_WORDING = (
    rf"(?:{_PLURALS})(?:\sof\s(?:hundreds|thousands|millions))?\b"
    rf"|(?:an?\s)?(?:{_either(_VAGUE)})(?:(?:\sof)?[\s-](?:{_either(_MULTIPLES)})s?)?\b"
)
_NUMBER = rf"(?:{_VAGUE_WORDING}|{_CARDINAL})"
_SIZE = (
    r"(?:an?\s|the\s)?(?:(?:very\s)?"
    r"(?:large|small|huge|high|great|good|significant|limited|growing|certain|similar)\s)?"
)
_KINDS_OF_MANY = _either("series|string|spate|lot|barrage|flurry|group|wave|majority|bunch|batch")
# "A number of 25" is 25.
_UNCOUNTED = rf"(?!\s+{_MODIFIERS}\d)"
_MANY = (
    rf"{_SIZE}(?:{_KINDS_OF_MANY})\sof\b{_UNCOUNTED}"
    rf"|{_SIZE}number(?:\sof\b|(?=\s(?:were|was|are|have|had)\b)|$){_UNCOUNTED}"
    r"|(?:(?:large|high|great|huge|small)\s)?numbers\sof\b"
    r"|(?:many(?!\sas\b)|multiple|numerous|various|countless|most\sof)\b"
)
_DASH = r"\s?[-–—]\s?"
_LINK = (
    rf"(?(between)(?:{_DASH}|\s+(?:and|to)\s+)"
    rf"|(?:{_DASH}|\s+(?:to|or|if\s+not|and\s+(?:quite\s+)?(?:possibly|perhaps|even))\s+))"
)
_COUNT = re.compile(
    rf"(?<![\w$€£#/:.,+])(?<!\w[-–])(?P<modifiers>{_MODIFIERS})(?:"
    rf"(?:(?P<between>between)\s+(?:{_MODIFIERS}))?(?P<low>{_NUMBER})"
    rf"(?:{_LINK}(?P<inner>{_MODIFIERS})(?P<high>{_NUMBER}))?(?P<after>\+|\s+or\s+(?:more|so|fewer|less)\b)?"
    rf"|(?P<many>{_MANY})|(?P<exact>(?:{_either(_EXACT)})\b(?!-|\s+(?:sides|parties)|\s+of\s+the\s+sides)))",
    re.IGNORECASE,
)
# The leftmost one decides: "no fewer than" is lower although "fewer than" in it is upper.
_DIRECTION = re.compile(
    rf"\b(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER}))\s|(?P<more>\+|\bor\s+more)|(?P<less>\bor\s+(?:fewer|less))",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
# "May 12", but not "on 2 May 12 men".
_DATE_BEFORE = re.compile(rf"(?<!\d\s)(?<!\d\d)\b{_MONTH}\.?\s*$")
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b")
_LABEL_BEFORE = re.compile(
    r"\b(?:Resolution|Article|No\.|Nos\.|Number|Division|Brigade|Battalion|Regiment|Route|Highway|Unit|Section"
    r"|Chapter|Law|Order|Area|Zone|Phase|Sector|Camp|Flight|Channel|Day|Level|Page|Protocol|Geneva|Astana|aged?"
    r"|ages|young\s+as|old\s+as|Ward|Case|Form|Covid|COVID)\s*$"
)
_YEAR_BEFORE = re.compile(
    rf"\b(?:in|since|during|until|till|early|late|mid|year|spring|summer|autumn|fall|winter|{_MONTH}\.?,?"
    r"|\d{1,2},?)\s*$",
    re.IGNORECASE,
)
_MAYBE_YEAR_BEFORE = re.compile(r"\b(?:of|by|from|to|and|between|before|after|for|the)\s*$", re.IGNORECASE)
_NO_NOUN_AFTER = re.compile(
    r"\s*(?:$|[^\w\s\"“‘'(-]|(?:and|or|to|in|on|at|when|by|until|with|after|before|the|a|an|he|it|they|was|were"
    r"|has|had|have|is|are|that|which|as|but|while|said)\b)",
    re.IGNORECASE,
)
# What is measured, not counted.
_UNIT_AFTER = re.compile(
    r"\s*%|[\s-]*(?:(?:more|full|consecutive|straight|square|cubic|nautical|whole|entire|long|short|US|U\.S\.)\s+)?"
    r"(?:per\s?cent|percentage|kms?|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|[cm]m|feet|foot|inch(?:es)?|yards?"
    r"|acres?|hectares?|tons?|tonnes?|kgs?|kilograms?|kilos?|grams?|pounds?|lbs?|lit(?:er|re)s?|gallons?|hours?"
    r"|days?|weeks?|months?|years?|minutes?|seconds?|decades?|century|centuries|nights?|degrees?|dollars?|euros?"
    r"|rubles?|roubles?|liras?|o[’']clock|[ap]\.?m\b|knots|[mk]ph|times?|calib(?:er|re)|quarters?|thirds?|fold|sides?)\b",
    re.IGNORECASE,
)
# What makes a number part of a name or of an adjective: "72B", "20-pounder", "1990s"; but "a 25-man unit".
_GLUED_AFTER = re.compile(
    r"[^\W\d_]|\d|[-–](?!(?:man|men|members?|persons?|people|strong|odd|vehicle|truck)\b)\w|[’']s\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"\b(?:aged?|young\s+as|old\s+as)\s*$", re.IGNORECASE)
# In "handed over four children" no more than four are meant.
_PARTICLE = re.compile(
    r"\b(?:hand|turn|sign)(?:ed|ing|s)?\s*$|\b(?:took|taken|taking|takes?)\s*$", re.IGNORECASE
)
_NO_ONE = re.compile(r"\b(?:no|any|every|each|some)\s$", re.IGNORECASE)


def counts(text: str) -> Iterator[Count]:
    """The numbers of a text that count something, in order, never overlapping."""
    at = 0
    while (match := _COUNT.search(text, at)) is not None:
        count = _count(text, match)
        at = match.end() if count is None else count.end
        if count is not None:
            yield count


def _count(text: str, match: re.Match[str]) -> Count | None:
    if match["exact"]:
        exact = _EXACT[match["exact"].lower()]
        return Count(start=match.start(), end=match.end(), bounds=Bounds(min=exact, max=exact))
    if match["many"]:
        return Count(start=match.start(), end=match.end(), bounds=Bounds(min=2, max=None))
    bounds, start, end, modifiers = _range(match), match.start(), match.end(), match["modifiers"]
    if modifiers[:5].lower() == "over " and _PARTICLE.search(text[max(0, start - 16) : start]):
        start, modifiers = start + len("over "), modifiers[len("over ") :]
    if bounds is None:
        low, end = _value(match["low"]), match.end("low") if match["high"] else end
        bounds = _bounded(low, modifiers + (match["after"] or "")) if low else None
    if bounds is None or not _counts_something(text, match, end):
        return None
    return Count(start=start, end=end, bounds=bounds)


def _bounded(value: tuple[int, int], modifiers: str) -> Bounds:
    direction = _DIRECTION.search(modifiers)
    if direction is None:
        return Bounds(min=value[0], max=value[1])
    if direction["upper"] or direction["less"]:
        return Bounds(min=None, max=value[1])
    return Bounds(min=value[0], max=None)


def _range(match: re.Match[str]) -> Bounds | None:
    """The bounds of a range, None where the wording is no range or runs backwards."""
    if match["high"] is None or (high := _value(match["high"])) is None:
        return None
    low = _value(match["low"], _shared_scale(match["low"], high, match["high"]))
    if low is None or low[0] >= high[0]:
        return None
    return Bounds(min=low[0], max=_bounded(high, match["inner"] + (match["after"] or "")).max)


def _shared_scale(low: str, high: tuple[int, int], wording: str) -> int:
    """What the low end is multiplied by when only the high end says it: "two to three hundred"."""
    *first, last = _SEPARATOR.split(wording.lower())
    scale = _MULTIPLES.get(last, 1000 if "," in wording else 1)
    if any(_MULTIPLES.get(word, 0) > scale for word in first):
        # "One to two thousand five hundred": the last word counts a rest.
        return 1
    own = _exact(_SEPARATOR.split(low.lower()))
    fits = own is not None and own < 1000 and "," not in low and own * scale < high[0]
    return scale if fits and not any(word in _MULTIPLES for word in _SEPARATOR.split(low.lower())) else 1


_SEPARATOR = re.compile(r"[\s-]+")
# "3million"
_GLUED_SCALE = re.compile(rf"(?<=\d)(?={_either(_MULTIPLES)})")
_GROUPING = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3})")


def _value(wording: str, scale: int = 1) -> tuple[int, int] | None:
    """The smallest and largest number that a wording without modifiers means; None if it is no count."""
    words = _SEPARATOR.split(_GLUED_SCALE.sub(" ", _GROUPING.sub("", wording.lower())))
    vague = next((word for word in words if word in _VAGUE), None)
    if vague is None:
        number = _exact(words)
        if number is None or (number * scale).denominator != 1:
            return None
        return int(number * scale), int(number * scale)
    low, high = _VAGUE[vague]
    multiple = words[-1].removesuffix("s")
    if words[-1] == vague or multiple not in _MULTIPLES:
        return low, high
    if (vague, multiple) in _VAGUE_MULTIPLES:
        return _VAGUE_MULTIPLES[vague, multiple]
    if vague.endswith("s") and words[-1].endswith("s"):
        return low * _MULTIPLES[multiple], (high + 1) * _MULTIPLES[multiple] - 1
    return low * _MULTIPLES[multiple], high * _MULTIPLES[multiple]


def _exact(words: list[str]) -> Fraction | None:
    """The number that words or digits without modifiers mean."""
    total, current = Fraction(0), Fraction(0)
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in {"and", "of", ""} or (word in {"a", "an"} and (current or following in _FRACTIONS)):
            continue
        if word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], Fraction(0)
        elif word in _MULTIPLES:
            current = (current or Fraction(1)) * _MULTIPLES[word]
        elif word in _FRACTIONS:
            current += _FRACTIONS[word]
        elif word in _BELOW_100:
            current += _BELOW_100[word]
        elif (digits := _PLAIN_DIGITS.fullmatch(word.replace(",", ""))) is not None:
            current += Fraction(digits[1]) * (1000 if digits[2] else 1)
        else:
            return None
    return total + current


_PLAIN_DIGITS = re.compile(r"(\d+(?:\.\d+)?)(k)?")
_FRACTIONS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}


def _counts_something(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the number at `match` is neither measured, dated, labelled nor part of a name."""
    number = match.start("low")
    wording, before, after = (
        text[number:end],
        text[max(0, match.start() - 24) : match.start()],
        text[end : end + 48],
    )
    if _UNIT_AFTER.match(after) or _GLUED_AFTER.match(after):
        return False
    if not wording[0].isdigit():
        return not _AGE_BEFORE.search(before) and not (
            wording.lower() == "one" and (_NO_ONE.search(before) or after[:8] == " another")
        )
    if (wording[0] == "0" and wording[1:2].isdigit()) or _LABEL_BEFORE.search(before):
        return False
    if wording.isdigit() and int(wording) <= 31 and not match["modifiers"]:
        return not (_DATE_BEFORE.search(before) or _DATE_AFTER.match(after))
    if len(wording) == 4 and wording.isdigit() and 1900 <= int(wording) < 2100:
        maybe = _MAYBE_YEAR_BEFORE.search(before) and _NO_NOUN_AFTER.match(after)
        return not (_YEAR_BEFORE.search(before) or maybe)
    return True
