"""Source chains: whole names, each source once, the nearest first."""

from __future__ import annotations

import pytest

from affray.extract.chains import chain, is_media
from affray.model import Filler, Role


def chained(text: str, *sources: str, trigger: str = "") -> list[str]:
    fillers = [
        Filler(role=Role.SOURCE, start=text.index(s), end=text.index(s) + len(s), text=s, score=0.9)
        for s in sources
    ]
    found = chain(text, fillers, text.index(trigger))
    assert all(text[one.start : one.end] == one.text for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "The agency quoted millers as saying that the mill burned.",
            ["The agency", "millers"],
            ["millers", "The agency"],
        ),
        ("The mayor told Reuters that the mill burned.", ["The mayor", "Reuters"], ["The mayor", "Reuters"]),
        ("The mayor was quoted by Reuters as saying so.", ["The mayor", "Reuters"], ["The mayor", "Reuters"]),
        (
            "Reuters reported, citing two millers, that it burned.",
            ["Reuters", "two millers"],
            ["two millers", "Reuters"],
        ),
        (
            "The Observatory said medics had counted nine dead.",
            ["The Observatory", "medics"],
            ["medics", "The Observatory"],
        ),
        (
            "Reuters said the mill burned, according to the mayor.",
            ["Reuters", "the mayor"],
            ["the mayor", "Reuters"],
        ),
    ],
)
def test_the_outermost_comes_last(text: str, marked: list[str], expected: list[str]) -> None:
    assert chained(text, *marked) == expected


def test_a_title_and_its_name_are_one_source() -> None:
    text = "The governor of Karm, Walid Haddad said that it burned."
    assert chained(text, "The governor of Karm", "Walid Haddad") == ["The governor of Karm, Walid Haddad"]


def test_a_report_and_its_authors_are_one_source() -> None:
    text = "A report by two lawyers lists nine arrests."
    assert chained(text, "A report", "two lawyers") == ["A report by two lawyers"]


def test_two_whole_sources_joined_by_and_are_two() -> None:
    text = "The governor and the mayor said that it burned."
    assert chained(text, "The governor and the mayor") == ["The governor", "the mayor"]


@pytest.mark.parametrize("name", ["The Ministry of Justice and Home Affairs", "residents and medics"])
def test_an_and_within_one_name_parts_nothing(name: str) -> None:
    assert chained(f"{name} said that it burned.", name) == [name]


def test_each_source_counts_once() -> None:
    text = "SANA reported a raid on the farm, according to SANA, citing a guard."
    first = Filler(role=Role.SOURCE, start=0, end=4, text="SANA", score=0.9)
    at = text.rindex("SANA")
    again = Filler(role=Role.SOURCE, start=at, end=at + 4, text="SANA", score=0.9)
    assert [one.start for one in chain(text, [first, again], 10)] == [0]


def test_those_who_were_only_told_are_no_source() -> None:
    text = "The envoy told the council that troops had raided a farm."
    assert chained(text, "The envoy", "the council") == ["The envoy"]


@pytest.mark.parametrize(("trigger", "expected"), [("raided", ["The army"]), ("shelled", ["rebels"])])
def test_of_two_clauses_set_against_each_other_the_claim_has_its_own(
    trigger: str, expected: list[str]
) -> None:
    text = "The army said that gunmen raided a farm, while rebels said that tanks shelled it."
    assert chained(text, "The army", "rebels", trigger=trigger) == expected


@pytest.mark.parametrize(
    ("text", "media"),
    [("Reuters", True), ("the state news agency", True), ("AFP", True), ("the mayor", False), ("ap", False)],
)
def test_media_are_known_by_name_or_noun(text: str, media: bool) -> None:  # noqa: FBT001 a row's verdict
    assert is_media(text) is media
