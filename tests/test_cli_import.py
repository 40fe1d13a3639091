"""`affray import`, as it is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from affray.cli import app
from affray.errors import UnusableOption
from affray.export.layouts import acled
from tests.export.layouts.making import event, held


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["import", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_a_file_goes_in_and_comes_out(tmp_path: Path) -> None:
    acled.write(held(event()), tmp_path / "a.csv")
    told = run("acled", str(tmp_path / "a.csv"), str(tmp_path / "a.parquet"))
    assert "1 rows of acled, 31 columns, kept as worded" in told
    assert "1 rows, as they came" in run("acled", str(tmp_path / "a.parquet"), str(tmp_path / "b.csv"))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_json_is_printed_when_asked(tmp_path: Path) -> None:
    acled.write(held(event()), tmp_path / "a.csv")
    assert '"rows": 1' in run("acled", str(tmp_path / "a.csv"), str(tmp_path / "a.parquet"), "--json")


@pytest.mark.parametrize(
    ("layout", "told"),
    [("xml", "no layout to import is called 'xml'; known: acled, ucdp"), ("ucdp", "is no ucdp file")],
)
def test_what_cannot_be_imported_is_told(tmp_path: Path, layout: str, told: str) -> None:
    acled.write(held(event()), tmp_path / "a.csv")
    with pytest.raises(UnusableOption, match=told):
        run(layout, str(tmp_path / "a.csv"), str(tmp_path / "a.parquet"))


def test_rows_of_another_layout_do_not_come_out_as_this_one(tmp_path: Path) -> None:
    acled.write(held(event()), tmp_path / "a.csv")
    run("acled", str(tmp_path / "a.csv"), str(tmp_path / "a.parquet"))
    with pytest.raises(UnusableOption, match="holds rows of acled, not of ucdp"):
        run("ucdp", str(tmp_path / "a.parquet"), str(tmp_path / "b.csv"))
