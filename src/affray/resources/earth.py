"""Distances on the earth, taken as a sphere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

# Mean radius of the earth (IUGG).
_RADIUS_KM = 6371.0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points, each its latitude and longitude in degrees."""
    north, south = radians(one[0]), radians(other[0])
    turn = radians(other[1] - one[1])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(turn / 2) ** 2
    # Rounding may bring points that face each other over 1.
    return 2 * _RADIUS_KM * asin(sqrt(min(1.0, half)))
