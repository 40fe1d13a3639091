"""Which reports tell of the same, and how rare it is that they do."""

from __future__ import annotations

import random

from affray.ground.kindred import Signature, alike, likeness, most_alike, rarity
from affray.model import Kindred


def signature(report: str, *names: str, figures: tuple[tuple[str, ...], ...] = ()) -> Signature:
    return Signature(report=report, names=frozenset(names), figures=frozenset(figures))


COMMON = {"actor:army": 0.7, "place:capital": 0.4}


def test_what_all_name_brings_no_two_together() -> None:
    some = [signature("a", "actor:army", "place:capital"), signature("b", "actor:army", "place:capital")]
    assert list(alike(some, COMMON)) == []


def test_rare_names_bring_two_together() -> None:
    some = [
        signature("a", "actor:army", "place:mill", "place:ford"),
        signature("b", "actor:army", "place:mill", "place:ford"),
        signature("c", "actor:army"),
    ]
    (found,) = alike(some, COMMON)
    assert found[:2] == (0, 1)
    assert found[2] > 8


def test_a_figure_at_a_place_tells_more_than_the_place() -> None:
    figure = ("killed", "17", "17", "place:mill")
    one, other = (signature(name, "place:mill", figures=(figure,)) for name in "ab")
    bare = signature("c", "place:mill")
    rare = rarity([one, other, bare], COMMON)
    assert likeness(one, other, rare) > likeness(one, bare, rare) + 2


def test_the_most_alike_are_the_same_in_any_order() -> None:
    some = [Kindred(report=f"r{n}", days=(), shared="", likeness=float(n % 4)) for n in range(12)]
    first = most_alike(some)
    for seed in range(5):
        shuffled = some[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311 an order, not a secret
        assert most_alike(shuffled) == first
    assert [each.likeness for each in first[:3]] == [3.0, 3.0, 3.0]
