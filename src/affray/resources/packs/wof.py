"""Imports Who's On First: records as JSON Lines, their properties alone or GeoJSON features."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from affray.errors import UnusableOption
from affray.resources.layer import Entry
from affray.resources.packs.rows import Gathered, Ring, Row, lines, number, point, unique, words

LICENCE = "CC0; parts CC BY 4.0"
ATTRIBUTION = "Who's On First (https://whosonfirst.org); parts from GeoNames, CC BY 4.0"
_KINDS = {
    "locality": "settlement", "localadmin": "subdistrict", "borough": "quarter", "macrohood": "quarter",
    "neighbourhood": "quarter", "microhood": "quarter", "county": "district", "macrocounty": "district",
    "region": "province", "campus": "site",
}  # fmt: skip
# Languages whose names news in Latin or Arabic script may carry, and what the records call unknown.
_LANGUAGES = words("ara arz apc ajp acm eng fra deu tur kur ckb fas pus ukr rus und mul")
_MOST_NAMES = 40


def read(paths: Sequence[Path], country: str | None) -> Gathered:
    """The places of Who's On First records; superseded and deprecated ones are dropped.

    Raises:
        UnusableOption: A file cannot be read, or a line is no record.
    """
    gathered = Gathered(licence=LICENCE, attribution=ATTRIBUTION)
    for path in paths:
        for number_, line in enumerate(lines(path), start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                properties = record.get("properties", record)
                properties["wof:id"]
            except (ValueError, AttributeError, KeyError, TypeError) as error:
                raise UnusableOption(
                    f"{path} line {number_} is no record of Who's On First: {error}"
                ) from error
            row = _row(properties, record.get("geometry"))
            if row is None:
                gathered.dropped += 1
            elif country is None or row.entry.country == country:
                gathered.rows.append(row)
    return replace(gathered, rows=_coded(gathered.rows))


def _row(properties: dict[str, Any], geometry: dict[str, Any] | None) -> Row | None:
    kind = _KINDS.get(str(properties.get("wof:placetype")))
    at = point(
        properties.get("lbl:latitude") or properties.get("geom:latitude"),
        properties.get("lbl:longitude") or properties.get("geom:longitude"),
    )
    gone = (
        properties.get("wof:superseded_by")
        or properties.get("mz:is_current") == 0
        or properties.get("edtf:deprecated") not in (None, "", "uuuu", "..")
        # "u" is unknown in dates of this kind: an end that is unknown is none.
        or properties.get("edtf:cessation") not in (None, "", "uuuu", "..", "open")
    )
    if kind is None or at is None or gone:
        return None
    parents = {
        f"wof:{found}"
        for chain in properties.get("wof:hierarchy") or []
        for key, found in chain.items()
        if key in ("region_id", "county_id", "locality_id") and isinstance(found, int) and found > 0
    }
    name, country = str(properties["wof:name"]), str(properties.get("wof:country") or "")
    entry = Entry(
        place=f"wof:{properties['wof:id']}",
        name=name,
        names=unique(_names(properties), name)[:_MOST_NAMES],
        kind=kind,
        lat=at[0],
        lon=at[1],
        radius_km=_radius(properties) if kind in ("province", "district") else 0,
        population=int(number(properties.get("wof:population") or properties.get("gn:population")) or 0),
        country=country,
        division=_division(country, properties.get("gn:admin1_code")),
    )
    return Row(entry=entry, parents=tuple(sorted(parents - {entry.place})), rings=_rings(geometry))


def _division(country: str, code: object) -> str:
    """The GeoNames code of a first-level division; records hold it as text or as a number."""
    digits = number(code)
    plain = f"{int(digits):02}" if digits is not None else str(code or "")
    return f"{country}.{plain}" if plain not in ("", "00") else ""


def _names(properties: dict[str, Any]) -> Iterable[str]:
    yield from (str(properties[key]) for key in ("gn:name", "gn:asciiname") if properties.get(key))
    # Preferred names of every kind before variants, English before others.
    keyed = sorted(
        (key for key in properties if key.startswith("name:") and key[5:8] in _LANGUAGES),
        key=lambda key: ("preferred" not in key, key[5:8] not in ("eng", "ara"), key),
    )
    for key in keyed:
        found = properties[key]
        yield from (str(each) for each in (found if isinstance(found, list) else [found]))


def _radius(properties: dict[str, Any]) -> float:
    """The radius of a division from its box: half of the mean side, by the area of a filled half."""
    try:
        west, south, east, north = (float(each) for each in str(properties["geom:bbox"]).split(","))
    except (KeyError, ValueError):
        return 0.0
    height = (north - south) * 111.2
    width = (east - west) * 111.2 * math.cos(math.radians((north + south) / 2))
    # An outline fills about half of its box (the governorates of Syria 0.52), as a circle of that area.
    return round(math.sqrt(0.5 * max(height * width, 0) / math.pi), 1)


def _rings(geometry: dict[str, Any] | None) -> tuple[Ring, ...]:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return ()
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(tuple((float(at[0]), float(at[1])) for at in shape[0]) for shape in shapes if shape)


def _coded(rows: list[Row]) -> list[Row]:
    """The rows with their province's GeoNames code, which provinces take from what lies in them."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.entry.division:
            for parent in row.parents:
                votes[parent][row.entry.division] += 1
    codes = {parent: found.most_common(1)[0][0] for parent, found in votes.items()}
    provinces = {row.entry.place for row in rows if row.entry.kind == "province"}
    done = []
    for row in rows:
        own = [row.entry.place, *row.parents] if row.entry.kind == "province" else list(row.parents)
        code = next((codes[each] for each in own if each in provinces and each in codes), "")
        division = row.entry.division or code
        done.append(replace(row, entry=replace(row.entry, division=division)))
    return done
