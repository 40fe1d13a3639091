"""The page's families hold every claim type once."""

from __future__ import annotations

from affray.export.page.families import FAMILY, Family
from affray.model import ClaimType


def test_every_claim_type_is_of_one_family() -> None:
    assert set(FAMILY) == set(ClaimType)
    assert set(FAMILY.values()) == set(Family)
