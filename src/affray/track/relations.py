"""How actors stand to each other: signed edges with every telling, declared and practised apart."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from affray.model import (
    ClaimType,
    DayRun,
    GroundedClaim,
    RelationEdge,
    RelationKind,
    RelationMode,
    RelationTelling,
    Role,
    Stance,
)
from affray.resources.actors import Party
from affray.track.reading import Rooted, known_on
from affray.track.sides import Sides, at_war

SIGNS = {
    RelationKind.FIGHTS: -1,
    RelationKind.DECLARED_WAR: -1,
    RelationKind.THREATENS: -1,
    RelationKind.REJECTS_CEASEFIRE: -1,
    RelationKind.ALLIED: 1,
    RelationKind.SUPPORTS: 1,
    RelationKind.AFFILIATED: 1,
    RelationKind.MEMBER_OF: 1,
    RelationKind.CEASEFIRE: 1,
    RelationKind.PROPOSES_CEASEFIRE: 1,
    RelationKind.AGREEMENT: 1,
    RelationKind.TALKS: 0,
}
DIRECTED = frozenset(
    {
        RelationKind.DECLARED_WAR,
        RelationKind.THREATENS,
        RelationKind.REJECTS_CEASEFIRE,
        RelationKind.SUPPORTS,
        RelationKind.AFFILIATED,
        RelationKind.MEMBER_OF,
        RelationKind.PROPOSES_CEASEFIRE,
    }
)
_FIGHTS = frozenset(
    {
        ClaimType.CLASH, ClaimType.ATTACK, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.BOMBING,
        ClaimType.SUICIDE_BOMBING, ClaimType.CHEMICAL_ATTACK, ClaimType.CAPTURE, ClaimType.SIEGE,
        ClaimType.KILLING, ClaimType.WITHDRAWAL,
    }
)  # fmt: skip
_KINDS = {
    ClaimType.ALLIANCE: RelationKind.ALLIED,
    ClaimType.SUPPORT: RelationKind.SUPPORTS,
    ClaimType.AFFILIATION: RelationKind.AFFILIATED,
    ClaimType.DECLARATION_OF_WAR: RelationKind.DECLARED_WAR,
    ClaimType.THREAT: RelationKind.THREATENS,
    ClaimType.TALKS: RelationKind.TALKS,
}
_CEASEFIRE = re.compile(
    r"\b(?:cease-?fire|truce|armistice|cessation of|halt to (?:the )?fight)", re.IGNORECASE
)
# An alliance that is done, not said; support given, not voiced.
_ALONGSIDE = re.compile(r"\b(?:fight|fought|battl|alongside|together|side by side|joint)", re.IGNORECASE)
_VOICED = re.compile(
    r"\b(?:pro-|loyal|voic|pledg|express|vow|call|promis|announc|declar|sympath)", re.IGNORECASE
)
_MADE_OF = re.compile(
    r"\b(?:made up|compris|consist|includ|coalition of|alliance of|compos|umbrella|group(?:s|ing) of)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:previous(?:ly)?|past|prior|former(?:ly)?|earlier|old|historic(?:al)?)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PAST_TIME = re.compile(r"\b(?:previous|formerly|in the past|once|long ago)", re.IGNORECASE)
_REASON = re.compile(
    r"""\b(?:(?:after|following|over|amid)\s(?:an?\s|the\s|its\s|their\s)?(?:\w+\s)?
    (?:dispute|disagreement|quarrel|row|feud|rift|argument|killing|murder|assassination|arrest|refusal|attack|betrayal)\b
    |because\b|due\sto\b|in\s(?:retaliation|response|revenge)\s(?:for|to)\b|to\savenge\b|accusing\b|on\sthe\sgrounds\b
    |citing\b)[^.;:!?\n]*""",
    re.IGNORECASE | re.VERBOSE,
)
# What a sentence gives a reason for: turning on each other.
_REASONED = (*_FIGHTS, ClaimType.DECLARATION_OF_WAR, ClaimType.THREAT, ClaimType.REJECTION)
_TWO = re.compile(r"\b(?:the two|both|either)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    a: str
    b: str
    kind: RelationKind
    mode: RelationMode


def edges_of(told: Iterable[Rooted], sides: Sides) -> tuple[RelationEdge, ...]:
    """The edges that asserted claims tell, by who, whom and kind.

    Args:
        told: The claims, those of a sentence beside each other.
        sides: What is known of the actors.
    """
    found: defaultdict[_Pair, dict[str, RelationTelling]] = defaultdict(dict)
    for mates in _sentences(told):
        for each in mates:
            if each.grounded.claim.stance != Stance.ASSERTED:
                continue
            telling = _telling(each)
            for pair in _pairs(each.grounded, mates, sides):
                found[pair].setdefault(telling.claim, telling)
    return tuple(
        _edge(pair, tellings.values())
        for pair, tellings in sorted(
            found.items(), key=lambda each: (each[0].a, each[0].b, each[0].kind, each[0].mode)
        )
    )


def facts(parties: Iterable[Party], actors: frozenset[str]) -> tuple[RelationEdge, ...]:
    """Edges known before any report: memberships and the like of actors that the reports name."""
    known = {
        "member_of": RelationKind.MEMBER_OF,
        "part_of": RelationKind.MEMBER_OF,
        "branch_of": RelationKind.AFFILIATED,
        "affiliated_with": RelationKind.AFFILIATED,
        "allied_with": RelationKind.ALLIED,
        "enemy_of": RelationKind.FIGHTS,
    }
    found = []
    for party in parties:
        if party.actor.actor not in actors:
            continue
        for each in party.relations:
            kind = known.get(each.relation)
            if kind is not None:
                pair = _pair(party.actor.actor, each.actor, kind, RelationMode.DECLARED)
                edge = _edge(pair, (), fact=f"{each.relation}, {each.certainty}; {each.source}")
                found.append(replace(edge, earliest=each.days.earliest, latest=each.days.latest))
    return tuple(sorted(found, key=lambda edge: (edge.a, edge.b, edge.kind, edge.fact, edge.edge)))


def as_known(edges: Iterable[RelationEdge], known: date | None) -> tuple[RelationEdge, ...]:
    """The edges with the tellings of reports known by a day; those without any left are gone."""
    if known is None:
        return tuple(edges)
    found = []
    for edge in edges:
        tellings = [each for each in edge.tellings if each.known is not None and each.known <= known]
        if edge.fact is not None:
            found.append(edge)
        elif tellings:
            pair = _Pair(a=edge.a, b=edge.b, kind=edge.kind, mode=edge.mode)
            found.append(_edge(pair, tellings))
    return tuple(found)


def _sentences(told: Iterable[Rooted]) -> Iterator[list[Rooted]]:
    """The claims of each sentence, of whatever stance."""
    mates: list[Rooted] = []
    for each in sorted(told, key=_place_in_text):
        claim = each.grounded.claim
        if mates:
            last = mates[-1].grounded.claim
            if (last.report, last.evidence.start) != (claim.report, claim.evidence.start):
                yield mates
                mates = []
        mates.append(each)
    if mates:
        yield mates


def _place_in_text(told: Rooted) -> tuple[str, int, int, str]:
    claim = told.grounded.claim
    return claim.report, claim.evidence.start, claim.trigger.start, claim.claim


def _pairs(grounded: GroundedClaim, mates: Sequence[Rooted], sides: Sides) -> Iterator[_Pair]:
    """Who stands to whom by one claim."""
    claim = grounded.claim
    read = _kind(grounded)
    if read is None:
        return
    kind, mode = read
    one, other = (_actors(grounded, role, mates) for role in (Role.A, Role.B))
    if kind == RelationKind.MEMBER_OF:
        # "A is made up of B and C": they are the members.
        one, other = other, one
    if claim.type == ClaimType.WITHDRAWAL and not _driven(grounded):
        return
    if not other and claim.type in (ClaimType.CLASH, ClaimType.ALLIANCE) and len(one) == 2:
        # "A and B clashed".
        one, other = one[:1], one[1:]
    for a in one:
        for b in other:
            if a != b and _sensible(a, b, kind, sides):
                yield _pair(a, b, kind, mode)


def _sensible(a: str, b: str, kind: RelationKind, sides: Sides) -> bool:
    """Whether two actors can be told so: none fights what it belongs to, and no description is a member."""
    if kind == RelationKind.FIGHTS:
        return b not in sides.above(a) and a not in sides.above(b)
    return kind != RelationKind.MEMBER_OF or not (sides.generic(a) or sides.generic(b))


def _kind(grounded: GroundedClaim) -> tuple[RelationKind, RelationMode] | None:
    claim = grounded.claim
    declared, practised = RelationMode.DECLARED, RelationMode.PRACTISED
    words = f"{claim.trigger.text} {' '.join(filler.text for filler in claim.role(Role.INSTRUMENT))}"
    if claim.type in _FIGHTS:
        return RelationKind.FIGHTS, practised
    if claim.type in (ClaimType.AGREEMENT, ClaimType.PROPOSAL, ClaimType.REJECTION):
        return _truce(grounded), declared
    kind = _KINDS.get(claim.type)
    if claim.type == ClaimType.FORMATION and _MADE_OF.search(words):
        kind = RelationKind.MEMBER_OF
    if kind is None:
        return None
    done = kind == RelationKind.TALKS
    if kind == RelationKind.ALLIED:
        done = bool(_ALONGSIDE.search(words))
    elif kind == RelationKind.SUPPORTS:
        done = not _VOICED.search(words)
    return kind, practised if done else declared


def _truce(grounded: GroundedClaim) -> RelationKind:
    claim = grounded.claim
    ceasefire = _CEASEFIRE.search(claim.evidence.text[claim.trigger.start - claim.evidence.start :])
    if claim.type == ClaimType.REJECTION:
        return RelationKind.REJECTS_CEASEFIRE if ceasefire else RelationKind.TALKS
    if claim.type == ClaimType.PROPOSAL:
        return RelationKind.PROPOSES_CEASEFIRE if ceasefire else RelationKind.TALKS
    return RelationKind.CEASEFIRE if ceasefire else RelationKind.AGREEMENT


def _driven(grounded: GroundedClaim) -> bool:
    return bool(grounded.claim.role(Role.A) and grounded.claim.role(Role.B))


def _actors(grounded: GroundedClaim, role: Role, mates: Sequence[Rooted]) -> list[str]:
    """The actors of a role that can stand in a relation; "the two groups" are those the sentence names."""
    found: list[str] = []
    for mention in grounded.actors:
        if mention.filler.role != role:
            continue
        if mention.actor is not None:
            found.append(mention.actor)
        elif _TWO.search(mention.filler.text):
            found.extend(_two(mates))
    return [actor for actor in dict.fromkeys(found) if at_war(actor)]


def _two(mates: Sequence[Rooted]) -> list[str]:
    """The two actors that the other claims of the sentence set beside each other, none where it is not so."""
    for each in mates:
        own: dict[Role, list[str]] = {mention.filler.role: [] for mention in each.grounded.actors}
        for mention in each.grounded.actors:
            if mention.actor is not None:
                own[mention.filler.role].append(mention.actor)
        if len(own) == 2 and all(len(listed) == 1 for listed in own.values()):
            two = sorted({actor for listed in own.values() for actor in listed})
            if len(two) == 2 and each.grounded.claim.type not in (ClaimType.AFFILIATION, ClaimType.FORMATION):
                return two
    return []


def _pair(a: str, b: str, kind: RelationKind, mode: RelationMode) -> _Pair:
    one, other = (a, b) if kind in DIRECTED else sorted((a, b))
    return _Pair(a=one, b=other, kind=kind, mode=mode)


def _telling(told: Rooted) -> RelationTelling:
    grounded = told.grounded
    claim, time = grounded.claim, grounded.time
    before = claim.evidence.text[: claim.trigger.start - claim.evidence.start]
    past = bool(_PAST.search(before)) or (time.text is not None and bool(_PAST_TIME.search(time.text)))
    days = None
    if time.earliest is not None or time.latest is not None:
        days = DayRun(earliest=None if past else time.earliest, latest=time.latest)
    elif claim.type not in _FIGHTS and told.published is not None and told.published.latest is not None:
        # How two stand to each other is a state: without a time it holds as the report is published.
        days = DayRun(earliest=told.published.earliest, latest=told.published.latest)
    return RelationTelling(
        claim=claim.claim,
        report=claim.report,
        root=told.root.key,
        root_name=told.root.name,
        days=days,
        known=known_on(told.published),
        past=past,
        reason=_reason(grounded) if claim.type in _REASONED else None,
    )


def _reason(grounded: GroundedClaim) -> str | None:
    """The words behind the trigger that say why."""
    claim = grounded.claim
    match = _REASON.search(claim.evidence.text, claim.trigger.end - claim.evidence.start)
    return match[0].strip() if match else None


def _edge(pair: _Pair, tellings: Iterable[RelationTelling], *, fact: str | None = None) -> RelationEdge:
    listed = sorted(tellings, key=lambda each: (told_by(each) or date.max, each.claim))
    starts = [each.days.earliest for each in listed if each.days is not None]
    ends = [day for day in map(told_by, listed) if day is not None]
    key = "\x00".join((pair.a, pair.b, pair.kind, pair.mode, fact or ""))
    return RelationEdge(
        edge="r-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        a=pair.a,
        b=pair.b,
        kind=pair.kind,
        sign=SIGNS[pair.kind],
        mode=pair.mode,
        directed=pair.kind in DIRECTED,
        earliest=None if not starts or None in starts else min(day for day in starts if day is not None),
        latest=max(ends, default=None),
        tellings=tuple(listed),
        fact=fact,
    )


def told_by(telling: RelationTelling) -> date | None:
    """By when it was so: no later than its report was known."""
    if telling.days is None:
        return None
    return min((day for day in (telling.days.latest, telling.known) if day is not None), default=None)
