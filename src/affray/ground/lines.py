"""Mentions of what runs between places: roads and borders, as the strips of land along them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from affray.ground import areas
from affray.ground.choosing import choose
from affray.ground.containers import Containers
from affray.ground.gazetteer import Gazetteer
from affray.ground.mentions import resolved, unresolved
from affray.ground.parts import Parts
from affray.ground.phrases import Ref
from affray.ground.theatre import Theatre
from affray.model import Filler, PlaceMention


class Lines:
    """Reads roads and borders against a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, containers: Containers, parts: Parts) -> None:
        self._gazetteer = gazetteer
        self._containers = containers
        self._parts = parts

    def road(self, filler: Filler, roads: list[Ref], theatre: Theatre) -> PlaceMention:
        """The land along a road, where all its ends are known."""
        ends = [
            choose(self._containers.known(ref.name, theatre), replace(ref, kind=None), theatre)
            for ref in roads
        ]
        places = [end.candidate.place for end in ends if end.candidate is not None]
        if len(places) < len(ends):
            reason = next(end.reason for end in ends if end.candidate is None)
            return unresolved(filler, f"an end of the road is not clear: {reason}")
        score = round(min(end.score for end in ends) * 0.8, 2)
        return resolved(filler, places[0], areas.along(places), score=score)

    def border(self, filler: Filler, ref: Ref, theatre: Theatre) -> PlaceMention:
        """The strip along a border: of the report's country, or between two that are named."""
        named = [self._gazetteer.country_of(ref.name)] if ref.name else []
        around = [outer.country or self._gazetteer.country_of(outer.name) for outer in ref.inside]
        codes = dict.fromkeys(each for each in (*named, *around) if each)
        others = [code for code in codes if code != theatre.country]
        home = theatre.country if len(others) == 1 else others[-1] if len(others) == 2 else None
        strip = None
        if home is not None and others:
            near = provinces_of(theatre) if home == theatre.country else []
            strip = (near and self.strip(filler, home, others[0], near)) or self.strip(
                filler, home, others[0]
            )
        return strip or unresolved(filler, "which border is meant is not clear")

    def strip(
        self, filler: Filler, home: str, other: str, provinces: Sequence[str] = ()
    ) -> PlaceMention | None:
        """The strip of a country, or of its provinces, along its border with another."""
        strip, held = self._parts.border(home, other, tuple(provinces)), self._gazetteer.country(home)
        if strip is None or held is None:
            return None
        where = f" in {', '.join(provinces)}" if provinces else ""
        area = areas.at_border(strip, f"along the border of {home} and {other}{where}")
        return resolved(filler, held.place, area, score=0.6)


def provinces_of(theatre: Theatre) -> list[str]:
    """The provinces that a report names, or names a place of."""
    return sorted(theatre.provinces | {each.admin1 for each in theatre.near if each.admin1})
