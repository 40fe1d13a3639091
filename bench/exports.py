"""How fast events are written in each format (CPU time), and how much memory that takes.

    python bench/exports.py [--events 50000]

The events are made here: one claim, one root and one figure each, on 3,000 points over ten years.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from affray import plugins
from affray.export.layouts.material import material
from affray.export.release import Released, Terms
from affray.export.situation import page
from affray.export.situation.survey import Period
from affray.model import (
    Account,
    Claim,
    ClaimType,
    Coded,
    ControlSpell,
    Event,
    EventPlace,
    FigureKind,
    FigureRange,
    Grade,
    GroundedClaim,
    Precision,
    Report,
    Root,
    Scope,
    Span,
    Stance,
    TimeReading,
)

FORMATS = {
    "ucdp": "o.csv",
    "acled": "o.csv",
    "polecat": "o.tsv",
    "plover": "o.jsonl",
    "gdelt": "o",
    "events-csv": "o.csv",
    "events-parquet": "o.parquet",
    "geoparquet": "o.parquet",
    "events-geojson": "o.geojson",
    "geopackage": "o.gpkg",
    "xlsx": "o.xlsx",
}
_START = date(2011, 3, 15)
_TYPES = (ClaimType.CLASH, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.CAPTURE, ClaimType.KILLING)
_NO_TIME = TimeReading(text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason="made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """As many events as are asked for, each told by a report of its own."""

    count: int

    def events(self) -> Iterator[Event]:
        """The events, in the order of their ids."""
        for number in range(self.count):
            yield _event(number)

    def results(self) -> Iterator[Coded]:
        """Their reports."""
        for number in range(self.count):
            yield _coded(number)

    def control(self) -> Iterator[ControlSpell]:
        """Nobody held anything."""
        return iter(())

    def place_layers(self) -> list[str]:
        """No gazetteer."""
        return []


def _event(number: int) -> Event:
    day = _START + timedelta(days=number % 3650)
    spot = number % 3000
    place = EventPlace(
        place=f"made:{spot}",
        name=f"Village {spot}",
        lat=33 + spot % 60 / 20,
        lon=36 + spot // 60 / 10,
        radius_km=1.0,
        precision=Precision.POINT,
        admin1="Aleppo",
        country="SY",
    )
    claim, report, killed = f"c-{number:012}", f"r-{number:012}", number % 30
    account = Account(
        root="sohr",
        claim=claim,
        report=report,
        text=str(killed),
        low=killed,
        high=killed,
        unknown=False,
        of=None,
        part=False,
    )
    return Event(
        event=f"e-{number:012}",
        type=_TYPES[number % 5],
        types=(_TYPES[number % 5],),
        scope=Scope.INCIDENT,
        stance=Stance.ASSERTED,
        claims=(claim,),
        beside=(),
        earliest=day,
        latest=day,
        place=place,
        places=(place,),
        a=("isil",),
        b=("syrian-armed-forces",),
        grade=Grade.SINGLE_SOURCE,
        roots=(
            Root(
                root="sohr",
                name="SOHR",
                actor=None,
                party=False,
                claims=(claim,),
                reports=(report,),
                first_seen=day,
                last_seen=day,
            ),
        ),
        figures=(
            FigureRange(
                kind=FigureKind.KILLED,
                side=None,
                low=killed,
                best=killed,
                high=killed,
                rules=(),
                by=(account,),
            ),
        ),
        tellings=(),
        agreement=(),
        first_seen=day,
        last_seen=day,
    )


def _coded(number: int) -> Coded:
    text = (
        f"Fighters and soldiers fought at Village {number % 3000} and {number % 30} men died, a monitor said."
    )
    start = text.index("fought")
    claim = Claim(
        claim=f"c-{number:012}",
        report=f"r-{number:012}",
        type=_TYPES[number % 5],
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=Span(start=0, end=len(text), text=text),
        trigger=Span(start=start, end=start + 6, text="fought"),
        score=0.9,
    )
    report = Report(report=claim.report, path="made", text=text, digest=str(number), outlet="Made Post")
    grounded = GroundedClaim(claim=claim, actors=(), places=(), time=_NO_TIME, sources=())
    return Coded(report=report, claims=(grounded,))


def _timed(name: str, count: int, seconds: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:16} {seconds:7.1f} s {count / seconds:10,.0f} events/s   peak so far {peak:,.0f} MB")


def main() -> None:
    """Print a line a format."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=50_000)
    made = Made(count=parser.parse_args().events)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        material(made)
        _timed("(reading)", made.count, time.process_time() - begun)
        for name, out in FORMATS.items():
            begun = time.process_time()
            plugins.find("export", name)(made, Path(folder) / f"{name}-{out}")
            _timed(name, made.count, time.process_time() - begun)
        begun = time.process_time()
        plugins.find("export", "acled")(Released(made, Terms()), Path(folder) / "public.csv")
        _timed("acled, public", made.count, time.process_time() - begun)
        begun = time.process_time()
        year = Period(first=date(2015, 1, 1), last=date(2015, 12, 31))
        page.write(made, Path(folder) / "r.html", year, page.Terms(store="made", credits=[]))
        _timed("report, a year", made.count, time.process_time() - begun)


if __name__ == "__main__":
    main()
