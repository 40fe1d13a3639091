"""The web app in a real browser: what a person sees, does with the keyboard, and is kept safe from."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.serve.conftest import HOSTILE, ROOT, VIEWS, Opened

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


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
