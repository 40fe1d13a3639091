"""Place mentions as the model has them: an area of a place, or none and why."""

from __future__ import annotations

from affray.ground import areas
from affray.model import Filler, Place, PlaceMention

# The reason of a filler whose words hold no name.
UNNAMED = "no place is named"


def resolved(
    filler: Filler, place: Place, area: areas.Area, *, score: float, reason: str = ""
) -> PlaceMention:
    """A filler read as an area of a place."""
    return PlaceMention(
        filler=filler,
        place=place.place,
        name=place.name,
        lat=round(area.lat, 4),
        lon=round(area.lon, 4),
        radius_km=round(area.radius_km, 1),
        precision=area.precision,
        admin1=place.admin1,
        country=place.country,
        score=score,
        reason="; ".join(part for part in (reason, area.note) if part),
    )


def unresolved(filler: Filler, reason: str) -> PlaceMention:
    """A filler that names no place, or one that is not clear, and why."""
    return PlaceMention(
        filler=filler,
        place=None,
        name=None,
        lat=None,
        lon=None,
        radius_km=None,
        precision=None,
        admin1=None,
        country=None,
        score=0.0,
        reason=reason,
    )
