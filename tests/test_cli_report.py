"""`affray report`, as it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from affray.cli import app
from affray.errors import UnusableOption
from affray.store import Store
from tests.export.layouts.making import coded, event

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "war.duckdb") as store:
        made = coded()
        store.add([made], "v1")
        store.set_events([event()])

    def call(*words: str) -> str:
        result = CliRunner().invoke(app, ["report", *words], catch_exceptions=False)
        assert result.exit_code == 0
        return result.output

    return call


def test_a_page_of_some_days_is_written(run: Run, tmp_path: Path) -> None:
    told = run("r.html", "--from", "2015-10-01", "--to", "2015-10-31", "--store", "war.duckdb")
    assert told == "r.html: 1–31 October 2015; 1 events of 1 reports\n"
    assert "Ahras" in (tmp_path / "r.html").read_text()


def test_without_days_all_are_told(run: Run) -> None:
    assert "14 October 2015; 1 events" in run("r.html")


def test_days_outside_hold_nothing(run: Run) -> None:
    assert "0 events of 0 reports" in run("r.html", "--from", "2016-01-01", "--to", "2016-01-31")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--from", "war.duckdb"),
            "--from 'war.duckdb' is no day, as in 2014-01-09 .the store is named with --store",
        ),
        (("--from", "2015-10-31", "--to", "2015-10-01"), "--to 2015-10-01 is before --from 2015-10-31"),
        (("--release", "all"), "no release is called 'all'"),
    ],
)
def test_what_was_given_wrongly_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(UnusableOption, match=told):
        run("r.html", *words)


def test_the_store_is_not_written_over(run: Run) -> None:
    with pytest.raises(UnusableOption, match="is the store itself"):
        run("war.duckdb")


def test_a_public_release_says_so(run: Run, tmp_path: Path) -> None:
    run("r.html", "--release", "public")
    assert "points stand on a grid of 0.1°" in (tmp_path / "r.html").read_text()
