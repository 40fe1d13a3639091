"""Finds the names of private persons in a report.

A person is public who speaks for, or belongs to, a party of the actor base: an official, a commander, a
spokesman. Everybody else is private, and so is every capitalised name that may be a person's and that no
list knows: a name too many is taken for one rather than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from affray.export.layouts.parties import party_of, public
from affray.extract.named import Mention, known, mentions
from affray.model import Coded, Filler, Role
from affray.resources.actors import laid, parties
from affray.resources.sources import sources
from affray.text import fold, sentences

BLANK = "█"


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Kinds of name (`extract.named`) that a person's may be.
_PERSONS = frozenset({"person", "unknown"})
# Words of a name that also stand alone as it: "al-Khatib said". Shorter ones are too often other words.
_ALONE = 4
_ARTICLE = re.compile(r"^(?:[aAeE]l|[aA](?:[srndzt]|sh))-")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_OWN = re.compile(r"[’']s?$")
# "Britain-based", "Kurdish-led": what is derived from a name and is none.
_DERIVED = re.compile(r"[^\W\d_][\w’']{2,}-[a-z]+")
# The parts of a name that no name is known by.
_LINKS = _words("al el abu abo um umm bin ibn bint abd abdul abdel abdal de van von the of and for")
# An initial at the end of a name, and what goes on after it.
_INITIAL = re.compile(r"(?:^|\s)[^\W\d_]$")
_FOLLOWS = re.compile(r"\.(?:\s[^\W\d_]\.)*\s[^\W\d_a-z][\w’'-]+")
# What follows one of these is a person's name.
_RANKS = _words(
    "mr mrs ms dr gen general col colonel maj major lt lieutenant capt captain sgt sergeant cpl corporal "
    "brig brigadier adm admiral officer airman president minister secretary governor mayor ambassador "
    "sheikh chief commander chairman senator prince king ayatollah director spokesman spokeswoman "
    "spokesperson leader activist doctor professor judge sir representative commissioner envoy imam mullah "
    "bishop father sister brother lawyer journalist reporter photographer correspondent analyst"
)
# A run of capitalised words with one of these, and without a rank, is no person's name.
_NOUNS = _words(
    "gulf sea ocean river beach lake barrage dam gate island mountain valley region district embassy fund "
    "bank operation operations component unit summit board affairs heritage program programme project "
    "initiative airmen citizen terrorists militants rewards school hospital university mosque church bridge "
    "road highway street square camp airport base conference convention war treaty act law laws court "
    "newsletter attack attacks killed people chemical rights development center centre team room post "
    "regiments spirit food nations world high foreign civil resolve barracks prison market park "
    "restaurant hotel company group committee service services protection newspaper times tribune"
)
# Words that stand capitalised before and beside names, and name nobody.
_GENERIC = _words(
    "near since among inside outside across against where former senior top staff tags source "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december mr mrs ms dr gen general col colonel maj major lt "
    "lieutenant capt captain sgt sergeant brig brigadier president vice minister prime foreign defence "
    "defense interior deputy governor mayor ambassador sheikh chief commander chairman secretary "
    "senator prince king ayatollah director spokesman spokeswoman spokesperson leader activist head "
    "resident doctor professor judge sir islamist islamists islamic islam muslim muslims sunni shia "
    "shiite alawite christian druze wahhabi salafi jihadist dissident anti pro the a an us u s un eu "
    "facebook twitter youtube skype whatsapp telegram north south east west northern southern eastern "
    "western central city town village province state red cross crescent security council free local "
    "new"
)
# Those of them that are given to persons too.
_GIVEN = _words(
    "april may june august christian prince king west north free head islam jordan chad israel georgia "
    "kenya cyprus mali india america ireland"
)
# A headline with more capitalised words than this tells no names apart.
_TITLE_CASE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """The private names of one report.

    Attributes:
        names: As worded, longest first.
        pattern: What finds them, and their telling words alone; None where there are none.
    """

    names: tuple[str, ...]
    pattern: re.Pattern[str] | None

    def blanked(self, text: str) -> str:
        """The text with every private name blanked; as long as before."""
        return self.pattern.sub(_blank, text) if self.pattern is not None else text

    def blanked_url(self, url: str) -> str:
        """A URL without its path where that spells a private name: "…/mother-of-ahmad-x-speaks"."""
        host = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*", url)
        folded = _folded(url)
        if not any(_folded(name) in folded for name in self.names):
            return url
        return f"{host[0]}/" if host else BLANK


def private_names(coded: Coded, places: frozenset[str]) -> Private:
    """The names of private persons in a report and its claims.

    Args:
        coded: The report with its claims.
        places: Folded names of the places that the claims of all reports were read as.
    """
    report = coded.report
    claims = [grounded.claim for grounded in coded.claims]
    told = mentions(sentences(report.text), claims)
    if report.title and not _is_title_case(report.title):
        told += mentions(sentences(report.title), ())
    found = {name for name in (_private(each, places) for each in _fillers(coded)) if name is not None}
    for mention in told:
        name = _private(mention, places)
        if name is not None:
            found.add(_whole(name, mention, report.text))
    # A word that a person of public life shares with a private one stays where the report names the former.
    public_ = [_folded(each.text) for each in told if _folded(each.text) in _public_names()]
    spared = frozenset(word for name in public_ for word in name.split())
    names = tuple(sorted(found, key=lambda name: (-len(name), name)))
    return Private(names=names, pattern=_pattern(names, places | spared))


def is_private_actor(actor: str) -> bool:
    """Whether an actor's id is that of a person who is not of public life."""
    party = party_of(actor)
    return party is not None and party.actor.kind == "person" and not public(party.actor)


def _fillers(coded: Coded) -> Iterator[Mention]:
    """Names that fill a role of a person, with what they stand for."""
    for grounded in coded.claims:
        for mention in grounded.actors:
            if mention.actor is not None and not is_private_actor(mention.actor):
                continue
            yield from _names(mention.filler, mention.name)
        for source in grounded.sources:
            if source.name is None:
                yield from _names(source.filler, None)


def _names(filler: Filler, name: str | None) -> Iterator[Mention]:
    for text in (filler.text, filler.antecedent, name):
        if text:
            yield from mentions(sentences(text), ())


def _private(mention: Mention, places: frozenset[str]) -> str | None:
    """The part of a name that is, or may be, a private person's; None when no part is.

    What is left when known names, peoples, ranks and days are taken off: two words or more, or one
    that bears a rank or tells something. What follows a rank is a person's name whatever stands before.
    """
    if known(mention.text) not in {None, "person"}:
        return None
    words = [match for match in re.finditer(r"\S+", mention.text) if any(map(str.isalpha, match[0]))]
    folded = [_folded(_OWN.sub("", word[0])) for word in words]
    # "Julie Bishop" bears a rank's word as her name.
    last = max((at for at, word in enumerate(folded[:-1]) if word in _RANKS), default=-1)
    ranked = mention.kind == "person" or last >= 0
    if not ranked and (
        mention.kind not in _PERSONS or _NOUNS & {part for word in folded for part in word.split()}
    ):
        return None
    taken = _taken(folded, places)
    if sum(taken) == len(words) - 1:
        # One word is left, and the one beside it may be a given name after all: "Chad Example".
        alone = taken.index(False)
        for at in (alone - 1, alone + 1):
            if 0 <= at < len(words) and folded[at] in _GIVEN:
                taken[at] = False
    if folded and folded[-1] in _RANKS and not all(taken[:-1]):
        taken[-1] = False
    left = [
        word
        for at, word in enumerate(words)
        if at > last
        and not taken[at]
        and not word[0].islower()
        and not _DERIVED.fullmatch(word[0])
        and not (word[0].isupper() and known(word[0]) not in {None, "person"})
    ]
    if not left or (len(left) == 1 and _folded(left[0][0]) in _NOUNS):
        return None
    name = _OWN.sub("", mention.text[left[0].start() : left[-1].end()].strip(" ,.;:"))
    actor = _known_persons().get(_folded(name))
    if actor is not None:
        return name if is_private_actor(actor) else None
    if len(left) == 1 and not ranked and Role.SOURCE not in mention.roles:
        return None
    return None if _folded(name) in _public_names() or _folded(name) in places else name


def _whole(name: str, mention: Mention, text: str) -> str:
    """A name with what follows its initial, at which a run of names ends: "Gary J" of "Gary J. Volesky"."""
    if not mention.text.endswith(name) or not _INITIAL.search(name):
        return name
    more = _FOLLOWS.match(text, mention.end)
    return name + more[0] if more else name


def _taken(folded: Sequence[str], places: frozenset[str]) -> list[bool]:
    """Which words of a name are part of a known name, or name nobody by themselves."""
    generic = _generic(laid())
    found = [word in generic or word in places for word in folded]
    for size in range(2, len(folded) + 1):
        for at in range(len(folded) - size + 1):
            run = " ".join(folded[at : at + size])
            if run in _public_names() or run in places:
                found[at : at + size] = [True] * size
    return found


def _telling(name: str, spared: frozenset[str]) -> Iterator[str]:
    """The words of a name by which it is known alone, with and without their article."""
    for match in _WORD.finditer(name):
        bare = _ARTICLE.sub("", match[0])
        folded = _folded(bare)
        if len(folded) < _ALONE or not bare[-1].islower() or folded in _LINKS:
            continue
        if not {folded, _folded(match[0])} & (_party_words() | spared):
            yield from {match[0], bare}


def _pattern(names: Sequence[str], spared: frozenset[str]) -> re.Pattern[str] | None:
    """What finds names however their words are joined and written, and their telling words as written."""
    if not names:
        return None
    whole = (r"[\s_-]+".join(re.escape(word) for word in re.split(r"[\s_-]+", name)) for name in names)
    words = sorted(
        {re.escape(word) for name in names for word in _telling(name, spared)}, key=len, reverse=True
    )
    parts = [f"(?i:{'|'.join(whole)})", *words]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"\S", BLANK, match[0])


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text.replace("-", " "))).strip()


def _is_title_case(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and sum(word[0].isupper() for word in words) / len(words) > _TITLE_CASE


@cache
def _index(digest: str) -> tuple[dict[str, str], frozenset[str]]:
    """Persons by folded name, and the folded names of parties and sources."""
    del digest  # only tells packs apart
    persons, others = {}, set()
    for party in parties():
        for name in (party.actor.name, *(each.name for each in party.actor.names)):
            if party.actor.kind == "person":
                persons[_folded(name)] = party.actor.actor
            else:
                others.add(_folded(name))
    others |= {_folded(name) for source in sources() for name in (source.name, *source.names)}
    return persons, frozenset(others)


def _known_persons() -> dict[str, str]:
    return _index(laid())[0]


def _public_names() -> frozenset[str]:
    return _named_openly(laid())


@cache
def _named_openly(digest: str) -> frozenset[str]:
    persons, others = _index(digest)
    return others | {folded for folded, actor in persons.items() if not is_private_actor(actor)}


def _party_words() -> frozenset[str]:
    return _words_of(laid())


@cache
def _words_of(digest: str) -> frozenset[str]:
    return frozenset(word for name in _index(digest)[1] for word in name.split())


@cache
def _generic(digest: str) -> frozenset[str]:
    """Words that name nobody by themselves: ranks, days, peoples, states."""
    del digest
    found = set(_GENERIC)
    for party in parties():
        own = [name.name for name in party.actor.names if name.kind == "demonym"]
        own += [name.name for name in party.actor.names if party.actor.kind == "state"]
        found |= {_folded(name) for name in own}
    return frozenset(found)
