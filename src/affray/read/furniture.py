"""Tells page furniture by its words: which single lines are no part of a report, wherever they stand."""

from __future__ import annotations

import re

from affray.read import dates, lexicon

_EDGES = " \t•·*-–—|»«>‹›#:…[]↓↑→←▶►■●"
_URL_LINE = re.compile(r"\W*(?:https?://|www\.)\S+\W*|\W*\S+@\S+\.\w{2,}\W*|@\w{2,30}", re.IGNORECASE)
_NAME = r"[A-ZÀ-Ž][\w'’.-]*(?:\s+(?:[A-ZÀ-Ž][\w'’.-]*|al-\w+|bin|ibn|de|van|von|el|al|der|la)){0,4}"
_NAMES = rf"{_NAME}(?:\s*(?:,|;|and|&|/|with)\s*{_NAME}){{0,5}}"
_PLACES = r"(?:\s+(?:in|from|at)\s+[A-Z][\w'’ .,-]{1,60})?"
_WORK = (
    r"(?:additional |further )?(?:report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|translat(?:ion|ed)"
    r"|compil(?:ing|ed)"
    r"|photograph(?:y|ed)|contribut(?:ing|ed)|produc(?:ing|ed)|post(?:ed|ing)|fil(?:ed|ming)"
    r"|interview(?:ed)?|prepared"
    r"|published)(?: (?:and|by|for|with) (?:report|writ|edit)\w+)?"
)
# "By Name", "Reporting by: Name; editing by Name": a person's name is no origin.
_BYLINE = re.compile(
    rf"\W*(?:(?i:by)|(?i:{_WORK} by)|(?i:author|writer|reporter|editor|correspondent|translator"
    rf"|journalist)s?)\s*:?\s*"
    rf"{_NAMES}{_PLACES}(?:\s*[;,.]\s*(?i:{_WORK} by)\s*:?\s*{_NAMES}{_PLACES}){{0,4}}\W*"
)
_STAFF = re.compile(
    r"\W*by:? (?:our |the |a )?(?:\w+ ){0,3}(?:staff(?: writers?| reporters?)?|correspondents?|web ?desk"
    r"|news ?desk|agencies|editors?|admin)\W*",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|reported|announced|added|claimed|stated|confirmed|denied|killed|wounded"
    r"|according to)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:{dates.WEEKDAY})\b|\b\d{{1,2}}[:.]?\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\b"
    rf"|\b(?:[ap]\.?m\.?|gmt|utc|est|edt|ksa|cet"
    r"|local time|hrs?|hours|mecca|makkah)\b|[+-]\d{1,2}(?::\d{2})?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:last |first )?(?:updated?|modified|published|posted|created|uploaded|edited|issued|added"
    r"|date of publication"
    r"|publication date|date|time|on|at|by|the|and)\b",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[.…][\"'”’)\]]*$")
_PROMPTS = frozenset({"form", "captcha", "clock"})
# The longest line a rule for lines looks at; all furniture measured is shorter (eval/read.py).
_LONGEST = 600


def of_lexicon(text: str) -> str | None:
    """Which kind of furniture a whole line is by its words alone; None when it may be the report's."""
    if len(text) > _LONGEST:
        return None
    bare = text.strip(_EDGES)
    if not any(char.isalnum() for char in bare):
        return "ornament"
    if _URL_LINE.fullmatch(text):
        return "url"
    count = len(bare.split())
    # Furniture that ends as a sentence does is the page's own prompt ("Your address will not be shown.").
    prompts = count >= 5 and _FULL_STOP.search(text) is not None
    for group in lexicon.groups():
        if prompts and (group.name not in _PROMPTS or _REPORTED.search(text)):
            continue
        if count <= group.words and not group.sentences and _whole(group.pattern, bare):
            return group.name
    if count <= 14 and is_clock(text):
        return "clock"
    return None


def of_sentences(text: str) -> str | None:
    """Furniture in whole sentences (disclaimers, appeals): only outside the body is a line taken for it."""
    if len(text) > _LONGEST or _REPORTED.search(text):
        return None
    bare = text.strip(_EDGES)
    count = len(bare.split())
    for group in lexicon.groups():
        if group.sentences and count <= group.words and _whole(group.pattern, bare):
            return group.name
    return None


def is_byline(text: str) -> bool:
    """Whether a line names its writers: "By Name", "Reporting by: Name; Editing by Name in Place"."""
    if len(text) > _LONGEST:
        return False
    bare = text.strip().strip("()")
    return bool(_BYLINE.fullmatch(bare) or _STAFF.fullmatch(bare))


def is_clock(text: str) -> bool:
    """Whether a line holds a date or a time of day, and nothing else but its label."""
    if len(text) > 120:
        return False
    rest = text
    for found in reversed(list(dates.find(text))):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest, times = _TIME.subn(" ", rest)
    if rest == text and not times:
        return False
    return not any(char.isalnum() for char in _LABEL.sub(" ", rest))


def _whole(pattern: re.Pattern[str], bare: str) -> bool:
    return bool(pattern.fullmatch(bare) or pattern.fullmatch(bare.rstrip(" .!?")))
