"""Why two claims are one event or are not: each comparison in words, with its weight."""

from __future__ import annotations

import math
from collections.abc import Sequence

from affray.model import Link, WeightPart
from affray.reconcile.barriers import BARRIERS
from affray.reconcile.comparisons import COMPARISONS
from affray.reconcile.features import Row
from affray.reconcile.model import bits, prior


def link_of(one: Row, other: Row, *, levels: Sequence[int], barrier: int | None) -> Link:
    """The link of two rows, by the levels at which their comparisons stand."""
    parts = [WeightPart(name="prior", weight=prior(), words="before anything is compared")]
    weights = bits()
    for comparison, at in zip(COMPARISONS, levels, strict=True):
        level = comparison.levels[at]
        parts.append(
            WeightPart(name=comparison.name, weight=weights[comparison.name][at], words=level.words)
        )
    return Link(
        claim=min(one.claim, other.claim),
        other=max(one.claim, other.claim),
        weight=math.fsum(part.weight for part in parts),
        parts=tuple(parts),
        barred=None if barrier is None else BARRIERS[barrier].words,
    )
