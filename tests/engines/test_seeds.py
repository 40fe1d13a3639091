"""The stages as shipped give one result, on any number of processes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from affray.config import Settings
from affray.engines.local import run
from affray.export import claims, reports
from affray.store import Store


@pytest.mark.shared
def test_the_seeds_give_the_same_records_on_one_process_and_on_two(shared: Path, tmp_path: Path) -> None:
    written = []
    for count in (1, 2):
        into = tmp_path / f"{count}.duckdb"
        outcome = run([str(shared / "seeds")], into, settings=replace(Settings(), workers=count))
        assert (outcome.coded, outcome.skips) == (5, {})
        assert outcome.claims > 0
        with Store.open_read_only(into) as store:
            claims.write(store, tmp_path / "c.jsonl")
            reports.write(store, tmp_path / "r.jsonl")
        written.append([(tmp_path / name).read_bytes() for name in ("c.jsonl", "r.jsonl")])
    assert written[0] == written[1]
