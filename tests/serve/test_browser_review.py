"""Review in a real browser: judging by keyboard, taking back, and who may not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.serve.conftest import VIEWS, Opened, affray, example_paths, run, stop

# Deriving anew after a judgement, on a machine that does other things too.
SLOW_MS = 90_000


def all_events(page: Page, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get(f"{url}/api/events?size=500").json()["events"]
    return found


def merge(page: Page, url: str) -> None:
    """Merge the event with the most sources with the first that may be the same."""
    event = max(all_events(page, url), key=lambda each: len(each["roots"]))
    page.goto(f"{url}/event/{event['event']}")
    page.wait_for_selector("html[data-ready=event]")
    page.keyboard.press("m")
    page.locator(".candidates input").first.check()
    page.get_by_label("Your name").select_option("R. Viewer")
    page.get_by_label("Why").fill("the same dawn attack")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("recorded", timeout=SLOW_MS)


def test_a_merge_and_its_undo(served_alone: str, open_page: Opened) -> None:
    page = open_page(f"{served_alone}/reports")
    events = all_events(page, served_alone)
    merge(page, served_alone)
    assert len(all_events(page, served_alone)) == len(events) - 1
    (judgement,) = page.request.get(f"{served_alone}/api/judgements").json()
    assert (judgement["verb"], judgement["by"], judgement["because"]) == (
        "same",
        "R. Viewer",
        "the same dawn attack",
    )
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".toast")).to_contain_text("Taken back", timeout=SLOW_MS)
    assert {each["event"] for each in all_events(page, served_alone)} == {each["event"] for each in events}
    (judgement,) = page.request.get(f"{served_alone}/api/judgements").json()
    assert judgement["revoked_by"] == "R. Viewer"


def test_a_merge_outlasts_coding_anew_and_can_be_taken_back_then(
    demo: Path, open_page: Opened, tmp_path: Path
) -> None:
    running = run(demo, "R. Viewer", "K. Board")
    page = open_page(f"{running.url}/reports")
    before = all_events(page, running.url)
    merge(page, running.url)
    merged = all_events(page, running.url)
    stop(running)

    # Another gate is another version: every report is coded anew.
    settings = tmp_path / "affray.toml"
    settings.write_text('[extract]\ngate = "off"\n')
    told = affray("code", *example_paths(), "--into", str(demo), "--settings", str(settings), "--json")
    assert json.loads(told)["run"]["coded"] == len(example_paths())

    running = run(demo, "R. Viewer", "K. Board")
    try:
        again = all_events(page, running.url)
        assert {each["event"] for each in again} == {each["event"] for each in merged}
        (judgement,) = page.request.get(f"{running.url}/api/judgements").json()
        claim = judgement["subjects"][0]["claim"]
        now = page.request.get(f"{running.url}/api/claims/{claim}").json()["event"]
        page.goto(f"{running.url}/event/{now}")
        page.wait_for_selector("html[data-ready=event]")
        history = page.locator(".past").last
        expect(history).to_contain_text("by R. Viewer: the same dawn attack")
        page.get_by_label("Taken back by").select_option("K. Board")
        history.get_by_role("button", name="Take back").click()
        expect(page.locator(".toast")).to_contain_text("Taken back", timeout=SLOW_MS)
        undone = all_events(page, running.url)
        assert {each["event"] for each in undone} == {each["event"] for each in before}
        (judgement,) = page.request.get(f"{running.url}/api/judgements").json()
        assert judgement["revoked_by"] == "K. Board"
    finally:
        stop(running)


def test_review_needs_no_mouse(served_alone: str, open_page: Opened) -> None:
    page = open_page(f"{served_alone}/review?kind=part")
    queue = page.request.get(f"{served_alone}/api/review?kind=part&size=60").json()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("one attack, told twice")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("recorded", timeout=SLOW_MS)
    (judgement,) = page.request.get(f"{served_alone}/api/judgements").json()
    item = queue["doubts"][1]["item"]
    assert {each["claim"] for each in judgement["subjects"]} == {item["claim"], item["other"]}
    assert judgement["by"] == "K. Board"
    page.keyboard.press("u")
    expect(page.locator(".toast")).to_contain_text("Taken back", timeout=SLOW_MS)


@pytest.mark.parametrize("view", ["event", "review"])
def test_what_only_reads_offers_no_action_and_says_how_to_turn_review_on(
    served: str, open_page: Opened, told_twice: dict[str, Any], view: str
) -> None:
    page = open_page(served + VIEWS[view].format(event=told_twice["event"]))
    expect(page.locator(".read-only")).to_contain_text("affray serve STORE --reviewer NAME")
    assert page.locator("button[data-key]").count() == 0
    for key in "armsc":
        page.keyboard.press(key)
    assert page.locator("form.judging").count() == 0
    if view == "review":
        assert page.locator(".queue li").count() > 0
        assert page.locator(".doubt .sentence").count() > 0
        assert page.locator(".keys span").count() == 2


def test_the_page_asks_which_of_the_names_one_is(
    served_alone: str, open_page: Opened, told_twice: dict[str, Any]
) -> None:
    page = open_page(f"{served_alone}/event/{told_twice['event']}")
    page.keyboard.press("a")
    by = page.get_by_label("Your name")
    assert by.locator("option").all_inner_texts() == ["Choose …", "R. Viewer", "K. Board"]
    page.get_by_label("Why").fill("I read it")
    page.get_by_label("Why").press("Enter")
    assert page.request.get(f"{served_alone}/api/judgements").json() == []
    by.select_option("K. Board")
    assert page.evaluate("document.querySelector('form.judging').checkValidity()")


def test_the_only_reviewer_is_chosen_already(
    demo: Path, open_page: Opened, told_twice: dict[str, Any]
) -> None:
    name = "O'Nly \"<b>One"
    running = run(demo, name)
    try:
        page = open_page(f"{running.url}/event/{told_twice['event']}")
        page.keyboard.press("a")
        expect(page.get_by_label("Your name")).to_have_value(name)
        expect(page.get_by_label("Why")).to_be_focused()
    finally:
        stop(running)


def test_a_page_of_another_origin_cannot_review(served_alone: str, open_page: Opened) -> None:
    page = open_page("about:blank", wait=None)
    page.route(
        "http://evil.test/**", lambda route: route.fulfill(body="<p>evil</p>", content_type="text/html")
    )
    page.goto("http://evil.test/")
    body = '{"verb": "accept", "claims": ["c"], "by": "evil", "because": "evil"}'
    told = page.evaluate(
        """async ([url, body]) => {
            const tries = [];
            for (const mode of ["cors", "no-cors"]) {
                try {
                    const answer = await fetch(url, { method: "POST", mode, body });
                    tries.push(answer.type + answer.status);
                }
                catch (error) { tries.push("refused"); }
            }
            try { await fetch(url); tries.push("read"); } catch (error) { tries.push("refused"); }
            return tries;
        }""",
        [f"{served_alone}/api/judgements", body],
    )
    assert told[0] == "refused"
    assert told[2] == "refused"
    assert page.request.get(f"{served_alone}/api/judgements").json() == []
