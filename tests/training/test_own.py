"""The annotated reports of our own: every line is read, and every text stands where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from affray.model import ClaimType, FigureKind, Stance
from training.claims.own import OwnReport, reports


def read(folder: Path, text: str) -> list[OwnReport]:
    (folder / "some.txt").write_text(text, encoding="utf-8")
    return list(reports(folder))


def test_the_reports_that_ship_use_the_codebooks_words_only() -> None:
    found = list(reports())
    assert len({report.report for report in found}) == len(found) > 300
    claims = [claim for report in found for claim in report.claims]
    assert {claim["type"] for claim in claims} == set(ClaimType)
    assert {claim["stance"] for claim in claims} == set(Stance)
    assert {figure["kind"] for claim in claims for figure in claim["figures"]} <= set(FigureKind)


def test_a_claim_has_its_fields(tmp_path: Path) -> None:
    (report,) = read(
        tmp_path,
        "## report one\n[1] The Tide Brigade dug in.\n[2] On Monday it took Ras Hadid, killing up to 9.\n"
        "2 capture | t=took | a=it > Tide Brigade | p=Ras Hadid | w=Monday | n=killed:-9:up to 9:guards "
        "| st=planned\n"
        "2 attack | t=killing | a=^The Tide Brigade | n=killed:?-?:killing\n",
    )
    first, second = report.claims
    assert (first["sentence"], first["type"], first["trigger"]) == (2, "capture", "took")
    assert first["a"] == [{"name": "Tide Brigade", "text": "it"}]
    assert first["figures"] == [{"kind": "killed", "min": None, "max": 9, "text": "up to 9", "of": "guards"}]
    assert first["stance"] == "planned"
    assert second["a"] == [{"text": "The Tide Brigade", "earlier": True}]
    assert second["figures"][0]["min"] is second["figures"][0]["max"] is None
    assert second["stance"] == "asserted"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2 capture | t=took", "no sentence 2"),
        ("1 capture | a=They", "no trigger"),
        ("1 capture | t=lost", "not in its sentence"),
        ("1 capture | t=took | a=^They", "not in its sentence"),
        ("1 capture | t=took | q=Ras", "no field"),
        ("[3] A sentence.", "sentence 3 after 1"),
        ("took the town", "neither"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(ValueError, match=rf"some\.txt:3: .*{told}"):
        read(tmp_path, f"## report one\n[1] They took Ras Hadid.\n{line}\n")
