"""`affray state`: readable, by day and by day known, and it obeys no report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from affray.cli import main
from affray.engines.tracking import derive_track
from affray.store import Store
from tests.track.making import Reporter, claim

HOSTILE = "SANA \x1b[2J"


def reports() -> list[Reporter]:
    return [
        Reporter("one", "01-09", root="SOHR").says(
            "ISIL captured Ahras after clashes.",
            claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-08"),
        ),
        Reporter("two", "01-20", root="ARA").says(
            "rebels captured Ahras from ISIL.",
            claim("capture", "captured", a="rebels", b="ISIL", place="Ahras=Ahras", time="01-18"),
        ),
        Reporter("three", "01-20", root=HOSTILE).says(
            "the army controls Manbij.", claim("control", "controls", a="the army", place="Manbij=Manbij")
        ),
        Reporter("four", "01-20", root="SOHR")
        .says("rebels control Manbij.", claim("control", "control", a="rebels", place="Manbij=Manbij"))
        .says(
            "Ahrar al-Sham declared war on ISIL after a dispute over Manbij.",
            claim("declaration_of_war", "declared war", a="Ahrar al-Sham", b="ISIL"),
        ),
        Reporter("five", None, root="SOHR").says(
            "ISIL captured Dana.", claim("capture", "captured", a="ISIL", place="Dana=Dana")
        ),
    ]


class Shell:
    """Runs `affray state` in a folder with a store."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        self._monkeypatch.setattr(sys, "argv", ["affray", "state", *words])
        code: int | str | None = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        self.out, self.err = self._capsys.readouterr()
        return int(code or 0)

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    with Store.open(tmp_path / "war.duckdb") as store:
        store.add([report.coded() for report in reports()], "v1")
        derive_track(store)
        store.set_refreshed()
    return Shell(capsys, monkeypatch)


def test_who_holds_what_is_told_with_age_sources_and_disagreement(state: Shell) -> None:
    assert state("--on", "2014-02-01") == 0
    assert "Ahras, Aleppo" in state.out
    assert "held: Syrian opposition forces, from Islamic State" in state.out
    assert "2014-01-18, 14 days before" in state.out
    assert "Open disagreements" in state.out
    assert "declared war on" in state.out
    assert "“after a dispute over Manbij”" in state.out
    assert "1 claims tell who held a place without any day" in state.out


def test_the_day_known_hides_what_was_told_later(state: Shell) -> None:
    assert state("--on", "2014-02-01", "--known", "2014-01-10") == 0
    assert "held: Islamic State" in state.out
    assert "Manbij" not in state.out
    assert "1 reports without any day count as not known" in state.out


def test_a_place_is_told_with_its_course_and_its_sentences(state: Shell) -> None:
    assert state("--on", "2014-02-01", "--place", "ahras") == 0
    assert "How it went" in state.out
    assert "ISIL captured Ahras after clashes." in state.out
    assert "rebels captured Ahras from ISIL." in state.out


def test_an_actor_is_told_with_what_its_members_do(state: Shell) -> None:
    assert state("--on", "2014-02-01", "--actor", "Islamic Front") == 0
    assert "(its member)" in state.out


def test_a_state_is_a_record(state: Shell) -> None:
    assert state("--on", "2014-02-01", "--place", "Ahras", "--json") == 0
    (place,) = state.json["places"]
    assert (place["state"], place["standing"][0]["holders"]) == ("held", ["syrian-opposition-forces"])
    assert (place["standing"][0]["age_days"], len(state.json["history"])) == (14, 2)
    assert state.json["relations"] == []


def test_what_nothing_tells_is_said_in_words(state: Shell) -> None:
    assert state("--on", "2010-01-01") == 0
    assert "Nothing that is told by then says who held any place." in state.out
    assert "Nothing that is told by then says how actors stood to each other." in state.out
    assert state("--on", "2014-02-01", "--place", "Nowhere") == 0
    assert "Nothing that is told by then says who held any place of Nowhere." in state.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--on", "soon"), "'soon' is no day"),
        (("--on", "2014-02-01", "--known", "2014-13-01"), "'2014-13-01' is no day"),
        (("--on", "2014-02-01", "--actor", "Nobody Known"), "no single actor is called 'Nobody Known'"),
        (("--on", "2014-02-01", "--from", "other.duckdb"), "no store at other.duckdb"),
    ],
)
def test_what_the_user_gave_wrongly_is_told(state: Shell, words: tuple[str, ...], told: str) -> None:
    assert state(*words) != 0
    assert told in state.err


def test_a_source_cannot_drive_the_terminal(state: Shell) -> None:
    assert state("--on", "2014-02-01") == 0
    assert "\x1b" not in state.out
    assert "SANA" in state.out


def test_a_store_that_is_not_refreshed_is_answered_from_its_claims(state: Shell, tmp_path: Path) -> None:
    with Store.open(tmp_path / "war.duckdb") as store:
        store.add(
            [
                Reporter("six", "01-25", root="SOHR")
                .says(
                    "ISIL captured Idlib.",
                    claim("capture", "captured", a="ISIL", place="Idlib=Idlib", time="01-24"),
                )
                .coded()
            ],
            "v1",
        )
        assert not store.refreshed()
    assert state("--on", "2014-02-01", "--place", "Idlib") == 0
    assert "held: Islamic State" in state.out
