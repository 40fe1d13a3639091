"""ACLED: its columns, its codes of actors, its sub-events, one number of deaths."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from affray.export.layouts import acled
from affray.export.loss import Loss
from affray.model import ClaimType, Event, FigureKind, Precision
from affray.resources import crosswalks
from tests.export.layouts.making import AHRAS, coded, event, figures, held, root


def written(tmp_path: Path, *events: Event, **kept: Any) -> tuple[list[dict[str, str]], Loss]:
    loss = acled.write(held(*events, **kept), tmp_path / "acled.csv")
    with (tmp_path / "acled.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert tuple(reader.fieldnames or ()) == crosswalks.columns("acled")
        return list(reader), loss


def one(tmp_path: Path, **fields: Any) -> dict[str, str]:
    (row,), _ = written(tmp_path, event(**fields))
    return row


def crowd(words: str, **fields: Any) -> tuple[Event, list[Any]]:
    """A protest in these words."""
    return event(ClaimType.PROTEST, a=(), **fields), [coded(f"People {words} in Ahras.", trigger=words)]


def test_a_row_has_every_column_by_acleds_rules(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert row["event_id_cnty"].startswith("SYR")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2015-10-14", "2015", "1")
    assert (row["disorder_type"], row["event_type"]) == ("Political violence", "Battles")
    assert row["sub_event_type"] == "Armed clash"
    assert (row["actor1"], row["inter1"]) == ("ISIL", "2")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Syrian opposition forces", "2", "22")
    assert (row["iso"], row["region"], row["country"]) == ("760", "Middle East", "Syria")
    assert (row["admin1"], row["location"], row["geo_precision"]) == ("Aleppo", "Ahras", "1")
    assert (row["source"], row["source_scale"], row["fatalities"]) == ("Northern Post", "Other", "20")
    assert row["tags"] == "affray event=e-1; grade=single-source"
    assert row["timestamp"] == "1444780800"
    assert row["notes"] == (
        "“ISIS fighters and rebels clashed in Ahras, killing 20 people.” (Northern Post 2015-10-14)"
    )


@pytest.mark.parametrize(
    ("fields", "sub_event"),
    [
        ({"a": ("syrian-armed-forces",)}, "Government regains territory"),
        ({"a": ("liwa-al-quds",)}, "Government regains territory"),
        ({"a": ("isil",)}, "Non-state actor overtakes territory"),
        ({"a": ("turkish-armed-forces",)}, "Non-state actor overtakes territory"),
        (
            {"a": ("isil",), "types": (ClaimType.CAPTURE, ClaimType.WITHDRAWAL), "figures": ()},
            "Non-violent transfer of territory",
        ),
        (
            {"a": ("isil",), "types": (ClaimType.CAPTURE, ClaimType.WITHDRAWAL)},
            "Non-state actor overtakes territory",
        ),
        (
            {
                "a": ("isil",),
                "types": (ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.CLASH),
                "figures": (),
            },
            "Non-state actor overtakes territory",
        ),
    ],
)
def test_a_capture_is_told_by_who_gains_and_whether_there_was_a_fight(
    tmp_path: Path, fields: dict[str, Any], sub_event: str
) -> None:
    assert one(tmp_path, kind=ClaimType.CAPTURE, **fields)["sub_event_type"] == sub_event


def test_a_town_taken_and_lost_in_a_day_is_two_overtakes(tmp_path: Path) -> None:
    rows, _ = written(
        tmp_path,
        event(ClaimType.CAPTURE, event="e-1"),
        event(ClaimType.CAPTURE, event="e-2", a=("syrian-opposition-forces",), b=("isil",)),
    )
    assert [row["sub_event_type"] for row in rows] == ["Non-state actor overtakes territory"] * 2
    assert {row["event_date"] for row in rows} == {"2015-10-14"}


def test_nobody_gains_is_no_row(tmp_path: Path) -> None:
    rows, loss = written(tmp_path, event(ClaimType.CAPTURE, a=()))
    assert rows == []
    assert [lost.what for lost in loss.left_out] == ["events of types that the layout has not"]


@pytest.mark.parametrize(
    ("kind", "b", "event_type", "sub_event", "targeting"),
    [
        (ClaimType.SHELLING, ("civilians-syria",), "Explosions/Remote violence", "Shelling", True),
        (ClaimType.SHELLING, ("isil",), "Explosions/Remote violence", "Shelling", False),
        (ClaimType.ATTACK, ("civilians-syria",), "Violence against civilians", "Attack", True),
        (ClaimType.KILLING, ("free-syrian-army",), "Battles", "Armed clash", False),
        (ClaimType.KILLING, (), "Violence against civilians", "Attack", True),
        (ClaimType.DETENTION, (), "Strategic developments", "Arrests", False),
    ],
)
def test_events_by_type_and_victim(
    tmp_path: Path, kind: ClaimType, b: tuple[str, ...], *, event_type: str, sub_event: str, targeting: bool
) -> None:
    row = one(tmp_path, kind=kind, a=("isil",), b=b)
    assert row["event_type"] == event_type
    assert row["sub_event_type"].startswith(sub_event)
    assert row["civilian_targeting"] == ("Civilian targeting" if targeting else "")


def test_further_actors_are_associated_and_counted(tmp_path: Path) -> None:
    rows, loss = written(tmp_path, event(a=("isil", "al-nusra-front", "jund-al-aqsa")))
    assert rows[0]["actor1"] == "ISIL"
    assert rows[0]["assoc_actor_1"] == "al-Nusra Front; Jund al-Aqsa"
    counts = {lost.what: lost.count for lost in loss.reduced}
    assert counts["actors beside the first of their side, written as associated"] == 2


def test_an_unnamed_armed_side_is_unidentified(tmp_path: Path) -> None:
    row = one(tmp_path, kind=ClaimType.BOMBING, a=(), b=("syrian-armed-forces",))
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Syria)", "3")
    assert (row["inter2"], row["interaction"]) == ("1", "13")


@pytest.mark.parametrize(
    ("one_", "other", "code"),
    [(2, 1, 12), (1, 2, 12), (7, 3, 37), (6, None, 60), (None, 2, 20), (None, None, "")],
)
def test_the_interaction_has_the_lower_code_first(
    one_: int | None, other: int | None, code: int | str
) -> None:
    assert acled.interaction(one_, other) == code


def test_a_protest_has_protesters_and_those_who_met_them(tmp_path: Path) -> None:
    made, results = crowd("protested", b=(), figures=())
    (quiet,), _ = written(tmp_path, made, results=results)
    assert (quiet["actor1"], quiet["inter1"], quiet["interaction"]) == ("Protesters (Syria)", "6", "60")
    assert (quiet["sub_event_type"], quiet["disorder_type"]) == ("Peaceful protest", "Demonstrations")
    made, results = crowd("protested", b=("syrian-armed-forces",))
    (shot,), _ = written(tmp_path, made, results=results)
    assert shot["sub_event_type"] == "Excessive force against protesters"
    made, results = crowd("rioted", b=(), figures=())
    (riot,), _ = written(tmp_path, made, results=results)
    assert (riot["event_type"], riot["actor1"], riot["inter1"]) == ("Riots", "Rioters (Syria)", "5")


def test_several_places_share_the_fatalities(tmp_path: Path) -> None:
    rows, loss = written(
        tmp_path, event(places=(AHRAS, replace(AHRAS, place="affray:herbel", name="Herbel")))
    )
    assert [(row["location"], row["fatalities"]) for row in rows] == [("Ahras", "10"), ("Herbel", "10")]
    assert len({row["event_id_cnty"] for row in rows}) == 2
    assert (loss.rows, loss.held) == (2, 1)


def test_vague_words_become_acleds_numbers(tmp_path: Path) -> None:
    assert one(tmp_path, figures=(figures(24, 24, 99, text="dozens"),))["fatalities"] == "12"


def test_roots_and_outlets_tell_the_scale(tmp_path: Path) -> None:
    row = one(tmp_path, roots=(root("SANA"), root("Reuters"), root("SOHR")))
    assert row["source_scale"] == "National-International-Other"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (
            {"place": replace(AHRAS, precision=Precision.COUNTRY)},
            "events whose place is known by its country alone",
        ),
        ({"latest": date(2015, 12, 1)}, "events known to no month"),
        ({"a": (), "b": ()}, "events with no known actor"),
        ({"kind": ClaimType.TALKS}, "events of types that the layout has not"),
    ],
)
def test_what_has_no_row_is_counted(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    rows, loss = written(tmp_path, event(**fields))
    assert rows == []
    assert [(lost.what, lost.count) for lost in loss.left_out] == [(why, 1)]


def test_other_figures_and_sentences_are_told_as_lost(tmp_path: Path) -> None:
    injured = figures(3, 3, 3, kind=FigureKind.INJURED)
    _, loss = written(
        tmp_path,
        event(figures=(figures(1, 1, None, text="at least one"), injured), claims=("c-1", "c-2")),
        results=[coded(), coded(claim="c-2", report="r-2")],
    )
    assert {lost.what: lost.count for lost in loss.reduced} == {
        "death figures with several bounds or roots, written as one number": 1,
        "figures of other kinds than the killed": 1,
        "sentences beside the one in the notes": 1,
    }
