"""What is given to everybody: no format lets a private name or an exact point through."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from affray import plugins
from affray.export.release import COARSE, NAMES, Released, Terms
from affray.export.situation import page
from affray.export.situation.survey import Period
from affray.model import (
    Account,
    ClaimType,
    Coded,
    Event,
    Grade,
    Precision,
    Role,
    SourceMention,
    Stance,
    Stood,
    Telling,
)
from affray.store import Store
from tests.export.layouts.making import AHRAS, event, figures, root
from tests.store.making import ahras, filler, make_claim, make_report

TEXT = (
    "ISIS fighters shelled Ahras on Monday, killing Samir Example Khatib and 3 others, "
    "the activist Mazen Halabi said. Khatib was a baker."
)
SECRETS = ("Samir", "Khatib", "Mazen", "Halabi", "mazen-halabi", "36.40123", "37.14456", "affray:ahras")


def secret() -> Coded:
    """A report with a victim, a source and a point that must not get out."""
    report = make_report(
        "r-1",
        TEXT,
        title="Baker Samir Example Khatib killed",
        outlet="Northern Post",
        path="/home/me/r-1.txt",
    )
    place = replace(ahras(report, "Ahras"), lat=36.40123, lon=37.14456)
    source = SourceMention(filler=filler(report, Role.SOURCE, "the activist Mazen Halabi"), name=None)
    claim = make_claim(report, ClaimType.SHELLING, "shelled", places=(place,), sources=(source,))
    return Coded(report=report, claims=(claim,))


def told(claim: str) -> list[Event]:
    """Events that repeat the secrets in every field that words may reach."""
    three = figures(3, 3, 3, text="3 others")
    account: Account = replace(
        three.by[0], root="mazen halabi", claim=claim, of="friends of Samir Example Khatib"
    )
    source = root(
        "the activist Mazen Halabi",
        root="mazen halabi",
        claims=(claim,),
        actor="mazen-halabi",
        reports=("r-1",),
    )
    tellings = (
        Telling(field="place", root="mazen halabi", claim=claim, value="affray:ahras", text="Ahras"),
        Telling(field="b", root="mazen halabi", claim=claim, value="mazen-halabi", text="Mazen Halabi"),
    )
    made = event(
        ClaimType.SHELLING,
        claims=(claim,),
        b=("civilians-syria", "mazen-halabi"),
        roots=(source,),
        figures=(replace(three, by=(account,)),),
        tellings=tellings,
    )
    words = "denied by the activist Mazen Halabi"
    before = Stood(known=date(2016, 7, 2), grade=Grade.CONTESTED, because=words, low=3, best=3, high=3)
    made = replace(made, because=words, stood=(before,))
    return [made, replace(made, event="e-2", claims=(), beside=(), stance=Stance.POSSIBLE)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    coded = secret()
    with Store.open(tmp_path / "war.duckdb") as opened:
        opened.add([coded], "v1")
        opened.set_events(told(coded.claims[0].claim.claim))
        yield opened


def text_of(path: Path) -> str:
    """All that a file holds, as text."""
    if path.is_dir():
        return "".join(text_of(each) for each in sorted(path.iterdir()))
    if path.suffix == ".gpkg":
        with closing(sqlite3.connect(path)) as base:
            return "\n".join(base.iterdump())
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pylist())
    return path.read_text(encoding="utf-8")


FORMATS = {
    "geopackage": "o.gpkg",
    "xlsx": "o.xlsx",
    "parquet": "o.parquet",
    "events-parquet": "o.parquet",
    "geoparquet": "o.parquet",
    "gdelt": "o",
    "csv": "o",
}


@pytest.mark.parametrize("name", plugins.names("export"))
def test_no_format_lets_a_private_name_or_an_exact_point_through(
    store: Store, tmp_path: Path, name: str
) -> None:
    out = tmp_path / FORMATS.get(name, "o.txt")
    write = plugins.find("export", name)
    write(store, out)
    whole = text_of(out)
    assert any(secret in whole for secret in SECRETS), "the store itself would show it"
    write(Released(store, Terms()), out)
    found = text_of(out)
    for secret_ in SECRETS:
        assert secret_ not in found, secret_
    assert "/home/me" not in found
    assert re.search("Northern Post|Ahras|e-1", found), "and the rest is there"


def test_the_situation_report_lets_none_through_either(store: Store, tmp_path: Path) -> None:
    terms = page.Terms(store="war.duckdb", credits=[], grid=0.1)
    page.write(Released(store, Terms()), tmp_path / "r.html", Period(first=None, last=None), terms)
    found = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Ahras" in found
    assert [secret_ for secret_ in SECRETS if secret_ in found] == []


def test_points_stand_on_the_grid_and_their_radius_holds_where_they_were(store: Store) -> None:
    first = next(Released(store, Terms(grid=0.5)).events())
    assert first.place is not None
    assert (first.place.lat, first.place.lon) == (36.5, 37.0)
    assert first.place.precision is Precision.NEAR
    # From (36.40123, 37.14456) to (36.5, 37.0) it is 17 km.
    assert first.place.radius_km is not None
    assert first.place.radius_km > 17
    assert first.place.place is None


@pytest.mark.parametrize("grid", [0.01, 0.1, 0.3, 1.0])
@pytest.mark.parametrize(
    ("lat", "lon"), [(0.049, 0.051), (36.40123, 37.14456), (-33.9, -70.66), (89.97, 179.99)]
)
def test_a_point_moves_by_half_the_grid_at_most(grid: float, lat: float, lon: float) -> None:
    released = Released(Lone([event(place=replace(AHRAS, lat=lat, lon=lon))]), Terms(grid=grid))
    (made,) = released.events()
    assert made.place is not None
    assert made.place.lat is not None
    assert made.place.lon is not None
    assert abs(made.place.lat - lat) <= grid / 2 + 1e-6
    assert abs(made.place.lon - lon) <= grid / 2 + 1e-6


class Lone:
    """Events without reports."""

    def __init__(self, events: list[Event]) -> None:
        self._events = events

    def events(self) -> Iterator[Event]:
        return iter(self._events)

    def results(self) -> Iterator[Coded]:
        return iter(())

    def place_layers(self) -> list[str]:
        return []


def test_the_release_tells_what_it_changed(store: Store, tmp_path: Path) -> None:
    released = Released(store, Terms())
    plugins.find("export", "events-csv")(released, tmp_path / "e.csv")
    counts: dict[str, Any] = {lost.what: lost.count for lost in released.reduced()}
    assert counts[COARSE] == 3
    assert counts[NAMES] == 1


def test_claims_still_quote_their_report(store: Store) -> None:
    for coded in Released(store, Terms()).results():
        for grounded in coded.claims:
            for span in (grounded.claim.evidence, grounded.claim.trigger):
                assert coded.report.text[span.start : span.end] == span.text
