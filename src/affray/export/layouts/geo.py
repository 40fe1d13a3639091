"""`affray export events-geojson` and `geopackage`: events as points on a map."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from affray.export.files import REPLACED, Encodable, whole, whole_text
from affray.export.layouts import flat, wkb
from affray.export.layouts.flat import Kind
from affray.export.layouts.material import Holding, told
from affray.export.layouts.tally import Tally
from affray.export.loss import Loss
from affray.model import Event
from affray.resources.credits import attributions

_NOWHERE = "events without a point, held without geometry"
_TELLINGS = "tellings of single fields by single roots (geojson holds them)"
_STOOD = "days on which an event was known to stand otherwise (geojson holds them)"
_JOINED = " | "

# GeoPackage 1.3 (OGC 12-128r18): the application id "GPKG", the version, the tables it must have.
_APPLICATION, _VERSION = 0x47504B47, 10300
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL,
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
_SYSTEMS = (
    (
        "Undefined cartesian SRS",
        -1,
        "NONE",
        -1,
        "undefined",
        "undefined cartesian coordinate reference system",
    ),
    (
        "Undefined geographic SRS",
        0,
        "NONE",
        0,
        "undefined",
        "undefined geographic coordinate reference system",
    ),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude/latitude coordinates on the WGS 84 spheroid"),
)
_SQL = {
    Kind.TEXT: "TEXT",
    Kind.TEXTS: "TEXT",
    Kind.WHOLE: "INTEGER",
    Kind.REAL: "DOUBLE",
    Kind.DAY: "DATE",
}
_ACCOUNTS = {
    "event": "TEXT",
    "kind": "TEXT",
    "side": "TEXT",
    "low": "INTEGER",
    "best": "INTEGER",
    "high": "INTEGER",
    "root": "TEXT",
    "claim": "TEXT",
    "report": "TEXT",
    "text": "TEXT",
    "told_low": "INTEGER",
    "told_high": "INTEGER",
    "unknown": "BOOLEAN",
    "of": "TEXT",
    "part": "BOOLEAN",
}
# A file of one content is one file of bytes: what must have a time has the day of the newest report,
# or this where no report is dated.
_NO_DAY = "1970-01-01"


def write_geojson(store: Holding, out: Path) -> Loss:
    """Write one feature an event (RFC 7946), without geometry where no point is known.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    tally, encodable = Tally("events-geojson"), Encodable()
    with whole_text(out) as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        for each in told(store):
            feature = {
                "type": "Feature",
                "id": each.event.event,
                "geometry": _geometry(each.event),
                "properties": _properties(flat.row(each)) | _properties(flat.nested(each)),
            }
            file.write((",\n" if tally.held else "") + encodable.line(feature).rstrip("\n"))
            tally.hold()
            tally.reduce(_NOWHERE, int(feature["geometry"] is None))
        said = json.dumps(attributions(store.place_layers()), ensure_ascii=False)
        file.write(f'\n], "attribution": {said}}}\n')
    tally.reduce(REPLACED, encodable.replaced)
    return tally.loss()


def write_geopackage(store: Holding, out: Path) -> Loss:
    """Write a GeoPackage with the layer `events` and the table `figures`.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    tally, encodable = Tally("geopackage"), Encodable()
    with whole(out) as beside:
        base = sqlite3.connect(beside)
        try:
            base.executescript(f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION};")
            base.executescript(_TABLES)
            base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
            _layer(base)
            kept: list[Event] = []
            for each in told(store):
                _insert(base, each.event, flat.row(each), encodable)
                tally.hold()
                tally.reduce(_NOWHERE, int(_geometry(each.event) is None))
                tally.reduce(_TELLINGS, len(each.event.tellings))
                tally.reduce(_STOOD, len(each.event.stood))
                kept.append(each.event)
            _figures(base, kept, encodable)
            _contents(base, kept)
            base.commit()
        finally:
            base.close()
    tally.reduce(REPLACED, encodable.replaced)
    return tally.loss()


def _geometry(event: Event) -> dict[str, Any] | None:
    place = event.place
    if place is None or wkb.point(place.lat, place.lon) is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _properties(row: Any) -> Any:
    """A row as JSON has it: days as text, tuples as lists."""
    match row:
        case dict():
            return {name: _properties(value) for name, value in row.items()}
        case list() | tuple():
            return [_properties(value) for value in row]
        case date():
            return row.isoformat()
        case _:
            return row


def _layer(base: sqlite3.Connection) -> None:
    own = ", ".join(f'"{name}" {_SQL[kind]}' for name, kind in flat.columns().items())
    base.execute(f"CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {own})")
    told = ", ".join(f'"{name}" {kind}' for name, kind in _ACCOUNTS.items())
    base.execute(f"CREATE TABLE figures (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {told})")


def _insert(base: sqlite3.Connection, event: Event, row: dict[str, flat.Value], encodable: Encodable) -> None:
    place = event.place
    geom = _blob(place.lat, place.lon) if place else None
    values = [geom, *(_stored(value, encodable) for value in row.values())]
    marks = ", ".join("?" * len(values))
    base.execute(f"INSERT INTO events VALUES (NULL, {marks})", values)  # noqa: S608 marks only


def _figures(base: sqlite3.Connection, events: list[Event], encodable: Encodable) -> None:
    marks = ", ".join("?" * len(_ACCOUNTS))
    for row in flat.accounts(events):
        values = [_stored(row[name], encodable) for name in _ACCOUNTS]
        base.execute(f"INSERT INTO figures VALUES (NULL, {marks})", values)  # noqa: S608 marks only


def _stored(value: Any, encodable: Encodable) -> Any:
    match value:
        case tuple():
            return encodable.text(_JOINED.join(value)) if value else None
        case str():
            return encodable.text(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _contents(base: sqlite3.Connection, events: list[Event]) -> None:
    points = list(_points(events))
    lons, lats = [lon for _, lon in points], [lat for lat, _ in points]
    box = (min(lons), min(lats), max(lons), max(lats)) if points else (None,) * 4
    newest = max((each.last_seen.isoformat() for each in events if each.last_seen), default=_NO_DAY)
    changed = f"{newest}T00:00:00.000Z"
    insert = "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    base.execute(insert, ("events", "features", "events", "events by affray", changed, *box, 4326))
    base.execute(
        insert,
        ("figures", "attributes", "figures", "figures as worded", changed, None, None, None, None, None),
    )
    base.execute("INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0)")


def _points(events: Iterable[Event]) -> Iterator[tuple[float, float]]:
    for event in events:
        place = event.place
        if place is not None and place.lat is not None and place.lon is not None and _geometry(event):
            yield place.lat, place.lon


def _blob(lat: float | None, lon: float | None) -> bytes | None:
    """A GeoPackage geometry: its header (no envelope, little endian, WGS 84), then WKB."""
    found = wkb.point(lat, lon)
    return None if found is None else struct.pack("<2sBBi", b"GP", 0, 1, 4326) + found
