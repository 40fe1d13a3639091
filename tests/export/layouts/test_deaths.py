"""Deaths by the rules of others: they add up, and vague words become numbers in one place only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affray.export.layouts.deaths import UNCOUNTED, deaths, fatalities
from affray.model import ClaimType, Event, FigureKind, FigureRange, Rule
from tests.export.layouts.making import event, figures

_COUNT = st.none() | st.integers(0, 5000)


@st.composite
def ranges(draw: st.DrawFn, side: str | None) -> FigureRange:
    """A range whose bounds may be absent, and may break low ≤ best ≤ high."""
    return figures(draw(_COUNT), draw(_COUNT), draw(_COUNT), side)


@st.composite
def events(draw: st.DrawFn) -> Event:
    sides = draw(st.sets(st.sampled_from(["a", "b", "civilians", None])))
    return event(figures=tuple(draw(ranges(side)) for side in sorted(sides, key=str)))


@given(events())
def test_columns_sum_to_best_and_the_estimates_stand_in_order(made: Event) -> None:
    counted = deaths(made)
    if counted is not None:
        assert counted.a + counted.b + counted.civilians + counted.unknown == counted.best
        assert 0 <= counted.low <= counted.best <= counted.high


@given(events(), st.integers(1, 9))
def test_a_split_keeps_every_sum_and_every_rule(made: Event, among: int) -> None:
    counted = deaths(made)
    if counted is None:
        return
    rows = counted.split(among)
    for name in ("a", "b", "civilians", "unknown", "low", "best", "high"):
        assert sum(getattr(row, name) for row in rows) == getattr(counted, name)
    for row in rows:
        assert row.a + row.b + row.civilians + row.unknown == row.best
        assert 0 <= row.low <= row.best <= row.high


def test_what_the_whole_has_beyond_its_sides_is_of_unknown_side() -> None:
    made = event(figures=(figures(20, 20, 20), figures(5, 5, 5, "a"), figures(12, 12, 14, "b")))
    counted = deaths(made)
    assert counted is not None
    assert (counted.a, counted.b, counted.civilians, counted.unknown) == (5, 12, 0, 3)
    assert (counted.low, counted.best, counted.high) == (20, 20, 20)


def test_sides_that_come_to_more_than_the_whole_are_believed() -> None:
    counted = deaths(event(figures=(figures(10, 10, 10), figures(9, 9, 9, "a"), figures(6, 6, 6, "b"))))
    assert counted is not None
    assert (counted.best, counted.unknown) == (15, 0)


def test_an_open_bound_is_told() -> None:
    counted = deaths(event(figures=(figures(12, 12, None, text="at least 12"),)))
    assert counted is not None
    assert (counted.low, counted.best, counted.high, counted.open) == (12, 12, 12, True)


def test_estimates_out_of_order_are_moved_and_told() -> None:
    counted = deaths(event(figures=(figures(9, 5, 7),)))
    assert counted is not None
    assert (counted.low, counted.best, counted.high, counted.bent) == (5, 5, 7, True)


def test_no_figure_is_not_no_death() -> None:
    assert deaths(event(figures=())) is None
    assert deaths(event(figures=(figures(None, None, None, unknown=True),))) is None
    assert deaths(event(figures=(figures(3, 3, 3, kind=FigureKind.INJURED),))) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "count"),
    [
        ("20", 20, 20, 20),
        ("tens of fighters", 20, 99, 10),
        ("dozens", 24, 99, 12),
        ("hundreds", 200, 999, 100),
        ("Dozens of", 24, 99, 12),
        ("thousands", 2000, 9999, 2000),
        ("at least 12", 12, None, 12),
        ("no casualties", 0, 0, 0),
    ],
)
def test_acled_counts_the_least_and_has_numbers_for_vague_words(
    text: str, low: int, high: int | None, count: int
) -> None:
    assert fatalities(event(figures=(figures(low, low, high, text=text),))) == count


def test_the_numbers_for_vague_words_stay_in_that_export() -> None:
    counted = deaths(event(figures=(figures(24, 24, 99, text="dozens"),)))
    assert counted is not None
    assert (counted.low, counted.best, counted.high) == (24, 24, 99)


def test_the_least_of_several_roots_is_taken_and_parts_are_not_added() -> None:
    made = figures(4, 12, 40)
    accounts = (
        replace(made.by[0], text="40", low=40, high=40),
        replace(made.by[0], text="12", low=12, high=12),
        replace(made.by[0], text="four of them", low=4, high=4, part=True),
    )
    assert fatalities(event(figures=(replace(made, by=accounts),))) == 12


@pytest.mark.parametrize(("text", "count"), [("its director", 3), ("tens", 10)])
def test_the_rule_that_is_made_for_it_chooses_where_it_can(text: str, count: int) -> None:
    made = figures(1, 20, 20, text=text)
    rules = ((Rule.CONSERVATIVE, 20 if text == "tens" else 3),)
    accounts = (replace(made.by[0], low=20 if text == "tens" else 1),)
    assert fatalities(event(figures=(replace(made, rules=rules, by=accounts),))) == count


def test_sides_are_summed() -> None:
    assert fatalities(event(figures=(figures(3, 3, 3, "a"), figures(4, 4, 4, "b")))) == 7


def test_deaths_that_nobody_counts() -> None:
    uncounted = figures(None, None, None, text="several corpses")
    assert fatalities(event(figures=(uncounted,))) == UNCOUNTED
    assert fatalities(event(figures=(figures(None, None, 4, text="up to 4"),))) == 4
    assert fatalities(event(figures=(figures(None, None, None, unknown=True),))) == 0
    assert fatalities(event(ClaimType.KILLING, figures=())) == 1
    assert fatalities(event(ClaimType.SHELLING, figures=())) == 0
