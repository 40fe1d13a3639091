"""Who published a report, whose copy it is, and where it was filed."""

from __future__ import annotations

import pytest

from affray.read import datelines
from tests.read.pages import FIRST, SECOND, THIRD, read


@pytest.mark.parametrize(
    ("line", "place", "name", "rest"),
    [
        (f"HARUNABAD (FNA)- {FIRST}", "HARUNABAD", "FNA", FIRST),
        (f"HARUNABAD, Jan. 9 (Reuters) - {FIRST}", "HARUNABAD", "Reuters", FIRST),
        (f"PORT SAMAR, Highlands (AP) — {FIRST}", "PORT SAMAR, Highlands", "AP", FIRST),
        (f"HARUNABAD – {FIRST}", "HARUNABAD", None, FIRST),
        (f"HARUNABAD, Highland Relief News – {FIRST}", "HARUNABAD", "Highland Relief News", FIRST),
        (f"Port Samar, Highland Herald—{FIRST}", "Port Samar", "Highland Herald", FIRST),
        (f"Port Samar – {FIRST}", "Port Samar", None, FIRST),
        (f"Hama SANA – {FIRST}", "Hama", "SANA", FIRST),
        (f"HARUNABAD: {FIRST}", "HARUNABAD", None, FIRST),
        (f"MOSCOW (Sputnik) {FIRST}", "MOSCOW", "Sputnik", FIRST),
        (f"(AFP) - {FIRST}", None, "AFP", FIRST),
        (f"KABUL, Afghanistan (May 17) - {FIRST}", "KABUL, Afghanistan", None, FIRST),
    ],
)
def test_a_dateline_is_told_from_the_text(line: str, place: str | None, name: str | None, rest: str) -> None:
    found = datelines.find(line)
    assert found is not None
    assert (found.place, found.name, line[found.end :]) == (place, name, rest)


@pytest.mark.parametrize(
    "line",
    [
        FIRST,
        "Harunabad – the largest town of the highlands – was shelled again on Tuesday night.",
        "ISIS – The group claimed the raid on the northern post in a statement on Tuesday.",
        "UPDATE: The army has left the post near the river, residents said on Tuesday.",
        "Anti-government fighters stormed the northern post on Tuesday, residents said there.",
        "Harunabad 12 March 2019 – An army helicopter was shot down near the river by gunmen.",
        "HARUNABAD –",
    ],
)
def test_a_sentence_is_no_dateline(line: str) -> None:
    assert datelines.find(line) is None


def test_a_dateline_leaves_the_text_for_its_field() -> None:
    report = read(f"HARUNABAD, Jan. 9 (Reuters) - {FIRST}", SECOND)
    assert (report.dateline, report.origin) == ("HARUNABAD", "Reuters")
    assert report.text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("By Fars News Agency", "Fars News Agency"),
        ("Source: IRNA", "Islamic Republic News Agency"),
        ("Source: Coast Watch", "Coast Watch"),
        ("(Reuters)", "Reuters"),
        ("AFP", "Agence France-Presse"),
        ("By River Press Agency", "River Press Agency"),
        ("Source Anadolu and agencies", "Anadolu Agency"),
    ],
)
def test_a_line_says_whose_copy_it_is(line: str, origin: str) -> None:
    report = read(FIRST, SECOND, THIRD, "", line, outlet="Highland Herald")
    assert (report.origin, report.outlet) == (origin, "Highland Herald")
    assert report.text == f"{FIRST}\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize("mark", [" (AFP)", ".-AFP", " --AFP"])
def test_an_agency_signs_behind_the_last_sentence(mark: str) -> None:
    last = THIRD if mark[0] == " " else THIRD[:-1]
    report = read(FIRST, SECOND, last + mark)
    assert report.origin == "Agence France-Presse"
    assert report.text.endswith(THIRD)


@pytest.mark.parametrize("line", ["By Salma Idris", "Reporting by: Salma Idris", "By our correspondent"])
def test_a_person_is_no_origin(line: str) -> None:
    assert read(line, FIRST, SECOND).origin is None


def test_the_credit_of_a_photo_is_no_origin() -> None:
    assert read("Smoke over Tal Warda on Monday. (Reuters/Salma Idris)", FIRST, SECOND).origin is None


def test_who_is_quoted_is_no_origin() -> None:
    assert read(FIRST, "The army told Reuters that it would answer.", SECOND).origin is None


def test_an_agency_cited_throughout_is_the_origin() -> None:
    lead = "Gunmen attacked an army post near the river, according to reports from the news agency Tasnim."
    assert (
        read(lead, SECOND, "The agency quoted a doctor as saying that nine died.").origin
        == "Tasnim News Agency"
    )
    assert read(lead, SECOND).origin is None


def test_the_outlets_own_name_is_no_origin() -> None:
    report = read("Brigade storms army post near Wadi Harun", "ARA News", FIRST, SECOND, "Source: ARA News")
    assert (report.outlet, report.origin) == ("ARA News", None)


@pytest.mark.parametrize(
    "line",
    [
        "The Highland Herald is not responsible for the content of quoted articles.",
        "Comments represent their owners and do not represent “The Highland Herald” necessarily.",
        "The views expressed here do not reflect those of The Highland Herald.",
    ],
)
def test_a_disclaimer_names_the_outlet(line: str) -> None:
    assert read(FIRST, SECOND, line).outlet == "The Highland Herald"


def test_a_path_through_the_site_begins_with_its_name() -> None:
    for path in ("Highland Herald » World » Uplands", "Highland Herald - Nation - World - Sport"):
        assert (
            read(path, "Brigade storms army post near Wadi Harun", FIRST, SECOND).outlet == "Highland Herald"
        )
    assert read("News / Uplands", "Brigade storms army post near Wadi Harun", FIRST, SECOND).outlet is None


def test_the_short_name_of_a_copys_agency_is_no_outlet() -> None:
    report = read(f"HARUNABAD (UNA) - {FIRST}", SECOND, "Source: Uplands News Agency")
    assert (report.outlet, report.origin) == (None, "Uplands News Agency")


def test_the_outlet_is_spelt_as_the_report_spells_it() -> None:
    report = read(
        "Brigade storms army post near Wadi Harun - HIGHLAND HERALD English Archive",
        FIRST,
        "A doctor told Highland Herald that nine were hurt.",
        SECOND,
    )
    assert report.outlet == "Highland Herald"


@pytest.mark.parametrize("label", ["Pinned post", "Featured report", "Related News"])
def test_a_label_is_no_outlet(label: str) -> None:
    assert read(label, "", "Brigade storms army post near Wadi Harun", FIRST, SECOND).outlet is None


def test_a_choice_of_languages_is_no_outlet() -> None:
    assert read("Kurdish - Turkish - English", "Brigade storms army post", FIRST, SECOND).outlet is None
