"""Reads source fillers: the known source under any of its names, else none."""

from __future__ import annotations

from functools import cache

from affray.ground.names import hits
from affray.ground.words import Word, words
from affray.model import Filler, GroundedClaim, Report, SourceMention
from affray.resources.sources import Source, sources

_LONGEST = 8


@cache
def _index() -> dict[tuple[str, ...], tuple[Source, str]]:
    found: dict[tuple[str, ...], tuple[Source, str]] = {}
    for source in sources():
        for name in source.names:
            keys = tuple(word.key for word in words(name) if word.key)
            found.setdefault(keys, (source, name))
    return found


def mention(filler: Filler) -> SourceMention:
    """The source that a filler names, its antecedent first; its name is None when unnamed or unknown."""
    for text in (filler.antecedent, filler.text):
        name = known(text) if text else None
        if name is not None:
            return SourceMention(filler=filler, name=name)
    return SourceMention(filler=filler, name=None)


def chain(report: Report, grounded: GroundedClaim) -> tuple[str, ...]:
    """Who a claim comes through, nearest first: its sources, then the report's origin where it has one.

    Each under its known name, else as worded; the origin is no filler and has no span.
    """
    named = [mention.name or mention.filler.antecedent or mention.filler.text for mention in grounded.sources]
    if report.origin is not None:
        named.append(known(report.origin) or report.origin)
    return tuple(dict.fromkeys(named))


def known(text: str) -> str | None:
    """The name of the known source with the longest name in a text, None where there is none."""
    whole = words(text)
    found = [word for word in whole if word.key]
    for length in range(min(_LONGEST, len(found)), 0, -1):
        for start in range(len(found) - length + 1):
            span = found[start : start + length]
            held = _index().get(tuple(word.key for word in span))
            # One word must be written as a name is: "the Guardian" and "a guardian", "AP" and "ap".
            if held is not None and (length > 1 or _alone(span[0], held[1], whole)):
                return held[0].name
    return None


def _alone(word: Word, name: str, whole: tuple[Word, ...]) -> bool:
    """Whether one word is a source's name, and no part of an actor's: "Hayat" in "Hayat Tahrir al-Sham"."""
    at = whole.index(word)
    inside = any(hit.first <= at < hit.last and hit.last - hit.first > 1 for hit in hits(whole))
    article = whole[at - 1].raw.lower() if at else ""
    # "Monitor" in a headline is not Al-Monitor.
    bare = name.lower().startswith("al-") and article != "al"
    return _written(word.raw, name) and not inside and not bare


def _written(raw: str, name: str) -> bool:
    plain = name.replace(".", "").removeprefix("the ").removeprefix("The ")
    if plain.isupper() and len(plain) <= 4:
        return raw.replace(".", "") == plain
    return raw[:1].isupper() or "-" in raw
