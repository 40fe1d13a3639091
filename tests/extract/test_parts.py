"""Which figure is a part of which, and for whom figures count."""

from __future__ import annotations

import pytest

from affray.extract import figures
from affray.extract.parts import linked
from affray.extract.whom import of_whom
from affray.model import Figure, FigureKind

KILLED, INJURED, CASUALTIES = FigureKind.KILLED, FigureKind.INJURED, FigureKind.CASUALTIES


def row(sentence: str, *worded: str | tuple[str, FigureKind]) -> list[Figure]:
    out = []
    for one in worded:
        text, kind = (one, KILLED) if isinstance(one, str) else one
        bounds = figures.read(text, kind)
        assert bounds is not None, text
        start = sentence.index(text)
        out.append(
            Figure(kind=kind, text=text, start=start, end=start + len(text), min=bounds.min, max=bounds.max)
        )
    return out


CASES: list[tuple[str, list[str | tuple[str, FigureKind]], list[int | None]]] = [
    (
        "At least four people died, including two children.",
        ["At least four people", "two children"],
        [None, 0],
    ),
    ("40 people, among them 5 children, were killed.", ["40 people", "5 children"], [None, 0]),
    ("12 were killed, seven of them civilians.", ["12", "seven of them"], [None, 0]),
    ("Nine died, of whom three were guards.", ["Nine", "three"], [None, 0]),
    ("Ten children were among the 48 people killed.", ["Ten children", "48 people"], [1, None]),
    ("14 of the 30 dead were rebels.", ["14", "30 dead"], [1, None]),
    (
        "Twenty died including four women, two children and a nurse.",
        ["Twenty", "four women", "two children", "a nurse"],
        [None, 0, 0, 0],
    ),
    # A part of the dead, although the wounded stand between.
    (
        "12 were killed and 5 wounded, including two boys.",
        ["12", ("5", INJURED), "two boys"],
        [None, None, 0],
    ),
    ("70 casualties, including 20 killed.", [("70 casualties", CASUALTIES), "20"], [None, 0]),
    # Two numbers side by side are two numbers.
    ("12 soldiers and 3 civilians were killed.", ["12 soldiers", "3 civilians"], [None, None]),
    ("Six died in Qasr. Another two died in Salma.", ["Six", "Another two"], [None, None]),
    # A part is never larger than its whole, and nothing is a part of one.
    ("Four died, including seven guards.", ["Four", "seven guards"], [None, None]),
    ("A soldier died, among them two guards.", ["A soldier", "two guards"], [None, None]),
]


@pytest.mark.parametrize(("sentence", "worded", "expected"), CASES)
def test_a_breakdown_is_kept_as_parts(
    sentence: str, worded: list[str | tuple[str, FigureKind]], expected: list[int | None]
) -> None:
    assert [figure.part_of for figure in linked(sentence, 0, row(sentence, *worded))] == expected


@pytest.mark.parametrize(
    ("sentence", "worded", "expected"),
    [
        ("39 rebel fighters were killed.", "39 rebel fighters", "rebel fighters"),
        ("Thousands of police were sent.", "Thousands of police", "police"),
        ("12 died, eight of them rebels.", "eight of them rebels", "rebels"),
        ("There were 15 dead among the ranks of the brigade.", "15 dead", "brigade"),
        ("It caused heavy losses among the border guards.", "heavy losses", "border guards"),
        ("A nurse was killed.", "A nurse", "nurse"),
        ("Twelve people were killed on Monday.", "Twelve people", None),
        ("At least 30 were killed.", "At least 30", None),
        ("20 others were hurt.", "20 others", None),
        ("No casualties were reported.", "No casualties", None),
    ],
)
def test_a_figure_names_whom_it_counts(sentence: str, worded: str, expected: str | None) -> None:
    start = sentence.index(worded)
    assert of_whom(sentence, start, start + len(worded), KILLED) == expected


def test_raids_are_of_nobody() -> None:
    assert of_whom("20 air strikes hit Qasr.", 0, 14, FigureKind.STRIKES) is None
