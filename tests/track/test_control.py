"""Who held a place: what ends a hold, what does not, what stands beside it."""

from __future__ import annotations

import random
from datetime import date

import pytest

from affray.model import ControlSpell, ControlState, DayRun
from affray.resources.actors import parties
from affray.track.control import spells_of
from affray.track.fights import SILENCE
from affray.track.reading import changes_of
from affray.track.sides import Sides
from tests.track.making import Reporter, claim, day

REBELS, ARMY = "syrian-opposition-forces", "syrian-armed-forces"


@pytest.fixture(scope="module")
def sides() -> Sides:
    return Sides(parties())


def spells(sides: Sides, *reports: Reporter, known: str | None = None) -> list[ControlSpell]:
    changes = [change for report in reports for told in report.told for change in changes_of(told)]
    return list(spells_of(changes, sides, known=day(known) if known else None))


def held(
    sides: Sides, *reports: Reporter, place: str = "affray:ahras"
) -> list[tuple[ControlState, tuple[str, ...]]]:
    """State and holders of a place's spells without its fights, in order."""
    return [
        (spell.state, spell.holders)
        for spell in spells(sides, *reports)
        if spell.place == place and spell.degree not in ("fighting", "storming", "besieged")
    ]


def taken_and_retaken(name: str, root: str) -> Reporter:
    return (
        Reporter(name, "01-09", root=root)
        .says(
            "ISIL captured Ahras in the morning.",
            claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-08"),
        )
        .says(
            "rebels retook Ahras from ISIL within hours.",
            claim("capture", "retook", a="rebels", b="ISIL", place="Ahras=Ahras", time="01-08"),
        )
    )


def test_two_changes_on_one_day_stand_in_the_order_of_the_telling(sides: Sides) -> None:
    first, second = spells(sides, taken_and_retaken("r", "SOHR"))
    assert (first.holders, first.by, first.until_by) == (("isil",), day("01-08"), day("01-08"))
    assert (second.holders, second.until) == ((REBELS,), None)
    assert second.taken_from == ("isil",)


def test_what_two_sources_tell_of_one_day_is_told_once(sides: Sides) -> None:
    first, second = spells(sides, taken_and_retaken("one", "SOHR"), taken_and_retaken("two", "an activist"))
    assert [first.holders, second.holders] == [("isil",), (REBELS,)]
    assert first.roots == second.roots == ("SOHR", "an activist")
    assert not first.disagrees


def test_a_change_told_in_one_report_by_two_sources_is_laid_over_each_other(sides: Sides) -> None:
    report = Reporter("r", "01-08..01-09")
    report.says(
        "ISIL took Ahras before being pushed back by rebels, activists said.",
        claim("capture", "took", a="ISIL", place="Ahras=Ahras", time="01-05..01-08", root="activists"),
        claim(
            "withdrawal",
            "pushed back",
            a="rebels",
            place="Ahras=Ahras",
            time="01-05..01-08",
            root="activists",
        ),
    )
    report.says(
        "ISIL controlled Ahras for some hours until rebels regained all of it, Halabi said.",
        claim("control", "controlled", a="ISIL", place="Ahras=Ahras", root="Halabi"),
        claim("capture", "regained", a="rebels", place="Ahras=Ahras", time="01-08..01-09", root="Halabi"),
    )
    assert held(sides, report) == [(ControlState.HELD, ("isil",)), (ControlState.HELD, (REBELS,))]


def test_a_withdrawal_gives_the_place_to_nobody_unless_somebody_is_told_to_take_it(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "ISIL held Ahras.", claim("control", "held", a="ISIL", place="Ahras=Ahras", time="01-01")
    )
    left = Reporter("later", "01-12").says(
        "ISIL withdrew from Ahras.",
        claim("withdrawal", "withdrew", a="ISIL", place="Ahras=Ahras", time="01-10"),
    )
    assert held(sides, report, left) == [(ControlState.HELD, ("isil",)), (ControlState.UNKNOWN, ())]
    taken = Reporter("latest", "01-12").says(
        "rebels captured Ahras.", claim("capture", "captured", a="rebels", place="Ahras=Ahras", time="01-10")
    )
    assert held(sides, report, left, taken) == [
        (ControlState.HELD, ("isil",)),
        (ControlState.HELD, (REBELS,)),
    ]


def test_who_drives_others_out_is_who_gains(sides: Sides) -> None:
    passive = Reporter("r", "01-09").says(
        "ISIL was driven out of Ahras by rebels.",
        claim("withdrawal", "driven out", a="rebels", b="ISIL", place="Ahras=Ahras", time="01-08"),
    )
    active = Reporter("r", "01-09").says(
        "rebels expelled ISIL from Ahras.",
        claim("withdrawal", "expelled", a="rebels", b="ISIL", place="Ahras=Ahras", time="01-08"),
    )
    for report in (passive, active):
        assert held(sides, report) == [(ControlState.HELD, (REBELS,))]


def test_a_place_that_surrenders_changes_hands_and_fighters_who_surrender_in_it_change_nothing(
    sides: Sides,
) -> None:
    town = Reporter("r", "01-09").says(
        "Ahras surrendered to the army.",
        claim("surrender", "surrendered", b="the army", place="Ahras=Ahras", time="01-08"),
    )
    assert held(sides, town) == [(ControlState.HELD, (ARMY,))]
    fighters = Reporter("r", "01-09").says(
        "ISIL fighters surrendered to the army in Ahras.",
        claim("surrender", "surrendered", a="ISIL", b="the army", place="Ahras=Ahras", time="01-08"),
    )
    assert spells(sides, fighters) == []


def test_a_place_that_is_fled_to_is_not_lost(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "ISIL has fallen back to the province of Raqqa.",
        claim(
            "withdrawal", "fallen back", a="ISIL", place="the province of Raqqa=Raqqa province", time="01-08"
        ),
    )
    assert spells(sides, report) == []
    moved = Reporter("r", "01-09").says(
        "ISIL has withdrawn its fighters to defend Raqqa and Tabqa.",
        claim("withdrawal", "withdrawn", a="ISIL", place="Raqqa=Raqqa; Tabqa=Tabqa", time="01-08"),
    )
    assert spells(sides, moved) == []


def test_presupposed_control_holds_as_the_report_is_published_and_ends_what_it_tells_the_end_of(
    sides: Sides,
) -> None:
    held_town = Reporter("r", "01-07..01-09").says(
        "Shells fell on the ISIL-held Ahras.", claim("control", "held", a="ISIL", place="Ahras=Ahras")
    )
    (spell,) = spells(sides, held_town)
    assert (spell.since, spell.by, spell.until) == (
        DayRun(earliest=None, latest=day("01-09")),
        day("01-09"),
        None,
    )
    taken = Reporter("r", "01-09").says(
        "rebels captured the ISIL-held Ahras.",
        claim("capture", "captured", a="rebels", place="Ahras=Ahras", time="01-08"),
        claim("control", "held", a="ISIL", place="Ahras=Ahras"),
    )
    assert held(sides, taken) == [(ControlState.HELD, ("isil",)), (ControlState.HELD, (REBELS,))]


def test_a_former_base_is_held_by_nobody_that_is_told(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "Ahras, a former ISIL stronghold, was quiet.",
        claim("control", "stronghold", a="ISIL", place="Ahras=Ahras"),
    )
    assert spells(sides, report) == []


def test_only_what_is_asserted_counts(sides: Sides) -> None:
    for stance in ("planned", "possible", "denied", "alleged", "foiled"):
        report = Reporter("r", "01-09").says(
            "ISIL captured Ahras.",
            claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-08", stance=stance),
        )
        assert spells(sides, report) == []


def test_a_change_of_no_day_changes_nothing(sides: Sides) -> None:
    undated = Reporter("r", None).says(
        "ISIL captured Ahras.", claim("capture", "captured", a="ISIL", place="Ahras=Ahras")
    )
    assert spells(sides, undated) == []
    assert [change.by for told in undated.told for change in changes_of(told)] == [None]


def test_two_holders_by_two_sources_of_the_same_days_stand_beside_each_other(sides: Sides) -> None:
    one = Reporter("one", "01-09", root="SANA").says(
        "the army controls Ahras.", claim("control", "controls", a="the army", place="Ahras=Ahras")
    )
    other = Reporter("two", "01-09", root="SOHR").says(
        "Ahras is held by rebels.", claim("control", "held", a="rebels", place="Ahras=Ahras")
    )
    first, second = spells(sides, one, other)
    assert {first.holders, second.holders} == {(ARMY,), (REBELS,)}
    assert first.until is second.until is None
    assert first.disagrees == (second.spell,)
    assert second.disagrees == (first.spell,)


def test_sources_that_repeat_their_own_holder_in_turn_disagree(sides: Sides) -> None:
    def says(name: str, on: str, who: str) -> Reporter:
        return Reporter(name + on, on, root=name).says(
            f"{who} controls Ahras.", claim("control", "controls", a=who, place="Ahras=Ahras")
        )

    found = spells(
        sides,
        says("SANA", "01-02", "the army"),
        says("SOHR", "01-05", "ISIL"),
        says("SANA", "01-08", "the army"),
    )
    assert [spell.until for spell in found] == [None, None]
    assert all(spell.disagrees for spell in found)


def test_one_report_that_tells_of_two_holders_tells_of_a_shared_place(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "Ahras is mainly controlled by rebels, but ISIL controls the market.",
        claim("control", "controlled", a="rebels", place="Ahras=Ahras"),
        claim("control", "controls", a="ISIL", place="Ahras=Ahras"),
    )
    found = spells(sides, report)
    assert [spell.until for spell in found] == [None, None]
    assert not any(spell.disagrees for spell in found)


def test_a_state_that_no_change_explains_says_so(sides: Sides) -> None:
    before = Reporter("one", "01-09", root="SOHR").says(
        "rebels captured Ahras.", claim("capture", "captured", a="rebels", place="Ahras=Ahras", time="01-08")
    )
    after = Reporter("two", "03-01", root="SOHR").says(
        "the ISIL-held Ahras was shelled.", claim("control", "held", a="ISIL", place="Ahras=Ahras")
    )
    first, second = spells(sides, before, after)
    assert (first.implied, second.implied) == (False, True)
    assert first.until_by == day("03-01")


def test_a_part_does_not_end_the_hold_of_the_rest(sides: Sides) -> None:
    before = Reporter("one", "01-02").says(
        "the army controls Aleppo.", claim("control", "controls", a="the army", place="Aleppo=Aleppo")
    )
    after = Reporter("two", "01-09").says(
        "rebels seized parts of Aleppo.",
        claim("capture", "seized", a="rebels", place="parts of Aleppo=Aleppo/part", time="01-08"),
    )
    found = spells(sides, before, after)
    assert [(spell.state, spell.holders, spell.until) for spell in found] == [
        (ControlState.HELD, (ARMY,), None),
        (ControlState.CONTESTED, (REBELS,), None),
    ]


def test_a_fight_contests_a_place_until_it_is_taken_or_nothing_more_is_told(sides: Sides) -> None:
    fight = Reporter("one", "01-05").says(
        "rebels clashed with ISIL in Ahras.",
        claim("clash", "clashed", a="rebels", b="ISIL", place="Ahras=Ahras", time="01-04"),
    )
    (alone,) = spells(sides, fight)
    assert (alone.state, alone.holders) == (ControlState.CONTESTED, ("isil", REBELS))
    assert alone.until == DayRun(earliest=day("01-04"), latest=None)
    assert alone.until_by == day("01-04") + SILENCE
    taken = Reporter("two", "01-09").says(
        "rebels captured Ahras.", claim("capture", "captured", a="rebels", place="Ahras=Ahras", time="01-08")
    )
    contested, _ = spells(sides, fight, taken)
    assert contested.until_by == day("01-08")


def test_a_fight_of_the_last_day_of_the_calendar_fades_on_it(sides: Sides) -> None:
    fight = Reporter("one", "9999-12-31").says(
        "rebels clashed with ISIL in Ahras.",
        claim("clash", "clashed", a="rebels", b="ISIL", place="Ahras=Ahras", time="9999-12-31"),
    )
    (spell,) = spells(sides, fight)
    assert spell.until_by == date.max


def test_a_siege_does_not_end_by_silence(sides: Sides) -> None:
    report = Reporter("one", "01-05").says(
        "the army besieged Ahras.",
        claim("siege", "besieged", a="the army", place="Ahras=Ahras", time="01-04"),
    )
    (spell,) = spells(sides, report)
    assert (spell.state, spell.until) == (ControlState.CONTESTED, None)


def test_a_member_and_the_description_of_its_side_are_one_holder_named_by_the_member(sides: Sides) -> None:
    one = Reporter("one", "01-09", root="SOHR").says(
        "rebels captured Ahras.", claim("capture", "captured", a="rebels", place="Ahras=Ahras", time="01-08")
    )
    other = Reporter("two", "01-09", root="ARA").says(
        "the Free Syrian Army captured Ahras.",
        claim("capture", "captured", a="the Free Syrian Army", place="Ahras=Ahras", time="01-08"),
    )
    assert held(sides, one, other) == [(ControlState.HELD, ("free-syrian-army",))]


def test_who_takes_a_place_from_its_own_side_is_another_holder(sides: Sides) -> None:
    report = (
        Reporter("r", "01-12")
        .says(
            "the Free Syrian Army captured Ahras.",
            claim("capture", "captured", a="the Free Syrian Army", place="Ahras=Ahras", time="01-08"),
        )
        .says(
            "the Nusra Front captured Ahras from it.",
            claim("capture", "captured", a="the Nusra Front", place="Ahras=Ahras", time="01-10"),
        )
    )
    assert held(sides, report) == [
        (ControlState.HELD, ("free-syrian-army",)),
        (ControlState.HELD, ("al-nusra-front",)),
    ]


def test_a_town_is_not_its_province_and_only_says_where_it_lies(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "rebels control Tabqa in Raqqa province.",
        claim("control", "control", a="rebels", place="Tabqa=Tabqa; Raqqa province=Raqqa province"),
    )
    assert [spell.place for spell in spells(sides, report)] == ["affray:tabqa"]
    both = Reporter("r", "01-09").says(
        "ISIL captured Raqqa and Tabqa.",
        claim("capture", "captured", a="ISIL", place="Raqqa=Raqqa; Tabqa=Tabqa", time="01-08"),
    )
    assert {spell.place for spell in spells(sides, both)} == {"affray:raqqa", "affray:tabqa"}


def test_nobody_holds_a_country_by_one_claim(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "the army won victories across Syria.",
        claim("capture", "victories", a="the army", place="Syria=Syria", time="01-08"),
    )
    assert spells(sides, report) == []


def test_what_is_known_on_a_day_leaves_out_later_reports(sides: Sides) -> None:
    early = Reporter("one", "01-03").says(
        "ISIL captured Ahras.", claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-02")
    )
    late = Reporter("two", "02-20").says(
        "rebels captured Ahras in January.",
        claim("capture", "captured", a="rebels", place="Ahras=Ahras", time="01-05"),
    )
    assert [spell.holders for spell in spells(sides, early, late, known="01-31")] == [("isil",)]
    assert [spell.holders for spell in spells(sides, early, late)] == [("isil",), (REBELS,)]


def test_any_order_of_arrival_gives_the_same_spells(sides: Sides) -> None:
    chance = random.Random(7)  # noqa: S311 the test picks at random
    who = ["ISIL", "rebels", "the army", "the Free Syrian Army", "the Nusra Front"]
    reports = []
    for number in range(40):
        on = date(2014, 1, 3 + number % 20)
        when = f"{on.replace(day=max(on.day - chance.randint(0, 4), 1))}..{on}"
        report = Reporter(f"r{number}", str(on), root=chance.choice(["SOHR", "SANA", "ARA"]))
        for _ in range(chance.randint(1, 3)):
            kind, trigger = chance.choice(
                [("capture", "captured"), ("control", "held"), ("withdrawal", "left")]
            )
            one = chance.choice(who)
            report.says(
                f"{one} {trigger} Ahras.",
                claim(
                    kind, trigger, a=one, place="Ahras=Ahras", **({} if kind == "control" else {"time": when})
                ),
            )
        reports.append(report)
    changes = [change for report in reports for told in report.told for change in changes_of(told)]
    expected = spells_of(changes, sides)
    assert len(expected) > 5
    for _ in range(20):
        chance.shuffle(changes)
        assert spells_of(changes, sides) == expected


def test_who_comes_back_and_keeps_a_place_gains_it(sides: Sides) -> None:
    report = Reporter("r", "01-12").says(
        "On 8 January the Islamic Front came back and kept Ahras.",
        claim("withdrawal", "came back", a="the Islamic Front", place="Ahras=Ahras", time="01-08"),
    )
    assert held(sides, report) == [(ControlState.HELD, ("islamic-front",))]


def test_who_comes_back_from_a_place_has_left_it(sides: Sides) -> None:
    report = Reporter("r", "01-12").says(
        "In the night the Islamic Front came back from Ahras and rested.",
        claim("withdrawal", "came back", a="the Islamic Front", place="Ahras=Ahras", time="01-08"),
    )
    assert (ControlState.HELD, ("islamic-front",)) not in held(sides, report)
