"""Figures are drawn on one scale, with open ends left open."""

from __future__ import annotations

import pytest

from affray.export.page.figures import draw, scale
from affray.model import Figure, FigureKind


@pytest.mark.parametrize(
    ("bounds", "words", "shape"),
    [
        ((12, 12), "12", "exact"),
        ((20, 99), "20 to 99", "range"),
        ((1400, None), "1,400 or more", "from"),
        ((None, 30), "30 or fewer", "to"),
        ((0, 0), "0", "exact"),
        ((None, None), "no bounds read", "unknown"),
    ],
)
def test_a_figure_is_drawn_with_its_bounds_and_open_ends_stay_open(
    bounds: tuple[int | None, int | None], words: str, shape: str
) -> None:
    figure = Figure(kind=FigureKind.KILLED, text="n", start=0, end=1, min=bounds[0], max=bounds[1])
    along = scale([1400])
    drawn = draw(figure, along)
    assert (drawn.words, drawn.shape) == (words, shape)
    assert drawn.left == along.x(bounds[0] or 0)
    assert drawn.right == along.x(10_000 if bounds[1] is None else bounds[1])


@pytest.mark.parametrize(("top", "reach"), [(0, 100), (100, 100), (101, 1000), (1_000_001, 10_000_000)])
def test_the_scale_reaches_the_next_power_of_ten(top: int, reach: int) -> None:
    assert scale([top]).top == reach
    assert scale([top]).ticks[-1].x == scale([top]).x(top * 10 + reach)
