"""One root, several, or roots that contradict each other; a party adds nothing to what others tell."""

from __future__ import annotations

from affray.model import ClaimType, Event, Grade, RootName, Stance
from tests.reconcile.making import (
    AMAQ,
    ARMY,
    ISIL,
    REUTERS,
    SOHR,
    at_least,
    dead,
    one,
    published,
    said,
)

CAPTURE, KILLING = ClaimType.CAPTURE, ClaimType.KILLING
SINGLE, CORROBORATED, CONTESTED = Grade.SINGLE_SOURCE, Grade.CORROBORATED, Grade.CONTESTED


def grade(event: Event) -> tuple[Grade, str]:
    return event.grade, event.because


def test_one_root_in_many_reports_is_a_single_source() -> None:
    assert grade(one(said("1", SOHR), said("2", SOHR))) == (SINGLE, SOHR.name)


def test_two_independent_roots_corroborate_each_other() -> None:
    assert grade(one(said("1", SOHR), said("2", REUTERS))) == (
        CORROBORATED,
        "2 independent roots: Reuters, Syrian Observatory for Human Rights",
    )


def test_a_party_never_corroborates_itself() -> None:
    event = one(said("1", ISIL, CAPTURE, a="isil"), said("2", AMAQ, CAPTURE, a="isil"))
    assert grade(event) == (
        SINGLE,
        "no root that is not a party; Amaq, ISIL, a party to it, adds nothing",
    )
    assert [root.party for root in event.roots] == [True, True]


def test_a_party_adds_nothing_to_what_another_tells() -> None:
    event = one(said("1", ISIL, CAPTURE, a="isil"), said("2", SOHR, CAPTURE, a="isil"))
    assert event.grade is SINGLE
    assert {root.root: root.party for root in event.roots} == {"actor:isil": True, "sohr": False}


def test_the_same_source_is_no_party_to_a_fight_of_others() -> None:
    event = one(said("1", ISIL, CAPTURE, a="al-nusra-front"), said("2", SOHR, CAPTURE, a="al-nusra-front"))
    assert event.grade is CORROBORATED


def test_both_sides_that_tell_the_same_corroborate_each_other() -> None:
    sides = {"a": "isil", "b": "syrian-armed-forces"}
    event = one(said("1", ISIL, CAPTURE, **sides), said("2", ARMY, CAPTURE, **sides))
    assert grade(event) == (CORROBORATED, "both sides tell it: ISIL, Syrian army")


def test_a_denial_contests() -> None:
    event = one(said("1", SOHR, CAPTURE), said("2", ARMY, CAPTURE, stance=Stance.DENIED))
    assert grade(event) == (CONTESTED, "denied by Syrian army")


def test_who_denies_what_he_told_himself_contests_nothing() -> None:
    event = one(said("1", SOHR, CAPTURE), said("2", SOHR, CAPTURE, stance=Stance.DENIED))
    assert event.grade is SINGLE


def test_numbers_that_cannot_both_be_contest() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("12 dead", 12)]),
        said("2", REUTERS, KILLING, numbers=[dead("15 dead", 15)]),
    )
    assert grade(event) == (
        CONTESTED,
        "killed: 12 by Syrian Observatory for Human Rights, 15 by Reuters",
    )


def test_numbers_that_may_be_one_do_not() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[at_least("at least 12", 12)]),
        said("2", REUTERS, KILLING, numbers=[dead("15 dead", 15)]),
    )
    assert event.grade is CORROBORATED


def test_a_toll_that_grew_from_day_to_day_contests_nothing() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("12 dead", 12)], published=published("2014-01-08")),
        said("2", REUTERS, KILLING, numbers=[dead("15 dead", 15)], published=published("2014-01-09")),
    )
    assert event.grade is CORROBORATED


def test_a_toll_that_shrank_does() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("15 dead", 15)], published=published("2014-01-08")),
        said("2", REUTERS, KILLING, numbers=[dead("12 dead", 12)], published=published("2014-01-09")),
    )
    assert event.grade is CONTESTED


def test_roots_that_name_other_doers_contradict_each_other() -> None:
    event = one(said("1", SOHR, CAPTURE, a="isil"), said("2", REUTERS, CAPTURE, a="al-nusra-front"))
    assert grade(event) == (
        CONTESTED,
        "done by al-nusra-front after Reuters, by isil after Syrian Observatory for Human Rights",
    )


def test_a_description_contradicts_no_name() -> None:
    event = one(said("1", SOHR, CAPTURE, a="isil"), said("2", REUTERS, CAPTURE, a="unidentified-gunmen"))
    assert event.grade is CORROBORATED


def test_other_days_in_words_contradict_each_other() -> None:
    event = one(said("1", SOHR, on="2014-01-06"), said("2", REUTERS, on="2014-01-08"))
    assert event.grade is CONTESTED
    assert event.because == (
        "on 2014-01-08..2014-01-08 after Reuters, on 2014-01-06..2014-01-06 after "
        "Syrian Observatory for Human Rights"
    )


def test_a_day_taken_from_the_report_contradicts_nothing() -> None:
    event = one(said("1", SOHR, on="2014-01-06"), said("2", REUTERS, on="2014-01-08", worded=None))
    assert event.grade is CORROBORATED


def test_a_speaker_for_a_force_is_that_force() -> None:
    member = RootName(key="x", name="a commander", actor="al-nusra-front")
    event = one(said("1", member, CAPTURE, a="al-nusra-front"), said("2", SOHR, CAPTURE, a="al-nusra-front"))
    assert event.grade is SINGLE


def test_how_an_event_stood_while_not_all_was_known() -> None:
    event = one(
        said("1", SOHR, published=published("2016-07-02"), numbers=[dead("12", 12)]),
        said("2", SOHR, published=published("2016-07-03"), numbers=[dead("12", 12)]),
        said("3", REUTERS, published=published("2016-07-05"), numbers=[dead("14", 14)]),
        said("4", ARMY, stance=Stance.DENIED, published=published("2016-07-09")),
    )
    assert event.grade is CONTESTED
    told = [(str(each.known), each.grade, each.low, each.best, each.high) for each in event.stood]
    assert told == [
        ("2016-07-02", SINGLE, 12, 12, 12),
        ("2016-07-05", CORROBORATED, 12, 12, 14),
        ("2016-07-09", CONTESTED, 12, 12, 14),
    ]
    assert event.stood[-1].because.startswith("denied by Syrian army")


def test_an_event_that_never_stood_otherwise_has_no_history() -> None:
    assert one(said("1", SOHR, published=published("2016-07-02"))).stood == ()
    later = one(
        said("1", SOHR, published=published("2016-07-02")), said("2", SOHR, published=published("2016-08-01"))
    )
    assert later.stood == ()


def test_what_has_no_day_was_never_known() -> None:
    event = one(said("1", SOHR, published=published("2016-07-02")), said("2", REUTERS, published=None))
    assert event.grade is CORROBORATED
    assert [(str(each.known), each.grade) for each in event.stood] == [("2016-07-02", SINGLE)]
