"""Who told of an event: its reports as other formats cite them, and the scale of its root sources."""

from __future__ import annotations

from functools import cache

from affray.export.claims import day
from affray.export.layouts.material import Told
from affray.model import Report
from affray.resources import crosswalks
from affray.resources.sources import Source, sources
from affray.text import fold

# ACLED joins two scales, from the nearer to the wider.
_ORDER = ("Local partner", "Subnational", "National", "Regional", "International", "New media", "Other")


def office(report: Report) -> str:
    """Who published a report: its outlet, else its file's id."""
    return report.outlet or report.origin or report.report


def published(report: Report) -> str:
    """The likeliest day of a report, else the first that it may be of; empty where it is not dated."""
    when = report.published
    return (day(when.best or when.earliest) or "") if when else ""


def cited(report: Report) -> str:
    """A report as UCDP cites it: office, day and headline in quotation marks."""
    parts = (office(report), published(report), report.title or "")
    return '"' + ",".join(part.replace('"', "'") for part in parts) + '"'


def offices(told: Told) -> list[str]:
    """Who published the reports of an event, each once."""
    return list(dict.fromkeys(office(report) for report in told.reports))


def originals(told: Told) -> list[str]:
    """The root sources of an event, as shown."""
    return list(dict.fromkeys(root.name for root in told.event.roots))


def scale(told: Told) -> str:
    """ACLED's scale of the sources: the scales of the roots and outlets that are known, joined by "-"."""
    where = told.event.place.country if told.event.place else None
    names = [*(root.name for root in told.event.roots), *offices(told)]
    found = {_scale(source, where) for source in map(_known, names) if source is not None}
    return "-".join(each for each in _ORDER if each in found)


def _scale(source: Source, where: str | None) -> str:
    home = "home" if source.country is not None and source.country == where else "foreign"
    for row in crosswalks.rows("source_scale"):
        if row["kind"] == source.kind and row["home"] in {"", home}:
            return row["scale"]
    return "Other"


def _known(name: str) -> Source | None:
    return _index().get(fold(name))


@cache
def _index() -> dict[str, Source]:
    found: dict[str, Source] = {}
    for source in sources():
        for name in (source.name, *source.names):
            found.setdefault(fold(name), source)
    return found
