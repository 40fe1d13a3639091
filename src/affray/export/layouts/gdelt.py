"""`affray export gdelt`: a folder with events and mentions, parted by tabs, as GDELT lays them out.

The mentions have GDELT's 16 columns and, after them, what shows each mention in its report. The events
have the columns of GDELT's that affray can fill; its CAMEO codes and tone are not among them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from affray.errors import UnusableOption
from affray.export.claims import require_quoted
from affray.export.files import REPLACED, Encodable, whole_text
from affray.export.layouts import codes, origins
from affray.export.layouts.material import Holding, Told, told
from affray.export.layouts.parties import Standing
from affray.export.layouts.plover import sides
from affray.export.layouts.scene import NO_TYPE, UNDATED, row_for, scene, unfit
from affray.export.layouts.tally import Tally
from affray.export.loss import Loss
from affray.model import Event, GroundedClaim, Precision, Report, Role
from affray.resources import crosswalks
from affray.text import sentences

EVENTS = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1Type1Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2Type1Code",
    "IsRootEvent",
    "QuadClass",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_ADM1Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
    "affray_event",
    "affray_type",
    "plover_type",
    "plover_mode",
    "affray_grade",
]
# What a mention has beyond GDELT's 16 columns: where its words stand, and what was read in them.
BEYOND = [
    "claim",
    "report",
    "type",
    "stance",
    "quote_start",
    "quote_end",
    "quote",
    "trigger_start",
    "trigger_end",
    "trigger",
    "root",
    "original_source",
]
MENTIONS = (*crosswalks.columns("gdelt-mentions"), *BEYOND)
# GDELT: 1 a web page, 2 a citation without a page to go to.
_WEB, _CITED = 1, 2
_QUADS = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
# GDELT: 1 a country, 4 a city of the world, 5 a first-level division of the world.
_GEO = {Precision.COUNTRY: 1, Precision.POINT: 4, Precision.NEAR: 4}
_DIVISION = 5
_BREAKS = re.compile("[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_BESIDE = "actors beside the first of their side"
_FIGURES = "figures, for which the layout has no column"
_UNSEEN = "mentions whose actor stands in no words of its own"
_TONE = "mentions without tone and translation, which affray does not code"
_BROKEN = "texts with tabs or line ends, written with spaces"


def write(store: Holding, out: Path) -> Loss:
    """Write `events.tsv` and `mentions.tsv` into the folder `out`.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` is a file, or cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise UnusableOption(f"{out} is a file; name a folder")
    if not out.parent.is_dir():
        raise UnusableOption(f"{out} cannot be made: the folder {out.parent} does not exist")
    out.mkdir(exist_ok=True)
    tally, table = Tally("gdelt"), _Table()
    with ExitStack() as stack:
        events = stack.enter_context(whole_text(out / "events.tsv"))
        mentions = stack.enter_context(whole_text(out / "mentions.tsv"))
        table.line(events, dict(zip(EVENTS, EVENTS, strict=True)), EVENTS)
        table.line(mentions, dict(zip(MENTIONS, MENTIONS, strict=True)), MENTIONS)
        kept: dict[str, Event] = {}
        for row, event in _events(store, tally):
            table.line(events, row, EVENTS)
            kept |= dict.fromkeys((*event.claims, *event.beside), event)
        for row in _mentions(store, kept, tally):
            table.line(mentions, row, MENTIONS)
            tally.rows += 1
    tally.reduce(_BROKEN, table.broken)
    tally.reduce(REPLACED, table.encodable.replaced)
    return tally.loss()


class _Table:
    """Writes lines parted by tabs, which know no quoting."""

    def __init__(self) -> None:
        self.encodable = Encodable()
        self.broken = 0

    def line(self, file: IO[str], row: Mapping[str, Any], columns: tuple[str, ...] | list[str]) -> None:
        """One row, an absent value empty."""
        file.write("\t".join(self._cell(row.get(name)) for name in columns) + "\n")

    def _cell(self, value: object) -> str:
        text, breaks = _BREAKS.subn(" ", self.encodable.text("" if value is None else str(value)))
        self.broken += bool(breaks)
        return text


def _events(store: Holding, tally: Tally) -> Iterator[tuple[dict[str, Any], Event]]:
    for each in told(store):
        why = unfit(each.event) or (UNDATED if each.event.earliest is None else None)
        row = None if why else _event(each, tally)
        if row is None:
            tally.leave_out(why or NO_TYPE)
            continue
        tally.hold()
        tally.reduce(_FIGURES, len(each.event.figures))
        yield row, each.event


def _event(each: Told, tally: Tally) -> dict[str, Any] | None:
    event, shown = each.event, scene(each)
    row = row_for("plover", shown)
    if row is None or not row["event_type"] or event.earliest is None:
        return None
    actors, recipients = sides(shown)
    if not recipients and len(actors) > 1:
        actors, recipients = actors[:1], actors[1:]
    tally.reduce(_BESIDE, max(len(actors) - 1, 0) + max(len(recipients) - 1, 0))
    start, place, urls = event.earliest, event.place, [each.url for each in each.reports if each.url]
    return {
        "GLOBALEVENTID": codes.number(event.event),
        "SQLDATE": f"{start:%Y%m%d}",
        "MonthYear": f"{start:%Y%m}",
        "Year": start.year,
        "FractionDate": f"{start.year + (start.timetuple().tm_yday - 1) / 365.25:.4f}",
        **_actor(1, actors),
        **_actor(2, recipients),
        "IsRootEvent": 1,
        "QuadClass": _QUADS[row["quad_code"]],
        "NumMentions": len(event.claims),
        "NumSources": len(event.roots),
        "NumArticles": len(each.reports),
        "ActionGeo_Type": _GEO.get(place.precision, _DIVISION) if place and place.precision else None,
        "ActionGeo_FullName": ", ".join(filter(None, (place.name, place.admin1, place.country)))
        if place
        else None,
        "ActionGeo_ADM1Code": place.admin1 if place else None,
        "ActionGeo_Lat": place.lat if place else None,
        "ActionGeo_Long": place.lon if place else None,
        "ActionGeo_FeatureID": place.place if place else None,
        "DATEADDED": f"{event.first_seen:%Y%m%d}" if event.first_seen else None,
        "SOURCEURL": urls[0] if urls else None,
        "affray_event": event.event,
        "affray_type": event.type.value,
        "plover_type": row["event_type"],
        "plover_mode": row["mode"],
        "affray_grade": event.grade.value,
    }


def _actor(number: int, side: tuple[Standing, ...]) -> dict[str, Any]:
    if not side:
        return {}
    country = crosswalks.countries().get((side[0].countries or ("",))[0])
    return {
        f"Actor{number}Name": side[0].name,
        f"Actor{number}CountryCode": country.iso3 if country else None,
        f"Actor{number}Type1Code": side[0].sector,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A report with where its sentences begin."""

    report: Report
    starts: list[int]


def _mentions(store: Holding, kept: Mapping[str, Event], tally: Tally) -> Iterator[dict[str, Any]]:
    """One row a claim of an event that was written, in the order of the reports' ids, then of the text."""
    counts: Counter[str] = Counter()
    for coded in store.results():
        own = [grounded for grounded in coded.claims if grounded.claim.claim in kept]
        if not own:
            continue
        page = _Page(report=coded.report, starts=[each.start for each in sentences(coded.report.text)])
        for grounded in own:
            require_quoted(coded.report, grounded)
            row = _mention(page, grounded, kept[grounded.claim.claim])
            counts[_UNSEEN] += row["Actor1CharOffset"] == -1
            counts[_TONE] += 1
            yield row
    for what, count in counts.items():
        tally.reduce(what, count)


def _mention(page: _Page, grounded: GroundedClaim, event: Event) -> dict[str, Any]:
    claim, report = grounded.claim, page.report
    a, b = claim.role(Role.A), claim.role(Role.B)
    published = origins.published(report).replace("-", "")
    roots = [root for root in event.roots if claim.claim in root.claims]
    return {
        "GLOBALEVENTID": codes.number(event.event),
        "EventTimeDate": f"{event.earliest:%Y%m%d}" if event.earliest else None,
        "MentionTimeDate": published or None,
        "MentionType": _WEB if report.url else _CITED,
        "MentionSourceName": origins.office(report),
        "MentionIdentifier": report.url or report.report,
        "SentenceID": bisect_right(page.starts, claim.trigger.start),
        "Actor1CharOffset": a[0].start if a else -1,
        "Actor2CharOffset": b[0].start if b else -1,
        "ActionCharOffset": claim.trigger.start,
        "InRawText": 1,
        "Confidence": min(max(round(claim.score * 10) * 10, 10), 100),
        "MentionDocLen": len(report.text),
        "claim": claim.claim,
        "report": claim.report,
        "type": claim.type.value,
        "stance": claim.stance.value,
        "quote_start": claim.evidence.start,
        "quote_end": claim.evidence.end,
        "quote": claim.evidence.text,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "trigger": claim.trigger.text,
        "root": ";".join(root.root for root in roots) or None,
        "original_source": ";".join(root.name for root in roots) or None,
    }
