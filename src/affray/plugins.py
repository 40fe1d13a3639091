"""Plugs by name, imported when first asked for; other packages add theirs by entry points."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from affray.errors import UnusableOption

# What each name stands for. Entry points of the group `affray.<plug>` add to these.
PLUGS: dict[str, dict[str, str]] = {
    "reader": {
        "plain": "affray.read.plain:read",
        "html": "affray.read.html:read",
    },
    "gate": {"lexicon": "affray.extract.gate:load", "off": "affray.extract.gate:Open"},
    "dater": {"witnesses": "affray.ground.dating:dated"},
    "tagger": {"minilm": "affray.extract.tagger:load"},
    "grounder": {"gazetteer": "affray.ground:load"},
    "voices": {"listed": "affray.ground.voices:ListedVoices"},
    "linker": {"splink": "affray.reconcile.linkage:link"},
    "export": {
        "claims": "affray.export.claims:write",
        "events": "affray.export.events:write",
        "reports": "affray.export.reports:write",
        "csv": "affray.export.tables:write_csv",
        "parquet": "affray.export.tables:write_parquet",
        "geojson": "affray.export.geojson:write",
        "html": "affray.export.html:write",
        "ucdp": "affray.export.layouts.ucdp:write",
        "acled": "affray.export.layouts.acled:write",
        "polecat": "affray.export.layouts.plover:write_polecat",
        "plover": "affray.export.layouts.plover:write_plover",
        "gdelt": "affray.export.layouts.gdelt:write",
        "xlsx": "affray.export.layouts.tables:write_xlsx",
        "events-csv": "affray.export.layouts.tables:write_csv",
        "events-parquet": "affray.export.layouts.tables:write_parquet",
        "geoparquet": "affray.export.layouts.tables:write_geoparquet",
        "events-geojson": "affray.export.layouts.geo:write_geojson",
        "geopackage": "affray.export.layouts.geo:write_geopackage",
    },
}


def names(plug: str) -> list[str]:
    """The names known for one plug, sorted."""
    return sorted({*PLUGS[plug], *(point.name for point in entry_points(group=f"affray.{plug}"))})


def find(plug: str, name: str) -> Any:
    """The function that a name stands for.

    Raises:
        UnusableOption: The name is unknown; the message lists the known ones.
    """
    for point in entry_points(group=f"affray.{plug}", name=name):
        return point.load()
    target = PLUGS[plug].get(name)
    if target is None:
        raise UnusableOption(f"no {plug} is called {name!r}; known: {', '.join(names(plug))}")
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)
