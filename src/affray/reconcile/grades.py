"""How well an event stands: who tells it independently, and who contradicts whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from affray.model import Grade, Role, Root, Stance
from affray.reconcile.fields import Days, days_of, explicit
from affray.reconcile.kinship import generic
from affray.reconcile.parties import party_to
from affray.reconcile.ranges import Ranged, Stated
from affray.reconcile.sides import Sides, meet
from affray.reconcile.sourced import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade and why."""

    grade: Grade
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a grade is made of: an event's claims, those beside it, its sides, roots and ranges."""

    told: Sequence[Sourced]
    beside: Sequence[Sourced]
    sides: Sides
    roots: Sequence[Root]
    ranges: Sequence[Ranged]


def grade(matter: Matter) -> Graded:
    """The grade of an event.

    Contested, where roots contradict each other: one denies it, they give numbers of one kind that cannot
    both be, they name other parties, or other days in words of their own. Else corroborated, where two
    roots tell it that are no party to it, or both sides do. A side adds nothing to what others tell.
    """
    against = "; ".join(_contradictions(matter))
    if against:
        return Graded(grade=Grade.CONTESTED, because=against)
    free = [root for root in matter.roots if not root.party]
    speaking = {side for root in matter.roots if root.party for side in _sides_of(root, matter.sides)}
    if len(free) >= 2 or speaking == {"a", "b"}:
        named = free if len(free) >= 2 else list(matter.roots)
        return Graded(
            grade=Grade.CORROBORATED,
            because=f"{len(named)} independent roots: {_names(root.name for root in named)}"
            if named is free
            else f"both sides tell it: {_names(root.name for root in named)}",
        )
    parties = [root for root in matter.roots if root.party]
    words = _names(root.name for root in free) or "no root that is not a party"
    if parties:
        words += f"; {_names(root.name for root in parties)}, a party to it, adds nothing"
    return Graded(grade=Grade.SINGLE_SOURCE, because=words)


def _sides_of(root: Root, sides: Sides) -> Iterator[str]:
    """The side that a party stands on; one that stands on both speaks for neither."""
    on_a, on_b = (party_to(root.actor, side) for side in (sides.a, sides.b))
    if on_a != on_b:
        yield "a" if on_a else "b"


def _names(names: Iterable[str]) -> str:
    found = sorted(set(names))
    return ", ".join(found[:4]) + (f" and {len(found) - 4} more" if len(found) > 4 else "")


# ---------------------------------------------------------------- contradictions


def _contradictions(matter: Matter) -> Iterator[str]:
    yield from _denials(matter)
    yield from _numbers(matter.ranges, {root.root: root.name for root in matter.roots})
    yield from _parties(matter.told)
    yield from _days(matter.told)


def _denials(matter: Matter) -> Iterator[str]:
    """One that denies an event which another root tells."""
    telling = {each.root.key for each in matter.told if each.claim.stance is Stance.ASSERTED}
    denying = {each.root.key: each.root.name for each in matter.beside if each.claim.stance is Stance.DENIED}
    names = [name for key, name in sorted(denying.items()) if telling - {key}]
    if names:
        yield f"denied by {_names(names)}"


def _numbers(ranges: Sequence[Ranged], names: dict[str, str]) -> Iterator[str]:
    """Numbers of one kind and side that cannot both be."""
    for ranged in ranges:
        if ranged.range.side is None and any(
            other.range.kind is ranged.range.kind and other.range.side is not None and _clash(other)
            for other in ranges
        ):
            continue  # told once, of the side that it is about
        found = _clash(ranged)
        if found is not None:
            one, other = found
            side = f" of side {ranged.range.side}" if ranged.range.side in {"a", "b"} else ""
            side = " of civilians" if ranged.range.side == "civilians" else side
            yield (
                f"{ranged.range.kind}{side}: {_words(one)} by {names.get(one.root, one.root)}, "
                f"{_words(other)} by {names.get(other.root, other.root)}"
            )


def _clash(ranged: Ranged) -> tuple[Stated, Stated] | None:
    """The pair furthest apart of what the roots say last; a toll that grew from day to day is no clash."""
    last = {each.root: each for each in ranged.stated if each.whole}
    found = [
        (one, other)
        for one, other in combinations(sorted(last.values(), key=_size), 2)
        if one.bounds.surely_below(other.bounds) and not _grew(one, other)
    ]
    if not found:
        return None
    return max(found, key=lambda pair: pair[1].bounds.number - pair[0].bounds.number)


def _size(each: Stated) -> tuple[int, str]:
    return each.bounds.number, each.root


def _grew(smaller: Stated, larger: Stated) -> bool:
    return (smaller.day or date.max) < (larger.day or date.min)


def _words(stated: Stated) -> str:
    low, high = stated.bounds.low, stated.bounds.high
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def _parties(told: Sequence[Sourced]) -> Iterator[str]:
    """Roots that name other doers: no one of either is kindred with one of the other.

    Whom it is done to is often told by one of several victims, so that alone is no contradiction; and a
    description ("gunmen") contradicts no name.
    """
    if any(each.claim.type == "clash" for each in told):
        return
    by_root: dict[str, tuple[str, frozenset[str]]] = {}
    for each in told:
        doers = frozenset(actor for actor in each.actors(Role.A) if not generic(actor))
        if doers:
            name, known = by_root.get(each.root.key, (each.root.name, frozenset()))
            by_root[each.root.key] = (name, known | doers)
    for (one, mine), (other, theirs) in combinations([by_root[key] for key in sorted(by_root)], 2):
        if not meet(mine, theirs):
            yield f"done by {_names(mine)} after {one}, by {_names(theirs)} after {other}"
            return


def _days(told: Sequence[Sourced]) -> Iterator[str]:
    """Roots that tell other days in words of their own."""
    by_root: dict[str, tuple[str, list[Days]]] = {}
    for each in told:
        days = days_of(each.grounded.time)
        if days is not None and explicit(each.grounded.time):
            by_root.setdefault(each.root.key, (each.root.name, []))[1].append(days)
    for (one, mine), (other, theirs) in combinations([by_root[key] for key in sorted(by_root)], 2):
        if not any(days.meets(each) for days in mine for each in theirs):
            yield f"on {mine[0]} after {one}, on {theirs[0]} after {other}"
            return
