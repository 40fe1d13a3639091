"""Draws points on a map of lines: where each stands on the paper, how large, and which are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, floor, hypot, log10, radians

from affray.resources.outlines import outlines

# Drawing units: the map's width, its least and greatest height, and the room around the outermost points.
WIDTH, _LOWEST, _HIGHEST = 1000, 420, 900
_ROOM = 0.12
# Degrees: a map of one town shows what lies around it.
_LEAST = 1.2
# Radius of a point in which nobody is known to have died, and the most that a point may have.
_SMALL, _LARGE = 6.0, 34.0
# Names that a map holds at most, and the size of a letter as drawn, for keeping them apart.
_NAMES, _LETTER, _LINE = 24, 10.5, 21
# A map leaves out what lies this many times farther off than the farthest of this share of the events.
_SHARE, _FAR = 0.9, 2.0
# Steps between lines of the graticule, in degrees: about five lines a map.
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_KM = 111.32


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What is to be drawn at one place.

    Attributes:
        weight: How many died there as told, which sizes it.
        disputed: Whether roots contradict each other about an event there.
    """

    name: str
    lat: float
    lon: float
    family: str
    weight: int
    events: int
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A spot on the paper."""

    x: float
    y: float
    r: float
    family: str
    disputed: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A place's name on the paper; `anchor` is the side of the text that stands at `x`."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One line of the graticule."""

    x1: float
    y1: float
    x2: float
    y2: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A map as drawn. `bar` is the length of the scale's bar in drawing units, `km` what it stands for."""

    width: int
    height: int
    lines: tuple[str, ...]
    grid: tuple[Grid, ...]
    dots: tuple[Dot, ...]
    names: tuple[Name, ...]
    bar: float
    km: int
    outside: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The part of the globe that is shown: longitude shrunk by the cosine of the middle latitude."""

    west: float
    south: float
    east: float
    north: float

    @property
    def shrink(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Drawing units a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.shrink)

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        return (
            round((lon - self.west) * self.shrink * self.scale, 1),
            round((self.north - lat) * self.scale, 1),
        )


def draw(spots: Sequence[Spot]) -> Chart | None:
    """The map that holds all spots; None without any."""
    if not spots:
        return None
    shown = _gathered(spots)
    frame = _framed(shown)
    most = max(spot.weight for spot in shown)
    # The large first, so that the small stand upon them.
    ordered = sorted(shown, key=lambda spot: (-spot.weight, spot.name, spot.lat, spot.lon, spot.family))
    dots = tuple(_dot(spot, frame, most) for spot in ordered)
    km = _round_km(0.25 * WIDTH / frame.scale * _KM)
    return Chart(
        width=WIDTH,
        height=frame.height,
        lines=tuple(_lines(frame)),
        grid=tuple(_grid(frame)),
        dots=dots,
        names=tuple(_names(ordered, dots, frame)),
        bar=round(km / _KM * frame.scale, 1),
        km=km,
        outside=tuple(sorted({(spot.name, spot.events) for spot in spots if spot not in shown})),
    )


def _gathered(spots: Sequence[Spot]) -> Sequence[Spot]:
    """The spots that belong on one map: without the few so far off that the rest would shrink to a blot."""
    events = sum(spot.events for spot in spots)
    centre = _middle(spots)
    by_distance = sorted(spots, key=lambda spot: (_apart(spot, centre), spot.name, spot.family))
    count = 0
    for at, spot in enumerate(by_distance):
        count += spot.events
        if count >= _SHARE * events:
            reach = max(_apart(spot, centre), _LEAST)
            return [
                each
                for each in by_distance
                if each in by_distance[: at + 1] or _apart(each, centre) <= _FAR * reach
            ]
    return spots


def _middle(spots: Sequence[Spot]) -> tuple[float, float]:
    """The median of latitudes and longitudes over all events."""
    lats = sorted(spot.lat for spot in spots for _ in range(spot.events))
    lons = sorted(spot.lon for spot in spots for _ in range(spot.events))
    return lats[len(lats) // 2], lons[len(lons) // 2]


def _apart(spot: Spot, centre: tuple[float, float]) -> float:
    """Degrees between a spot and the middle, longitude shrunk."""
    return hypot(spot.lat - centre[0], (spot.lon - centre[1]) * cos(radians(centre[0])))


def _framed(spots: Sequence[Spot]) -> _Frame:
    lats, lons = [spot.lat for spot in spots], [spot.lon for spot in spots]
    middle, centre = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    shrink = max(cos(radians(middle)), 0.05)
    up = max((max(lats) - min(lats)) * (1 + 2 * _ROOM), _LEAST)
    across = max((max(lons) - min(lons)) * shrink * (1 + 2 * _ROOM), _LEAST)
    # Neither a strip nor a tower.
    across = max(across, up * WIDTH / _HIGHEST)
    up = max(up, across * _LOWEST / WIDTH)
    return _Frame(
        west=centre - across / shrink / 2,
        east=centre + across / shrink / 2,
        south=middle - up / 2,
        north=middle + up / 2,
    )


def _dot(spot: Spot, frame: _Frame, most: int) -> Dot:
    x, y = frame.at(spot.lat, spot.lon)
    share = (spot.weight / most) ** 0.5 if most else 0.0  # an area that grows with the dead
    events = f"{spot.events} event{'' if spot.events == 1 else 's'}"
    return Dot(
        x=x,
        y=y,
        r=round(_SMALL + (_LARGE - _SMALL) * share, 1),
        family=spot.family,
        disputed=spot.disputed,
        title=f"{spot.name}: {events}, {spot.weight:,} killed by the best figures",
    )


def _lines(frame: _Frame) -> Iterator[str]:
    """The outlines that cross the map, as SVG paths."""
    for line in outlines():
        lons, lats = [lon for lon, _ in line], [lat for _, lat in line]
        if max(lons) < frame.west or min(lons) > frame.east:
            continue
        if max(lats) < frame.south or min(lats) > frame.north:
            continue
        yield "M" + "L".join("{} {}".format(*frame.at(lat, lon)) for lon, lat in line)


def _grid(frame: _Frame) -> Iterator[Grid]:
    span = max(frame.east - frame.west, frame.north - frame.south)
    step = next((each for each in _STEPS if span / each <= 6), _STEPS[-1])
    for lon in _every(frame.west, frame.east, step):
        x, _ = frame.at(frame.south, lon)
        yield Grid(x1=x, y1=0, x2=x, y2=frame.height, text=f"{_degrees(lon)}{'E' if lon >= 0 else 'W'}")
    for lat in _every(frame.south, frame.north, step):
        _, y = frame.at(lat, frame.west)
        yield Grid(x1=0, y1=y, x2=WIDTH, y2=y, text=f"{_degrees(lat)}{'N' if lat >= 0 else 'S'}")


def _every(first: float, last: float, step: float) -> Iterator[float]:
    at = floor(first / step) + 1
    while at * step < last:
        yield round(at * step, 6)
        at += 1


def _degrees(value: float) -> str:
    return f"{abs(value):g}°"


def _names(spots: Sequence[Spot], dots: Sequence[Dot], frame: _Frame) -> Iterator[Name]:
    """The names of the weightiest places that find room beside their points, none over another."""
    taken: list[tuple[float, float, float, float]] = []
    named: set[str] = set()
    for spot, dot in zip(spots, dots, strict=True):
        if len(named) >= _NAMES:
            return
        if spot.name in named:
            continue
        long = len(spot.name) * _LETTER
        for x, anchor in ((dot.x + dot.r + 4, "start"), (dot.x - dot.r - 4, "end")):
            left = x if anchor == "start" else x - long
            box = (left, dot.y - _LINE / 2, left + long, dot.y + _LINE / 2)
            if box[0] < 0 or box[2] > WIDTH or box[1] < 0 or box[3] > frame.height:
                continue
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                named.add(spot.name)
                yield Name(x=round(x, 1), y=round(dot.y + 5, 1), text=spot.name, anchor=anchor)
                break


def _meet(one: Iterable[float], other: Iterable[float]) -> bool:
    (a, b, c, d), (e, f, g, h) = one, other
    return a < g and e < c and b < h and f < d


def _round_km(most: float) -> int:
    """The greatest of 1, 2 and 5 times a power of ten that is no more than this; 1 at least."""
    power = 10 ** max(floor(log10(max(most, 1))), 0)
    return int(max(each * power for each in (1, 2, 5) if each * power <= max(most, 1)))
