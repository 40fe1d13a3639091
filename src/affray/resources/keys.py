"""Keys that spellings of one place's name share, from strict to loose: the cascade of look-ups.

| level | what is equal | example |
|---|---|---|
| 1 | all but case, marks, apostrophes and hyphens | "Deir ez-Zôr", "deir ez zor" |
| 2 | articles and spaces too | "al-Bab", "Bab" |
| 3 | how Arabic is written in Latin letters | "Tell Rifa'at", "Tal Refaat" |
| 4 | consonants alone, three or more | "Hraytan", "Hureitan" |

Levels 3 and 4 hold inside one country: across the world they fit anything.
Names in Arabic script have levels 1 and 2: they are compared as Arabic, never by romanising.
Of 238 spelling variants, the right place is first for .59 / .63 / .81 / .69 by level 1 / 2 / 3 / 4 alone,
and for .89 by the cascade with ranking (findings §4, key cascade).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from affray.text import fold, fold_name

# A skeleton of two consonants fits one village in ten.
_SHORTEST_SKELETON = 3

# Words that village names are made of, by their commonest spelling (findings §4, key cascade).
_WORDS = {
    "tal": "tall tell tel til tul tale",
    "kafr": "kfar kufr kafer kfr kefr kufur kfer",
    "shaykh": "sheikh shaikh cheikh sheik shekh shiekh shayk chaykh sheykh shikh",
    "khirbat": (
        "khirbet kherbet kharbat khirba khirbah kherba kharbet khurbat khirbit khurbet kherbat kharba "
        "kharbah kharbeh kherbe kherbeh khurbah"
    ),
    "jabal": "jebel jabel djebel gebel jbel jabl djabal",
    "bayt": "beit bait beyt bet beet",
    "dayr": "deir der dair deyr",
    "ayn": "ain ein ayen eyn aain",
    "um": "umm oum om umma omm",
    "abu": "abou abo bu aboo",
    "marat": "maarat maaret maarret maarrat marat marra maara maarra marrat maart maraat maarit marrah",
    "qalat": "qalaat qalaa kalat qalat qala qalaah kalaat",
    "burj": "borj bourj bordj burge",
    "wadi": "ouadi wady",
    "jisr": "jisir jeser djisr",
    "qasr": "kasr qaser",
    "ras": "raas rass",
    "khan": "khaan",
}
# Of those, the ones that are no place's whole name.
_NOUNS = ("tal", "kafr", "khirbat", "jabal", "bayt", "dayr", "ayn", "qalat", "burj", "wadi", "jisr", "qasr")
_WORD = {variant: word for word, listed in _WORDS.items() for variant in listed.split()}
# Letters that write one Arabic sound; the order matters: "sh" goes before "h" may stand alone.
_SOUNDS = (
    ("dj", "j"), ("kh", "x"), ("sh", "S"), ("ch", "S"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("eau", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ay"), ("ai", "ay"),
    ("ey", "ay"), ("ie", "i"),
    ("q", "k"), ("c", "k"), ("v", "w"), ("p", "b"), ("o", "u"), ("e", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"([a-zA-Z])\1+")
_END = re.compile(r"(?<=..)(?:a[ht]|eh|et|e)$")
_VOWELS = str.maketrans("", "", "aiuwy")
_ARABIC = re.compile(r"[\u0621-\u064a]")


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    word = _END.sub("a", _WORD.get(word, word))
    for written, sound in _SOUNDS:
        if written in word:
            word = word.replace(written, sound)
    return _DOUBLED.sub(r"\1", word)


# Persian has one sound for each of these, so a name that came through it may be written by another
# (findings §4, level 5 of the cascade, which is for such reports only).
_PERSIAN = (("th", "s"), ("th", "z"), ("z", "dh"), ("q", "gh"), ("gh", "q"), ("kh", "h"))


def respellings(name: str) -> tuple[str, ...]:
    """How a name that a Persian agency wrote may be written from the Arabic: "Thowran" is Sowran."""
    found = []
    for written, meant in _PERSIAN:
        for old, new in ((written, meant), (written.capitalize(), meant.capitalize())):
            if old in name:
                found.append(name.replace(old, new))
    return tuple(dict.fromkeys(found))


def tables() -> str:
    """The tables that keys are made by, as text: an index is only good for the tables it was made with."""
    return repr((_WORDS, _SOUNDS, _SHORTEST_SKELETON))


def is_arabic(name: str) -> bool:
    """Whether a name is in Arabic script."""
    return _ARABIC.search(name) is not None


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym, which only its own letters match: "ISIL", "T4"."""
    return len(name) <= 6 and name.isupper() and not is_arabic(name)


def sounds(name: str) -> str:
    """The key of level 3; empty where the name has none."""
    return _sounds(fold_name(name)) if not is_acronym(name) else ""


def _sounds(folded: str) -> str:
    if not folded.isascii():
        return ""
    return _DOUBLED.sub(r"\1", "".join(_sound(word) for word in folded.split()))


def skeleton(sound: str) -> str:
    """The key of level 4, of a key of level 3; empty where fewer than three consonants are left."""
    bones = _DOUBLED.sub(r"\1", sound.translate(_VOWELS))
    return bones if len(bones) >= _SHORTEST_SKELETON else ""


def is_generic(name: str) -> bool:
    """Whether a name is only a noun that many villages' names begin with: "al-Kharba", the ruin."""
    return sounds(name) in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_sound(word) for word in _NOUNS)


def strict_keys(name: str) -> tuple[str, ...]:
    """The keys of levels 1 and 2, the strictest first."""
    folded, bare = fold(name), fold_name(name).replace(" ", "")
    return (f"1{folded}", f"2{bare}") if folded and bare else ()


def loose_keys(name: str, country: str) -> tuple[str, ...]:
    """The keys of levels 3 and 4 in a country (ISO 3166-1 alpha-2), as far as the name has them."""
    sound = sounds(name)
    bones = skeleton(sound)
    return (f"3{country}{sound}", f"4{country}{bones}")[: bool(sound) + bool(bones)]


def all_keys(name: str, country: str) -> tuple[str, ...]:
    """All keys of a place's name."""
    return (*strict_keys(name), *loose_keys(name, country))
