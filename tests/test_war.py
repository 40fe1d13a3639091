"""What the seeds together tell of the war: events of several reports, counted once, and sums beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from affray.config import Settings
from affray.engines.local import run
from affray.model import ClaimType, Event, FigureKind, Grade, GroundedClaim, Scope, Stance
from affray.store import Store

pytestmark = pytest.mark.shared


class War:
    """All events of the seeds with their claims."""

    def __init__(self, path: Path) -> None:
        with Store.open_read_only(path) as store:
            self.events = list(store.events())
            self.claims: dict[str, GroundedClaim] = {each.claim.claim: each for each in store.claims()}

    def told(self, event: Event) -> Iterable[GroundedClaim]:
        return (self.claims[claim] for claim in event.claims)

    def of(self, kind: ClaimType, place: str) -> list[Event]:
        """The asserted events of a type at a place, by its name."""
        return [
            event
            for event in self.events
            if event.type is kind
            and event.stance is Stance.ASSERTED
            and place in {each.name for each in event.places}
        ]

    def with_dead(self, low: int, high: int | None) -> Event:
        """The one event with this range of killed."""

        def holds(event: Event) -> bool:
            found = event.range_of(FigureKind.KILLED)
            return found is not None and (found.low, found.high) == (low, high)

        (event,) = filter(holds, self.events)
        return event


@pytest.fixture(scope="module")
def war(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> War:
    into = tmp_path_factory.mktemp("war") / "war.duckdb"
    run([str(shared / "seeds")], into, settings=replace(Settings(), workers=1))
    return War(into)


def test_no_order_of_reports_changes_the_war(war: War, shared: Path, tmp_path: Path) -> None:
    names = sorted(path.name for path in (shared / "seeds").iterdir())
    for number, order in enumerate((names[::-1], names[2:] + names[:2])):
        into = tmp_path / f"{number}.duckdb"
        run([str(shared / "seeds" / name) for name in order], into, settings=replace(Settings(), workers=1))
        assert War(into).events == war.events


def test_reports_that_come_one_at_a_time_make_the_same_war(war: War, shared: Path, tmp_path: Path) -> None:
    into = tmp_path / "war.duckdb"
    for path in sorted((shared / "seeds").iterdir(), reverse=True):
        run([str(path)], into, settings=replace(Settings(), workers=1))
    assert War(into).events == war.events


def test_the_base_at_manbij_was_captured_once_on_the_day_of_the_caption(war: War) -> None:
    (event,) = war.of(ClaimType.CAPTURE, "Manbij")
    assert (event.earliest, event.latest) == (date(2014, 1, 8), date(2014, 1, 8))
    assert len(event.claims) == 1


def test_the_headquarters_in_aleppo_was_captured_by_the_word_of_two_roots(war: War) -> None:
    taken = [
        event
        for event in war.of(ClaimType.CAPTURE, "Aleppo")
        if event.earliest and event.earliest.year == 2014
    ]
    assert [event.grade for event in taken] == [Grade.CORROBORATED]
    names = " ".join(root.name for root in taken[0].roots)
    assert "Syrian Observatory for Human Rights" in names
    assert "Abu Firas" in names
    assert not any(root.party for root in taken[0].roots)


def test_prisoners_were_freed_there(war: War) -> None:
    (freed,) = (
        event
        for event in war.events
        if event.type is ClaimType.RELEASE and event.earliest and event.earliest.year == 2014
    )
    assert freed.a == ("syrian-opposition-forces",)
    released = freed.range_of(FigureKind.RELEASED)
    assert released is not None
    assert (released.low, released.high) == (24, 99)


def test_tolls_of_a_week_of_two_days_and_of_a_town_are_never_added(war: War) -> None:
    week, two_days, town = war.with_dead(500, 500), war.with_dead(400, None), war.with_dead(20, 20)
    assert (week.scope, two_days.scope, town.scope) == (Scope.AGGREGATE, Scope.AGGREGATE, Scope.INCIDENT)
    assert "Anadan" in {place.name for place in town.places}
    assert len({week.event, two_days.event, town.event}) == 3
    assert town.event in week.contains
    assert week.event in town.within
    assert town.event not in two_days.contains
    for event in war.events:
        for found in event.figures:
            if found.kind is FigureKind.KILLED:
                assert found.low is None or found.low <= 500


def test_a_sum_of_fighters_and_civilians_is_of_no_side(war: War) -> None:
    week = war.with_dead(500, 500)
    assert next(each for each in week.figures if each.side is None).best == 500
    assert not [each for each in week.figures if each.side is not None and each.best == 500]


def test_no_event_of_the_seeds_adds_to_what_its_claims_give(war: War) -> None:
    for event in war.events:
        for found in event.figures:
            given = [figure for claim in war.told(event) for figure in claim.claim.figures]
            largest = sum(figure.min or figure.max or 0 for figure in given if figure.kind == found.kind)
            assert (found.low or 0) <= largest


def test_every_event_leads_to_the_words_of_its_reports(war: War) -> None:
    for event in war.events:
        assert event.claims
        for grounded in war.told(event):
            assert grounded.claim.evidence.text
        walked: Callable[[str], bool] = war.claims.__contains__
        assert all(walked(telling.claim) for telling in event.tellings)
        assert all(walked(account.claim) for found in event.figures for account in found.by)


def test_a_village_taken_and_retaken_within_a_day_is_two_events(war: War) -> None:
    taken, retaken = sorted(war.of(ClaimType.CAPTURE, "Ahras"), key=lambda event: event.a)
    assert (taken.a, taken.b) == (("isil",), ("syrian-opposition-forces",))
    assert (retaken.a, retaken.b) == (("syrian-opposition-forces",), ("isil",))
