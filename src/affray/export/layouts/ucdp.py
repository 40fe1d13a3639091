"""`affray export ucdp`: the 49 columns of UCDP GED, one row an event and dyad, by UCDP's rules."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from affray.export.files import REPLACED, whole_text
from affray.export.layouts import codes, origins
from affray.export.layouts.deaths import Deaths, deaths
from affray.export.layouts.material import Holding, told
from affray.export.layouts.parties import Standing, shown_as_government
from affray.export.layouts.scene import NO_PLACE, NO_TYPE, UNDATED, Scene, row_for, scene, unfit
from affray.export.layouts.tally import Tally
from affray.export.loss import Loss
from affray.export.tables import GUARDED, Cells
from affray.model import Event, EventPlace, Role, Verb
from affray.resources import crosswalks

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_CIVILIANS = "Civilians"
# UCDP calls a conflict, dyad or actor active in a year with 25 deaths or more (its definition).
_ACTIVE = 25

_UNCOUNTED = "events in which nobody is said to have died, or nobody says how many"
_LOW = "events whose low estimate has no death"
_LONG = "events known to no year"
_SIDE = "events with a side that is unknown"
_OTHERS = "events between parties of one side"
_SPLIT = "events of several dyads, their deaths divided among these"
_UNSHARED = "dyads of such events to which no death fell"
_OPEN = "deaths with no upper bound, whose high is the most that was told"
_BENT = "estimates moved so that low, best and high stand in order"
_YEARS = "events over a year's end, given the year of their first day"
_PLACES = "places beside the one that is written"
_IDS = "rows without UCDP's ids of conflict and dyad, which it alone gives"
_STATES = "sides told as a force of a state, written as its government"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two sides as UCDP orders them: a government first, civilians last. `swapped`: b stood as a."""

    kind: int
    a: Standing
    b: Standing | None
    swapped: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What makes it this dyad, whatever the order of its sides."""
        return _party(self.a), _party(self.b) if self.b else _CIVILIANS


def write(store: Holding, out: Path) -> Loss:
    """Write the deadly events of a store to `out` as CSV.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    tally, cells = Tally("ucdp"), Cells()
    found = list(_rows(store, tally))
    active = Counter[tuple[str, int]]()
    for row in found:
        active[row["dyad_name"], row["year"]] += row["best"]
    with whole_text(out) as file:
        writer = csv.DictWriter(file, crosswalks.columns("ucdp"), restval="", lineterminator="\n")
        writer.writeheader()
        for row in found:
            row["active_year"] = int(active[row["dyad_name"], row["year"]] >= _ACTIVE)
            writer.writerow({name: cells.cell(value) for name, value in row.items()})
    tally.reduce(GUARDED, cells.guarded)
    tally.reduce(REPLACED, cells.encodable.replaced)
    return tally.loss()


def _rows(store: Holding, tally: Tally) -> Iterator[dict[str, Any]]:
    for each in told(store):
        shown = scene(each)
        why = _left_out(shown)
        if why is not None:
            tally.leave_out(why)
            continue
        rows = list(_of_event(shown, tally))
        tally.hold(len(rows))
        yield from rows


def _left_out(shown: Scene) -> str | None:
    """Why an event has no row; None when it has."""
    event = shown.event
    why = unfit(event) or _deathless(shown) or _unknown(event)
    return why or (None if dyads(shown) else _sideless(shown))


def _deathless(shown: Scene) -> str | None:
    row, counted = row_for("ucdp", shown), deaths(shown.event)
    if row is None or row["counted"] != "yes":
        return NO_TYPE
    if counted is None or not counted.best:
        return _UNCOUNTED
    return _LOW if counted.low < 1 else None


def _unknown(event: Event) -> str | None:
    if event.earliest is None or event.latest is None:
        return UNDATED
    if codes.date_prec(event.earliest, event.latest) is None:
        return _LONG
    place = event.place
    return NO_PLACE if place is None or place.lat is None or place.lon is None else None


def _sideless(shown: Scene) -> str:
    return _OTHERS if any(not each.civilian for each in shown.a) and _armed(shown.b) else _SIDE


def dyads(shown: Scene) -> list[Dyad]:
    """The dyads of an event, each once; empty when a side is unknown.

    Civilians count where nobody armed stands on their side. Where no side is told and all the dead
    are civilians, they are the side.
    """
    a, b = _armed(shown.a), _armed(shown.b)
    found: list[Dyad] = []
    if a and b:
        found = [_dyad(one, other) for one, other in product(a, b) if _party(one) != _party(other)]
    elif a and (_only_civilians_died(shown) if not shown.b else True):
        found = [Dyad(kind=ONE_SIDED, a=one, b=None) for one in a]
    elif b and shown.a:
        # Civilians are named first where a clash tells no order.
        found = [Dyad(kind=ONE_SIDED, a=one, b=None, swapped=True) for one in b]
    return list({dyad.key: dyad for dyad in reversed(found)}.values())[::-1]


def _dyad(one: Standing, other: Standing) -> Dyad:
    if _of_state(other) and not _of_state(one):
        return Dyad(kind=STATE_BASED, a=other, b=one, swapped=True)
    return Dyad(kind=STATE_BASED if _of_state(one) else NON_STATE, a=one, b=other)


def _of_state(standing: Standing) -> bool:
    """Whether a party is a government, or states that fight together."""
    return standing.government is not None or standing.states


def _armed(side: tuple[Standing, ...]) -> list[Standing]:
    return [each for each in side if not each.civilian]


def _only_civilians_died(shown: Scene) -> bool:
    counted = deaths(shown.event)
    return counted is not None and counted.civilians == counted.best > 0


def _party(standing: Standing) -> str:
    return f"government of {standing.government}" if standing.government else standing.actor


def _of_event(shown: Scene, tally: Tally) -> Iterator[dict[str, Any]]:
    event, pairs, counted = shown.event, dyads(shown), deaths(shown.event)
    if counted is None or event.earliest is None or event.latest is None or event.place is None:
        raise LookupError(event.event)
    among = min(len(pairs), counted.low)
    common = _common(shown, event.place)
    for at, (pair, own) in enumerate(zip(pairs[:among], counted.split(among), strict=True), start=1):
        _tell_sides(pair, tally)
        yield {
            **common,
            "id": codes.number(event.event, *pair.key),
            "relid": f"{common['relid']}-{at}",
            **_sides(pair, own),
        }
    tally.reduce(_SPLIT, int(len(pairs) > 1))
    tally.reduce(_UNSHARED, len(pairs) - among)
    tally.reduce(_OPEN, int(counted.open))
    tally.reduce(_BENT, int(counted.bent))
    tally.reduce(_YEARS, int(event.earliest.year != event.latest.year))
    tally.reduce(_PLACES, max(len(event.places) - 1, 0))
    tally.reduce(_IDS, among)


def _tell_sides(pair: Dyad, tally: Tally) -> None:
    sides = [side for side in (pair.a, pair.b) if side is not None and side.government]
    tally.reduce(_STATES, sum(side.name != shown_as_government(side) for side in sides))


def _sides(pair: Dyad, counted: Deaths) -> dict[str, Any]:
    own = counted.swapped() if pair.swapped else counted
    # Where civilians are the other side, its dead are civilians.
    own = own if pair.b else replace(own, b=0, civilians=own.civilians + own.b)
    a, b = shown_as_government(pair.a), shown_as_government(pair.b) if pair.b else _CIVILIANS
    return {
        "type_of_violence": pair.kind,
        "dyad_name": f"{a} - {b}",
        **_side("a", pair.a, a),
        **_side("b", pair.b, b),
        "deaths_a": own.a,
        "deaths_b": own.b,
        "deaths_civilians": own.civilians,
        "deaths_unknown": own.unknown,
        "best": own.best,
        "high": own.high,
        "low": own.low,
    }


def _side(side: str, standing: Standing | None, name: str) -> dict[str, Any]:
    known = standing.ucdp[0] if standing and len(standing.ucdp) == 1 else ""
    country = crosswalks.countries().get((standing.government if standing else None) or "")
    return {
        f"side_{side}": name,
        f"side_{side}_dset_id": known,
        f"side_{side}_new_id": known,
        f"gwno{side}": country.gw if country else "",
    }


def _common(shown: Scene, place: EventPlace) -> dict[str, Any]:
    event = shown.event
    if event.earliest is None or event.latest is None or place.lat is None or place.lon is None:
        raise LookupError(event.event)
    country = crosswalks.countries().get(place.country or "")
    reports = shown.told.reports
    return {
        "relid": f"{country.iso3 if country else 'XXX'}-{event.earliest.year}-{event.event}",
        "year": event.earliest.year,
        "code_status": "Clear" if event.verdict is Verb.ACCEPT else "",
        "number_of_sources": len(event.roots),
        "source_article": ";".join(origins.cited(report) for report in reports),
        "source_office": ";".join(origins.office(report) for report in reports),
        "source_date": ";".join(origins.published(report) for report in reports),
        "source_headline": ";".join(report.title or "" for report in reports),
        "source_original": "; ".join(origins.originals(shown.told)),
        "where_prec": codes.where_prec(place),
        "where_coordinates": place.name,
        "where_description": "; ".join(shown.told.worded(Role.PLACE)),
        "adm_1": place.admin1 or "",
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": codes.priogrid(place.lat, place.lon),
        "country": country.ucdp_name if country else "",
        "country_id": country.gw if country else "",
        "region": country.ucdp_region if country else "",
        # UCDP's 2 is an event told as a sum; of ours those that are told of several places at once.
        "event_clarity": 2 if len(event.places) > 1 else 1,
        "date_prec": codes.date_prec(event.earliest, event.latest),
        "date_start": event.earliest.isoformat(),
        "date_end": event.latest.isoformat(),
    }
