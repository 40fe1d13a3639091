"""Makes one place of the rows that mean one, and finds what contains each."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from affray.resources.keys import strict_keys
from affray.resources.layer import Entry
from affray.resources.packs.rows import Ring, Row

# Sources repeat a place 150 to 900 m from itself (findings §4 WOF traps).
_SAME_KM = 2.0
# A place without a known province takes the one that most of its nearest neighbours have.
_NEIGHBOURS = 5


def kilometres(a: Entry, b: Entry) -> float:
    """The distance of two places; flat, which under 60 km errs by less than 0.1 %."""
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, east)


def merged(rows: Iterable[Row]) -> list[Row]:
    """The rows, with those of one name and kind less than 2 km apart made one: the fullest one stays."""
    kept: list[Row] = []
    by_key: dict[str, list[int]] = defaultdict(list)
    ids: set[str] = set()
    for row in sorted(rows, key=_fullness):
        keys = {strict_keys(name)[-1:] for name in (row.entry.name, *row.entry.names)} - {()}
        group = f"{row.entry.country}{row.entry.kind}"
        near = (at for key in sorted(keys) for at in by_key[group + key[0]])
        twin = next((at for at in near if kilometres(kept[at].entry, row.entry) < _SAME_KM), None)
        if twin is not None:
            kept[twin] = _joined(kept[twin], row)
        elif row.entry.place not in ids:
            for key in keys:
                by_key[group + key[0]].append(len(kept))
            kept.append(row)
        ids.add(row.entry.place)
    return sorted(kept, key=lambda row: row.entry.place)


def _fullness(row: Row) -> tuple[bool, int, int, str]:
    return not row.parents, -row.entry.population, -len(row.entry.names), row.entry.place


def _joined(row: Row, other: Row) -> Row:
    names = dict.fromkeys((*row.entry.names, other.entry.name, *other.entry.names))
    names.pop(row.entry.name, None)
    return replace(row, entry=replace(row.entry, names=tuple(names)))


def with_parents(rows: list[Row]) -> list[Entry]:
    """The places, each with its province and what it lies in below that.

    From what the source says; else from the outlines that hold its point; else from its neighbours.
    """
    held = {row.entry.place: row for row in rows}
    provinces = [row for row in rows if row.entry.kind == "province"]
    outlined = [(row, _box(row.rings)) for row in provinces if row.rings]
    placed: list[Entry] = []
    orphans: list[int] = []
    for row in rows:
        entry = row.entry
        around = [held[parent] for parent in row.parents if parent in held]
        province = next((each for each in around if each.entry.kind == "province"), None)
        if province is None and entry.kind != "province" and not entry.admin1:
            province = _outline(entry, outlined)
        if entry.kind == "province":
            entry = replace(entry, admin1=entry.name)
        elif province is not None:
            division = province.entry.division or entry.division
            entry = replace(entry, admin1=province.entry.name, division=division)
        elif not entry.admin1:
            orphans.append(len(placed))
        # A quarter lies in its town, anything else in its district.
        wanted = "settlement" if entry.kind == "quarter" else "district"
        within = next((each.entry.name for each in around if each.entry.kind == wanted), entry.within)
        placed.append(replace(entry, within=within))
    return _adopted(placed, set(orphans)) if provinces else placed


def _adopted(placed: list[Entry], orphans: set[int]) -> list[Entry]:
    """The places, those without a province with that of their neighbours."""
    at = [number for number, entry in enumerate(placed) if number not in orphans and entry.kind != "province"]
    if not at or not orphans:
        return placed
    lats = np.array([placed[number].lat for number in at])
    lons = np.array([placed[number].lon for number in at])
    done = list(placed)
    for number in sorted(orphans):
        entry = placed[number]
        east = (lons - entry.lon) * math.cos(math.radians(entry.lat))
        far = np.hypot(lats - entry.lat, east)
        near = np.argsort(far, kind="stable")[:_NEIGHBOURS]
        votes = Counter((placed[at[each]].admin1, placed[at[each]].division) for each in near)
        admin1, division = votes.most_common(1)[0][0]
        done[number] = replace(entry, admin1=admin1, division=entry.division or division)
    return done


_Box = tuple[float, float, float, float]


def _box(rings: tuple[Ring, ...]) -> _Box:
    lons = [at[0] for ring in rings for at in ring]
    lats = [at[1] for ring in rings for at in ring]
    return min(lons), min(lats), max(lons), max(lats)


def _outline(entry: Entry, outlined: list[tuple[Row, _Box]]) -> Row | None:
    for row, (west, south, east, north) in outlined:
        if west <= entry.lon <= east and south <= entry.lat <= north and _holds(row.rings, entry):
            return row
    return None


def _holds(rings: tuple[Ring, ...], entry: Entry) -> bool:
    """Whether a point lies in a ring: a ray to the east crosses it an odd number of times."""
    return any(_crossings(ring, entry.lon, entry.lat) % 2 for ring in rings)


def _crossings(ring: Ring, lon: float, lat: float) -> int:
    count = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            count += 1
    return count
