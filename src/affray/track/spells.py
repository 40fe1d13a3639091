"""What the spells of fights and of holders have in common."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date

from affray.model import ControlChange, ControlState, DayRun, Degree, EventPlace
from affray.track.order import Step

# The degrees that leave room for others in the same place.
PARTIAL = frozenset({Degree.LARGE_AREAS, Degree.PARTS})
_RANK = {degree: rank for rank, degree in enumerate(Degree)}


def degree_of(changes: Sequence[ControlChange]) -> Degree:
    """The degree that most claims tell; of equally frequent ones the larger.

    Not the largest alone: one claim that is read as of the whole would outweigh all that tell of parts.
    """
    counts = Counter(each.degree for each in changes)
    return min(counts, key=lambda degree: (-counts[degree], _RANK[degree]))


def where(changes: Sequence[ControlChange]) -> EventPlace:
    """The place by the claim that tells it most exactly."""
    return min(changes, key=lambda each: (each.where.radius_km or 0.0, each.claim)).where


def days_of(step: Step) -> DayRun:
    """The days that a step may have been on, by the days told."""
    ends = [each.days.latest or step.latest for each in step.members if each.days is not None]
    return DayRun(earliest=None if step.earliest == date.min else step.earliest, latest=min(ends))


def spell_id(place: str, state: ControlState, changes: Sequence[ControlChange]) -> str:
    """A short hash of the place, the state and the claims: it does not depend on other places or days."""
    key = "\x00".join((place, state, *sorted({each.claim for each in changes})))
    return "s-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
