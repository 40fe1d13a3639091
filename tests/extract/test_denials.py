"""What somebody denies is denied, up to the end of the denied clause."""

from __future__ import annotations

import pytest

from affray.extract import denials
from affray.model import Claim, ClaimType, Scope, Span, Stance

DENIED = [
    ("A colonel denied that government forces held all of Khan Tuman.", "held"),
    ("The town council denied reports that the market had been bombed.", "bombed"),
    ("The ministry dismissed as lies the gangs' reports that Hreitan had fallen.", "fallen"),
    ("Ankara denied the army's claim that two of its drones were shot down.", "shot down"),
    ("The brigade disputed that its men shelled the crossing and fled.", "fled"),
    ("A colonel denied on Friday that his men held all of the village.", "held"),
    ("The front denied late on Monday that it had left the town.", "left"),
]
NOT_DENIED = [
    ("A colonel did not deny that his men had shelled the crossing.", "shelled"),
    ("The army denied that it had lost the hill, saying its men repelled the attack.", "attack"),
    ("The army denied that it had lost the hill and said rebels shelled it.", "shelled"),
    ("After the town was taken the group denied that it had left.", "taken"),
    ("He dismissed the general who lost the town that rebels took.", "took"),
    ("Rebels took the town, a claim that the army denied.", "took"),
]


def claim(text: str, trigger: str, stance: Stance) -> Claim:
    start = text.index(trigger)
    return Claim(
        claim="c",
        report="r",
        type=ClaimType.ATTACK,
        stance=stance,
        scope=Scope.INCIDENT,
        evidence=Span(start=0, end=len(text), text=text),
        trigger=Span(start=start, end=start + len(trigger), text=trigger),
        score=0.9,
    )


@pytest.mark.parametrize(("text", "trigger"), DENIED)
def test_what_a_denial_holds_is_denied(text: str, trigger: str) -> None:
    (found,) = denials.complete([claim(text, trigger, Stance.ASSERTED)])
    assert found.stance is Stance.DENIED


@pytest.mark.parametrize(("text", "trigger"), NOT_DENIED)
def test_what_stands_outside_it_is_held_as_before(text: str, trigger: str) -> None:
    (found,) = denials.complete([claim(text, trigger, Stance.ASSERTED)])
    assert found.stance is Stance.ASSERTED


def test_a_denied_plan_stays_a_plan() -> None:
    (found,) = denials.complete([claim("He denied that they would storm the base.", "storm", Stance.PLANNED)])
    assert found.stance is Stance.PLANNED
