"""Reads fillers of `a` and `b` as actors: named, by people and things of a state, or generic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from affray.ground import labels, nouns
from affray.ground.described import branch, described, founded, of_branch, others
from affray.ground.names import Hit, hits, index
from affray.ground.ranking import Candidate, Context, in_theatre, on_day, rank, speaks_for
from affray.ground.readings import Reading, bound, doubt, none, some
from affray.ground.states import at_home, by_people, is_people, of_state, paired, people, rest
from affray.ground.words import Word, words
from affray.model import ActorMention, ClaimType, Filler

__all__ = ["Context", "lookup", "mentions", "read"]

# Acronyms up to this length are shared by many bodies of the world: they need the right theatre.
_SHORT = 4
_WHERE = ("in", "at", "near", "inside", "across")
_JOINERS = frozenset({"and", "or"})
_JOINING = frozenset({*_JOINERS, "the", "as", "well"})


def lookup(name: str, on: date | None = None, *, country: str | None = None) -> list[Candidate]:
    """The actors that a name may mean, best first, with reasons.

    Args:
        name: The name as a report may have it.
        on: The day as of which it is asked; the candidates have their names of that day.
        country: The theatre, ISO 3166-1 alpha-2.
    """
    context = Context(country=country, days=on_day(on), text=name)
    found = words(name)
    named = [candidate for hit in hits(found) for candidate in rank(hit.named, context)]
    return named or [by_people(word, context) for word in found if is_people(word)]


def mentions(filler: Filler, kind: ClaimType, context: Context) -> tuple[ActorMention, ...]:
    """The actors of one filler: one, or one for each of several joined by "and", each at its own words."""
    return tuple(bound(reading, filler) for reading in read(filler, kind, context))


def read(filler: Filler, kind: ClaimType, context: Context) -> tuple[Reading, ...]:
    """What a filler's words mean: by its antecedent where it has one that is known, else by themselves."""
    own = tuple(_labelled(reading, filler.text) for reading in _read(filler.text, kind, context))
    if filler.antecedent is None:
        return own
    why = f"stands for {filler.antecedent!r}"
    stood = [
        _labelled(replace(reading, reason=f"{why}: {reading.reason}", part=None), filler.text)
        for reading in _read(filler.antecedent, kind, context)
    ]
    if any(reading.actor for reading in stood):
        return tuple(stood)
    # Nobody the list knows: the name stands, and a description is not read as the theatre's own.
    return (replace(stood[0], name=filler.antecedent),)


def _labelled(reading: Reading, text: str) -> Reading:
    start, end = reading.part or (0, len(text))
    return replace(reading, label=labels.used(text[start:end]))


def _read(text: str, kind: ClaimType, context: Context) -> tuple[Reading, ...]:
    found = words(text)
    new = founded(found, context)
    if new is not None:
        return (new,)
    named = hits(found)
    other = _head(found) & nouns.OTHERS
    if other:
        return _beside(found, text, kind, context) or (_of_others(found, other, context),)
    proper = [hit for hit in named if not hit.described and not _located(hit, found)]
    if proper:
        parts = _joined([hit for hit in named if not _located(hit, found)], found, text)
        readings = [_one(hit, found, kind, context) for hit in parts]
        return _after_paired(found, kind, context, _apart(parts, readings, found, text))
    by_word = people(found, kind, context)
    read_as = _by_description(found, named, kind, context) if by_word is None else by_word
    return _after_paired(found, kind, context, [read_as])


def _after_paired(
    found: Sequence[Word], kind: ClaimType, context: Context, readings: list[Reading]
) -> tuple[Reading, ...]:
    """The readings of a filler after those of peoples that share its noun, at the words that are left."""
    first = paired(found, kind, context)
    if first and first[-1].part is not None and readings[0].part is None:
        end = first[-1].part[1]
        left = [word for word in found if word.start >= end and word.raw.lower() not in _JOINERS]
        readings[0] = replace(readings[0], part=(left[0].start, found[-1].end))
    return (*first, *readings)


def _by_description(
    found: Sequence[Word], named: Sequence[Hit], kind: ClaimType, context: Context
) -> Reading:
    told = described(named, context)
    if told is not None and told.actor is not None:
        return told
    home = at_home(found, kind, context)
    if home is not None and home.actor is not None:
        return home
    opposed = labels.opposed(found, context)
    if opposed is not None:
        return some(opposed.actor, opposed.name, opposed.score, opposed.reason)
    linked = branch(found, context)
    if linked is not None:
        return linked
    unread = _unread(found)
    return unread if told is None or unread.reason.startswith("a label") else told


def _head(found: Sequence[Word]) -> frozenset[str]:
    """The last words before anything that only follows a noun: "families" in "families of fighters"."""
    noun = ""
    for word in found:
        if word.raw.lower() == "of" or (noun and word.key in nouns.AFTER_HEAD):
            break
        if word.key and not word.tied:
            noun = word.key
    return frozenset({noun})


def _beside(found: Sequence[Word], text: str, kind: ClaimType, context: Context) -> tuple[Reading, ...]:
    """A party that "and" joins to people who are none: "rebel commanders and activists"."""
    joins = [at for at, word in enumerate(found) if word.raw.lower() == "and"]
    if not joins or joins[0] == 0 or found[joins[0]].tied:
        return ()
    before = text[: found[joins[0] - 1].end]
    return tuple(
        replace(reading, part=reading.part or (0, len(before)))
        for reading in _read(before, kind, context)
        if reading.actor is not None
    )


def _of_others(found: Sequence[Word], other: frozenset[str], context: Context) -> Reading:
    linked = branch(found, context) if other & nouns.BRANCHES else None
    return linked or others(found, other, context)


def _located(hit: Hit, found: Sequence[Word]) -> bool:
    """Whether a state only tells where: "divisions in Italy"."""
    states = all(named.party.actor.kind == "state" for named in hit.named)
    before = [word.raw.lower() for word in found[: hit.first]]
    return states and any(word in before[-2:] for word in _WHERE)


def _apart(parts: Sequence[Hit], readings: list[Reading], found: Sequence[Word], text: str) -> list[Reading]:
    """The parties of a filler, each at its own words where there are several."""
    if len(parts) == 1:
        return readings
    apart = []
    for at, (hit, reading) in enumerate(zip(parts, readings, strict=True)):
        start = 0 if at == 0 else _after(parts[at - 1], found)
        end = len(text) if at == len(parts) - 1 else found[hit.last - 1].end
        apart.append(replace(reading, part=(start, end)) if start < end else reading)
    return apart


def _after(hit: Hit, found: Sequence[Word]) -> int:
    """Where the words after a name and its "and" begin."""
    joining = ("and", "or")
    following = found[hit.last :]
    return next(
        (word.start for word in following if word.raw.lower() not in joining), found[hit.last - 1].end
    )


def _one(hit: Hit, found: Sequence[Word], kind: ClaimType, context: Context) -> Reading:
    """One of the parties of a filler: named, or described beside a named one."""
    if hit.described:
        return described((hit,), context) or none("no known actor is named")
    return _choose(hit, found, kind, context)


def _joined(named: Sequence[Hit], found: Sequence[Word], text: str) -> list[Hit]:
    """The names that are the parties: those joined by "and", else the head's."""
    named = _outside(named, found, text)
    groups: list[list[Hit]] = [[named[0]]]
    for hit in named[1:]:
        between = text[found[groups[-1][-1].last - 1].end : found[hit.first].start]
        tokens = between.lower().replace(",", " ").replace("&", " and ").split()
        # A comma or "and" with nothing but an article: a list. A bracket or nothing: one party.
        joined = ("," in between or _JOINERS & set(tokens)) and not set(tokens) - _JOINING
        if joined:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    group = _main([group for group in groups if not all(hit.described for hit in group)], found)
    group = [_longest(hit, named) for hit in group]
    one = {frozenset(named.party.actor.actor for named in hit.named): hit for hit in reversed(group)}
    return sorted(one.values(), key=lambda hit: hit.first)


def _outside(named: Sequence[Hit], found: Sequence[Word], text: str) -> Sequence[Hit]:
    """The names outside brackets, which only add to one before them; all where none is outside."""
    kept = []
    for hit in named:
        before = text[: found[hit.first].start]
        if before.count("(") <= before.count(")"):
            kept.append(hit)
    return kept if any(not hit.described for hit in kept) else named


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


def _choose(hit: Hit, found: Sequence[Word], kind: ClaimType, context: Context) -> Reading:
    ranked = [candidate for candidate in rank(hit.named, context) if _fits(candidate, hit, context)]
    best = [candidate for candidate in ranked if candidate.score == ranked[0].score]
    if len(best) > 1:
        best = _spelled_out(best, context) or best
    if len(best) != 1:
        return none(doubt(best or rank(hit.named, context)))
    chosen = best[0]
    after = rest(found, hit.last)
    if chosen.kind == "state" and not _parts(chosen, hit):
        return of_state(chosen, after, kind, context)
    return of_branch(chosen.actor, after, context) or _acting(chosen, hit, after, context)


def _parts(candidate: Candidate, hit: Hit) -> list[str]:
    """The names of parts of an actor among what a name may mean: "Quds Force"."""
    own = [each for each in hit.named if each.party.actor.actor == candidate.actor]
    return [each.name.name for each in own if each.name.kind == "part"]


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


def _acting(candidate: Candidate, hit: Hit, after: Sequence[Word], context: Context) -> Reading:
    """An actor; a part of one under the part's name, a person as the actor that he then spoke for."""
    party = index().by_id[candidate.actor]
    parts = _parts(candidate, hit)
    if party.actor.kind != "person":
        name = parts[0] if parts else candidate.name
        return some(candidate.actor, name, candidate.score, candidate.reason)
    actor = speaks_for(party, context.when)
    if actor is None:
        return none(f"{party.actor.name} is a person who speaks for no known actor on these days")
    told = f"{party.actor.name} speaks for it"
    if {word.key for word in after} & (nouns.FORCES | nouns.OFFICIALS):
        # "Haftar's forces" are not the man.
        return some(actor, index().by_id[actor].actor.name, candidate.score, told)
    return some(actor, party.actor.name, candidate.score, told)


def _unread(found: Sequence[Word]) -> Reading:
    kept = [word.key for word in found if word.key]
    if kept and kept[-1] in nouns.SIDES:
        return none("the sides of a fight, told by a word for both or one of them")
    if not kept or all(key in nouns.PRONOUNS for key in kept):
        return none("stands for a name that the report does not give here")
    if kept[-1] in nouns.LABELS and len(kept) <= 2:
        return none("a label of no known side")
    if any(word.tied for word in found):
        return none("a description by another actor's name; whom it describes is not named")
    return none("no known actor is named")
