"""POLECAT as a strict table, PLOVER as records."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from affray.export.layouts import plover
from affray.model import ClaimType, Event, FigureKind, Precision
from affray.resources import crosswalks
from tests.export.layouts.making import AHRAS, coded, event, figures, held


def table(tmp_path: Path, *events: Event, **kept: Any) -> list[dict[str, str]]:
    plover.write_polecat(held(*events, **kept), tmp_path / "p.tsv")
    header, *lines = (tmp_path / "p.tsv").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    columns = header.split("\t")
    assert tuple(columns) == crosswalks.columns("polecat")
    assert all(line.count("\t") == len(columns) - 1 for line in lines)
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def records(tmp_path: Path, *events: Event) -> list[dict[str, Any]]:
    plover.write_plover(held(*events), tmp_path / "p.jsonl")
    return [json.loads(line) for line in (tmp_path / "p.jsonl").read_text().splitlines()]


def test_all_parties_of_a_clash_are_actors(tmp_path: Path) -> None:
    (row,) = table(tmp_path, event())
    assert row["Actor Name"] == "ISIL;Syrian opposition forces"
    assert row["Recipient Name"] == ""
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == (
        "ASSAULT",
        "firearms",
        "MATERIAL CONFLICT",
    )
    assert (row["Actor Name Raw"], row["Primary Actor Sector"]) == ("ISIS fighters;rebels", "REB")
    assert (row["Placename"], row["City"], row["Country"]) == ("Ahras", "Ahras", "SYR")


def test_one_who_does_it_has_recipients(tmp_path: Path) -> None:
    (row,) = table(tmp_path, event(ClaimType.SHELLING, a=("syrian-armed-forces",), b=("civilians-syria",)))
    assert (row["Actor Name"], row["Primary Actor Sector"]) == ("Syrian government forces", "MIL")
    assert (row["Recipient Name"], row["Primary Recipient Sector"]) == ("civilians in Syria", "CVL")
    assert (row["Actor Country"], row["Actor COW"]) == ("SYR", "SYR")


@pytest.mark.parametrize(
    ("kind", "b", "told"),
    [
        (ClaimType.DETENTION, ("free-syrian-army",), ("ASSAULT", "abduct")),
        (ClaimType.DETENTION, ("civilians-syria",), ("COERCE", "arrest")),
        (ClaimType.WITHDRAWAL, (), ("RETREAT", "withdraw")),
        (ClaimType.AIR_STRIKE, (), ("ASSAULT", "aerial")),
        (ClaimType.MOBILIZATION, (), ("MOBILIZE", "troops")),
        (ClaimType.AGREEMENT, (), ("AGREE", "")),
    ],
)
def test_types_and_modes(tmp_path: Path, kind: ClaimType, b: tuple[str, ...], told: tuple[str, str]) -> None:
    (row,) = table(tmp_path, event(kind, a=("isil",), b=b))
    assert (row["Event Type"], row["Event Mode"]) == told


def test_words_tell_a_drone(tmp_path: Path) -> None:
    drone = coded("A drone hit ISIS fighters in Ahras.", trigger="drone")
    (row,) = table(tmp_path, event(ClaimType.AIR_STRIKE), results=[drone])
    assert row["Event Mode"] == "drone"


def test_tabs_and_line_ends_of_others_do_not_break_the_table(tmp_path: Path) -> None:
    place = replace(AHRAS, name="Ah\tras\r\nof; the\u2028north", place="geonames:170063")
    hostile = coded("ISIS fighters\tand rebels clashed\nin Ahras.")
    (row,) = table(tmp_path, event(place=place), results=[hostile])
    assert row["Placename"] == "Ah ras of; the north"
    assert row["GeoNames ID"] == "170063"


def test_a_semicolon_inside_a_name_does_not_part_it(tmp_path: Path) -> None:
    made = coded()
    semicolon = replace(made, report=replace(made.report, outlet="Post; the Northern"))
    (row,) = table(tmp_path, event(), results=[semicolon])
    assert row["Source"] == "Post, the Northern"


def test_what_is_no_event_of_plover_is_counted(tmp_path: Path) -> None:
    loss = plover.write_polecat(
        held(event(ClaimType.CONTROL), event(earliest=None, latest=None), event()), tmp_path / "p.tsv"
    )
    assert (loss.held, loss.total) == (1, 3)
    assert {lost.what for lost in loss.left_out} == {
        "events of types that the layout has not",
        "events whose days are unknown",
    }


def test_a_record_holds_lists_sizes_and_its_sentence(tmp_path: Path) -> None:
    (found,) = records(
        tmp_path,
        event(figures=(figures(20, 21, 25), figures(4, 4, 4, "a", kind=FigureKind.INJURED))),
    )
    assert [actor["id"] for actor in found["actor"]] == ["isil", "syrian-opposition-forces"]
    assert found["size"] == {"dead": 21, "injured": 4, "arrested": None}
    assert found["event"] == [{"type": "ASSAULT", "mode": "firearms"}]
    assert found["text"] == "ISIS fighters and rebels clashed in Ahras, killing 20 people."
    assert found["event_loc"]["resolution"] == 4
    assert found["cite_info"][0]["outlet"] == "Northern Post"


@pytest.mark.parametrize(
    ("precision", "resolution"),
    [(Precision.POINT, 4), (Precision.DISTRICT, 3), (Precision.PROVINCE, 2), (Precision.COUNTRY, 1)],
)
def test_the_resolution_falls_from_a_city_to_a_country(
    tmp_path: Path, precision: Precision, resolution: int
) -> None:
    (found,) = records(tmp_path, event(place=replace(AHRAS, precision=precision)))
    assert found["event_loc"]["resolution"] == resolution
