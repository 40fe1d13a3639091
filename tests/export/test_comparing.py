"""Events and imported rows are paired one to one, the nearest first, and nothing is merged."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from affray.errors import UnusableOption
from affray.export import comparing, readback
from affray.export.comparing import Compared, Reach
from affray.export.layouts import acled, ucdp
from affray.model import ClaimType, Event, Stance
from tests.export.layouts.making import AHRAS, DAY, event, figures, held


def rows(tmp_path: Path, *events: Event, layout: str = "ucdp") -> Path:
    """Rows as another project would have them of these events."""
    {"ucdp": ucdp.write, "acled": acled.write}[layout](held(*events), tmp_path / "rows.csv")
    readback.read_in(layout, tmp_path / "rows.csv", tmp_path / "rows.parquet")
    return tmp_path / "rows.parquet"


def compared(tmp_path: Path, ours: list[Event], theirs: list[Event], **fields: float) -> Compared:
    reach = Reach(**fields)  # type: ignore[arg-type]
    return comparing.compare(held(*ours), rows(tmp_path, *theirs), reach)


def test_the_same_events_are_pairs(tmp_path: Path) -> None:
    events = [event(event="e-1"), event(event="e-2", earliest=date(2016, 1, 1), latest=date(2016, 1, 1))]
    found = compared(tmp_path, events, events)
    assert (found.events, found.rows, len(found.pairs)) == (2, 2, 2)
    assert (found.km, found.counted, found.within) == (0.0, 2, 2)


def test_each_side_stands_in_one_pair_and_the_nearest_wins(tmp_path: Path) -> None:
    far = replace(AHRAS, lat=AHRAS.lat + 0.1 if AHRAS.lat else None)
    ours = [event(event="e-near"), event(event="e-far", place=far)]
    found = compared(tmp_path, ours, [event(event="x")])
    assert [pair.event.id for pair in found.pairs] == ["e-near"]


@pytest.mark.parametrize(
    ("days", "km", "pairs"), [(0, 25.0, 0), (1, 25.0, 0), (2, 25.0, 1), (2, 9.0, 0), (31, 0.0, 0)]
)
def test_a_pair_is_within_reach_in_days_and_km(tmp_path: Path, days: int, km: float, pairs: int) -> None:
    later = DAY + timedelta(days=2)
    # A tenth of a degree of latitude is 11.1 km.
    moved = replace(AHRAS, lat=36.50123)
    found = compared(
        tmp_path, [event()], [event(earliest=later, latest=later, place=moved)], days=days, km=km
    )
    assert len(found.pairs) == pairs


def test_deaths_meet_or_not(tmp_path: Path) -> None:
    found = compared(tmp_path, [event()], [event(figures=(figures(40, 50, 60),))])
    assert (len(found.pairs), found.counted, found.within) == (1, 1, 0)


def test_what_the_layout_would_not_list_is_not_compared(tmp_path: Path) -> None:
    ours = [
        event(stance=Stance.PLANNED),
        event(ClaimType.THREAT, event="e-2"),
        event(event="e-3", place=None),
    ]
    found = compared(tmp_path, ours, [event()])
    assert (found.events, found.rows, found.all_rows, found.pairs) == (0, 0, 1, ())


def test_a_row_of_the_same_type_is_nearer(tmp_path: Path) -> None:
    theirs = [event(ClaimType.CLASH, event="x-1"), event(ClaimType.SHELLING, event="x-2")]
    path = rows(tmp_path, *theirs, layout="acled")
    found = comparing.compare(held(event(ClaimType.SHELLING)), path, Reach())
    (pair,) = found.pairs
    assert pair.same_type
    assert pair.row.type == "Explosions/Remote violence"


def test_pairs_are_written_as_csv(tmp_path: Path) -> None:
    found = compared(tmp_path, [event()], [event()])
    comparing.write(found, tmp_path / "pairs.csv")
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["event"], row["days_apart"], row["km"], row["row_place"]) == ("e-1", "0", "0.0", "Ahras")
    with pytest.raises(UnusableOption, match=r"is no \.csv"):
        comparing.write(found, tmp_path / "pairs.txt")


def test_distances_are_those_of_the_globe(tmp_path: Path) -> None:
    found = compared(tmp_path, [event()], [event()])
    aleppo = replace(found.pairs[0].event, lat=36.2, lon=37.16)
    assert comparing.distance(aleppo, replace(aleppo, lat=35.95, lon=39.0)) == pytest.approx(168, abs=2)
