"""How much of a place each wording speaks of: one sentence a degree, and those that look alike."""

from __future__ import annotations

import pytest

from affray.model import ChangeKind, Degree
from affray.track.reading import changes_of
from tests.track.making import Reporter, claim


@pytest.mark.parametrize(
    ("sentence", "told", "degree", "place"),
    [
        (
            "ISIL seized parts of Aleppo.",
            claim("capture", "seized", a="ISIL", place="parts of Aleppo=Aleppo/part"),
            Degree.PARTS,
            "affray:aleppo",
        ),
        (
            "ISIL took control of large areas of two towns, Ahras and Dana.",
            claim("capture", "took control", a="ISIL", place="Dana=Dana"),
            Degree.LARGE_AREAS,
            "affray:ad-dana",
        ),
        (
            "The town of Ahras fell and rebels retook it entirely hours later.",
            claim("capture", "retook", a="rebels", place="Ahras=Ahras"),
            Degree.ENTIRELY,
            "affray:ahras",
        ),
        (
            "ISIL captured Ahras.",
            claim("capture", "captured", a="ISIL", place="Ahras=Ahras"),
            Degree.AS_NAMED,
            "affray:ahras",
        ),
        (
            "rebels seized ISIL headquarters in Aleppo.",
            claim("capture", "seized", a="rebels", b="ISIL", place="ISIL headquarters in Aleppo=Aleppo"),
            Degree.SITE,
            "affray:aleppo#headquarters",
        ),
        (
            "rebels captured a checkpoint in the town of Dana.",
            claim("capture", "captured", a="rebels", place="the town of Dana=Dana"),
            Degree.SITE,
            "affray:ad-dana#checkpoint",
        ),
        (
            "The base was captured by rebels in Manbij.",
            claim("capture", "captured", a="rebels", place="Manbij=Manbij"),
            Degree.SITE,
            "affray:manbij#site",
        ),
        (
            "rebels reached and captured the outskirts of Manbij.",
            claim("capture", "captured", a="rebels", place="the outskirts of Manbij=Manbij/near"),
            Degree.OUTSKIRTS,
            "affray:manbij#outskirts",
        ),
        (
            "rebels stormed Dana at dawn.",
            claim("attack", "stormed", a="rebels", place="Dana=Dana"),
            Degree.STORMING,
            "affray:ad-dana",
        ),
        (
            "rebels besieged Idlib for a week.",
            claim("siege", "besieged", a="rebels", place="Idlib=Idlib"),
            Degree.BESIEGED,
            "affray:idlib",
        ),
        (
            "rebels clashed with ISIL in Idlib.",
            claim("clash", "clashed", a="rebels", b="ISIL", place="Idlib=Idlib"),
            Degree.FIGHTING,
            "affray:idlib",
        ),
        (
            "rebels captured two villages in Aleppo province.",
            claim("capture", "captured", a="rebels", place="two villages in Aleppo province=Aleppo province"),
            Degree.PARTS,
            "affray:aleppo-province",
        ),
        (
            "an air raid hit a rebels-held area of Aleppo.",
            claim("control", "held", a="rebels", place="area of Aleppo=Aleppo"),
            Degree.PARTS,
            "affray:aleppo",
        ),
        (
            "an air raid hit the ISIL-held area of Ahras.",
            claim("control", "held", a="ISIL", place="area of Ahras=Ahras"),
            Degree.AS_NAMED,
            "affray:ahras",
        ),
        (
            "the army controls the west of Aleppo.",
            claim("control", "controls", a="the army", place="the west of Aleppo=Aleppo/near"),
            Degree.AS_NAMED,
            "affray:aleppo#west",
        ),
        (
            "rebels hold the villages of Ahras and Dana.",
            claim("control", "hold", a="rebels", place="Ahras and Dana=Dana"),
            Degree.AS_NAMED,
            "affray:ad-dana",
        ),
        (
            "the army holds its positions 15 km from Manbij.",
            claim("control", "holds", a="the army", place="15 km from Manbij=Manbij/near"),
            Degree.OUTSKIRTS,
            "affray:manbij#outskirts",
        ),
        (
            "ISIL controls nine percent of Idlib.",
            claim("control", "controls", a="ISIL", place="nine percent of Idlib=Idlib"),
            Degree.PARTS,
            "affray:idlib",
        ),
        (
            "ISIL, near Ahras, which the army captured, was shelled.",
            claim("capture", "captured", a="the army", place="near Ahras=Ahras/near"),
            Degree.AS_NAMED,
            "affray:ahras",
        ),
        (
            "ISIL holds most of Raqqa province.",
            claim("control", "holds", a="ISIL", place="most of Raqqa province=Raqqa province"),
            Degree.LARGE_AREAS,
            "affray:raqqa-province",
        ),
    ],
)
def test_a_degree_is_read_from_the_words_around_the_place(
    sentence: str, told: dict[str, str], degree: Degree, place: str
) -> None:
    report = Reporter("r", "01-09").says(sentence, {"time": "01-08", **told})
    (change,) = changes_of(report.told[0])
    assert (change.degree, change.place) == (degree, place)


def test_storming_and_a_siege_contest_a_place_and_take_it_from_nobody() -> None:
    report = Reporter("r", "01-09").says(
        "rebels stormed Dana, an ISIL stronghold.",
        claim("attack", "stormed", a="rebels", place="Dana=Dana", time="01-08"),
        claim("control", "stronghold", a="ISIL", place="Dana=Dana"),
    )
    kinds = [change.kind for told in report.told for change in changes_of(told)]
    assert kinds == [ChangeKind.CONTESTED, ChangeKind.HELD]
