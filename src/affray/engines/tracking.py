"""Derives control and relations from all claims of a store, and answers for the state on a day.

What is kept is what each claim tells of a place and of two actors, with the spells of all that is known;
what was known on a day is made anew from the same rows, so that both ways have one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from affray.model import (
    ControlChange,
    EdgeState,
    GroundedClaim,
    PlaceState,
    RelationEdge,
    Report,
    Situation,
)
from affray.resources.actors import parties
from affray.store import Store
from affray.text import fold
from affray.track.asking import control_on, relations_on
from affray.track.control import spells_of
from affray.track.places import one_id
from affray.track.reading import Root, Rooted, changes_of, readable
from affray.track.relations import edges_of, facts
from affray.track.sides import Sides

RootOf = Callable[[GroundedClaim, Report], Root]


def named_root(grounded: GroundedClaim, report: Report) -> Root:
    """The source that a claim names nearest; without a name its words, which are one report's own.

    A claim that names none rests on whose text it is: the report's origin, else its outlet.
    """
    for source in grounded.sources:
        if source.name is not None:
            return Root(key=source.name, name=source.name)
    if grounded.sources:
        filler = grounded.sources[0].filler
        words = filler.antecedent or filler.text
        return Root(key=f"{report.report}:{fold(words)}", name=words)
    whose = report.origin or report.outlet
    return (
        Root(key=f"outlet:{fold(whose)}", name=whose)
        if whose
        else Root(key=f"report:{report.report}", name=report.report)
    )


def derive_track(store: Store, told: Iterable[Rooted] | None = None) -> None:
    """Make control and relations anew.

    Args:
        store: Opened for writing.
        told: The claims with their roots and their reports' days, as corrected and without those that a
            person rejected; None for those that the store holds, with `named_root`.

    Raises:
        UnusableStore: The store could not be read or written.
    """
    changes, edges = derived(told_in(store) if told is None else told)
    store.set_track(changes, spells_of(changes, Sides(parties())), edges)


def situation(store: Store, *, on: date, known: date | None = None) -> Situation:
    """The state on a day; of a store that is not refreshed, from its claims as they are.

    Raises:
        UnusableStore: The store could not be read.
    """
    if store.refreshed():
        changes, edges = list(store.control_changes()), list(store.relations())
    else:
        changes, edges = derived(told_in(store))
    heard = list(readable(changes, known))
    if known is None and store.refreshed():
        spells = tuple(store.control())
    else:
        spells = spells_of(heard, Sides(parties()))
    places = control_on(heard, spells, on=on)
    return Situation(
        on=on,
        known=known,
        places=places,
        relations=_of_those_told(relations_on(edges, on=on, known=known), places),
        undated=tuple(each for each in heard if each.by is None),
        spells=tuple(each for each in spells if (each.since.earliest or each.by) <= on),
        unknown_reports=store.undated_reports() if known is not None else 0,
    )


def _of_those_told(relations: tuple[EdgeState, ...], places: tuple[PlaceState, ...]) -> tuple[EdgeState, ...]:
    """The relations without the known facts of actors of whom nothing is told yet.

    A fact is told of by the actor that it is listed under: by the other end, one whom only later reports
    name would be seen before them.
    """
    told = {actor for each in relations if each.told for actor in (each.edge.a, each.edge.b)}
    told |= {actor for place in places for standing in place.standing for actor in standing.holders}
    known = {edge.edge for edge in facts(parties(), frozenset(told))}
    return tuple(each for each in relations if each.told or each.edge.edge in known)


def of_place(found: Situation, place: str) -> Situation:
    """Only a place, by its name or id, with all that lies in it."""
    asked = fold(place)
    hit = {
        state.place
        for state in found.places
        if place in (state.place, state.where.place) or asked in (fold(state.label), fold(state.where.name))
    }
    kept = tuple(state for state in found.places if state.place in hit or hit & set(state.within))
    undated = tuple(
        each
        for each in found.undated
        if place in (each.place, each.where.place) or asked == fold(each.where.name)
    )
    names = {state.place for state in kept}
    history = tuple(spell for spell in found.spells if spell.place in names)
    return replace(found, places=kept, relations=(), undated=undated, history=history)


def of_actor(found: Situation, actor: str) -> Situation:
    """Only an actor, with what its members of that day hold and do; of a description, all of its side."""
    sides = Sides(parties())
    members = sides.below(actor, found.on)
    own = {actor, *members}
    relations = []
    for state in found.relations:
        ends = {state.edge.a, state.edge.b}
        if actor in ends:
            relations.append(state)
        elif ends & members and not ends <= own:
            relations.append(replace(state, through=min(ends & members)))
    return replace(
        found,
        places=tuple(
            state for state in found.places if any(own & set(each.holders) for each in state.standing)
        ),
        relations=tuple(relations),
        undated=tuple(each for each in found.undated if own & set(each.holders)),
    )


def actor_named(name: str) -> str | None:
    """The id of an actor by its id or one of its names; None when none or several have it."""
    asked = fold(name)
    known = parties()
    if any(party.actor.actor == name for party in known):
        return name
    found = {
        party.actor.actor
        for party in known
        if asked == fold(party.actor.name) or any(asked == fold(each.name) for each in party.actor.names)
    }
    return found.pop() if len(found) == 1 else None


def derived(told: Iterable[Rooted]) -> tuple[list[ControlChange], list[RelationEdge]]:
    """What claims tell of control, and the edges of relations with the known facts of their actors."""
    claims = list(told)
    changes = [change for each in claims for change in changes_of(each)]
    known = parties()
    edges = edges_of(claims, Sides(known))
    actors = frozenset(actor for edge in edges for actor in (edge.a, edge.b))
    both = [*edges, *facts(known, actors)]
    return one_id(changes), sorted(
        both, key=lambda edge: (edge.a, edge.b, edge.kind, edge.mode, edge.fact or "", edge.edge)
    )


def told_in(store: Store, root_of: RootOf = named_root) -> Iterator[Rooted]:
    """The claims that a store holds, with their roots and their reports' days."""
    for coded in store.results():
        for grounded in coded.claims:
            yield Rooted(
                grounded=grounded, published=coded.report.published, root=root_of(grounded, coded.report)
            )
