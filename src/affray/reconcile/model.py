"""The linkage model: the comparisons with their trained weights, as Splink takes them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from affray.reconcile.comparisons import COMPARISONS, Comparison
from affray.resources import linkage

Chances = Mapping[str, Mapping[str, tuple[float, float]]]


def settings(
    chances: Chances, prior: float = 0.5, *, comparisons: Sequence[Comparison] = COMPARISONS
) -> dict[str, Any]:
    """The model as Splink's settings.

    Args:
        chances: By comparison and level, among pairs of one event and among pairs of two.
        prior: The chance of a pair to be of one event; a half adds nothing to its weight.
        comparisons: Those of the model.
    """
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "comparisons": [_comparison(each, chances) for each in comparisons],
        "blocking_rules_to_generate_predictions": ["l.breed = r.breed"],
        "retain_intermediate_calculation_columns": False,
        "retain_matching_columns": False,
        "em_convergence": 1e-4,
        "max_iterations": 60,
    }


def _comparison(comparison: Comparison, chances: Chances) -> dict[str, Any]:
    levels = []
    for level in comparison.levels:
        found: dict[str, Any] = {"sql_condition": level.when, "label_for_charts": level.name}
        if level.null:
            found["is_null_level"] = True
        else:
            found["m_probability"], found["u_probability"] = chances[comparison.name][level.name]
        levels.append(found)
    return {"output_column_name": comparison.name, "comparison_levels": levels}


@cache
def bits() -> Mapping[str, tuple[float, ...]]:
    """The weight of each level in bits, in the order of the levels; 0 for one that tells nothing."""
    found = {}
    for comparison in COMPARISONS:
        own = linkage.model().chances[comparison.name]
        found[comparison.name] = tuple(
            0.0 if level.null else math.log2(own[level.name][0] / own[level.name][1])
            for level in comparison.levels
        )
    return found
