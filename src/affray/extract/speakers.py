"""Speakers of quotations by rule: who says what stands beside the marks, with or without a claim there."""

from __future__ import annotations

import re

from affray.extract.quotations import Quoted
from affray.model import Span

_SAYS = (
    r"(?:said|says|told|tells|added|adds|stated|wrote|writes|explained|noted|continued|recalled|warned"
    r"|declared|insisted|stressed|remarked|commented|announced|argued|replied|tweeted|quoted|claimed|recounted)"
)
_NAME = r"(?:(?:[Aa]l|[Ee]l|[Aa]bu|[Bb]in|[Ii]bn|[Dd]e|[Vv]an)[- ])?[^\W\d_a-z][\w’'.-]*"
# "said Colonel Haddad": the verb, then a name of up to seven words.
_AFTER = re.compile(rf"[\s,]*\b{_SAYS}\s+(?P<who>(?:the\s+|an?\s+)?{_NAME}(?:\s+{_NAME}){{0,6}})")
# "the group said": up to ten words from the mark or the sentence's beginning to the verb.
_BEFORE = re.compile(rf"[\s,]*(?P<who>[^\s\"“”«»,:;]+(?:\s+[^\s\"“”«»,:;]+){{0,9}}?)\s+{_SAYS}\b")
_BEGINS = re.compile(
    r"(?:the|an?|another|one|his|her|its|their)\s|[^\W\d_a-z]|(?:he|she|they|it)$", re.IGNORECASE
)
# What may stand between the verb and the quotation that it leads to: "said in a statement on Friday:".
_LEADS_IN = re.compile(r"(?:\s+[^\s\"“”]+){0,8}[\s,:]*")
_NOT_LAST = re.compile(r"\b(?:and|or|also|then|later|was|were|has|had|have|who|which|that|of|by)$")
_PRONOUN = re.compile(r"(?:he|she|they|it|i|we|who|which)$", re.IGNORECASE)


def beside(sentence: Span, quoted: Quoted) -> Span | None:
    """The speaker that a sentence names beside its quotation, pronouns too; None where it names none."""
    text, within = sentence.text, sentence.start
    for start, end in quoted.parts:
        for pattern in (_AFTER, _BEFORE):
            match = pattern.match(text, end - within)
            if match is not None and _names(match["who"]):
                return _span(sentence, match)
        lead = _BEFORE.match(text, 0, start - within) if start == quoted.parts[0][0] else None
        if lead is not None and _names(lead["who"]) and _LEADS_IN.fullmatch(text, lead.end(), start - within):
            return _span(sentence, lead)
    return None


def _names(who: str) -> bool:
    return _BEGINS.match(who) is not None and not _NOT_LAST.search(who)


def _span(sentence: Span, match: re.Match[str]) -> Span:
    start, text = sentence.start + match.start("who"), match["who"].rstrip(".")
    return Span(start=start, end=start + len(text), text=text)
