"""Whose text a report is: the agency that signs it, or that its words speak for.

Reading finds an origin by the lines of a page (`Report.origin`). Where a page came as one line, or its outlet
left the signature out, the text still tells: an agency says "told AFP" and "an AFP correspondent" of itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from affray.model import Report
from affray.resources.sources import Source, sources
from affray.text import fold

# Kinds of sources that pass on what others say.
_MEDIA = frozenset({"agency", "outlet", "broadcaster"})
# So far into a text, and so far from its end, a name may be its signature.
_HEAD, _TAIL = 240, 80
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# What stands before and after the name of an agency that signs in the head or at the end.
_BY = re.compile(r"(?:\b[Bb]y|[Ss]ources?:?)\s*$")
_OPEN = re.compile(r"[(\[]\s*$")
_CITES = re.compile(r"\b(?:told|tells?|to|citing|quoting|from|for|with|of|and|the|by)\s*$", re.IGNORECASE)
_CLOSE = re.compile(r"\s*[)\]]")
# "AFP Monday 4 July", "Reuters -", and a byline of its own whose line break was lost: "Reuters A shell fell".
_AFTER_HEAD = re.compile(rf"\s*,?\s+(?:{_DAY}|\d)|\s*[-–—]{{1,2}}\s|[ \t]*\n|\s+(?:An?|The|At|In|On)\s")
_BEFORE_END = re.compile(r"(?:[-–—/]{1,2}|[(\[]|\b[Ss]ources?\b:?)\s*$")
_AFTER_END = re.compile(r"\W*$")
# … and of one that a text speaks for. Where apostrophes were stripped it is "AFPs correspondent".
_TOLD = re.compile(r"\b(?:told|tells|telling)\s+(?:the\s+)?$")
_PEOPLE = re.compile(r"(?:['’]?s)?\s+(?:correspondents?|reporters?|journalists?|photographers?)\b")


def known(name: str) -> Source | None:
    """The known source that has exactly this name, in any of its spellings."""
    return _by_name().get(_key(name))


def is_media(source: Source) -> bool:
    """Whether a source is one that passes on what others say."""
    return source.kind in _MEDIA


def origin_of(report: Report) -> str | None:
    """Whose copy a report is: as reading found it, else as its text tells; None: its outlet's own."""
    if report.origin is not None:
        found = known(report.origin)
        return found.name if found is not None else report.origin
    own = known(report.outlet) if report.outlet else None
    name = _signed(report.text)
    if name is None and not _writes_itself(report, own):
        name = _speaking(report.text)
    return None if own is not None and own.name == name else name


def _writes_itself(report: Report, own: Source | None) -> bool:
    """Whether a report is its outlet's own work, which quotes agencies: it is one, or people "told" it."""
    if own is not None and own.kind == "agency":
        return True
    names = own.names if own is not None else (report.outlet,) if report.outlet else ()
    told = "|".join(map(re.escape, names))
    asked = rf"\b(?:told|speaking to)\s+(?:the\s+)?(?:{told})\b"
    return bool(told) and re.search(asked, report.text) is not None


def _signed(text: str) -> str | None:
    """The agency that signs at the end ("--Reuters", "Source: SANA") or in the head ("AFP Monday …")."""
    for match in _named(text, max(0, len(text) - _TAIL), len(text)):
        if _BEFORE_END.search(text[: match.start()]) and _AFTER_END.match(text, match.end()):
            return _name(match)
    return next((_name(match) for match in _named(text, 0, _HEAD) if _signs(text, match)), None)


def _signs(text: str, match: re.Match[str]) -> bool:
    """Whether an agency's name in the head of a text is its signature."""
    before = text[: match.start()]
    if _OPEN.search(before):
        return _CLOSE.match(text, match.end()) is not None
    if _BY.search(before):
        return True
    return _CITES.search(before) is None and _AFTER_HEAD.match(text, match.end()) is not None


def _speaking(text: str) -> str | None:
    """The agency that a text speaks for: the one that most is told to, or whose people saw it."""
    told = Counter(
        _name(match)
        for match in _named(text, 0, len(text))
        if _TOLD.search(text[max(0, match.start() - 20) : match.start()]) or _PEOPLE.match(text, match.end())
    )
    return min(told, key=lambda name: (-told[name], name)) if told else None


def _named(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _names().finditer(text, start, end)


def _name(match: re.Match[str]) -> str:
    return _agencies()[match["name"]]


@cache
def _agencies() -> dict[str, str]:
    """The names of agencies, as written, with the name each is known by."""
    found: dict[str, str] = {}
    for source in sources():
        if source.kind == "agency":
            for name in source.names:
                found.setdefault(name, source.name)
    return found


@cache
def _names() -> re.Pattern[str]:
    listed = sorted(_agencies(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w'’])(?P<name>{'|'.join(map(re.escape, listed))})(?=s?\b)(?![\w-]{{2}})")


@cache
def _by_name() -> dict[str, Source]:
    found: dict[str, Source] = {}
    for source in sources():
        for name in source.names:
            found.setdefault(_key(name), source)
    return found


def _key(name: str) -> str:
    return fold(name.replace(".", "")).removeprefix("the ")
