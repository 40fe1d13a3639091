"""What goes into a store comes out equal, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affray.errors import UnusableOption, UnusableStore
from affray.model import ClaimType, Coded, Figure, FigureKind, Skip, Span
from affray.store import Store
from tests.store.making import any_coded, make_claim, make_report, one_claim, rich


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.duckdb"


def held(path: Path) -> list[Coded]:
    with Store.open_read_only(path) as store:
        return list(store.results())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_coded(), max_size=3, unique_by=lambda coded: coded.report.report))
def test_what_goes_in_comes_out_equal(results: list[Coded]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.duckdb") as store:
        store.add(results, "v1")
        found = {coded.report.report: coded for coded in store.results()}
        assert found == {coded.report.report: coded for coded in results}
        for coded in results:
            assert tuple(store.claims(coded.report.report)) == coded.claims
            assert store.coded(coded.report.report, coded.report.digest, "v1")


def test_reports_and_claims_come_in_one_order_whatever_the_order_of_arrival(tmp_path: Path) -> None:
    results = [one_claim("b"), one_claim("a"), rich("c")]
    orders = []
    for number, order in enumerate((results, results[::-1])):
        with Store.open(tmp_path / f"{number}.duckdb") as store:
            for coded in order:
                store.add([coded], "v1")
            orders.append(list(store.results()))
            assert [claim.claim.report for claim in store.claims()] == ["a", "b", "c"]
    assert orders[0] == orders[1]


def test_a_stream_longer_than_a_fetch_stays_in_step(path: Path) -> None:
    reports = [make_report(f"r{number:04}", "Gunmen shot 3 guards.") for number in range(1100)]
    results = [
        Coded(report=report, claims=(make_claim(report, ClaimType.KILLING, "shot"),) * (number % 2))
        for number, report in enumerate(reports)
    ]
    with Store.open(path) as store:
        store.add([*results, rich("zz")], "v1")
        assert list(store.results()) == [*results, rich("zz")]


def test_the_same_content_changes_nothing(path: Path) -> None:
    with Store.open(path) as store:
        store.add([rich()], "v1")
        again = replace(rich(), report=replace(rich().report, path="elsewhere/ahras-1.txt"))
        added = store.add([again], "v1")
        assert (added.coded, added.unchanged, added.claims) == (0, 1, 0)
        assert list(store.results()) == [rich()]


def test_a_newer_text_at_the_same_path_replaces_the_older_one_and_its_claims(path: Path) -> None:
    with Store.open(path) as store:
        store.start_run("v1")
        store.add([rich("a"), one_claim("b")], "v1")
    with Store.open(path) as store:
        store.start_run("v1")
        newer = one_claim("a", "Nobody left the town.", line=3)
        store.add([newer], "v1")
        assert list(store.results()) == [newer, one_claim("b")]
        assert store.count("claim_actors") == 0


def test_a_newer_version_codes_the_same_report_anew(path: Path) -> None:
    with Store.open(path) as store:
        store.add([one_claim("a")], "v1")
        assert not store.coded("a", one_claim("a").report.digest, "v2")
        bare = replace(one_claim("a"), claims=())
        store.add([bare], "v2")
        assert list(store.results()) == [bare]
        assert store.coded("a", bare.report.digest, "v2")


def test_the_same_id_from_another_path_is_kept_beside_it(path: Path) -> None:
    first = one_claim("a", path="north/a.txt")
    second = one_claim("a", "Nobody left the town.", path="south/a.txt")
    for _ in range(2):
        with Store.open(path) as store:
            store.start_run("v1")
            store.add([first, second], "v1")
    name = f"a-{second.report.digest[:6]}"
    kept = held(path)
    assert [coded.report.report for coded in kept] == ["a", name]
    assert kept[1].report.text == second.report.text
    assert kept[1].claims[0].claim.report == name
    assert kept[1].claims[0].claim.claim != second.claims[0].claim.claim
    with Store.open_read_only(path) as store:
        assert store.coded("a", second.report.digest, "v1")


def test_two_records_of_one_id_in_one_file_are_two_reports_in_every_run(path: Path) -> None:
    first = one_claim("a", path="news.jsonl", line=1)
    second = one_claim("a", "Nobody left the town.", path="news.jsonl", line=2)
    for _ in range(2):
        with Store.open(path) as store:
            store.start_run("v1")
            known = store.known([first.report.digest, second.report.digest], "v1")
            store.add([coded for coded in (first, second) if coded.report.digest not in known], "v1")
    assert [coded.report.report for coded in held(path)] == ["a", f"a-{second.report.digest[:6]}"]


def test_a_run_cut_between_two_records_of_one_id_goes_on_with_both(path: Path) -> None:
    first = one_claim("a", path="news.jsonl", line=1)
    second = one_claim("a", "Nobody left the town.", path="news.jsonl", line=2)
    with Store.open(path) as store:
        store.start_run("v1")
        store.add([first], "v1")
    with Store.open(path) as store:
        store.start_run("v1")
        assert store.known([first.report.digest, second.report.digest], "v1") == {first.report.digest}
        store.add([second], "v1")
    assert len(held(path)) == 2


def test_a_record_that_moved_in_its_file_and_changed_replaces_its_older_text(path: Path) -> None:
    with Store.open(path) as store:
        store.add([one_claim("a", path="news.jsonl", line=1)], "v1")
    newer = one_claim("a", "Nobody left the town.", path="news.jsonl", line=7)
    with Store.open(path) as store:
        store.add([newer], "v1")
    assert held(path) == [newer]


def test_known_is_coded_in_bulk(path: Path) -> None:
    with Store.open(path) as store:
        store.add([one_claim("a"), one_claim("b")], "v1")
        digests = [one_claim(name).report.digest for name in "abc"]
        assert store.known(digests, "v1") == set(digests[:2])
        assert store.known(digests, "v2") == set()
        assert store.known([], "v1") == set()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"evidence": Span(start=0, end=6, text="Rebels")}, "does not say"),
        ({"trigger": Span(start=500, end=506, text="Gunmen")}, "does not say"),
        ({"report": "b"}, "names the report 'b'"),
        (
            {
                "figures": (
                    Figure(kind=FigureKind.KILLED, text="9" * 30, start=0, end=1, min=10**30, max=None),
                )
            },
            "larger",
        ),
    ],
)
def test_a_claim_that_breaks_a_rule_makes_its_report_a_skip(
    path: Path, fault: dict[str, object], told: str
) -> None:
    sound = one_claim("a")
    grounded = sound.claims[0]
    broken = replace(grounded, claim=replace(grounded.claim, **fault))  # type: ignore[arg-type]
    with Store.open(path) as store:
        added = store.add([replace(sound, claims=(broken,)), one_claim("b")], "v1")
        assert (added.coded, len(added.skips)) == (1, 1)
        (skip,) = store.skips()
        assert (skip.path, skip.reason) == ("a.txt", "coding not usable")
        assert told in skip.detail


def test_two_claims_of_one_id_make_their_report_a_skip(path: Path) -> None:
    sound = one_claim("a")
    with Store.open(path) as store:
        assert store.add([replace(sound, claims=sound.claims * 2)], "v1").skips


def test_skips_are_listed_once_however_often_they_recur(path: Path) -> None:
    skips = [
        Skip(path="x.jsonl", line=2, reason="bad line", detail="no JSON"),
        Skip(path="x.jsonl", reason="cut off"),
        Skip(path="'; DROP TABLE skips; --\udc80", reason="empty"),
    ]
    for _ in range(2):
        with Store.open(path) as store:
            store.start_run("v1")
            store.add(skips, "v1")
            store.add(skips, "v1")
            assert sorted(store.skips(), key=repr) == sorted(skips, key=repr)


def test_a_skip_goes_when_its_report_can_be_used_or_fails_otherwise(path: Path) -> None:
    with Store.open(path) as store:
        store.add([Skip(path="a.txt", reason="empty"), Skip(path="b.txt", reason="empty")], "v1")
    with Store.open(path) as store:
        store.add([one_claim("a"), Skip(path="b.txt", reason="not English")], "v1")
        assert list(store.skips()) == [Skip(path="b.txt", reason="not English")]


def test_a_failed_write_keeps_nothing_of_its_call(path: Path) -> None:
    with Store.open(path) as store:
        store.add([one_claim("a")], "v1")
        broken = replace(one_claim("b"), report=replace(one_claim("b").report, path=None))  # type: ignore[arg-type]
        with pytest.raises(UnusableStore, match="NOT NULL"):
            store.add([one_claim("c"), replace(broken, claims=())], "v1")
        assert list(store.results()) == [one_claim("a")]
        assert store.add([one_claim("c")], "v1").coded == 1


def test_a_killed_process_loses_nothing_committed(path: Path) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom affray.store import Store\n"
        "from tests.store.making import one_claim\nstore = Store.open(Path(sys.argv[1]))\n"
        "store.add([one_claim('a'), one_claim('b')], 'v1')\nos._exit(9)\n"
    )
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}
    done = subprocess.run(  # noqa: S603 our own interpreter
        [sys.executable, "-c", program, str(path)], env=environment, check=False
    )
    assert done.returncode == 9
    assert held(path) == [one_claim("a"), one_claim("b")]


def test_reports_and_claims_are_found_by_the_start_of_their_id(path: Path) -> None:
    with Store.open(path) as store:
        store.add([one_claim("a"), one_claim("ab"), rich("c")], "v1")
        claim = rich("c").claims[0]
        assert store.claim(claim.claim.claim[:8]) == claim
        assert store.report("c") == rich("c").report
        assert store.report("a") == one_claim("a").report
        assert store.result("c") == rich("c")
        with pytest.raises(UnusableOption, match=r"no claim .* begins with 'x'"):
            store.claim("x")
        with pytest.raises(UnusableOption, match="several claims begin with 'c-'"):
            store.claim("c-")
        with pytest.raises(UnusableOption, match="no report"):
            store.report("%")


def test_what_the_gate_dropped_is_kept_with_the_reason_under_any_id(path: Path) -> None:
    fair = Coded(report=make_report("a", "A fair."), claims=(), dropped="no conflict content")
    other = Coded(report=make_report("a", "A market.", path="b.txt"), claims=(), dropped="none here either")
    with Store.open(path) as store:
        added = store.add([one_claim("b"), fair, other], "v1")
        assert (added.coded, added.dropped) == (3, 2)
        assert [coded.dropped for coded in store.results()] == [
            "no conflict content",
            "none here either",
            None,
        ]
        assert (store.summary().reports, store.summary().dropped) == (3, 2)
        assert store.add([fair], "v1").dropped == 0


def test_the_runs_are_kept(path: Path) -> None:
    with Store.open(path) as store:
        assert store.start_run("v1") == 1
        store.finish_run()
        assert store.start_run("v2") == 2
        assert store.count("runs") == 2


def test_ctrl_c_during_a_write_waits_until_it_is_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Store._write

    def interrupted(store: Store, results: list[Coded], version: str, run: int) -> list[Coded]:
        signal.raise_signal(signal.SIGINT)
        return write(store, results, version, run)

    monkeypatch.setattr(Store, "_write", interrupted)
    with Store.open(path) as store:
        with pytest.raises(KeyboardInterrupt):
            store.add([one_claim("a")], "v1")
        assert list(store.results()) == [one_claim("a")]
