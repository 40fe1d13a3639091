"""The row of hashtags stands under the header of tables."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from affray.errors import UnusableOption
from affray.export import hxl
from affray.export.layouts import acled, flat, tables, ucdp
from affray.export.tables import claim_columns
from affray.resources import crosswalks
from tests.export.layouts.making import event, held


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


@pytest.mark.parametrize("write", [ucdp.write, acled.write, tables.write_csv])
def test_a_table_keeps_its_rows_under_its_hashtags(write: object, tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    write(held(event()), out)  # type: ignore[operator]
    header, *rows = lines(out)
    hxl.tag(out)
    assert lines(out) == [header, hxl.tags(header), *rows]
    assert any(tag.startswith("#geo+lat") for tag in hxl.tags(header))


def test_the_sheets_of_a_workbook_have_them(tmp_path: Path) -> None:
    tables.write_xlsx(held(event()), tmp_path / "e.xlsx")
    hxl.tag(tmp_path / "e.xlsx")
    rows = list(load_workbook(tmp_path / "e.xlsx")["events"].iter_rows(values_only=True))
    assert (rows[0][0], rows[1][0], rows[2][0]) == ("event", "#event+id", "e-1")


def test_folders_have_them_in_every_table(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "claims.csv").write_text("claim,unknown\r\nc-1,x\r\n")
    hxl.tag(tmp_path / "f")
    assert (tmp_path / "f" / "claims.csv").read_bytes() == (b"claim,unknown\r\n#meta+id+claim,\r\nc-1,x\r\n")


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(UnusableOption, match=r"--hxl tags tables \(acled, csv,.*\); polecat is none"):
        hxl.require_table("polecat")


@pytest.mark.parametrize("layout", ["ucdp", "acled"])
def test_no_table_repeats_a_hashtag(layout: str) -> None:
    tags = [tag for tag in hxl.tags(crosswalks.columns(layout)) if tag]
    assert len(tags) == len(set(tags))


def test_the_projects_own_tables_are_tagged() -> None:
    for columns in (list(flat.columns()), claim_columns()):
        tagged = [tag for tag in hxl.tags(columns) if tag]
        assert len(tagged) > len(columns) // 2
