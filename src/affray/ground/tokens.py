"""Cuts a place filler into names and the words that say how the names relate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from affray.resources.keys import is_arabic


class Kind(Enum):
    """What a token does to the names around it."""

    NAME = "name"
    ADJECTIVE = "adjective"
    NOUN = "noun"
    DIRECTION = "direction"
    NEAR = "near"
    RURAL = "rural"
    PART = "part"
    FAR = "far"
    OWN = "own"
    AND = "and"
    COMMA = "comma"
    IN = "in"
    TO = "to"
    OF = "of"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token: its kind, its words as written, and for nouns what they call a place."""

    kind: Kind
    text: str
    value: str = ""


_NOUNS = {
    "settlement": "city town village hamlet settlement capital municipality bastion cities مدينة بلدة قرية",
    "province": "province governorate oblast state wilayat muhafazah محافظة ولاية",
    "district": "district suburb subdistrict",
    "quarter": "neighborhood neighbourhood quarter حي",
    "site": (
        "airbase airport airfield base camp checkpoint crossing dam hospital school mosque prison barracks "
        "airstrip station bridge refinery field plant market square church warehouse headquarters academy "
        "street roundabout factory silo farm university garden cemetery monastery junction"
    ),
    "road": "road highway motorway route",
    "border": "border frontier",
    "line": "river coast axis",
}
_NOUN = {word: value for value, listed in _NOUNS.items() for word in listed.split()}
_WORDS = {
    Kind.RURAL: "countryside rural rif hinterland ريف",
    Kind.PART: "part parts half swathes side sections",
    Kind.NEAR: "near outskirts around outside vicinity edge close nearby surrounding toward towards",
    Kind.IN: "in inside within at across throughout from في",
    Kind.OF: "of",
    Kind.TO: "to",
    Kind.AND: "and or",
    # Words of people and of continents, capitals in any text, and towns somewhere in the world.
    Kind.OTHER: (
        "the a an its their his with on by which several many two three area areas islamic christian "
        "shia shiite sunni kurdish kurd arab muslim alawite druze yazidi turkmen jewish catholic orthodox "
        "africa asia europe antarctica oceania"
    ),
}
_WORD = {word: kind for kind, listed in _WORDS.items() for word in listed.split()}
_COMPASS = {"north": 0, "east": 90, "south": 180, "west": 270}
_ARTICLE = r"(?:[Aa]l|[Ee]l|[AEae](?:d|r|s|sh|t|z|n|th|s)|[Uu]l)"
_PIECE = re.compile(
    r"(?P<far>\d+(?:[.,]\d+)?\s*(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\b)"
    r"|(?P<own>['’]s?(?=\s|$))"
    r"|(?P<comma>[,;()\[\]:/])"
    rf"|(?P<word>(?:{_ARTICLE}[-’' ](?=[^\W\d_a-z]))?\w(?:[\w-]|['’‘`ʿʾ.](?=\w)(?!s\b))*)"
)
# "ISIS-held" tells who holds a place, not where it is.
_HOLDER = re.compile(r"(?i)\S+[- ](?:held|controlled|ruled|besieged|majority|backed|occupied|dominated)\b")
_LONGEST = 6
_INNER = re.compile(r"[-’' ]")


def tokens(text: str, known: Callable[[str], bool], country: Callable[[str], str | None]) -> Iterator[Token]:
    """The tokens of a place filler.

    Args:
        text: The filler's words.
        known: Whether several words are one known name ("Old City of Aleppo", "Rural Damascus").
        country: The country that an adjective names ("Syrian"), None for any other word.
    """
    pieces = list(_PIECE.finditer(_HOLDER.sub(" ", text)))
    at = 0
    while at < len(pieces):
        taken = _known(pieces, at, known)
        if taken:
            yield Token(kind=Kind.NAME, text=_joined(pieces, at, taken))
            at += taken
            continue
        token = _token(pieces[at], country)
        at += 1
        if token.kind is Kind.NAME:
            run = 1
            while at < len(pieces) and _token(pieces[at], country).kind is Kind.NAME:
                at, run = at + 1, run + 1
            token = Token(kind=Kind.NAME, text=_joined(pieces, at - run, run))
        yield token


def _joined(pieces: list[re.Match[str]], at: int, count: int) -> str:
    return pieces[at].string[pieces[at].start() : pieces[at + count - 1].end()]


def _known(pieces: list[re.Match[str]], at: int, known: Callable[[str], bool]) -> int:
    """How many pieces from here on are one known name of two words or more."""
    if not pieces[at]["word"]:
        return 0
    for count in range(min(_LONGEST, len(pieces) - at), 1, -1):
        name = _joined(pieces, at, count)
        if any(letter.isupper() for letter in name) and known(name):
            return count
    return 0


def _token(piece: re.Match[str], country: Callable[[str], str | None]) -> Token:
    text = piece[0]
    for group, kind in (("far", Kind.FAR), ("own", Kind.OWN), ("comma", Kind.COMMA)):
        if piece[group]:
            return Token(kind=kind, text=text)
    low = text.lower()
    plain = _plain(low)
    adjective = None if plain else country(text)
    if plain is None and adjective is not None:
        return Token(kind=Kind.ADJECTIVE, text=text, value=adjective)
    capital = next((letter for letter in _INNER.split(text)[-1] if letter.isalpha()), "")
    if plain is None and (text[0].isupper() or capital.isupper() or is_arabic(text)):
        return Token(kind=Kind.NAME, text=text)
    return plain or Token(kind=Kind.OTHER, text=low)


def _plain(low: str) -> Token | None:
    """The token of a word with a meaning of its own, None for any other word."""
    singular = low[:-1] if low.endswith("s") and low[:-1] in _NOUN else low
    if singular in _NOUN:
        return Token(kind=Kind.NOUN, text=low, value=_NOUN[singular])
    if low in _WORD:
        return Token(kind=_WORD[low], text=low)
    degrees = direction(low)
    return None if degrees is None else Token(kind=Kind.DIRECTION, text=low, value=str(degrees))


def direction(low: str) -> int | None:
    """Degrees east of north of a compass word, None for any other word."""
    plain = low.replace("-", "").replace("wards", "").replace("ward", "")
    plain = plain.removesuffix("ern")
    if plain in _COMPASS:
        return _COMPASS[plain]
    for first in ("north", "south"):
        rest = plain.removeprefix(first).removeprefix("ern")
        if plain.startswith(first) and rest in ("east", "west"):
            turn = 45 if first == "north" else 135
            return turn if rest == "east" else 360 - turn
    return None
