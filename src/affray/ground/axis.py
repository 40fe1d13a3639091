"""Likelihoods over days: how many times likelier a page's words are if it was published on a day.

Every shape is an array over the days of the axis. A witness may tell nothing of its page (a wrong date,
a name used in a history); that has a chance of its own, so no witness rules a day out alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Shape = NDArray[np.float64]
# Mass of lags between a named day and the publication: (first lag, last lag, share).
Lags = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True)
class Axis:
    """The days that a report may be of, both ends included."""

    first: date
    last: date

    @cached_property
    def days(self) -> NDArray[np.int64]:
        """The days as ordinals."""
        return np.arange(self.first.toordinal(), self.last.toordinal() + 1)

    @cached_property
    def weekdays(self) -> NDArray[np.int64]:
        """Their weekdays, Monday 0."""
        return (self.days + 6) % 7

    @cached_property
    def size(self) -> int:
        """How many days there are."""
        return len(self.days)

    def at(self, day: date) -> int:
        """Where a day stands; outside of the axis, beyond its ends."""
        return day.toordinal() - self.first.toordinal()

    def flat(self) -> Shape:
        """The same for every day."""
        return np.ones(self.size)


# News of the last fifty years, and room ahead; older reports get the long axis by their own dates.
_SHORT = Axis(date(1970, 1, 1), date(2044, 12, 31))
_LONG = Axis(date(1900, 1, 1), date(2044, 12, 31))


def axis_for(days: Sequence[date]) -> Axis:
    """The axis that holds some days."""
    return _LONG if any(day < _SHORT.first for day in days) else _SHORT


def lagged(axis: Axis, first: date, last: date, lags: Lags) -> Shape:
    """Publication so many days after a day, or after one of a run of days told (its last counts)."""
    out = np.zeros(axis.size)
    spread = (last - first).days
    at = axis.at(last)
    for low, high, share in lags:
        # A run of days blurs what comes before its end.
        start, end = at + low - (spread if low <= 0 else 0), at + high + 1
        start, stop = max(start, 0), min(end, axis.size)
        if start < stop:
            out[start:stop] += share * axis.size / (end - (at + low - (spread if low <= 0 else 0)))
    return out


def uniform(axis: Axis, first: date, last: date) -> Shape:
    """Any day of a run alike, none outside of it."""
    out = np.zeros(axis.size)
    start, stop = max(axis.at(first), 0), min(axis.at(last) + 1, axis.size)
    if start < stop:
        out[start:stop] = axis.size / (axis.at(last) + 1 - axis.at(first))
    return out


def not_after(axis: Axis, day: date) -> Shape:
    """Any day up to one."""
    out = np.zeros(axis.size)
    out[: max(axis.at(day) + 1, 0)] = 1
    return out


@dataclass(frozen=True, slots=True)
class Fade:
    """How the use of a name goes on behind its end: a share that halves, and one that stays."""

    share: float
    half: int
    rest: float


# What was once begun may be told of ever after.
EVER = Fade(1.0, 1, 1.0)


def lasting(axis: Axis, first: date | None, last: date | None, fade: Fade) -> Shape:
    """All days from the first to the last alike, none before, fewer and fewer behind."""
    out = axis.flat()
    if first is not None:
        out[: min(max(axis.at(first), 0), axis.size)] = 0
    if last is not None and axis.at(last) + 1 < axis.size:
        behind = np.arange(axis.size - max(axis.at(last) + 1, 0), dtype=np.float64)
        out[max(axis.at(last) + 1, 0) :] *= fade.rest + (fade.share - fade.rest) * 0.5 ** (behind / fade.half)
    return out


def receding(axis: Axis, first: date, scale: int) -> Shape:
    """From a day on, less and less: a half within 0.41 scales, nine tenths within 2.2."""
    out = np.zeros(axis.size)
    at = min(max(axis.at(first), 0), axis.size)
    out[at:] = 2 / scale * (1 + np.arange(axis.size - at) / scale) ** -3 * axis.size
    return out


def weekly(axis: Axis, weekday: int, shares: Sequence[float]) -> Shape:
    """Publication so many days of the week after a weekday; seven shares that sum to 1."""
    return 7 * np.asarray(shares)[(axis.weekdays - weekday) % 7]


@dataclass(frozen=True)
class EveryYear:
    """A run of every year of an axis: first and last days as places on it."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]


def every_year(axis: Axis, of_year: Callable[[int], tuple[date, date] | None]) -> EveryYear:
    """The places of a yearly run, from the year before the axis on."""
    years = range(axis.first.year - 1, axis.last.year + 1)
    runs = [run for year in years if (run := of_year(year)) is not None]
    return EveryYear(
        first=np.array([axis.at(run[0]) for run in runs], dtype=np.int64),
        last=np.array([axis.at(run[1]) for run in runs], dtype=np.int64),
    )


def yearly(axis: Axis, runs: EveryYear, lags: Lags) -> Shape:
    """Publication so many days after a run of days of any year."""
    steps = np.zeros(axis.size + 1)
    share_of_year = axis.size / (axis.last.year - axis.first.year + 1)
    spread = runs.last - runs.first
    for low, high, share in lags:
        start = runs.last + low - (spread if low <= 0 else 0)
        stop = runs.last + high + 1
        height = share * share_of_year / np.maximum(stop - start, 1)
        np.add.at(steps, start.clip(0, axis.size), height)
        np.subtract.at(steps, stop.clip(0, axis.size), height)
    out: Shape = np.cumsum(steps)[:-1].clip(min=0)
    return out
