"""Parties told by a description: the theatre's own ("government forces"), generic ones, and branches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from affray.ground import nouns
from affray.ground.names import Hit, hits, index, named_in
from affray.ground.ranking import Candidate, Context, name_on, rank, related
from affray.ground.readings import Reading, doubt, none, some
from affray.ground.words import Word

# A description says less than a name, and the branch of another only by what the report names beside.
_DESCRIBED, _OTHERS, _BRANCH = 0.85, 0.8, 0.7
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
    if len(below) != 1:
        return None
    party = index().by_id[below[0]]
    return some(
        party.actor.actor,
        name_on(party, context.when),
        _BRANCH,
        f"the only one of {parent} that the report names",
    )


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
