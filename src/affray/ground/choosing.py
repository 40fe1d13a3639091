"""Which of the places of one name is meant: ranked by likeness, people and the report's other places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import JaroWinkler

from affray.ground.gazetteer import Candidate, distance
from affray.ground.phrases import Ref
from affray.ground.theatre import Theatre
from affray.model import Place, Precision
from affray.resources.keys import is_generic, sounds
from affray.text import fold_name

# The cost of lying far from the report's other places: 0.12 · log10(1 + mean km to the 3 nearest / 10)
# (findings §4 key cascade: 33 of 37 seed mentions, 29 without).
_FAR, _NEAREST, _SCALE_KM = 0.12, 3, 10
# What ten times the people are worth, from a hundred on: a lead of 8 times is then the lead asked for.
_PEOPLE, _HUNDRED = 0.05, 100
_LEAD = 0.045
# Being in a province that the report names: as much as being 20 km from its other places and not 60.
_NAMED = 0.06
# The project's own places are those that war data name: a little more than a lead.
_OURS = 1.1
# Names that only sound alike are those of one place from here on; inside a container named, from less on.
_ALIKE_LOOSE, _ALIKE_INSIDE = 0.88, 0.78
# 20,000 people and more are needed for a place outside the report's country.
KNOWN_ABROAD = 20_000
# Namesakes this near each other are one place for any purpose here (findings §4 WOF traps: 900 m).
_TOGETHER_KM = 5
_NEIGHBOURS_KM = 10
# A city known the world over needs no country named: Cairo is not the one in Illinois.
_FAMOUS, _FAR_AHEAD = 300_000, 20
# A province is meant rather than a town that bears its name from this many times the town's people on.
_WIDER = 10
# Jaro-Winkler similarity of the name asked to a place's main name, from which they are taken for one
# name: Sloviansk and Slovyansk 0.95, Sloviansk and Nikopol (which also bore it) 0.56.
_ALIKE = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A candidate chosen for a name, or none, and why."""

    candidate: Candidate | None
    score: float
    reason: str


def nothing(reason: str) -> Choice:
    """No candidate, and why."""
    return Choice(candidate=None, score=0.0, reason=reason)


# What a noun asks for, by turns: the kinds of one turn compete, the next turn comes where none is.
_TURNS: dict[str | None, tuple[tuple[str, ...], ...]] = {
    "province": (("province", "region"),),
    "settlement": (("settlement",),),
    "site": (("site",), ("settlement",)),
    "district": (("district",),),
    "quarter": (("district",),),
    # A name alone is a country, else a town before its province.
    None: (("country",), ("settlement", "site", "region", "quarter"), ("province",), ("district",)),
}


def fitting(found: Iterable[Candidate], ref: Ref) -> list[Candidate]:
    """Those of the kind that the words ask for."""
    held = list(found)
    turns = _TURNS.get(ref.kind, _TURNS[None])
    if ref.kind in ("district", "quarter") and (
        ref.plural or any(outer.kind == "province" for outer in ref.inside)
    ):
        # "eastern districts of Homs"; or a district whose seat bears its name, in a province named.
        turns = (*turns, ("settlement",))
    for kinds in turns:
        fit = [each for each in held if each.kind in kinds or (each.within and "quarter" in kinds)]
        if fit:
            return fit
    return []


def choose(found: Sequence[Candidate], ref: Ref, theatre: Theatre) -> Choice:
    """The place meant by a name that is worded so, in a report of a theatre."""
    fit = _wider(found, fitting(found, ref), ref, theatre)
    home = [each for each in fit if each.place.country == theatre.country]
    if home:
        return _ahead(home, ref, theatre, "in the report's country")
    if not fit:
        kind = ref.kind if found and ref.kind else "place"
        return nothing(f"no {kind} called {ref.name!r} is known" + listed(found))
    return _abroad(fit, ref, theatre)


def _wider(found: Sequence[Candidate], fit: list[Candidate], ref: Ref, theatre: Theatre) -> list[Candidate]:
    """A state or province rather than a small town elsewhere of its name, or a country that is not home.

    "California" is no town in Maryland, and in a report of the United States "Georgia" is the state.
    """
    home = theatre.country
    if ref.kind is not None or not fit or (fit[0].kind == "country" and fit[0].place.country == home):
        return fit
    known = [each for each in found if each.kind == "province" and each.level <= 2 and each.place.population]
    if fit[0].kind == "country":
        return [each for each in known if each.place.country == home] or fit
    towns = [each for each in fit if each.place.country == home] or fit
    people = max((each.place.population for each in towns if each.primary or _similar(ref, each)), default=0)
    wide = [each for each in known if each.place.population >= _WIDER * people]
    return wide if wide and people < _FAMOUS else fit


def _abroad(fit: list[Candidate], ref: Ref, theatre: Theatre) -> Choice:
    """The one meant among places of which none lies in the report's country."""
    famous = max(fit, key=lambda each: each.place.population)
    people = famous.place.population
    others = [each.place.population for each in fit if each is not famous]
    if people >= _FAMOUS and people >= _FAR_AHEAD * max(others, default=0):
        return Choice(candidate=famous, score=0.85, reason="by far the largest so called")
    named = [each for each in fit if theatre.names(each.place.country)]
    if any(outer.country or not outer.loose for outer in ref.inside):
        return _ahead(named or fit, ref, theatre, "in what contains it")
    named = [each for each in named if each.primary or each.place.population >= KNOWN_ABROAD]
    if named:
        return _ahead(named, ref, theatre, "in a country that the report names")
    if all(each.kind != "country" and each.place.population < KNOWN_ABROAD for each in fit):
        return nothing("only small places abroad are so called" + listed(fit))
    return _ahead(fit, ref, theatre, "by its name")


def _ahead(candidates: list[Candidate], ref: Ref, theatre: Theatre, why: str) -> Choice:
    """The only candidate, or the one clearly ahead of its namesakes."""
    alike = [each for each in candidates if each.primary or each.level > 2 or _similar(ref, each)]
    least = _ALIKE_INSIDE if any(not outer.country for outer in ref.inside) else _ALIKE_LOOSE
    candidates = [each for each in alike or candidates if each.level < 3 or each.alike >= least]
    if not candidates:
        return nothing(f"no place called {ref.name!r} is known" + listed(alike))
    if _too_plain(ref):
        return nothing(f"{ref.name!r} is a common noun, and many places are so called" + listed(candidates))
    level = min(each.level for each in candidates)
    known = sounds(ref.name)
    ranked = sorted(
        ((_worth(each, known, theatre), each) for each in candidates if each.level == level),
        key=lambda pair: (-pair[0], not pair[1].primary, pair[1].place.place),
    )
    worth, first = ranked[0]
    rest = [pair for pair in ranked[1:] if distance(pair[1].place, first.place) > _TOGETHER_KM]
    trust = (0.95 if first.primary else 0.85) if level == 1 else 0.85 if level == 2 else 0.8 * first.alike
    told = f"{first.place.name} {_HOW[level]}{why}"
    if not rest:
        return Choice(candidate=first, score=round(trust, 2), reason=f"the only {told}")
    lead = _lead(level)
    if worth - rest[0][0] >= lead:
        reason = f"the likeliest of {len(rest) + 1} so called: {told}"
        return Choice(candidate=first, score=round(0.8 * trust, 2), reason=reason)
    tied = [first, *(each for value, each in ranked[1:] if worth - value < lead)]
    return _between(tied) or nothing("several places are so called" + listed(each for _, each in ranked))


def _lead(level: int) -> float:
    """By how much a candidate must lead its namesakes; those of mere consonants twice as much."""
    return _LEAD if level < 4 else 2 * _LEAD


def _between(tied: list[Candidate]) -> Choice | None:
    """One of several that lie so near each other that it hardly matters which; the reach holds all."""
    first = tied[0]
    apart = max(distance(first.place, each.place) for each in tied)
    if apart > _NEIGHBOURS_KM or first.kind != "settlement":
        return None
    reach = round(first.place.radius_km + apart, 1)
    place = replace(first.place, radius_km=reach, kind=Precision.NEAR)
    reason = f"one of {len(tied)} so called within {apart:.0f} km of each other" + listed(tied)
    return Choice(candidate=replace(first, place=place), score=0.5, reason=reason)


_HOW = {1: "", 2: "(without articles) ", 3: "(by its sound) ", 4: "(by its consonants) "}


def _too_plain(ref: Ref) -> bool:
    """Whether a name is a common noun alone ("the ruin") that nothing small contains.

    A distance tells which one is meant; "near the border with Turkey" leaves many.
    """
    small = any(outer.kind in ("settlement", "district") for outer in ref.inside)
    return is_generic(ref.name) and not small and all(each.km is None for each in ref.beside)


def _worth(candidate: Candidate, known: str, theatre: Theatre) -> float:
    """What speaks for a candidate, in likenesses: 1 is a name that is the same."""
    people = math.log10(1 + candidate.place.population / _HUNDRED)
    alike = max(candidate.alike, 0.0) if candidate.level > 2 else _main(known, candidate.place.name)
    ours = _OURS if candidate.place.place.startswith("affray:") else 0.0
    ours *= _lead(candidate.level)
    named = _NAMED if candidate.place.admin1 in theatre.provinces else 0.0
    return alike + _PEOPLE * people + ours + named - _far(candidate.place, theatre.near)


def _main(known: str, name: str) -> float:
    """1 for the main name; names that a place bears beside it count a little less."""
    return 1.0 if not known or JaroWinkler.similarity(known, sounds(name)) >= _ALIKE else 0.95


def _far(place: Place, near: Sequence[Place]) -> float:
    others = sorted(distance(place, each) for each in near if each.place != place.place)[:_NEAREST]
    return _FAR * math.log10(1 + sum(others) / len(others) / _SCALE_KM) if others else 0.0


def _similar(ref: Ref, candidate: Candidate) -> bool:
    return JaroWinkler.similarity(fold_name(ref.name), fold_name(candidate.place.name)) >= _ALIKE


def listed(candidates: Iterable[Candidate]) -> str:
    """The first candidates, for a reason."""
    names = [
        f"{each.place.name} ({each.kind}, {each.place.admin1 or each.place.country}, {each.place.place})"
        for each in candidates
    ]
    return f"; candidates: {', '.join(names[:4])}" if names else ""
