"""What the sample reports come to: events, their sources, changes of hands, what is told and did not happen.

The truths are those of examples/README.md; what is still read wrongly stands there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from affray.engines.tracking import situation
from affray.model import ClaimType, ControlState, Event, FigureKind, Stance, Standing
from affray.store import Store

CAPTURE = ClaimType.CAPTURE


@pytest.fixture(scope="module")
def store(coded_examples: Path) -> Iterator[Store]:
    with Store.open_read_only(coded_examples) as opened:
        yield opened


@pytest.fixture(scope="module")
def events(store: Store) -> tuple[Event, ...]:
    return tuple(store.events())


def at(events: tuple[Event, ...], place: str, kind: ClaimType, day: str) -> list[Event]:
    """The asserted events of a type at a place whose days hold one day, the most told first."""
    asked = date.fromisoformat(day)
    found = [
        event
        for event in events
        if event.place is not None
        and (event.place.name, event.type, event.stance) == (place, kind, Stance.ASSERTED)
        and event.earliest is not None
        and event.latest is not None
        and event.earliest <= asked <= event.latest
    ]
    return sorted(found, key=lambda event: -len(event.claims))


def reports(event: Event) -> set[str]:
    return {report.partition("_")[0] for root in event.roots for report in root.reports}


def roots(event: Event) -> set[str]:
    return {root.root for root in event.roots}


def holders(store: Store, place: str, day: str, known: str | None = None) -> set[tuple[str, ...]]:
    """Who holds a place on a day, by its id."""
    return {each.holders for each in standing(store, place, day, known=known)}


def surely(store: Store, place: str, day: str) -> set[tuple[str, ...]]:
    """Who had surely begun to hold a place by a day."""
    return {each.holders for each in standing(store, place, day) if each.sure}


def standing(store: Store, place: str, day: str, *, known: str | None = None) -> list[Standing]:
    found = situation(
        store, on=date.fromisoformat(day), known=date.fromisoformat(known) if known is not None else None
    )
    return [
        each
        for state in found.places
        if state.place == place
        for each in state.standing
        if each.spell.state is ControlState.HELD
    ]


def test_five_reports_of_one_wire_text_and_a_monitor_tell_one_capture(events: tuple[Event, ...]) -> None:
    (taken,) = at(events, "Handarat", CAPTURE, "2014-10-06")
    assert {"23", "24", "25", "26", "27", "51"} <= reports(taken)
    assert (taken.a, taken.earliest, taken.latest) == (
        ("syrian-armed-forces",),
        date(2014, 10, 6),
        date(2014, 10, 6),
    )
    # The wire is one source, whoever carries or cites it.
    assert {key for key in roots(taken) if key.endswith("meridian press") and "@" not in key} == {
        "agency:meridian press"
    }


def test_a_monitors_count_that_four_copies_repeat_is_told_by_one(events: tuple[Event, ...]) -> None:
    counts = [
        event
        for event in events
        for figure in event.figures
        if figure.kind == FigureKind.KILLED and any(each.text == "38 dead rebels" for each in figure.by)
    ]
    assert {key for event in counts for key in roots(event)} == {"source:sohr"}


def test_two_copies_of_the_akhtarin_wire_and_a_page_of_later_tell_one_capture(
    events: tuple[Event, ...],
) -> None:
    (taken,) = at(events, "Akhtarin", CAPTURE, "2014-08-13")
    assert {"03", "04", "22"} <= reports(taken)
    assert (taken.a, taken.b, taken.latest) == (
        ("isil",),
        ("syrian-opposition-forces",),
        date(2014, 8, 13),
    )


def test_akhtarin_changes_hands_four_times(store: Store) -> None:
    days = ("2014-01-11", "2014-05-01", "2014-12-01", "2015-05-01")
    assert [surely(store, "affray:akhtarin", day) for day in days] == [
        set(),
        {("islamic-front",)},
        {("isil",)},
        {("levant-front",)},
    ]
    # When it ended is told to the day, and once more by a page that bounds it within years.
    assert holders(store, "affray:akhtarin", "2015-08-01") == {("isil",)}


def test_what_a_page_of_august_tells_of_march_was_not_known_in_march(store: Store) -> None:
    assert ("levant-front",) not in holders(store, "affray:akhtarin", "2015-05-01", known="2015-03-08")


def test_a_town_lost_and_won_back_in_a_day_is_two_captures(events: tuple[Event, ...], store: Store) -> None:
    taken = at(events, "Tall Rifaat", CAPTURE, "2014-02-20")
    assert [event.a for event in taken if event.a] == [("isil",), ("syrian-opposition-forces",)]
    assert holders(store, "affray:tall-rifaat", "2014-03-01") == {("syrian-opposition-forces",)}


def test_a_toll_that_grows_is_that_of_one_bombing(events: tuple[Event, ...]) -> None:
    (bombing,) = at(events, "al-Bab", ClaimType.AIR_STRIKE, "2015-01-17")
    killed = bombing.range_of(FigureKind.KILLED)
    assert killed is not None
    assert {(each.low, each.high) for each in killed.by} >= {(12, 12), (27, 27), (31, 31)}
    assert killed.high == 31


def test_a_part_of_a_village_that_is_won_back_is_not_the_village(store: Store) -> None:
    assert holders(store, "affray:handarat", "2014-11-04") == {("syrian-armed-forces",)}


def test_a_dam_and_a_town_that_fell_once_have_their_holder_from_that_day(store: Store) -> None:
    assert holders(store, "affray:tishrin-dam-aleppo", "2015-12-25") == set()
    assert holders(store, "affray:tishrin-dam-aleppo", "2015-12-28") == {("syrian-democratic-forces",)}
    assert holders(store, "affray:ariha", "2015-06-01") == {("jaysh-al-fatah",)}


def test_two_spellings_beside_one_town_are_one_place(store: Store) -> None:
    assert holders(store, "affray:suran", "2015-06-02") == {("isil",)}
    assert holders(store, "affray:souran", "2015-06-02") == set()


@pytest.mark.parametrize("place", ["affray:ahras", "affray:hreitan", "affray:marea", "affray:dayr-hafir"])
def test_what_was_vowed_planned_or_threatened_changed_no_hands(
    events: tuple[Event, ...], store: Store, place: str
) -> None:
    asserted = (each for each in events if each.type is CAPTURE and each.stance is Stance.ASSERTED)
    assert place not in {each.place.place for each in asserted if each.place is not None}
    assert ("isil",) not in holders(store, "affray:marea", "2015-12-31")


def test_sums_over_time_are_no_incidents_and_are_added_to_none(events: tuple[Event, ...]) -> None:
    sums = {
        (figure.low, figure.kind): event.scope
        for event in events
        for figure in event.figures
        if figure.side is None and figure.kind == FigureKind.KILLED and figure.low in {300, 1012, 9140}
    }
    assert set(sums.values()) == {"aggregate"}
    assert len(sums) == 3


@pytest.mark.parametrize(
    ("report", "first", "last"),
    [
        # Dates of the Hijra, the line under a post, and the sentences of a dated sister.
        ("40_banner-dispatch_bayanun", "2015-10-21", "2015-10-26"),
        ("47_banner-dispatch_azaz", "2014-12-03", "2014-12-08"),
        ("22_marea-today_four-flags", "2015-08-31", "2015-09-02"),
        ("26_dawn-observer_handarat", "2014-10-06", "2014-10-07"),
        # Page clocks that are years late.
        ("05_gulf-lantern_prison", "2014-05-22", "2014-05-24"),
        ("25_gulf-lantern_handarat", "2014-10-06", "2014-10-08"),
        ("46_gulf-lantern_azaz-bomb", "2014-12-03", "2014-12-05"),
    ],
)
def test_reports_without_a_sure_date_are_dated_within_days(
    store: Store, report: str, first: str, last: str
) -> None:
    found = store.report(report).published
    assert found is not None
    assert found.earliest is not None
    assert found.latest is not None
    assert date.fromisoformat(first) <= found.earliest <= found.latest <= date.fromisoformat(last)


def test_a_page_clock_that_is_years_late_dates_no_report(store: Store) -> None:
    for report in store.reports():
        if report.report.startswith(("02", "14", "30", "41")):
            assert report.published is not None
            assert report.published.latest is not None
            assert report.published.latest < date(2018, 1, 1)
