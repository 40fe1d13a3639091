"""`affray show event`, `affray judge`, `affray changes`, `affray withdraw`: as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from affray.cli import app
from affray.cli.events import figure_line
from affray.cli.summary import events_line
from affray.engines import refresh
from affray.engines.reconciling import reconcile
from affray.errors import UnusableOption
from affray.export import events as event_records
from affray.model import ClaimType, FigureKind, FigureRange, Rule
from affray.store import Store, schema
from tests.engines.test_reconciling import ALL, STAGES, told

HOSTILE = told("x", "Men\x1b[2J clashed\u202e in Ahras.", ClaimType.PROTEST)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with events; commands refresh it with the linker of the tests and read no dates anew."""
    found = tmp_path / "war.duckdb"
    with Store.open(found) as store:
        store.add([*ALL, HOSTILE], "v1")
        reconcile(store, STAGES)

    def again(store: Store, _: Any) -> refresh.Refreshed:
        done = reconcile(store, STAGES)
        store.set_refreshed()
        return refresh.Refreshed(
            reports=0,
            dated_by_others=0,
            pinned=0,
            changed=0,
            events=done.events,
            events_changed=done.changes,
        )

    monkeypatch.setattr(refresh, "refresh", again)
    monkeypatch.setattr(refresh, "load", lambda _: None)
    monkeypatch.setenv("COLUMNS", "160")
    return found


def run(path: Path, *words: str) -> str:
    found = CliRunner().invoke(app, [*words, "--from", str(path)], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def refused(path: Path, *words: str) -> str:
    found = CliRunner().invoke(app, [*words, "--from", str(path)])
    assert isinstance(found.exception, UnusableOption), found.output
    return str(found.exception)


def event_of(path: Path, report: str) -> str:
    with Store.open_read_only(path) as store:
        (claim,) = store.claims(report)
        return store.event_of(claim.claim.claim) or ""


def claim_of(path: Path, report: str) -> str:
    with Store.open_read_only(path) as store:
        (claim,) = store.claims(report)
        return claim.claim.claim


WHO = ("--by", "Amal", "--because", "read both")


def test_an_event_sets_its_accounts_side_by_side(path: Path) -> None:
    shown = run(path, "show", "event", event_of(path, "a"))
    for told_ in (
        "clash, incident",
        "grade: corroborated (2 independent roots: Outlet a, Outlet b)",
        "killed: 12 to 15  (conservative 12, most-reported 12, most-informative 15)",
        "Outlet a",
        "Outlet b",
        "12 (12)",
        "15 (15)",
        "Ahras (36.400 37.144 ± 1.5 km, point)",
    ):
        assert told_ in shown
    heads = next(line for line in shown.splitlines() if "Outlet a" in line)
    assert "Outlet b" in heads


def test_what_stands_beside_an_event_is_shown_as_such(path: Path) -> None:
    shown = run(path, "show", "event", event_of(path, "c"))
    assert "Beside it, as not asserted:" in shown
    assert "denied: Nobody took Ahras" in shown


def test_no_text_of_a_report_drives_the_terminal(path: Path) -> None:
    shown = run(path, "show", "event", event_of(path, "x"))
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "␛[2J" in shown


def test_an_event_as_json_has_its_accounts_claims_and_judgements(path: Path) -> None:
    event = event_of(path, "a")
    run(path, "judge", "accept", event, *WHO)
    found = json.loads(run(path, "show", "event", event, "--json"))
    assert found["verdict"] == "accept"
    assert [each["name"] for each in found["accounts"]] == ["Outlet a", "Outlet b"]
    assert found["accounts"][0]["claims"][0]["report"] == "a"
    assert [(each["verb"], each["by"], each["holds"]) for each in found["judgements"]] == [
        ("accept", "Amal", True)
    ]


def test_judging_tells_what_it_changed(path: Path) -> None:
    shown = run(path, "judge", "merge", event_of(path, "a"), event_of(path, "c"), *WHO)
    assert "is kept: same" in shown
    assert "merged" in shown
    (judgement,) = (each["judgement"] for each in json.loads(run(path, "judge", "list", "--json")))
    assert "is taken back" in run(path, "judge", "undo", judgement, "--by", "Basil")
    assert "taken back by Basil" in run(path, "judge", "list")


def test_no_screen_cuts_the_id_of_an_event_that_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run(path, "changes")
    assert all(each["event"] in shown for each in json.loads(run(path, "changes", "--json")))


def test_an_event_whose_claims_are_gone_asks_for_a_refresh(path: Path) -> None:
    event = event_of(path, "a")
    with Store.open(path) as store:
        store.withdraw("b")
    assert "run `affray refresh`" in refused(path, "show", "event", event)


@pytest.mark.usefixtures("path")
def test_an_older_store_is_brought_up_by_a_refresh(tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    with duckdb.connect(str(old)) as connection:
        schema.migrate(connection, old.name, steps=schema.MIGRATIONS[:6])
    assert "0 events" in run(old, "refresh")
    assert "Nothing was judged." in run(old, "judge", "list")


def test_a_judgement_that_changes_nothing_tells_of_no_earlier_change(path: Path) -> None:
    assert event_of(path, "a") not in run(path, "judge", "accept", claim_of(path, "a"), *WHO)


def test_claims_are_judged_the_same_apart_or_unsure(path: Path) -> None:
    one, other, third = (claim_of(path, report) for report in "abc")
    run(path, "judge", "not-same", one, other, *WHO)
    assert event_of(path, "a") != event_of(path, "b")
    run(path, "judge", "same", one, third, *WHO)
    assert event_of(path, "a") == event_of(path, "c")
    assert "unsure" in run(path, "judge", "unsure", other, third, *WHO)


def test_a_correction_changes_the_event_and_not_the_claim(path: Path) -> None:
    claim = claim_of(path, "a")
    run(path, "judge", "correct", claim, "killed", "20-25", *WHO)
    found = json.loads(run(path, "show", "event", event_of(path, "a"), "--json"))
    assert (found["figures"]["killed"]["low"], found["figures"]["killed"]["high"]) == (15, 25)
    assert json.loads(run(path, "show", "claim", claim, "--json"))["figures"][0]["max"] == 12


def test_a_split_and_a_rejected_claim(path: Path) -> None:
    run(path, "judge", "split", event_of(path, "a"), claim_of(path, "b"), *WHO)
    assert event_of(path, "a") != event_of(path, "b")
    run(path, "judge", "reject", claim_of(path, "b"), *WHO)
    assert event_of(path, "b") == ""


def test_nothing_judged_is_said_so(path: Path) -> None:
    assert "Nothing was judged." in run(path, "judge", "list")


def test_what_cannot_be_judged_is_refused_with_what_can(path: Path) -> None:
    assert "no field is called" in refused(
        path, "judge", "correct", claim_of(path, "a"), "colour", "red", *WHO
    )
    assert "--because is empty" in refused(
        path, "judge", "accept", event_of(path, "a"), "--by", "Amal", "--because", " "
    )


def test_the_log_lists_what_refreshes_changed(path: Path) -> None:
    assert "told by a, b" in run(path, "changes")
    run(path, "judge", "merge", event_of(path, "a"), event_of(path, "c"), *WHO)
    found = json.loads(run(path, "changes", "--since", "1", "--json"))
    assert {each["kind"] for each in found} == {"merged", "gone", "changed"}
    assert "Nothing changed." in run(path, "changes", "--since", "2")
    assert run(path, "changes", "--since", "2020-01-01") == run(path, "changes")
    assert "neither a day" in refused(path, "changes", "--since", "spring")


def test_a_report_is_withdrawn_with_its_claims(path: Path) -> None:
    event = event_of(path, "a")
    assert "b is withdrawn; 1 events changed" in run(path, "withdraw", "b")
    found = json.loads(run(path, "show", "event", event, "--json"))
    assert [each["reports"] for each in found["accounts"]] == [["a"]]


def test_events_are_exported_as_the_codebook_has_them(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    assert "nothing is left out" in run(path, "export", "events", str(out))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    with Store.open_read_only(path) as store:
        assert [row["event"] for row in rows] == [event.event for event in store.events()]
        assert rows == [event_records.record(event) for event in store.events()]
    fight = next(row for row in rows if row["type"] == "clash")
    asked = {"event", "type", "claims", "earliest", "latest", "place", "a", "b", "grade", "roots", "figures"}
    assert asked <= set(fight)
    assert fight["roots"] == ["Outlet a", "Outlet b"]
    killed = fight["figures"]["killed"]
    assert (killed["low"], killed["best"], killed["high"]) == (12, 12, 15)
    assert {"root", "low", "high", "claim"} <= set(killed["by"][0])


def test_an_unknown_number_is_called_unknown() -> None:
    unknown = FigureRange(
        kind=FigureKind.KILLED,
        side="civilians",
        low=None,
        best=None,
        high=None,
        rules=tuple((rule, None) for rule in Rule),
        by=(),
    )
    assert figure_line(unknown) == "killed of civilians: unknown"


def test_the_summary_of_a_run_tells_how_many_events_there_are(path: Path) -> None:
    with Store.open_read_only(path) as store:
        summary = store.summary()
    assert (summary.events, summary.several) == ({"contested": 1, "corroborated": 1, "single-source": 1}, 2)
    assert str(events_line(summary)) == (
        "3 events are told by them: 1 contested, 1 corroborated, 1 single-source; "
        "2 by several independent roots\n"
    )
