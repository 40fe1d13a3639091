"""Days and figures in words."""

from __future__ import annotations

from datetime import date

import pytest

from affray.export.situation import words


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (date(2015, 10, 14), date(2015, 10, 14), "14 October 2015"),
        (date(2014, 1, 3), date(2014, 1, 6), "3–6 January 2014"),
        (date(2014, 1, 30), date(2014, 2, 2), "30 January – 2 February 2014"),
        (date(2013, 12, 30), date(2014, 1, 2), "30 December 2013 – 2 January 2014"),
        (None, None, "day unknown"),
        (date(2014, 1, 3), None, "from 3 January 2014"),
        (None, date(2014, 1, 3), "until 3 January 2014"),
    ],
)
def test_days(earliest: date | None, latest: date | None, said: str) -> None:
    assert words.days(earliest, latest) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (20, 20, "20"),
        (20, 99, "20 to 99"),
        (1200, None, "1,200 or more"),
        (None, 30, "30 or fewer"),
        (None, None, "number unknown"),
        (0, 0, "0"),
    ],
)
def test_bounds(low: int | None, high: int | None, said: str) -> None:
    assert words.bounds(low, high) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [([], "unknown"), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_lists(names: list[str], said: str) -> None:
    assert words.listed(names) == said
