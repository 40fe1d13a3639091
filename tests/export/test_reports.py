"""The report record is the codebook's."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from affray.export import reports
from affray.store import Store
from tests.store.making import rich


def test_a_record_has_every_field_of_the_codebook_and_no_chosen_date() -> None:
    coded = rich()
    report, record = coded.report, reports.record(coded)
    names = ("report", "path", "title", "outlet", "origin", "dateline", "text")
    assert [record[name] for name in names] == [getattr(report, name) for name in names]
    assert record["published"] == {
        "earliest": None,
        "latest": None,
        "best": None,
        "witnesses": [
            {
                "basis": "chrome",
                "text": "9 May 2024",
                "earliest": "2024-05-09",
                "latest": None,
                "weight": None,
            }
        ],
    }
    length = len(report.text)
    assert record["dropped"] is None
    assert reports.record(replace(coded, dropped="no conflict content"))["dropped"] == "no conflict content"
    assert record["segments"] == [{"kind": "body", "start": 0, "end": length, "undated": False}]
    assert record["offsets"] == {"clean": [0], "source": [0], "length": [length]}


def test_every_report_is_written_with_the_same_fields(store: Store, tmp_path: Path) -> None:
    loss = reports.write(store, tmp_path / "r.jsonl")
    found = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert [record["report"] for record in found] == ["a", "b", "c"]
    assert found[0].keys() == found[1].keys()
    assert found[1]["outlet"] is None
    assert (loss.unit, loss.rows, loss.total) == ("reports", 3, 3)
