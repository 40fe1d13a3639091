"""Sums over a period and an area stand beside the events they may count."""

from __future__ import annotations

from typing import Any

from affray.model import ClaimType, FigureKind, Scope, Stance
from affray.reconcile.sourced import Sourced
from tests.reconcile.making import SOHR, Number, dead, said, several

TOLL, KILLING, CLASH = ClaimType.TOLL, ClaimType.KILLING, ClaimType.CLASH
SIDES = {"a": "isil", "b": "al-nusra-front"}


def week(claim: str = "9", **told: Any) -> Sourced:
    """500 dead in a week of clashes in the province."""
    fields: dict[str, Any] = {
        "scope": Scope.AGGREGATE,
        "places": "aleppo province",
        "on": "2014-01-03",
        "to": "2014-01-10",
        "numbers": [dead("500 dead", 500)],
        **SIDES,
    }
    return said(claim, SOHR, TOLL, **(fields | told))


def fight(claim: str = "1", **told: Any) -> Sourced:
    fields: dict[str, Any] = {
        "places": "ahras",
        "on": "2014-01-05",
        "numbers": [dead("20 dead", 20)],
        **SIDES,
    }
    return said(claim, SOHR, CLASH, **(fields | told))


def contained(whole: Sourced, part: Sourced) -> bool:
    found = several((whole,), (part,))
    first, second = found[whole.claim.claim], found[part.claim.claim]
    assert (second.event in first.contains) == (first.event in second.within)
    return second.event in first.contains


def test_a_fight_of_the_week_in_the_province_lies_in_its_toll() -> None:
    assert contained(week(), fight())


def test_neither_is_added_to_the_other() -> None:
    found = several((week(),), (fight(),))
    bests = {
        claim: [figure.best for figure in event.figures if figure.side is None]
        for claim, event in found.items()
    }
    assert bests == {"9": [500], "1": [20]}


def test_a_fight_of_another_week_does_not() -> None:
    assert not contained(week(), fight(on="2014-01-12"))


def test_a_fight_that_may_be_of_another_week_does_not() -> None:
    assert not contained(week(), fight(on="2014-01-09", to="2014-01-12"))


def test_a_fight_elsewhere_does_not() -> None:
    assert not contained(week(), fight(places="raqqa"))


def test_a_fight_of_others_does_not() -> None:
    assert not contained(week(), fight(a="syrian-armed-forces", b="isil"))


def test_a_sum_of_no_told_place_counts_by_its_sides() -> None:
    assert contained(week(places=None), fight())
    assert not contained(week(places=None, a=None, b=None), fight())


def test_a_sum_of_no_told_period_contains_nothing() -> None:
    assert not contained(week(on=None), fight())


def test_a_war_is_no_list_of_its_fights() -> None:
    assert not contained(week(on="2013-01-01", to="2014-12-31"), fight())


def test_a_threat_is_in_no_toll() -> None:
    assert not contained(week(), fight(stance=Stance.PLANNED))


def test_arrests_are_not_counted_among_the_dead() -> None:
    detention = said("1", SOHR, ClaimType.DETENTION, places="ahras", on="2014-01-05", **SIDES)
    assert not contained(week(), detention)


def test_a_toll_of_two_days_lies_in_that_of_the_week_and_not_the_other_way() -> None:
    days = week("1", on="2014-01-04", to="2014-01-05", numbers=[dead("90 dead", 90)])
    assert contained(week(), days)
    assert not contained(days, week())


def test_a_sum_of_strikes_contains_strikes() -> None:
    strikes = week(
        numbers=[Number(words="88 sorties", low=88, high=88, kind=FigureKind.STRIKES)], a=None, b=None
    )
    assert contained(strikes, said("1", SOHR, ClaimType.AIR_STRIKE, places="ahras", on="2014-01-05"))
    assert not contained(strikes, fight())
