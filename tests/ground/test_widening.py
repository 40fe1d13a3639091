"""Parties whose words the extractor cut short are read with the words beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from affray.model import ClaimType, GroundedClaim

Ground = Callable[..., GroundedClaim]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Syria: clashes with the Islamic Front coalition.", "the Islamic", "islamic-front"),
        ("Syria: clashes with pro-Assad forces.", "forces", "syrian-armed-forces"),
        ("Syria: ISIS fighters fled.", "fighters", "isil"),
        ("Syria: Syrians fled from Russian airstrikes in Syria.", "Russian", "russian-armed-forces"),
        ("Syria: Syria's Iranian Revolutionary Guards left Syria.", "Iranian", "iran"),
    ],
)
def test_a_phrase_cut_short_is_read_whole(ground: Ground, text: str, words: str, actor: str) -> None:
    (mention,) = ground(text, kind=ClaimType.SUPPORT, a=words).actors
    assert (mention.actor, mention.filler.text) == (actor, words)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        # The words behind are of another party, or of none.
        ("Syria: the SDF fighters repelled ISIL's attack.", "the SDF", "syrian-democratic-forces"),
        ("Syria: ISIL in Syria killed fighters there.", "fighters", None),
        ("Syria: the Islamic Front Syria knows.", "the Islamic Front", "islamic-front"),
    ],
)
def test_a_whole_phrase_takes_nothing_in(ground: Ground, text: str, words: str, actor: str | None) -> None:
    assert ground(text, a=words).actors[0].actor == actor


@pytest.mark.parametrize(
    ("source", "actor"),
    [
        ('White House spokesman "Joan Doe"', "united-states"),
        ("an ISIL commander", "isil"),
        ("a doctor", None),
    ],
)
def test_we_are_those_for_whom_the_source_speaks(ground: Ground, source: str, actor: str | None) -> None:
    text = f'Syria: {source} told them: "We shall hold Azaz."'
    claim = ground(text, kind=ClaimType.THREAT, a="We", source=source)
    assert claim.actors[0].actor == actor
    assert claim.actors[0].score < 0.8


def test_capitals_are_no_pronoun(ground: Ground) -> None:
    assert ground("Syria: US warplanes struck Azaz in Syria.", a="US").actors[0].actor == "united-states"


@pytest.mark.parametrize(
    ("country", "words", "actor"),
    [
        ("Somalia", "government forces", "somalia"),
        ("Nigeria", "the police", "nigeria"),
        ("Iraq", "the military", "iraqi-security-forces"),
        ("Iraq", "the local council", None),
        ("Somalia", "rebel forces", None),
    ],
)
def test_a_state_is_told_by_what_it_is_called_at_home(
    ground: Ground, country: str, words: str, actor: str | None
) -> None:
    assert ground(f"{country}: in {country}, {words} came.", a=words).actors[0].actor == actor
