"""What a report names: parties, persons, media and places in the order of the text, one entity each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from affray.extract.chains import is_media
from affray.model import Claim, Filler, Role, Span
from affray.resources.actors import parties
from affray.text import fold

_WORD = r"[^\W\d_a-z][\w’'.-]*\w|[^\W\d_a-z](?!\w)"
_LINK = r"(?:(?:of|for|al|el|ul|bin|ibn|de|van|the)[ -])"
# A run of capitalised words, up to nine, with the small words that names hold.
_RUN = re.compile(rf"(?:[Aa]l-)?(?:{_WORD})(?:[ ]{_LINK}{{0,2}}(?:al-)?(?:{_WORD})){{0,8}}")
_AND = re.compile(rf" and (?:the )?(?:{_WORD})(?: (?:{_WORD}))?")
_BRACKETED = re.compile(r"\s?\((?:the )?(?P<short>[^\W\d_a-z][\w-]{1,9})[;,)]")
_LEADING = re.compile(
    r"(?:The|A|An|In|On|At|By|For|From|With|After|Before|During|As|But|And|Or|If|When|While|Since|According|It"
    r"|He|She|They|We|His|Her|Its|Their|This|That|These|Those|Also|However|Meanwhile|Later|Earlier|Last|Some"
    r"|Several|Many|Most|Both|One|Two|Three|Another|Other|There|Here|Then|Now|Of|To|All|Despite|Following"
    r"|Under|Between|About|Early|Late|Local|Rebel|Rebels|Government|Opposition|Militants|Forces|Troops"
    r"|Fighters|Clashes|Fighting|Air)\s+"
)
# "the al-Qaeda-affiliated Islamic State" is a name behind a word that only qualifies it.
_QUALIFYING = re.compile(
    r"(?:the )?\S+-(?:affiliated|linked|backed|led|inspired|allied|aligned|dominated|supported|based) "
)
_DAYS = re.compile(
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Islamic|Muslims?|God|Sunni|Shia|Shiite|Islamists?"
    r"|Christians?)s?$"
)
_RANK = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|General|Col|Colonel|Maj|Major|Lt|Lieutenant|Capt|Captain|Sgt|President|Minister"
    r"|Governor|Mayor|Ambassador|Sheikh|Chief|Commander|Chairman|Secretary|Senator|Prince|King|Ayatollah"
    r"|director|spokesman|spokeswoman|spokesperson|minister|president|governor|leader|commander|activist|chief"
    r"|head|resident)\.?\s+$"
)
_KINDS = {
    "group": "Front Movement Organization Organisation Group Party Brigade Brigades Battalion Battalions "
    "Jabhat Jaish Jaysh Liwa Harakat Ahrar Hezbollah Taliban Qaeda Qaida Militia Militias Alliance Coalition "
    "Council Congress Mujahideen",
    "force": "Army Forces Force Guard Guards Corps Division Regiment Squadron Police Navy Troops Military",
    "body": "Ministry Department Government Parliament Court Office Command Administration Committee "
    "Commission Nations Observatory Watch Union Institute Amnesty Network Society Association Foundation "
    "Crescent Cross Agency",
    "place": "Province Governorate City Airport Airbase Base District Street Square River Valley Mountains "
    "Hospital Camp Prison Bridge University Mosque School Village Island Airfield Dam",
}
_KIND_OF_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_KIND_OF_ACTOR = {
    "state": "state",
    "person": "person",
    "group": "group",
    "coalition": "group",
    "force": "force",
    "political body": "body",
}
_SHORT = 3
_NAMING = frozenset({Role.A, Role.B, Role.SOURCE, Role.PLACE})
# Characters before a name that may hold its title, and words of persons' names.
_TITLED, _PERSONS = 20, (2, 3, 4)
# Generic parties that a pronoun may stand for, and that are resolved by the theatre.
_GENERIC = re.compile(
    r"(?:(?:the|a|an|some|several|local|armed|Syrian|\w+)\s+)?"
    r"(?:rebels?|opposition(?: \w+)?|(?:regime|government)(?: forces| troops| army)?|army|activists?"
    r"|(?:\w+ )?(?:sources?|officials?|militants|jihadists|fighters|insurgents|troops|gunmen|protesters"
    r"|residents))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of an entity.

    Attributes:
        entity: What tells entities of the report apart.
        kind: `group`, `state`, `force`, `body`, `person`, `media`, `place`, `generic` or `unknown`.
        first: It is the first of its sentence.
        roles: Those that it fills in a claim.
    """

    entity: str
    text: str
    start: int
    end: int
    sentence: int
    kind: str
    first: bool
    roles: frozenset[Role]


def mentions(sentences: Sequence[Span], claims: Sequence[Claim]) -> list[Mention]:
    """The report's mentions of what it names, in the order of the text."""
    entities = _Entities()
    by_sentence = _fillers(sentences, claims)
    out: list[Mention] = []
    for number, sentence in enumerate(sentences):
        own = by_sentence.get(number, [])
        first = True
        for start, end in sorted({*_runs(sentence), *_generics(own)}):
            found = _read(sentence, start, end, own)
            if found is not None:
                out.append(_mention(found, sentence, entities, number=number, first=first))
                first = False
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A run of a sentence read as a name of some kind, with the roles of the fillers it stands in."""

    start: int
    end: int
    text: str
    kind: str
    roles: frozenset[Role]


def _mention(found: _Found, sentence: Span, entities: _Entities, *, number: int, first: bool) -> Mention:
    short = _BRACKETED.match(sentence.text, found.end - sentence.start)
    return Mention(
        entity=entities.of(found.text, found.kind, short["short"] if short else None),
        text=found.text,
        start=found.start,
        end=found.end,
        sentence=number,
        kind=found.kind,
        first=first,
        roles=found.roles,
    )


def _fillers(sentences: Sequence[Span], claims: Sequence[Claim]) -> dict[int, list[Filler]]:
    """The fillers that may name something, by the number of the sentence they stand in."""
    starts = [sentence.start for sentence in sentences]
    out: dict[int, list[Filler]] = defaultdict(list)
    for claim in claims:
        for filler in claim.fillers:
            if filler.role in _NAMING:
                out[bisect_right(starts, filler.start) - 1].append(filler)
    return out


def _runs(sentence: Span) -> Iterator[tuple[int, int]]:
    reached = 0
    for match in _RUN.finditer(sentence.text):
        start, end = match.span()
        if start < reached:
            # The last part of a name that went on after "and".
            continue
        while (lead := _LEADING.match(sentence.text, start, end)) is not None:
            start = lead.end()
        if (lead := _QUALIFYING.match(sentence.text, start, end)) is not None:
            start = lead.end()
        end = _with_and(sentence.text, start, end)
        name = re.sub(r"[’']s?$", "", sentence.text[start:end])
        alone = start == 0 and " " not in name and known(name) is None and name.capitalize() == name
        if len(name) > 1 and not alone and not _DAYS.match(name) and not _LEADING.fullmatch(name + " "):
            reached = end
            yield sentence.start + start, sentence.start + start + len(name)


def _with_and(text: str, start: int, end: int) -> int:
    """The end of a known actor's name that goes on after "and": "Islamic State of Iraq and Syria"."""
    more = _AND.match(text, end)
    return more.end() if more is not None and known(text[start : more.end()]) is not None else end


def _generics(fillers: Sequence[Filler]) -> Iterator[tuple[int, int]]:
    for filler in fillers:
        if filler.role is not Role.PLACE and filler.text.islower() and _GENERIC.match(filler.text):
            yield filler.start, filler.end


def _read(sentence: Span, start: int, end: int, own: Sequence[Filler]) -> _Found | None:
    """A run as what it names; a people's word takes the noun it stands before, or names nothing."""
    around = [filler for filler in own if filler.start <= start and end <= filler.end]
    roles = frozenset(filler.role for filler in around)
    named = sentence.text[start - sentence.start : end - sentence.start]
    if named.islower():
        return _Found(start=start, end=end, text=named, kind="generic", roles=roles)
    if named in _peoples():
        whole = [filler.end for filler in around if filler.role is not Role.PLACE and filler.end > end]
        if not whole:
            return None
        end = min(whole)
        named = sentence.text[start - sentence.start : end - sentence.start]
        return _Found(start=start, end=end, text=named, kind="state", roles=roles)
    kind = known(named) or _guess(sentence.text[: start - sentence.start][-_TITLED:], named, roles)
    return _Found(start=start, end=end, text=named, kind=kind, roles=roles)


def _guess(before: str, named: str, roles: frozenset[Role]) -> str:
    """The kind of a name that no list knows, by its words, its title and what it fills."""
    if Role.PLACE in roles:
        return "place"
    for word in reversed(named.replace("-", " ").split()):
        if word in _KIND_OF_WORD:
            return _KIND_OF_WORD[word]
    if is_media(named):
        return "media"
    if _RANK.search(before) or _RANK.match(named + " "):
        return "person"
    if named.isupper():
        return "group"
    return "person" if Role.SOURCE in roles and len(named.split()) in _PERSONS else "unknown"


class _Entities:
    """Tells whether a name is one met before: by actor, by acronym, by the last of a person's names."""

    def __init__(self) -> None:
        self._by_word: dict[str, str] = {}
        self._by_short: dict[str, str] = {}

    def of(self, named: str, kind: str, short: str | None) -> str:
        key = self._by_short.get(named) or _actor(named) or self._known(named, kind) or fold(named)
        if kind in ("person", "unknown"):
            for word in fold(named).split():
                self._by_word[word] = key
        if short is not None:
            self._by_short[short] = key
        return key

    def _known(self, named: str, kind: str) -> str | None:
        words = fold(named).split()
        if kind not in ("person", "unknown") or len(words) > 2:
            return None
        return self._by_word.get(words[-1])


def known(named: str) -> str | None:
    """The kind of a known actor by a name, None where no actor has it."""
    found = _index().get(_key(named))
    return None if found is None or not _written(named) else found[1]


def _actor(named: str) -> str | None:
    found = _index().get(_key(named))
    return None if found is None or not _written(named) else found[0]


def _written(named: str) -> bool:
    return len(named) > _SHORT or named.isupper()


def _key(named: str) -> str:
    return fold(named.removeprefix("the ").removeprefix("The "))


@cache
def _index() -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for party in parties():
        for name in party.actor.names:
            if name.kind not in ("demonym", "description") and party.actor.kind in _KIND_OF_ACTOR:
                found.setdefault(_key(name.name), (party.actor.actor, _KIND_OF_ACTOR[party.actor.kind]))
    return found


@cache
def _peoples() -> frozenset[str]:
    return frozenset(
        name.name.capitalize() for party in parties() for name in party.actor.names if name.kind == "demonym"
    ) | {"US", "U.S", "U.S.", "Kurdish", "Israeli", "UN"}
