"""Antecedents: pronouns, descriptions and short forms carry the name they stand for within the report.

The entities named before compete; a log-linear score over plain signs (how far back, in which role,
of which kind, how often) is compared with the score of no answer. The weights were fitted on the
names that coders gave (`training/antecedents`; numbers in `docs/attribution.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from affray.extract.entities import Case, Entity, cases
from affray.extract.named import Mention, known, mentions
from affray.model import Claim, Filler, Role, Span
from affray.resources.antecedents import Weights, weights
from affray.text import fold

_NAMED = frozenset({Role.A, Role.B, Role.PLACE, Role.SOURCE})
# Words of the longest name that a short form stands for; longer runs are names run together.
_FULL = 6
# Of the short forms completed in the annotated dev reports 15 of 16 have the coder's name.
_SHORT = 0.94
# Distances and numbers of words from here on are one sign.
_FAR, _NEARLY, _WORDS = 5, 2, 4
# Nouns that names hold for one another: "the regime" may be a "government", "the monitor" an
# "observatory".
_ALIKE = (
    "regime government authority authorities administration",
    "army military forces force troops soldiers",
    "monitor observatory watchdog network",
    "city town",
    "group organization organisation movement front",
    "source sources official",
    "ministry minister",
    "police officers",
)
_LIKE = {word: frozenset(words.split()) for words in _ALIKE for word in words.split()}

_Names = dict[tuple[int, int], tuple[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The entity that an anaphor stands for, with the chance that it does."""

    entity: Entity
    chance: float


def complete(sentences: Sequence[Span], claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the antecedents of their fillers; where none is likely enough, none is given."""
    if not claims:
        return []
    fitted, named = weights(), mentions(sentences, claims)
    found = _short(named, claims)
    for case in cases(named, sentences, claims):
        best = answer(case, fitted)
        if best is not None and best.chance >= fitted.least:
            case.answer = best.entity
            span = case.fillers[0].start, case.fillers[0].end
            found[span] = best.entity.name, round(best.chance, 3)
    return [_with(claim, found) for claim in claims]


def _with(claim: Claim, found: _Names) -> Claim:
    return replace(claim, fillers=tuple(_resolved(filler, found) for filler in claim.fillers))


def _resolved(filler: Filler, found: _Names) -> Filler:
    own = found.get((filler.start, filler.end))
    if own is None or filler.role not in _NAMED:
        return filler
    return replace(filler, antecedent=own[0], antecedent_score=own[1])


def _short(named: Sequence[Mention], claims: Sequence[Claim]) -> _Names:
    """Fillers that are the short form of a name met before: a surname, an acronym given in brackets.

    Actors that are known by the short form need none.
    """
    fillers = [filler for claim in claims for filler in claim.fillers if filler.role in _NAMED]
    starts = {filler.end: filler.start for filler in fillers if " " not in filler.text.removeprefix("the ")}
    full: dict[str, str] = {}
    found: _Names = {}
    for one in named:
        before = full.get(one.entity)
        start, words = starts.get(one.end), len(one.text.split())
        if before is None or len(before.split()) < words <= _FULL:
            full[one.entity] = one.text
        elif start is not None and words == 1 < len(before.split()) and known(one.text) is None:
            found[start, one.end] = before, _SHORT
    return found


def answer(case: Case, fitted: Weights) -> Answer | None:
    """The likeliest entity of a case, with its chance against the others and against no answer."""
    if not case.entities:
        return None
    scores = [fitted.score(signs) for signs in options(case)]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    best = max(range(len(case.entities)), key=lambda at: (shares[at], case.entities[at].end))
    return Answer(entity=case.entities[best], chance=shares[best] / sum(shares))


def options(case: Case) -> list[dict[str, float]]:
    """The signs of each entity that competes, and those of no answer, last."""
    latest: dict[str, int] = {}
    for one in case.entities:
        latest[one.kind] = max(latest.get(one.kind, 0), one.end)
    around = _Around(
        roles=frozenset(filler.role for filler in case.fillers),
        parties=_folded(case.beside(Role.A, Role.B)),
        sources=_folded(case.beside(Role.SOURCE)),
    )
    signs = [
        _place_signs(one, case, latest) | _role_signs(one, case, around) | _word_signs(one, case)
        for one in case.entities
    ]
    asks = case.asks
    nothing = ["nothing", f"nothing {asks.form} {asks.kind}", f"nothing {asks.head}"]
    return [*signs, _all([*nothing, *(f"nothing {role}" for role in around.roles)])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """The roles of an anaphor, and the wordings of what fills others beside it."""

    roles: frozenset[Role]
    parties: frozenset[str]
    sources: frozenset[str]


def _folded(fillers: Iterable[Filler]) -> frozenset[str]:
    return frozenset(fold(filler.text) for filler in fillers)


def _all(signs: Iterable[str]) -> dict[str, float]:
    return dict.fromkeys(signs, 1.0)


def _place_signs(one: Entity, case: Case, latest: Mapping[str, int]) -> dict[str, float]:
    """How far back, how often, and where in its sentence."""
    asks, far = case.asks, min(case.sentence - one.sentence, _FAR)
    signs = [f"far {far}", f"far {asks.form} {far}", f"far {asks.kind} {far}"]
    signs += [f"kind {asks.kind} {one.kind}", f"form {asks.form} {one.kind}"]
    if one.end == latest[one.kind]:
        signs += ["latest of its kind", f"latest {asks.form}", f"latest {asks.kind} {one.kind}"]
    if one.first:
        signs += ["begins its sentence", f"begins {asks.kind} {min(far, _NEARLY)}"]
    if one.opening:
        signs += ["opening", f"opening {asks.kind}"]
    often = ("often", f"often {asks.form}", f"often {one.kind}")
    return _all(signs) | dict.fromkeys(often, math.log1p(one.count))


def _role_signs(one: Entity, case: Case, around: _Around) -> dict[str, float]:
    """What it filled last, and whether it stands beside the anaphor in the same claim."""
    far, kind = min(case.sentence - one.sentence, _NEARLY), case.asks.kind
    signs = []
    for role in around.roles & one.roles:
        signs += [f"same role {role}", f"same role {far}"]
    if not one.roles:
        signs.append(f"in no role {one.kind}")
    elif not around.roles & one.roles:
        signs.append(f"another role {far}")
    names = [fold(text) for text in one.texts]
    if any(name in other for name in names for other in around.parties):
        signs += ["beside it", f"beside it {kind}"]
    if any(name in other for name in names for other in around.sources):
        signs += ["says it", f"says it {kind}"]
    return _all(signs)


def _word_signs(one: Entity, case: Case) -> dict[str, float]:
    """Whether its name holds the description's words."""
    asks, name = case.asks, set(fold(one.name).split())
    signs = []
    if asks.head:
        signs.append(f"noun {asks.head} {one.kind}")
        if _LIKE.get(asks.head, frozenset({asks.head})) & name:
            signs += ["has its noun", f"has its noun {asks.head}"]
    if asks.words & name:
        signs.append("has its words")
    if one.kind == "unknown":
        signs.append(f"words {min(len(name), _WORDS)}")
    return _all(signs)
