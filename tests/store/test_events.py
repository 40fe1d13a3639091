"""Events, links, copies, roots and changes come out of the store as they went in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affray.errors import UnusableOption
from affray.model import (
    Account,
    Agreement,
    Change,
    ClaimType,
    CopyGroup,
    Event,
    EventPlace,
    FigureKind,
    FigureRange,
    Grade,
    Link,
    Precision,
    Root,
    RootName,
    Rule,
    Scope,
    Stance,
    Stood,
    Telling,
    Verb,
    WeightPart,
)
from affray.store import Store
from tests.store.making import rich

# Hostile characters more often than chance would bring them.
TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00'\"\\;%\x1b\u202e\ud800\udfff\U0010fffe0a😀")),
    max_size=12,
)
MAYBE = st.none() | TEXT
DAY = st.none() | st.dates()
NUMBER = st.none() | st.integers(0, 2**63 - 1)
FLOAT = st.floats(allow_nan=False)
MAYBE_FLOAT = st.none() | FLOAT


def many(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=3).map(tuple)


PLACE = st.builds(
    EventPlace,
    place=MAYBE,
    name=TEXT,
    lat=MAYBE_FLOAT,
    lon=MAYBE_FLOAT,
    radius_km=MAYBE_FLOAT,
    precision=st.none() | st.sampled_from(Precision),
    admin1=MAYBE,
    country=MAYBE,
)
ROOT = st.builds(
    Root,
    root=TEXT,
    name=TEXT,
    actor=MAYBE,
    party=st.booleans(),
    claims=many(TEXT),
    reports=many(TEXT),
    first_seen=DAY,
    last_seen=DAY,
)
ACCOUNT = st.builds(
    Account,
    root=TEXT,
    claim=TEXT,
    report=TEXT,
    text=TEXT,
    low=NUMBER,
    high=NUMBER,
    unknown=st.booleans(),
    of=MAYBE,
    part=st.booleans(),
)
RANGE = st.builds(
    FigureRange,
    kind=st.sampled_from(FigureKind),
    side=st.sampled_from((None, "a", "b", "civilians")),
    low=NUMBER,
    best=NUMBER,
    high=NUMBER,
    rules=st.tuples(*(st.tuples(st.just(rule), NUMBER) for rule in Rule)),
    by=many(ACCOUNT),
    divergence=MAYBE_FLOAT,
)
EVENT = st.builds(
    Event,
    event=TEXT,
    type=st.sampled_from(ClaimType),
    types=many(st.sampled_from(ClaimType)),
    scope=st.sampled_from(Scope),
    stance=st.sampled_from(Stance),
    claims=many(TEXT),
    beside=many(TEXT),
    earliest=DAY,
    latest=DAY,
    place=st.none() | PLACE,
    places=many(PLACE),
    a=many(TEXT),
    b=many(TEXT),
    grade=st.sampled_from(Grade),
    roots=many(ROOT),
    figures=many(RANGE),
    tellings=many(st.builds(Telling, field=TEXT, root=TEXT, claim=TEXT, value=MAYBE, text=MAYBE)),
    agreement=many(
        st.builds(
            Agreement,
            field=TEXT,
            value=TEXT,
            share=FLOAT,
            values=st.integers(1, 9),
            divergence=MAYBE_FLOAT,
        )
    ),
    first_seen=DAY,
    last_seen=DAY,
    because=TEXT,
    verdict=st.none() | st.sampled_from((Verb.ACCEPT, Verb.REJECT)),
    stood=many(
        st.builds(
            Stood,
            known=st.dates(),
            grade=st.sampled_from(Grade),
            because=TEXT,
            low=NUMBER,
            best=NUMBER,
            high=NUMBER,
        )
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "war.duckdb") as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EVENT, max_size=3, unique_by=lambda event: event.event))
def test_an_event_comes_out_as_it_went_in(events: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.duckdb") as store:
        store.set_events(events)
        assert {event.event: event for event in store.events()} == {event.event: event for event in events}
        for event in events:
            assert store.event(event.event) == event


def plain(event: str, **fields: object) -> Event:
    values: dict[str, Any] = {
        "type": ClaimType.CLASH,
        "types": (ClaimType.CLASH,),
        "scope": Scope.INCIDENT,
        "stance": Stance.ASSERTED,
        "grade": Grade.SINGLE_SOURCE,
        **dict.fromkeys(("claims", "beside", "places", "a", "b", "roots", "figures", "tellings"), ()),
        **dict.fromkeys(("earliest", "latest", "place", "first_seen", "last_seen"), None),
        "agreement": (),
        **fields,
    }
    return Event(event=event, **values)


def test_new_events_take_the_place_of_the_old(store: Store) -> None:
    store.set_events([plain("e-1"), plain("e-2")])
    store.set_events([plain("e-2", claims=("c-1",)), plain("e-3")])
    assert [event.event for event in store.events()] == ["e-2", "e-3"]
    assert (store.event_of("c-1"), store.event_of("c-9")) == ("e-2", None)
    with pytest.raises(UnusableOption, match="no event"):
        store.event("e-1")
    with pytest.raises(UnusableOption, match="several events begin with 'e-'"):
        store.event("e-")


def test_an_event_knows_the_aggregates_it_lies_in(store: Store) -> None:
    store.set_events([plain("e-week", contains=("e-1", "e-2")), plain("e-1"), plain("e-2")])
    assert store.event("e-1").within == ("e-week",)
    assert {event.event: event.within for event in store.events()}["e-2"] == ("e-week",)


def test_the_report_of_a_claim_is_known_after_the_claim_is_gone(store: Store) -> None:
    store.add([rich()], "v1")
    claim = next(store.claims()).claim.claim
    store.set_events([plain("e-1", claims=(claim,))])
    assert store.withdraw("ahras") == "ahras-1"
    assert list(store.claims()) == []
    assert list(store.reports()) == []
    assert store.reports_of_events() == {claim: "ahras-1"}
    assert not store.refreshed()


def test_links_copies_and_roots_come_out_as_they_went_in(store: Store) -> None:
    parts = (WeightPart(name="days", weight=2.5, words="both on 8 January"),)
    links = [
        Link(claim="c-1", other="c-2", weight=2.5, parts=parts),
        Link(claim="c-1", other="c-3", weight=-1.0, parts=(), barred="two days in one report"),
    ]
    copies = (
        CopyGroup(reports=("a", "b"), origin="SANA", because="one wording"),
        CopyGroup(reports=("c", "d\ud800"), origin=None, because="one wording"),
    )
    roots = {
        "c-1": RootName(key="SOHR", name="Syrian Observatory for Human Rights"),
        "c-2": RootName(key="actor:isil", name="ISIL", actor="isil"),
    }
    for _ in range(2):
        store.set_links(links)
        store.set_copies(copies)
        store.set_claim_roots(roots)
    assert list(store.links()) == links
    assert list(store.links("c-3")) == links[1:]
    assert store.copies() == copies
    assert store.claim_roots() == roots


def test_changes_are_added_to_and_never_replaced(store: Store) -> None:
    first = Change(refresh=1, kind="new", event="e-1", because="told by a", reports=("a",))
    second = Change(
        refresh=2,
        kind="merged",
        event="e-1",
        others=("e-2",),
        because="one event",
        at=datetime(2014, 1, 9, 12),  # noqa: DTZ001 the store keeps UTC without saying so
    )
    store.add_changes([first])
    store.add_changes([second])
    assert list(store.changes()) == [first, second]
    assert list(store.changes(since=1)) == [second]
    assert store.last_refresh() == 2
    assert store.refresh_before(datetime(2014, 1, 9).date()) == 0  # noqa: DTZ001 a day
    assert store.refresh_before(datetime(2014, 1, 10).date()) == 2  # noqa: DTZ001 a day


def test_what_is_derived_leaves_the_claims_as_they_are(store: Store) -> None:
    store.add([rich()], "v1")
    store.set_events([replace(plain("e-1"), claims=("c-1",))])
    assert list(store.results()) == [rich()]
