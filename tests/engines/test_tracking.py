"""The state of the war from reports as they are: the seeds together, and a store of our own sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from affray.config import Settings
from affray.engines import tracking
from affray.engines.local import run
from affray.model import ControlSpell, ControlState, EdgeState, RelationKind, RelationMode
from affray.store import Store

REBELS = "syrian-opposition-forces"
# Reports of our own, with their days as a page gives them.
OWN = {
    "first": (
        "2016-03-02",
        "The Syrian army captured the town of Ahras from Islamic State militants on Tuesday.",
        "Rebels shelled the ISIL-held town of Manbij.",
    ),
    "second": (
        "2016-03-10",
        "Islamic State fighters recaptured Ahras on Wednesday, the Syrian Observatory said.",
        "The Free Syrian Army clashed with the Islamic State in Manbij on Wednesday.",
    ),
}


# The second names a member of whom the first tells of.
MEMBER = {
    "first": ("2014-03-02", "The Islamic Front clashed with the Islamic State in Manbij on Saturday."),
    "second": ("2014-03-10", "Ahrar al-Sham clashed with the Syrian army in Ahras on Sunday."),
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with coded(OWN, tmp_path_factory.mktemp("own")) as store:
        yield store


@contextmanager
def coded(pages: Mapping[str, tuple[str, ...]], folder: Path) -> Iterator[Store]:
    for name, (day, *lines) in pages.items():
        page = f'<html><head><meta property="article:published_time" content="{day}"></head><body><article>'
        paragraphs = "".join(f"<p>{line}</p>" for line in lines)
        (folder / f"{name}.html").write_text(f"{page}{paragraphs}</article></body></html>", encoding="utf-8")
    into = folder / "war.duckdb"
    run([str(folder)], into, settings=replace(Settings(), workers=1))
    with Store.open_read_only(into) as store:
        yield store


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    into = tmp_path_factory.mktemp("seeds") / "war.duckdb"
    run([str(shared / "seeds")], into, settings=replace(Settings(), workers=1))
    with Store.open_read_only(into) as store:
        yield store


def history(store: Store, place: str) -> list[ControlSpell]:
    found = tracking.of_place(tracking.situation(store, on=date(2016, 12, 31)), place)
    return [spell for spell in found.history if spell.degree not in ("fighting", "storming", "besieged")]


def relations(store: Store, on: date, *actors: str) -> dict[RelationKind, EdgeState]:
    found = tracking.situation(store, on=on).relations
    return {each.edge.kind: each for each in found if {each.edge.a, each.edge.b} == set(actors) and each.told}


def test_a_town_goes_from_one_to_the_other_in_the_order_of_the_days(own: Store) -> None:
    spells = history(own, "Ahras")
    assert [spell.holders for spell in spells] == [("syrian-armed-forces",), ("isil",)]
    assert [spell.since.latest for spell in spells] == [date(2016, 3, 1), date(2016, 3, 9)]


def test_the_day_known_changes_the_answer(own: Store) -> None:
    def holders(known: date | None) -> tuple[str, ...]:
        found = tracking.of_place(tracking.situation(own, on=date(2016, 3, 9), known=known), "Ahras")
        return found.places[0].standing[0].holders

    assert holders(None) == ("isil",)
    assert holders(date(2016, 3, 5)) == ("syrian-armed-forces",)


def test_a_fact_of_one_whom_only_later_reports_name_is_not_known_before(tmp_path: Path) -> None:
    with coded(MEMBER, tmp_path) as store:
        before, after = (
            {
                actor
                for each in tracking.situation(store, on=date(2014, 3, 12), known=known).relations
                for actor in (each.edge.a, each.edge.b)
            }
            for known in (date(2014, 3, 5), None)
        )
    assert "islamic-front" in before
    assert "ahrar-al-sham" not in before
    assert "ahrar-al-sham" in after


def test_a_place_is_found_by_name_and_an_actor_with_its_members(own: Store) -> None:
    found = tracking.situation(own, on=date(2016, 3, 12))
    assert {state.label for state in tracking.of_place(found, "manbij").places} == {"Manbij"}
    assert tracking.of_place(found, "Nowhere").places == ()
    actor = tracking.actor_named("Free Syrian Army")
    assert actor is not None
    held = tracking.of_actor(found, actor)
    assert {state.label for state in held.places} == {"Manbij"}
    assert RelationKind.FIGHTS in {each.edge.kind for each in held.relations}


def test_what_is_kept_is_what_the_claims_give(own: Store) -> None:
    changes, edges = tracking.derived(tracking.told_in(own))
    rootless = [
        {repr(replace(each, root="", root_name="")) for each in listed}
        for listed in (changes, own.control_changes())
    ]
    assert rootless[0] == rootless[1]
    kept = [(edge.edge, edge.earliest, edge.latest, len(edge.tellings)) for edge in own.relations()]
    assert [(edge.edge, edge.earliest, edge.latest, len(edge.tellings)) for edge in edges] == kept


@pytest.mark.shared
def test_ahras_was_taken_and_retaken_on_one_day_and_is_held_by_the_opposition(seeds: Store) -> None:
    taken, retaken = history(seeds, "Ahras")
    day = date(2015, 10, 14)
    assert (taken.holders, taken.by, taken.until_by) == (("isil",), day, day)
    assert (retaken.holders, retaken.by, retaken.until) == ((REBELS,), day, None)
    assert len(taken.claims) == len(retaken.claims) == 2
    assert set(taken.roots) == set(retaken.roots)
    assert len(taken.roots) == 2
    (state,) = tracking.of_place(tracking.situation(seeds, on=day, known=day), "Ahras").places
    assert (state.state, state.standing[0].holders) == (ControlState.HELD, (REBELS,))


@pytest.mark.shared
def test_nusra_calls_for_a_ceasefire_in_january_2014_and_has_declared_war_by_december_2015(
    seeds: Store,
) -> None:
    then = relations(seeds, date(2014, 1, 31), "al-nusra-front", "isil")
    assert RelationKind.PROPOSES_CEASEFIRE in then
    assert RelationKind.DECLARED_WAR not in then
    later = relations(seeds, date(2015, 12, 31), "al-nusra-front", "isil")
    assert later[RelationKind.DECLARED_WAR].edge.tellings[0].reason
    assert later[RelationKind.DECLARED_WAR].told > later[RelationKind.PROPOSES_CEASEFIRE].told  # type: ignore[operator]


@pytest.mark.shared
def test_the_army_of_mujahideen_fights_isil_from_3_january_2014(seeds: Store) -> None:
    fights = relations(seeds, date(2014, 1, 31), "army-of-mujahideen", "isil")[RelationKind.FIGHTS]
    assert (fights.edge.earliest, fights.edge.mode) == (date(2014, 1, 3), RelationMode.PRACTISED)


@pytest.mark.shared
def test_the_islamic_front_clashed_with_the_free_syrian_army_before_and_both_fight_isil_now(
    seeds: Store,
) -> None:
    on = date(2014, 1, 15)
    before = relations(seeds, on, "islamic-front", "free-syrian-army")[RelationKind.FIGHTS]
    assert before.past
    for actor in ("islamic-front", "free-syrian-army"):
        now = relations(seeds, on, actor, "isil")[RelationKind.FIGHTS]
        assert not now.past


@pytest.mark.shared
def test_nusra_fights_alongside_the_free_syrian_army_despite_previous_clashes(seeds: Store) -> None:
    both = relations(seeds, date(2014, 1, 15), "al-nusra-front", "free-syrian-army")
    assert (both[RelationKind.ALLIED].past, both[RelationKind.FIGHTS].past) == (False, True)


@pytest.mark.shared
def test_the_base_in_manbij_was_captured_on_8_january_2014_and_is_told_once(seeds: Store) -> None:
    day = date(2014, 1, 8)
    (spell,) = history(seeds, "Manbij")
    assert (spell.holders, spell.since.earliest, spell.since.latest) == ((REBELS,), day, day)
    assert (spell.degree, len(spell.claims)) == ("site", 1)


@pytest.mark.shared
def test_the_headquarters_in_aleppo_are_not_the_city_and_dana_is_stormed_but_held(seeds: Store) -> None:
    found = tracking.situation(seeds, on=date(2014, 1, 9))
    labels = {state.label: state for state in found.places}
    assert labels["headquarters in Aleppo"].standing[0].spell.taken_from == ("isil",)
    dana = labels["Ad Dana"]
    assert dana.state == ControlState.CONTESTED
    assert {each.spell.state: each.holders for each in dana.standing}[ControlState.HELD] == ("isil",)
