"""A run gives the same store on any number of workers, and goes on where it was cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from affray.config import Settings
from affray.engines import local, workers
from affray.engines.local import Outcome, Progress, run
from affray.errors import StopRun, UnusableOption
from affray.extract.options import ExtractOptions
from affray.model import Coded, Format, Raw, Skip
from affray.resources import packs
from affray.resources.conflict import conflict
from affray.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven reports, some of which cannot be used."""
    made = tmp_path / "reports"
    made.mkdir()
    texts = [
        "Gunmen killed 3 guards in Ahras, Layla said.",
        "SKIP this one.",
        "Rebels killed 4 men in Anadan. Later Gunmen killed 2 more in Ahras.",
        "Nobody left the town.",
        "RAISE killed 1 man in Ahras.",
        "Raiders killed 12 drivers in Marea.",
        "Soldiers killed 9 rebels in Ahras.",
    ]
    for number, text in enumerate(texts):
        (made / f"r{number}.txt").write_text(text)
    return made


def held(path: Path) -> tuple[list[Coded], list[Skip]]:
    with Store.open_read_only(path) as store:
        return list(store.results()), list(store.skips())


def code(folder: Path, into: Path, settings: Settings, workers: int = 1) -> Outcome:
    return run([str(folder)], into, settings=replace(settings, workers=workers))


def test_a_run_codes_what_it_can_and_lists_the_rest(folder: Path, tmp_path: Path, fakes: Settings) -> None:
    outcome = code(folder, tmp_path / "s.duckdb", fakes)
    assert (outcome.coded, outcome.known, outcome.claims) == (5, 0, 5)
    assert outcome.skips == {"not English": 1, workers.UNEXPECTED: 1}
    results, skips = held(tmp_path / "s.duckdb")
    assert [coded.report.report for coded in results] == ["r0", "r2", "r3", "r5", "r6"]
    assert [(Path(skip.path).name, skip.detail) for skip in skips] == [
        ("r1.txt", "Latin"),
        ("r4.txt", "KeyError: 'RAISE'"),
    ]


def test_workers_and_chunks_do_not_change_the_store(
    folder: Path, tmp_path: Path, fakes: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores = []
    for name, count, reports in (("one", 1, 32), ("two", 2, 2), ("three", 3, 1)):
        monkeypatch.setattr(local, "_REPORTS", reports)
        code(folder, tmp_path / f"{name}.duckdb", fakes, count)
        stores.append(held(tmp_path / f"{name}.duckdb"))
    assert stores[0] == stores[1] == stores[2]
    assert stores[0][0]


def test_a_second_run_changes_nothing_but_tries_the_skips_again(
    folder: Path, tmp_path: Path, fakes: Settings
) -> None:
    into = tmp_path / "s.duckdb"
    code(folder, into, fakes)
    before = held(into)
    outcome = code(folder, into, fakes)
    assert (outcome.coded, outcome.known, sum(outcome.skips.values())) == (0, 5, 2)
    assert held(into) == before


def test_another_version_of_the_tagger_codes_again(folder: Path, tmp_path: Path, fakes: Settings) -> None:
    code(folder, tmp_path / "s.duckdb", fakes)
    newer = replace(fakes, extract=ExtractOptions(tagger="words", weights="2"))
    outcome = code(folder, tmp_path / "s.duckdb", newer)
    assert (outcome.coded, outcome.known) == (5, 0)
    assert outcome.version.startswith("words 2, first ")


def test_what_the_gate_drops_is_kept_without_claims_and_says_why(
    folder: Path, tmp_path: Path, fakes: Settings
) -> None:
    into = tmp_path / "s.duckdb"
    (folder / "fair.txt").write_text("The fair opens at noon with cake and a brass band.")
    outcome = code(folder, into, fakes)
    assert (outcome.coded, outcome.dropped) == (6, 1)
    assert outcome.version.endswith(f"gate lexicon {conflict().digest[:10]}")
    (fair,) = (coded for coded in held(into)[0] if coded.report.report == "fair")
    assert fair.claims == ()
    assert fair.dropped == "no conflict content: 0 of 1 points in 11 words"
    assert sum(coded.dropped is not None for coded in held(into)[0]) == 1
    with Store.open_read_only(into) as store:
        assert store.summary().dropped == 1


def test_another_gate_codes_again(folder: Path, tmp_path: Path, fakes: Settings) -> None:
    (folder / "fair.txt").write_text("The fair opens at noon with cake and a brass band.")
    into = tmp_path / "s.duckdb"
    code(folder, into, fakes)
    outcome = code(folder, into, replace(fakes, extract=replace(fakes.extract, gate="off")))
    assert (outcome.coded, outcome.known, outcome.dropped) == (6, 0, 0)
    assert all(coded.dropped is None for coded in held(into)[0])


def test_copies_in_two_folders_are_one_report(folder: Path, tmp_path: Path, fakes: Settings) -> None:
    again = tmp_path / "copies"
    again.mkdir()
    (again / "r0.txt").write_text((folder / "r0.txt").read_text())
    (again / "r6.txt").write_text("Something else killed 1 man in Ahras.")
    into = tmp_path / "s.duckdb"
    outcome = run([str(folder), str(again)], into, settings=fakes)
    assert (outcome.coded, outcome.known) == (6, 1)
    assert run([str(folder), str(again)], into, settings=fakes).coded == 0
    names = [coded.report.report for coded in held(into)[0]]
    assert len(names) == 6
    assert names[-1].startswith("r6-")


def test_a_run_that_is_cut_is_continued_by_the_next(
    folder: Path, tmp_path: Path, fakes: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_REPORTS", 1)
    into = tmp_path / "cut.duckdb"

    def cut(progress: Progress) -> None:
        if progress.coded == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([str(folder)], into, settings=fakes, progress=cut)
    assert len(held(into)[0]) == 3
    assert code(folder, into, fakes).known == 3
    code(folder, tmp_path / "whole.duckdb", fakes)
    assert held(into) == held(tmp_path / "whole.duckdb")


@pytest.mark.parametrize("reports", [1, 32])
def test_a_report_that_ends_its_process_is_a_skip_and_its_company_is_coded(
    folder: Path, fakes: Settings, monkeypatch: pytest.MonkeyPatch, reports: int
) -> None:
    into = folder.parent / "s.duckdb"
    monkeypatch.setattr(local, "_REPORTS", reports)
    (folder / "r3.txt").write_text("EXIT killed 1 man in Ahras.")
    outcome = code(folder, into, fakes, 2)
    assert outcome.coded == 4
    results, skips = held(into)
    assert [coded.report.report for coded in results] == ["r0", "r2", "r5", "r6"]
    assert [(Path(skip.path).name, skip.detail) for skip in skips][1] == (
        "r3.txt",
        "the process that coded it ended",
    )


@pytest.mark.parametrize("count", [1, 2])
def test_a_stage_that_cannot_go_on_stops_the_run(
    folder: Path, tmp_path: Path, fakes: Settings, count: int
) -> None:
    (folder / "r3.txt").write_text("STOP: 3 men killed here.")
    with pytest.raises(StopRun, match="the weights are gone"):
        code(folder, tmp_path / "s.duckdb", fakes, count)


def test_the_store_in_the_folder_is_no_report(folder: Path, fakes: Settings) -> None:
    code(folder, folder / "war.duckdb", fakes)
    outcome = code(folder, folder / "war.duckdb", fakes)
    assert outcome.skips == {"not English": 1, workers.UNEXPECTED: 1}


def test_unusable_options_are_told_before_a_store_is_made(tmp_path: Path, fakes: Settings) -> None:
    into = tmp_path / "s.duckdb"
    with pytest.raises(UnusableOption, match="workers: -1"):
        code(tmp_path, into, fakes, -1)
    with pytest.raises(UnusableOption, match="none"):
        code(tmp_path / "none", into, fakes)
    with pytest.raises(UnusableOption, match=r"no tagger is called 'x'; known: .*words"):
        code(tmp_path, into, replace(fakes, extract=ExtractOptions(tagger="x")))
    assert not into.exists()


def test_few_reports_are_under_way_however_many_there_are(
    tmp_path: Path, fakes: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_REPORTS", 10)
    given = written = most = 0

    def endless(*_: object) -> Iterator[Raw]:
        nonlocal given
        for number in range(400):
            given += 1
            yield Raw(
                report=f"r{number}", path="many.jsonl", line=number + 1, format=Format.PLAIN, content="Calm."
            )

    def note(progress: Progress) -> None:
        nonlocal most, written
        written = progress.met
        most = max(most, given - written)

    monkeypatch.setattr(local, "records", endless)
    run(["many.jsonl"], tmp_path / "s.duckdb", settings=replace(fakes, workers=2), progress=note)
    assert written == 400
    assert most <= 60  # two chunks a process, one being coded for, one being filled


def test_a_long_text_ends_a_chunk() -> None:
    def raw(length: int) -> Raw:
        return Raw(report="r", path="r", format=Format.PLAIN, content="x" * length)

    sizes = [raw(10), raw(2_000_000), raw(10)]
    assert [len(chunk) for chunk in local._chunks(sizes)] == [2, 1]


def test_records_of_a_jsonl_file_are_coded_in_their_order(tmp_path: Path, fakes: Settings) -> None:
    lines = [{"id": name, "text": f"Gunmen killed 3 guards in {name}."} for name in ("Zita", "Anadan")]
    (tmp_path / "news.jsonl").write_text("\n".join(json.dumps(line) for line in [*lines, {"id": "x"}]))
    outcome = code(tmp_path / "news.jsonl", tmp_path / "s.duckdb", fakes, 2)
    assert (outcome.coded, sum(outcome.skips.values())) == (2, 1)
    assert [coded.report.line for coded in held(tmp_path / "s.duckdb")[0]] == [2, 1]


def test_reports_are_coded_again_when_a_pack_of_places_comes_changes_or_goes(
    folder: Path, tmp_path: Path, fakes: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, store = tmp_path / "places", tmp_path / "s.duckdb"
    monkeypatch.setenv("AFFRAY_PLACES", str(home))
    row = "1\t{0}\t{0}\t\t35.9\t37.15\tP\tPPL\tSY\t\t12\t\t\t\t900\t\t\t\t\n"

    def import_(name: str) -> None:
        (tmp_path / "SY.txt").write_text(row.format(name), encoding="utf-8")
        packs.add([tmp_path / "SY.txt"], home, format_="geonames", country="SY")

    assert code(folder, store, fakes).coded == 5
    assert code(folder, store, fakes).known == 5
    import_("Zibqatun Tahta")
    assert code(folder, store, fakes).coded == 5
    assert code(folder, store, fakes).known == 5
    import_("Zibqatun Fawqa")
    assert code(folder, store, fakes).coded == 5
    packs.remove(home, "sy-geonames")
    assert code(folder, store, fakes).coded == 5
