"""Places listed together share the words around them; each keeps its own words as its span."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from affray.model import Claim, ClaimType, Filler, PlaceMention, Report, Role, Scope, Span, Stance
from affray.ports import Grounder

Read = Callable[..., dict[str, PlaceMention]]


@pytest.fixture
def read(grounder: Grounder) -> Read:
    """The place mentions of one claim by their words; fillers are given as their words, in order."""

    def run(text: str, *fillers: str, origin: str | None = None) -> dict[str, PlaceMention]:
        found, at = [], 0
        for words in fillers:
            at = text.index(words, at)
            found.append(
                Filler(role=Role.PLACE, start=at, end=at + len(words), text=words, score=1.0),
            )
            at += len(words)
        span = Span(start=0, end=len(text), text=text)
        claim = Claim(
            claim="c", report="r", type=ClaimType.CAPTURE, stance=Stance.ASSERTED, scope=Scope.INCIDENT,
            evidence=span, trigger=span, score=1.0, fillers=tuple(found),
        )  # fmt: skip
        report = Report(report="r", path="", text=text, digest="", origin=origin)
        (grounded,) = grounder(report, [claim])
        for mention in grounded.places:
            own = mention.filler
            assert text[own.start : own.end] == own.text
        return {mention.filler.text: mention for mention in grounded.places}

    return run


def test_what_contains_all_of_a_list_is_no_place_of_its_own(read: Read) -> None:
    text = "Syria: men fought in Azaz, Marea and Sheikh Ali, all in the province of Aleppo."
    found = read(text, "Azaz", "Marea", "Sheikh Ali", "all in the province of Aleppo")
    assert list(found) == ["Azaz", "Marea", "Sheikh Ali"]
    assert {each.admin1 for each in found.values()} == {"Aleppo"}
    assert all("in Aleppo" in each.reason for each in found.values())


def test_a_container_is_a_place_of_its_own_only_where_something_else_is_said_of_it(read: Read) -> None:
    found = read("Syria: they fought in Binnish in Idlib province.", "Binnish", "Idlib province")
    assert list(found) == ["Binnish"]
    found = read("Syria: they stormed Binnish, a stronghold of theirs in Idlib.", "Binnish", "Idlib")
    assert list(found) == ["Binnish", "Idlib"]
    assert "in Idlib" in found["Binnish"].reason
    found = read("Syria: they fought in Binnish and in Aleppo province.", "Binnish", "Aleppo province")
    assert list(found) == ["Binnish", "Aleppo province"]


def test_the_owner_of_a_list_contains_each_of_it(read: Read) -> None:
    text = "Syria: shells fell on [Aleppo’s] Hanano, Qwertiyya and Shaar districts."
    found = read(text, "Aleppo", "Hanano", "Qwertiyya", "Shaar")
    assert list(found) == ["Hanano", "Qwertiyya", "Shaar"]
    assert {each.admin1 for each in found.values()} == {"Aleppo"}
    assert "'Qwertiyya' itself is not known" in found["Qwertiyya"].reason


def test_a_district_that_is_a_town_elsewhere_is_not_made_a_quarter(read: Read) -> None:
    found = read(
        "Syria: shells fell on Aleppo's Hanano and Al-Dana districts.", "Aleppo", "Hanano", "Al-Dana"
    )
    assert found["Al-Dana"].place is None
    assert "Ad Dana" in found["Al-Dana"].reason


def test_a_noun_behind_a_name_belongs_to_it_or_to_what_follows(read: Read) -> None:
    assert read("Syria: men fought in Homs province.", "Homs")["Homs"].precision == "province"
    assert read("In Syria: at Homs state television spoke.", "Homs")["Homs"].precision == "point"


def test_separate_places_of_a_list_stay_separate(read: Read) -> None:
    found = read("Syria: men fought in Anadan, Aleppo and Idlib.", "Anadan", "Aleppo", "Idlib")
    assert [each.name for each in found.values()] == ["Anadan", "Aleppo", "Idlib"]


def test_villages_unknown_near_a_border_are_the_strip_in_the_provinces_named(read: Read) -> None:
    text = "Syria: in Aleppo province they took Qwertiyya and Asdfiyya villages near the border with Turkey."
    found = read(text, "Aleppo province", "Qwertiyya", "Asdfiyya")
    for name in ("Qwertiyya", "Asdfiyya"):
        assert 36.4 < (found[name].lat or 0) < 37.0
        assert "along the border of SY and TR in Aleppo" in found[name].reason
        assert found[name].score < 0.5


def test_the_city_beside_a_town_with_a_name_is_another_place(read: Read) -> None:
    text = (
        "Syria: they fell back to the province of Raqqa. They fought in the city and the town of Tal Abyad."
    )
    found = read(text, "the province of Raqqa", "the city and the town of Tal Abyad")
    assert found["the city"].name == "Raqqa"
    assert found["the city"].admin1 == "Raqqa"
    assert found["the town of Tal Abyad"].name == "Tall Abyad"


def test_a_persian_agency_s_spelling_is_read_as_such_in_its_copies_only(read: Read) -> None:
    text = "Syria: in Aleppo province, near Azaz, they took the village of Thowran."
    fillers = ("Aleppo province", "near Azaz", "the village of Thowran")
    told = read(text, *fillers, origin="Fars News Agency")["the village of Thowran"]
    assert (told.name, told.admin1) == ("Suran", "Aleppo")
    assert read(text, *fillers)["the village of Thowran"].name != "Suran"
