"""Coasts and borders of the world, to draw beneath points: lines without names, and no view of whose."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from affray.errors import UnusableResource

Line = tuple[tuple[float, float], ...]

# Steps of a degree in the file (tools/outlines.py).
_STEPS = 100


@cache
def outlines() -> tuple[Line, ...]:
    """Every line as points of longitude and latitude.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    try:
        text = files("affray.resources").joinpath("outlines.json").read_text(encoding="utf-8")
        return tuple(_line(steps) for steps in json.loads(text))
    except (OSError, ValueError) as error:
        raise UnusableResource(f"outlines.json cannot be read: {error}; install affray anew") from error


def _line(steps: list[int]) -> Line:
    x = y = 0
    points = []
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / _STEPS, y / _STEPS))
    return tuple(points)
