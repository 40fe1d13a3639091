"""The two sides of an event, and on which of them those are whom a figure counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from affray.model import ActorMention, ClaimType, Figure, FigureKind, GroundedClaim, Role
from affray.reconcile.kinship import lineage
from affray.reconcile.sourced import Sourced
from affray.text import fold

# Who bears no arms, and who does, in the words of a count. Words of both ("fighters and civilians") leave
# it open whose the dead are.
_CIVIL = re.compile(
    r"\b(?:civilians?|non-?combatants?|residents?|villagers?|women|woman|child(?:ren)?|girls?|boys?|infants?|"
    r"bab(?:y|ies)|famil(?:y|ies)|worshipp?ers?|patients?|doctors?|nurses?|medics?|paramedics?|teachers?|"
    r"students?|pupils?|schoolchildren|journalists?|reporters?|farmers?|shoppers?|passengers?|evacuees?|"
    r"refugees?|protest(?:e|o)rs?|demonstrators?|aid\s+workers?|displaced)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:women|woman|child(?:ren)?|girls?|boys?|infants?|bab(?:y|ies)|patients?|doctors?|nurses?|medics?|"
    r"paramedics?|teachers?|students?|pupils?|schoolchildren|journalists?|reporters?|aid\s+workers?)\b|"
    r"\bof\s+(?:those|them|the\s+(?:dead|killed|victims|wounded|injured))\b",
    re.IGNORECASE,
)
# One person who is singled out ("its director", "he") is one among the dead.
_THE_ONE = re.compile(r"(?:the|its|his|her|their|he|she|him)\b", re.IGNORECASE)
_ARMED = re.compile(
    r"\b(?:fighters?|soldiers?|troops?|militants?|rebels?|insurgents?|gunm[ae]n|militiam[ae]n|guerr?illas?|"
    r"jihadis(?:ts?)?|terrorists?|commanders?|officers?|mujahid(?:ee)?n|combatants?|servicem[ae]n|conscripts?|"
    r"recruits?|policem[ae]n|guards?|forces|commandos?|paratroopers?|marines?|assailants?|attackers?|"
    r"(?:suicide\s+)?bombers?)\b",
    re.IGNORECASE,
)
# A count of nobody in particular is not of those whom its claim happens to name.
_ANYBODY = re.compile(
    r"\b(?:people|persons?|dead|deaths?|bodies|corpses|others?|casualties|victims?|lives|wounded|injured)\b",
    re.IGNORECASE,
)
# What may stand in a number without saying of whom it is.
_COUNTING = re.compile(
    r"(?:[\d.,%+\s-]|\b(?:at|least|most|more|fewer|less|than|about|around|some|nearly|almost|over|under|up|to|"
    r"as|many|few|an?|the|between|and|or|number|total|of|least|dozens?|scores?|tens|hundreds?|thousands?|"
    r"millions?|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|killed|"
    r"wounded|hurt|were|was|had|been|died)\b)*$",
    re.IGNORECASE,
)
_CIVILIANS = "civilians"
# What counts persons to whom something was done.
_OF_PERSONS = frozenset(
    {
        FigureKind.KILLED, FigureKind.INJURED, FigureKind.CASUALTIES, FigureKind.DETAINED,
        FigureKind.ABDUCTED, FigureKind.MISSING, FigureKind.DISPLACED, FigureKind.RELEASED,
        FigureKind.SURRENDERED, FigureKind.CAPTIVES,
    }
)  # fmt: skip
_ROLE = {Role.A: "a", Role.B: "b"}
_OTHER = {"a": "b", "b": "a"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who stands on each side of an event.

    Attributes:
        a: Ids of those who do it, ascending; of a clash, the side with the first id of all.
        b: Ids of those it is done to.
        turned: Claims that name the event's sides the other way round.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    turned: frozenset[str]

    def of(self, claim: str, side: str) -> str:
        """The event's side that a claim's side is."""
        return _OTHER.get(side, side) if claim in self.turned else side


def kindred(one: str, other: str) -> bool:
    """Whether two ids are of one actor, or of one and what it belongs to."""
    return one in lineage(other) or other in lineage(one)


def meet(some: Iterable[str], others: Iterable[str]) -> int:
    """How many of some are kindred with one of the others."""
    listed = tuple(others)
    return sum(any(kindred(one, other) for other in listed) for one in some)


def sides(kind: ClaimType, told: Sequence[Sourced]) -> Sides:
    """Bring the claims of an event to one pair of sides, whatever side each names first.

    Who attacks is told apart from who is attacked; only in a clash may two claims name the sides in
    either order.
    """
    both_ways = kind is ClaimType.CLASH
    a: set[str] = set()
    b: set[str] = set()
    turned: set[str] = set()
    for each in sorted(told, key=lambda each: _weight(each, both_ways=both_ways)):
        own_a, own_b = each.actors(Role.A), each.actors(Role.B)
        straight = meet(own_a, a) + meet(own_b, b)
        across = meet(own_a, b) + meet(own_b, a)
        if (both_ways or each.claim.type is ClaimType.CLASH) and across > straight:
            turned.add(each.claim.claim)
            own_a, own_b = own_b, own_a
        a |= own_a
        b |= own_b
    if both_ways and b and min(b) < min(a, default=min(b) + "~"):
        a, b = b, a
        turned = {each.claim.claim for each in told} - turned
    return Sides(a=tuple(sorted(a)), b=tuple(sorted(b)), turned=frozenset(turned))


def _weight(each: Sourced, *, both_ways: bool) -> tuple[bool, int, str]:
    """Claims that tell the sides apart come first, then those that name most."""
    clash = each.claim.type is ClaimType.CLASH and not both_ways
    return clash, -len(each.actors(Role.A)) - len(each.actors(Role.B)), each.claim.claim


def side_of(figure: Figure, grounded: GroundedClaim) -> str | None:
    """Whom a figure counts: the claim's side `a` or `b`, `civilians`, or None where that is not told."""
    words = f"{figure.text} {figure.of or ''}"
    if _ARMED.search(words) and _CIVIL.search(words):
        return None
    if _CIVIL.search(words) and figure.kind in _OF_PERSONS:
        return _CIVILIANS
    if _ANYBODY.search(words) and not _ARMED.search(words):
        return None
    held = [mention for mention in grounded.actors if _holds(mention, figure)]
    if not held and grounded.claim.type is not ClaimType.CLASH and figure.kind in _OF_PERSONS:
        held = [mention for mention in grounded.actors if mention.filler.role == Role.B]
    found = {_side(mention, figure) for mention in held}
    return found.pop() if len(found) == 1 else None


def of_some(figure: Figure) -> bool:
    """Whether a figure counts some kind of people alone ("two medics"), who seldom are all there were."""
    words = f"{figure.text} {figure.of or ''}"
    alone = figure.min == figure.max == 1 and _THE_ONE.match(figure.text) is not None
    return alone or bool(_SOME.search(words))


def of_anybody(figure: Figure) -> bool:
    """Whether a figure says of nobody in particular whom it counts ("40", "40 people")."""
    return figure.of is None and bool(_ANYBODY.search(figure.text) or _COUNTING.match(figure.text))


def _holds(mention: ActorMention, figure: Figure) -> bool:
    filler = mention.filler
    if filler.start < figure.end and figure.start < filler.end:
        return True
    return figure.of is not None and fold(figure.of) == fold(filler.text)


def _side(mention: ActorMention, figure: Figure) -> str | None:
    if is_civilian(mention):
        return _CIVILIANS if figure.kind in _OF_PERSONS else None
    if mention.actor is None and not _ARMED.search(mention.filler.text):
        return None
    return _ROLE.get(mention.filler.role)


def is_civilian(mention: ActorMention) -> bool:
    """Whether a party bears no arms, by its id or its words."""
    if mention.actor is not None:
        return mention.actor.startswith(_CIVILIANS)
    return bool(_CIVIL.search(mention.filler.text)) and not _ARMED.search(mention.filler.text)
