"""Sets by the mean of their weights: no chains, no crossed barriers, no dependence on order."""

from __future__ import annotations

import numpy as np

from affray.reconcile.partition import PARTS, Edges, partition


def edges(*found: tuple[int, int, float]) -> Edges:
    return Edges(
        one=np.array([one for one, _, _ in found], dtype=np.int64),
        other=np.array([other for _, other, _ in found], dtype=np.int64),
        weight=np.array([round(weight * PARTS) for *_, weight in found], dtype=np.int64),
    )


def test_two_that_weigh_for_one_event_join_and_two_that_weigh_against_do_not() -> None:
    assert partition([0] * 3, edges((0, 1, 2.0), (1, 2, -2.0))) == [[0, 1], [2]]


def test_a_vague_claim_glues_no_two_fights() -> None:
    # 1 is a little like both 0 and 2, which are far from each other.
    assert partition([0] * 3, edges((0, 1, 1.5), (1, 2, 1.0), (0, 2, -5.0))) == [[0, 1], [2]]


def test_a_barrier_parts_sets_that_grew_on_both_sides_of_it() -> None:
    joined = edges((0, 1, 3.0), (2, 3, 3.0), (1, 2, 2.0))
    assert partition([0] * 4, joined) == [[0, 1, 2, 3]]
    assert partition([0] * 4, joined, barred=[(0, 3)]) == [[0, 1], [2, 3]]


def test_joined_pairs_stand_together_whatever_they_weigh_but_over_no_barrier() -> None:
    apart = edges((0, 1, -9.0))
    assert partition([0] * 3, apart, joined=[(0, 1)]) == [[0, 1], [2]]
    assert partition([0] * 3, apart, joined=[(0, 1)], barred=[(0, 1)]) == [[0], [1], [2]]


def test_the_order_of_the_edges_changes_nothing() -> None:
    found = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (0, 3, -0.5), (0, 2, 0.2)]
    assert partition([0] * 4, edges(*found)) == partition([0] * 4, edges(*reversed(found)))


def test_days_weeks_apart_do_not_drift_into_one_event() -> None:
    # 1 and 2 weigh for one event; nothing else was compared.
    found = edges((0, 1, 3.0), (1, 2, 1.0), (2, 3, 3.0))
    assert partition([0, 0, 5, 5], found) == [[0, 1, 2, 3]]
    assert partition([0, 0, 60, 60], found) == [[0, 1], [2, 3]]
    assert partition([None, None, 60, 60], found) == [[0, 1, 2, 3]]
