"""Rows of others come in and go out as they are, whatever is wrong in them."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from affray.errors import UnusableOption
from affray.export import readback
from affray.export.layouts import acled, ucdp
from tests.export.layouts.making import event, held

HEAD = (
    "id,date_start,date_end,latitude,longitude,low,best,high,"
    "deaths_a,deaths_b,deaths_civilians,deaths_unknown,note"
)
ROW = '1.0,2014-01-03 00:00:00.000,2014-01-04,36.4,37.1,2,3.0,4,1,2,0,0,"two lines,\nwith ""quotes"""'


def imported(tmp_path: Path, *rows: str, head: str = HEAD, ending: str = "\n") -> readback.Imported:
    (tmp_path / "in.csv").write_bytes((ending.join((head, *rows)) + ending).encode())
    return readback.read_in("ucdp", tmp_path / "in.csv", tmp_path / "i.parquet")


def read(tmp_path: Path) -> list[readback.Read]:
    return [row for row, _ in readback.imported_rows(tmp_path / "i.parquet")]


def test_a_row_is_kept_as_worded_and_read_beside_it(tmp_path: Path) -> None:
    found = imported(tmp_path, ROW)
    ((row, worded),) = readback.imported_rows(tmp_path / "i.parquet")
    assert (row.id, row.earliest, row.latest) == ("1.0", date(2014, 1, 3), date(2014, 1, 4))
    assert (row.lat, row.lon, row.low, row.best, row.high) == (36.4, 37.1, 2, 3, 4)
    assert (worded["id"], worded["best"], worded["note"]) == ("1.0", "3.0", 'two lines,\nwith "quotes"')
    assert (found.rows, found.unknown, found.faults) == (1, ("note",), {})
    assert "relid" in found.missing


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_what_goes_out_is_what_came_in(tmp_path: Path, ending: str, bom: str) -> None:
    imported(tmp_path, ROW.replace("\n", " "), head=bom + HEAD, ending=ending)
    readback.write_out(tmp_path / "i.parquet", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "in.csv").read_bytes()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW.replace("2,3.0,4", "5,3.0,4"), "low is above best"),
        (ROW.replace("2,3.0,4", "2,3.0,1"), "best is above high"),
        (ROW.replace("1,2,0,0", "1,1,0,0"), "the deaths by side do not sum to best"),
        (ROW.replace("2014-01-04", "2014-01-02"), "the end is before the start"),
        (ROW.replace("2014-01-04", "4 Jan"), "a day that is none"),
        (ROW.replace("36.4", "364"), "no point on the globe"),
        (ROW.replace("37.1", ""), "no point on the globe"),
        (ROW.replace("2,3.0,4", "2,3.0,many"), "a count of deaths that is none"),
    ],
)
def test_a_row_that_breaks_a_rule_is_kept_and_told(tmp_path: Path, row: str, fault: str) -> None:
    found = imported(tmp_path, ROW, row)
    assert found.rows == 2
    assert found.faults == {fault: 1}
    assert [each.faults for each in read(tmp_path)] == [(), (fault,)]


def test_a_line_of_other_length_is_told_by_its_number(tmp_path: Path) -> None:
    found = imported(tmp_path, ROW, "1,2,3", ROW)
    assert (found.rows, found.broken) == (2, (4,))


def test_columns_are_read_by_name_in_any_order(tmp_path: Path) -> None:
    imported(
        tmp_path, "4,3,2,37.1,36.4,2014-01-04,2014-01-03,7", head=",".join(reversed(HEAD.split(",")[:8]))
    )
    (row,) = read(tmp_path)
    assert (row.id, row.low, row.high, row.lat) == ("7", 2, 4, 36.4)


def test_gzipped_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "in.csv.gz").write_bytes(gzip.compress(f"{HEAD}\n{ROW}\n".encode()))
    assert readback.read_in("ucdp", tmp_path / "in.csv.gz", tmp_path / "i.parquet").rows == 1


@pytest.mark.parametrize("day", ["2015-10-14", "14 October 2015", "14-October-2015"])
def test_acled_days_are_read_in_its_forms(tmp_path: Path, day: str) -> None:
    head = "event_id_cnty;event_date;event_type;latitude;longitude;fatalities"
    (tmp_path / "a.csv").write_text(f"{head}\nSYR1;{day};Battles;36.4;37.1;3\n")
    readback.read_in("acled", tmp_path / "a.csv", tmp_path / "i.parquet")
    (row,) = read(tmp_path)
    assert (row.earliest, row.best) == (date(2015, 10, 14), 3)


@pytest.mark.parametrize("layout", ["ucdp", "acled"])
def test_our_own_exports_come_back_whole(tmp_path: Path, layout: str) -> None:
    write = {"ucdp": ucdp.write, "acled": acled.write}[layout]
    write(held(event(), event(event="e-2")), tmp_path / "ours.csv")
    found = readback.read_in(layout, tmp_path / "ours.csv", tmp_path / "i.parquet")
    assert (found.rows, found.faults, found.missing, found.unknown) == (2, {}, (), ())
    readback.write_out(tmp_path / "i.parquet", tmp_path / "back.csv")
    assert (tmp_path / "back.csv").read_bytes() == (tmp_path / "ours.csv").read_bytes()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id,best\n1,2\n", "is no ucdp file: it has no column date_start, date_end"),
        (b"", "is no ucdp file"),
        (b"\xff\xfe", "is no UTF-8"),
        (f"{HEAD},id\n".encode(), "has columns that cannot be told apart: id"),
        (f"{HEAD},affray_low\n".encode(), "has columns that cannot be told apart: affray_low"),
        (b"\x1f\x8bno gzip", "cannot be read"),
    ],
)
def test_what_is_no_such_file_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    with pytest.raises(UnusableOption, match=told):
        readback.read_in("ucdp", tmp_path / "in.csv", tmp_path / "i.parquet")
    assert not (tmp_path / "i.parquet").exists()


def test_other_parquet_is_no_import(tmp_path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415

    pq.write_table(pa.table({"a": [1]}), tmp_path / "a.parquet")
    with pytest.raises(UnusableOption, match="holds no imported rows"):
        readback.write_out(tmp_path / "a.parquet", tmp_path / "a.csv")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "counts"),
    [("ged231_sample1000.csv", (1000, 13)), ("ged_syria_2016_2019_dev.csv.gz", (12857, 78))],
)
def test_published_rows_come_back_byte_for_byte(
    shared: Path, tmp_path: Path, name: str, counts: tuple[int, int]
) -> None:
    path = shared / "corpora/public/ucdp" / name
    found = readback.read_in("ucdp", path, tmp_path / "i.parquet")
    assert (found.rows, sum(found.faults.values())) == counts
    assert (found.unknown, found.broken) == ((), ())
    readback.write_out(tmp_path / "i.parquet", tmp_path / "out.csv")
    content = path.read_bytes()
    assert (tmp_path / "out.csv").read_bytes() == (
        gzip.decompress(content) if name.endswith(".gz") else content
    )
