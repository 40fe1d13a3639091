"""Antecedents: pronouns and descriptions carry the name that they stand for within the report.

Each entity named before competes; a log-linear score over a few plain signs (how far back, in which
role, of which kind, how often) is compared with the score of answering nothing. The weights were
fitted on the names that coders gave (`training/antecedents`, numbers in `docs/attribution.md`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from affray.extract.anaphors import Anaphor, anaphor
from affray.extract.named import Mention, known, mentions
from affray.model import Claim, Filler, Report, Role, Span
from affray.resources.antecedents import Weights, weights
from affray.text import fold

# Sentences that a name is looked for behind its anaphor, beside those that open the report: of the
# names that coders gave in the training reports 96 % were last met within twelve sentences.
_BACK, _OPENING = 12, 3
_NAMED = (Role.A, Role.B, Role.PLACE, Role.SOURCE)
# Words of the longest name that a short form stands for; longer runs are names run together.
_FULL = 6
# Of the short forms completed in the annotated dev reports 15 of 16 have the coder's name.
_SHORT = 0.94


# Kinds of entity that a wording may stand for.
_PARTIES = frozenset({"group", "state", "force", "body", "media", "person", "generic", "unknown"})
_PERSONS = frozenset({"person", "unknown", "generic"})
_MAY = {
    "he": _PERSONS,
    "i": _PERSONS,
    "place": frozenset({"place", "state", "unknown"}),
    "group": _PARTIES - {"state", "person"},
    "label": frozenset({"group", "force", "generic", "unknown"}),
    "state": frozenset({"state", "force", "generic", "unknown"}),
}
# Nouns that names hold for one another: "the regime" may be a "government", "the monitor" an "observatory".
_ALIKE = (
    "regime government authority authorities administration", "army military forces force troops soldiers",
    "monitor observatory watchdog network", "city town", "group organization organisation movement front",
    "source sources official", "ministry minister", "police officers",
)  # fmt: skip
_LIKE = {word: frozenset(words.split()) for words in _ALIKE for word in words.split()}


@dataclass(slots=True, kw_only=True)
class Entity:
    """What is known of one entity where an anaphor stands."""

    entity: str
    kind: str
    opening: bool
    texts: dict[str, int] = field(default_factory=dict)
    roles: set[Role] = field(default_factory=set)
    count: int = 0
    sentence: int = 0
    end: int = 0
    first: bool = False

    @property
    def name(self) -> str:
        """The wording met most often, the longest of those; a person's fullest."""
        if self.kind == "person":
            return max(self.texts, key=lambda text: (len(text.split()) <= 4, len(text), text))
        return max(self.texts, key=lambda text: (self.texts[text], len(text), text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One anaphor, which may fill roles of several claims, with the entities that compete for it, the signs of each, and those of no answer."""

    fillers: tuple[Filler, ...]
    claims: tuple[Claim, ...]
    asks: Anaphor
    entities: tuple[Entity, ...]
    signs: tuple[Mapping[str, float], ...]
    nothing: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The entity that an anaphor stands for, with the chance that it does."""

    entity: Entity
    chance: float


def complete(report: Report, sentences: Sequence[Span], claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the antecedents of their fillers; where none is likely enough, none is given."""
    fitted, named = weights(), mentions(report.text, sentences, claims)
    found = {span: (name, _SHORT) for span, name in _short(claims, named).items()}
    for case, told in cases(named, sentences, claims):
        best = answer(case, fitted)
        if best is not None and best.chance >= fitted.least:
            told.entity = best.entity
            name = (best.entity.name, round(best.chance, 3))
            found[case.fillers[0].start, case.fillers[0].end] = name
    return [_with(claim, found) for claim in claims]


def _short(claims: Sequence[Claim], named: Sequence[Mention]) -> dict[tuple[int, int], str]:
    """Fillers that are the short form of a name met before: a surname, an acronym given in brackets.

    Actors that are known by the short form need none.
    """
    spans = {(filler.start, filler.end) for claim in claims for filler in claim.fillers if filler.role in _NAMED}
    ends = {end: start for start, end in spans}
    full: dict[str, str] = {}
    found = {}
    for one in named:
        before = full.get(one.entity)
        start = ends.get(one.end)
        if before is not None and start is not None and one.start - start in (0, 4) and known(one.text) is None:
            if len(before.split()) > len(one.text.split()) == 1:
                found[start, one.end] = before
        if before is None or len(before.split()) < len(one.text.split()) <= _FULL:
            full[one.entity] = one.text
    return found


def _with(claim: Claim, found: Mapping[tuple[int, int], tuple[str, float]]) -> Claim:
    fillers = []
    for filler in claim.fillers:
        name = found.get((filler.start, filler.end))
        if name is None or filler.role not in _NAMED:
            fillers.append(filler)
        else:
            fillers.append(replace(filler, antecedent=name[0], antecedent_score=name[1]))
    return replace(claim, fillers=tuple(fillers))


@dataclass(slots=True)
class Told:
    """What a case was answered, told back so that later anaphors know of it."""

    entity: Entity | None = None


def cases(
    named: Sequence[Mention], sentences: Sequence[Span], claims: Sequence[Claim]
) -> Iterator[tuple[Case, Told]]:
    """The report's anaphors in the order of the text, each with what competes for it there."""
    asked: dict[tuple[int, int], list[tuple[Filler, Claim, Anaphor]]] = defaultdict(list)
    for claim in claims:
        for filler in claim.fillers:
            asks = anaphor(filler)
            if asks is not None:
                asked[filler.start, filler.end].append((filler, claim, asks))
    starts = [sentence.start for sentence in sentences]
    entities: dict[str, Entity] = {}
    at = 0
    for (start, _), own in sorted(asked.items()):
        while at < len(named) and named[at].end <= start:
            _meet(entities, named[at])
            at += 1
        here = _sentence(starts, start)
        case = _case(own, [one for one in entities.values() if _near(one, here) and _may(own[0][2], one)], here)
        told = Told()
        yield case, told
        if told.entity is not None:
            _again(told.entity, case.fillers, here)


def _sentence(starts: Sequence[int], offset: int) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if starts[middle] <= offset else (low, middle)
    return max(0, low - 1)


def _may(asks: Anaphor, one: Entity) -> bool:
    return one.kind in _MAY.get(asks.kind, _PARTIES)


def _near(entity: Entity, here: int) -> bool:
    return entity.opening or here - entity.sentence <= _BACK


def _meet(entities: dict[str, Entity], mention: Mention) -> None:
    known = entities.get(mention.entity)
    if known is None:
        opening = mention.sentence < _OPENING
        known = entities[mention.entity] = Entity(entity=mention.entity, kind=mention.kind, opening=opening)
    if known.kind == "unknown":
        known.kind = mention.kind
    known.texts[mention.text] = known.texts.get(mention.text, 0) + 1
    known.roles = set(mention.roles) or known.roles
    known.count += 1
    known.sentence, known.end, known.first = mention.sentence, mention.end, mention.first


def _again(entity: Entity, fillers: Sequence[Filler], here: int) -> None:
    entity.roles = {filler.role for filler in fillers}
    entity.count += 1
    entity.sentence, entity.end = here, fillers[0].end


def _case(own: Sequence[tuple[Filler, Claim, Anaphor]], entities: Sequence[Entity], here: int) -> Case:
    fillers, claims = tuple(one[0] for one in own), tuple(one[1] for one in own)
    place = _Where(
        asks=own[0][2],
        roles=frozenset(filler.role for filler in fillers),
        beside=_texts(claims, fillers, (Role.A, Role.B)),
        told_by=_texts(claims, fillers, (Role.SOURCE,)),
        latest={one.kind: max(e.end for e in entities if e.kind == one.kind) for one in entities},
        sentence=here,
    )
    return Case(
        fillers=fillers,
        claims=claims,
        asks=place.asks,
        entities=tuple(entities),
        signs=tuple(_signs(one, place) for one in entities),
        nothing=_nothing(place),
    )


def _texts(claims: Sequence[Claim], fillers: Sequence[Filler], roles: Sequence[Role]) -> frozenset[str]:
    """The other fillers of some roles beside an anaphor, folded."""
    at = {filler.start for filler in fillers}
    others = [filler for claim in claims for filler in claim.fillers if filler.role in roles]
    return frozenset(fold(filler.text) for filler in others if filler.start not in at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """What an anaphor asks, and what stands around it."""

    asks: Anaphor
    roles: frozenset[Role]
    beside: frozenset[str]
    told_by: frozenset[str]
    latest: Mapping[str, int]
    sentence: int


def _nothing(where: _Where) -> dict[str, float]:
    asks = where.asks
    signs = {"nothing": 1.0, f"nothing {asks.form} {asks.kind}": 1.0, f"nothing {asks.head}": 1.0}
    return signs | {f"nothing {role}": 1.0 for role in where.roles}


def _signs(one: Entity, where: _Where) -> dict[str, float]:
    asks, far = where.asks, min(where.sentence - one.sentence, 5)
    signs = {
        f"far {far}": 1.0,
        f"far {asks.form} {far}": 1.0,
        f"far {asks.kind} {far}": 1.0,
        f"kind {asks.kind} {one.kind}": 1.0,
        f"form {asks.form} {one.kind}": 1.0,
        "often": math.log1p(one.count),
        f"often {asks.form}": math.log1p(one.count),
        f"often {one.kind}": math.log1p(one.count),
    }
    if one.end == where.latest[one.kind]:
        signs |= {"latest of its kind": 1.0, f"latest {asks.form}": 1.0, f"latest {asks.kind} {one.kind}": 1.0}
    if one.first:
        signs |= {"begins its sentence": 1.0, f"begins {asks.kind} {min(far, 2)}": 1.0}
    if one.opening:
        signs |= {"opening": 1.0, f"opening {asks.kind}": 1.0}
    return signs | _role_signs(one, where, min(far, 2)) | _word_signs(one, where)


def _role_signs(one: Entity, where: _Where, far: int) -> dict[str, float]:
    signs: dict[str, float] = {}
    for role in where.roles & one.roles:
        signs |= {f"same role {role}": 1.0, f"same role {far}": 1.0}
    if not one.roles:
        signs[f"in no role {one.kind}"] = 1.0
    elif not where.roles & one.roles:
        signs[f"another role {far}"] = 1.0
    names = [fold(text) for text in one.texts]
    if any(name in other for name in names for other in where.beside):
        signs |= {"beside it": 1.0, f"beside it {where.asks.kind}": 1.0}
    if any(name in other for name in names for other in where.told_by):
        signs |= {"says it": 1.0, f"says it {where.asks.kind}": 1.0}
    return signs


def _word_signs(one: Entity, where: _Where) -> dict[str, float]:
    asks, name = where.asks, set(fold(one.name).split())
    signs: dict[str, float] = {}
    if asks.head:
        signs |= {f"noun {asks.head} {one.kind}": 1.0}
        if _LIKE.get(asks.head, frozenset({asks.head})) & name:
            signs |= {"has its noun": 1.0, f"has its noun {asks.head}": 1.0}
    if asks.words & name:
        signs["has its words"] = 1.0
    if one.kind == "unknown":
        signs |= {f"words {min(len(name), 4)}": 1.0}
    return signs


def answer(case: Case, fitted: Weights) -> Answer | None:
    """The likeliest entity of a case, with its chance against the others and against no answer."""
    if not case.entities:
        return None
    scores = [fitted.score(signs) for signs in (*case.signs, case.nothing)]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    best = max(range(len(case.entities)), key=lambda at: (shares[at], case.entities[at].end))
    return Answer(entity=case.entities[best], chance=shares[best] / sum(shares))
