"""What a mention was read as, before it is bound to the filler that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from affray.ground.ranking import Candidate
from affray.model import ActorMention, Filler


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An actor, or None with the reason; `part` is where it stands in the words read, None for all."""

    actor: str | None
    name: str | None
    score: float
    reason: str
    part: tuple[int, int] | None = None
    label: str | None = None


def some(actor: str, name: str, score: float, reason: str) -> Reading:
    """A mention read as an actor."""
    return Reading(actor=actor, name=name, score=round(score, 3), reason=reason)


def none(reason: str) -> Reading:
    """A mention that cannot be read, and why."""
    return Reading(actor=None, name=None, score=0.0, reason=reason)


def doubt(candidates: Sequence[Candidate]) -> str:
    """Why one of several is not chosen: the candidates with what speaks for each."""
    if not candidates:
        return "no known actor is named"
    listed = ", ".join(f"{candidate.actor} ({candidate.reason})" for candidate in candidates[:4])
    return f"candidates: {listed}"


def bound(reading: Reading, filler: Filler) -> ActorMention:
    """A reading at its filler; one of several parties at its own part of the filler's words."""
    if reading.part is not None:
        start, end = reading.part
        filler = replace(
            filler, start=filler.start + start, end=filler.start + end, text=filler.text[start:end]
        )
    return ActorMention(
        filler=filler,
        actor=reading.actor,
        name=reading.name,
        score=reading.score,
        reason=reading.reason,
        label=reading.label,
    )


def cut(readings: Sequence[Reading], ahead: int, length: int) -> tuple[Reading, ...]:
    """Readings of words that go on to both sides of a filler, at the filler's own words.

    Args:
        readings: Of the longer words; those of parts that the filler does not touch are left out.
        ahead: How many characters stand before the filler.
        length: Of the filler.
    """
    if len(readings) == 1:
        return (replace(readings[0], part=None),)
    kept = []
    for reading in readings:
        start, end = reading.part or (ahead, ahead + length)
        start, end = max(0, start - ahead), min(length, end - ahead)
        if start < end:
            kept.append(replace(reading, part=(start, end)))
    return tuple(kept) or (replace(readings[0], part=None),)
