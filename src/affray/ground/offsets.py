"""What a report says of where a named place lies, held against where its candidates lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from affray.ground.gazetteer import Candidate, bearing, distance
from affray.ground.phrases import Beside
from affray.model import Place

# Stated distances are round: 12 km was 11.8 measured, 25 was 25.3 (findings §4 Offsets). A candidate
# fits from 0.65 to 1.5 of the distance, or 3 km off, from the edge or, as some count, the centre.
_LEAST, _MOST, _SLACK_KM = 0.65, 1.5, 3.0
# A stated direction is one of eight: half of its sector and a sector more.
_SECTOR = 22.5 + 45.0
# "near X" reaches so far beyond the edge when it picks among namesakes.
_NEAR_KM = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Where a candidate lies from the other place, against what is stated."""

    edge_km: float
    centre_km: float
    fits: bool
    note: str


def measured(candidate: Candidate, anchor: Place, told: Beside) -> Measured:
    """Hold a candidate against what is stated of it."""
    centre = distance(anchor, candidate.place)
    edge = max(0.0, centre - anchor.radius_km)
    if told.km is None:
        fits = edge <= _NEAR_KM
    else:
        low, high = _LEAST * told.km - _SLACK_KM, _MOST * told.km + _SLACK_KM
        fits = low <= edge <= high or low <= centre <= high
    turned = 0.0
    if told.direction is not None:
        turned = abs((bearing(anchor, candidate.place) - told.direction + 180) % 360 - 180)
        fits = fits and (turned <= _SECTOR or centre < anchor.radius_km)
    found = f"measured {edge:.1f} km from the edge, {centre:.1f} from the centre"
    sense = "" if fits else ", which disagrees"
    return Measured(edge_km=edge, centre_km=centre, fits=fits, note=f"stated {told.words}, {found}{sense}")


def picked(found: Sequence[Candidate], anchor: Place, told: Beside) -> list[Candidate]:
    """The candidates that lie where it is stated; all of them where none does."""
    return [each for each in found if measured(each, anchor, told).fits] or list(found)
