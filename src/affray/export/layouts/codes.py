"""Codes for how exactly a day and a place are known, and numbers that other formats ask for."""

from __future__ import annotations

import hashlib
from datetime import date

from affray.model import EventPlace, Precision

# UCDP's "within about 25 km of a known place" (its codebook, where_prec 2); what reaches further is an area.
_NEAR_KM = 25
# Days that a period covers, both ends counted, by the UCDP code that it takes: each length up to the
# named one. In 1,000 published rows every row of code 1 covers 1 day, of 2 2-6, of 3 7, of 4 8-31,
# of 5 32-356.
_UCDP_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
# ACLED: a day, a week, a month. Longer periods have no code.
_ACLED_DAYS = ((1, 1), (7, 2), (31, 3))
_BITS = 52  # an id that spreadsheets and JavaScript keep exactly (2**53 is their limit)


def days(earliest: date, latest: date) -> int:
    """How many days a period covers, both ends counted."""
    return (latest - earliest).days + 1


def date_prec(earliest: date, latest: date) -> int | None:
    """UCDP: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a year; None beyond."""
    return _code(days(earliest, latest), _UCDP_DAYS)


def time_precision(earliest: date, latest: date) -> int | None:
    """ACLED: 1 a day, 2 up to a week, 3 up to a month; None beyond."""
    return _code(days(earliest, latest), _ACLED_DAYS)


def where_prec(place: EventPlace) -> int:
    """UCDP: 1 exact, 2 within 25 km, 3 district, 4 province, 5 larger or vague, 6 country."""
    match place.precision:
        case Precision.POINT:
            return 1 if _reach(place) <= _NEAR_KM else 5
        case Precision.NEAR:
            return 2 if _reach(place) <= _NEAR_KM else 5
        case Precision.DISTRICT:
            return 3
        case Precision.PROVINCE | Precision.PART:
            return 4
        case Precision.COUNTRY:
            return 6
        case _:
            return 5


def geo_precision(place: EventPlace) -> int | None:
    """ACLED: 1 a town, 2 near it or part of a region, 3 a region; None for a whole country."""
    match place.precision:
        case Precision.POINT:
            return 1 if _reach(place) <= _NEAR_KM else 3
        case Precision.NEAR:
            return 2 if _reach(place) <= _NEAR_KM else 3
        case Precision.PART | Precision.DISTRICT:
            return 2
        case Precision.COUNTRY:
            return None
        case _:
            return 3


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of half a degree that holds a point, counted from the south-west, from 1."""
    row = min(int((lat + 90) // 0.5), 359)
    column = min(int((lon + 180) // 0.5), 719)
    return row * 720 + column + 1


def number(*parts: str) -> int:
    """A whole number for what some texts name: the same for the same texts, above 0, below 2**52."""
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - _BITS) or 1


def shared(count: int, among: int) -> list[int]:
    """A count dealt out among several, the first ones getting what is left over; the sum is kept."""
    each, left = divmod(count, among)
    return [each + (at < left) for at in range(among)]


def _reach(place: EventPlace) -> float:
    return place.radius_km or 0.0


def _code(length: int, steps: tuple[tuple[int, int], ...]) -> int | None:
    return next((code for upto, code in steps if length <= upto), None)
