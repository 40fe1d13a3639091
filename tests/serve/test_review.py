"""A judgement keeps who, when and why, changes what is derived, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from affray import pipeline
from affray.config import Settings
from affray.engines import local, refresh
from affray.store import Store
from tests.serve.conftest import EXAMPLES, ROOT, example_paths

WHO = {"by": "R. Viewer", "because": "both tell of the dawn attack"}


def events(reviewer: Any) -> dict[str, dict[str, Any]]:
    found = reviewer.client.get("/api/events", params={"size": 500}).json()["events"]
    return {row["event"]: row for row in found}


def claims_of(reviewer: Any, event: str) -> list[str]:
    return list(reviewer.client.get(f"/api/events/{event}").json()["event"]["claims"])


def test_a_merge_makes_two_events_one_and_its_undo_makes_them_two(reviewer: Any) -> None:
    before = events(reviewer)
    one, other = list(before)[:2]
    claims = claims_of(reviewer, one) + claims_of(reviewer, other)
    made = reviewer.post("/api/judgements", {"verb": "same", "claims": claims, **WHO})
    assert made.status_code == 201, made.text
    reviewer.settle()
    merged = events(reviewer)
    assert len(merged) == len(before) - 1
    (whole,) = (event for event in merged if set(claims) <= {*claims_of(reviewer, event)})
    history = reviewer.client.get(f"/api/events/{whole}").json()
    assert [each["by"] for each in history["judgements"]] == ["R. Viewer"]
    assert any(change["kind"] == "merged" for change in history["changes"])

    undone = reviewer.post(f"/api/judgements/{made.json()['judgement']}/revoke", {"by": "R. Viewer"})
    assert undone.status_code == 200
    assert undone.json()["revoked_by"] == "R. Viewer"
    reviewer.settle()
    assert events(reviewer).keys() == before.keys()


def test_a_merge_outlasts_a_refresh(reviewer: Any, demo: Path) -> None:
    before = events(reviewer)
    one, other = list(before)[:2]
    claims = claims_of(reviewer, one) + claims_of(reviewer, other)
    reviewer.post("/api/judgements", {"verb": "same", "claims": claims, **WHO})
    reviewer.settle()
    reviewer.app.state.served.pool._let_go()
    with Store.open(demo) as store:
        refresh.refresh(store, refresh.load(Settings()))
    assert len(events(reviewer)) == len(before) - 1


def test_a_merge_and_its_undo_outlast_coding_anew_by_another_version(
    reviewer: Any, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = events(reviewer)
    one, other = list(before)[:2]
    claims = claims_of(reviewer, one) + claims_of(reviewer, other)
    made = reviewer.post("/api/judgements", {"verb": "same", "claims": claims, **WHO}).json()
    reviewer.settle()
    merged = events(reviewer)
    assert len(merged) == len(before) - 1

    reviewer.app.state.served.pool._let_go()
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(pipeline, "__version__", "0.0.another")
    outcome = local.run(example_paths(), demo, settings=Settings(workers=1))
    assert "0.0.another" in outcome.version
    assert (outcome.coded, outcome.known) == (len(EXAMPLES), 0)
    assert events(reviewer).keys() == merged.keys()
    assert any({*claims} <= {*claims_of(reviewer, event)} for event in merged)

    undone = reviewer.post(f"/api/judgements/{made['judgement']}/revoke", {"by": "A. Tester"})
    assert undone.status_code == 200, undone.text
    reviewer.settle()
    assert events(reviewer).keys() == before.keys()
    for event in (one, other):
        assert set(claims_of(reviewer, event)) <= set(claims)


def test_a_split_makes_an_event_two(reviewer: Any) -> None:
    before = events(reviewer)
    event = next(name for name, row in before.items() if row["claims"] > 1 and len(row["roots"]) > 1)
    claims = claims_of(reviewer, event)
    made = reviewer.post(
        "/api/judgements", {"verb": "not-same", "claims": claims[:1], "others": claims[1:], **WHO}
    )
    assert made.status_code == 201, made.text
    reviewer.settle()
    for name in events(reviewer):
        assert not {claims[0], claims[1]} <= set(claims_of(reviewer, name))


def test_a_verdict_stands_beside_the_event_and_alters_no_claim(reviewer: Any) -> None:
    event = next(iter(events(reviewer)))
    before = reviewer.client.get(f"/api/events/{event}").json()
    reviewer.post("/api/judgements", {"verb": "accept", "claims": before["event"]["claims"], **WHO})
    reviewer.settle()
    after = reviewer.client.get(f"/api/events/{event}").json()
    assert after["event"]["verdict"] == "accept"
    assert after["claims"] == before["claims"]
    assert after["event"]["figures"] == before["event"]["figures"]


def test_two_reviewers_stand_side_by_side(reviewer: Any) -> None:
    event = next(iter(events(reviewer)))
    claims = claims_of(reviewer, event)
    for verb, by in (("accept", "First"), ("reject", "Second")):
        reviewer.post("/api/judgements", {"verb": verb, "claims": claims, "by": by, "because": "I read it"})
    reviewer.settle()
    listed = reviewer.client.get(f"/api/events/{event}").json()["judgements"]
    assert [(each["by"], each["verb"]) for each in listed] == [("First", "accept"), ("Second", "reject")]


def test_what_is_judged_leaves_the_queue(reviewer: Any) -> None:
    queue = reviewer.client.get("/api/review", params={"kind": "part"}).json()
    item = queue["doubts"][0]["item"]
    pair = {"claims": [item["claim"]], "others": [item["other"]]}
    reviewer.post("/api/judgements", {"verb": "unsure", **pair, **WHO})
    reviewer.settle()
    after = reviewer.client.get("/api/review", params={"kind": "part", "size": 100}).json()
    assert queue["kinds"]["part"] - after["kinds"]["part"] == 1
    assert not any(
        {each["item"]["claim"], each["item"]["other"]} == {item["claim"], item["other"]}
        for each in after["doubts"]
    )


def test_the_queue_shows_what_a_person_needs(reviewer: Any) -> None:
    queue = reviewer.client.get("/api/review", params={"size": 100}).json()
    assert queue["total"] == sum(queue["kinds"].values())
    for doubt in queue["doubts"]:
        item = doubt["item"]
        if item["other"] is not None:
            assert len(doubt["claims"]) == 2
            assert doubt["links"][0]["weight"] == item["score"]
            one, other = (doubt["events"][each]["event"] for each in (item["claim"], item["other"]))
            assert (one == other) == (item["kind"] == "part")
        assert item["report"] in [report["report"] for report in doubt["reports"]]


def test_the_day_of_a_report_is_set_and_taken_back(reviewer: Any) -> None:
    report = "01_halab-courier_hreitan"
    before = reviewer.client.get(f"/api/reports/{report}").json()["report"]["published"]
    days = {"earliest": "2014-01-20", "latest": "2014-01-21"}
    made = reviewer.post("/api/pins", {"report": report, **days, **WHO})
    assert made.status_code == 201, made.text
    reviewer.settle()
    pinned = reviewer.client.get(f"/api/reports/{report}").json()["report"]["published"]
    assert pinned["pinned"]
    assert (pinned["earliest"], pinned["latest"]) == ("2014-01-20", "2014-01-21")
    assert "R. Viewer" in pinned["reason"]
    assert reviewer.post("/api/pins/remove", {"report": report, "by": "R. Viewer"}).status_code == 204
    reviewer.settle()
    assert reviewer.client.get(f"/api/reports/{report}").json()["report"]["published"] == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"verb": "bless"}, "verb"),
        ({"verb": "accept", "claims": []}, "claims"),
        ({"verb": "accept", "claims": ["c-none"]}, "claims"),
        ({"verb": "accept", "by": " "}, "by"),
        ({"verb": "accept", "because": ""}, "because"),
        ({"verb": "not-same"}, "others"),
        ({"verb": "same"}, "claims"),
        ({"verb": "correct"}, "field"),
        ({"verb": "correct", "field": "place"}, "value"),
        ({"verb": "correct", "field": "earliest", "value": "soon"}, "value"),
        ({"verb": "correct", "field": "colour", "value": "red"}, "value"),
        ({"verb": "accept", "field": "colour"}, "field"),
    ],
)
def test_a_judgement_that_cannot_be_kept_names_the_field(
    reviewer: Any, body: dict[str, Any], field: str
) -> None:
    claim = claims_of(reviewer, next(iter(events(reviewer))))[0]
    refused = reviewer.post("/api/judgements", {"claims": [claim], **WHO, **body})
    assert refused.status_code == 422, refused.text
    assert refused.json()["error"]["field"].partition(".")[0] == field
    assert reviewer.client.get("/api/judgements").json() == []


def test_a_judgement_that_is_none_cannot_be_taken_back(reviewer: Any) -> None:
    refused = reviewer.post("/api/judgements/j-none/revoke", {"by": "R. Viewer"})
    assert refused.status_code == 404
