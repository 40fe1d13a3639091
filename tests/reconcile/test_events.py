"""An event collects what its claims tell, and chooses nothing silently."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from affray.model import Agreement, ClaimType, Event, RootName, Scope, Stance, Verb
from affray.reconcile.events import events
from tests.reconcile.making import (
    ISIL,
    REUTERS,
    SOHR,
    day,
    dead,
    one,
    published,
    said,
    several,
)

WIRE = RootName(key="wire", name="Wire")
SIDES = {"a": "isil", "b": "al-nusra-front"}
DAYS = {"on": "2014-01-07", "to": "2014-01-09"}
MONTH = {"on": "2014-01-01", "to": "2014-01-31"}
CAPTURE, CLASH, KILLING, AIR_STRIKE = (
    ClaimType.CAPTURE,
    ClaimType.CLASH,
    ClaimType.KILLING,
    ClaimType.AIR_STRIKE,
)


def agreement(event: Event, field: str) -> Agreement:
    return next(each for each in event.agreement if each.field == field)


# ---------------------------------------------------------------- type


def test_a_strike_that_is_told_as_a_killing_too_is_a_strike() -> None:
    event = one(said("1", SOHR, KILLING), said("2", REUTERS, KILLING), said("3", WIRE, AIR_STRIKE))
    assert event.type is AIR_STRIKE
    assert event.types == (KILLING, AIR_STRIKE)
    assert agreement(event, "type") == Agreement(
        field="type", value="killing", share=2 / 3, values=2, divergence=0.5
    )


def test_the_type_that_most_roots_tell_goes_before_the_more_exact() -> None:
    assert one(said("1", SOHR, CLASH), said("2", REUTERS, CLASH), said("3", WIRE, CAPTURE)).type is CLASH
    assert one(said("1", SOHR, CLASH), said("2", REUTERS, CAPTURE)).type is CAPTURE


# ---------------------------------------------------------------- time


def test_days_that_meet_are_narrowed_to_those_in_all() -> None:
    event = one(said("1", SOHR, on="2014-01-06", to="2014-01-08"), said("2", REUTERS, on="2014-01-08"))
    assert (event.earliest, event.latest) == (day("2014-01-08"), day("2014-01-08"))
    assert agreement(event, "time").share == 1.0


def test_days_that_miss_each_other_are_kept_from_the_first_to_the_last() -> None:
    event = one(
        said("1", SOHR, on="2014-01-06"),
        said("2", REUTERS, on="2014-01-08"),
        said("3", WIRE, on="2014-01-08"),
    )
    assert (event.earliest, event.latest) == (day("2014-01-06"), day("2014-01-08"))
    assert agreement(event, "time") == Agreement(
        field="time", value="2014-01-08..2014-01-08", share=2 / 3, values=2, divergence=0.5
    )


def test_a_day_taken_from_the_report_gives_way_to_one_in_words() -> None:
    event = one(said("1", SOHR, on="2014-01-08"), said("2", REUTERS, on="2014-01-10", worded=None))
    assert (event.earliest, event.latest) == (day("2014-01-08"), day("2014-01-08"))


def test_no_day_is_made_up() -> None:
    event = one(said("1", SOHR))
    assert (event.earliest, event.latest) == (None, None)
    assert not [each for each in event.agreement if each.field == "time"]


# ---------------------------------------------------------------- place


def test_the_place_is_the_most_exact_that_all_leave_possible() -> None:
    event = one(
        said("1", SOHR, places="aleppo province"),
        said("2", REUTERS, places="ahras"),
        said("3", WIRE, places="aleppo province"),
    )
    assert event.place is not None
    assert event.place.name == "ahras"
    assert [place.name for place in event.places] == ["ahras"]
    assert agreement(event, "place").share == 1.0


def test_another_place_of_one_root_does_not_move_an_event() -> None:
    event = one(
        said("1", SOHR, places="ahras"), said("2", REUTERS, places="ahras"), said("3", WIRE, places="raqqa")
    )
    assert event.place is not None
    assert event.place.name == "ahras"
    assert [place.name for place in event.places] == ["ahras"]
    assert agreement(event, "place").share == pytest.approx(2 / 3)
    assert [each.value for each in event.tellings if each.field == "place"] == [
        "test:ahras",
        "test:ahras",
        "test:raqqa",
    ]


def test_an_event_told_of_several_places_keeps_them_all() -> None:
    event = one(said("1", SOHR, places=("marea", "ahras", "aleppo province")))
    assert [place.name for place in event.places] == ["ahras", "marea"]


def test_a_place_that_was_not_read_is_told_in_its_words_only() -> None:
    event = one(said("1", SOHR, places="nowhere"))
    assert event.place is None
    assert [(each.value, each.text) for each in event.tellings if each.field == "place"] == [
        (None, "nowhere")
    ]


# ---------------------------------------------------------------- sides


def test_a_clash_has_the_same_sides_whichever_is_named_first() -> None:
    event = one(
        said("1", SOHR, a="isil", b="al-nusra-front"), said("2", REUTERS, a="al-nusra-front", b="isil")
    )
    assert (event.a, event.b) == (("al-nusra-front",), ("isil",))
    told = {(each.claim, each.field): each.value for each in event.tellings if each.field in "ab"}
    assert told["1", "a"] == told["2", "a"] == "al-nusra-front"
    assert agreement(event, "a").share == 1.0


def test_who_attacks_is_never_turned_into_who_is_attacked() -> None:
    event = one(said("1", SOHR, CAPTURE, a="isil", b="al-nusra-front"))
    assert (event.a, event.b) == (("isil",), ("al-nusra-front",))


# ---------------------------------------------------------------- stance and scope


def test_what_is_planned_possible_or_denied_stands_beside() -> None:
    event = one(
        said("1", SOHR, CAPTURE, places="ahras", numbers=[dead("3 dead", 3)]),
        said("2", REUTERS, CAPTURE, stance=Stance.PLANNED, numbers=[dead("90 dead", 90)]),
        said("3", WIRE, CAPTURE, stance=Stance.DENIED),
    )
    assert (event.stance, event.claims, event.beside) == (Stance.ASSERTED, ("1",), ("2", "3"))
    assert [root.root for root in event.roots] == ["sohr"]
    assert event.figures[0].high == 3


def test_what_nobody_asserts_is_an_event_of_its_stance() -> None:
    event = one(said("1", SOHR, stance=Stance.PLANNED), said("2", REUTERS, stance=Stance.PLANNED))
    assert event.stance is Stance.PLANNED
    assert event.beside == ()


def test_a_sum_among_the_claims_of_an_incident_gives_it_no_figure() -> None:
    event = one(
        said("1", SOHR, numbers=[dead("20 dead", 20)]),
        said("2", REUTERS, numbers=[dead("18 dead", 18)]),
        said("3", WIRE, scope=Scope.AGGREGATE, numbers=[dead("500 dead", 500)]),
    )
    assert event.scope is Scope.INCIDENT
    assert event.figures[0].high == 20


# ---------------------------------------------------------------- roots


def test_a_root_is_seen_from_the_first_to_the_last_of_its_reports() -> None:
    event = one(
        said("1", SOHR, published=published("2014-01-09", "2014-01-10"), carriers=("r-1", "copy")),
        said("2", SOHR, published=published("2014-01-12")),
        said("3", WIRE, published=None),
    )
    sohr, wire = event.roots
    assert (sohr.reports, sohr.claims) == (("copy", "r-1", "r-2"), ("1", "2"))
    assert (sohr.first_seen, sohr.last_seen) == (date(2014, 1, 9), date(2014, 1, 12))
    assert (wire.first_seen, wire.last_seen) == (None, None)
    assert (event.first_seen, event.last_seen) == (date(2014, 1, 9), date(2014, 1, 12))


def test_a_verdict_is_that_on_most_of_its_judged_claims() -> None:
    claims = said("1", SOHR), said("2", REUTERS)
    assert one(*claims).verdict is None
    assert one(*claims, verdicts={"1": Verb.REJECT, "9": Verb.ACCEPT}).verdict is Verb.REJECT


# ---------------------------------------------------------------- ids and order


def test_a_later_report_changes_no_id() -> None:
    first = said("7", SOHR, published=published("2014-01-09"))
    later = said("1", REUTERS, published=published("2014-01-10"))
    undated = said("0", WIRE, published=None)
    assert one(first).event == one(first, later).event == one(first, later, undated).event


def test_the_earlier_of_two_events_gives_its_id_to_both_made_one() -> None:
    first = said("7", SOHR, published=published("2014-01-09"))
    later = said("1", REUTERS, published=published("2014-01-10"))
    apart = several((first,), (later,))
    assert one(first, later).event == apart["7"].event
    assert apart["7"].event != apart["1"].event


@pytest.mark.parametrize("seed", range(20))
def test_no_order_changes_an_event(seed: int) -> None:
    claims = [
        said(
            "1",
            SOHR,
            a="isil",
            b="al-nusra-front",
            places="ahras",
            on="2014-01-08",
            numbers=[dead("9 men", 9)],
        ),
        said(
            "2",
            REUTERS,
            a="al-nusra-front",
            b="isil",
            places="aleppo province",
            on="2014-01-07",
            to="2014-01-09",
        ),
        said("3", ISIL, CAPTURE, a="isil", places="ahras", numbers=[dead("4 men", 4)]),
        said("4", WIRE, KILLING, stance=Stance.POSSIBLE, numbers=[dead("40 dead", 40)]),
        said(
            "5",
            WIRE,
            scope=Scope.AGGREGATE,
            on="2014-01-01",
            to="2014-01-31",
            a="isil",
            numbers=[dead("90 dead", 90)],
        ),
    ]
    told = {each.claim.claim: each for each in claims}
    batch = events([["1", "2", "3", "4"], ["5"]], told)
    chance = random.Random(seed)  # noqa: S311 an order, not a secret
    clusters = [["1", "2", "3", "4"], ["5"]]
    for cluster in clusters:
        chance.shuffle(cluster)
    chance.shuffle(clusters)
    shuffled = dict(chance.sample(sorted(told.items()), k=len(told)))
    assert events(clusters, shuffled) == batch


def test_an_empty_cluster_is_no_event() -> None:
    assert events([[]], {}) == ()


def test_every_value_of_an_event_has_a_claim_that_tells_it() -> None:
    claims = [
        said(
            "1",
            SOHR,
            a="isil",
            b="al-nusra-front",
            places="ahras",
            on="2014-01-08",
            numbers=[dead("9 men", 9)],
        ),
        said("2", REUTERS, CAPTURE, a="isil", places="ahras", numbers=[dead("4 men", 4)]),
    ]
    event = one(*claims)
    known = {each.claim.claim: each for each in claims}
    assert set(event.claims) == set(known)
    for telling in event.tellings:
        told = known[telling.claim]
        assert told.root.key == telling.root
        assert telling.text is None or telling.text in told.claim.evidence.text or telling.field == "time"
    for account in (account for found in event.figures for account in found.by):
        told = known[account.claim]
        assert account.text in told.claim.evidence.text
        assert account.report == told.claim.report
    said_of = {field: {each.value for each in event.tellings if each.field == field} for field in ("a", "b")}
    assert set(event.a) <= said_of["a"]
    assert set(event.b) <= said_of["b"]
    assert {root.root for root in event.roots} == {told.root.key for told in claims}
    assert replace(event, event="") != event
