"""States told by their people and things ("Russian warplanes"), by name or by capital."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from affray.ground import nouns
from affray.ground.described import described
from affray.ground.names import demonyms, hits, index
from affray.ground.ranking import Candidate, Context, name_on
from affray.ground.readings import Reading, none, some
from affray.ground.words import Word, listed
from affray.model import ClaimType
from affray.resources.actors import Party

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
_SCORE = 0.85


def of_state(candidate: Candidate, after: Sequence[Word], kind: ClaimType, context: Context) -> Reading:
    """A state, its forces, its rebels, or no party: "Russian warplanes", "Syrian rebels", "Syrian towns"."""
    party = index().by_id[candidate.actor]
    rest = {word.key for word in after if word.key and not word.tied}
    by_force = rest & nouns.FORCES - nouns.LABELS
    if rest & (nouns.REBELS | nouns.LABELS) and not by_force:
        own = replace(context, country=party.actor.countries[0])
        label = none(f"a label of people of {candidate.name}, of no known side")
        return described([hit for hit in hits(after) if hit.described], own) or label
    if rest & nouns.PEOPLES or (rest and not rest & (nouns.FORCES | nouns.OFFICIALS)):
        return none(f"of {candidate.name}, but the words name no party")
    official = rest & nouns.OFFICIALS and not by_force
    if party.forces is None or official or not (kind in _BY_FORCE or by_force):
        return some(candidate.actor, candidate.name, candidate.score, candidate.reason)
    name = name_on(index().by_id[party.forces], context.when)
    reason = f"the forces of {candidate.name}: {candidate.reason}"
    return some(party.forces, name, candidate.score, reason)


def rest(found: Sequence[Word], start: int) -> tuple[Word, ...]:
    """What follows a state's name, up to the next name or what only follows a noun."""
    after = found[start:]
    end = min((hit.first for hit in hits(after) if not hit.described), default=len(after))
    for at, word in enumerate(after[:end]):
        if word.key in nouns.AFTER_HEAD or word.raw.lower() in ("of", "and"):
            return tuple(after[:at])
    return tuple(after[:end])


def paired(found: Sequence[Word], kind: ClaimType, context: Context) -> tuple[Reading, ...]:
    """States whose word stands before "and", for what comes after both: "Turkish and Russian jets"."""
    return tuple(
        replace(
            of_state(by_people(found[at], context), found[at + 2 :], kind, context),
            part=(found[at].start, found[at].end),
        )
        for at in range(len(found) - 2)
        if _shares(found, at)
    )


def _shares(found: Sequence[Word], at: int) -> bool:
    """Whether a people's word shares its noun with what "and" joins to it: another people's, or a party's."""
    if not is_people(found[at]) or found[at + 1].raw not in ("and", "or"):
        return False
    return is_people(found[at + 2]) or any(hit.first == at + 2 for hit in hits(found))


def people(found: Sequence[Word], kind: ClaimType, context: Context) -> Reading | None:
    """A state by the word for its people or things."""
    for at, word in enumerate(found):
        if is_people(word) and not (at + 2 < len(found) and _shares(found, at)):
            return of_state(by_people(word, context), rest(found, at + 1), kind, context)
    return None


# Words by which a report calls the state that it tells of, and those that may stand beside them.
_HOME = listed("government army military police authority gendarmerie regime")
_BESIDE = listed("armed national security regular central unit pro loyal")
_AT_HOME = 0.75


def at_home(found: Sequence[Word], kind: ClaimType, context: Context) -> Reading | None:
    """The theatre's own state by what it is called there: "government troops", "the army", "police".

    None where any other word may make it somebody else's, or where the theatre is not clear.
    """
    kept = {word.key for word in found if word.key and not word.raw.isdigit()}
    called = kept & _HOME or {"security", "force"} <= kept
    if not called or kept - _HOME - _BESIDE - nouns.FORCES - nouns.OFFICIALS or any(w.tied for w in found):
        return None
    party = states().get(context.country or "")
    if party is None:
        return None
    told = f"called {' '.join(word.raw for word in found)!r} in a report of {context.country}"
    candidate = Candidate(
        actor=party.actor.actor,
        name=name_on(party, context.when),
        score=_AT_HOME,
        reason=told,
        kind=party.actor.kind,
        countries=party.actor.countries,
    )
    return of_state(candidate, found, kind, context)


def states() -> dict[str, Party]:
    """The states that are actors, by ISO 3166-1 alpha-2."""
    return {
        party.actor.countries[0]: party
        for party in index().by_id.values()
        if party.actor.kind == "state" and party.actor.countries
    }


def is_people(word: Word) -> bool:
    """Whether a word is of a state's people and things ("Russian")."""
    return word.key in demonyms() and not word.tied and word.raw[:1].isupper()


def by_people(word: Word, context: Context) -> Candidate:
    """The state whose people's word it is."""
    party = demonyms()[word.key]
    return Candidate(
        actor=party.actor.actor,
        name=name_on(party, context.when),
        score=_SCORE,
        reason=f"by the word {word.raw!r}",
        kind=party.actor.kind,
        countries=party.actor.countries,
    )
