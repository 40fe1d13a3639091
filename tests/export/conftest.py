"""A store to export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from affray.model import Coded
from affray.store import Store
from tests.store.making import make_claim, nowhere, one_claim, rich

HOSTILE = '=HYPERLINK("http://x") shot "quoted", \ud800 <b>;\u202e\x1b[31m men'


@pytest.fixture
def results() -> list[Coded]:
    """Three reports: one with everything, one with an unresolved place, one with hostile text."""
    unplaced = one_claim("b", "Gunmen shot guards in Nowhereville.")
    claim = make_claim(
        unplaced.report,
        unplaced.claims[0].claim.type,
        "shot",
        places=(nowhere(unplaced.report, "Nowhereville"),),
    )
    return [rich("a"), replace(unplaced, claims=(claim,)), one_claim("c", HOSTILE)]


@pytest.fixture
def store(tmp_path: Path, results: list[Coded]) -> Iterator[Store]:
    with Store.open(tmp_path / "war.duckdb") as opened:
        opened.add(results, "v1")
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "empty.duckdb") as opened:
        yield opened
