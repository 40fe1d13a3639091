"""Names in use only for a time, as a text uses them: actors' own, offices, operations, wars, bulletins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from affray.resources.actors import Days, Party, parties
from affray.resources.milestones import Milestone, Tells, milestones

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_DROPPED = str.maketrans("", "", "'’.")
_POSSESSIVE = re.compile(r"['’]s$")
# Names of fewer letters than this fall on other words, unless they are acronyms in capitals.
_SHORTEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a run of words names: an actor's name with its days, or a milestone."""

    party: Party | None
    milestone: Milestone | None
    lives: tuple[Days, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One use of a dated name in a text."""

    start: int
    end: int
    text: str
    entry: Entry

    @property
    def key(self) -> str:
        """What is named, whatever the words."""
        if self.entry.party is not None:
            return self.entry.party.actor.actor
        return self.entry.milestone.milestone if self.entry.milestone is not None else ""


def words(text: str) -> tuple[str, ...]:
    """The words of a text in the form that names are compared by; hyphens part them: "al-Nusra" is two."""
    return tuple(_form(match[0]) for match in _WORD.finditer(text))


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    bare = _POSSESSIVE.sub("", word).translate(_DROPPED)
    return bare if bare.isupper() and len(bare) <= _SHORTEST else bare.casefold()


Table = dict[str, list[tuple[tuple[str, ...], Entry]]]


@cache
def _table() -> Table:
    """The dated names by their first word, the longest first."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    entries: dict[tuple[tuple[str, ...], str], Entry] = {}
    for forms, key, entry in _entries():
        found[forms].add(key)
        entries[forms, key] = entry
    table: Table = defaultdict(list)
    for forms, keys in found.items():
        # A name that two actors share tells of neither's time.
        actors = {key for key in keys if not key.startswith("m:")}
        for key in sorted(keys):
            if key.startswith("m:") or len(actors) == 1:
                table[forms[0]].append((forms, entries[forms, key]))
    for listed in table.values():
        listed.sort(key=lambda item: (-len(item[0]), item[0]))
    return dict(table)


def _entries() -> Iterator[tuple[tuple[str, ...], str, Entry]]:
    for party in parties():
        if party.actor.kind == "generic":
            continue
        for name in party.actor.names:
            forms = words(name.name)
            if not forms or (len(forms) == 1 and len(name.name) < _SHORTEST and not name.name.isupper()):
                continue
            if len(name.name) < 3 or name.name.islower():
                continue
            lives = _lives(party, Days(earliest=name.earliest, latest=name.latest))
            yield forms, party.actor.actor, Entry(party=party, milestone=None, lives=lives)
    for milestone in milestones():
        if milestone.tells is Tells.SINCE:
            continue
        days = (Days(earliest=milestone.earliest, latest=milestone.latest),)
        for told in milestone.words:
            forms = words(told)
            yield forms, f"m:{milestone.milestone}", Entry(party=None, milestone=milestone, lives=days)


def _lives(party: Party, name: Days) -> tuple[Days, ...]:
    """When a name was in use: while its actor lived, and it was his name."""
    if name.earliest is not None and name.latest is not None:
        return (name,)
    lives = party.lifetimes or (Days(earliest=None, latest=None),)
    return tuple(
        Days(earliest=_later(life.earliest, name.earliest), latest=_earlier(life.latest, name.latest))
        for life in lives
    )


def _later(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return max(days) if days else None


def _earlier(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None


def named(text: str) -> list[Named]:
    """The dated names of a text, in its order, the longest at each word."""
    table = _table()
    own = list(_WORD.finditer(text))
    forms = [_form(match[0]) for match in own]
    present = frozenset(forms)
    out: list[Named] = []
    at = 0
    while at < len(own):
        longest = 0
        for name, entry in table.get(forms[at], ()):
            if len(name) < longest or tuple(forms[at : at + len(name)]) != name:
                continue
            if entry.milestone is not None and not _stands(entry.milestone, present):
                continue
            start, end = own[at].start(), own[at + len(name) - 1].end()
            if entry.party is not None and text[start:end].islower():
                continue
            longest = len(name)
            out.append(Named(start=start, end=end, text=text[start:end], entry=entry))
        at += longest or 1
    return out


def _stands(milestone: Milestone, present: frozenset[str]) -> bool:
    return _beside(milestone.beside, present) and _beside(milestone.also, present)


def _beside(wanted: Sequence[str], present: frozenset[str]) -> bool:
    return not wanted or any(word in present for each in wanted for word in words(each))


def beginnings(text: str, behind: str) -> Iterator[Milestone]:
    """What began on a known day and may be meant by the words behind a duration ("a week of" clashes).

    Args:
        text: The report, which must name who fights or where.
        behind: The words that follow the duration.
    """
    following = words(behind)[:_REACH]
    present: frozenset[str] | None = None
    for milestone in milestones():
        if milestone.tells is not Tells.SINCE or not _opens(milestone, following):
            continue
        present = present if present is not None else frozenset(words(text))
        if _stands(milestone, present):
            yield milestone


# "A week of fierce clashes": the noun stands within so many words.
_REACH = 3


def _opens(milestone: Milestone, following: tuple[str, ...]) -> bool:
    return any(_contains(following, words(told)) for told in milestone.words)


def _contains(some: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(some[at : at + len(wanted)] == wanted for at in range(len(some)))


def is_news(name: Named) -> bool:
    """Whether a name is of something that happened on a day and was news then."""
    return name.entry.milestone is not None and name.entry.milestone.tells is Tells.ON
