"""What rests on which claims are held for one event is told for a stricter and a looser way too."""

from __future__ import annotations

from pathlib import Path

from affray.cli.events import linking_line
from affray.engines.alternatives import alternatives
from affray.engines.reconciling import reconcile
from affray.model import ClaimType, FigureKind, Link
from affray.store import Store
from tests.engines.test_reconciling import FIGHT, LATER, STAGES, told

# A harm of the same day that the tests' linker keeps apart, as it is of another kind of type.
APART = told("h", "Rebels killed 40 men in Ahras.", ClaimType.EXECUTION, dead=40)


def link(one: str, other: str, weight: float, *, barred: str | None = None) -> Link:
    first, second = sorted((one, other))
    return Link(claim=first, other=second, weight=weight, parts=(), barred=barred)


def extents(path: Path, weight: float, refused: float, barred: str | None = None) -> list[str]:
    """The lines for the fight, its two claims linked by a weight, and a refused link to what is apart."""
    one, other, apart = (each.claims[0].claim.claim for each in (FIGHT, LATER, APART))
    with Store.open(path) as store:
        store.add([FIGHT, LATER, APART], "v1")
        reconcile(store, STAGES)
        store.set_links([link(one, other, weight), link(one, apart, refused, barred=barred)])
        event = store.event_of(one)
        assert event is not None
        assert event == store.event_of(other) != store.event_of(apart)
        return [linking_line(each) for each in alternatives(store, store.event(event))]


def test_an_event_that_certain_links_hold_and_nothing_is_near_has_no_other_figures(tmp_path: Path) -> None:
    assert extents(tmp_path / "w.duckdb", 9.0, -2.0) == []


def test_a_weak_link_leaves_one_claim_to_the_strict_way(tmp_path: Path) -> None:
    (line,) = extents(tmp_path / "w.duckdb", 2.0, -2.0)
    assert line.startswith(f"{FigureKind.KILLED} by how claims are linked: strictly 1")
    assert "as linked 12 to 15; loosely 12 to 15" in line


def test_an_event_that_a_link_weighs_for_joins_the_loose_way_unless_it_is_barred(tmp_path: Path) -> None:
    (line,) = extents(tmp_path / "w.duckdb", 9.0, 1.5)
    assert "as linked 12 to 15; loosely 12 to 40 (with e-" in line
    assert extents(tmp_path / "barred.duckdb", 9.0, 1.5, "other days") == []
