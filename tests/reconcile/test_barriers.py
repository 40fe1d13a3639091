"""What changed hands: a place taken and retaken, and two places of one province, are two events each."""

from __future__ import annotations

from dataclasses import replace

from affray.model import ClaimType
from affray.reconcile.linkage import link
from tests.reconcile.conftest import Said, Told, said
from tests.reconcile.test_linkage import check_events

CAPTURE = ClaimType.CAPTURE
DAY = ("2016-07-02",)


def test_a_village_taken_and_retaken_in_a_day_is_two_events() -> None:
    taken = Said(
        kind=CAPTURE,
        text="Men of the State took Ahras at dawn.",
        trigger="took",
        place="Ahras",
        days=DAY,
        a="isil",
        b="syrian-opposition-forces",
    )
    retaken = Said(
        kind=CAPTURE,
        text="Rebels took Ahras from the State at noon.",
        trigger="took",
        sentence=1,
        place="Ahras",
        days=DAY,
        a="syrian-opposition-forces",
        b="isil",
    )
    check_events((0, taken), (1, retaken))


def captured(sentence: int, place: str, words: str) -> Told:
    """Rebels took a place; Aleppo by words that may say that the city is meant."""
    grounded, published = said(
        Said(
            kind=CAPTURE,
            text=f"Rebels captured a base in {words}.",
            trigger="captured",
            sentence=sentence,
            place=place,
            days=DAY,
            a="syrian-opposition-forces",
            b="isil",
        )
    )
    (mention,) = grounded.places
    if place == "Anadan":
        # A city that has the name of its province.
        mention = replace(mention, place="test:Aleppo", name="Aleppo", lat=36.2, lon=37.16)
    mention = replace(mention, filler=replace(mention.filler, text=words))
    return replace(grounded, places=(mention,)), published


def test_a_city_that_is_called_one_is_not_its_province() -> None:
    manbij = captured(0, "Manbij", "Manbij")
    city = captured(1, "Anadan", "the city of Aleppo")
    assert len(link([manbij, city]).clusters) == 2


def test_a_name_that_may_be_the_province_bars_nothing_inside_it() -> None:
    manbij = captured(0, "Manbij", "Manbij")
    aleppo = captured(1, "Anadan", "Aleppo")
    (one,) = link([manbij, aleppo]).links
    assert one.barred is None


def test_a_village_taken_by_two_sides_in_a_day_is_two_events_though_nobody_is_named_as_beaten() -> None:
    def by(actor: str, sentence: int) -> Said:
        return Said(
            kind=CAPTURE,
            text="Fighters seized Ahras on Saturday.",
            trigger="seized",
            sentence=sentence,
            place="Ahras",
            days=DAY,
            a=actor,
        )

    check_events((0, by("isil", 0)), (1, by("syrian-opposition-forces", 1)))
    check_events((0, by("al-nusra-front", 0)), (1, by("isil", 1)))
    check_events((0, by("islamic-front", 0)), (0, by("syrian-opposition-forces", 1)))
