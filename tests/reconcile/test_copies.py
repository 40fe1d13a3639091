from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from affray.model import Published, Report
from affray.reconcile.copies import groups
from affray.reconcile.origins import origin_of

DAY = date(2016, 7, 5)
# Reports of our own.
BAKERY = (
    "A man on a motorcycle blew himself up outside the Harbour Street bakery on Tuesday and killed sixteen. "
    "The queue had been long since dawn because the holiday begins tomorrow and every family wanted bread. "
    "Salma Idris, who sells tea across the road, said that the blast threw her stall against the wall. "
    "The Orontes Observatory counted sixteen dead and forty wounded and said that nine were children. "
    "The mayor closed the market and asked drivers to bring the wounded to the eastern hospital. "
    "Nobody has said that they did it, though the town has seen three such attacks since the spring."
)
OTHER = (
    "Sixteen people died in front of a bakery in the east when a bomber reached the queue, police said. "
    "Officers found parts of a motorcycle under the wall of the mosque opposite. "
    "The hospital asked for blood and told relatives to wait at the northern gate. "
    "Governor Haddad blamed the caliphate and promised guards at every oven in the province. "
    "It was the deadliest day in the town since the bus station was shelled two winters ago."
)
BRIDGE = (
    "Rebels held the river bridge for a third day while army engineers built a crossing further south. "
    "Two boats sank under mortar fire and their crews swam ashore. "
    "A commander called Abu Khalil told the Meridian Wire that his men had food for a month. "
    "The army said nothing about the boats and showed pictures of the new crossing. "
    "Refugees waited in the orchards because the road to the border was cut by both."
)


def told(name: str, text: str, *, day: date | None = DAY, origin: str | None = None) -> Report:
    published = None
    if day is not None:
        published = Published(earliest=day, latest=day, best=day, witnesses=(), reason="given")
    return Report(report=name, path="", text=text, digest="", published=published, origin=origin)


def sentences(text: str) -> list[str]:
    return [part if part.endswith(".") else part + "." for part in text.split(". ")]


def together(*reports: Report) -> list[tuple[str, ...]]:
    return [group.reports for group in groups(reports)]


def test_one_text_published_ten_times_is_one_group_of_ten() -> None:
    found = groups([told(f"r{number}", BAKERY) for number in range(10)])
    assert [group.reports for group in found] == [tuple(f"r{number}" for number in range(10))]
    assert found[0].because == "10 reports have the same words"


def test_marks_and_case_and_apostrophes_make_no_other_text() -> None:
    shouted = BAKERY.upper().replace(",", "").replace(".", " .")
    assert together(told("a", BAKERY), told("b", shouted)) == [("a", "b")]


@pytest.mark.parametrize(
    "reprint",
    [
        " ".join(sentences(BAKERY)[:3]),
        " ".join(sentences(BAKERY)[1::2]),
        "At least sixteen were killed in the east, our correspondent writes. "
        + " ".join(sentences(BAKERY)[1:]),
        BAKERY.replace("said that", "says").replace("children", "minors").replace("since dawn", "all night"),
    ],
    ids=["cut", "shortened", "with another lead", "edited"],
)
def test_a_reprint_is_a_copy(reprint: str) -> None:
    assert together(
        told("a", BAKERY), told("b", reprint, day=DAY + timedelta(days=1)), told("c", BRIDGE)
    ) == [("a", "b")]


def test_two_reports_of_one_happening_are_no_copies() -> None:
    assert together(told("a", BAKERY), told("b", OTHER)) == []


def test_a_quotation_in_common_makes_no_copy() -> None:
    quoted = sentences(BAKERY)[2]
    assert together(told("a", BAKERY), told("b", OTHER + " " + quoted)) == []


def test_a_part_of_a_text_is_a_copy_only_within_some_days_of_it() -> None:
    part = " ".join(sentences(BAKERY)[:3])
    assert together(told("a", BAKERY), told("b", part, day=DAY + timedelta(days=60))) == []
    assert together(told("a", BAKERY), told("b", part, day=None)) == [("a", "b")]


def test_a_whole_text_is_a_copy_whatever_the_clock_of_its_page_says() -> None:
    assert together(
        told("a", BAKERY), told("b", BAKERY + " Editing by N. Haddad.", day=date(2021, 1, 20))
    ) == [("a", "b")]


def test_a_digest_that_takes_in_two_texts_does_not_glue_them() -> None:
    digest = f"{BRIDGE} {BAKERY} {OTHER}"
    found = together(told("bakery", BAKERY), told("bridge", BRIDGE), told("digest", digest))
    assert not any({"bakery", "bridge"} <= set(reports) for reports in found)


def test_a_chain_of_texts_that_each_share_a_part_with_the_next_is_cut() -> None:
    whole = [
        f"Column {word} left the {word} barracks at dawn and reached the {word} bridge by noon, {word} said."
        for word in (
            "alpha",
            "bravo",
            "cedar",
            "delta",
            "ember",
            "fjord",
            "grove",
            "heron",
            "islet",
            "juniper",
        )
    ]
    chain = [told(f"r{at}", " ".join(whole[at : at + 4])) for at in range(7)]
    ends = {"r0", "r6"}
    assert not any(ends <= set(reports) for reports in together(*chain))


def test_what_a_page_repeats_for_months_makes_no_copy() -> None:
    menu = " ".join(
        f"Read our {word} page and follow the {word} desk every day"
        for word in ("culture", "sport", "money", "travel", "health", "science", "opinion", "weather")
    )
    texts = [BAKERY, OTHER, BRIDGE]
    pages = [
        told(f"r{at}", f"{text} {menu}", day=DAY + timedelta(days=40 * at)) for at, text in enumerate(texts)
    ]
    near = told("near", " ".join(sentences(OTHER)[:1]) + " " + menu, day=DAY)
    assert not any({"r0", "near"} <= set(reports) for reports in together(*pages, near))


def test_texts_too_short_to_tell_are_left_alone() -> None:
    assert together(told("a", "Read also"), told("b", "Read also"), told("c", "")) == []


def test_the_order_of_the_reports_changes_nothing() -> None:
    reports = [
        told("a", BAKERY),
        told("b", " ".join(sentences(BAKERY)[:4])),
        told("c", BAKERY),
        told("d", BRIDGE, origin="Reuters"),
        told("e", BRIDGE + " " + sentences(OTHER)[0]),
        told("f", OTHER),
    ]
    first = groups(reports)
    assert [group.reports for group in first] == [("a", "b", "c"), ("d", "e")]
    for seed in range(20):
        shuffled = reports[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, no secret
        assert groups(shuffled) == first


def test_a_group_has_the_origin_that_most_of_it_names() -> None:
    named = told("a", BAKERY, origin="AFP")
    (group,) = groups([named, told("b", BAKERY), told("c", BAKERY + " (AFP)")])
    assert group.origin == "Agence France-Presse"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("A shell fell on the market. Evacuees said they heard it. --Reuters", "Reuters"),
        ("A shell fell on the market. (AFP)", "Agence France-Presse"),
        ("Shelling kills two AFP Monday 4 Jul 2016 A shell fell on the market.", "Agence France-Presse"),
        ("BEIRUT (Reuters) - A shell fell on the market.", "Reuters"),
        ("A shell fell on the market. “We ran,” Salma Idris told AFP by telephone.", "Agence France-Presse"),
        ("A shell fell on the market, AFPs correspondent in the town said.", "Agence France-Presse"),
        ("A shell fell on the market, Reuters reported, citing the governor.", None),
        ("A shell fell on the market. Ali Saba said he saw it.", None),
    ],
)
def test_a_text_tells_whose_it_is(text: str, origin: str | None) -> None:
    assert origin_of(told("a", text)) == origin


def test_an_agency_is_not_the_origin_of_its_own_report() -> None:
    report = told("a", "A shell fell. “We ran,” Salma Idris told Reuters.")
    assert origin_of(replace(report, outlet="Reuters")) is None


@pytest.mark.parametrize("outlet", ["ARA News", "Asharq Al-Awsat"])
def test_an_outlet_that_asks_people_itself_quotes_an_agency_and_is_no_copy_of_it(outlet: str) -> None:
    text = f"A shell fell. Major Bayan told Reuters that two died. A trader told {outlet} of three bodies."
    assert origin_of(replace(told("a", text), outlet=outlet)) is None
