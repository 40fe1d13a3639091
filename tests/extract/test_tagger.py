"""Sentences to claims, with the weights that ship."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affray.errors import UnusableResource
from affray.extract.options import ExtractOptions
from affray.extract.tagger import Tagger, load
from affray.model import Claim, Report, Role, Scope
from affray.resources import trained


@cache
def tagger() -> Tagger:
    return load(ExtractOptions())


def claims_of(text: str) -> list[Claim]:
    return tagger()(Report(report="r", path="r.txt", text=text, digest=""))


def told(text: str) -> dict[str, dict[str, list[str]]]:
    """Each claim's type with its fillers by role."""
    return {
        c.type: {role: [f.text for f in c.role(role)] for role in Role if c.role(role)}
        for c in claims_of(text)
    }


CASES = [
    (
        "Rebel fighters seized the village of Harbel from Islamic State on Tuesday, residents said.",
        "capture",
        {"a": ["Rebel fighters"], "b": ["Islamic State"], "time": ["Tuesday"], "source": ["residents"]},
    ),
    (
        "Government helicopters dropped barrel bombs on Daraya overnight, killing at least nine civilians.",
        "air_strike",
        {"a": ["Government helicopters"], "instrument": ["barrel bombs"], "place": ["Daraya"]},
    ),
    (
        "Heavy clashes broke out between the Levant Front and Kurdish units near Afrin.",
        "clash",
        {"a": ["the Levant Front"], "b": ["Kurdish units"], "place": ["near Afrin"]},
    ),
    (
        "Four soldiers were kidnapped by gunmen in Diyala province on Sunday.",
        "abduction",
        {"a": ["gunmen"], "b": ["Four soldiers"], "time": ["Sunday"]},
    ),
]


@pytest.mark.parametrize(("text", "kind", "roles"), CASES)
def test_a_sentence_tells_who_did_what_to_whom(text: str, kind: str, roles: dict[str, list[str]]) -> None:
    found = told(text)
    assert kind in found
    assert {role: found[kind].get(role) for role in roles} == roles


def test_a_figure_keeps_its_words_and_gets_bounds() -> None:
    (claim,) = claims_of("At least nine civilians were killed when mortar shells hit a market in Salma.")
    (figure,) = claim.figures
    assert (figure.kind, figure.min, figure.max, figure.text) == (
        "killed",
        9,
        None,
        "At least nine civilians",
    )


def test_stances_other_than_asserted_are_told_apart() -> None:
    stances = {
        "The army is preparing to storm the city of Jisr al-Shughur.": "planned",
        "The army denied that it had shelled the hospital.": "denied",
        "The opposition accused the army of executing twelve prisoners in Karm.": "alleged",
    }
    found = {text: {claim.stance for claim in claims_of(text)} for text in stances}
    assert {text: stance in found[text] for text, stance in stances.items()} == dict.fromkeys(stances, True)


def test_a_sum_over_a_period_is_an_aggregate() -> None:
    text = "More than 310 people have been killed in two weeks of fighting across the province."
    assert ("toll", Scope.AGGREGATE) in [(claim.type, claim.scope) for claim in claims_of(text)]


@pytest.mark.parametrize(
    "text", ["", "The harvest was good this year, and the ministry lowered the price of bread.", "6 + 18 ="]
)
def test_text_without_conflict_gives_no_claim(text: str) -> None:
    assert claims_of(text) == []


def test_claims_of_a_very_long_sentence_are_not_cut_off() -> None:
    filler = "and the council met and " * 400
    (claim,) = [
        c
        for c in claims_of(f"Talk went on {filler} rebels captured the town of Maskana.")
        if c.type == "capture"
    ]
    assert claim.role(Role.PLACE)[0].text == "the town of Maskana"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.sampled_from([text for text, _, _ in CASES]))
def test_every_span_holds_the_words_it_names(noise: str, sentence: str) -> None:
    text = f"{noise}\n{sentence}\n{noise}"
    for claim in claims_of(text):
        for span in (claim.evidence, claim.trigger):
            assert text[span.start : span.end] == span.text
        for filler in claim.fillers:
            assert text[filler.start : filler.end] == filler.text
        for figure in claim.figures:
            assert text[figure.start : figure.end] == figure.text


def test_the_same_report_gives_the_same_claims_whatever_came_before_it() -> None:
    text = "\n".join(text for text, _, _ in CASES)
    first = claims_of(text)
    claims_of("Rebels shelled the barracks. " * 30)
    assert claims_of(text) == first
    assert load(ExtractOptions())(Report(report="r", path="r.txt", text=text, digest="")) == first


def test_weights_that_are_not_there_are_named(tmp_path: object) -> None:
    with pytest.raises(UnusableResource, match="no-such-folder"):
        load(ExtractOptions(weights=f"{tmp_path}/no-such-folder"))


def test_the_shipped_weights_are_those_of_the_manifest() -> None:
    assert trained.intact("claims")
