"""How claims are grounded: the section `[ground]` of affray.toml."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundOptions:
    """Options of the ground stage.

    Attributes:
        dater: The dater's name among the plugs: it tells when a report was published.
        grounder: The grounder's name among the plugs.
        actors: Facts of your own about actors, laid over the shipped ones; empty for `actors.csv` beside
            `affray.toml`, where there is one.
        cache: Folder for the index of the world's places; the user's cache folder when empty.
        packs: Folder of imported places; AFFRAY_PLACES or the user's data folder when empty.
        geonames: Where `affray places add` finds GeoNames' country dumps.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    dater: str = "witnesses"
    grounder: str = "gazetteer"
    actors: str = ""
    cache: str = ""
    packs: str = ""
    geonames: str = "https://download.geonames.org/export/dump"
