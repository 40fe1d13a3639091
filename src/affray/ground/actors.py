"""Reads fillers of `a` and `b` as actors: named, by people and things of a state, or generic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from affray.ground import nouns
from affray.ground.names import Hit, demonyms, hits, index
from affray.ground.ranking import Candidate, Context, in_theatre, on_day, rank
from affray.ground.words import Word, words
from affray.model import Actor, ActorMention, ClaimType, Filler, Role

__all__ = ["Context", "lookup", "mentions"]

# Claims in which a state acts by its forces; in words, relations and aid it is the state itself.
_BY_FORCE = frozenset(
    {
        *(ClaimType.CLASH, ClaimType.ATTACK, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.BOMBING),
        *(ClaimType.CHEMICAL_ATTACK, ClaimType.KILLING, ClaimType.EXECUTION, ClaimType.ABDUCTION),
        *(ClaimType.DETENTION, ClaimType.DESTRUCTION, ClaimType.TOLL, ClaimType.CAPTURE, ClaimType.LOOTING),
        *(ClaimType.WITHDRAWAL, ClaimType.CONTROL, ClaimType.SIEGE, ClaimType.MOBILIZATION),
        *(ClaimType.INTERCEPTION, ClaimType.SURRENDER),
    }
)


# Acronyms up to this length are shared by many bodies of the world: they need the right theatre.
_SHORT = 4
_WHERE = ("in", "at", "near", "inside", "across")


def lookup(name: str, on: date | None = None) -> list[Candidate]:
    """The actors that a name may mean, best first, with reasons, for a day where one is given."""
    found = hits(words(name))
    context = Context(days=on_day(on), text=name)
    return [candidate for hit in found for candidate in rank(hit.named, context)]


def mentions(filler: Filler, kind: ClaimType, context: Context) -> tuple[ActorMention, ...]:
    """The actors of one filler: one, or one for each of several joined by "and"."""
    own = _read(filler.text, kind, context)
    if filler.antecedent is None:
        return tuple(_bind(mention, filler, "") for mention in own)
    why = f"stands for {filler.antecedent!r}"
    read = _read(filler.antecedent, kind, context)
    if any(mention.actor for mention in read):
        return tuple(_bind(mention, filler, why) for mention in read)
    # Nobody the list knows: the name stands, and a description is not read as the theatre's own.
    return (replace(_bind(read[0], filler, why), name=filler.antecedent),)


def _bind(mention: ActorMention, filler: Filler, why: str) -> ActorMention:
    reason = f"{why}: {mention.reason}" if why else mention.reason
    return replace(mention, filler=filler, reason=reason)


def _read(text: str, kind: ClaimType, context: Context) -> tuple[ActorMention, ...]:
    found = words(text)
    named = hits(found)
    proper = [hit for hit in named if not hit.described and not _located(hit, found)]
    other = _head(found) & nouns.OTHERS
    if other:
        return (_other(found, other, context),)
    if proper:
        parts = _joined([hit for hit in named if not _located(hit, found)], found, text)
        first = _paired(found, kind, context)
        return (*first, *(_one(hit, found, kind, context) for hit in parts))
    people = _people(found, kind, context)
    if people is not None:
        return (*_paired(found, kind, context), people)
    described = _described(named, context)
    if described is not None:
        return (described,)
    return (_unread(found),)


def _head(found: Sequence[Word]) -> frozenset[str]:
    """The last words before anything that only follows a noun: "families" in "families of fighters"."""
    noun = ""
    for word in found:
        if word.raw.lower() == "of" or (noun and word.key in nouns.AFTER_HEAD):
            break
        if word.key and not word.tied:
            noun = word.key
    return frozenset({noun})


def _located(hit: Hit, found: Sequence[Word]) -> bool:
    """Whether a state only tells where: "divisions in Italy"."""
    states = all(named.party.actor.kind == "state" for named in hit.named)
    before = [word.raw.lower() for word in found[: hit.first]]
    return states and any(word in before[-2:] for word in _WHERE)


def _one(hit: Hit, found: Sequence[Word], kind: ClaimType, context: Context) -> ActorMention:
    """One of the parties of a filler: named, or described beside a named one."""
    if hit.described:
        return _described((hit,), context) or _none("no known actor is named")
    return _choose(hit, found, kind, context)


def _joined(named: Sequence[Hit], found: Sequence[Word], text: str) -> list[Hit]:
    """The names that are the parties: those joined by "and", else the head's."""
    groups: list[list[Hit]] = [[named[0]]]
    for hit in named[1:]:
        between = text[found[groups[-1][-1].last - 1].end : found[hit.first].start]
        tokens = between.lower().replace(",", " ").replace("&", " and ").split()
        # A comma or "and" with nothing but an article: a list. A bracket or nothing: one party.
        joined = ("," in between or "and" in tokens) and not set(tokens) - {"and", "the", "as", "well"}
        if joined:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    group = _main([group for group in groups if not all(hit.described for hit in group)], found)
    group = [_longest(hit, named) for hit in group]
    one = {frozenset(named.party.actor.actor for named in hit.named): hit for hit in reversed(group)}
    return sorted(one.values(), key=lambda hit: hit.first)


def _longest(hit: Hit, named: Sequence[Hit]) -> Hit:
    """The longest name of the same actor in the filler: "Islamic State" says more than its "(IS)"."""
    own = {each.party.actor.actor for each in hit.named}
    same = [other for other in named if {each.party.actor.actor for each in other.named} <= own]
    return max([hit, *same], key=lambda other: other.last - other.first)


def _main(groups: list[list[Hit]], found: Sequence[Word]) -> list[Hit]:
    """The group that the phrase is about: the last before what only follows a noun, else the first."""
    before = [group for group in groups if not _follows(group[0], found)]
    return before[-1] if before else groups[0]


def _follows(hit: Hit, found: Sequence[Word]) -> bool:
    return any(word.key in nouns.AFTER_HEAD or word.raw.lower() == "of" for word in found[: hit.first])


def _choose(hit: Hit, found: Sequence[Word], kind: ClaimType, context: Context) -> ActorMention:
    ranked = [candidate for candidate in rank(hit.named, context) if _fits(candidate, hit, context)]
    best = [candidate for candidate in ranked if candidate.score == ranked[0].score]
    if len(best) > 1:
        best = _spelled_out(best, context) or best
    if len(best) != 1:
        return _none(_doubt(best or rank(hit.named, context)))
    chosen = best[0]
    if chosen.kind == "state":
        return _of_state(chosen, _rest(found, hit.last), kind, context)
    return _acting(chosen)


def _rest(found: Sequence[Word], start: int) -> tuple[Word, ...]:
    """What follows a state's name, up to the next name or what only follows a noun."""
    after = found[start:]
    named = hits(after)
    end = min((hit.first for hit in named if not hit.described), default=len(after))
    for at, word in enumerate(after[:end]):
        if word.key in nouns.AFTER_HEAD or word.raw.lower() in ("of", "and"):
            return tuple(after[:at])
    return tuple(after[:end])


def _fits(candidate: Candidate, hit: Hit, context: Context) -> bool:
    """A short acronym of another theatre, or a description, is no sign of its actor."""
    party = index().by_id[candidate.actor]
    if in_theatre(party, context.country):
        return True
    acronyms = any(each.name.kind == "acronym" and len(each.name.name) <= _SHORT for each in hit.named)
    return not hit.described and not acronyms


def _spelled_out(best: list[Candidate], context: Context) -> list[Candidate]:
    """Those that the report also names by a longer name: "SNC" beside "Syrian National Council"."""
    text = context.text.casefold()
    found = []
    for candidate in best:
        actor = index().by_id[candidate.actor].actor
        own = {name.name.casefold() for name in actor.names if " " in name.name}
        for other in best:
            if other.actor != candidate.actor:
                own -= {name.name.casefold() for name in index().by_id[other.actor].actor.names}
        if any(name in text for name in own):
            found.append(replace(candidate, reason=f"{candidate.reason}; the report names it in full"))
    return found


def _acting(candidate: Candidate) -> ActorMention:
    """A person is read as the actor that he speaks for, under his own name."""
    actor: Actor = index().by_id[candidate.actor].actor
    if actor.kind != "person":
        return _some(candidate.actor, candidate.name, candidate.score, candidate.reason)
    if actor.speaks_for is None:
        return _none(f"{actor.name} is a person who speaks for no known actor")
    return _some(actor.speaks_for, actor.name, candidate.score, f"{actor.name} speaks for it")


def _of_state(candidate: Candidate, after: Sequence[Word], kind: ClaimType, context: Context) -> ActorMention:
    """A state, its forces, its rebels, or no party: "Russian warplanes", "Syrian rebels", "Syrian towns"."""
    party = index().by_id[candidate.actor]
    rest = {word.key for word in after if word.key and not word.tied}
    by_force = rest & nouns.FORCES - nouns.LABELS
    if rest & (nouns.REBELS | nouns.LABELS) and not by_force:
        own = replace(context, country=party.actor.countries[0])
        label = _none(f"a label of people of {candidate.name}, of no known side")
        return _described([hit for hit in hits(after) if hit.described], own) or label
    if rest & nouns.PEOPLES or (rest and not rest & (nouns.FORCES | nouns.OFFICIALS)):
        return _none(f"of {candidate.name}, but the words name no party")
    official = rest & nouns.OFFICIALS and not by_force
    if party.forces is None or official or not (kind in _BY_FORCE or by_force):
        return _some(candidate.actor, candidate.name, candidate.score, candidate.reason)
    forces = index().by_id[party.forces].actor
    return _some(
        forces.actor, forces.name, candidate.score, f"the forces of {candidate.name}: {candidate.reason}"
    )


def _paired(found: Sequence[Word], kind: ClaimType, context: Context) -> tuple[ActorMention, ...]:
    """States whose word stands before "and", for what comes after both: "Turkish and Russian jets"."""
    return tuple(
        _of_state(_by_people(found[at]), found[at + 2 :], kind, context)
        for at in range(len(found) - 2)
        if _is_people(found[at]) and found[at + 1].raw == "and" and _is_people(found[at + 2])
    )


def _is_people(word: Word) -> bool:
    return word.key in demonyms() and not word.tied and word.raw[:1].isupper()


def _by_people(word: Word) -> Candidate:
    actor = demonyms()[word.key].actor
    return Candidate(
        actor=actor.actor,
        name=actor.name,
        score=0.85,
        reason=f"by the word {word.raw!r}",
        kind=actor.kind,
        countries=actor.countries,
    )


def _people(found: Sequence[Word], kind: ClaimType, context: Context) -> ActorMention | None:
    """A state by the word for its people or things."""
    for at, word in enumerate(found):
        paired = [later.raw for later in found[at + 1 : at + 2]] == ["and"] and at + 2 < len(found)
        if not _is_people(word) or (paired and _is_people(found[at + 2])):
            continue
        return _of_state(_by_people(word), _rest(found, at + 1), kind, context)
    return None


def _described(named: Sequence[Hit], context: Context) -> ActorMention | None:
    """A description that the theatre settles ("government forces"), or a generic ("rebels")."""
    if not named:
        return None
    # The longest says most: "other militant groups" before "groups".
    hit = max(named, key=lambda each: (each.last - each.first, each.first))
    # "captives" hold in any theatre; all others need one.
    free = [each for each in named if any(not one.party.actor.countries for one in each.named)]
    if context.country is None and not free:
        return _none("generic, and the report's theatre is not clear")
    hit = hit if context.country is not None else free[0]
    local = tuple(
        each
        for each in hit.named
        if not each.party.actor.countries or context.country in each.party.actor.countries
    )
    if not local:
        return _none(f"generic, and no such actor is known for {context.country}")
    ranked = rank(local, context)
    if len(ranked) > 1 and ranked[0].score == ranked[1].score:
        return _none(_doubt(ranked))
    best = ranked[0]
    return _some(best.actor, best.name, round(best.score * 0.85, 3), f"{best.reason}, in {context.country}")


def _other(found: Sequence[Word], other: frozenset[str], context: Context) -> ActorMention:
    """People beside the party named: civilians, captives, else unresolved."""
    for noun, actor in ((nouns.CAPTIVES, "captives"), (nouns.CIVILIANS, "civilians-syria")):
        party = index().by_id[actor]
        fits = not party.actor.countries or context.country in party.actor.countries
        if other & noun and fits:
            return _some(actor, party.actor.name, 0.8, f"generic, by the word {min(other)!r}")
    rivals = tuple(hit for hit in hits(found) if hit.described)
    if rivals and other & {"rival", "opponent"}:
        return _none("opponents of a party, who are not named")
    return _none(f"people described, not a known party ({min(other)!r})")


def _unread(found: Sequence[Word]) -> ActorMention:
    kept = [word.key for word in found if word.key]
    if not kept or all(key in nouns.PRONOUNS for key in kept):
        return _none("stands for a name that the report does not give here")
    if kept[-1] in nouns.LABELS and len(kept) <= 2:
        return _none("a label of no known side")
    if any(word.tied for word in found):
        return _none("a description by another actor's name; whom it describes is not named")
    return _none("no known actor is named")


def _doubt(candidates: Sequence[Candidate]) -> str:
    if not candidates:
        return "no known actor is named"
    listed = ", ".join(f"{candidate.actor} ({candidate.reason})" for candidate in candidates[:4])
    return f"candidates: {listed}"


def _some(actor: str, name: str, score: float, reason: str) -> ActorMention:
    return ActorMention(filler=_NOWHERE, actor=actor, name=name, score=score, reason=reason)


def _none(reason: str) -> ActorMention:
    return ActorMention(filler=_NOWHERE, actor=None, name=None, score=0.0, reason=reason)


# Stands in until a mention is bound to its filler.
_NOWHERE = Filler(role=Role.A, start=0, end=0, text="", score=0.0)
