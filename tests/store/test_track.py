"""Control and relations are kept as they are, written whole, and read by SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from affray.resources.actors import parties
from affray.store import Store
from affray.track.control import spells_of
from affray.track.reading import changes_of
from affray.track.relations import edges_of, facts
from affray.track.sides import Sides
from tests.track.making import Reporter, claim


@pytest.fixture
def report() -> Reporter:
    # A lone surrogate stands in a hostile root's name.
    return (
        Reporter("r", "01-09", root="SOHR \ud800")
        .says(
            "ISIL captured Ahras.",
            claim("capture", "captured", a="ISIL", place="Ahras=Ahras", time="01-06..01-08"),
        )
        .says("gunmen left Dana.", claim("withdrawal", "left", a="gunmen", place="Dana=Dana", time="..01-08"))
        .says("rebels held Manbij.", claim("control", "held", a="rebels", place="Manbij=Manbij"))
        .says(
            "the Nusra Front declared war on ISIL after a dispute.",
            claim("declaration_of_war", "declared war", a="the Nusra Front", b="ISIL"),
        )
    )


def test_what_is_written_comes_back_equal(tmp_path: Path, report: Reporter) -> None:
    sides = Sides(parties())
    changes = [change for told in report.told for change in changes_of(told)]
    spells = spells_of(changes, sides)
    known = [*edges_of(report.told, sides), *facts(parties(), frozenset({"isil"}))]
    with Store.open(tmp_path / "war.duckdb") as store:
        for _ in range(2):
            # A second refresh takes the place of the first.
            store.set_track(changes, spells, known)
        assert list(store.control_changes()) == changes
        assert sorted(store.control(), key=lambda each: each.spell) == sorted(
            spells, key=lambda each: each.spell
        )
        assert {edge.edge: edge for edge in store.relations()} == {edge.edge: edge for edge in known}
    with duckdb.connect(str(tmp_path / "war.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "SELECT name, holders FROM control JOIN control_spell_claims USING (spell, place) "
            "JOIN control_claims USING (place, claim, name, holders) ORDER BY name"
        ).fetchall()
    assert ("Ahras", ["isil"]) in found


def test_nothing_derived_leaves_the_tables_empty(tmp_path: Path) -> None:
    with Store.open(tmp_path / "war.duckdb") as store:
        store.set_track([], [], [])
        assert (list(store.control()), list(store.relations())) == ([], [])
