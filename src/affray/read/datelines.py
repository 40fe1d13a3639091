"""Finds datelines ("PLACE (AGENCY) -"), which name where a report was filed and whose copy it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from affray.read import dates, lexicon

_WORD = r"(?:[A-ZÀ-Ž][\w’'`.-]*|al-[A-Z]\w+)"
_PLACE = rf"{_WORD}(?:[ /](?:{_WORD}|de|of|el|al)){{0,3}}"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:(?i:{dates.WEEKDAY}),?\s*)?(?:\d{{1,2}}\s+(?i:{_MONTHS})"
    rf"|(?i:{_MONTHS})\s+\d{{1,2}})(?:,?\s+(?:19|20)\d\d)?"
)
_DAY = re.compile(_DATE)
# "PLACE, Something News –" names who reports it; "PLACE, Province –" where it is.
_OUTLET = re.compile(rf"\b{lexicon.words('outlets')}\b", re.IGNORECASE)
_DASH = r"(?P<dash>\s*(?:—|–|--)\s*|\s+-\s*|-\s+)"
_FORM = re.compile(
    rf"(?P<place>{_PLACE})(?P<more>,\s*(?!{_DATE}){_PLACE})?(?:[,/]?\s*(?P<date>{_DATE}))?"
    rf"(?:[,/]?\s*[(\[](?P<agency>[^()\[\]]{{2,50}})[)\]]\s*)?(?:{_DASH}|(?P<colon>:\s+))?"
)
_AGENCY_ONLY = re.compile(rf"[(\[](?P<agency>[^()\[\]]{{2,50}})[)\]]{_DASH}")
_BEGINS = re.compile(r"[\"“‘'«(\[]?[A-ZÀ-Ž\d]")
# Acronyms and labels that stand in capitals before a dash or colon without being places.
_NO_PLACE = frozenset(
    [
        "isis",
        "isil",
        "is",
        "un",
        "us",
        "uk",
        "eu",
        "usa",
        "fsa",
        "sdf",
        "ypg",
        "pkk",
        "nato",
        "nsf",
        "hts",
        "sohr",
        "breaking",
        "update",
        "updated",
        "exclusive",
        "analysis",
        "video",
        "watch",
        "photos",
        "opinion",
        "live",
        "urgent",
        "developing",
        "factbox",
        "timeline",
        "interview",
        "report",
        "news",
        "alert",
        "feature",
        "editorial",
        "read",
        "note",
        "correction",
        "q",
        "a",
    ]
)
_ASIDE = re.compile(r"\s[–—-]\s|—")
# A dateline stands before a sentence, of this many words at least.
_REST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline at the start of a paragraph, as worded.

    Attributes:
        end: Where the report's own words begin.
        place: Where it was filed.
        name: An agency or outlet named in it.
        date: The words of a date in it.
    """

    end: int
    place: str | None
    name: str | None
    date: str | None


def find(text: str) -> Dateline | None:
    """The dateline that a paragraph begins with, if it does."""
    match = _FORM.match(text) or _AGENCY_ONLY.match(text)
    if match is None:
        return None
    parts = match.groupdict()
    rest = text[match.end() :]
    if (
        not _BEGINS.match(rest)
        or len(rest.split()) < _REST
        or not (match.end() and _is_one(parts, text, rest))
    ):
        return None
    place, name, day = parts.get("place"), parts.get("agency"), parts.get("date")
    if name and _DAY.fullmatch(name):
        name, day = None, name
    more = (parts.get("more") or "").strip(", ")
    if more and name is None and (known(more) or _OUTLET.search(more) or not place or not place.isupper()):
        name, more = more, ""
    if place and name is None and (split := _signed(place)):
        place, name = split
    if place and name is None and known(place):
        place, name = None, place
    where = f"{place}, {more}" if place and more else place
    return Dateline(end=match.end(), place=where, name=name, date=day)


def known(name: str) -> str | None:
    """The full name of a known agency."""
    return lexicon.agencies().get(name.strip(" .").casefold())


def _is_one(parts: dict[str, str | None], text: str, rest: str) -> bool:
    place, agency = parts.get("place") or "", parts.get("agency")
    words = [word.casefold() for word in re.findall(r"\w+", place)]
    if place and all(word in _NO_PLACE for word in words):
        return False
    shouted = place.isupper() and len(place) > 2
    if parts.get("colon"):
        return agency is not None or (shouted and len(words) <= 3)
    if parts.get("dash") is None:
        return agency is not None and shouted and known(agency) is not None
    if agency is not None or shouted or _signed(place):
        return True
    if parts.get("date"):
        # "Place 5 March – " without a comma is an entry of a chronology.
        return text[len(place) :].lstrip().startswith((",", "/"))
    # "Place – Sentence": a second dash makes it an aside in a sentence that begins with the name.
    return len(words) <= 4 and _ASIDE.search(rest[: (rest + ".").index(".")]) is None


def _signed(place: str) -> tuple[str, str] | None:
    """A place with its agency behind it and no comma between ("Hama SANA")."""
    head, _, tail = place.rpartition(" ")
    return (head, tail) if head and tail.isupper() and known(tail) else None
