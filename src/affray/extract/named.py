"""What a report names: parties, persons, media and places in the order of the text, one entity each."""

from __future__ import annotations

import re
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
    r"(?:The|A|An|In|On|At|By|For|From|With|After|Before|During|As|But|And|Or|If|When|While|Since|According|It|He|She"
    r"|They|We|His|Her|Its|Their|This|That|These|Those|Also|However|Meanwhile|Later|Earlier|Last|Some|Several|Many"
    r"|Most|Both|One|Two|Three|Another|Other|There|Here|Then|Now|Of|To|Two|All|Despite|Following|Under|Between|About"
    r"|Early|Late|Local|Rebel|Rebels|Government|Opposition|Militants|Forces|Troops|Fighters|Clashes|Fighting|Air)\s+"
)
_DAYS = re.compile(
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Islamic|Muslims?|God|Sunni|Shia|Shiite|Islamists?|Christians?)s?$"
)
_RANK = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|General|Col|Colonel|Maj|Major|Lt|Lieutenant|Capt|Captain|Sgt|President|Minister|Governor"
    r"|Mayor|Ambassador|Sheikh|Chief|Commander|Chairman|Secretary|Senator|Prince|King|Ayatollah|director|spokesman"
    r"|spokeswoman|spokesperson|minister|president|governor|leader|commander|activist|chief|head|resident)\.?\s+$"
)
_KINDS = {
    "group": "Front Movement Organization Organisation Group Party Brigade Brigades Battalion Battalions Jabhat Jaish "
    "Jaysh Liwa Harakat Ahrar Hezbollah Taliban Qaeda Qaida Militia Militias Alliance Coalition Council Congress Mujahideen",
    "force": "Army Forces Force Guard Guards Corps Division Regiment Squadron Police Navy Troops Military Airforce",
    "body": "Ministry Department Government Parliament Court Office Command Administration Committee Commission "
    "Nations Observatory Watch Union Institute Amnesty Network Society Association Foundation Crescent Cross Agency",
    "place": "Province Governorate City Airport Airbase Base District Street Square River Valley Mountains Hospital "
    "Camp Prison Bridge University Mosque School Village Island Airfield Dam",
}  # fmt: skip
_KIND_OF_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_STATES = {"state": "state", "person": "person", "group": "group", "coalition": "group", "force": "force", "political body": "body"}  # fmt: skip
_LONGEST, _SHORT = 7, 3
# Generic parties that a pronoun may stand for, and that are resolved by the theatre.
_GENERIC = re.compile(
    r"(?:(?:the|a|an|some|several|local|armed|Syrian|\w+)\s+)?"
    r"(?:rebels?|opposition(?: \w+)?|regime(?: forces| troops| army)?|government(?: forces| troops| army)?|army|activists?"
    r"|(?:\w+ )?(?:sources?|officials?|militants|jihadists|fighters|insurgents|troops|gunmen|protesters|residents))$",
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


def mentions(text: str, sentences: Sequence[Span], claims: Sequence[Claim]) -> list[Mention]:
    """The report's mentions of what it names, in the order of the text."""
    fillers = _fillers(claims)
    entities = _Entities()
    out: list[Mention] = []
    for number, sentence in enumerate(sentences):
        own = [filler for filler in fillers if sentence.start <= filler.start < sentence.end]
        first = True
        for start, end in sorted({*_runs(sentence), *_generics(own)}):
            named = text[start:end]
            around = [filler for filler in own if filler.start <= start and end <= filler.end]
            start, end, named, kind = _read(text, start, end, around)
            if kind is None:
                continue
            short = _BRACKETED.match(text, end)
            out.append(
                Mention(
                    entity=entities.of(named, kind, short["short"] if short else None),
                    text=named, start=start, end=end, sentence=number, kind=kind, first=first,
                    roles=frozenset(filler.role for filler in around),
                )
            )  # fmt: skip
            first = False
    return out


def _fillers(claims: Sequence[Claim]) -> list[Filler]:
    roles = (Role.A, Role.B, Role.SOURCE, Role.PLACE)
    return [filler for claim in claims for filler in claim.fillers if filler.role in roles]


def _runs(sentence: Span) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(sentence.text):
        start, end = match.span()
        while (lead := _LEADING.match(sentence.text, start, end)) is not None:
            start = lead.end()
        end = _with_and(sentence.text, start, end)
        name = re.sub(r"[’']s?$", "", sentence.text[start:end])
        alone = start == 0 and " " not in name and known(name) is None and name.capitalize() == name
        if len(name) > 1 and not alone and not _DAYS.match(name) and not _LEADING.fullmatch(name + " "):
            yield sentence.start + start, sentence.start + start + len(name)


def _with_and(text: str, start: int, end: int) -> int:
    """The end of a known actor's name that goes on after "and": "Islamic State of Iraq and Syria"."""
    more = _AND.match(text, end)
    return more.end() if more is not None and known(text[start : more.end()]) is not None else end


def _generics(fillers: Sequence[Filler]) -> Iterator[tuple[int, int]]:
    for filler in fillers:
        if filler.role is not Role.PLACE and filler.text.islower() and _GENERIC.match(filler.text):
            yield filler.start, filler.end


def _read(text: str, start: int, end: int, around: Sequence[Filler]) -> tuple[int, int, str, str | None]:
    """A run as what it names, and of which kind; a people's word takes the noun it stands before."""
    named = text[start:end]
    if named.islower():
        return start, end, named, "generic"
    people = named in _peoples()
    if people:
        whole = [filler for filler in around if filler.role is not Role.PLACE and filler.end > end]
        if not whole:
            return start, end, named, None
        end = min(filler.end for filler in whole)
        return start, end, text[start:end], "state"
    kind = known(named)
    if kind is None:
        kind = _guess(text, start, named, around)
    return start, end, named, kind


def _guess(text: str, start: int, named: str, around: Sequence[Filler]) -> str:
    if any(filler.role is Role.PLACE for filler in around):
        return "place"
    for word in reversed(named.replace("-", " ").split()):
        if word in _KIND_OF_WORD:
            return _KIND_OF_WORD[word]
    if is_media(named):
        return "media"
    if _RANK.search(text[max(0, start - 20) : start]) or _RANK.match(named + " "):
        return "person"
    if named.isupper():
        return "group"
    spoke = any(filler.role is Role.SOURCE for filler in around)
    return "person" if spoke and 1 < len(named.split()) < 5 else "unknown"


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
            if name.kind not in ("demonym", "description") and party.actor.kind in _STATES:
                found.setdefault(_key(name.name), (party.actor.actor, _STATES[party.actor.kind]))
    return found


@cache
def _peoples() -> frozenset[str]:
    return frozenset(
        name.name.capitalize() for party in parties() for name in party.actor.names if name.kind == "demonym"
    ) | {"US", "U.S", "U.S.", "Kurdish", "Israeli", "UN"}
