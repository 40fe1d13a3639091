"""Partisan labels are kept as used; whom they mean is told only by the side of the outlet that uses them."""

from __future__ import annotations

import pytest

from affray.ground.actors import Context, mentions
from affray.ground.labels import used
from affray.model import ActorMention, ClaimType, Filler, Role


def read(text: str, context: Context) -> ActorMention:
    filler = Filler(role=Role.B, start=0, end=len(text), text=text, score=1.0)
    return mentions(filler, ClaimType.ATTACK, context)[0]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the terrorists", "terrorists"),
        ("Takfiri terrorist groups", "Takfiri, terrorist"),
        ("the Assad regime", "regime"),
        ("Daesh gunmen", "Daesh"),
        ("regime-held villages", None),
        ("the Syrian army", None),
        ("rebels", None),
    ],
)
def test_the_label_is_kept_as_written(text: str, label: str | None) -> None:
    assert used(text) == label
    assert read(text, Context(country="SY")).label == label


def test_a_label_is_never_an_identity_of_its_own() -> None:
    told = read("the terrorists", Context(country="SY"))
    assert (told.actor, told.label) == (None, "terrorists")
    assert told.reason == "a label of no known side"


@pytest.mark.parametrize(
    ("voice", "text", "actor"),
    [
        # A voice of the government's side means the other side by it.
        ("syrian-armed-forces", "", "syrian-opposition-forces"),
        ("iran", "", "syrian-opposition-forces"),
        ("hezbollah", "Ahrar al-Sham fled.", "syrian-opposition-forces"),
        # It may as well mean a third.
        ("iran", "ISIL gunmen fled.", None),
        # A voice of no side there, and none.
        ("qatar", "", None),
        (None, "", None),
    ],
)
def test_the_outlet_s_side_tells_whom_a_hostile_label_means(
    voice: str | None, text: str, actor: str | None
) -> None:
    told = read("armed terrorist groups", Context(country="SY", voice=voice, text=text))
    assert told.actor == actor
    assert told.label == "terrorist"
    if actor is not None:
        assert told.score == pytest.approx(0.6)
        assert f"speaks for {voice}" in told.reason


def test_the_same_actor_stands_under_rebels_and_under_terrorists() -> None:
    rebels = read("the rebels", Context(country="SY"))
    terrorists = read("the terrorists", Context(country="SY", voice="iran"))
    assert rebels.actor == terrorists.actor
    assert (rebels.label, terrorists.label) == (None, "terrorists")


def test_a_label_with_a_name_leaves_the_name() -> None:
    told = read("Nusra Front terrorists", Context(country="SY", voice="iran"))
    assert (told.actor, told.label) == ("al-nusra-front", "terrorists")
