"""The log says which events are new, gone, made one or several, or tell something else, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from affray.model import Change, Event, Judgement, Verb
from affray.reconcile.anchors import Attached, anchor
from affray.reconcile.changes import After, Before, changes
from affray.reconcile.events import events
from affray.reconcile.sourced import Sourced
from tests.reconcile.making import REUTERS, SOHR, dead, published, said

CLAIMS = {
    each.claim.claim: each
    for each in (
        said("1", SOHR, numbers=[dead("12 dead", 12)], published=published("2014-01-08")),
        said("2", REUTERS, numbers=[dead("15 dead", 15)], published=published("2014-01-09")),
        said("3", REUTERS, published=published("2014-01-10")),
    )
}
Partition = list[list[str]]


def made(partition: Partition, claims: dict[str, Sourced] = CLAIMS) -> tuple[Event, ...]:
    return events(partition, claims)


def ids(partition: Partition) -> list[str]:
    """The events of the parts, in their order."""
    return [made([part])[0].event for part in partition]


def log(
    old: Partition, new: Partition, *judged: Attached, claims: dict[str, Sourced] = CLAIMS
) -> list[Change]:
    reports = {claim: f"r-{claim}" for part in old for claim in part}
    now = {claim: f"r-{claim}" for part in new for claim in part}
    return list(
        changes(
            Before(events=made(old), reports=reports),
            After(events=made(new, claims), reports=now, judged=judged),
            1,
        )
    )


def told(found: list[Change]) -> list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.kind, each.event, each.because, each.others, each.reports) for each in found]


def test_nothing_changed_is_no_entry() -> None:
    assert log([["1", "2"], ["3"]], [["1", "2"], ["3"]]) == []


def test_an_event_that_came_is_new_with_its_reports() -> None:
    (event,) = ids([["1"]])
    assert told(log([], [["1"]])) == [("new", event, "told by r-1", (), ("r-1",))]


def test_an_event_whose_reports_are_gone_leaves_its_id() -> None:
    (event,) = ids([["1"]])
    assert told(log([["1"]], [])) == [
        ("gone", event, "no claim tells it: claims of r-1 are no longer there", (), ("r-1",))
    ]


def test_a_report_that_tells_more_changes_an_event() -> None:
    (event,) = ids([["1"]])
    ((kind, name, because, others, reports),) = told(log([["1"]], [["1", "2"]]))
    assert (kind, name, others, reports) == ("changed", event, (), ("r-2",))
    assert because == (
        "1 claim more; grade single-source → corroborated; killed 12..12 (best 12) → 12..15 (best 12); "
        "roots 1 → 2"
    )


def test_two_events_made_one_leave_both_ids_in_the_log() -> None:
    first, second = ids([["1"], ["2"]])
    kinds = {(each.kind, each.event): each for each in log([["1"], ["2"]], [["1", "2"]])}
    assert set(kinds) == {("merged", first), ("changed", first), ("gone", second)}
    assert kinds["merged", first].others == (second,)
    assert kinds["gone", second].others == (first,)


def test_an_event_in_two_says_where_its_claims_went() -> None:
    first, second = ids([["1"], ["2"]])
    kinds = {(each.kind, each.event): each for each in log([["1", "2"]], [["1"], ["2"]])}
    assert set(kinds) == {("split", first), ("changed", first), ("new", second)}
    assert kinds["split", first].others == (second,)
    assert kinds["new", second].because == f"goes on from {first}, whose first claim it does not hold"


def judgement(verb: Verb) -> Judgement:
    return Judgement(
        judgement="j-1",
        verb=verb,
        subjects=(anchor(CLAIMS["1"].claim),),
        others=(anchor(CLAIMS["2"].claim),),
        field=None,
        value=None,
        by="Amal",
        at=datetime(2026, 1, 5),  # noqa: DTZ001 UTC
        because="one village",
    )


def test_a_judgement_is_named_as_the_reason() -> None:
    same = Attached(judgement=judgement(Verb.SAME), subjects=("1",), others=("2",), lost=0)
    (merged,) = (each for each in log([["1"], ["2"]], [["1", "2"]], same) if each.kind == "merged")
    assert merged.because == "judged same by Amal: one village"
    undone = replace(same, judgement=replace(same.judgement, revoked=same.judgement.at, revoked_by="Basil"))
    (split,) = (each for each in log([["1", "2"]], [["1"], ["2"]], undone) if each.kind == "split")
    assert split.because == "Basil took back that Amal judged same"


def test_an_earlier_report_that_comes_late_takes_the_event_over_and_the_old_id_points_to_it() -> None:
    early = said("0", SOHR, published=published("2014-01-01"))
    claims = {**CLAIMS, "0": early}
    (old,) = ids([["2"]])
    (new,) = (each.event for each in made([["0", "2"]], claims))
    found = {each.kind: each for each in log([["2"]], [["0", "2"]], claims=claims)}
    assert (found["gone"].event, found["gone"].others) == (old, (new,))
    assert (found["new"].event, found["new"].others, found["new"].reports) == (new, (old,), ("r-0",))
