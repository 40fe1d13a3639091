"""Imports OCHA tables of administrative divisions with p-codes, as CSV or XLSX."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from affray.errors import UnusableOption
from affray.resources.layer import Entry
from affray.resources.packs.rows import Gathered, Row, point, table, unique

LICENCE = "CC BY 3.0 IGO"
ATTRIBUTION = "OCHA and its partners, common operational data sets, CC BY 3.0 IGO"
_KINDS = {1: "province", 2: "district", 3: "subdistrict", 4: "settlement", 5: "settlement"}
# "ADM3_EN", "admin4Name_ar", "adm2_name", "adm2_name1", "ADM1_REF", and their codes.
_NAME = re.compile(r"adm(?:in)?_?(?P<level>[1-5])_?(?:name)?_?(?:[a-z]{2}|ref|alt\d?(?:_?[a-z]{2})?|\d)?")
_CODE = re.compile(r"adm(?:in)?_?(?P<level>[1-5])_?pcode")
_LATITUDE = re.compile(r"(?:lat(?:itude)?(?:_?y)?|y|(?:center|centroid)_?lat|y_?coord|point_?y)")
_LONGITUDE = re.compile(r"(?:lon(?:g|gitude)?(?:_?x)?|x|(?:center|centroid)_?lon|x_?coord|point_?x)")


@dataclass(slots=True)
class _Columns:
    names: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[int, str] = field(default_factory=dict)
    lat: str = ""
    lon: str = ""


@dataclass(slots=True)
class _Unit:
    """One division: its names, its parents' codes, and the points met in it."""

    level: int
    names: list[str]
    parents: tuple[str, ...]
    points: list[tuple[float, float]] = field(default_factory=list)


def read(paths: Sequence[Path], country: str | None) -> Gathered:
    """The divisions of tables; one without a point takes the middle of what lies in it, or is dropped.

    Raises:
        UnusableOption: A file cannot be read, or has no columns of names and p-codes.
    """
    units: dict[str, _Unit] = {}
    for path in paths:
        columns: _Columns | None = None
        for row in table(path):
            columns = columns or _columns(row, path)
            _add(units, columns, row)
    gathered = Gathered(licence=LICENCE, attribution=ATTRIBUTION)
    for code, unit in sorted(units.items()):
        own = code[:2].upper() if code[:2].isalpha() else (country or "")
        if country is not None and own != country:
            continue
        if not unit.points or not unit.names:
            gathered.dropped += 1
            continue
        gathered.rows.append(_row(code, unit, own, units))
    return gathered


def _columns(row: dict[str, str], path: Path) -> _Columns:
    found = _Columns()
    for name in row:
        if code := _CODE.fullmatch(name):
            found.codes[int(code["level"])] = name
        elif named := _NAME.fullmatch(name):
            found.names[int(named["level"])].append(name)
        elif _LATITUDE.fullmatch(name) and not found.lat:
            found.lat = name
        elif _LONGITUDE.fullmatch(name) and not found.lon:
            found.lon = name
    if not found.codes or not any(level in found.names for level in found.codes):
        raise UnusableOption(
            f"{path} is no table of p-codes: expected columns such as ADM1_EN, ADM1_PCODE; "
            f"found {', '.join(list(row)[:12])}"
        )
    return found


def _add(units: dict[str, _Unit], columns: _Columns, row: dict[str, str]) -> None:
    at = point(row.get(columns.lat), row.get(columns.lon)) if columns.lat and columns.lon else None
    chain = [(level, row.get(name, "")) for level, name in sorted(columns.codes.items())]
    chain = [(level, code) for level, code in chain if code]
    for depth, (level, code) in enumerate(chain):
        unit = units.get(code)
        if unit is None:
            parents = tuple(parent for _, parent in reversed(chain[:depth]))
            unit = units[code] = _Unit(level=level, names=[], parents=parents)
        names = (row.get(name, "") for name in columns.names[level])
        unit.names.extend(name for name in names if name and name not in unit.names)
        if at is not None:
            unit.points.append(at)


def _row(code: str, unit: _Unit, country: str, units: dict[str, _Unit]) -> Row:
    lat = sum(at[0] for at in unit.points) / len(unit.points)
    lon = sum(at[1] for at in unit.points) / len(unit.points)
    provinces = [parent for parent in unit.parents if units[parent].level == 1 and units[parent].names]
    around = [parent for parent in unit.parents if units[parent].level > 1 and units[parent].names]
    entry = Entry(
        place=f"ocha:{code}",
        name=unit.names[0],
        names=unique(unit.names[1:], unit.names[0]),
        kind=_KINDS[unit.level],
        lat=round(lat, 5),
        lon=round(lon, 5),
        radius_km=0,
        population=0,
        country=country,
        admin1=units[provinces[0]].names[0] if provinces else "",
        within=units[around[0]].names[0] if around else "",
    )
    return Row(entry=entry, parents=tuple(f"ocha:{parent}" for parent in unit.parents))
