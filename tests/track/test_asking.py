"""The state on a day: what stands, how old the word of it is, what was known by when."""

from __future__ import annotations

from datetime import date

import pytest

from affray.model import ControlState, PlaceState, RelationKind
from affray.resources.actors import parties
from affray.track.asking import control_on, relations_on
from affray.track.control import spells_of
from affray.track.reading import changes_of, readable
from affray.track.relations import edges_of
from affray.track.sides import Sides
from tests.track.making import Reporter, claim, day


@pytest.fixture(scope="module")
def sides() -> Sides:
    return Sides(parties())


def states(sides: Sides, on: date, *reports: Reporter, known: date | None = None) -> dict[str, PlaceState]:
    changes = [change for report in reports for told in report.told for change in changes_of(told)]
    heard = list(readable(changes, known))
    return {state.place: state for state in control_on(heard, spells_of(heard, sides), on=on)}


TAKEN = Reporter("taken", "01-09").says(
    "ISIL captured Ahras.", claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-06..01-08")
)
RETAKEN = Reporter("retaken", "02-20").says(
    "rebels captured Ahras.", claim("capture", "captured", a="rebels", place="Ahras=Ahras", time="02-10")
)


def test_a_hold_is_carried_forward_with_its_age(sides: Sides) -> None:
    state = states(sides, day("02-01"), TAKEN)["affray:ahras"]
    (standing,) = state.standing
    assert (state.state, standing.holders, standing.told, standing.age) == (
        ControlState.HELD,
        ("isil",),
        day("01-08"),
        24,
    )


def test_nothing_is_told_of_a_place_before_its_first_day(sides: Sides) -> None:
    assert states(sides, day("01-05"), TAKEN) == {}


def test_inside_the_days_of_a_change_it_may_have_happened(sides: Sides) -> None:
    state = states(sides, day("01-07"), TAKEN)["affray:ahras"]
    assert (state.state, state.standing[0].sure) == (ControlState.UNKNOWN, False)
    assert state.reason is not None
    assert "2014-01-08" in state.reason


def test_what_a_report_tells_as_done_is_done_by_the_day_it_is_known(sides: Sides) -> None:
    early = Reporter("r", "01-07").says(
        "ISIL captured Ahras.",
        claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-06..01-09"),
    )
    state = states(sides, day("01-07"), early)["affray:ahras"]
    assert state.standing[0].sure


def test_the_day_known_hides_later_reports(sides: Sides) -> None:
    assert states(sides, day("02-15"), TAKEN, RETAKEN)["affray:ahras"].standing[0].holders == (
        "syrian-opposition-forces",
    )
    then = states(sides, day("02-15"), TAKEN, RETAKEN, known=day("02-15"))["affray:ahras"]
    assert (then.standing[0].holders, then.standing[0].age) == (("isil",), 38)


def test_a_report_without_a_day_is_known_on_none(sides: Sides) -> None:
    undated = Reporter("r", None).says(
        "ISIL captured Ahras on 8 January 2014.",
        claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-08"),
    )
    assert "affray:ahras" in states(sides, day("02-01"), undated)
    assert states(sides, day("02-01"), undated, known=day("03-01")) == {}


def test_places_nest_and_keep_their_own_states(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "the army holds Aleppo; rebels hold Salaheddine; ISIL rules Aleppo province.",
        claim("control", "holds", a="the army", place="Aleppo=Aleppo"),
        claim("control", "hold", a="rebels", place="Salaheddine=Salaheddine"),
        claim("control", "rules", a="ISIL", place="Aleppo province=Aleppo province"),
    )
    found = states(sides, day("01-09"), report)
    assert {place: state.standing[0].holders[0] for place, state in found.items()} == {
        "affray:aleppo": "syrian-armed-forces",
        "affray:salaheddine": "syrian-opposition-forces",
        "affray:aleppo-province": "isil",
    }
    assert found["affray:salaheddine"].within == ("affray:aleppo", "affray:aleppo-province")
    assert found["affray:aleppo"].within == ("affray:aleppo-province",)


def test_two_who_hold_one_place_contest_it_and_two_sources_disagree(sides: Sides) -> None:
    one = Reporter("one", "01-09", root="SANA").says(
        "the army controls Ahras.", claim("control", "controls", a="the army", place="Ahras=Ahras")
    )
    other = Reporter("two", "01-09", root="SOHR").says(
        "rebels control Ahras.", claim("control", "control", a="rebels", place="Ahras=Ahras")
    )
    state = states(sides, day("01-20"), one, other)["affray:ahras"]
    assert (state.state, state.disagreement, len(state.standing)) == (ControlState.CONTESTED, True, 2)


def test_a_relation_is_told_up_to_the_day_with_its_age(sides: Sides) -> None:
    january = Reporter("january", "01-09").says(
        "the Nusra Front called for a ceasefire with ISIL.",
        claim("proposal", "called for", a="the Nusra Front", b="ISIL"),
    )
    december = Reporter("december", "2015-12-14").says(
        "the Nusra Front declared war on ISIL.",
        claim(
            "declaration_of_war", "declared war", a="the Nusra Front", b="ISIL", time="2015-12-01..2015-12-10"
        ),
    )
    edges = edges_of([*january.told, *december.told], sides)
    (then,) = relations_on(edges, on=day("02-01"))
    assert (then.edge.kind, then.edge.sign, then.age) == (RelationKind.PROPOSES_CEASEFIRE, 1, 23)
    later = relations_on(edges, on=day("2015-12-31"))
    assert [each.edge.kind for each in later] == [RelationKind.DECLARED_WAR, RelationKind.PROPOSES_CEASEFIRE]
    assert relations_on(edges, on=day("2015-12-31"), known=day("01-08")) == ()
