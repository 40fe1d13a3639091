"""From files to claims with the stages as they ship."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from affray.config import Settings
from affray.engines.local import run
from affray.model import ClaimType, Coded, Role, Segment, SegmentKind, Stance
from affray.store import Store

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def coded(into: Path, *paths: Path) -> list[Coded]:
    run([str(path) for path in paths], into, settings=replace(Settings(), workers=1))
    with Store.open_read_only(into) as store:
        return list(store.results())


@pytest.fixture(scope="module")
def examples(coded_examples: Path) -> dict[str, Coded]:
    with Store.open_read_only(coded_examples) as store:
        found = list(store.results())
    return {each.report.report.partition("_")[0]: each for each in found}


def inside(coded: Coded, part: Segment) -> list[str]:
    """Ids of the claims whose sentence stands in a part of the text."""
    return [each.claim.claim for each in coded.claims if part.start <= each.claim.evidence.start < part.end]


def test_all_sample_reports_are_read_and_make_claims(examples: dict[str, Coded]) -> None:
    assert len(examples) == 75
    assert all(each.claims for each in examples.values())


def test_every_word_of_a_claim_stands_where_it_says(examples: dict[str, Coded]) -> None:
    for each in examples.values():
        text = each.report.text
        for grounded in each.claims:
            claim = grounded.claim
            for span in (claim.evidence, claim.trigger):
                assert text[span.start : span.end] == span.text
            for filler in claim.fillers:
                assert text[filler.start : filler.end] == filler.text
            for figure in claim.figures:
                assert text[figure.start : figure.end] == figure.text


def test_a_village_that_changes_hands_in_a_day_is_told_by_several_claims(examples: dict[str, Coded]) -> None:
    kinds = [each.claim.type for each in examples["07"].claims]
    assert len([kind for kind in kinds if kind in {ClaimType.CAPTURE, ClaimType.WITHDRAWAL}]) >= 3


def test_two_outlets_keep_their_own_words_for_one_side(examples: dict[str, Coded]) -> None:
    def labels(report: str) -> str:
        fillers = [f.text for each in examples[report].claims for f in each.claim.fillers]
        return " ".join(text.lower() for text in fillers)

    assert "terrorist" in labels("02")
    assert "terrorist" not in labels("01")


def test_tolls_that_differ_stay_two_figures(examples: dict[str, Coded]) -> None:
    def killed(report: str) -> set[tuple[int | None, int | None]]:
        figures = [f for each in examples[report].claims for f in each.claim.figures]
        return {(f.min, f.max) for f in figures if f.kind == "killed"}

    assert killed("01") != killed("02")


def test_one_battle_told_by_five_outlets_keeps_the_tolls_of_each(examples: dict[str, Coded]) -> None:
    tolls = {"13": (60, None), "14": (20, 99), "15": (14, None), "16": (30, 30), "17": (41, 41)}
    for report, bounds in tolls.items():
        figures = [f for each in examples[report].claims for f in each.claim.figures if f.kind == "killed"]
        assert bounds in {(f.min, f.max) for f in figures}


def test_a_toll_that_grows_is_a_figure_a_day(examples: dict[str, Coded]) -> None:
    for report, dead in (("dn-20150117-09", 12), ("dn-20150118-03", 27), ("dn-20150119-08", 31)):
        figures = [f for each in examples[report].claims for f in each.claim.figures]
        assert (dead, dead) in {(f.min, f.max) for f in figures if f.kind == "killed"}


def test_the_four_changes_of_a_town_are_dated_to_the_day(examples: dict[str, Coded]) -> None:
    days = {
        str(each.time.earliest)
        for report in ("03", "19", "20", "22")
        for each in examples[report].claims
        if each.claim.type in {ClaimType.CAPTURE, ClaimType.WITHDRAWAL}
        and each.time.earliest == each.time.latest
        and any(place.name == "Akhtarin" for place in each.places)
    }
    assert {"2014-01-12", "2014-08-13", "2015-03-08", "2015-07-09"} <= days


def test_an_agency_that_cites_a_site_that_cites_activists_is_a_chain(examples: dict[str, Coded]) -> None:
    chains = [[source.filler.text for source in each.sources] for each in examples["dn-20140113-02"].claims]
    assert any(len(chain) > 1 and "activists" in chain[0] for chain in chains)


def test_a_village_that_exists_nowhere_has_no_position(examples: dict[str, Coded]) -> None:
    read = [
        place
        for report in ("44", "45")
        for each in examples[report].claims
        for place in each.places
        if "Umm Qarn" in place.filler.text
    ]
    assert read
    assert all(place.place is None and place.lat is None for place in read)


def test_a_threat_is_no_attack_that_happened(examples: dict[str, Coded]) -> None:
    threats = [c.claim for each in examples.values() for c in each.claims if c.claim.type == ClaimType.THREAT]
    assert threats
    for threat in threats:
        beside = [
            c.claim
            for each in examples.values()
            for c in each.claims
            if c.claim.evidence == threat.evidence and c.claim.trigger.start > threat.trigger.start
        ]
        assert all(claim.stance != Stance.ASSERTED for claim in beside if claim.type == ClaimType.BOMBING)


def test_a_wrong_page_date_dates_no_claim(examples: dict[str, Coded]) -> None:
    for number, year in (
        ("02", 2022),
        ("05", 2023),
        ("14", 2021),
        ("25", 2020),
        ("30", 2022),
        ("41", 2022),
        ("46", 2021),
    ):
        days = [c.time.earliest for c in examples[number].claims] + [
            c.time.latest for c in examples[number].claims
        ]
        assert year not in {day.year for day in days if day}


def test_a_file_photos_caption_dates_nothing(examples: dict[str, Coded]) -> None:
    undated = [part for each in examples.values() for part in each.report.segments if part.undated]
    assert undated
    for each in examples.values():
        for part in each.report.segments:
            if part.kind == SegmentKind.CAPTION and part.undated:
                held = set(inside(each, part))
                assert all(c.time.earliest is None for c in each.claims if c.claim.claim in held)


def test_bad_files_are_recorded_and_nothing_else_is_lost(tmp_path: Path) -> None:
    found = coded(tmp_path / "b.duckdb", EXAMPLES / "broken")
    assert [each.report.report for each in found] == ["ok-1", "ok-2"]
    with Store.open_read_only(tmp_path / "b.duckdb") as store:
        skips = {(Path(skip.path).name, skip.line) for skip in store.skips()}
    assert ("empty.txt", None) in skips
    assert ("one-bad-line.jsonl", 2) in skips
    assert any(name == "truncated.txt.gz" for name, _ in skips)


@pytest.mark.shared
def test_no_claim_of_the_seeds_comes_from_furniture(shared: Path, tmp_path: Path) -> None:
    found = {each.report.report: each for each in coded(tmp_path / "s.duckdb", shared / "seeds")}
    lines = (shared / "gold/seeds.jsonl").read_text(encoding="utf-8").splitlines()
    for entry in (json.loads(line) for line in lines):
        if entry["kind"] != "report":
            continue
        each = found[entry["report"].removesuffix(".txt")]
        for grounded in each.claims:
            assert not [chrome for chrome in entry["chrome"] if chrome in grounded.claim.evidence.text]


@pytest.mark.shared
def test_no_claim_of_the_seeds_is_dated_by_a_page_clock(shared: Path, tmp_path: Path) -> None:
    for each in coded(tmp_path / "s.duckdb", shared / "seeds"):
        days = [day for c in each.claims for day in (c.time.earliest, c.time.latest) if day]
        assert not [day for day in days if day.year > 2015]
        for part in each.report.segments:
            if part.undated:
                held = set(inside(each, part))
                assert all(c.time.latest is None for c in each.claims if c.claim.claim in held)


@pytest.mark.shared
def test_speakers_of_the_seeds_are_sources(shared: Path, tmp_path: Path) -> None:
    found = coded(tmp_path / "s.duckdb", shared / "seeds")
    named = {source.name for each in found for c in each.claims for source in c.sources if source.name}
    assert "Syrian Observatory for Human Rights" in named
    assert all(c.claim.role(Role.SOURCE) for each in found for c in each.claims if c.sources)
