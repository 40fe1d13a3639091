"""Words of actors' names, folded so that a name in any of its languages gives the same set of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from affray.text import fold


def listed(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())


_RAW = re.compile(r"[^\W_](?:[\w.&’'‘`´ʿʾ]*\w)?\.?", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")

# Head nouns of groups' names, by what they mean (findings §4 Actors). "ahrar" and "hurr" both mean
# free, but Jaysh al-Ahrar is not the Free Army, so they stay as they are.
_HEADS = {
    "army": "jaysh jaish jeish",
    "front": "jabhat jabha jabhah jabhet",
    "brigade": "liwa battalion kataib kataeb katiba katibat katibah",
    "corps": "faylaq failaq legion",
    "movement": "harakat haraka harakah",
    "division": "firqa firqat",
    "soldier": "jund ajnad",
    "falcon": "suqour suqur suqor hawk",
    "knight": "fursan",
    "state": "dawla dawlat",
    "revolutionary": "thuwar thuwwar thowar thowwar revolutionaries",
    "mujahid": "mujahideen mujahidin mujahedeen mujahedin mujaheddin",
    "organization": "tanzim organisation",
    "syria": "syrian suriya souriya suriyya",
    "haq": "haqq",
    "fighter": "combatant",
}
_HEAD = {word: head for head, words in _HEADS.items() for word in words.split()}
_DROPPED = listed("the a an of al el ul so called and in for self proclaimed")
# Articles and particles that are dropped only where a hyphen ties them to the word they stand before.
_TIED = listed("ad ar as ash at az an es ez er ed et en wal wa wat lil fi i e")
# "ISIS-held", "US-backed": the name before the hyphen is not the party.
_TAILS = listed(
    "backed linked affiliated led held inspired controlled allied aligned funded based run dominated "
    "occupied supported sponsored besieged ruled trained armed friendly era majority style born"
)
_FRONTS = listed("anti pro non ex")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One folded word.

    Attributes:
        key: The folded word, head nouns mapped; empty where it is dropped.
        raw: As written, without a possessive ending.
        tied: Number of the compound it belongs to where that only qualifies ("ISIS-held"), else 0.
        start: Where it stands in the text.
        end: Where it ends.
    """

    key: str
    raw: str
    tied: int
    start: int
    end: int


# A filler's words are asked for again and again; a report's only once.
_SHORT, _REMEMBERED = 200, 20_000


def words(text: str) -> tuple[Word, ...]:
    """The folded words of a text, in order, dropped ones included with an empty key."""
    return _held(text) if len(text) <= _SHORT else _words(text)


@lru_cache(maxsize=_REMEMBERED)
def _held(text: str) -> tuple[Word, ...]:
    return _words(text)


def _words(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    compounds = 0
    for block in re.finditer(r"\S+", text):
        parts = [
            (part[0], block.start() + part.start(), block.start() + part.end())
            for part in _RAW.finditer(block[0].replace("/", " "))
        ]
        if not parts:
            continue
        lows = [fold(_POSSESSIVE.sub("", part)).strip(".") for part, _, _ in parts]
        qualifies = len(parts) > 1 and (lows[-1] in _TAILS or lows[0] in _FRONTS)
        compounds += qualifies
        for at, (part, start, end) in enumerate(parts):
            tied_article = at < len(parts) - 1 and lows[at] in _TIED
            key = "" if tied_article or lows[at] in _DROPPED else _key(lows[at])
            raw = _POSSESSIVE.sub("", part)
            tied = compounds if qualifies else 0
            found.append(Word(key=key, raw=raw, tied=tied, start=start, end=end))
        if len(parts) == 1 and lows[0] in _TAILS and len(found) > 1 and not found[-2].tied:
            compounds += 1
            _tie(found, compounds)
    return tuple(found)


def keys(text: str) -> frozenset[str]:
    """The set of words that a name is known by."""
    return frozenset(word.key for word in words(text) if word.key)


# Spellings of one sound in names taken from Arabic and Persian (findings §4, the third level of the keys
# of places; consonants alone are no key of an actor: Nusra is not Nasr).
_SOUNDS = (
    ("dj", "j"), ("kh", "x"), ("sh", "S"), ("ch", "S"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ei", "ay"), ("ai", "ay"), ("ey", "ay"), ("q", "k"), ("c", "k"), ("v", "w"),
)  # fmt: skip
_ENDING = re.compile(r"(?:ah|at|eh|iyya|iya)$")
_DOUBLE = re.compile(r"(.)\1")
_VOWELS = str.maketrans({"o": "u", "e": "i"})


@lru_cache(maxsize=4096)
def sound(key: str) -> str:
    """A folded word by its sound, so that the spellings of one Arabic word are one."""
    for spelling, letter in _SOUNDS:
        key = key.replace(spelling, letter)
    return _DOUBLE.sub(r"\1", _ENDING.sub("a", key).translate(_VOWELS))


def _key(low: str) -> str:
    plain = low.replace(".", "")
    if plain in _HEAD:
        return _HEAD[plain]
    if len(plain) > 4 and plain.endswith("ies"):
        plain = plain[:-3] + "y"
    elif len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        plain = plain[:-1]
    return _HEAD.get(plain, plain)


def _tie(found: list[Word], compound: int) -> None:
    """Tie "backed", written apart, to the word before it: "Turkish backed rebels"."""
    for at in (-2, -1):
        word = found[at]
        found[at] = Word(key=word.key, raw=word.raw, tied=compound, start=word.start, end=word.end)
