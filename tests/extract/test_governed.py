"""Counts whose kind the words around them leave in no doubt."""

from __future__ import annotations

import pytest

from affray.extract.governed import governed
from affray.extract.said import said

Told = tuple[str, int | None, int | None]

CASES: list[tuple[str, list[Told]]] = [
    # What is said of those counted, right after them or behind words of place.
    ("Twelve soldiers were killed.", [("killed", 12, 12)]),
    ("Twelve soldiers from the brigade in Qasr were reportedly killed.", [("killed", 12, 12)]),
    ("35 fighters dead, 20 wounded in Salma.", [("killed", 35, 35), ("injured", 20, 20)]),
    ("At least nine people died when the roof fell in.", [("killed", 9, None)]),
    ("Three students were arrested and two others released.", [("detained", 3, 3), ("released", 2, 2)]),
    # What is done to them.
    ("A mine went off, killing 3 and wounding 5 others.", [("killed", 3, 3), ("injured", 5, 5)]),
    ("The raid claimed the lives of nine villagers.", [("killed", 9, 9)]),
    ("The group abducted six teachers.", [("abducted", 6, 6)]),
    ("Gunmen are abducting dozens of teachers.", [("abducted", 24, 99)]),
    ("The death toll has risen to 86.", [("killed", 86, 86)]),
    # Joined counts share one word.
    ("Two men and three boys were injured.", [("injured", 2, 2), ("injured", 3, 3)]),
    ("The blast killed two men and a boy.", [("killed", 2, 2), ("killed", 1, 1)]),
    # Killed and wounded together are casualties.
    ("Scores of recruits were killed or wounded.", [("casualties", 40, 199)]),
    ("The army is killing and injuring hundreds of civilians.", [("casualties", 200, 999)]),
    # Who does it is not whom it is done to.
    ("12 gunmen killed three farmers.", [("killed", 3, 3)]),
    ("Two brothers killed a guard.", [("killed", 1, 1)]),
    # Parts share the word of their whole.
    ("Forty people, including five children, were killed.", [("killed", 40, 40), ("killed", 5, 5)]),
    # Nobody is killed here.
    ("Fighters evacuated 20 villages.", []),
    ("The number of people killed is rising.", []),
    ("The troops marched 12 km with 30 lorries.", []),
    ("", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_count_has_the_kind_of_its_word(sentence: str, expected: list[Told]) -> None:
    found = [(str(one.kind), one.bounds.min, one.bounds.max) for one in governed(sentence)]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "kind", "bound"),
    [
        ("There were no civilian casualties.", "casualties", 0),
        ("The shells fell in a field without causing any injuries.", "injured", 0),
        ("Nobody was killed.", "killed", 0),
        ("No one was hurt in the fire.", "casualties", 0),
        ("It is not known how many soldiers were killed.", "killed", None),
        ("An unknown number of guards were wounded.", "injured", None),
        ("The garrison suffered unspecified losses.", "casualties", None),
        ("There was no information on casualties.", "casualties", None),
        ("The exact number of the dead is still unclear.", "killed", None),
        ("Guards were killed, but there was no immediate toll.", "killed", None),
        ("The office had no precise toll.", "casualties", None),
    ],
)
def test_none_and_not_known_are_told_apart(sentence: str, kind: str, bound: int | None) -> None:
    ((count, of),) = list(said(sentence))
    assert (str(of), count.bounds.unknown, count.bounds.max) == (kind, bound is None, bound)
    assert any(one.bounds == count.bounds for one in governed(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Unknown gunmen injured a farmer.",
        "No soldier spoke of the dead.",
        "How many roads must be mended?",
        "The council had no money.",
    ],
)
def test_words_near_it_say_neither(sentence: str) -> None:
    assert list(said(sentence)) == []
