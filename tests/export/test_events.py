"""The codebook's record of an event."""

from __future__ import annotations

from affray.export.events import record
from tests.export.layouts.making import event


def test_all_claims_of_an_event_are_its_own_and_those_of_another_stance_are_named() -> None:
    found = record(event(claims=("c-2", "c-9"), beside=("c-5",)))
    assert found["claims"] == ["c-2", "c-5", "c-9"]
    assert found["beside"] == ["c-5"]
