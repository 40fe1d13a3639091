"""Names in use only for a time as witnesses of a report's day, and what is said to be new."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from affray.ground.axis import EVER, Axis, Fade, Lags, Shape, lagged, lasting, receding
from affray.ground.evidence import Evidence
from affray.ground.naming import Named, is_news
from affray.ground.timeline import Found
from affray.model import Basis, DateWitness
from affray.resources.milestones import Tells

# Shares of lags and what is left of a name behind its end are judgements; coverage on dated articles was
# held against them (docs/dating.md).
# What is new is told as new: "newly formed", "relatively new".
_NEW: Lags = ((0, 7, 0.40), (8, 14, 0.20), (15, 45, 0.25), (46, 120, 0.15))
_RATHER_NEW: Lags = ((0, 60, 0.50), (61, 180, 0.35), (181, 365, 0.15))
# An event told with a weekday is of the week before.
_OF_THE_WEEK: Lags = ((0, 1, 0.40), (2, 3, 0.30), (4, 7, 0.27), (8, 30, 0.03))
# Behind their end names live on in tales of the past: groups, offices, persons.
_GROUP, _OFFICE, _PERSON = Fade(0.5, 180, 0.005), Fade(0.15, 120, 0.002), Fade(0.3, 365, 0.02)
_WRONG_NAME = {"checked": 0.002, "recalled": 0.003, "uncertain": 0.02}
_NEWLY = re.compile(r"(?i)\b(?:newly|recently)[- ](?:formed|created|founded|established|announced)\b")
_RATHER = re.compile(
    r"(?i)\b(?:relatively new|new(?:est)? (?:rebel )?(?:alliance|coalition|group|front|bloc))\b"
)
_AFFILIATE = re.compile(
    r"(?i)\bal[- ]?qa[ei]?['’]?(?:i?da|eda)(?:['’]?s)?[- ]"
    r"(?:affiliat\w+|linked|branch|franchise|backed|connected)"
)
_BESIDE = 20
# From the beginning of a text's youngest dated name to its publication: a quarter within 155 days, half
# within 381, three quarters within 991, nine tenths within 1,570 (245 texts); 1 - (1 + t/T)**-2 fits.
_HALF_OF_NEWS, _NAMES_ENOUGH = 900, 3
_SENTENCE = 300
# Of many uses of a name the first are looked at for a weekday beside them.
_MOST = 8
_STOP = re.compile(r"[.!?][\"”’]?\s+[\"“‘]?[A-Z]")


def of_names(text: str, names: list[Named], wordings: tuple[Found, ...]) -> Iterator[Evidence]:
    """Names in use only for a time, each once, at its narrowest; and what is said to be new."""
    by_key: dict[str, list[Named]] = defaultdict(list)
    for each in names:
        by_key[each.key].append(each)
    for uses in by_key.values():
        narrow = max(uses, key=_bounds)
        first, last = _bounds(narrow)
        if first > date.min or last < 0:
            fresh = next(
                (use for use in uses[:_MOST] if is_news(use) and _with_weekday(text, use, wordings)), None
            )
            yield _of_the_week(fresh) if fresh is not None else _in_use(narrow)
    yield from _youngest(by_key)
    yield from _new(text, names)
    yield from _affiliated(text, names)


def _youngest(by_key: dict[str, list[Named]]) -> Iterator[Evidence]:
    """News names what is new: publication follows the youngest name's beginning, if the text has several."""
    begins = {
        key: (first, use)
        for key, uses in by_key.items()
        for use in uses
        if (first := use.entry.lives[0].earliest) is not None and not is_news(use)
    }
    # An operation and its force begin together, and are one name here.
    if len({first for first, _ in begins.values()}) < _NAMES_ENOUGH:
        return
    first, use = max(begins.values(), key=lambda each: each[0])
    yield Evidence(
        witness=DateWitness(
            basis=Basis.ACTOR_LIFETIME, text=f"the youngest name: {use.text}", earliest=first, latest=None
        ),
        wrong=0.15,
        shape=lambda axis: receding(axis, first, _HALF_OF_NEWS),
    )


def _bounds(use: Named) -> tuple[date, int]:
    """The later a name began and the earlier it ended, the more it tells."""
    lives = use.entry.lives
    begins = min((life.earliest or date.min) for life in lives)
    ends = max((life.latest or date.max) for life in lives)
    return begins, -ends.toordinal() if ends < date.max else 0


def _with_weekday(text: str, use: Named, wordings: tuple[Found, ...]) -> bool:
    """Whether a weekday stands in the sentence of a name, by the characters around it."""
    return any(
        each.expression.rule.name in ("weekday", "night")
        and abs(each.start - use.start) <= _SENTENCE
        and not _STOP.search(text[min(each.start, use.start) : max(each.end, use.end)])
        for each in wordings
    )


def _of_the_week(use: Named) -> Evidence:
    first = use.entry.lives[0].earliest or date.min
    return Evidence(
        witness=DateWitness(basis=Basis.ACTOR_LIFETIME, text=use.text, earliest=first, latest=first),
        wrong=0.2,
        shape=lambda axis: lagged(axis, first, first, _OF_THE_WEEK),
    )


def _in_use(use: Named) -> Evidence:
    lives, milestone = use.entry.lives, use.entry.milestone
    party = use.entry.party
    first = min((life.earliest for life in lives if life.earliest), default=None)
    first = None if any(life.earliest is None for life in lives) else first
    last = max((life.latest for life in lives if life.latest), default=None)
    last = None if any(life.latest is None for life in lives) else last
    certainty = milestone.certainty if milestone is not None else party.certainty if party is not None else ""
    witness = DateWitness(basis=Basis.ACTOR_LIFETIME, text=use.text, earliest=first, latest=last)
    fade = _GROUP
    if milestone is not None:
        fade = _OFFICE if milestone.tells is Tells.DURING else EVER
    elif party is not None and party.actor.kind == "person":
        fade = _PERSON

    def shape(axis: Axis) -> Shape:
        found = lasting(axis, lives[0].earliest, lives[0].latest, fade)
        for life in lives[1:]:
            again = lasting(axis, life.earliest, life.latest, fade)
            found = found.clip(min=again)
        return found

    return Evidence(witness=witness, wrong=_WRONG_NAME.get(certainty, 0.06), shape=shape)


def _new(text: str, names: list[Named]) -> Iterator[Evidence]:
    """A group said to be newly formed: within weeks of its founding. One such word counts."""
    for pattern, lags, wrong in ((_NEWLY, _NEW, 0.15), (_RATHER, _RATHER_NEW, 0.3)):
        for match in pattern.finditer(text):
            near = _near(names, match.start(), match.end())
            first = near.entry.lives[0].earliest if near is not None else None
            if near is None or first is None:
                continue
            yield Evidence(
                witness=DateWitness(
                    basis=Basis.ACTOR_LIFETIME, text=f"{match[0]}: {near.text}", earliest=first, latest=None
                ),
                wrong=wrong,
                shape=lambda axis, first=first, lags=lags: lagged(axis, first, first, lags),  # type: ignore[misc]
            )
            return


def _near(names: list[Named], start: int, end: int) -> Named | None:
    """Which group the words may be of: one beside them, else the youngest that the text names."""

    def apart(use: Named) -> int:
        return max(use.start - end, start - use.end, 0)

    own = [
        (use, first)
        for use in names
        if use.entry.party is not None
        and use.entry.party.actor.kind in ("group", "coalition")
        and (first := use.entry.lives[0].earliest) is not None
    ]
    beside = [(use, first) for use, first in own if apart(use) <= _BESIDE]
    found = min(beside, key=lambda each: apart(each[0]), default=None) or max(
        own, key=lambda each: (each[1], -apart(each[0])), default=None
    )
    return found[0] if found else None


def _affiliated(text: str, names: list[Named]) -> Iterator[Evidence]:
    """An al-Qaeda affiliate: while the nearest group named, or the only one, was a branch."""
    match = _AFFILIATE.search(text)
    if match is None:
        return
    branches = [use for use in names if use.entry.party is not None and _branch(use) is not None]
    near = [use for use in branches if max(use.start - match.end(), match.start() - use.end) <= 25]
    if not near and len({use.key for use in branches}) == 1:
        near = branches
    days = _branch(near[0]) if near else None
    if days is None:
        return
    first, last = days
    yield Evidence(
        witness=DateWitness(
            basis=Basis.ACTOR_LIFETIME, text=f"{match[0]}: {near[0].text}", earliest=first, latest=last
        ),
        wrong=0.1,
        shape=lambda axis: lasting(axis, first, last, _GROUP),
    )


def _branch(use: Named) -> tuple[date | None, date] | None:
    if use.entry.party is None:
        return None
    for relation in use.entry.party.relations:
        if relation.relation == "branch_of" and relation.actor == "al-qaeda" and relation.days.latest:
            return relation.days.earliest, relation.days.latest
    return None
