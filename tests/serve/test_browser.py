"""The web app in a real browser: what a person sees, does with the keyboard, and is kept safe from."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.serve.conftest import (
    ARGUMENTS,
    CHROMIUM,
    HOSTILE,
    ROOT,
    affray,
    example_paths,
    run,
    stop,
)

STATIC = ROOT / "src" / "affray" / "serve" / "static" / "index.html"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = {
    "map": "/",
    "event": "/event/{event}",
    "report": "/report/01_halab-courier_hreitan",
    "reports": "/reports",
    "actor": "/actor/isil",
    "actors": "/actors",
    "review": "/review",
}
# Deriving anew after a judgement, on a machine that does other things too.
SLOW_MS = 90_000

Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium (make browser)")
    if not STATIC.is_file():
        pytest.skip("the web app is not built (make web)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opened]:
    """Open an address and wait until its view is there; no error of the page passes unseen."""
    contexts = []
    troubles: list[str] = []

    def opened(url: str, *, wait: str | None = "html[data-ready]", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(url)
        if wait is not None:
            page.wait_for_selector(wait)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture(scope="session")
def told_twice(served: str, browser: Browser) -> dict[str, Any]:
    """The event with the most sources."""
    context = browser.new_context()
    found = context.request.get(f"{served}/api/events?size=500").json()["events"]
    context.close()
    return max(found, key=lambda event: (len(event["roots"]), event["claims"]))


def test_the_first_screen_is_there_in_two_seconds(served: str, open_page: Opened) -> None:
    open_page(served)  # the server reads its store for the first asker
    took = []
    for _ in range(3):
        page = open_page(f"{served}/reports")
        start = time.perf_counter()
        page.goto(served)
        page.wait_for_selector("html[data-ready=map]")
        took.append(time.perf_counter() - start)
        expect(page.locator(".rows li").first).to_be_visible()
    assert min(took) < 2, took


@pytest.mark.parametrize("view", VIEWS)
def test_no_request_leaves_the_machine(
    served: str, open_page: Opened, told_twice: dict[str, Any], view: str
) -> None:
    asked: list[str] = []
    page = open_page("about:blank", wait=None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + VIEWS[view].format(event=told_twice["event"]))
    page.wait_for_selector("html[data-drawn]" if view == "map" else "html[data-ready]")
    assert asked
    assert [url for url in asked if not url.startswith((served, "data:", f"blob:{served}"))] == []


def test_the_slider_of_days_moves_control(served: str, open_page: Opened) -> None:
    page = open_page(f"{served}/?to=2014-10-20")
    before = page.locator("html").get_attribute("data-held")
    assert before is not None
    assert "Handarat" in before
    slider = page.get_by_label("Last day it happened")
    slider.focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".legend .title")).to_contain_text("30 Sep 2014")
    expect(page.locator("html")).not_to_have_attribute("data-held", before)
    expect(page).to_have_url(re.compile("to=2014-09-30"))


def test_the_slider_of_knowledge_hides_what_was_published_later(served: str, open_page: Opened) -> None:
    page = open_page(served)
    whole = page.locator(".counts").inner_text()
    page.get_by_label("Known by", exact=True).focus()
    page.keyboard.press("Home")
    expect(page.locator(".counts")).not_to_have_text(whole)
    page.get_by_role("button", name="Now").click()
    expect(page.locator(".counts")).to_have_text(whole)


def test_an_event_stands_as_it_was_known(served: str, open_page: Opened) -> None:
    page = open_page(f"{served}/reports")
    events = page.request.get(f"{served}/api/events?size=500&grade=corroborated").json()["events"]
    details = (page.request.get(f"{served}/api/events/{each['event']}").json()["event"] for each in events)
    event = next(each for each in details if each["stood"] and each["stood"][0]["grade"] == "single-source")
    first = event["stood"][0]["known"]
    row = f".rows a[href='/event/{event['event']}']"
    page.goto(f"{served}/?type={event['type']}&known={first}")
    page.wait_for_selector("html[data-ready=map]")
    expect(page.locator(row)).to_contain_text("one source")
    page.goto(f"{served}/?type={event['type']}")
    page.wait_for_selector("html[data-ready=map]")
    expect(page.locator(row)).to_contain_text("corroborated")
    page.goto(f"{served}/event/{event['event']}")
    expect(page.locator(".stood li").first).to_contain_text(f"{first}single source")
    then = page.request.get(f"{served}/api/events?size=500&grade=corroborated&known={first}").json()["events"]
    assert event["event"] not in [each["event"] for each in then]


def test_filters_narrow_the_list_and_stand_in_the_address(served: str, open_page: Opened) -> None:
    page = open_page(served)
    page.locator("details[data-field=types] summary").click()
    page.get_by_role("group", name="Type").get_by_text("Capture").click()
    expect(page).to_have_url(re.compile("type=capture"))
    expect(page.locator(".chip")).to_have_text("Capture")
    for name in page.locator(".rows li b").all_inner_texts():
        assert name == "Capture"
    again = open_page(page.url)
    expect(again.locator(".counts")).to_have_text(page.locator(".counts").inner_text())


def test_words_are_looked_for_in_the_sentences(served: str, open_page: Opened) -> None:
    page = open_page(served)
    page.get_by_label("Words in the sentences").fill("handarat")
    expect(page.locator(".counts")).to_contain_text(" of ")
    page.get_by_label("Words in the sentences").fill("nobody wrote this")
    expect(page.locator(".rows")).to_contain_text("No event fits.")


def test_an_event_sets_its_accounts_side_by_side(
    served: str, open_page: Opened, told_twice: dict[str, Any]
) -> None:
    page = open_page(f"{served}/event/{told_twice['event']}")
    detail = page.request.get(f"{served}/api/events/{told_twice['event']}").json()
    heads = page.locator(".matrix thead th .root").all_inner_texts()
    assert heads == [root["name"] for root in detail["event"]["roots"]]
    triggers = {each["claim"]["trigger"]["text"] for each in detail["claims"]}
    marked = set(page.locator(".matrix .mark.r-trigger").all_inner_texts())
    assert marked
    assert all(any(part in trigger for trigger in triggers) for part in marked)
    quotes = {each["claim"]["evidence"]["text"] for each in detail["claims"]}
    shown = page.locator(".matrix .sentence").all_text_contents()
    assert set(shown) <= quotes
    assert page.locator(".why .link").count() > 0


def test_figures_are_drawn_as_ranges(served: str, open_page: Opened) -> None:
    page = open_page(f"{served}/reports")
    events = page.request.get(f"{served}/api/events?size=500").json()["events"]
    event = next(each for each in events if each["killed"] and each["killed"]["low"])
    page.goto(f"{served}/event/{event['event']}")
    page.wait_for_selector("html[data-ready=event]")
    first = page.locator(".figure").first
    expect(first.locator("figcaption b")).to_have_text(re.compile("Killed|Injured|Casualties"))
    assert first.locator(".range").count() > 0


def test_a_claim_lights_its_own_words_in_the_report(served: str, open_page: Opened) -> None:
    report = "01_halab-courier_hreitan"
    page = open_page(f"{served}/report/{report}")
    claims = page.request.get(f"{served}/api/reports/{report}").json()["claims"]
    for at, grounded in enumerate(claims[:8]):
        claim = grounded["claim"]
        page.locator(".card").nth(at).focus()
        words = "".join(page.locator(".text .run.r-trigger").all_text_contents())
        assert words == claim["trigger"]["text"]
        sentence = "".join(page.locator(".text .run.r-evidence").all_text_contents())
        assert sentence == claim["evidence"]["text"].replace("\n", "")


def test_what_dates_a_report_is_drawn_over_days(served: str, open_page: Opened) -> None:
    page = open_page(f"{served}/report/01_halab-courier_hreitan")
    assert page.locator(".dating .chance").count() > 0
    assert page.locator(".dating .bar").count() > 0
    expect(page.locator(".dating")).to_contain_text("likeliest")


def test_the_original_is_one_click_away(served: str, open_page: Opened) -> None:
    page = open_page(f"{served}/report/25_gulf-lantern_handarat")
    page.get_by_role("button", name="Original").click()
    expect(page.locator(".original pre")).to_contain_text("<html")


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


def test_a_hostile_report_shows_as_text(served_hostile: str, open_page: Opened) -> None:
    page = open_page(f"{served_hostile}/report/evil")
    expect(page.locator("h1")).to_have_text("<script>document.title='taken'</script>")
    expect(page.locator(".text")).to_contain_text(HOSTILE.strip()[:60])
    assert page.locator(".text script, .text img, .text svg, .text b, .text a").count() == 0
    assert len(page.locator(".text").inner_text()) > 1_000_000
    assert page.locator("a[href^='javascript' i]").count() == 0
    expect(page.locator("header.title .meta")).to_contain_text("javascript:document.title='taken'")
    page.locator(".card").first.focus()
    # Two characters beyond 16 bits stand before the words after them; offsets count characters.
    assert "".join(page.locator(".text .run.r-trigger").all_text_contents()) == "shelled"
    assert "".join(page.locator(".text .run.r-time").all_text_contents()) == "Monday"
    assert page.title() == "<script>document.title='taken'</script> · affray"


def test_a_store_without_events_says_so(served_hostile: str, open_page: Opened) -> None:
    page = open_page(served_hostile, wait=".nothing")
    expect(page.locator(".nothing")).to_contain_text("This store holds no events yet.")


def test_what_cannot_be_loaded_can_be_tried_again(served: str, open_page: Opened) -> None:
    page = open_page("about:blank", wait=None)
    page.route("**/api/map", lambda route: route.abort())
    page.goto(served)
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    page.unroute("**/api/map")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("html[data-ready=map]")


def test_back_leads_to_the_map_as_it_was(served: str, open_page: Opened) -> None:
    page = open_page(f"{served}/?type=capture")
    counts = page.locator(".counts").inner_text()
    page.locator(".rows a").first.click()
    page.wait_for_selector("html[data-ready=event]")
    page.go_back()
    page.wait_for_selector("html[data-ready=map]")
    expect(page.locator(".counts")).to_have_text(counts)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_serious_barrier(
    served: str, open_page: Opened, told_twice: dict[str, Any], *, view: str, theme: str
) -> None:
    assert_no_barrier(open_page(served + VIEWS[view].format(event=told_twice["event"]), color_scheme=theme))


@pytest.mark.parametrize("view", ["map", "event", "review"])
def test_no_serious_barrier_and_no_sideways_scrolling_on_a_phone(
    served: str, open_page: Opened, told_twice: dict[str, Any], view: str
) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    page = open_page(served + VIEWS[view].format(event=told_twice["event"]), **phone)
    assert_no_barrier(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def assert_no_barrier(page: Page) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (make web)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    serious = [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]], each["nodes"][0]["any"][:1])
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_the_lock_file_names_no_host() -> None:
    lock = (ROOT / "web" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock


def test_no_source_of_the_app_makes_markup_of_text() -> None:
    for path in Path(ROOT / "web" / "src").rglob("*.ts"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", code), path
