"""Days and figures in words, for a page that is read on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from affray.export.page.families import label
from affray.model import FigureRange


def days(earliest: date | None, latest: date | None) -> str:
    """A run of days: "14 October 2015"; of one month, of one year, or over the end of one."""
    if earliest is None or latest is None:
        known = earliest or latest
        if known is None:
            return "day unknown"
        return f"{'from' if earliest else 'until'} {_day(known)}"
    if earliest == latest:
        return _day(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{_day(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {earliest:%B} – {_day(latest)}"
    return f"{_day(earliest)} – {_day(latest)}"


def bounds(low: int | None, high: int | None) -> str:
    """Two bounds: "20", "20 to 99", "12 or more", "30 or fewer", "number unknown"."""
    if low is None and high is None:
        return "number unknown"
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def named(figures: FigureRange, sides: dict[str, str]) -> str:
    """What a range counts: "killed", "killed of rebels"."""
    kind = label(figures.kind.value)
    return kind if figures.side is None else f"{kind}, {sides.get(figures.side, figures.side)}"


def listed(names: Iterable[str]) -> str:
    """Names joined: "A, B and C"; "unknown" for nobody."""
    found = list(names)
    if not found:
        return "unknown"
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
