"""Finds the names of private persons in a report and blanks them, character for character.

A person is public who speaks for, or belongs to, a party of the actor base: an official, a commander, a
spokesman. Everybody else is private, and so is every capitalised name that may be a person's and that no
list knows: a name too many is blanked rather than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from affray.export.layouts.parties import party_of, public
from affray.extract.named import Mention, known, mentions
from affray.model import (
    ActorMention,
    Coded,
    DateWitness,
    Filler,
    GroundedClaim,
    PlaceMention,
    Report,
    Role,
    SourceMention,
    Span,
)
from affray.resources.actors import laid, parties
from affray.resources.sources import sources
from affray.text import fold, sentences

BLANK = "█"
# What a private person's id is replaced by: no id may tell one from another.
PERSON = "private-person"

# Kinds of name (`extract.named`) that a person's may be.
_PERSONS = frozenset({"person", "unknown"})
_NAMED = frozenset({Role.A, Role.B, Role.SOURCE})
# Words of a name that also stand alone as it: "al-Khatib said". Shorter ones are too often other words.
_ALONE = 4
_ARTICLE = re.compile(r"^(?:[aAeE]l|[aA](?:[srndzt]|sh))-")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# The parts of a name that no name is known by.
_LINKS = frozenset(
    [
        "al",
        "el",
        "abu",
        "abo",
        "um",
        "umm",
        "bin",
        "ibn",
        "bint",
        "abd",
        "abdul",
        "abdel",
        "abdal",
        "de",
        "van",
        "von",
        "the",
        "of",
        "and",
        "for",
    ]
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
    found = {name for name in _fillers(coded) if _is_private(name, places)}
    found |= {mention.text for mention in told if _may_be_person(mention, places)}
    # A word that a person of public life shares with a private one stays where the report names the former.
    public_ = [_folded(each.text) for each in told if _folded(each.text) in _public_names()]
    spared = frozenset(word for name in public_ for word in name.split())
    names = tuple(sorted(found, key=lambda name: (-len(name), name)))
    return Private(names=names, pattern=_pattern(names, places | spared))


def redacted(coded: Coded, private: Private) -> Coded:
    """A report and its claims without the private names: offsets and quotes stay true to each other."""
    report = coded.report
    text = private.blanked(report.text)

    def maybe(words: str | None) -> str | None:
        return None if words is None else private.blanked(words)

    kept = replace(
        report,
        text=text,
        report=private.blanked(report.report),
        path=private.blanked(re.split(r"[\\/]", report.path)[-1]),
        title=maybe(report.title),
        outlet=maybe(report.outlet),
        origin=maybe(report.origin),
        dateline=maybe(report.dateline),
        url=private.blanked_url(report.url) if report.url else None,
        dates=tuple(_witness(each, maybe) for each in report.dates),
        published=replace(
            report.published, witnesses=tuple(_witness(each, maybe) for each in report.published.witnesses)
        )
        if report.published
        else None,
    )
    return replace(coded, report=kept, claims=tuple(_claim(each, kept, maybe) for each in coded.claims))


def _claim(
    grounded: GroundedClaim, report: Report, maybe: Callable[[str | None], str | None]
) -> GroundedClaim:
    text = report.text

    def span(old: Span) -> Span:
        return replace(old, text=text[old.start : old.end])

    def filler(old: Filler) -> Filler:
        return replace(old, text=text[old.start : old.end], antecedent=maybe(old.antecedent))

    claim = grounded.claim
    return replace(
        grounded,
        claim=replace(
            claim,
            report=report.report,
            evidence=span(claim.evidence),
            trigger=span(claim.trigger),
            fillers=tuple(filler(each) for each in claim.fillers),
            figures=tuple(
                replace(each, text=text[each.start : each.end], of=maybe(each.of)) for each in claim.figures
            ),
            hedges=tuple(replace(each, text=text[each.start : each.end]) for each in claim.hedges),
        ),
        actors=tuple(_actor(each, filler, maybe) for each in grounded.actors),
        places=tuple(_place(each, filler, maybe) for each in grounded.places),
        sources=tuple(_source(each, filler, maybe) for each in grounded.sources),
        time=replace(grounded.time, text=maybe(grounded.time.text), reason=maybe(grounded.time.reason) or ""),
    )


_Filler = Callable[[Filler], Filler]
_Maybe = Callable[[str | None], str | None]


def _actor(mention: ActorMention, filler: _Filler, maybe: _Maybe) -> ActorMention:
    hidden = mention.actor is not None and is_private_actor(mention.actor)
    return replace(
        mention,
        filler=filler(mention.filler),
        actor=PERSON if hidden else mention.actor,
        name=_BLANKED if hidden else maybe(mention.name),
        reason="" if hidden else maybe(mention.reason) or "",
        label=maybe(mention.label),
    )


def _place(mention: PlaceMention, filler: _Filler, maybe: _Maybe) -> PlaceMention:
    return replace(mention, filler=filler(mention.filler), reason=maybe(mention.reason) or "")


def _source(mention: SourceMention, filler: _Filler, maybe: _Maybe) -> SourceMention:
    return replace(mention, filler=filler(mention.filler), name=maybe(mention.name))


def _witness(witness: DateWitness, maybe: _Maybe) -> DateWitness:
    return replace(witness, text=maybe(witness.text) or "")


_BLANKED = BLANK * 5


def is_private_actor(actor: str) -> bool:
    """Whether an actor's id is that of a person who is not of public life."""
    party = party_of(actor)
    return party is not None and party.actor.kind == "person" and not public(party.actor)


def _fillers(coded: Coded) -> Iterator[str]:
    """Names that fill a role of a person, with what they stand for."""
    for grounded in coded.claims:
        for mention in grounded.actors:
            if mention.actor is not None and not is_private_actor(mention.actor):
                continue
            yield from _names(mention.filler, mention.name)
        for source in grounded.sources:
            if source.name is None:
                yield from _names(source.filler, None)


def _names(filler: Filler, name: str | None) -> Iterator[str]:
    for text in (filler.text, filler.antecedent, name):
        if text:
            found = mentions(sentences(text), ())
            yield from (each.text for each in found if each.kind in _PERSONS)


def _may_be_person(mention: Mention, places: frozenset[str]) -> bool:
    """A name known as a private person's, or one that no list knows and that may be a person's."""
    if mention.kind == "person":
        return _is_private(mention.text, places)
    if mention.kind not in _PERSONS or not _is_private(mention.text, places):
        return False
    return len(mention.text.split()) > 1 or bool(mention.roles & _NAMED)


def _is_private(name: str, places: frozenset[str]) -> bool:
    if not any(letter.isupper() for letter in name) or known(name) not in {None, "person"}:
        return False
    folded = _folded(name)
    if folded in places or folded in _public_names():
        return False
    actor = _known_persons().get(folded)
    if actor is not None:
        return is_private_actor(actor)
    return known(name) is None or known(name) == "person"


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
    return _words(laid())


@cache
def _words(digest: str) -> frozenset[str]:
    return frozenset(word for name in _index(digest)[1] for word in name.split())
