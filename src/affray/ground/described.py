"""Parties told by a description: the theatre's own ("government forces"), generic ones, and branches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from affray.ground import nouns
from affray.ground.calendar import shift
from affray.ground.names import SEARCHED, Hit, hits, index, named_in
from affray.ground.ranking import Candidate, Context, name_on, rank, related
from affray.ground.readings import Reading, doubt, none, some
from affray.ground.words import Word, words
from affray.resources.actors import Days, Party, laid

# A description says less than a name, and the branch of another only by what the report names beside.
_DESCRIBED, _OTHERS, _BRANCH, _FOUNDED = 0.85, 0.8, 0.7, 0.6
# A group is new in the news for two months; its founding is told a week before the day on record at most.
_NEW, _AHEAD = 60, 7
# The newest of several leads the next by this much.
_LEAD = timedelta(days=14)
_GENERIC_OTHERS = ((nouns.CAPTIVES, "captive"), (nouns.CIVILIANS, "civilian"))


def described(named: Sequence[Hit], context: Context) -> Reading | None:
    """A description that the theatre settles ("government forces"), or a generic ("rebels")."""
    if not named:
        return None
    # The longest says most: "other militant groups" before "groups".
    hit = max(named, key=lambda each: (each.last - each.first, each.first))
    # "captives" hold in any theatre; all others need one.
    free = [each for each in named if any(not one.party.actor.countries for one in each.named)]
    if context.country is None and not free:
        return none("generic, and the report's theatre is not clear")
    hit = hit if context.country is not None else free[0]
    local = tuple(
        each
        for each in hit.named
        if not each.party.actor.countries or context.country in each.party.actor.countries
    )
    if not local:
        return none(f"generic, and no such actor is known for {context.country}")
    ranked = rank(local, context)
    if context.when is None:
        ranked = tuple(each for each in ranked if _lives(each)) or ranked
    if len(ranked) > 1 and ranked[0].score == ranked[1].score:
        return none(doubt(ranked))
    best = ranked[0]
    reason = f"{best.reason}, in {context.country}"
    if best.kind == "generic":
        reason += "; a set, of which no member is named"
    return some(best.actor, best.name, best.score * _DESCRIBED, reason)


def _lives(candidate: Candidate) -> bool:
    """Whether an actor is still in being: without a date, "the coalition" is no longer the one of 2003."""
    lives = index().by_id[candidate.actor].lifetimes
    return not lives or any(life.latest is None for life in lives)


def others(found: Sequence[Word], other: frozenset[str], context: Context) -> Reading:
    """People beside the party named: civilians, captives, else unresolved."""
    for noun, key in _GENERIC_OTHERS:
        parties = [each.party for each in index().by_words[frozenset({key})]] if other & noun else []
        for party in parties:
            actor = party.actor
            if not actor.countries or context.country in actor.countries:
                return some(actor.actor, actor.name, _OTHERS, f"generic, by the word {min(other)!r}")
    rivals = tuple(hit for hit in hits(found) if hit.described)
    if rivals and other & {"rival", "opponent"}:
        return none("opponents of a party, who are not named")
    return none(f"people described, not a known party ({min(other)!r})")


def branch(found: Sequence[Word], context: Context) -> Reading | None:
    """The branch of another that the report names: "the al-Qaeda-linked group" is the one of them there.

    None unless the words are definite and the report names exactly one actor that then belonged to it.
    """
    if not found or found[0].raw.lower() not in ("the", "this", "that"):
        return None
    if not {word.key for word in found} & (nouns.BRANCHES | nouns.GROUPS):
        return None
    # Untied, so that the name inside the compound is seen.
    plain = [replace(word, tied=0) for word in found]
    above = {each.party.actor.actor for hit in hits(plain) if not hit.described for each in hit.named}
    if len(above) != 1:
        return None
    parent = above.pop()
    below = _named_below(parent, context)
    tied = [actor for actor in below if actor in told_of(context.text).get(parent, ())]
    if len(below) != 1 and len(tied) != 1:
        return None
    party = index().by_id[below[0] if len(below) == 1 else tied[0]]
    how = "the only one of {} that the report names" if len(below) == 1 else "the report calls it one of {}"
    return some(party.actor.actor, name_on(party, context.when), _BRANCH, how.format(parent))


def told_of(text: str) -> dict[str, frozenset[str]]:
    """Whom a text calls an actor's own right before the name: "the al-Qaeda-affiliated Nusra Front"."""
    return _told_of(text[:SEARCHED], laid())


@lru_cache(maxsize=4)
def _told_of(text: str, _: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    all_words = words(text)
    for hit in hits(all_words):
        at = hit.first
        while at > 0 and (not all_words[at - 1].key or all_words[at - 1].tied):
            at -= 1
        before = [replace(word, tied=0) for word in all_words[at : hit.first] if word.tied]
        for parent in (each for each in hits(before) if not each.described):
            for above in parent.named:
                found[above.party.actor.actor].update(each.party.actor.actor for each in hit.named)
    return {parent: frozenset(below) for parent, below in found.items()}


def founded(found: Sequence[Word], context: Context) -> Reading | None:
    """The group that the report names and that had just been founded: "the newly formed alliance".

    None where the words do not say so, or where two groups of the report are as new.
    """
    plain = " ".join(word.raw for word in found)
    if context.days is None or not nouns.is_new(plain) or not {word.key for word in found} & nouns.ALLIANCES:
        return None
    if any(named.party.actor.kind in ("group", "coalition") for hit in hits(found) for named in hit.named):
        return None
    best = [rank(hit.named, context)[0].actor for hit in hits(words(context.text[:SEARCHED]))]
    days = {actor: _began(index().by_id[actor], context.days) for actor in best}
    began = sorted(((day, actor) for actor, day in days.items() if day is not None), reverse=True)
    if not began or (len(began) > 1 and began[0][0] - began[1][0] < _LEAD):
        return None
    party = index().by_id[began[0][1]]
    name = name_on(party, context.when)
    return some(
        party.actor.actor, name, _FOUNDED, f"the newest group that the report names, of {began[0][0]}"
    )


def _began(party: Party, days: Days) -> date | None:
    """When a group began, where that was in the weeks before the days of a report that is dated."""
    if party.actor.kind not in ("group", "coalition") or days.earliest is None or days.latest is None:
        return None
    first, last = shift(days.earliest, -_NEW), shift(days.latest, _AHEAD)
    lives = [life.earliest for life in party.lifetimes if life.earliest is not None]
    return next((day for day in lives if first <= day <= last), None)


def of_branch(parent: str, found: Sequence[Word], context: Context) -> Reading | None:
    """The branch by which an actor acts where it has no forces of its own: "al-Qaeda fighters" in Syria."""
    party = index().by_id[parent]
    if party.actor.countries or party.theatres or party.actor.kind != "group" or context.country is None:
        return None
    if not {word.key for word in found} & nouns.LABELS:
        return None
    below = _named_below(parent, context)
    if len(below) != 1:
        return None
    own = index().by_id[below[0]]
    reason = f"{parent} has no fighters of its own in {context.country}; the report names this branch of it"
    return some(own.actor.actor, name_on(own, context.when), _BRANCH, reason)


def _named_below(parent: str, context: Context) -> list[str]:
    """The actors that belonged to another on the report's days, in its theatre, and that it names."""
    below = [
        party
        for party in related(parent, context.when, index().by_id.values())
        if context.country is None or context.country in (*party.actor.countries, *party.theatres)
    ]
    named = named_in(context.text) if below else {}
    return [party.actor.actor for party in below if party.actor.actor in named]
