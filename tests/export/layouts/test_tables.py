"""Events as tables: CSV, Parquet, GeoParquet and a workbook."""

from __future__ import annotations

import csv
import dataclasses
import json
import struct
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from openpyxl import load_workbook

from affray.export.layouts import flat, tables
from affray.export.layouts.flat import content_note
from affray.model import (
    Account,
    Agreement,
    ClaimType,
    Event,
    EventPlace,
    FigureKind,
    FigureRange,
    Grade,
    Root,
    Stance,
    Stood,
    Telling,
)
from tests.export.layouts.making import AHRAS, coded, event, figures, held

HOSTILE = '=HYPERLINK("http://x")'


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    header, *rows = load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_a_row_has_every_column(tmp_path: Path) -> None:
    tables.write_csv(held(event()), tmp_path / "e.csv")
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, strict=True)
    assert list(row) == list(flat.columns())
    assert (row["event"], row["type"], row["grade"]) == ("e-1", "clash", "single-source")
    assert (row["a"], row["a_names"], row["b_names"]) == ("isil", "ISIL", "Syrian opposition forces")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("20", "20", "20")
    assert (row["injured_best"], row["killed_a_best"]) == ("", "")
    assert row["content_note"] == "deaths"


def test_events_of_every_stance_are_held(tmp_path: Path) -> None:
    loss = tables.write_csv(
        held(*(event(event=f"e-{stance}", stance=stance) for stance in Stance)), tmp_path / "e.csv"
    )
    assert (loss.held, loss.total, loss.left_out) == (len(Stance), len(Stance), ())


def test_four_ranges_of_killed_and_injured_by_side(tmp_path: Path) -> None:
    made = event(
        figures=(
            figures(3, 3, 3, "a"),
            figures(10, 12, 15, "b"),
            figures(1, 2, 2, "a", kind=FigureKind.INJURED),
            figures(30, 30, None, "b", kind=FigureKind.INJURED),
        )
    )
    tables.write_parquet(held(made), tmp_path / "e.parquet")
    (row,) = pq.read_table(tmp_path / "e.parquet").to_pylist()
    assert [row[f"killed_b_{bound}"] for bound in ("low", "best", "high")] == [10, 12, 15]
    assert [row[f"injured_b_{bound}"] for bound in ("low", "best", "high")] == [30, 30, None]
    assert (row["killed_a_best"], row["injured_a_high"], row["killed_best"]) == (3, 2, None)


def test_parquet_holds_all_that_the_event_holds(tmp_path: Path) -> None:
    made = event(
        tellings=(
            Telling(field="time", root="sohr", claim="c-1", value="2015-10-14..2015-10-14", text=None),
        ),
        agreement=(Agreement(field="place", value="affray:ahras", share=0.5, values=2, divergence=1.0),),
        stood=(
            Stood(
                known=date(2015, 10, 15),
                grade=Grade.SINGLE_SOURCE,
                because="SOHR",
                low=20,
                best=20,
                high=None,
            ),
        ),
    )
    loss = tables.write_parquet(held(made), tmp_path / "e.parquet")
    (row,) = pq.read_table(tmp_path / "e.parquet").to_pylist()
    assert (row["earliest"], row["a"], row["disputed"]) == (date(2015, 10, 14), ["isil"], ["place"])
    assert row["figure_ranges"][0]["by"][0]["text"] == "20"
    assert row["root_sources"][0]["name"] == "SOHR"
    assert row["tellings"][0]["value"] == "2015-10-14..2015-10-14"
    assert row["stood"] == [
        {
            "known": date(2015, 10, 15),
            "grade": "single-source",
            "because": "SOHR",
            "low": 20,
            "best": 20,
            "high": None,
        }
    ]
    assert loss.reduced == ()
    sheet = tables.write_xlsx(held(made), tmp_path / "e.xlsx")
    assert any("stand otherwise" in each.what for each in sheet.reduced)


def test_no_field_of_an_event_is_missing_from_parquet(tmp_path: Path) -> None:
    tables.write_parquet(held(event()), tmp_path / "e.parquet")
    schema = pq.read_schema(tmp_path / "e.parquet")
    told = {
        "figures": "figure_ranges",
        "roots": "root_sources",
        "claims": "claim_ids",
        "places": "event_places",
    }
    for field in dataclasses.fields(Event):
        assert told.get(field.name, field.name) in schema.names
    for column, noun in (
        ("figure_ranges", FigureRange),
        ("root_sources", Root),
        ("tellings", Telling),
        ("agreement", Agreement),
        ("event_places", EventPlace),
        ("stood", Stood),
    ):
        inner = schema.field(column).type.value_type
        assert {each.name for each in inner} == {field.name for field in dataclasses.fields(noun)}
    accounts = schema.field("figure_ranges").type.value_type.field("by").type.value_type
    assert {each.name for each in accounts} == {field.name for field in dataclasses.fields(Account)}


def test_geoparquet_has_points_as_wkb_and_says_so(tmp_path: Path) -> None:
    tables.write_geoparquet(held(event(), event(event="e-2", place=None)), tmp_path / "e.parquet")
    table = pq.read_table(tmp_path / "e.parquet")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"] == {"encoding": "WKB", "geometry_types": ["Point"]}
    point, nowhere = table.column("geometry").to_pylist()
    assert struct.unpack("<BIdd", point) == (1, 1, 37.14456, 36.40123)
    assert nowhere is None


def test_an_empty_table_has_the_same_columns(tmp_path: Path) -> None:
    tables.write_parquet(held(results=[]), tmp_path / "empty.parquet")
    tables.write_parquet(held(event()), tmp_path / "e.parquet")
    assert pq.read_schema(tmp_path / "empty.parquet") == pq.read_schema(tmp_path / "e.parquet")


def test_a_workbook_has_a_sheet_for_each_noun(tmp_path: Path) -> None:
    tables.write_xlsx(held(event()), tmp_path / "e.xlsx")
    (row,) = sheet(tmp_path / "e.xlsx", "events")
    assert (row["event"], row["killed_best"], row["lat"]) == ("e-1", 20, 36.40123)
    assert row["earliest"] == datetime(2015, 10, 14)  # noqa: DTZ001 a workbook knows no zones
    (figure,) = sheet(tmp_path / "e.xlsx", "figures")
    assert (figure["text"], figure["root"], figure["told_low"]) == ("20", "sohr", 20)
    (claim,) = sheet(tmp_path / "e.xlsx", "claims")
    assert claim["quote"] == coded().report.text
    (report,) = sheet(tmp_path / "e.xlsx", "reports")
    assert (report["outlet"], report["title"]) == ("Northern Post", "Twenty killed in Ahras")
    assert sheet(tmp_path / "e.xlsx", "sources")[0]["attribution"].startswith("affray's own places")


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    made = coded(f"{HOSTILE} ISIS fighters and rebels clashed.")
    made = replace(made, report=replace(made.report, title=HOSTILE, outlet="+1", origin="@x"))
    loss = tables.write_xlsx(
        held(event(place=replace(AHRAS, name=HOSTILE)), results=[made]), tmp_path / "e.xlsx"
    )
    for name in load_workbook(tmp_path / "e.xlsx").sheetnames:
        for cells in load_workbook(tmp_path / "e.xlsx")[name].iter_rows():
            for cell in cells:
                assert cell.data_type != "f"
                assert not str(cell.value or "").lstrip().startswith(("=", "+", "@"))
    guarded = "texts that a spreadsheet would take for a formula, written after an apostrophe"
    assert {lost.what: lost.count for lost in loss.reduced}[guarded] >= 5


def test_a_workbook_tells_what_its_cells_could_not_hold(tmp_path: Path) -> None:
    long, control = "x" * 40_000, "\x07"
    made = coded()
    made = replace(made, report=replace(made.report, title=long, outlet=f"Post{control}\ud800"))
    loss = tables.write_xlsx(held(event(), results=[made]), tmp_path / "e.xlsx")
    (report,) = sheet(tmp_path / "e.xlsx", "reports")
    assert len(report["title"]) == 32_767
    assert report["outlet"] == "Post\ufffd\ufffd"
    told = {lost.what: lost.count for lost in loss.reduced}
    assert told["texts cut at the 32,767 characters that a cell holds"] == 1
    # In the sheets of events and of reports.
    assert told["control characters that a workbook cannot hold, written as U+FFFD"] == 2


def test_rows_beyond_a_sheet_are_left_out_and_counted(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(tables, "_SHEET_ROWS", 2)
    loss = tables.write_xlsx(held(event(), event(event="e-2")), tmp_path / "e.xlsx")
    assert (loss.held, loss.total) == (1, 2)


def test_a_workbook_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        tables.write_xlsx(held(event()), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_reader_is_warned_of_what_the_sentences_tell() -> None:
    assert content_note(event(ClaimType.EXECUTION, figures=())) == "killing of captives or massacre"
    assert content_note(event(ClaimType.TALKS, figures=())) is None
    both = event(ClaimType.CLASH, types=(ClaimType.CLASH, ClaimType.TORTURE))
    assert content_note(both) == "torture, beating or rape, deaths"
