"""What persons judged, laid over a partition of claims: what is the same event, what is not, what is none.

The last word goes: of two judgements that contradict each other, the later holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from affray.model import JudgedPairs, Judgement, Link, Verb
from affray.reconcile.anchors import Attached

# What an accept or a reject is about.
EVENT, CLAIM = "event", "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What holds of claims by judgements.

    Attributes:
        pairs: Which pairs of claims tell one event, and which do not.
        rejected: Claims that their report does not make: they enter no event.
        events: `accept` or `reject` of the event that a claim is of.
        corrections: The corrections of a claim, the earliest first.
    """

    pairs: JudgedPairs
    rejected: frozenset[str]
    events: Mapping[str, Verb]
    corrections: Mapping[str, tuple[Judgement, ...]]


def verdicts(attached: Iterable[Attached]) -> Verdicts:
    """What the standing judgements come to."""
    standing = [each for each in attached if each.judgement.revoked is None and each.holds]
    standing.sort(key=lambda each: (each.judgement.at, each.judgement.judgement))
    pairs: dict[tuple[str, str], Verb] = {}
    events: dict[str, Verb] = {}
    claims: dict[str, Verb] = {}
    corrections: defaultdict[str, list[Judgement]] = defaultdict(list)
    for each in standing:
        judgement = each.judgement
        if judgement.verb is Verb.CORRECT:
            for claim in each.subjects:
                corrections[claim].append(judgement)
        elif judgement.verb in {Verb.ACCEPT, Verb.REJECT}:
            about = claims if judgement.field == CLAIM else events
            about |= dict.fromkeys(each.subjects, judgement.verb)
        else:
            pairs |= _pairs(each)

    def of(verb: Verb) -> frozenset[tuple[str, str]]:
        return frozenset(pair for pair, said in pairs.items() if said is verb)

    return Verdicts(
        pairs=JudgedPairs(same=of(Verb.SAME), apart=of(Verb.NOT_SAME), unsure=of(Verb.UNSURE)),
        rejected=frozenset(claim for claim, verb in claims.items() if verb is Verb.REJECT),
        events=events,
        corrections={claim: tuple(found) for claim, found in corrections.items()},
    )


def _pairs(each: Attached) -> dict[tuple[str, str], Verb]:
    """What a judgement says of pairs: who splits an event says too that each of its parts is one."""
    verb = each.judgement.verb
    if verb is Verb.SAME:
        return dict.fromkeys(_within((*each.subjects, *each.others)), verb)
    found: dict[tuple[str, str], Verb] = {}
    if verb is Verb.NOT_SAME:
        found |= dict.fromkeys((*_within(each.subjects), *_within(each.others)), Verb.SAME)
    for one in each.subjects:
        for other in each.others:
            if one != other:
                found[min(one, other), max(one, other)] = verb
    return found


def _within(claims: Sequence[str]) -> Iterable[tuple[str, str]]:
    return combinations(sorted(set(claims)), 2)


def settled(
    clusters: Iterable[Sequence[str]], judged: Verdicts, links: Iterable[Link] = ()
) -> list[tuple[str, ...]]:
    """The partition with what was judged laid over it, each part ascending, in the order of their firsts.

    A part that holds claims judged apart falls into those that were judged, each with the claims that are
    most like it by the weights of their links; claims that no link holds stay with the largest.
    """
    members = {
        claim: number
        for number, cluster in enumerate(clusters)
        for claim in cluster
        if claim not in judged.rejected
    }
    joined = _joined(members, judged)
    weights: defaultdict[frozenset[str], float] = defaultdict(float)
    if judged.pairs.apart:
        weights |= {frozenset((link.claim, link.other)): link.weight for link in links if not link.barred}
    found: list[tuple[str, ...]] = []
    for cluster in joined:
        own = set(cluster)
        apart = [pair for pair in judged.pairs.apart if own.issuperset(pair)]
        found.extend(_split(cluster, apart, judged, weights) if apart else [cluster])
    return sorted(found)


def _joined(members: Mapping[str, int], judged: Verdicts) -> list[tuple[str, ...]]:
    """The parts, those that hold claims judged the same made one."""
    parent = {number: number for number in members.values()}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in sorted(judged.pairs.same):
        if one in members and other in members:
            low, high = sorted((root(members[one]), root(members[other])))
            parent[high] = low
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for claim in sorted(members):
        groups[root(members[claim])].append(claim)
    return [tuple(group) for group in groups.values()]


def _split(
    cluster: Sequence[str],
    apart: Iterable[tuple[str, str]],
    judged: Verdicts,
    weights: Mapping[frozenset[str], float],
) -> list[tuple[str, ...]]:
    own = set(cluster)
    barred = set(apart)
    named = {claim for pair in barred for claim in pair}
    named |= {claim for pair in judged.pairs.same if own.issuperset(pair) for claim in pair}
    groups: list[set[str]] = []
    for claim in sorted(named):
        same = [
            group
            for group in groups
            if any((min(claim, each), max(claim, each)) in judged.pairs.same for each in group)
            and not any((min(claim, each), max(claim, each)) in barred for each in group)
        ]
        if same:
            same[0].add(claim)
        else:
            groups.append({claim})
    seeds = [frozenset(group) for group in groups]
    sizes = Counter({number: len(seed) for number, seed in enumerate(seeds)})
    largest = min(range(len(seeds)), key=lambda number: (-sizes[number], min(seeds[number])))
    for claim in sorted(own - named):
        likeness = [
            max((weights.get(frozenset((claim, each)), 0.0) for each in seed), default=0.0) for seed in seeds
        ]
        best = max(range(len(seeds)), key=lambda number: (likeness[number], number == largest, -number))
        groups[best].add(claim)
    return [tuple(sorted(group)) for group in groups]
