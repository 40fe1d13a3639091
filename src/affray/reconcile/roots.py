"""Finds the root source of each claim: who first says it, the same one under one key in all reports.

A chain of sources runs from the nearest to what happened to the outermost: "militant sources", FARS, Sputnik.
Its root is the nearest one that can be told from others: a monitor, a party, a person by name. People without
a name are a root only inside the texts of who carries them. Where no source is named it is the report's own
voice: the agency whose text it is, else its outlet, else the report itself; copies of a text have one voice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from affray.model import (
    ClaimType,
    GroundedClaim,
    Report,
    Role,
    RootName,
    SourceMention,
)
from affray.ports import Voices
from affray.reconcile import origins, shingles
from affray.reconcile.copies import Copies
from affray.reconcile.speakers import Speaker, Speakers, Standing, root_of_actor, root_of_medium

# Claims that are words: who does them says them.
_WORDS = frozenset(
    {
        *(ClaimType.ACCUSATION, ClaimType.DEMAND, ClaimType.THREAT, ClaimType.PROPOSAL, ClaimType.REJECTION),
        *(ClaimType.CLAIM_OF_RESPONSIBILITY, ClaimType.DECLARATION_OF_WAR),
    }
)


# Two sentences are one when they share so much of the shorter one's runs of three words, of at least so many.
_RUN, _REPEATED, _SENTENCE = 3, 0.4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    report: str
    origin: str | None
    outlet: str | None
    published: date | None


def own_voices(reports: Iterable[Report], copies: Copies) -> dict[str, RootName]:
    """Whose own voice each report has, by its id: reports that carry one text have one."""
    known = {
        report.report: _Origin(
            report=report.report,
            origin=origins.origin_of(report) or copies.drawn.get(report.report),
            outlet=report.outlet,
            published=report.published.earliest if report.published is not None else None,
        )
        for report in reports
    }
    found = {name: _voice((each,), each.origin) for name, each in known.items()}
    for group in copies.groups:
        held = [known[name] for name in group.reports if name in known]
        drawn = [each.origin for each in held if each.origin is not None]
        found.update((each.report, _voice(held, group.origin or min(drawn, default=None))) for each in held)
    return found


def _voice(held: Sequence[_Origin], origin: str | None) -> RootName:
    """The voice of a text: its origin's, else that of the outlet that had it first, else its own."""
    if origin is not None:
        return root_of_medium(origin, "agency")
    first = sorted(
        (each.published or date.max, each.outlet, each.report) for each in held if each.outlet is not None
    )
    if first:
        return root_of_medium(first[0][1], "outlet")
    report = min(each.report for each in held)
    return RootName(key=f"report:{report}", name=report)


def roots_of(
    report: Report, claims: Sequence[GroundedClaim], own_voice: RootName, voices: Voices
) -> dict[str, RootName]:
    """The root of each claim of a report, by the claim's id.

    Args:
        report: The report.
        claims: All its claims, in any order: who was named before tells whom "the source" stands for.
        own_voice: Whose own voice the report has, of `own_voices`.
        voices: Tells which actor a source is or speaks for.
    """
    mentions = [
        mention for grounded in claims for mention in (*grounded.sources, *_speaking(grounded, voices))
    ]
    speakers = Speakers(report, mentions, _theatre(claims), voices)
    found = {}
    for grounded in sorted(claims, key=lambda each: (each.claim.trigger.start, each.claim.claim)):
        chain = [speakers.read(mention) for mention in grounded.sources]
        told = [speaker for speaker in chain if speaker.standing is not Standing.NONE]
        found[grounded.claim.claim] = (
            _root(told, own_voice) or _spoken(grounded, speakers, voices) or own_voice
        )
    return found


def _theatre(claims: Sequence[GroundedClaim]) -> str | None:
    """The country that most places of the claims lie in."""
    held = Counter(place.country for grounded in claims for place in grounded.places if place.country)
    return min(held, key=lambda country: (-held[country], country)) if held else None


def _speaking(grounded: GroundedClaim, voices: Voices) -> Iterator[SourceMention]:
    """Who says a claim that is words, as a source of it."""
    if grounded.claim.type in _WORDS:
        for filler in grounded.claim.role(Role.A):
            name = voices.known(filler.antecedent or filler.text)
            yield SourceMention(filler=replace(filler, role=Role.SOURCE), name=name)


def _root(chain: Sequence[Speaker], own_voice: RootName) -> RootName | None:
    """The nearest source that can be told from others; people without a name, inside their carrier."""
    if not chain:
        return None
    nearest = chain[0]
    if nearest.standing is not Standing.UNNAMED:
        return nearest.root
    person = next((each for each in chain if each.standing is Standing.PERSON), None)
    if person is not None:
        # "An activist" and the name that follows are one.
        return person.root
    for outer in chain[1:]:
        if outer.standing is Standing.MEDIUM:
            return _inside(nearest.root, outer.root)
        if outer.standing is not Standing.UNNAMED:
            # A monitor or a party that passes on what people without a name say stands in for them.
            return outer.root
    return _inside(nearest.root, own_voice)


def _inside(people: RootName, carrier: RootName) -> RootName:
    """People without a name as a root: those of one carrier are one, and a party's own are the party's."""
    if carrier.actor is not None:
        return replace(carrier, name=f"{people.name} ({carrier.name})")
    return RootName(key=f"{people.key}@{carrier.key}", name=f"{people.name} ({carrier.name})")


def _spoken(grounded: GroundedClaim, speakers: Speakers, voices: Voices) -> RootName | None:
    """Who says a claim that is words: whoever does it."""
    if grounded.claim.type not in _WORDS:
        return None
    read = [speakers.read(mention) for mention in _speaking(grounded, voices)]
    known = [each.root for each in read if each.standing in (Standing.KNOWN, Standing.PARTY)]
    acting = [
        root_of_actor(mention.actor)
        for mention in grounded.actors
        if mention.filler.role is Role.A and mention.actor is not None
    ]
    # A single name may be a place: "Aleppo threatened".
    persons = [each.root for each in read if each.standing is Standing.PERSON and " " in each.root.name]
    return next(iter((*known, *acting, *persons)), None)


def names_source(grounded: GroundedClaim) -> bool:
    """Whether a claim says who tells it, or is told in its report's own voice."""
    return bool(grounded.sources) or grounded.claim.type in _WORDS


def settled(claims: Iterable[GroundedClaim], roots: Mapping[str, RootName]) -> dict[str, RootName]:
    """The roots of the claims of one event: a report's own voice gives way to whose words it repeats.

    A headline and a lead tell without a source what the next sentence gives to one: they are that source's,
    and among several that of the nearest claim. A sentence that also stands in another report is told once:
    by the source that the other names for it, else by the agency, else by the first of the voices.
    A report that cites nobody for the event, in words of its own, keeps its own voice.

    Args:
        claims: The claims of the event.
        roots: The root of each, by its id.
    """
    held = sorted(claims, key=lambda each: (each.claim.report, each.claim.trigger.start, each.claim.claim))
    found = {each.claim.claim: roots[each.claim.claim] for each in held}
    told = {each.claim.claim for each in held if names_source(each)}
    by_report: defaultdict[str, list[GroundedClaim]] = defaultdict(list)
    for each in held:
        if each.claim.claim in told:
            by_report[each.claim.report].append(each)
    for each in held:
        near = by_report.get(each.claim.report, ())
        if each.claim.claim not in told and near:
            at = each.claim.trigger.start
            best = min(near, key=lambda other: (abs(other.claim.trigger.start - at), other.claim.claim))
            found[each.claim.claim] = roots[best.claim.claim]
            told.add(each.claim.claim)
    return _repeated(held, found, told)


def _repeated(
    held: Sequence[GroundedClaim], found: dict[str, RootName], told: AbstractSet[str]
) -> dict[str, RootName]:
    """The roots, those of sentences that stand in several reports made one."""
    links = _links(held, told)
    out = dict(found)
    for group in _connected(links):
        voices = [at for at in group if held[at].claim.claim not in told]
        named = [at for at in group if held[at].claim.claim in told]
        pool = named or voices
        best = min((found[held[at].claim.claim] for at in pool), key=_first)
        for at in voices:
            out[held[at].claim.claim] = best
    return out


def _links(held: Sequence[GroundedClaim], told: AbstractSet[str]) -> dict[int, set[int]]:
    """The claims whose sentence is one with that of a claim without a source in another report, by number."""
    if len({each.claim.report for each in held}) < 2 or all(each.claim.claim in told for each in held):
        # Most events are of one report.
        return {}
    texts = [shingles.numbers(shingles.words(each.claim.evidence.text)) for each in held]
    runs = [shingles.runs(text, _RUN) for text in texts]
    found: defaultdict[int, set[int]] = defaultdict(set)
    long = [at for at, own in enumerate(runs) if len(own) >= _SENTENCE]
    for one, other in combinations(long, 2):
        if held[one].claim.claim in told and held[other].claim.claim in told:
            continue
        apart = held[one].claim.report != held[other].claim.report
        if apart and shingles.shared(runs[one], runs[other]).contained >= _REPEATED:
            found[one].add(other)
            found[other].add(one)
    return found


def _first(root: RootName) -> tuple[bool, str]:
    return root.key.startswith(("outlet:", "report:")), root.key


def _connected(links: Mapping[int, AbstractSet[int]]) -> Iterator[list[int]]:
    seen: set[int] = set()
    for start in sorted(links):
        if start not in seen:
            group, todo = {start}, [start]
            while todo:
                new = links[todo.pop()] - group
                group |= new
                todo.extend(new)
            seen |= group
            yield sorted(group)
