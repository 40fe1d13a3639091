"""Imports of places: what of each format becomes a pack, what is merged, what is left out."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from affray.errors import UnusableOption, UnusableResource
from affray.resources import packs
from affray.resources.layer import Entry, Layer

PROVINCE = ["100", "Northland", "Northland", "North Land", "36", "37", "A", "ADM1", "XA", "", "01"]
DISTRICT = ["110", "Riverside", "Riverside", "", "36.2", "37.1", "A", "ADM2", "XA", "", "01", "0101"]
TOWN = [
    "120",
    "Qarat Tahta",
    "Qarat Tahta",
    "QRT,قارة تحتا",
    "36.25",
    "37.15",
    "P",
    "PPL",
    "XA",
    "",
    "01",
    "0101",
]
BASE = ["130", "Menar Air Base", "Menar", "", "36.4", "37.2", "S", "AIRB", "XA", "", "01"]
STREAM = ["140", "Nahr Menar", "Nahr Menar", "", "36.4", "37.2", "H", "STM", "XA", "", "01"]
OLD = ["150", "Old Qarat", "Old Qarat", "", "36.4", "37.2", "P", "PPLH", "XA", "", "01"]
AWAY = ["160", "Farawata", "Farawata", "", "10", "10", "P", "PPL", "XB", "", "07"]


def dump(path: Path, *rows: list[str], population: str = "1200") -> Path:
    lines = []
    for row in rows:
        cells = row + [""] * (19 - len(row))
        cells[14] = population if cells[6] == "P" else "0"
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def entries(home: Path) -> dict[str, Entry]:
    (layer,) = packs.opened(home)
    return {entry.place: entry for entry in map(layer.entry, range(len(layer)))}


def test_geonames_rows_become_places_of_their_kind(tmp_path: Path) -> None:
    table = dump(tmp_path / "XA.txt", PROVINCE, DISTRICT, TOWN, BASE, STREAM, OLD)
    told = packs.add([table], tmp_path / "home", format_="geonames", country=None)
    assert (told.name, told.places, told.dropped) == ("xa-geonames", 4, 2)
    found = entries(tmp_path / "home")
    assert {place: entry.kind for place, entry in found.items()} == {
        "geonames:100": "province", "geonames:110": "district",
        "geonames:120": "settlement", "geonames:130": "site",
    }  # fmt: skip
    town = found["geonames:120"]
    assert (town.admin1, town.within, town.division) == ("Northland", "Riverside", "XA.01")
    assert "قارة تحتا" in town.names
    assert town.population == 1200


def test_alternate_names_come_from_their_table(tmp_path: Path) -> None:
    table = dump(tmp_path / "XA.txt", TOWN)
    others = tmp_path / "alternateNamesV2.txt"
    others.write_text(
        "1\t120\ten\tLower Qara\t1\t\t\t\t\t\n2\t120\tlink\thttps://example.org/q\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    packs.add([table, others], tmp_path / "home", format_="geonames", country=None)
    (town,) = entries(tmp_path / "home").values()
    assert "Lower Qara" in town.names
    assert not any("example" in name for name in town.names)


def test_one_country_may_be_picked(tmp_path: Path) -> None:
    table = dump(tmp_path / "two.txt", TOWN, AWAY)
    packs.add([table], tmp_path / "home", format_="geonames", country="XB")
    assert list(entries(tmp_path / "home")) == ["geonames:160"]
    with pytest.raises(UnusableOption, match="no place in XC"):
        packs.add([table], tmp_path / "home", format_="geonames", country="XC")


def record(number: int, name: str, kind: str = "locality", **more: Any) -> dict[str, Any]:
    return {
        "wof:id": number, "wof:name": name, "wof:placetype": kind, "wof:country": "XA", "geom:latitude": 36.0,
        "geom:longitude": 37.0, "geom:bbox": "36,35,38,37", "mz:is_current": -1, "edtf:cessation": "uuuu",
        "wof:superseded_by": [], "wof:hierarchy": [],
    } | {key.replace("__", ":"): value for key, value in more.items()}  # fmt: skip


def wof(path: Path, *records: dict[str, Any]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in records)
    return path


def test_superseded_and_deprecated_records_are_dropped_and_unknown_ones_kept(tmp_path: Path) -> None:
    file = wof(
        tmp_path / "xa.jsonl.gz",
        record(1, "Tamura"),
        record(2, "Gone", wof__superseded_by=[1]),
        record(3, "Past", mz__is_current=0),
        record(4, "Off", edtf__deprecated="2017-01-27"),
        record(5, "Open", edtf__cessation=".."),
        record(6, "Nowhere", geom__latitude=0, geom__longitude=0),
    )
    told = packs.add([file], tmp_path / "home", format_="wof", country=None)
    assert (told.dropped, sorted(each.name for each in entries(tmp_path / "home").values())) == (
        4,
        ["Open", "Tamura"],
    )


def test_one_name_twice_within_two_km_is_one_place(tmp_path: Path) -> None:
    file = wof(
        tmp_path / "xa.jsonl.gz",
        record(1, "Tamura", wof__population=900),
        # 1.1 km north, under another spelling of its own; then 11 km, and a district of the name.
        record(2, "Al Tamura", geom__latitude=36.01, name__ara_x_preferred=["تمورة"]),
        record(3, "Tamura", geom__latitude=36.1),
        record(4, "Tamura", kind="county"),
    )
    told = packs.add([file], tmp_path / "home", format_="wof", country=None)
    found = entries(tmp_path / "home")
    assert (told.merged, sorted(found)) == (1, ["wof:1", "wof:3", "wof:4"])
    assert {"Al Tamura", "تمورة"} <= set(found["wof:1"].names)


def test_parents_come_from_the_hierarchy_the_outline_or_the_neighbours(tmp_path: Path) -> None:
    square = [[[36.0, 35.0], [38.0, 35.0], [38.0, 37.0], [36.0, 37.0], [36.0, 35.0]]]
    north = record(10, "Northland", kind="region", geom__latitude=39.0)
    south = {
        "properties": record(20, "Southland", kind="region"),
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    told = [{"country_id": 9, "region_id": 10}]
    file = wof(
        tmp_path / "xa.jsonl.gz",
        north,
        south,
        record(1, "Tolda", geom__latitude=38.9, wof__hierarchy=told),
        record(2, "Inlina", geom__latitude=36.5),
        record(3, "Nearna", geom__latitude=38.95),
    )
    packs.add([file], tmp_path / "home", format_="wof", country=None)
    by_name = {each.name: each.admin1 for each in entries(tmp_path / "home").values()}
    assert by_name["Tolda"] == "Northland"
    assert by_name["Inlina"] == "Southland"
    assert by_name["Nearna"] == "Northland"


P_CODES = [
    row.split("|")
    for row in (
        "ADM1_EN|ADM1_AR|ADM1_PCODE|ADM2_EN|ADM2_PCODE|ADM3_EN|ADM3_PCODE|ADM4_EN|ADM4_PCODE|LATITUDE_Y|LONGITUDE_X",
        "Northland|الشمال|XA01|Riverside|XA0101|Upper|XA010101|Qarat|C1|36.2|37.0",
        "Northland|الشمال|XA01|Riverside|XA0101|Upper|XA010101|Tamura|XA-C2|36.4|37.2",
        "Southland||XA02||||||||",
    )
]


def test_p_code_tables_give_every_level_with_its_parents(tmp_path: Path) -> None:
    csv = tmp_path / "xa.csv"
    csv.write_text("\n".join(",".join(row) for row in P_CODES), encoding="utf-8-sig")
    book = openpyxl.Workbook()
    for row in P_CODES:
        book.active.append(row)
    book.save(tmp_path / "xa.xlsx")
    for file in (csv, tmp_path / "xa.xlsx"):
        home = tmp_path / file.suffix[1:]
        told = packs.add([file], home, format_="ocha", country="XA")
        assert told.dropped == 1
        found = entries(home)
        assert {entry.kind for entry in found.values()} == {
            "province", "district", "subdistrict", "settlement",
        }  # fmt: skip
        village = found["ocha:C1" if "ocha:C1" in found else "ocha:XA-C2"]
        assert (village.admin1, village.within) == ("Northland", "Riverside")
        # A division stands in the middle of what lies in it.
        assert (found["ocha:XA01"].lat, found["ocha:XA01"].lon) == (36.3, 37.1)
        assert found["ocha:XA01"].names == ("الشمال",)


def test_a_second_import_replaces_the_first(tmp_path: Path) -> None:
    home = tmp_path / "home"
    packs.add([dump(tmp_path / "XA.txt", TOWN)], home, format_="geonames", country=None)
    packs.add([dump(tmp_path / "XA.txt", TOWN, BASE)], home, format_="geonames", country=None)
    assert [told.places for told in packs.listed(home)] == [2]
    assert [path.name for path in home.iterdir()] == ["xa-geonames"]
    packs.remove(home, "xa-geonames")
    assert packs.listed(home) == ()
    with pytest.raises(UnusableOption, match="no pack"):
        packs.remove(home, "../home")


def test_a_zip_is_read_and_its_readme_is_not(tmp_path: Path) -> None:
    table = dump(tmp_path / "XA.txt", TOWN)
    with zipfile.ZipFile(tmp_path / "XA.zip", "w") as archive:
        archive.writestr("readme.txt", "about\n")
        archive.write(table, "XA.txt")
    packs.add([tmp_path / "XA.zip"], tmp_path / "home", format_="geonames", country=None)
    assert list(entries(tmp_path / "home")) == ["geonames:120"]


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("geonames", "a\tb\n"),
        ("geonames", ""),
        ("wof", "no json\n"),
        ("wof", "[1]\n"),
        ("ocha", "place,lat\nx,1\n"),
        ("ocha", ""),
        ("shapes", ""),
    ],
)
def test_files_of_another_kind_are_refused_and_nothing_is_written(
    tmp_path: Path, format_: str, text: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableOption):
        packs.add([file], tmp_path / "home", format_=format_, country=None)
    assert not (tmp_path / "home").exists()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableOption, match="cannot be read"):
        packs.add([tmp_path / "none.txt"], tmp_path, format_="geonames", country=None)


def test_a_damaged_pack_says_to_import_it_again(tmp_path: Path) -> None:
    packs.add([dump(tmp_path / "XA.txt", TOWN)], tmp_path / "home", format_="geonames", country=None)
    (tmp_path / "home/xa-geonames/layer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnusableResource, match="import it again"):
        packs.listed(tmp_path / "home")
    with pytest.raises(UnusableResource, match="import it again"):
        packs.opened(tmp_path / "home")


def test_the_folder_is_the_setting_s_then_the_variable_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AFFRAY_PLACES", str(tmp_path / "env"))
    assert packs.folder() == tmp_path / "env"
    assert packs.folder(str(tmp_path / "set")) == tmp_path / "set"
    monkeypatch.delenv("AFFRAY_PLACES")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert packs.folder().name == "places"
    assert packs.listed(tmp_path / "nowhere") == ()


def test_a_pack_opens_as_a_layer_that_finds_its_names(tmp_path: Path) -> None:
    packs.add([dump(tmp_path / "XA.txt", TOWN)], tmp_path / "home", format_="geonames", country=None)
    layer = Layer(tmp_path / "home/xa-geonames")
    assert layer.about.attribution.startswith("GeoNames")
    for name in ("Qarat Tahta", "قارة تحتا"):
        assert [found.entry.place for found in layer.find(name)] == ["geonames:120"]
    assert [found.level for found in layer.find_loosely("Karet Tahta", "XA")] == [3]
