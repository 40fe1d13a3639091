"""Words for both sides of a fight are the two that the claim names, as a set, or stay unresolved."""

from __future__ import annotations

import pytest

from affray.ground.sets import settled
from affray.model import ActorMention, Filler, Role


def mention(text: str, actor: str | None, role: Role = Role.A) -> ActorMention:
    filler = Filler(role=role, start=0, end=len(text), text=text, score=1.0)
    return ActorMention(filler=filler, actor=actor, name=actor, score=0.9 if actor else 0.0, reason="")


@pytest.mark.parametrize("words", ["both sides", "both", "the two sides", "the warring parties"])
def test_both_sides_are_the_two_that_the_claim_names(words: str) -> None:
    found = settled([mention("FSA", "fsa"), mention("ISIL", "isil"), mention(words, None, Role.B)])
    assert [(each.filler.text, each.actor) for each in found[2:]] == [(words, "fsa"), (words, "isil")]
    assert all("set" in each.reason and each.score < 0.9 for each in found[2:])


def test_both_sides_of_a_claim_that_names_one_or_none_stay_open() -> None:
    (alone,) = settled([mention("both sides", None)])
    assert (alone.actor, alone.reason) == (None, "both sides of a fight; the claim names neither")
    found = settled([mention("FSA", "fsa"), mention("both sides", None, Role.B)])
    assert (found[1].actor, found[1].reason) == (None, "both sides of a fight; the claim names 1 of them")


def test_other_words_are_left_as_they_are() -> None:
    given = (mention("FSA", "fsa"), mention("ISIL", "isil"), mention("two men", None, Role.B))
    assert settled(given) == given
