"""`affray export geojson`: one feature a claim and place, as RFC 7946 has it (WGS 84, lon before lat)."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from affray.export.claims import record, require_quoted
from affray.export.files import REPLACED, Encodable, whole_text
from affray.export.loss import Loss, lost
from affray.model import GroundedClaim, PlaceMention
from affray.resources.credits import attributions
from affray.store import Store

_NO_PLACE = "claims that name no place"
_NO_POINT = "claims whose places are unresolved"
_PLACES = "unresolved places beside a resolved one of the same claim"


def features(grounded: GroundedClaim) -> list[dict[str, Any]]:
    """One feature for each of the claim's places that has a point; its radius and precision beside it."""
    told = record(grounded)
    common = {name: told[name] for name in ("claim", "report", "type", "stance", "scope")}
    return [
        {
            "type": "Feature",
            "id": f"{grounded.claim.claim}-{number}",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {
                **common,
                "text": place.filler.text,
                "place": place.place,
                "name": place.name,
                "radius_km": place.radius_km,
                "precision": None if place.precision is None else place.precision.value,
                "admin1": place.admin1,
                "country": place.country,
                "earliest": told["time"]["earliest"],
                "latest": told["time"]["latest"],
                "a": [actor["name"] or actor["text"] for actor in told["actors"] if actor["role"] == "a"],
                "b": [actor["name"] or actor["text"] for actor in told["actors"] if actor["role"] == "b"],
                "figures": told["figures"],
                "quote": grounded.claim.evidence.text,
            },
        }
        for number, place in enumerate(grounded.places)
        if _has_point(place)
    ]


def write(store: Store, out: Path) -> Loss:
    """Write the claims that have a point to `out`.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    rows = held = 0
    layers: set[str] = set()
    counts: Counter[str] = Counter()
    encodable = Encodable()
    with whole_text(out) as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        for coded in store.results():
            for grounded in coded.claims:
                require_quoted(coded.report, grounded)
                found = features(grounded)
                held += bool(found)
                if found:
                    counts[_PLACES] += len(grounded.places) - len(found)
                else:
                    counts[_NO_POINT if grounded.places else _NO_PLACE] += 1
                layers.update(place.place.partition(":")[0] for place in grounded.places if place.place)
                for feature in found:
                    file.write((",\n" if rows else "") + encodable.line(feature).rstrip("\n"))
                    rows += 1
        said = json.dumps(attributions(layers), ensure_ascii=False)
        file.write(f'\n], "attribution": {said}}}\n')
    return Loss(
        format="geojson",
        unit="claims",
        rows=rows,
        total=store.count("claims"),
        held=held,
        left_out=lost({name: counts[name] for name in (_NO_PLACE, _NO_POINT)}),
        reduced=lost({_PLACES: counts[_PLACES], REPLACED: encodable.replaced}),
    )


def _has_point(place: PlaceMention) -> bool:
    return all(value is not None and math.isfinite(value) for value in (place.lat, place.lon))
