"""The claim record is the codebook's."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from affray.errors import UnusableOption, UnusableStore
from affray.export import claims
from affray.export.loss import Lost
from affray.model import Coded
from affray.store import Store
from tests.store.making import rich


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_record_has_every_field_of_the_codebook() -> None:
    grounded = rich().claims[0]
    record = claims.record(grounded)
    quote = rich().report.text
    assert {name: record[name] for name in ("claim", "report", "type", "stance", "scope")} == {
        "claim": grounded.claim.claim,
        "report": "ahras-1",
        "type": "shelling",
        "stance": "asserted",
        "scope": "incident",
    }
    assert record["evidence"] == {"start": 0, "end": len(quote), "quote": quote}
    assert record["trigger"]["text"] == "shelled"
    assert [(actor["role"], actor["actor"], actor["name"]) for actor in record["actors"]] == [
        ("a", "red-brigade", "Red Brigade"),
        ("b", None, None),
    ]
    assert (
        record["places"][0].items()
        >= {
            "text": "Ahras",
            "place": "affray:ahras",
            "name": "Ahras",
            "lat": 36.40,
            "lon": 37.144,
            "radius_km": 1.5,
            "precision": "point",
            "admin1": "Aleppo",
            "country": "SY",
            "score": 0.93,
        }.items()
    )
    assert (
        record["time"].items()
        >= {
            "text": "Friday",
            "earliest": "2014-01-03",
            "latest": "2014-01-03",
            "basis": "relative",
        }.items()
    )
    assert (
        record["figures"][0].items()
        >= {
            "kind": "killed",
            "min": None,
            "max": 30,
            "text": "up to 30",
            "of": None,
            "unknown": False,
            "part_of": None,
        }.items()
    )
    assert [instrument["text"] for instrument in record["instruments"]] == ["shelled"]
    assert record["sources"][0].items() >= {"text": "a medic", "name": None}.items()


def test_absent_values_are_null_and_never_omitted(store: Store, tmp_path: Path) -> None:
    claims.write(store, tmp_path / "c.jsonl")
    full, bare, _ = lines(tmp_path / "c.jsonl")
    assert bare.keys() == full.keys()
    assert bare["places"][0].keys() == full["places"][0].keys()
    assert bare["time"] == dict.fromkeys(full["time"]) | {"reason": "no date"}
    assert (bare["actors"], bare["figures"], bare["sources"]) == ([], [], [])


def test_every_claim_is_written_and_quotes_its_report(
    store: Store, results: list[Coded], tmp_path: Path
) -> None:
    loss = claims.write(store, tmp_path / "c.jsonl")
    texts = {coded.report.report: coded.report.text.replace("\ud800", "\ufffd") for coded in results}
    for record in lines(tmp_path / "c.jsonl"):
        for part, key in (("evidence", "quote"), ("trigger", "text")):
            span = record[part]
            assert texts[record["report"]][span["start"] : span["end"]] == span[key]
    assert (loss.rows, loss.total, loss.held, loss.left_out) == (3, 3, 3, ())
    assert loss.reduced == (Lost(what="characters that UTF-8 cannot hold, written as U+FFFD", count=1),)


def test_the_same_claims_give_the_same_bytes(results: list[Coded], tmp_path: Path) -> None:
    written = []
    for number, order in enumerate((results, results[::-1])):
        with Store.open(tmp_path / f"{number}.duckdb") as store:
            for coded in order:
                store.add([coded], "v1")
            claims.write(store, tmp_path / "c.jsonl")
        written.append((tmp_path / "c.jsonl").read_bytes())
    assert written[0] == written[1]


def test_a_number_that_is_none_is_null(tmp_path: Path) -> None:
    coded = rich()
    place = replace(coded.claims[0].places[0], lat=float("inf"), score=float("nan"))
    with Store.open(tmp_path / "s.duckdb") as store:
        store.add([replace(coded, claims=(replace(coded.claims[0], places=(place,)),))], "v1")
        claims.write(store, tmp_path / "c.jsonl")
    (found,) = lines(tmp_path / "c.jsonl")
    assert (found["places"][0]["lat"], found["places"][0]["score"]) == (None, None)


def test_a_claim_that_does_not_quote_its_report_stops_the_export(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "c.jsonl"
    out.write_text("before")
    store.close()
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("UPDATE claims SET quote = 'He shot nobody.' WHERE report = 'b'")
    with Store.open_read_only(store.path) as altered, pytest.raises(UnusableStore, match="does not say at"):
        claims.write(altered, out)
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "war.duckdb"]


def test_a_place_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnusableOption, match="is a folder"):
        claims.write(store, tmp_path)
    with pytest.raises(UnusableOption, match="does not exist"):
        claims.write(store, tmp_path / "none" / "c.jsonl")


def test_an_empty_store_gives_an_empty_file(empty: Store, tmp_path: Path) -> None:
    assert claims.write(empty, tmp_path / "c.jsonl").rows == 0
    assert (tmp_path / "c.jsonl").read_bytes() == b""


def test_an_export_is_written_through_a_link(store: Store, tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    claims.write(store, tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text(encoding="utf-8")
