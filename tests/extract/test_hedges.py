"""The words of a hedge are kept with the claims that they reach; the stance stays."""

from __future__ import annotations

import pytest

from affray.extract.hedges import complete
from affray.model import Claim, ClaimType, Filler, HedgeKind, Role, Scope, Span, Stance
from affray.text import sentences


def hedges(text: str, trigger: str, actor: str = "") -> list[tuple[HedgeKind, str]]:
    (sentence,) = sentences(text)
    at = text.index(trigger)
    filler = Filler(
        role=Role.A, start=text.index(actor), end=text.index(actor) + len(actor), text=actor, score=1.0
    )
    claim = Claim(
        claim="c",
        report="r",
        type=ClaimType.ATTACK,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=sentence,
        trigger=Span(start=at, end=at + len(trigger), text=trigger),
        score=1.0,
        fillers=(filler,) if actor else (),
    )
    (found,) = complete([sentence], [claim])
    assert found.stance is Stance.ASSERTED
    assert all(text[hedge.start : hedge.end] == hedge.text for hedge in found.hedges)
    return [(hedge.kind, hedge.text) for hedge in found.hedges]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Gunmen reportedly raided a farm.", "raided", (HedgeKind.REPORTED, "reportedly")),
        ("Rebels are believed to hold the mill.", "hold", (HedgeKind.BELIEVED, "are believed to")),
        ("The army appears to have raided a farm.", "raided", (HedgeKind.APPARENT, "appears to")),
        ("A suspected drone strike hit the mill.", "drone strike", (HedgeKind.BELIEVED, "suspected")),
        (
            "Shops were open, indicating that rebels had left the town.",
            "left",
            (HedgeKind.INFERRED, "indicating that"),
        ),
        ("Gunmen raided, reportedly, a farm.", "raided", (HedgeKind.REPORTED, "reportedly")),
    ],
)
def test_a_hedge_is_kept_as_worded(text: str, trigger: str, expected: tuple[HedgeKind, str]) -> None:
    assert hedges(text, trigger) == [expected]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gunmen reportedly burned a mill, and troops raided a farm.", "raided"),
        ("Troops raided a farm, indicating that rebels had left the town.", "raided"),
        ("Troops raided a farm.", "raided"),
    ],
)
def test_a_hedge_of_another_clause_does_not_reach(text: str, trigger: str) -> None:
    assert hedges(text, trigger) == []


def test_a_distancing_label_goes_with_its_name() -> None:
    text = "The so-called Army of Dawn raided a farm while troops burned a mill."
    assert hedges(text, "raided", "Army of Dawn") == [(HedgeKind.LABELLED, "so-called")]
    assert hedges(text, "burned", "troops") == []
