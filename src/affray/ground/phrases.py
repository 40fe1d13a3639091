"""Takes a place filler apart: the places it names, what each is said to be, and what contains it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from affray.ground.tokens import Kind, Token
from affray.ground.words import listed

# Words for what is near a place that may follow its name.
_AFTER = listed("outskirts vicinity edge surroundings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """What is said to contain a place: a name with the kind it is called, or a country's code."""

    name: str
    kind: str | None = None
    country: str | None = None
    # Named for a list that the place stands in, or only after a comma: it may not hold for this one.
    loose: bool = False
    comma: bool = False
    # Named in brackets: "X (Y)". Y is where X lies, or another name of it.
    bracket: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is said of where a named place lies: so far from another, in a direction, or only near it.

    Attributes:
        name: The other place; empty for the border of `country`.
        km: The distance stated, None where none is.
        direction: Degrees east of north in which the named place lies from the other.
        words: As worded, for the reason.
    """

    name: str
    words: str
    km: float | None = None
    direction: int | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """One place named in a filler.

    Attributes:
        kind: `settlement`, `province`, `district`, `site`, `road`, `border`, `line` (rivers and coasts), or
            None where no noun says it.
        plural: Whether the noun is plural ("eastern districts of …").
        near: Whether the claim's place is only near it.
        direction: Degrees east of north of the part or side meant, None for the whole.
        outside: Whether that side lies outside ("north of …") rather than in it ("northern …").
        rural: Whether the land around it is meant.
        part: Whether only a part of it is meant.
        km: Distance stated from it, None where none is.
        inside: What contains it.
        beside: What is said of where it lies, which picks among places of its name.
    """

    name: str = ""
    kind: str | None = None
    plural: bool = False
    near: bool = False
    direction: int | None = None
    outside: bool = False
    rural: bool = False
    part: bool = False
    km: float | None = None
    inside: tuple[Outer, ...] = ()
    beside: tuple[Beside, ...] = ()


# Nouns for what runs between places: a list of names after one ("the road between X and Y") is one thing.
LINES = frozenset({"line", "road", "border"})


@dataclass(slots=True, kw_only=True)
class _State:
    refs: list[Ref] = field(default_factory=list)
    # What was said of the name to come, and how it hangs on the ones before.
    next: Ref = field(default_factory=Ref)
    link: Kind = Kind.AND
    # Whether the token before is a name, or a noun that belongs to one.
    touching: bool = False
    # Where the list of names began that a container may hold for.
    first: int = 0
    # The container named last, for a noun that follows it.
    outer: Outer | None = None
    # Whose quarters or towns are being listed: "Aleppo's X, Y and Z".
    owner: Outer | None = None
    before: Kind = Kind.OTHER
    # Whether a bracket was opened right after a name.
    bracket: bool = False


def parse(found: Iterable[Token]) -> tuple[Ref, ...]:
    """The places named in a filler, in the order of the text. Rivers and coasts are none."""
    state = _State()
    for token in found:
        state.bracket = (state.bracket and token.kind is not Kind.COMMA) or (
            token.text in "([" and state.before is Kind.NAME
        )
        _STEPS[token.kind](state, token)
        state.before = token.kind
    _end(state)
    return tuple(ref for ref in state.refs if ref.kind != "line")


def _end(state: _State) -> None:
    """Take a border that only a country's adjective names: "the Turkish border"."""
    said = state.next
    country = next((outer.country for outer in reversed(said.inside) if outer.country), None)
    if said.kind != "border" or country is None:
        return
    if not state.refs:
        state.refs.append(said)
    elif said.near:
        words = f"near the border of {country}"
        state.refs[-1] = _told(state.refs[-1], Beside(name="", words=words, country=country))


def _told(ref: Ref, beside: Beside) -> Ref:
    return replace(ref, beside=(*ref.beside, beside))


def _name(state: _State, token: Token) -> None:
    said, state.next = state.next, Ref()
    state.touching = True
    if state.refs and _audits(state, said):
        # Beside a named place it only tells where that lies: "Douma outside Damascus".
        state.touching = False
        told = Beside(name=token.text, words=_worded(said, token.text), km=said.km, direction=said.direction)
        for at in range(min(state.first, len(state.refs) - 1), len(state.refs)):
            state.refs[at] = _told(state.refs[at], told)
    elif state.refs and state.link is Kind.OWN and state.outer is not None:
        # "the base in Syria's Latakia province": both contain it, the nearer one first.
        _contain(state, Outer(name=token.text, kind=said.kind))
    elif state.refs and state.link is Kind.OWN:
        last = state.refs[-1]
        outer = Outer(name=last.name, kind=last.kind)
        state.refs[-1] = replace(said, name=token.text, inside=(outer, *last.inside, *said.inside))
        state.outer, state.owner = None, replace(outer, loose=True)
    elif state.refs and state.link is Kind.IN:
        _contain(state, Outer(name=token.text, kind=said.kind))
    elif state.refs and state.bracket:
        # "X (Y)": where X lies, or another name of it, and no further place.
        outer = Outer(name=token.text, kind=said.kind, loose=True, comma=True, bracket=True)
        state.refs[-1] = replace(state.refs[-1], inside=(*state.refs[-1].inside, outer))
        state.bracket = False
    else:
        if state.link not in (Kind.AND, Kind.COMMA):
            state.first = len(state.refs)
        owner = () if state.owner is None else (state.owner,)
        state.refs.append(replace(said, name=token.text, inside=(*said.inside, *owner)))
        state.outer = None
        if state.link is Kind.COMMA and len(state.refs) > 1:
            outer = Outer(name=token.text, kind=said.kind, loose=True, comma=True)
            state.refs[-2] = replace(state.refs[-2], inside=(*state.refs[-2].inside, outer))
    state.link = Kind.OTHER


def _worded(said: Ref, name: str) -> str:
    compass = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    side = "" if said.direction is None else f"{compass[round(said.direction / 45) % 8]} of "
    return f"{said.km:g} km {side or 'from '}{name}" if said.km is not None else f"{side or 'near '}{name}"


def _audits(state: _State, said: Ref) -> bool:
    aside = said.near and state.link is Kind.OTHER
    beside = said.outside and state.link in (Kind.OTHER, Kind.COMMA)
    return said.km is not None or aside or beside


def _contain(state: _State, outer: Outer) -> None:
    """Hang a container on the last name, loosely on those listed before it."""
    state.outer = outer
    for at in range(state.first, len(state.refs)):
        own = outer if at == len(state.refs) - 1 else replace(outer, loose=True)
        state.refs[at] = replace(state.refs[at], inside=(*state.refs[at].inside, own))


def _adjective(state: _State, token: Token) -> None:
    """Takes "Syrian", "Iraqi" as the country of what comes; a direction before it is the country's own."""
    outer = Outer(name=token.text, country=token.value)
    state.next = replace(state.next, direction=None, inside=(*state.next.inside, outer))
    state.touching = False


def _noun(state: _State, token: Token) -> None:
    plural = token.text.endswith("s") and token.value not in LINES
    if not state.touching:
        inward = None if token.value == "settlement" and not state.next.outside else state.next.direction
        state.next = replace(state.next, kind=token.value, plural=plural, direction=inward)
        return
    if state.outer is not None:
        held, state.outer = state.outer, replace(state.outer, kind=token.value)
        for at, ref in enumerate(state.refs):
            inside = tuple(
                replace(outer, kind=token.value) if outer.name == held.name and not outer.comma else outer
                for outer in ref.inside
            )
            state.refs[at] = replace(ref, inside=inside)
        return
    for at in range(state.first if plural else len(state.refs) - 1, len(state.refs)):
        state.refs[at] = replace(state.refs[at], kind=token.value)
    if len(state.refs) > 1 and not plural:
        # "X, Y governorate": the noun tells that Y may contain X.
        _rename_loose(state, token.value)


def _rename_loose(state: _State, kind: str) -> None:
    name = state.refs[-1].name
    ref = state.refs[-2]
    inside = tuple(replace(each, kind=kind) if each.name == name else each for each in ref.inside)
    state.refs[-2] = replace(ref, inside=inside)


def _direction(state: _State, token: Token) -> None:
    degrees = int(token.value)
    if state.before is Kind.OWN and state.refs:
        state.refs[-1] = replace(state.refs[-1], direction=degrees)
        state.link = Kind.OWN
    else:
        state.next = replace(state.next, direction=degrees)
    state.touching = False


def _rural(state: _State, _token: Token) -> None:
    if state.refs and (state.touching or state.link is Kind.OWN):
        at = state.outer
        if at is None:
            state.refs[-1] = replace(state.refs[-1], rural=True)
        state.touching = False
    else:
        state.next = replace(state.next, rural=True)


def _near(state: _State, token: Token) -> None:
    if token.text in _AFTER and state.touching and state.refs and state.outer is None:
        # "the Aleppo outskirts"
        state.refs[-1] = replace(state.refs[-1], near=True)
    else:
        state.next = replace(state.next, near=True)
    state.touching = False


def _part(state: _State, _token: Token) -> None:
    state.next = replace(state.next, part=True)
    state.touching = False


def _far(state: _State, token: Token) -> None:
    number = float(re.sub(r"[^\d.]", "", token.text.replace(",", ".")))
    state.next = replace(state.next, km=number * (1.609 if "mi" in token.text else 1.0))
    state.touching = False


def _own(state: _State, _token: Token) -> None:
    if state.before is Kind.OTHER:
        # What is owned by whoever is no place: "the group's headquarters in …".
        return
    state.link, state.touching = Kind.OWN, False


def _listed(state: _State, token: Token) -> None:
    carried = Ref(kind=state.next.kind, plural=True, inside=state.next.inside)
    if not state.touching:
        state.next = carried if state.next.plural else Ref()
    elif state.refs and (state.refs[-1].plural or state.refs[-1].kind in LINES) and state.outer is None:
        # "the towns of X and Y", "the road between X and Y"
        state.next = Ref(kind=state.refs[-1].kind, plural=True)
    state.link, state.touching = (Kind.AND if token.kind is Kind.TO else token.kind), False


def _to(state: _State, token: Token) -> None:
    """Take "to" between the ends of a road as "and"; before any name it is "the road to X"."""
    if state.refs and state.refs[-1].kind == "road" and state.touching:
        _listed(state, token)
    state.touching = False


def _in(state: _State, _token: Token) -> None:
    # "the road from X to Y" is still one.
    state.next = Ref(kind="road") if state.next.kind == "road" and not state.refs else Ref()
    state.link, state.touching = (Kind.IN if state.refs else Kind.AND), False


def _of(state: _State, _token: Token) -> None:
    said = state.next
    if state.before is Kind.DIRECTION:
        state.next = replace(said, outside=True)
    elif said == Ref() and state.refs:
        state.link = Kind.IN
    state.touching = False


def _other(state: _State, _token: Token) -> None:
    state.touching = False


_STEPS = {
    Kind.NAME: _name,
    Kind.ADJECTIVE: _adjective,
    Kind.NOUN: _noun,
    Kind.DIRECTION: _direction,
    Kind.RURAL: _rural,
    Kind.NEAR: _near,
    Kind.PART: _part,
    Kind.FAR: _far,
    Kind.OWN: _own,
    Kind.AND: _listed,
    Kind.COMMA: _listed,
    Kind.IN: _in,
    Kind.TO: _to,
    Kind.OF: _of,
    Kind.OTHER: _other,
}
