"""Imports GeoNames country dumps: the table of 19 columns and alternateNamesV2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from affray.errors import UnusableOption
from affray.resources.layer import Entry
from affray.resources.packs.rows import Gathered, Row, lines, number, point, unique, words

LICENCE = "CC BY 4.0"
ATTRIBUTION = "GeoNames (https://www.geonames.org), CC BY 4.0"
# Feature codes that war reports name. Historical divisions (ADM1H) and abandoned places' records of
# other kinds are left out; settlements are taken by class P.
_DIVISIONS = {"ADM1": "province", "ADM2": "district", "ADM3": "subdistrict", "ADM4": "subdistrict"}
_SITES = words(
    "AIRB AIRF AIRP AIRH INSM MILB CMP CMPRF CMPO DAM BDG PRN FT CSTL PS PSN PSH OILR OILF OILP GASF FCL FY "
    "HSP UNIV PP BORD CSTM RSTN MN IND INDS CHKP PRT SCHM PASS"
)
_REGIONS = words("RGN RGNE AREA MTS PEN ISL ISLS VAL PLN PLAT DSRT")
# Languages of the alternate names' table that hold no names.
_NO_NAMES = words("link post iata icao faac wkdt unlc tcid phon piny fr_1793")


def read(paths: Sequence[Path], country: str | None) -> Gathered:
    """The places of GeoNames tables.

    Raises:
        UnusableOption: A file cannot be read, or is neither of the two tables.
    """
    gathered = Gathered(licence=LICENCE, attribution=ATTRIBUTION)
    places: list[list[str]] = []
    others: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        width = _width(path)
        for line in lines(path):
            cells = line.split("\t")
            if len(cells) == 19 == width:
                places.append(cells)
            elif width < 19 and len(cells) >= 4 and cells[2] not in _NO_NAMES:
                others[cells[1]].append(cells[3])
    provinces = {f"{row[8]}.{row[10]}": row[1] for row in places if row[7] == "ADM1"}
    districts = {f"{row[8]}.{row[10]}.{row[11]}": row[1] for row in places if row[7] == "ADM2"}
    for cells in places:
        if country is not None and cells[8] != country:
            continue
        entry = _entry(cells, others.get(cells[0], []))
        if entry is None:
            gathered.dropped += 1
            continue
        admin1 = provinces.get(entry.division, "")
        within = "" if entry.kind == "district" else districts.get(f"{entry.division}.{cells[11]}", "")
        gathered.rows.append(Row(entry=replace(entry, admin1=admin1, within=within)))
    return gathered


def _width(path: Path) -> int:
    for line in lines(path):
        width = line.count("\t") + 1
        if width == 19 or 4 <= width <= 10:
            return width
        break
    raise UnusableOption(
        f"{path} is no GeoNames table: expected 19 columns (SY.txt) or 8 to 10 (alternateNamesV2.txt)"
    )


def _kind(feature: str, code: str) -> str | None:
    if feature == "P":
        return "quarter" if code == "PPLX" else None if code == "PPLH" else "settlement"
    if code in _DIVISIONS:
        return _DIVISIONS[code]
    if code in _SITES:
        return "site"
    return "region" if code in _REGIONS else None


def _entry(cells: list[str], others: list[str]) -> Entry | None:
    kind, at = _kind(cells[6], cells[7]), point(cells[4], cells[5])
    if kind is None or at is None:
        return None
    return Entry(
        place=f"geonames:{cells[0]}",
        name=cells[1],
        names=unique((cells[2], *cells[3].split(","), *others), cells[1]),
        kind=kind,
        lat=at[0],
        lon=at[1],
        radius_km=0,
        population=int(number(cells[14]) or 0),
        country=cells[8],
        division=f"{cells[8]}.{cells[10]}" if cells[10] not in ("", "00") else "",
    )
