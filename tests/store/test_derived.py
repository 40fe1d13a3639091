"""When reports were published, as a store keeps it: by their own witnesses, by all, and by persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from affray.errors import UnusableOption
from affray.model import Basis, DateWitness, Likely, Published
from affray.store import Pin, Store
from affray.store.derived import told_by
from tests.store.making import rich

DAY = date(2016, 3, 7)
PUBLISHED = Published(
    earliest=DAY,
    latest=date(2016, 3, 8),
    best=DAY,
    witnesses=(
        DateWitness(basis=Basis.CAPTION, text="March 7", earliest=DAY, latest=None, weight=0.62),
        DateWitness(basis=Basis.RELATIVE, text="Monday\ud800", earliest=None, latest=None, weight=0.9),
    ),
    reason="by caption",
    days=(Likely(day=DAY, chance=0.75), Likely(day=date(2016, 3, 8), chance=0.25)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "war.duckdb") as store:
        coded = rich()
        store.add([replace(coded, report=replace(coded.report, published=PUBLISHED))], "v1")
    return tmp_path / "war.duckdb"


def test_what_dates_a_report_comes_out_equal(path: Path) -> None:
    with Store.open_read_only(path) as store:
        name = rich().report.report
        assert store.report(name).published == PUBLISHED
        assert next(store.own(name)).published == PUBLISHED
        assert store.touched() == frozenset()


def test_other_days_take_the_place_of_all_and_leave_its_own(path: Path) -> None:
    name = rich().report.report
    other = replace(PUBLISHED, earliest=date(2016, 3, 1), reason="by other-report")
    with Store.open(path) as store:
        report = replace(store.report(name), published=other)
        store.redate(report, list(store.claims(name)), of=("all",))
        assert store.report(name).published == other
        assert next(store.own(name)).published == PUBLISHED
        assert tuple(store.claims(name)) == rich().claims


def test_what_claims_name_is_the_same_from_rows_and_from_values(path: Path) -> None:
    with Store.open_read_only(path) as store:
        (told,) = store.told()
        assert told == told_by(told.report, list(store.claims(told.report)))
        assert told.places


def test_pins_are_kept_in_place_of_older_ones(path: Path) -> None:
    name = rich().report.report
    with Store.open(path) as store:
        for day in (DAY, date(2016, 3, 9)):
            store.pin(Pin(report=name, earliest=day, latest=day, because="a stamp"))
        assert [pin.earliest for pin in store.pins().values()] == [date(2016, 3, 9)]
        assert store.unpin(name)
        assert store.pins() == {}
        assert not store.unpin(name)


def test_a_store_says_whether_a_refresh_is_due(path: Path) -> None:
    with Store.open(path) as store:
        assert not store.refreshed()
        store.set_refreshed()
        assert store.refreshed()
        store.pin(Pin(report="a", earliest=DAY, latest=DAY, because="a stamp"))
        assert not store.refreshed()


def test_a_report_that_is_not_there_is_told(path: Path) -> None:
    with Store.open_read_only(path) as store, pytest.raises(UnusableOption, match="no report"):
        store.report("nowhere")
