"""The report record is the codebook's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from affray.export import reports
from affray.model import Basis, DateWitness, Likely, Published
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
        "reason": "not dated",
        "pinned": False,
        "days": [],
    }
    length = len(report.text)
    assert record["dropped"] is None
    assert reports.record(replace(coded, dropped="no conflict content"))["dropped"] == "no conflict content"
    assert record["segments"] == [{"kind": "body", "start": 0, "end": length, "undated": False}]
    assert record["offsets"] == {"clean": [0], "source": [0], "length": [length]}


def test_when_it_was_published_is_told_with_every_date_of_the_page() -> None:
    weighed = DateWitness(basis=Basis.RELATIVE, text="Monday", earliest=None, latest=None, weight=0.9)
    published = Published(
        earliest=date(2016, 3, 7),
        latest=date(2016, 3, 8),
        best=date(2016, 3, 7),
        witnesses=(weighed,),
        reason="by relative",
        days=(Likely(day=date(2016, 3, 7), chance=0.8), Likely(day=date(2016, 3, 8), chance=0.2)),
    )
    told = reports.published(replace(rich().report, published=published))
    assert (told["earliest"], told["latest"], told["best"]) == ("2016-03-07", "2016-03-08", "2016-03-07")
    assert [(each["text"], each["weight"]) for each in told["witnesses"]] == [
        ("Monday", 0.9),
        ("9 May 2024", None),
    ]
    assert told["days"][0] == {"day": "2016-03-07", "chance": 0.8}


def test_every_report_is_written_with_the_same_fields(store: Store, tmp_path: Path) -> None:
    loss = reports.write(store, tmp_path / "r.jsonl")
    found = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert [record["report"] for record in found] == ["a", "b", "c"]
    assert found[0].keys() == found[1].keys()
    assert found[1]["outlet"] is None
    assert (loss.unit, loss.rows, loss.total) == ("reports", 3, 3)
