"""Nothing is left out in silence."""

from __future__ import annotations

import pytest

from affray.export.loss import Loss, Lost, lost


def test_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="geojson: 3 claims accounted for, 4 in the store"):
        Loss(
            format="geojson",
            unit="claims",
            rows=2,
            total=4,
            held=2,
            left_out=(Lost(what="claims without a place", count=1),),
        )


def test_only_what_was_lost_is_listed() -> None:
    assert lost({"a": 0, "b": 2}) == (Lost(what="b", count=2),)
