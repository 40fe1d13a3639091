"""`affray export acled`: the 31 columns of ACLED, one row an event and place, by ACLED's rules."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from affray.export.files import REPLACED, whole_text
from affray.export.layouts import codes, origins
from affray.export.layouts.deaths import fatalities
from affray.export.layouts.material import Holding, told
from affray.export.layouts.parties import Standing
from affray.export.layouts.scene import NO_PLACE, NO_TYPE, UNDATED, Scene, row_for, scene, unfit
from affray.export.layouts.tally import Tally
from affray.export.loss import Loss
from affray.export.tables import GUARDED, Cells
from affray.model import EventPlace, FigureKind
from affray.resources import crosswalks
from affray.resources.crosswalks import Row

# Event types whose actor is a crowd.
_CROWDS = frozenset({"Protests", "Riots"})
# ACLED's codes of actors.
_STATE, _MILITIAS, _RIOTERS, _PROTESTERS, _CIVILIANS = 1, 3, 5, 6, 7

_LONG = "events known to no month"
_AREA = "events whose place is known by its country alone"
_NOBODY = "events with no known actor"
_BESIDE = "actors beside the first of their side, written as associated"
_UNNAMED = "sides that nobody names, written as unidentified armed groups"
_RANGES = "death figures with several bounds or roots, written as one number"
_HURT = "figures of other kinds than the killed"
_SPLIT = "events of several places, their fatalities divided among these"
_PERIODS = "events of several possible days, dated by the first"
_SENTENCES = "sentences beside the one in the notes"
_UNKNOWN = "sides whose actor is in no list, without a code"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One side as ACLED writes it: an actor, those associated, and the code of its kind."""

    actor: str = ""
    associated: str = ""
    inter: int | None = None


def write(store: Holding, out: Path) -> Loss:
    """Write the events of a store that ACLED would list to `out` as CSV.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    tally, cells = Tally("acled"), Cells()
    with whole_text(out) as file:
        writer = csv.DictWriter(file, crosswalks.columns("acled"), restval="", lineterminator="\n")
        writer.writeheader()
        for each in told(store):
            shown = scene(each)
            found = _left_out(shown)
            if isinstance(found, str):
                tally.leave_out(found)
                continue
            rows = list(_of_event(shown, found, tally))
            tally.hold(len(rows))
            writer.writerows({name: cells.cell(value) for name, value in row.items()} for row in rows)
    tally.reduce(GUARDED, cells.guarded)
    tally.reduce(REPLACED, cells.encodable.replaced)
    return tally.loss()


def _left_out(shown: Scene) -> str | Row:
    """Why an event has no row, else the crosswalk's row that it takes."""
    row = row_for("acled", shown)
    if why := unfit(shown.event):
        return why
    if row is None or not row["event_type"]:
        return NO_TYPE
    return _unknown(shown, row) or row


def _unknown(shown: Scene, row: Row) -> str | None:
    event = shown.event
    if event.earliest is None or event.latest is None:
        return UNDATED
    if codes.time_precision(event.earliest, event.latest) is None:
        return _LONG
    if not _points(shown):
        return _AREA if event.place and event.place.lat is not None else NO_PLACE
    return _NOBODY if not shown.a and not shown.b and row["event_type"] not in _CROWDS else None


def _points(shown: Scene) -> list[EventPlace]:
    event = shown.event
    places = event.places or ((event.place,) if event.place else ())
    return [each for each in places if each.lat is not None and codes.geo_precision(each) is not None]


def _of_event(shown: Scene, row: Row, tally: Tally) -> Iterator[dict[str, Any]]:
    event, places = shown.event, _points(shown)
    if event.earliest is None or event.latest is None:
        raise LookupError(event.event)
    one, other = _sides(shown, row, tally)
    common = {
        "event_date": event.earliest.isoformat(),
        "year": event.earliest.year,
        "time_precision": codes.time_precision(event.earliest, event.latest),
        **{name: row[name] for name in ("disorder_type", "event_type", "sub_event_type")},
        "actor1": one.actor,
        "assoc_actor_1": one.associated,
        "inter1": _code(one),
        "actor2": other.actor,
        "assoc_actor_2": other.associated,
        "inter2": _code(other),
        "interaction": interaction(one.inter, other.inter),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(row, other) else "",
        "source": "; ".join(origins.offices(shown.told)),
        "source_scale": origins.scale(shown.told),
        "notes": _notes(shown),
        # Where the event and what it rests on can be found again.
        "tags": f"affray event={event.event}; grade={event.grade.value}",
        "timestamp": _timestamp(shown),
    }
    counts = codes.shared(fatalities(event), len(places))
    for place, count in zip(places, counts, strict=True):
        yield {**common, **_place(shown, place), "fatalities": count}
    _tell(shown, len(places), tally)


def _place(shown: Scene, place: EventPlace) -> dict[str, Any]:
    country = crosswalks.countries().get(place.country or "")
    letters = country.iso3 if country else "XXX"
    return {
        "event_id_cnty": f"{letters}{codes.number(shown.event.event, place.place or place.name)}",
        "iso": country.iso if country else "",
        "region": country.acled_region if country else "",
        "country": country.name if country else "",
        "admin1": place.admin1 or "",
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": codes.geo_precision(place),
    }


def _sides(shown: Scene, row: Row, tally: Tally) -> tuple[_Side, _Side]:
    where = _where(shown)
    if row["event_type"] in _CROWDS:
        kind, code = ("Rioters", _RIOTERS) if row["event_type"] == "Riots" else ("Protesters", _PROTESTERS)
        return _Side(actor=f"{kind} ({where})", inter=code), _side(shown.b, where, tally)
    one, other = _side(shown.a, where, tally), _side(shown.b, where, tally)
    if not one.actor and row["event_type"] != "Strategic developments":
        # ACLED's rule for an armed side that nobody names.
        tally.reduce(_UNNAMED)
        return _Side(actor=f"Unidentified Armed Group ({where})", inter=_MILITIAS), other
    return (one, other) if one.actor else (other, one)


def _side(side: Sequence[Standing], where: str, tally: Tally) -> _Side:
    # The armed stand first; civilians beside them are associated.
    ordered = sorted(side, key=lambda each: each.civilian)
    names = list(dict.fromkeys(_name(each, where) for each in ordered))
    if not names:
        return _Side()
    tally.reduce(_BESIDE, len(names) - 1)
    tally.reduce(_UNKNOWN, int(ordered[0].inter is None))
    return _Side(actor=names[0], associated="; ".join(names[1:]), inter=ordered[0].inter)


def _name(standing: Standing, where: str) -> str:
    return f"Civilians ({where})" if standing.civilian else standing.name


def _where(shown: Scene) -> str:
    country = crosswalks.countries().get((shown.event.place.country if shown.event.place else None) or "")
    return country.name if country else "unknown"


def _code(side: _Side) -> int | str:
    return "" if side.inter is None else side.inter


def interaction(one: int | None, other: int | None) -> int | str:
    """The two codes of actors as one number, the lower first; a lone actor's is followed by 0."""
    found = sorted(code for code in (one, other) if code is not None)
    if not found:
        return ""
    return found[0] * 10 + found[1] if len(found) > 1 else found[0] * 10


def _targets_civilians(row: Row, other: _Side) -> bool:
    if row["event_type"] == "Strategic developments":
        return False
    return row["event_type"] == "Violence against civilians" or other.inter == _CIVILIANS


def _notes(shown: Scene) -> str:
    """The sentence of the first claim, with who published it and when."""
    for grounded in shown.told.claims:
        report = next((each for each in shown.told.reports if each.report == grounded.claim.report), None)
        said = f"{origins.office(report)} {origins.published(report)}".strip() if report else ""
        return f"“{grounded.claim.evidence.text}” ({said})"
    return ""


def _timestamp(shown: Scene) -> int | str:
    """The last day on which a report of it may have been published, as seconds since 1970."""
    seen = shown.event.last_seen
    return int(datetime(seen.year, seen.month, seen.day, tzinfo=UTC).timestamp()) if seen else ""


def _tell(shown: Scene, places: int, tally: Tally) -> None:
    event = shown.event
    killed = [each for each in event.figures if each.kind is FigureKind.KILLED]
    tally.reduce(_RANGES, sum(each.low != each.high or len(each.by) > 1 for each in killed))
    tally.reduce(_HURT, len(event.figures) - len(killed))
    tally.reduce(_SPLIT, int(places > 1))
    tally.reduce(_PERIODS, int(event.earliest != event.latest))
    tally.reduce(_SENTENCES, max(len(shown.told.claims) - 1, 0))
