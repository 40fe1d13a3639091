"""The annotated reports: their furniture gone, their sentences kept, their names told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from affray.model import Basis, Raw, Report
from affray.read import datelines, layout, plain
from affray.read.options import ReadOptions
from affray.read.records import records

pytestmark = pytest.mark.shared
_SHORTCODE = re.compile(r"\[/?caption[^\]]*\]")


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for line in (shared / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture(scope="module")
def read(shared: Path) -> dict[str, Report]:
    raws = records([str(shared / "seeds")], ReadOptions())
    return {f"{raw.report}.txt": plain.read(raw) for raw in raws if isinstance(raw, Raw)}


def spaced(text: str) -> str:
    return " ".join(text.split())


def own_words(quote: str) -> str:
    """A quoted sentence without dateline, caption markup and the name of the site."""
    words = spaced(_SHORTCODE.sub("", quote))
    if found := datelines.find(words):
        words = words[found.end :]
    site = layout.site_of(words)
    return words[: site[0]] if site else words


def test_all_furniture_is_gone(gold: list[dict[str, Any]], read: dict[str, Report]) -> None:
    left = [
        (entry["report"], chrome)
        for entry in gold
        if entry["kind"] == "report"
        for chrome in entry["chrome"]
        if spaced(chrome) in spaced(read[entry["report"]].text)
    ]
    assert left == []


def test_no_sentence_that_holds_a_claim_is_lost(gold: list[dict[str, Any]], read: dict[str, Report]) -> None:
    claims = [entry for entry in gold if entry["kind"] == "claim"]
    assert len(claims) > 100
    lost = []
    for claim in claims:
        report = read[claim["report"]]
        words = own_words(claim["quote"])
        # A caption in a second wording counts once.
        twice = (fuzz.token_set_ratio(words, line) > 88 for line in report.text.split("\n") if len(line) > 80)
        if words not in spaced(report.text) and not any(twice):
            lost.append((claim["id"], words))
    assert lost == []


def test_outlet_origin_and_dateline_are_told_where_the_page_shows_them(
    gold: list[dict[str, Any]], read: dict[str, Report]
) -> None:
    for entry in (each for each in gold if each["kind"] == "report"):
        report = read[entry["report"]]
        assert (report.origin, report.dateline) == (entry["origin"], entry["dateline"])
        if report.outlet is None:
            assert spaced(entry["outlet"]).casefold() not in spaced(report.text).casefold()
        else:
            assert fuzz.ratio(report.outlet, entry["outlet"]) > 90  # one page misspells its own name


def test_the_dates_of_the_page_around_a_report_are_witnesses(
    gold: list[dict[str, Any]], read: dict[str, Report]
) -> None:
    for entry in (each for each in gold if each["kind"] == "report"):
        found = [each.text for each in read[entry["report"]].dates if each.basis is Basis.CHROME]
        assert found == entry["chrome_dates"]
