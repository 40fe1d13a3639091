"""English is told by its commonest words, other languages by a model, and short texts not at all."""

from __future__ import annotations

import pytest

from affray.read import language
from tests.read.pages import FIRST, SECOND


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FIRST, "en"),
        ((FIRST + SECOND).upper(), "en"),
        (
            "Bewaffnete griffen am Dienstag einen Posten nahe dem Fluss an, sagten Anwohner der Gegend.",
            "de",
        ),
        ("هاجم مسلحون يوم الثلاثاء نقطة للجيش قرب النهر وقتل أربعة جنود وأحرقت شاحنتان قبل انسحابهم", "ar"),
        ("Тростник у реки горел весь вторник, и солдаты отошли от поста к холмам без боя.", "ru"),
        ("Tal Warda, Wadi Harun, Port Samar", None),
    ],
)
def test_a_text_tells_its_language(text: str, code: str | None) -> None:
    assert language.tell(text) == code
