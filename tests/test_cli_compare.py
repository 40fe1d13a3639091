"""`affray compare`, as it is called."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from affray.cli import app
from affray.errors import UnusableOption
from affray.export import readback
from affray.export.layouts import acled
from affray.store import Store
from tests.export.layouts.making import coded, event, held


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.chdir(tmp_path)
    acled.write(held(event()), tmp_path / "a.csv")
    readback.read_in("acled", tmp_path / "a.csv", tmp_path / "a.parquet")
    with Store.open(tmp_path / "war.duckdb") as store:
        store.add([coded()], "v1")
        store.set_events([event()])

    def call(*words: str) -> str:
        result = CliRunner().invoke(app, ["compare", *words], catch_exceptions=False)
        assert result.exit_code == 0
        return result.output

    return call


def test_pairs_and_what_stands_alone_are_told(run: Callable[..., str], tmp_path: Path) -> None:
    told = run("a.parquet", "--out", "pairs.csv")
    assert "1 pairs within 1 days and 25 km, each side once" in told
    assert "pairs of one event type: 1" in told
    assert (tmp_path / "pairs.csv").exists()
    assert json.loads(run("a.parquet", "--json"))["pairs"] == 1


def test_what_is_no_import_is_told(run: Callable[..., str]) -> None:
    with pytest.raises(UnusableOption, match="cannot be read as Parquet"):
        run("a.csv")
    with pytest.raises(UnusableOption, match="is what is compared"):
        run("a.parquet", "--out", "a.parquet")
