"""One claim as the page's panel lists it: every value with its words, or with why it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from affray.export.page.families import FAMILY, Family, label
from affray.export.page.figures import Range, Scale, draw
from affray.export.page.marks import LETTERS
from affray.model import (
    ActorMention,
    Claim,
    Filler,
    GroundedClaim,
    PlaceMention,
    Report,
    Role,
    TimeReading,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One filler as worded and as read.

    Attributes:
        letter: The role's letter in the page's markup.
        reading: What it was read as, None when it was not read.
        identity: The id it was resolved to, None when unresolved.
        detail: A place's point, reach and precision.
        note: Scores, precision, or the reason why it is unresolved.
        antecedent: The name that a pronoun or description stands for.
    """

    role: str
    letter: str
    text: str
    antecedent: str | None
    reading: str | None
    identity: str | None
    detail: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time of a claim: as worded, as days, on what basis and why."""

    texts: tuple[str, ...]
    days: str
    basis: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of the source chain: who says so, or through whom it came."""

    part: str
    text: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim. `before`, `trigger` and `after` join to the claim's sentence."""

    number: int
    claim: str
    type: str
    family: Family
    stance: str
    scope: str
    score: str
    brief: str
    before: str
    trigger: str
    after: str
    parties: tuple[Value, ...]
    places: tuple[Value, ...]
    when: When
    figures: tuple[Range, ...]
    means: tuple[str, ...]
    chain: tuple[Link, ...]


def card(number: int, grounded: GroundedClaim, report: Report, *, along: Scale) -> Card:
    """The card of one claim; its figures are drawn on the page's scale."""
    claim = grounded.claim
    evidence = claim.evidence.text
    start = claim.trigger.start - claim.evidence.start
    end = claim.trigger.end - claim.evidence.start
    return Card(
        number=number,
        claim=claim.claim,
        type=label(claim.type),
        family=FAMILY[claim.type],
        stance=label(claim.stance),
        scope=label(claim.scope),
        score=f"{claim.score:.2f}",
        brief=_brief(claim),
        before=evidence[:start],
        trigger=evidence[start:end],
        after=evidence[end:],
        parties=_parties(claim, grounded.actors),
        places=_places(claim, {mention.filler: mention for mention in grounded.places}),
        when=_when(claim, grounded.time),
        figures=tuple(draw(figure, along) for figure in claim.figures),
        means=tuple(filler.text for filler in claim.role(Role.INSTRUMENT)),
        chain=_chain(grounded, report),
    )


def days(earliest: date | None, latest: date | None) -> str:
    """A run of days in words; an open end is shown open."""
    if earliest is None and latest is None:
        return "not known"
    if earliest == latest and earliest is not None:
        return earliest.isoformat()
    if earliest is None or latest is None:
        return f"from {earliest}" if earliest else f"until {latest}"
    return f"{earliest} to {latest}"


def _brief(claim: Claim) -> str:
    """Who to whom, as worded: what the closed card says beside its type."""
    parties = [", ".join(filler.text for filler in claim.role(role)) for role in (Role.A, Role.B)]
    if all(parties):
        return " → ".join(parties)
    only = parties[0] or (f"→ {parties[1]}" if parties[1] else "")
    place = next((filler.text for filler in claim.role(Role.PLACE)), "")
    return " · ".join(part for part in (only, place) if part)


def _parties(claim: Claim, mentions: Sequence[ActorMention]) -> tuple[Value, ...]:
    values = []
    for filler in (*claim.role(Role.A), *claim.role(Role.B)):
        value = _unread(filler, "who" if filler.role is Role.A else "whom")
        # A filler that names several parties has a mention for each, at its own words.
        own = [mention for mention in mentions if _within(mention.filler, filler)]
        if own:
            note = "; ".join(
                _note(mention.reason, mention.score if mention.actor else None) for mention in own
            )
            names = " and ".join(mention.name for mention in own if mention.name) or None
            ids = ", ".join(mention.actor for mention in own if mention.actor) or None
            value = replace(value, reading=names, identity=ids, note=note)
        values.append(value)
    return tuple(values)


def _within(inner: Filler, outer: Filler) -> bool:
    return inner.role is outer.role and outer.start <= inner.start and inner.end <= outer.end


def _places(claim: Claim, mentions: Mapping[Filler, PlaceMention]) -> tuple[Value, ...]:
    values = []
    for filler in claim.role(Role.PLACE):
        value = _unread(filler, "where")
        mention = mentions.get(filler)
        if mention is not None:
            note = _note(mention.reason, mention.score if mention.place else None)
            names = ", ".join(name for name in (mention.name, mention.admin1, mention.country) if name)
            detail = _where(mention)
            value = replace(value, reading=names or None, identity=mention.place, detail=detail, note=note)
        values.append(value)
    return tuple(values)


def _unread(filler: Filler, role: str) -> Value:
    return Value(
        role=role,
        letter=LETTERS[filler.role],
        text=filler.text,
        antecedent=filler.antecedent,
        reading=None,
        identity=None,
        detail=None,
        note="not grounded",
    )


def _where(mention: PlaceMention) -> str | None:
    """Coordinates, reach and precision of a place, leaving out what is not known."""
    point = None
    if mention.lat is not None and mention.lon is not None:
        north, east = "N" if mention.lat >= 0 else "S", "E" if mention.lon >= 0 else "W"
        point = f"{abs(mention.lat):.4f}° {north}, {abs(mention.lon):.4f}° {east}"
    reach = None if mention.radius_km is None else f"± {mention.radius_km:g} km"
    precision = None if mention.precision is None else label(mention.precision)
    return " · ".join(part for part in (point, reach, precision) if part) or None


def _when(claim: Claim, time: TimeReading) -> When:
    worded = tuple(filler.text for filler in claim.role(Role.TIME))
    return When(
        texts=worded or ((time.text,) if time.text else ()),
        days=days(time.earliest, time.latest),
        basis=None if time.basis is None else label(time.basis),
        reason=time.reason,
    )


def _chain(grounded: GroundedClaim, report: Report) -> tuple[Link, ...]:
    """From the source nearest to the event to the outlet that published the report."""
    names = {mention.filler: mention.name for mention in grounded.sources}
    said = [
        Link(part="said by", text=filler.text, name=names.get(filler))
        for filler in grounded.claim.role(Role.SOURCE)
    ]
    carried: Iterable[tuple[str, str | None]] = (
        ("copy of", report.origin),
        ("published by", report.outlet),
    )
    return (*said, *(Link(part=part, text=name, name=None) for part, name in carried if name))


def _note(reason: str, score: float | None) -> str:
    return reason if score is None else " · ".join(part for part in (f"score {score:.2f}", reason) if part)
