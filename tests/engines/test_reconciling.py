"""From stored claims to events: in any order the same, following every report and judgement, and back."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from affray.engines import judging
from affray.engines.judging import Judge
from affray.engines.reconciling import Reconcilers, reconcile
from affray.errors import UnusableOption
from affray.model import (
    Basis,
    ClaimType,
    Coded,
    Event,
    FigureKind,
    Linkage,
    Published,
    Role,
    SourceMention,
    Stance,
    TimeReading,
    Verb,
)
from affray.store import Store
from tests.engines.linking import same_place_and_day
from tests.store.making import ahras, filler, killed, make_claim, make_report, nowhere

AMAL = Judge(by="Amal", because="read both", at=datetime(2026, 1, 5, 12))  # noqa: DTZ001 UTC
STAGES = Reconcilers(linker=same_place_and_day)


def told(
    name: str, text: str, kind: ClaimType, *, day: int = 8, source: str | None = None, **more: Any
) -> Coded:
    """A report of one sentence with one claim in Ahras, its second word the trigger."""
    when = date(2014, 1, day)
    report = make_report(
        name,
        text,
        outlet=more.pop("outlet", f"Outlet {name}"),
        published=Published(earliest=when, latest=when, best=when, witnesses=(), reason="given"),
    )
    dead = more.pop("dead", None)
    named = () if source is None else (SourceMention(filler=filler(report, Role.SOURCE, source), name=None),)
    claim = make_claim(
        report,
        kind,
        text.split()[1],
        places=(ahras(report, "Ahras"),),
        time=TimeReading(
            text="Wednesday",
            start=None,
            end=None,
            earliest=date(2014, 1, 8),
            latest=date(2014, 1, 8),
            basis=Basis.RELATIVE,
            reason="given",
        ),
        figures=() if dead is None else (killed(report, str(dead), dead, dead),),
        sources=named,
        **more,
    )
    return Coded(report=report, claims=(claim,))


FIGHT = told("a", "Fighters clashed in Ahras and 12 died.", ClaimType.CLASH, dead=12)
LATER = told("b", "Rivals battled around Ahras, leaving 15 dead.", ClaimType.CLASH, day=9, dead=15)
TAKEN = told("c", "Militants seized Ahras from its defenders.", ClaimType.CAPTURE, day=9)
AGAIN = told("d", "They captured Ahras, a medic said.", ClaimType.CAPTURE, day=10, source="a medic")
DENIED = told("e", "Nobody took Ahras, the town council said.", ClaimType.CAPTURE, stance=Stance.DENIED)
ALL = (FIGHT, LATER, TAKEN, AGAIN, DENIED)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "war.duckdb") as opened:
        yield opened


def filled(store: Store, coded: Sequence[Coded] = ALL) -> dict[str, Event]:
    """The events by the first letter of the reports of their first claim."""
    if coded:
        store.add(list(coded), "v1")
    reconcile(store, STAGES)
    return named(store)


def named(store: Store) -> dict[str, Event]:
    reports = store.reports_of_events()
    return {
        "".join(sorted(reports[claim] for claim in (*event.claims, *event.beside))): event
        for event in store.events()
    }


def state(store: Store) -> tuple[Any, ...]:
    return list(store.events()), list(store.links()), store.claim_roots(), store.copies()


# ---------------------------------------------------------------- what is made


def test_claims_become_events_with_roots_figures_and_what_stands_beside(store: Store) -> None:
    found = filled(store)
    assert set(found) == {"ab", "cde"}
    fight, taken = found["ab"], found["cde"]
    deaths = fight.range_of(FigureKind.KILLED)
    assert deaths is not None
    assert (deaths.low, deaths.high) == (12, 15)
    assert [root.name for root in fight.roots] == ["Outlet a", "Outlet b"]
    assert (len(taken.claims), len(taken.beside), taken.grade) == (2, 1, "contested")
    assert taken.because.startswith("denied by")
    assert len(list(store.links())) == 1 + 3
    assert set(store.claim_roots()) == {
        claim for event in found.values() for claim in (*event.claims, *event.beside)
    }


def test_every_value_is_traced_to_a_report_and_its_words(store: Store) -> None:
    found = filled(store)
    claims = {grounded.claim.claim: grounded.claim for grounded in store.claims()}
    texts = {report.report: report.text for report in store.reports()}
    for event in found.values():
        for name in (*event.claims, *event.beside):
            claim = claims[name]
            assert texts[claim.report][claim.evidence.start : claim.evidence.end] == claim.evidence.text
        for account in (account for each in event.figures for account in each.by):
            assert account.text in texts[account.report]
            assert claims[account.claim].report == account.report
        for telling in event.tellings:
            assert telling.claim in event.claims
            assert telling.root in {root.root for root in event.roots}
        for root in event.roots:
            assert {claims[claim].report for claim in root.claims} <= set(root.reports)


def test_a_text_in_ten_outlets_is_one_root_in_ten_reports(store: Store) -> None:
    text = (
        "Fighters clashed in Ahras on Wednesday and 12 died when the mill by the western bridge was hit, "
        "said people who had fled through the orchards to the next village before the shelling began again."
    )
    found = filled(
        store,
        [
            told(f"copy-{n}", text, ClaimType.CLASH, dead=12, outlet=f"Paper {n}", day=8 + n % 3)
            for n in range(10)
        ],
    )
    (event,) = found.values()
    assert [len(root.reports) for root in event.roots] == [10]
    assert event.grade == "single-source"
    assert [len(group.reports) for group in store.copies()] == [10]


# ---------------------------------------------------------------- order


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    with Store.open(tmp_path_factory.mktemp("batch") / "war.duckdb") as store:
        filled(store)
        return state(store)


@pytest.mark.parametrize("seed", range(20))
def test_no_order_of_arrival_changes_what_is_made(tmp_path: Path, batch: tuple[Any, ...], seed: int) -> None:
    order = random.Random(seed).sample(ALL, k=len(ALL))  # noqa: S311 an order, not a secret
    with Store.open(tmp_path / "war.duckdb") as store:
        for coded in order:
            store.add([coded], "v1")
            if seed < 3:
                reconcile(store, STAGES)  # one at a time, each with its events
        reconcile(store, STAGES)
        assert state(store) == batch


def test_a_refresh_of_nothing_new_changes_and_logs_nothing(store: Store) -> None:
    filled(store)
    before, log = state(store), list(store.changes())
    assert reconcile(store, STAGES).changes == 0
    assert state(store) == before
    assert list(store.changes()) == log


# ---------------------------------------------------------------- coming and going


def test_a_report_that_goes_takes_only_its_own_statements(store: Store) -> None:
    filled(store, ALL[:1] + ALL[2:])
    without = state(store)
    filled(store, [LATER])
    assert named(store)["ab"].roots[1].name == "Outlet b"
    store.withdraw("b")
    reconcile(store, STAGES)
    assert state(store) == without
    kinds = [(change.kind, change.reports) for change in store.changes(since=2)]
    assert kinds == [("changed", ("b",))]


def test_the_log_tells_of_what_came_and_went(store: Store) -> None:
    fight = filled(store, [FIGHT])["a"].event
    assert [(each.kind, each.event, each.reports) for each in store.changes()] == [("new", fight, ("a",))]
    filled(store, [LATER])
    (change,) = store.changes(since=1)
    assert (change.kind, change.event, change.reports) == ("changed", fight, ("b",))
    assert "killed 12..12 (best 12) → 12..15 (best 12)" in change.because
    assert change.at is not None
    store.withdraw("a")
    store.withdraw("b")
    reconcile(store, STAGES)
    (change,) = store.changes(since=2)
    assert (change.kind, change.event, change.reports) == ("gone", fight, ("a", "b"))


# ---------------------------------------------------------------- judgements


def test_a_merge_makes_one_event_and_its_undoing_gives_the_same_ids_again(store: Store) -> None:
    found = filled(store)
    before = state(store)
    judged = judging.merge(store, [found["ab"].event, found["cde"].event], AMAL)
    reconcile(store, STAGES)
    (event,) = store.events()
    assert event.event in {found["ab"].event, found["cde"].event}
    merged = next(each for each in store.changes(since=1) if each.kind == "merged")
    assert merged.because == "judged same by Amal: read both"
    judging.undo(store, judged.judgement, by="Basil")
    reconcile(store, STAGES)
    assert state(store) == before
    split = next(each for each in store.changes(since=2) if each.kind == "split")
    assert split.because == "Basil took back that Amal judged same"


def test_a_split_holds_for_reports_that_come_later_too(store: Store) -> None:
    found = filled(store, [FIGHT, LATER])
    (claim,) = (each.claim.claim for each in store.claims("b"))
    judging.split(store, found["ab"].event, [claim], AMAL)
    reconcile(store, STAGES)
    assert set(named(store)) == {"a", "b"}
    third = told("z", "Groups fought at Ahras again.", ClaimType.CLASH, day=11)
    assert len(filled(store, [third])) == 2


def test_what_was_judged_holds_after_its_report_is_coded_anew(store: Store) -> None:
    found = filled(store)
    (seized,) = (each.claim.claim for each in store.claims("c"))
    judging.correct(store, seized, "type", "withdrawal", judge=AMAL)
    judging.verdict(store, Verb.ACCEPT, found["ab"].event, AMAL)
    # A newer tagger reads another trigger, and with it the claims have other ids.
    newer = told("c", "Militants seized Ahras from its defenders.", ClaimType.CAPTURE, day=9)
    report = newer.report
    claim = make_claim(
        report,
        ClaimType.CAPTURE,
        "seized Ahras",
        places=newer.claims[0].places,
        time=newer.claims[0].time,
    )
    store.add([Coded(report=report, claims=(claim,))], "v2")
    assert claim.claim.claim != seized
    reconcile(store, STAGES)
    (attached, accepted) = judging.standing(store)
    assert (attached.subjects, attached.lost) == ((claim.claim.claim,), 0)
    assert accepted.holds
    event = store.event(store.event_of(claim.claim.claim) or "")
    assert ClaimType.WITHDRAWAL in event.types
    assert store.claim(claim.claim.claim).claim.type is ClaimType.CAPTURE
    assert named(store)["abc"].verdict is Verb.ACCEPT


def test_judgements_whose_claims_are_gone_are_listed_and_take_hold_again(store: Store) -> None:
    filled(store)
    (seized,) = (each.claim.claim for each in store.claims("c"))
    judging.correct(store, seized, "killed", "3", judge=AMAL)
    store.withdraw("c")
    reconcile(store, STAGES)
    assert [(each.holds, each.lost) for each in judging.standing(store)] == [(False, 1)]
    filled(store, [TAKEN])
    assert [each.holds for each in judging.standing(store)] == [True]
    taken = named(store)["cde"].range_of(FigureKind.KILLED)
    assert taken is not None
    assert taken.best == 3


def test_a_claim_that_its_report_does_not_make_enters_no_event(store: Store) -> None:
    filled(store)
    (seized,) = (each.claim.claim for each in store.claims("c"))
    judged = judging.verdict(store, Verb.REJECT, seized, AMAL)
    reconcile(store, STAGES)
    assert set(named(store)) == {"ab", "de"}
    assert store.claim(seized).claim.claim == seized
    judging.undo(store, judged.judgement, by="Amal")
    reconcile(store, STAGES)
    assert set(named(store)) == {"ab", "cde"}


def test_a_second_reviewer_stands_beside_the_first(store: Store) -> None:
    event = filled(store)["ab"].event
    judging.verdict(store, Verb.ACCEPT, event, AMAL)
    basil = Judge(by="Basil", because="the figures differ", at=datetime(2026, 1, 6))  # noqa: DTZ001 UTC
    judging.verdict(store, Verb.REJECT, event, basil)
    reconcile(store, STAGES)
    assert store.event(event).verdict is Verb.REJECT
    assert [(each.judgement.by, each.judgement.verb) for each in judging.standing(store)] == [
        ("Amal", Verb.ACCEPT),
        ("Basil", Verb.REJECT),
    ]


def test_same_and_not_same_of_claims(store: Store) -> None:
    filled(store)
    (fought,), (seized,) = ([each.claim.claim for each in store.claims(name)] for name in ("a", "c"))
    judging.compare(store, Verb.SAME, [fought, seized], AMAL)
    reconcile(store, STAGES)
    assert set(named(store)) == {"abcde"}
    later = replace(AMAL, at=datetime(2026, 1, 6))  # noqa: DTZ001 UTC
    judging.compare(store, Verb.NOT_SAME, [fought, seized], later)
    reconcile(store, STAGES)
    assert store.event_of(fought) != store.event_of(seized)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda store: judging.verdict(store, Verb.ACCEPT, "e-none", AMAL), "no event"),
        (lambda store: judging.verdict(store, Verb.ACCEPT, "c-none", AMAL), "no claim"),
        (lambda store: judging.correct(store, "c-", "colour", "red", judge=AMAL), "several claims|no field"),
        (lambda store: judging.merge(store, [next(store.events()).event] * 2, AMAL), "two events, each once"),
        (
            lambda store: judging.compare(store, Verb.SAME, [next(store.claims()).claim.claim], AMAL),
            "two claims",
        ),
        (lambda store: judging.undo(store, "j-none", by="Amal"), "no judgement"),
        (lambda _: Judge(by=" ", because="x"), "--by is empty"),
        (lambda _: Judge(by="Amal", because=""), "--because is empty"),
    ],
)
def test_a_judgement_of_what_is_not_there_is_refused(store: Store, act: Any, told: str) -> None:
    filled(store)
    with pytest.raises(UnusableOption, match=told):
        act(store)
    assert store.judgements() == ()


def test_a_split_of_all_or_of_others_claims_is_refused(store: Store) -> None:
    found = filled(store)
    with pytest.raises(UnusableOption, match="not all"):
        judging.split(store, found["ab"].event, list(found["ab"].claims), AMAL)
    with pytest.raises(UnusableOption, match="has no claim"):
        judging.split(store, found["ab"].event, list(found["cde"].claims[:1]), AMAL)


def test_a_place_can_be_corrected_to_one_of_the_store(store: Store) -> None:
    elsewhere = told("f", "Crowds gathered Ahras Nowhereville.", ClaimType.PROTEST)
    (claim,) = elsewhere.claims
    lost = replace(claim, places=(nowhere(elsewhere.report, "Nowhereville"),))
    filled(store, [FIGHT, replace(elsewhere, claims=(lost,))])
    assert named(store)["f"].place is None
    judging.correct(store, lost.claim.claim, "place", "affray:ahras", judge=AMAL)
    reconcile(store, STAGES)
    place = store.event(store.event_of(lost.claim.claim) or "").place
    assert place is not None
    assert place.name == "Ahras"


def test_a_refresh_that_is_interrupted_ends_as_ctrl_c_does_and_leaves_what_was_there(store: Store) -> None:
    filled(store)
    before = state(store)

    def interrupted(claims: Any, *, judged: Any) -> Linkage:  # noqa: ARG001 as a linker is called
        raise RuntimeError("Query interrupted")

    store.add([told("z", "Groups fought at Ahras again.", ClaimType.CLASH)], "v1")
    with pytest.raises(KeyboardInterrupt):
        reconcile(store, Reconcilers(linker=interrupted))
    assert state(store) == before


def test_a_linker_that_fails_fails_the_refresh(store: Store) -> None:
    def broken(claims: Any, *, judged: Any) -> Linkage:  # noqa: ARG001 as a linker is called
        raise ValueError("no weights")

    with pytest.raises(ValueError, match="no weights"):
        reconcile(store, Reconcilers(linker=broken))
