"""The index of actors' names, and the names that stand inside a filler's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from affray.ground.words import Word, keys, sound, words
from affray.model import ActorName
from affray.resources.actors import Party, laid, parties

# Longest name that is searched for, in folded words, dropped ones left out; a test compares it with the file.
LONGEST = 9
# Kinds of names that only describe: who is meant is for the theatre to settle.
DESCRIBING = frozenset({"description", "label"})
# Acronyms up to this length are matched in capitals only: "US" and "us", "IS" and "is".
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One actor that a name may mean, with the name that it was met by."""

    party: Party
    name: ActorName
    by_sound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name found among words: `words[first:last]`, and whom it may mean."""

    first: int
    last: int
    named: tuple[Named, ...]

    @property
    def described(self) -> bool:
        """Whether it is only a description ("government forces"), which a theatre must settle."""
        return all(named.name.kind in DESCRIBING for named in self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Names by the set of their folded words, and by how those sound; actors by id."""

    by_words: dict[frozenset[str], tuple[Named, ...]]
    by_sound: dict[frozenset[str], tuple[Named, ...]]
    by_id: dict[str, Party]
    demonyms: dict[str, Party]


def index() -> Index:
    """The index over all known actors."""
    return _index(laid())


@cache
def _index(_: str) -> Index:
    by_words: defaultdict[frozenset[str], list[Named]] = defaultdict(list)
    by_sound: defaultdict[frozenset[str], list[Named]] = defaultdict(list)
    people = {}
    for party in parties():
        for name in party.actor.names:
            if name.kind == "demonym":
                people[words(name.name)[0].key] = party
                continue
            known = keys(name.name)
            by_words[known].append(Named(party=party, name=name))
            if len(known) > 1 and name.kind in ("self", "english", "former"):
                by_sound[heard(known)].append(Named(party=party, name=name, by_sound=True))
    return Index(
        by_words={known: tuple(named) for known, named in by_words.items() if known},
        by_sound={known: tuple(named) for known, named in by_sound.items()},
        by_id={party.actor.actor: party for party in parties()},
        demonyms=people,
    )


def heard(known: frozenset[str]) -> frozenset[str]:
    """The words of a name by their sound: "Tawheed" and "Tawhid", "Fateh" and "Fatah"."""
    return frozenset(sound(word) for word in known)


def demonyms() -> dict[str, Party]:
    """States by the folded word for their people and things ("russian")."""
    return index().demonyms


def hits(found: Sequence[Word]) -> tuple[Hit, ...]:
    """The names among words, longest first won, none overlapping, in the order of the text.

    A name inside a word that only qualifies ("ISIS" in "anti-ISIS") is none.
    """
    kept = [at for at, word in enumerate(found) if word.key]
    taken: set[int] = set()
    won: list[Hit] = []
    for length in range(min(LONGEST, len(kept)), 0, -1):
        for start in range(len(kept) - length + 1):
            span = kept[start : start + length]
            if taken.intersection(span) or not _whole(found, span):
                continue
            named = () if _goes_on(found, span[-1]) else _named(found[span[0] : span[-1] + 1])
            if named and not (length == 1 and _in_longer_name(found, kept, start)):
                taken.update(span)
                won.append(Hit(first=span[0], last=span[-1] + 1, named=named))
    return tuple(sorted(won, key=lambda hit: hit.first))


def _whole(found: Sequence[Word], span: Sequence[int]) -> bool:
    """Whether a span holds each qualifying compound that it touches whole."""
    compounds = {found[at].tied for at in span} - {0}
    inside = set(span)
    return all(at in inside for at, word in enumerate(found) if word.tied in compounds and word.key)


def _goes_on(found: Sequence[Word], last: int) -> bool:
    """Whether a name goes on with "and": al-Tawhid, but not in "al-Tawhid wal-Jihad"."""
    return any(word.raw.lower() in ("wal", "wa") for word in found[last + 1 : last + 2])


def _in_longer_name(found: Sequence[Word], kept: Sequence[int], at: int) -> bool:
    """Whether one word is part of an unknown name: "Fatah" in "Fatah al-Islam".

    For a common noun it takes capitals on both sides: "Thuwar" in "Jabhat Thuwar al-Raqqa".
    """
    word = found[kept[at]]
    article = [each.raw.lower() for each in found[kept[at] + 1 : kept[at] + 2]]
    if article and article[0] in ("al", "el") and kept[at] + 2 < len(found):
        return found[kept[at] + 2].raw[:1].isupper()
    if not word.raw[:1].isupper() or not all(
        each.name.kind in DESCRIBING for each in index().by_words[frozenset({word.key})]
    ):
        return False
    before = found[kept[at - 1]].raw[:1].isupper() if at else False
    after = found[kept[at + 1]].raw[:1].isupper() if at + 1 < len(kept) else False
    return before and after


def _named(whole: Sequence[Word]) -> tuple[Named, ...]:
    """The names that words may be, the dropped ones among them included."""
    span = [word for word in whole if word.key]
    known = frozenset(word.key for word in span)
    named = index().by_words.get(known, ())
    if any(word.raw.lower() == "and" for word in whole):
        # "the FSA and rebels" are two; "Authenticity and Development Front" is one.
        return tuple(each for each in named if " and " in each.name.name.lower())
    if len(span) > 1:
        # A name of one word is too short to be told by its sound, and a common noun is no name.
        capitals = all(word.raw[:1].isupper() for word in span)
        return named or (index().by_sound.get(heard(known), ()) if capitals else ())
    return tuple(each for each in named if _written(span[0].raw, each.name))


def _written(raw: str, name: ActorName) -> bool:
    """Whether one word is written as that name may be: names with capitals, short acronyms whole."""
    if name.kind in DESCRIBING:
        return True
    plain = raw.replace(".", "")
    if name.kind == "acronym" and len(plain) <= _SHORT:
        return plain == name.name.replace(".", "")
    # Keys are singular, and no name is: Hama is not Hamas.
    singular = name.name.endswith("s") and not plain.endswith("s")
    return any(letter.isupper() for letter in plain) and not singular


# How much of a report is searched for the actors that it names: more than any article, and bounded.
SEARCHED = 200_000


def named_in(text: str) -> dict[str, Party]:
    """The actors that a text names, descriptions and names of several left out, by id."""
    return _named_in(text[:SEARCHED], laid())


@lru_cache(maxsize=4)
def _named_in(text: str, _: str) -> dict[str, Party]:
    found = {}
    for hit in hits(words(text)):
        parties = {named.party.actor.actor: named.party for named in hit.named}
        if len(parties) == 1 and not hit.described:
            found.update(parties)
    return found


def names_actor(name: str) -> bool:
    """Whether a name is an actor's and no description."""
    found = words(name)
    return any(not hit.described and hit.last - hit.first == len(found) for hit in hits(found))
