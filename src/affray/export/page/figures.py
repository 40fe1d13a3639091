"""Draws figures as ranges on one logarithmic scale, so that ranges of a whole page compare by eye."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

from affray.export.page.families import label
from affray.model import Figure

# Drawing units: the drawing's width, and the margins that hold arrow heads and the last tick's number.
WIDTH = 240
_MARGIN = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A power of ten on the scale, or 0."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A logarithmic scale from 0 to `top`, a power of ten."""

    top: int

    def x(self, count: int) -> float:
        """Where a count stands, in drawing units from the left."""
        share = log10(1 + min(count, self.top)) / log10(1 + self.top)
        return round(_MARGIN + (WIDTH - 2 * _MARGIN) * share, 1)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """0, 1, 10 … up to the top of the scale; from a thousand on, in thousands and millions."""
        counts = [0, *(10**power for power in range(len(str(self.top))))]
        return tuple(Tick(x=self.x(count), text=_short(count)) for count in counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One figure as drawn: bounds in words, and the bar, whose open ends carry arrows.

    Attributes:
        left: Left end of the bar in drawing units; the scale's start where the lower bound is open.
        right: Right end of the bar; the scale's end where the upper bound is open.
        shape: `exact`, `range`, `from` (open above), `to` (open below) or `unknown`.
    """

    kind: str
    text: str
    of: str | None
    words: str
    left: float
    right: float
    shape: str


def scale(tops: Iterable[int]) -> Scale:
    """The scale that holds all these bounds. It reaches to 100 at least, so that small pages compare."""
    return Scale(top=10 ** len(str(max([*tops, 99]) - 1)))


def draw(figure: Figure, along: Scale) -> Range:
    """One figure on a scale."""
    shape, words = _read(figure)
    return Range(
        kind=label(figure.kind),
        text=figure.text,
        # "40 fighters of fighters" tells nothing more.
        of=None if figure.of is None or figure.of in figure.text else figure.of,
        words=words if figure.part_of is None else f"{words}, a part of another figure",
        left=along.x(figure.min or 0),
        right=along.x(along.top if figure.max is None else figure.max),
        shape=shape,
    )


def _read(figure: Figure) -> tuple[str, str]:
    if figure.min is None and figure.max is None:
        return "unknown", "said to be unknown" if figure.unknown else "no bounds read"
    if figure.max is None:
        return "from", f"{figure.min:,} or more"
    if figure.min is None:
        return "to", f"{figure.max:,} or fewer"
    if figure.min == figure.max:
        return "exact", f"{figure.min:,}"
    return "range", f"{figure.min:,} to {figure.max:,}"


def _short(count: int) -> str:
    for unit, name in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if count >= unit:
            return f"{count // unit}{name}"
    return str(count)
