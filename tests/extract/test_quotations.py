"""Which parts of sentences are quoted."""

from __future__ import annotations

import pytest

from affray.extract.quotations import quoted
from affray.text import sentences


def parts(text: str) -> list[list[str]]:
    """The quoted parts of each sentence; one sentence a line."""
    found = quoted(sentences(text))
    return [[text[start:end] for start, end in each.parts] for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We left at dawn," he said.', [['"We left at dawn,"']]),
        ("“We left,” she said. The road was cut.", [["“We left,”"], []]),
        (
            "“They came at dawn.\nThey burned the mill.”\nIt rained.",
            [["“They came at dawn."], ["They burned the mill.”"], []],
        ),
        # A mark that was lost in scraping costs its own sentence only.
        (
            '"They came at dawn he said.\nThe mill burned.\n"We fled" said Umm Salim.',
            [['"They came at dawn he said.'], [], ['"We fled"']],
        ),
        # A paragraph of a long quotation begins with a mark of its own.
        (
            "“They shelled us.\n“Then they left.”\nRain fell.",
            [["“They shelled us."], ["“Then they left.”"], []],
        ),
        ('He called it "a raid" and "a crime".', [['"a raid"', '"a crime"']]),
        ("No one spoke.", [[]]),
    ],
)
def test_marks_open_and_close_by_what_stands_around_them(text: str, expected: list[list[str]]) -> None:
    assert parts(text) == expected


def test_a_quotation_whose_end_never_comes_does_not_swallow_the_report() -> None:
    text = "“They came at dawn.\n" + "Troops raided a farm.\n" * 9
    assert parts(text)[1:] == [[]] * 9


def test_many_marks_cost_no_more_than_their_number() -> None:
    text = '" a " b ' * 40_000
    assert sum(len(found) for found in parts(text)) == 0
