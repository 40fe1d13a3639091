"""Whatever numbers come, the choice of every rule lies in the range, and no order changes either."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from affray.model import ClaimType, RootName, Rule
from affray.reconcile.sourced import Sourced
from tests.reconcile.making import Number, one, published, said

ROOTS = tuple(RootName(key=name, name=name) for name in ("one", "two", "three"))
WORDS = ("people", "soldiers", "rebels", "residents", "two medics", "tens")


@st.composite
def numbers(draw: st.DrawFn) -> list[Number]:
    found = []
    for place in range(draw(st.integers(0, 3))):
        low = draw(st.none() | st.integers(0, 60))
        high = draw(st.none() | st.integers(low or 0, 90))
        found.append(
            Number(
                words=f"{place} {draw(st.sampled_from(WORDS))}",
                low=low,
                high=high,
                unknown=low is None and high is None,
                part_of=draw(st.sampled_from([None, None, 0])) if place else None,
            )
        )
    return found


@st.composite
def claims(draw: st.DrawFn) -> list[Sourced]:
    return [
        said(
            str(number),
            draw(st.sampled_from(ROOTS)),
            draw(st.sampled_from([ClaimType.CLASH, ClaimType.KILLING, ClaimType.SHELLING])),
            a="isil",
            b="syrian-armed-forces",
            numbers=draw(numbers()),
            report=f"r-{draw(st.integers(0, 3))}",
            published=draw(st.sampled_from([None, published("2014-01-08"), published("2014-01-09")])),
        )
        for number in range(draw(st.integers(1, 5)))
    ]


@settings(max_examples=200, deadline=None)
@given(claims(), st.randoms(use_true_random=False))
def test_every_choice_lies_in_its_range_in_any_order(told: list[Sourced], chance: object) -> None:
    event = one(*told)
    for found in event.figures:
        assert found.best == found.by_rule(Rule.MOST_REPORTED)
        for _, number in found.rules:
            if number is not None:
                assert found.low is None or found.low <= number
                assert found.high is None or number <= found.high
        assert found.low is None or found.high is None or found.low <= found.high
        assert len(found.by) >= 1
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert one(*shuffled) == event
