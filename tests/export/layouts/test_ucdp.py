"""UCDP GED: its columns, one row a dyad, no row without a death, and every event accounted for."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from affray.export.layouts import ucdp
from affray.export.loss import Loss
from affray.model import ClaimType, Event, Grade, Scope, Stance, Verb
from affray.resources import crosswalks
from tests.export.layouts.making import AHRAS, event, figures, held, root


def written(tmp_path: Path, *events: Event) -> tuple[list[dict[str, str]], Loss]:
    loss = ucdp.write(held(*events), tmp_path / "ged.csv")
    with (tmp_path / "ged.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert tuple(reader.fieldnames or ()) == crosswalks.columns("ucdp")
        return list(reader), loss


def one(tmp_path: Path, **fields: Any) -> dict[str, str]:
    (row,), _ = written(tmp_path, event(**fields))
    return row


def counts(loss: Loss) -> dict[str, int]:
    return {lost.what: lost.count for lost in (*loss.left_out, *loss.reduced)}


def test_a_row_has_every_column_by_ucdps_rules(tmp_path: Path) -> None:
    row = one(tmp_path, figures=(figures(20, 20, 25), figures(12, 12, 12, "b")))
    assert row["relid"] == "SYR-2015-e-1-1"
    assert (row["type_of_violence"], row["dyad_name"]) == ("2", "ISIL - Syrian opposition forces")
    assert (row["side_a_new_id"], row["side_b_new_id"]) == ("234", "4456")
    assert [row[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown")] == ["0", "12", "0", "8"]
    assert (row["low"], row["best"], row["high"]) == ("20", "20", "25")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert (row["date_start"], row["date_end"], row["year"]) == ("2015-10-14", "2015-10-14", "2015")
    assert row["geom_wkt"] == "POINT (37.14456 36.40123)"
    assert (row["country"], row["country_id"], row["region"]) == ("Syria", "652", "Middle East")
    assert row["source_article"] == '"Northern Post,2015-10-14,Twenty killed in Ahras"'
    assert (row["source_original"], row["number_of_sources"]) == ("SOHR", "1")
    assert (row["conflict_new_id"], row["code_status"]) == ("", "")


def test_a_government_stands_first_and_its_dead_with_it(tmp_path: Path) -> None:
    row = one(
        tmp_path,
        a=("isil",),
        b=("syrian-armed-forces",),
        figures=(figures(3, 3, 3, "a"), figures(9, 9, 9, "b")),
    )
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("1", "Government of Syria", "ISIL")
    assert (row["deaths_a"], row["deaths_b"], row["gwnoa"], row["gwnob"]) == ("9", "3", "652", "")


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (("isil",), ("civilians-syria",), ("3", "ISIL - Civilians")),
        (("syrian-armed-forces",), ("civilians-syria",), ("3", "Government of Syria - Civilians")),
        (("isil",), ("captives",), ("3", "ISIL - Civilians")),
        (("isil",), ("civilians-syria", "free-syrian-army"), ("2", "ISIL - Free Syrian Army")),
        (("isil",), ("cjtf-oir",), ("1", "US-led coalition - ISIL")),
        (("russia",), ("turkey",), ("1", "Government of Russia (Soviet Union) - Government of Turkey")),
    ],
)
def test_the_sides_tell_the_type_of_violence(
    tmp_path: Path, a: tuple[str, ...], b: tuple[str, ...], told: tuple[str, str]
) -> None:
    row = one(tmp_path, a=a, b=b)
    assert (row["type_of_violence"], row["dyad_name"]) == told


def test_the_dead_of_a_civilian_side_are_civilians(tmp_path: Path) -> None:
    row = one(tmp_path, b=("civilians-syria",), figures=(figures(7, 7, 7, "b"),))
    assert (row["deaths_b"], row["deaths_civilians"], row["best"]) == ("0", "7", "7")


def test_civilian_dead_tell_a_side_that_nobody_names(tmp_path: Path) -> None:
    row = one(
        tmp_path, kind=ClaimType.AIR_STRIKE, a=("russia",), b=(), figures=(figures(4, 4, 4, "civilians"),)
    )
    assert (row["type_of_violence"], row["deaths_civilians"]) == ("3", "4")


def test_several_dyads_share_the_deaths_and_the_loss_tells_it(tmp_path: Path) -> None:
    rows, loss = written(
        tmp_path, event(a=("isil", "al-nusra-front"), figures=(figures(5, 7, 9), figures(2, 2, 2, "b")))
    )
    assert [row["dyad_name"] for row in rows] == [
        "ISIL - Syrian opposition forces",
        "al-Nusra Front - Syrian opposition forces",
    ]
    for name, count in (("low", 5), ("best", 7), ("high", 9), ("deaths_b", 2), ("deaths_unknown", 5)):
        assert sum(int(row[name]) for row in rows) == count
    assert len({row["id"] for row in rows}) == 2
    assert (loss.rows, loss.held, loss.total) == (2, 1, 1)
    assert counts(loss)["events of several dyads, their deaths divided among these"] == 1


def test_a_dyad_to_which_no_death_falls_has_no_row(tmp_path: Path) -> None:
    rows, loss = written(tmp_path, event(a=("isil", "al-nusra-front"), figures=(figures(1, 1, 1),)))
    assert [row["best"] for row in rows] == ["1"]
    assert counts(loss)["dyads of such events to which no death fell"] == 1


def test_a_state_and_its_forces_are_one_party(tmp_path: Path) -> None:
    rows, _ = written(tmp_path, event(a=("syria", "syrian-armed-forces"), b=("isil",)))
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"verdict": Verb.REJECT}, "events that a person rejected"),
        ({"stance": Stance.PLANNED}, "events that no claim asserts"),
        ({"scope": Scope.AGGREGATE}, "sums over a period and an area"),
        ({"kind": ClaimType.THREAT}, "events of types that the layout has not"),
        ({"figures": ()}, "events in which nobody is said to have died"),
        ({"figures": (figures(0, 0, 0),)}, "events in which nobody is said to have died"),
        ({"figures": (figures(None, 30, 30),)}, "events whose low estimate has no death"),
        ({"earliest": None, "latest": None}, "events whose days are unknown"),
        ({"latest": date(2017, 1, 1)}, "events known to no year"),
        ({"place": None}, "events whose place is unknown"),
        ({"place": replace(AHRAS, lat=None, lon=None)}, "events whose place is unknown"),
        ({"b": ()}, "events with a side that is unknown"),
        ({"a": ("isil",), "b": ("isil",)}, "events between parties of one side"),
    ],
)
def test_what_has_no_row_is_counted_under_one_reason(
    tmp_path: Path, fields: dict[str, Any], why: str
) -> None:
    rows, loss = written(tmp_path, event(**fields))
    assert (rows, loss.held, loss.total) == ([], 0, 1)
    (reason,) = loss.left_out
    assert reason.what.startswith(why)


def test_a_dyad_is_active_in_a_year_with_25_deaths(tmp_path: Path) -> None:
    rows, _ = written(
        tmp_path,
        event(event="e-1", figures=(figures(24, 24, 24),)),
        event(event="e-2", figures=(figures(1, 1, 1),)),
        event(event="e-3", b=("free-syrian-army",)),
    )
    assert [row["active_year"] for row in rows] == ["1", "1", "0"]


def test_a_judged_event_is_clear_and_several_places_are_a_sum(tmp_path: Path) -> None:
    row = one(tmp_path, verdict=Verb.ACCEPT, places=(AHRAS, replace(AHRAS, name="Herbel")))
    assert (row["code_status"], row["event_clarity"]) == ("Clear", "2")


def test_every_root_is_a_source(tmp_path: Path) -> None:
    row = one(tmp_path, roots=(root(), root("FNA")), grade=Grade.CORROBORATED)
    assert (row["number_of_sources"], row["source_original"]) == ("2", "SOHR; FNA")


def test_an_id_stays_when_other_events_come(tmp_path: Path) -> None:
    alone = one(tmp_path)
    rows, _ = written(tmp_path, event(event="e-0"), event())
    assert rows[1]["id"] == alone["id"]


def test_a_name_that_a_spreadsheet_would_run_is_guarded(tmp_path: Path) -> None:
    rows, loss = written(tmp_path, event(place=replace(AHRAS, name="=1+1")))
    assert rows[0]["where_coordinates"] == "'=1+1"
    assert counts(loss)["texts that a spreadsheet would take for a formula, written after an apostrophe"] == 1
