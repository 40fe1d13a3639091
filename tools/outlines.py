"""Makes `resources/outlines.json` from the file countries-50m.json of the npm package world-atlas.

    python tools/outlines.py node_modules/world-atlas/countries-50m.json

The package redistributes Natural Earth (public domain). What is kept are the lines alone: coasts and
borders, simplified, as steps of a hundredth of a degree.
"""

from __future__ import annotations

import json
import sys
from math import hypot
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "src/affray/resources/outlines.json"
# Degrees: a line may leave the true one by 2 km, which is half a millimetre on a page that shows a country.
TOLERANCE = 0.02
STEPS = 100  # a degree

Point = tuple[float, float]


def lines(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a topology in degrees."""
    (across, up), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * across + left, y * up + bottom))
        found.append(points)
    return found


def simplified(points: list[Point]) -> list[Point]:
    """The points without which a line would leave the true one by more than the tolerance."""
    kept = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        at, most = max(
            ((at, _off(points[at], points[first], points[last])) for at in range(first + 1, last)),
            key=lambda each: each[1],
            default=(first, 0.0),
        )
        if most > TOLERANCE:
            kept.add(at)
            stack += [(first, at), (at, last)]
    return [points[at] for at in sorted(kept)]


def _off(point: Point, one: Point, other: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, one, other
    length = hypot(x2 - x1, y2 - y1)
    if length == 0:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def steps(points: list[Point]) -> list[int]:
    """A line as whole steps: where it starts, then how far each point is from the one before."""
    flat: list[int] = []
    x = y = 0
    for lon, lat in points:
        new_x, new_y = round(lon * STEPS), round(lat * STEPS)
        if flat and (new_x, new_y) == (x, y):
            continue
        flat += [new_x - x, new_y - y]
        x, y = new_x, new_y
    return flat


def main() -> None:
    """Read the topology, write the lines."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    made = [steps(simplified(points)) for points in lines(topology)]
    kept = [line for line in made if len(line) > 2]
    OUT.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(kept):,} lines, {sum(map(len, kept)) // 2:,} points, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
