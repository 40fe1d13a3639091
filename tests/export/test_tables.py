"""Tables for spreadsheets and for columns of lists."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from affray.errors import UnusableOption
from affray.export import claims, tables
from affray.export.tables import Cells
from affray.model import ClaimType, Coded
from affray.store import Store
from tests.store.making import killed, make_claim, make_report, rich


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_file_has_one_row_a_claim_with_its_figures_in_columns(store: Store, tmp_path: Path) -> None:
    tables.write_csv(store, tmp_path / "c.csv")
    first, second, _ = rows(tmp_path / "c.csv")
    assert first["quote"] == rich().report.text
    assert (first["a"], first["a_actor"], first["b"], first["b_actor"]) == (
        "Red Brigade men",
        "red-brigade",
        "guards",
        "",
    )
    assert (first["killed_min"], first["killed_max"], first["figures"]) == ("", "30", "up to 30")
    assert (first["earliest"], first["time_text"]) == ("2014-01-03", "Friday")
    assert (second["lat"], second["killed_min"]) == ("", "")


def test_several_values_are_joined_and_their_parts_stay_in_step(store: Store, tmp_path: Path) -> None:
    tables.write_csv(store, tmp_path / "c.csv")
    first = rows(tmp_path / "c.csv")[0]
    assert first["place_text"] == "Ahras; Nowhereville"
    assert first["lat"] == "36.4; "


def test_figures_of_one_kind_are_joined_and_not_added(tmp_path: Path) -> None:
    report = make_report("a", "Shells killed 3 men and up to 9 women.")
    figures = (killed(report, "3", 3, 3), killed(report, "up to 9", None, 9))
    claim = make_claim(report, ClaimType.SHELLING, "killed", figures=figures)
    with Store.open(tmp_path / "s.duckdb") as store:
        store.add([Coded(report=report, claims=(claim,))], "v1")
        tables.write_csv(store, tmp_path / "c.csv")
    (found,) = rows(tmp_path / "c.csv")
    assert (found["killed_min"], found["killed_max"]) == ("3; ", "3; 9")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\uff1d1"])
def test_no_text_is_a_formula(text: str) -> None:
    cells = Cells()
    assert cells.cell(text) == f"'{text}"
    assert cells.guarded == 1


@pytest.mark.parametrize("value", ["a=1", "", "3-4", -33.9, -5, None, True])
def test_other_values_stay_as_they_are(value: object) -> None:
    cells = Cells()
    assert cells.cell(value) == value
    assert cells.guarded == 0


def test_the_loss_counts_what_cells_could_not_hold(store: Store, tmp_path: Path) -> None:
    loss = tables.write_csv(store, tmp_path / "c.csv")
    assert (loss.rows, loss.total) == (3, 3)
    told = {lost.what: lost.count for lost in loss.reduced}
    assert told[tables.GUARDED] == 1
    assert told[tables._UNPLACED] == 9
    assert tables.AMBIGUOUS not in told


def test_a_folder_holds_every_list_of_the_record(store: Store, tmp_path: Path) -> None:
    loss = tables.write_csv(store, tmp_path / "tables")
    found = {path.stem: rows(path) for path in (tmp_path / "tables").iterdir()}
    assert {name: len(lines) for name, lines in found.items()} == {
        "claims": 3,
        "actors": 2,
        "places": 3,
        "figures": 1,
        "instruments": 1,
        "sources": 1,
        "hedges": 1,
        "reports": 3,
        "dates": 1,
    }
    assert found["places"][1]["reason"] == "no such name"
    assert found["actors"][0]["claim"] == found["claims"][0]["claim"]
    assert tables._UNPLACED not in {lost.what for lost in loss.reduced}
    record = claims.record(rich("a").claims[0])
    for name, columns in tables._LISTS.items():
        assert set(columns) == {"claim", "n", *record[name][0]}


def test_a_folder_that_exists_keeps_the_files_of_others(store: Store, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "mine.txt").write_text("mine")
    for _ in range(2):
        tables.write_csv(store, tmp_path / "tables")
    assert (tmp_path / "tables" / "mine.txt").read_text() == "mine"
    assert len(list((tmp_path / "tables").iterdir())) == 10


def test_a_file_is_no_folder(store: Store, tmp_path: Path) -> None:
    (tmp_path / "c").write_text("mine")
    with pytest.raises(UnusableOption, match="is a file; name a folder"):
        tables.write_csv(store, tmp_path / "c")


def test_empty_tables_have_their_columns(empty: Store, store: Store, tmp_path: Path) -> None:
    tables.write_csv(empty, tmp_path / "e.csv")
    tables.write_csv(store, tmp_path / "c.csv")
    head = (tmp_path / "e.csv").read_text()
    assert (tmp_path / "c.csv").read_text().startswith(head)
    assert head.startswith("claim,report,type")


def test_parquet_holds_the_records_as_they_are(store: Store, results: list[Coded], tmp_path: Path) -> None:
    loss = tables.write_parquet(store, tmp_path / "c.parquet")
    found = pq.read_table(tmp_path / "c.parquet").to_pylist()
    record = claims.record(results[0].claims[0])
    day = date(2014, 1, 3)
    assert found[0] == {**record, "time": {**record["time"], "earliest": day, "latest": day}}
    assert found[0].keys() == record.keys()
    assert (len(found), loss.rows, loss.total) == (3, 3, 3)


def test_parquet_of_an_empty_store_has_the_same_columns(empty: Store, store: Store, tmp_path: Path) -> None:
    tables.write_parquet(empty, tmp_path / "e.parquet")
    tables.write_parquet(store, tmp_path / "c.parquet")
    assert pq.read_schema(tmp_path / "e.parquet") == pq.read_schema(tmp_path / "c.parquet")


def test_parquet_is_written_in_groups(
    store: Store, results: list[Coded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_GROUP", 2)
    assert tables.write_parquet(store, tmp_path / "c.parquet").rows == 3
    assert pq.ParquetFile(tmp_path / "c.parquet").num_row_groups == 2
    del results


def test_a_semicolon_inside_a_list_is_counted(tmp_path: Path) -> None:
    coded = rich()
    first, second = coded.claims[0].places
    claim = replace(coded.claims[0], places=(replace(first, name="Ahras; north"), second))
    with Store.open(tmp_path / "s.duckdb") as store:
        store.add([replace(coded, claims=(claim,))], "v1")
        loss = tables.write_csv(store, tmp_path / "c.csv")
    assert {lost.what: lost.count for lost in loss.reduced}[tables.AMBIGUOUS] == 1
