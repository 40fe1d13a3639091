"""Reports date each other, pins go before all, and no order of arrival changes the outcome."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from affray import plugins
from affray.engines.refresh import Parts, refresh
from affray.ground.options import GroundOptions
from affray.model import (
    Basis,
    Claim,
    ClaimType,
    Coded,
    DateWitness,
    Filler,
    Report,
    Role,
    Scope,
    Span,
    Stance,
    claim_id,
)
from affray.store import Pin, Store

TEXTS = {
    "dated": "The Islamic Front attacked ISIL in Manbij and Azaz on Sunday.",
    "rough": "The Islamic Front attacked ISIL in Manbij and Azaz on Monday.",
    "apart": "Boko Haram attacked a market in Maiduguri on Monday.",
}


@pytest.fixture(scope="module")
def parts() -> Parts:
    return Parts(
        dater=plugins.find("dater", "witnesses"),
        grounder=plugins.find("grounder", "gazetteer")(GroundOptions()),
    )


def filler(text: str, role: Role, words: str) -> Filler:
    start = text.index(words)
    return Filler(role=role, start=start, end=start + len(words), text=words, score=1.0)


def coded(name: str, parts: Parts) -> Coded:
    text = TEXTS[name]
    day = date(2014, 6, 16)
    dates = (
        (DateWitness(basis=Basis.METADATA, text=str(day), earliest=day, latest=day),)
        if name == "dated"
        else ()
    )
    report = Report(report=name, path=f"{name}.txt", text=text, digest=name, dates=dates)
    report = replace(report, published=parts.dater(report, ()))
    trigger = Span(start=text.index("attacked"), end=text.index("attacked") + 8, text="attacked")
    a, b = ("Boko Haram", "a market") if name == "apart" else ("The Islamic Front", "ISIL")
    places = ("Maiduguri",) if name == "apart" else ("Manbij", "Azaz")
    claim = Claim(
        claim=claim_id(report, ClaimType.ATTACK, trigger),
        report=name,
        type=ClaimType.ATTACK,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=Span(start=0, end=len(text), text=text),
        trigger=trigger,
        score=1.0,
        fillers=(
            filler(text, Role.A, a),
            filler(text, Role.B, b),
            *(filler(text, Role.PLACE, place) for place in places),
            filler(text, Role.TIME, text.split(" on ")[1].rstrip(".")),
        ),
    )
    return Coded(report=report, claims=tuple(parts.grounder(report, [claim])))


@pytest.fixture
def store(tmp_path: Path, parts: Parts) -> Iterator[Store]:
    with Store.open(tmp_path / "s.duckdb") as opened:
        opened.add([coded(name, parts) for name in TEXTS], "v1")
        yield opened


def told(store: Store) -> dict[str, tuple[object, ...]]:
    return {
        each.report.report: (each.report.published, [claim.time for claim in each.claims])
        for each in store.results()
    }


def test_a_report_of_no_clear_day_is_dated_by_one_that_tells_the_same(store: Store, parts: Parts) -> None:
    before = store.report("rough").published
    assert before is not None
    assert before.best is None
    done = refresh(store, parts)
    assert (done.reports, done.dated_by_others, done.pinned) == (3, 1, 0)
    after = store.report("rough").published
    assert after is not None
    kin = [each for each in after.witnesses if each.basis is Basis.OTHER_REPORT]
    assert [each.text.split()[0] for each in kin] == ["dated"]
    assert (kin[0].weight or 0) > 0.3
    assert not any(
        w.basis is Basis.OTHER_REPORT for w in (store.report("apart").published or after).witnesses
    )


def test_a_refresh_changes_nothing_twice(store: Store, parts: Parts) -> None:
    refresh(store, parts)
    first = told(store)
    assert refresh(store, parts).changed == 0
    assert told(store) == first
    assert store.refreshed()


def test_a_pin_moves_all_times_of_its_report_and_unpin_restores(store: Store, parts: Parts) -> None:
    refresh(store, parts)
    before = told(store)
    store.pin(Pin(report="apart", earliest=date(2015, 2, 4), latest=date(2015, 2, 4), because="the archive"))
    assert not store.refreshed()
    refresh(store, parts)
    published = store.report("apart").published
    assert published is not None
    assert (published.pinned, published.best, published.reason) == (
        True,
        date(2015, 2, 4),
        "pinned: the archive",
    )
    assert [claim.time.earliest for claim in store.claims("apart")] == [date(2015, 2, 2)]
    assert store.unpin("apart")
    refresh(store, parts)
    assert told(store) == before
    assert not store.unpin("apart")


def test_a_pin_outlasts_coding_anew(store: Store, parts: Parts) -> None:
    store.pin(Pin(report="apart", earliest=date(2015, 2, 4), latest=date(2015, 2, 6), because="the archive"))
    refresh(store, parts)
    store.add([coded("apart", parts)], "v2")
    assert not store.refreshed()
    refresh(store, parts)
    published = store.report("apart").published
    assert published is not None
    assert (published.earliest, published.latest, published.best) == (
        date(2015, 2, 4),
        date(2015, 2, 6),
        None,
    )
    assert store.pins()["apart"].because == "the archive"


def test_a_pinned_report_dates_its_kindred(store: Store, parts: Parts) -> None:
    refresh(store, parts)
    store.pin(Pin(report="dated", earliest=date(2014, 8, 25), latest=date(2014, 8, 25), because="a stamp"))
    refresh(store, parts)
    published = store.report("rough").published
    assert published is not None
    kin = next(each for each in published.witnesses if each.basis is Basis.OTHER_REPORT)
    assert kin.earliest == date(2014, 8, 25)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(store: Store, parts: Parts, tmp_path: Path, seed: int) -> None:
    refresh(store, parts)
    names = list(TEXTS)
    random.Random(seed).shuffle(names)  # noqa: S311 an order, not a secret
    with Store.open(tmp_path / "other.duckdb") as other:
        for name in names:
            other.add([coded(name, parts)], "v1")
            refresh(other, parts)
        assert told(other) == told(store)


def test_a_report_of_an_older_store_is_dated_by_the_refresh(tmp_path: Path, parts: Parts) -> None:
    with Store.open(tmp_path / "old.duckdb") as old:
        undated = coded("dated", parts)
        old.add([replace(undated, report=replace(undated.report, published=None))], "v1")
        assert old.report("dated").published is None
        refresh(old, parts)
        published = old.report("dated").published
        assert published is not None
        assert published.best == date(2014, 6, 16)


def test_a_report_that_repeats_a_sentence_is_dated_by_the_one_that_has_it(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def width(text: str) -> int:
        monkeypatch.setitem(TEXTS, "rough", text)
        with Store.open(tmp_path / f"{len(text)}.duckdb") as opened:
            opened.add([coded(name, parts) for name in TEXTS], "v1")
            refresh(opened, parts)
            published = opened.report("rough").published
        assert published is not None
        assert published.earliest is not None
        assert published.latest is not None
        return (published.latest - published.earliest).days

    assert width(TEXTS["dated"]) < width("The Islamic Front attacked ISIL in Manbij and in Azaz on Sunday.")


def test_a_report_whose_page_gives_its_day_is_not_dated_by_others(tmp_path: Path, parts: Parts) -> None:
    made = coded("rough", parts)
    day = date(2014, 6, 18)
    dateline = DateWitness(basis=Basis.DATELINE, text=str(day), earliest=day, latest=day)
    report = replace(made.report, dates=(dateline,))
    report = replace(report, published=parts.dater(report, ()))
    assert report.published is not None
    assert report.published.best == day
    assert report.published.latest != day
    with Store.open(tmp_path / "s.duckdb") as opened:
        opened.add([coded("dated", parts), replace(made, report=report)], "v1")
        assert refresh(opened, parts).dated_by_others == 0
