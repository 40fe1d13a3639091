"""`affray export polecat` and `plover`: events of the PLOVER ontology, as a strict table or as JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from affray import __version__
from affray.export.claims import Record, day
from affray.export.files import REPLACED, Encodable, whole_text
from affray.export.layouts import origins
from affray.export.layouts.material import Holding, told
from affray.export.layouts.parties import Standing
from affray.export.layouts.scene import NO_TYPE, UNDATED, Scene, row_for, scene, unfit
from affray.export.layouts.tally import Tally
from affray.export.loss import Loss
from affray.model import ClaimType, EventPlace, FigureKind, Precision, Role
from affray.resources import crosswalks
from affray.resources.crosswalks import Row

_SEPARATOR = ";"
# What would break a strict table, in a cell: tabs and every kind of line end.
_BREAKS = re.compile("[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# Words for how exactly a place is known, and PLOVER's resolution: 5 inside a city, 4 a city … 1 a country.
_RESOLUTION = {
    Precision.POINT: ("settlement", 4),
    Precision.NEAR: ("settlement", 4),
    Precision.DISTRICT: ("district", 3),
    Precision.PART: ("province", 2),
    Precision.PROVINCE: ("province", 2),
    Precision.REGION: ("region", 2),
    Precision.COUNTRY: ("country", 1),
}
# PLOVER counts the dead, the injured and the arrested.
_SIZES = {"dead": FigureKind.KILLED, "injured": FigureKind.INJURED, "arrested": FigureKind.DETAINED}
_EMPTY = (
    "Intensity",
    "Actor Title",
    "Wikipedia Actor ID",
    "Recipient Title",
    "Wikipedia Recipient ID",
    "Story People",
    "Story Organizations",
)

_PERIODS = "events of several possible days, dated by the first"
_FIGURES = "figures, for which the layout has no column"
_RANGES = "figures of the dead, injured and arrested with bounds or several roots, written as one number"
_OTHERS = "figures of other kinds than the dead, injured and arrested"
_SEMICOLONS = 'parts of lists that hold a ";" themselves, written with ","'
_BROKEN = "texts with tabs or line ends, written with spaces"
_COLUMNS = f"columns always empty, for what affray does not code ({', '.join(_EMPTY)})"
_SENTENCES = "sentences beside the first"


def write_polecat(store: Holding, out: Path) -> Loss:
    """Write the events of a store to `out` as POLECAT's 40 columns, parted by tabs, unquoted.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    tally, columns, cells = Tally("polecat"), crosswalks.columns("polecat"), _Cells()
    with whole_text(out) as file:
        file.write("\t".join(columns) + "\n")
        for shown, row in _shown(store, tally):
            found = _polecat(shown, row, cells)
            file.write("\t".join(cells.text(found.get(name, "")) for name in columns) + "\n")
            tally.hold()
            tally.reduce(_FIGURES, len(shown.event.figures))
            tally.reduce(_PERIODS, int(shown.event.earliest != shown.event.latest))
    if tally.held:
        tally.reduce(_COLUMNS, len(_EMPTY))
    tally.reduce(_SEMICOLONS, cells.semicolons)
    tally.reduce(_BROKEN, cells.broken)
    tally.reduce(REPLACED, cells.encodable.replaced)
    return tally.loss()


def write_plover(store: Holding, out: Path) -> Loss:
    """Write the events of a store to `out` as PLOVER records, one JSON object a line.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    tally, encodable = Tally("plover"), Encodable()
    with whole_text(out) as file:
        for shown, row in _shown(store, tally):
            file.write(encodable.line(_plover(shown, row)))
            tally.hold()
            sized = [each for each in shown.event.figures if each.kind in _SIZES.values()]
            tally.reduce(_RANGES, sum(each.low != each.high or len(each.by) > 1 for each in sized))
            tally.reduce(_OTHERS, len(shown.event.figures) - len(sized))
            tally.reduce(_SENTENCES, max(len(shown.told.claims) - 1, 0))
    tally.reduce(REPLACED, encodable.replaced)
    return tally.loss()


def _shown(store: Holding, tally: Tally) -> Iterator[tuple[Scene, Row]]:
    for each in told(store):
        shown = scene(each)
        row = row_for("plover", shown)
        if why := unfit(shown.event):
            tally.leave_out(why)
        elif row is None or not row["event_type"]:
            tally.leave_out(NO_TYPE)
        elif shown.event.earliest is None:
            tally.leave_out(UNDATED)
        else:
            yield shown, row


class _Cells:
    """Makes cells of a table that knows no quoting."""

    def __init__(self) -> None:
        self.encodable = Encodable()
        self.semicolons = self.broken = 0

    def text(self, value: object) -> str:
        """One line without tabs."""
        text, breaks = _BREAKS.subn(" ", self.encodable.text("" if value is None else str(value)))
        self.broken += bool(breaks)
        return text

    def many(self, values: Iterable[str | None]) -> str:
        """Several values in one cell, each once; those absent are left out."""
        kept = list(dict.fromkeys(value for value in values if value))
        self.semicolons += sum(_SEPARATOR in value for value in kept)
        return _SEPARATOR.join(value.replace(_SEPARATOR, ",") for value in kept)


def sides(shown: Scene) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Actors and recipients: in fighting of two sides all parties are actors."""
    if shown.event.type is ClaimType.CLASH:
        return tuple({each.actor: each for each in (*shown.a, *shown.b)}.values()), ()
    return shown.a, shown.b


def _polecat(shown: Scene, row: Row, cells: _Cells) -> dict[str, Any]:
    event, reports = shown.event, shown.told.reports
    actors, recipients = sides(shown)
    first = (reports or (None,))[0]
    return {
        "Event ID": event.event,
        "Event Date": day(event.earliest),
        "Event Type": row["event_type"],
        "Event Mode": row["mode"],
        "Quad Code": row["quad_code"].upper(),
        "Contexts": row["context"],
        **_party("Actor", actors, shown, cells),
        **_party("Recipient", recipients, shown, cells),
        **_where(shown, cells),
        "Source": cells.many(origins.offices(shown.told)),
        "Publication Date": origins.published(first) if first else "",
        "Story Locations": cells.many(shown.told.worded(Role.PLACE)),
        "Language": (first.language if first else None) or "",
        "Version": f"affray {__version__}",
    }


def _party(side: str, parties: Sequence[Standing], shown: Scene, cells: _Cells) -> dict[str, Any]:
    known = [crosswalks.countries().get((each.countries or ("",))[0]) for each in parties]
    return {
        f"{side} Name": cells.many(each.name for each in parties),
        f"{side} Country": cells.many(country.iso3 if country else None for country in known),
        f"{side} COW": cells.many(country.cow if country else None for country in known),
        f"Primary {side} Sector": parties[0].sector if parties else "",
        f"{side} Sectors": cells.many(each.sector for each in parties),
        f"{side} Name Raw": cells.many(
            mention.filler.text for each in parties for mention in shown.told.mentions(each.actor)
        ),
    }


def _where(shown: Scene, cells: _Cells) -> dict[str, Any]:
    place = shown.event.place
    if place is None:
        return {"Raw Placename": cells.many(shown.told.worded(Role.PLACE))}
    country = crosswalks.countries().get(place.country or "")
    layer, _, number = (place.place or "").partition(":")
    settled = place.precision in {Precision.POINT, Precision.NEAR}
    return {
        "Placename": place.name,
        "City": place.name if settled else "",
        "District": place.name if place.precision is Precision.DISTRICT else "",
        "Province": place.admin1 or "",
        "Country": country.iso3 if country else "",
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": number if layer == "geonames" else "",
        "Raw Placename": cells.many(shown.told.worded(Role.PLACE)),
        "Feature Type": _RESOLUTION[place.precision][0] if place.precision else "",
    }


def _plover(shown: Scene, row: Row) -> Record:
    event = shown.event
    actors, recipients = sides(shown)
    claim = shown.told.claims[0] if shown.told.claims else None
    own = [each for each in shown.told.reports if claim and each.report == claim.claim.report]
    dead = {name: _size(shown, kind) for name, kind in _SIZES.items()}
    return {
        "id": event.event,
        "has_event": True,
        "date": day(event.earliest),
        "time": None,
        "enddate": day(event.latest),
        "endtime": None,
        "actor": [_record(each) for each in actors],
        "recipient": [_record(each) for each in recipients],
        "event": [{"type": row["event_type"], "mode": row["mode"] or None}],
        "event_loc": _location(event.place),
        "event_text": claim.claim.trigger.text if claim else None,
        "quad_code": row["quad_code"],
        "event_scale": None,
        "mode": row["mode"] or None,
        "context": [row["context"]] if row["context"] else [],
        "size": dead,
        "link": [root.name for root in event.roots],
        "text": claim.claim.evidence.text if claim else None,
        "text_info": {"claim": claim.claim.claim, "start": claim.claim.evidence.start} if claim else None,
        "cite_info": [
            {
                "report": each.report,
                "outlet": each.outlet,
                "title": each.title,
                "published": origins.published(each) or None,
                "url": each.url,
            }
            for each in (*own, *(each for each in shown.told.reports if each not in own))
        ],
        "coder": f"affray {__version__}",
        "coded_date": None,
        "coded_time": None,
        "comment": f"grade: {event.grade.value}",
    }


def _record(standing: Standing) -> Record:
    return {
        "name": standing.name,
        "id": standing.actor,
        "sector": standing.sector,
        "country": list(standing.countries),
    }


def _location(place: EventPlace | None) -> Record | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "admin1": place.admin1,
        "country": place.country,
        "resolution": _RESOLUTION[place.precision][1] if place.precision else None,
        "radius_km": place.radius_km,
    }


def _size(shown: Scene, kind: FigureKind) -> int | None:
    whole = shown.event.range_of(kind)
    if whole is not None:
        return whole.best
    parts = [each.best for each in shown.event.figures if each.kind is kind and each.best is not None]
    return sum(parts) if parts else None
