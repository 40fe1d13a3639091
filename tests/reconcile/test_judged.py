"""Judgements lie over the partition, hold through coding anew, and go without a trace when taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from affray.errors import UnusableOption
from affray.model import (
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Filler,
    Judgement,
    Link,
    Precision,
    Role,
    Scope,
    Span,
    Stance,
    Verb,
)
from affray.reconcile import corrections
from affray.reconcile.anchors import Attached, anchor, attach
from affray.reconcile.corrections import Spot, corrected
from affray.reconcile.judged import settled, verdicts
from tests.reconcile.making import SOHR, at_least, day, dead, said

NOON = datetime(2026, 1, 5, 12)  # noqa: DTZ001 the store keeps UTC without saying so


def claim(
    name: str, sentence: str = "Red men shelled Ahras.", trigger: str = "shelled", at: int = 0
) -> Claim:
    start = at + sentence.index(trigger)
    return Claim(
        claim=name,
        report="r",
        type=ClaimType.SHELLING,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=Span(start=at, end=at + len(sentence), text=sentence),
        trigger=Span(start=start, end=start + len(trigger), text=trigger),
        score=1.0,
    )


def judged(verb: Verb, subjects: str, others: str = "", *, hour: int = 12, **more: str | None) -> Judgement:
    return Judgement(
        judgement=f"j-{verb}-{subjects}-{others}-{hour}",
        verb=verb,
        subjects=tuple(anchor(claim(name)) for name in subjects.split()),
        others=tuple(anchor(claim(name)) for name in others.split()),
        field=more.get("field"),
        value=more.get("value"),
        by=more.get("by") or "Amal",
        at=NOON.replace(hour=hour),
        because="read both",
    )


def attached(*judgements: Judgement) -> tuple[Attached, ...]:
    return attach(judgements, [claim(name) for name in "abcdef"])


def parts(clusters: list[str], *judgements: Judgement, links: tuple[Link, ...] = ()) -> list[str]:
    found = settled([cluster.split() for cluster in clusters], verdicts(attached(*judgements)), links)
    return [" ".join(cluster) for cluster in found]


# ---------------------------------------------------------------- partition


def test_what_is_judged_the_same_is_one_event() -> None:
    assert parts(["a b", "c", "d"], judged(Verb.SAME, "b c")) == ["a b c", "d"]


def test_what_is_judged_apart_is_two_and_each_part_stays_whole() -> None:
    assert parts(["a b c d"], judged(Verb.NOT_SAME, "a b", "c d")) == ["a b", "c d"]


def test_a_claim_that_was_not_judged_goes_with_those_most_like_it() -> None:
    links = (
        Link(claim="a", other="e", weight=1.0, parts=()),
        Link(claim="c", other="e", weight=4.0, parts=()),
        Link(claim="b", other="f", weight=9.0, parts=(), barred="two days"),
    )
    assert parts(["a b c d e f"], judged(Verb.NOT_SAME, "a b", "c d"), links=links) == ["a b f", "c d e"]


def test_the_later_of_two_judgements_holds() -> None:
    same, apart = judged(Verb.SAME, "a b", hour=13), judged(Verb.NOT_SAME, "a", "b")
    assert parts(["a", "b"], apart, same) == ["a b"]
    assert parts(["a", "b"], same, replace(apart, at=NOON.replace(hour=14))) == ["a", "b"]


def test_who_takes_a_judgement_back_leaves_no_trace() -> None:
    same = judged(Verb.SAME, "a b")
    assert parts(["a", "b", "c"], replace(same, revoked=NOON, revoked_by="Basil")) == parts(["a", "b", "c"])


def test_unsure_changes_nothing() -> None:
    assert parts(["a b", "c"], judged(Verb.UNSURE, "a", "c")) == ["a b", "c"]


def test_a_claim_that_its_report_does_not_make_enters_no_event() -> None:
    assert parts(["a b", "c"], judged(Verb.REJECT, "a", field="claim")) == ["b", "c"]
    assert parts(["a b"], judged(Verb.REJECT, "a", field="event")) == ["a b"]


def test_verdicts_on_an_event_are_kept_by_its_claims() -> None:
    found = verdicts(attached(judged(Verb.ACCEPT, "a b", field="event")))
    assert found.events == {"a": Verb.ACCEPT, "b": Verb.ACCEPT}


@pytest.mark.parametrize("order", ["a b c d", "d c b a", "b d a c"])
def test_no_order_of_claims_changes_what_judgements_make_of_them(order: str) -> None:
    judgements = judged(Verb.NOT_SAME, "a", "c"), judged(Verb.SAME, "a b")
    assert parts([order], *judgements) == ["a b d", "c"]


# ---------------------------------------------------------------- anchors


def found(asked: Claim, *now: Claim) -> tuple[str, ...]:
    judgement = replace(judged(Verb.ACCEPT, "a"), subjects=(anchor(asked),))
    (one,) = attach([judgement], now)
    assert one.lost == (0 if one.subjects else 1)
    assert one.holds == bool(one.subjects)
    return one.subjects


def test_a_claim_coded_anew_is_known_by_its_trigger_in_its_quote() -> None:
    longer = claim("new", trigger="shelled Ahras")
    other = claim("other", trigger="Red men")
    assert found(claim("old"), other, longer) == ("new",)


def test_a_report_read_anew_may_have_its_sentence_elsewhere() -> None:
    assert found(claim("old"), claim("new", at=200)) == ("new",)


def test_a_sentence_cut_otherwise_is_known_too() -> None:
    assert found(claim("old"), claim("new", "In the night Red men shelled Ahras. Later they left.")) == (
        "new",
    )
    assert found(claim("old"), claim("new", "men shelled Ahras.")) == ("new",)


def test_of_two_claims_on_one_trigger_that_of_the_same_type_is_meant() -> None:
    killing = replace(claim("a-killing"), type=ClaimType.KILLING)
    assert found(claim("old"), killing, claim("shelling")) == ("shelling",)


def test_of_a_sentence_that_a_report_says_twice_the_claim_that_stands_nearer_is_meant() -> None:
    old = claim("old", at=400)
    assert found(old, claim("a-headline"), claim("b-lead", at=420)) == ("b-lead",)
    assert found(replace(old, claim="old"), claim("b-headline"), claim("a-lead", at=420)) == ("a-lead",)


def test_a_judgement_of_which_nothing_is_left_is_counted_as_lost() -> None:
    assert found(claim("old"), claim("new", "Red men fled.", "fled")) == ()
    apart = replace(judged(Verb.NOT_SAME, "a"), others=(anchor(claim("gone", "They fled.", "fled")),))
    (half,) = attach([apart], [claim("a")])
    assert (half.subjects, half.others, half.lost, half.holds) == (("a",), (), 1, False)


# ---------------------------------------------------------------- corrections

AHRAS = Spot(
    place="affray:ahras",
    name="Ahras",
    lat=36.4,
    lon=37.144,
    radius_km=1.5,
    precision=Precision.POINT,
    admin1="Aleppo",
    country="SY",
)
PLACES = {"affray:ahras": AHRAS}


def correction(field: str, value: str) -> Judgement:
    return judged(Verb.CORRECT, "a", field=field, value=value)


CLAIM = said(
    "a",
    SOHR,
    places="raqqa",
    a="isil",
    on="2014-01-05",
    numbers=[
        dead("12 dead", 12),
        dead("3 of them", 3, part_of=0),
        at_least("9 wounded", 9, kind=FigureKind.INJURED),
    ],
).grounded


def test_each_field_can_be_corrected() -> None:
    fixed = corrected(
        CLAIM,
        [
            correction("type", "capture"),
            correction("stance", "possible"),
            correction("scope", "aggregate"),
            correction("place", "affray:ahras"),
            correction("earliest", "2014-01-03"),
            correction("latest", "2014-01-04"),
            correction("a", "al-nusra-front"),
            correction("b", "isil, hezbollah"),
            correction("killed", "12-15"),
        ],
        PLACES,
    )
    assert (fixed.claim.type, fixed.claim.stance, fixed.claim.scope) == ("capture", "possible", "aggregate")
    assert [(place.place, place.filler.text) for place in fixed.places] == [("affray:ahras", "raqqa")]
    assert (fixed.time.earliest, fixed.time.latest) == (day("2014-01-03"), day("2014-01-04"))
    assert [(each.filler.role, each.actor) for each in fixed.actors] == [
        (Role.A, "al-nusra-front"),
        (Role.B, "isil"),
        (Role.B, "hezbollah"),
    ]
    # A part goes with its whole, the wounded stay.
    assert [(each.kind, each.min, each.max) for each in fixed.claim.figures] == [
        ("injured", 9, None),
        ("killed", 12, 15),
    ]
    assert fixed.places[0].reason == "corrected by Amal"


def test_the_evidence_of_a_corrected_claim_stays_its_own() -> None:
    fixed = corrected(CLAIM, [correction("killed", "40"), correction("place", "Nowhere @ 36.1, 37.2")], {})
    text = CLAIM.claim.evidence.text
    spans: list[Figure | Filler] = [*fixed.claim.figures, *(place.filler for place in fixed.places)]
    for worded in spans:
        assert text[worded.start : worded.end] == worded.text


def test_a_place_that_no_gazetteer_has_is_given_by_its_point() -> None:
    (place,) = corrected(CLAIM, [correction("place", "Tall Rif @ 36.1, 37.2 ± 4 km")], {}).places
    assert (place.place, place.name, place.lat, place.lon, place.radius_km) == (
        None,
        "Tall Rif",
        36.1,
        37.2,
        4,
    )


def test_unknown_is_a_value_too() -> None:
    fixed = corrected(
        CLAIM, [correction(field, "unknown") for field in ("place", "a", "earliest", "latest", "killed")], {}
    )
    assert (fixed.places, fixed.actors) == ((), ())
    assert (fixed.time.earliest, fixed.time.latest) == (None, None)
    assert [each.unknown for each in fixed.claim.figures if each.kind == "killed"] == [True]


def test_a_day_beyond_the_other_end_makes_that_unknown() -> None:
    later = corrected(CLAIM, [correction("earliest", "2014-02-01")], {})
    assert (later.time.earliest, later.time.latest) == (day("2014-02-01"), None)
    sooner = corrected(CLAIM, [correction("latest", "2013-12-01")], {})
    assert (sooner.time.earliest, sooner.time.latest) == (None, day("2013-12-01"))
    both = corrected(CLAIM, [correction("earliest", "2014-02-01"), correction("latest", "2014-02-03")], {})
    assert (both.time.earliest, both.time.latest) == (day("2014-02-01"), day("2014-02-03"))


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("12", [(12, 12)]),
        ("12-15", [(12, 15)]),
        ("12 to 15", [(12, 15)]),
        ("12-", [(12, None)]),
        ("-30", [(None, 30)]),
        ("none", [(0, 0)]),
        ("absent", []),
    ],
)
def test_numbers_are_given_as_text(value: str, bounds: list[tuple[int | None, int | None]]) -> None:
    fixed = corrected(CLAIM, [correction("killed", value)], {})
    assert [(each.min, each.max) for each in fixed.claim.figures if each.kind == "killed"] == bounds


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("colour", "red", "no field is called 'colour'; known: type, stance"),
        ("type", "battle", "no type is called 'battle'; known: clash"),
        ("earliest", "yesterday", "is no day"),
        ("a", "nobody-knows", "no actor has the id 'nobody-knows'"),
        ("place", "geonames:1", "is no place of the store"),
        ("place", "X @ 95, 30", "is no place of the store"),
        ("killed", "many", "is no number"),
        ("killed", "15-12", "ends before it begins"),
        ("killed", "9" * 20, "more than the store can keep"),
        ("a", " , ", "no actor is named"),
    ],
)
def test_what_cannot_be_a_value_is_refused_with_what_can(field: str, value: str, told: str) -> None:
    with pytest.raises(UnusableOption, match=told):
        corrections.check(field, value, PLACES)


def test_a_correction_that_can_no_longer_be_read_changes_nothing() -> None:
    assert corrected(CLAIM, [correction("place", "geonames:gone")], PLACES) == CLAIM
