"""Places without a name lie in what the report names around them, where its words leave no doubt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from affray.model import Claim, ClaimType, Filler, PlaceMention, Precision, Report, Role, Scope, Span, Stance
from affray.ports import Grounder

Read = Callable[..., dict[str, PlaceMention]]


@pytest.fixture
def read(grounder: Grounder) -> Read:
    """The places of a report of several sentences, a claim each; fillers by sentence, as their words."""

    def run(*sentences: tuple[str, tuple[str, ...]]) -> dict[str, PlaceMention]:
        text, claims = "", []
        for at, (sentence, words) in enumerate(sentences):
            span = Span(start=len(text), end=len(text) + len(sentence), text=sentence)
            starts = [len(text) + sentence.index(each) for each in words]
            fillers = tuple(
                Filler(role=Role.PLACE, start=start, end=start + len(each), text=each, score=1.0)
                for start, each in zip(starts, words, strict=True)
            )
            claims.append(
                Claim(
                    claim=f"c-{at}", report="r", type=ClaimType.CAPTURE, stance=Stance.ASSERTED,
                    scope=Scope.INCIDENT, evidence=span, trigger=span, score=1.0, fillers=fillers,
                )
            )  # fmt: skip
            text += f"{sentence} "
        report = Report(report="r", path="", text=text, digest="")
        return {each.filler.text: each for claim in grounder(report, claims) for each in claim.places}

    return run


def test_a_site_lies_where_its_sentence_says(read: Read) -> None:
    found = read(("In Syria they freed men from the headquarters in Manbij's centre and the prison.",
                  ("Manbij", "the prison")))  # fmt: skip
    prison, town = found["the prison"], found["Manbij"]
    assert (prison.lat, prison.lon, prison.precision) == (town.lat, town.lon, Precision.PART)
    assert prison.score < town.score
    assert prison.reason == "no name; taken to be in Manbij, from its sentence"


def test_definite_words_point_back_and_indefinite_ones_do_not(read: Read) -> None:
    before = ("Syria: they entered Manbij.", ("Manbij",))
    assert read(before, ("Shells hit the town at night.", ("the town",)))["the town"].name == "Manbij"
    assert read(before, ("Shells hit a town at night.", ("a town",)))["a town"].place is None


def test_the_same_words_are_the_same_place(read: Read) -> None:
    named = "ISIS's headquarters in the city of Aleppo"
    found = read(
        (f"Syria: they took {named}.", (named,)),
        ("Others fought in Azaz.", ("Azaz",)),
        ("Bodies lay at the ISIS headquarters.", ("the ISIS headquarters",)),
    )  # fmt: skip
    assert found["the ISIS headquarters"].name == "Aleppo"


def test_villages_lie_around_the_town_of_their_sentence(read: Read) -> None:
    found = read(("Syria: they took two villages and reached Azaz.", ("two villages", "Azaz")))
    assert found["two villages"].precision is Precision.NEAR
    assert (found["two villages"].radius_km or 0) >= (found["Azaz"].radius_km or 0) + 15


@pytest.mark.parametrize("words", ["another village", "a nearby village", "67 villages", "the internet"])
def test_what_lies_elsewhere_or_is_no_place_stays_open(read: Read, words: str) -> None:
    found = read((f"Syria: they left Azaz for {words}.", ("Azaz", words)))
    assert (found[words].place, found[words].reason) == (None, "no place is named")


def test_a_name_that_is_not_known_is_not_skipped_over(read: Read) -> None:
    found = read(
        ("Syria: they left Azaz.", ("Azaz",)),
        ("They went to Qwertiyya.", ("Qwertiyya",)),
        ("Shells hit the village.", ("the village",)),
    )
    assert found["the village"].place is None


def test_the_country_is_the_one_told_of(read: Read) -> None:
    found = read(("Syria: Syrian groups fought across the country.", ("across the country",)))
    assert (found["across the country"].country, found["across the country"].precision) == (
        "SY",
        Precision.COUNTRY,
    )
