"""Said to be none, said not to be known: figures without a number ("no casualties", "how many died")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from affray.extract.numbers import Bounds, Count
from affray.model import FigureKind

__all__ = ["said"]

_NONE = Bounds(min=0, max=0)
_UNKNOWN = Bounds(min=None, max=None, unknown=True)

_SORTS = (
    (FigureKind.KILLED, r"deaths|fatalities|dead|killed|died|dying|death\s+toll"),
    (FigureKind.INJURED, r"injuries|injured|wounded|hurt"),
    (FigureKind.CASUALTIES, r"casualties|losses|victims|harmed|casualty|toll"),
)
_HARM = "|".join(rf"(?P<{kind}>{words})" for kind, words in _SORTS)
_TOLD = r"information|details?|word|figures?|estimates?|data|immediate"
_WORD = r"(?:(?!(?:and|or|but|who|which|that|were|was)\b)[\w’'-]+\s+)"
_PLAIN = rf"(?:(?!(?:{_TOLD}|and|or|but|who|which|that|were|was)\b)[\w’'-]+\s+)"
# "No civilian casualties", "without causing injuries", "none was hurt", "no one was killed".
_NO_HARM = re.compile(
    rf"\b(?P<no>(?:no|without(?:\s+(?:any|causing|inflicting))*|zero)\s+{_PLAIN}{{0,3}}?(?:casualties|injuries|deaths"
    r"|fatalities|losses|victims))\b(?!\s+(?:figures?|numbers?|tolls?))"
    rf"|\b(?:no\s+one|nobody|none|no\s+{_WORD}{{1,3}}?)\s*(?:was|were|is|are|has\s+been|have\s+been|had\s+been)\s+"
    r"(?:reported(?:ly)?\s+)?(?P<done>killed|hurt|injured|wounded|harmed)\b",
    re.IGNORECASE,
)
_HIDDEN = r"(?:unspecified|unknown|undisclosed|undetermined|unconfirmed|uncertain|untold)"
_HOW_MANY = rf"\bhow\s+many\s+{_WORD}{{0,5}}?(?:had\s+|have\s+)?(?:been\s+|were\s+|was\s+)?(?:{_HARM})\b"
_HIDDEN_NUMBER = rf"\b(?:an?\s+)?{_HIDDEN}\s+numbers?\s+of\s+{_WORD}{{0,3}}?(?:were\s+|was\s+)?(?:{_HARM})\b"
_HIDDEN_HARM = (
    rf"\b{_HIDDEN}\s+{_WORD}?(?:(?P<killed>deaths|fatalities)|(?P<injured>injuries)"
    r"|(?P<casualties>casualties|losses))\b"
)
_NOT_TOLD = (
    rf"\bno\s+{_WORD}{{0,3}}?(?:{_TOLD})\s+(?:\w+\s+)?(?:on|about|of|for)\s+{_WORD}{{0,3}}?(?:{_HARM})\b"
)
_NOT_EXACT = (
    rf"\b(?:the\s+)?(?:exact|precise)\s+(?:number|extent|count)\s+of\s+{_WORD}{{0,3}}?(?:{_HARM})\b"
    r"(?=[^.;]{0,60}\b(?:unknown|unclear|uncertain|not\s+(?:\w+\s+)?(?:known|clear|confirmed))\b)"
)
_NO_TOLL = (
    r"\b(?:no|not\s+(?:\w+\s+){0,2}a|without\s+a|unable\s+to\s+\w+\s+a)\s+"
    r"(?:(?:immediate|precise|exact|final|official|clear|overall)\s+)?(?P<casualties>toll)\b"
)
_SAID = (_HOW_MANY, _HIDDEN_NUMBER, _HIDDEN_HARM, _NOT_TOLD, _NOT_EXACT, _NO_TOLL)
# Each pattern's groups get a number of their own: "3_killed".
_NOT_KNOWN = re.compile(
    "|".join(pattern.replace("(?P<", f"(?P<p{number}_") for number, pattern in enumerate(_SAID)),
    re.IGNORECASE,
)

# A toll is of the dead where the sentence speaks of them before it.
_DEAD = re.compile(r"\b(?:killed|killing|dead|deaths?|died|lives)\b", re.IGNORECASE)


def said(text: str) -> Iterator[tuple[Count, FigureKind]]:
    """The wordings that say none or not known, with what they count, in order of kind of saying."""
    for match in _NO_HARM.finditer(text):
        words = (match["done"] or match["no"]).lower()
        yield Count(start=match.start(), end=match.end(), bounds=_NONE), _none_of(words)
    for match in _NOT_KNOWN.finditer(text):
        kind = FigureKind((match.lastgroup or "").partition("_")[2])
        if match[0].lower().endswith("toll") and _DEAD.search(text, 0, match.start()):
            kind = FigureKind.KILLED
        yield Count(start=match.start(), end=match.end(), bounds=_UNKNOWN), kind


def _none_of(words: str) -> FigureKind:
    if words.endswith(("deaths", "fatalities", "killed")):
        return FigureKind.KILLED
    return FigureKind.INJURED if words.endswith(("injuries", "injured", "wounded")) else FigureKind.CASUALTIES
