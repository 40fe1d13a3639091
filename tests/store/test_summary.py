"""Sums of what claims tell: by side, as ranges, aggregates apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from affray.model import ClaimType, Coded, Role, Scope, Skip, Stance
from affray.store import Killed, Store
from tests.store.making import actor, killed, make_claim, make_report

TEXT = "Gunmen killed between 3 and 5 guards and about 9 more of the militia in Ahras."


def telling(name: str, kind: ClaimType = ClaimType.KILLING, **fields: Any) -> Coded:
    report = make_report(name, TEXT)
    fields = {
        "figures": (killed(report, "between 3 and 5", 3, 5),),
        "actors": (actor(report, Role.B, "guards"),),
        **fields,
    }
    return Coded(report=report, claims=(make_claim(report, kind, "killed", **fields),))


def killed_of(path: Path, *results: Coded) -> tuple[Killed, ...]:
    with Store.open(path) as store:
        store.add(results, "v1")
        return store.summary().killed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.duckdb"


def test_killed_are_summed_by_victim_as_ranges(path: Path) -> None:
    found = killed_of(path, telling("a"), telling("b"))
    assert found == (Killed(side="guards", claims=2, low=6, high=10, unknown=0),)


def test_a_resolved_victim_is_named(path: Path) -> None:
    report = make_report("a", TEXT)
    actors = (actor(report, Role.A, "Gunmen"), actor(report, Role.B, "guards", "Red Guards"))
    (found,) = killed_of(path, telling("a", actors=actors))
    assert found.side == "Red Guards"


def test_of_several_victims_each_figure_goes_to_those_whose_words_hold_it(path: Path) -> None:
    report = make_report("a", TEXT)
    victims = ("between 3 and 5 guards", "about 9 more of the militia")
    actors = tuple(actor(report, Role.B, words) for words in victims)
    figures = (killed(report, "between 3 and 5", 3, 5), killed(report, "about 9", 9, 9))
    found = killed_of(path, telling("a", actors=actors, figures=figures))
    assert {(each.side, each.low) for each in found} == {(victims[0], 3), (victims[1], 9)}


def test_a_figure_that_no_one_of_several_victims_holds_has_no_side(path: Path) -> None:
    report = make_report("a", TEXT)
    actors = (actor(report, Role.B, "guards"), actor(report, Role.B, "militia"))
    (found,) = killed_of(path, telling("a", actors=actors))
    assert found.side is None


def test_an_open_bound_leaves_the_sum_open(path: Path) -> None:
    report = make_report("a", TEXT)
    (found,) = killed_of(
        path,
        telling("a", figures=(killed(report, "about 9", 9, None),)),
        telling("b", figures=(killed(report, "about 9", None, 9),)),
    )
    assert (found.low, found.high) == (9, None)


def test_figures_said_to_be_unknown_are_counted_apart(path: Path) -> None:
    unknown = replace(killed(make_report("a", TEXT), "about 9", None, None), unknown=True)
    (found,) = killed_of(path, telling("a", figures=(unknown,)))
    assert (found.low, found.high, found.unknown) == (0, 0, 1)


def test_the_dead_of_a_clash_and_of_a_claim_without_victims_have_no_side(path: Path) -> None:
    (found,) = killed_of(path, telling("a", kind=ClaimType.CLASH), telling("b", actors=()))
    assert (found.side, found.claims) == (None, 2)


def test_a_figure_that_names_its_dead_tells_the_side(path: Path) -> None:
    figure = replace(killed(make_report("a", TEXT), "about 9", 9, 9), of="militia")
    (found,) = killed_of(path, telling("a", kind=ClaimType.CLASH, figures=(figure,)))
    assert found.side == "militia"


def test_a_part_is_counted_within_its_whole(path: Path) -> None:
    report = make_report("a", TEXT)
    whole, part = killed(report, "about 9 more", 40, 40), replace(killed(report, "5", 5, 5), part_of=0)
    (found,) = killed_of(path, telling("a", figures=(whole, part)))
    assert (found.claims, found.low, found.high) == (1, 40, 40)


def test_a_number_that_two_claims_of_a_report_share_is_added_once(path: Path) -> None:
    (claim,) = telling("a").claims
    report = make_report("a", TEXT)
    other = make_claim(report, ClaimType.BOMBING, "Ahras", figures=claim.claim.figures, actors=claim.actors)
    (found,) = killed_of(path, Coded(report=report, claims=(claim, other)))
    assert (found.claims, found.low, found.high) == (1, 3, 5)


def test_the_dead_of_a_clash_are_of_the_side_whose_words_hold_them(path: Path) -> None:
    report = make_report("a", TEXT)
    actors = (actor(report, Role.A, "between 3 and 5 guards", "Red Guards"), actor(report, Role.B, "militia"))
    (found,) = killed_of(path, telling("a", kind=ClaimType.CLASH, actors=actors))
    assert found.side == "Red Guards"


def test_those_a_figure_counts_are_its_side_before_a_victim_named_elsewhere(path: Path) -> None:
    figure = replace(killed(make_report("a", TEXT), "about 9", 9, 9), of="militia")
    (found,) = killed_of(path, telling("a", figures=(figure,)))
    assert found.side == "militia"


@pytest.mark.parametrize("stance", [stance for stance in Stance if stance is not Stance.ASSERTED])
def test_only_asserted_claims_are_summed(path: Path, stance: Stance) -> None:
    assert killed_of(path, telling("a", stance=stance)) == ()


def test_aggregates_are_listed_and_added_to_nothing(path: Path) -> None:
    with Store.open(path) as store:
        aggregate = telling("a", kind=ClaimType.TOLL, scope=Scope.AGGREGATE)
        store.add([aggregate, telling("b"), Skip(path="c.txt", reason="empty")], "v1")
        summary = store.summary()
    (listed,) = summary.aggregates
    assert (listed.text, listed.min, listed.max) == ("between 3 and 5", 3, 5)
    assert summary.aggregate_count == 1
    assert listed.claim == aggregate.claims[0].claim.claim
    assert [side.low for side in summary.killed] == [3]
    assert (summary.reports, summary.claims, summary.skips) == (2, 2, {"empty": 1})
    assert summary.types == {"killing": 1, "toll": 1}
    assert summary.stances == {"asserted": 2}


def test_an_empty_store_has_an_empty_summary(path: Path) -> None:
    with Store.open(path) as store:
        summary = store.summary()
    assert (summary.reports, summary.claims, summary.killed, summary.types) == (0, 0, (), {})
