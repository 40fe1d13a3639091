"""What persons judged stays, also what they took back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from affray.errors import UnusableOption
from affray.model import Anchor, ClaimType, Judgement, Verb
from affray.store import Store
from tests.store.making import rich

NOON = datetime(2026, 1, 5, 12)  # noqa: DTZ001 the store keeps UTC without saying so


def anchor(claim: str) -> Anchor:
    return Anchor(
        claim=claim,
        report="ahras-1",
        type=ClaimType.SHELLING,
        start=10,
        end=34,
        trigger_start=19,
        trigger_end=26,
        quote="Red men shelled Ahras\ud800.",
    )


JUDGED = Judgement(
    judgement="j-1",
    verb=Verb.NOT_SAME,
    subjects=(anchor("c-1"), anchor("c-2")),
    others=(anchor("c-3"),),
    field=None,
    value=None,
    by="Amal",
    at=NOON,
    because="two days apart",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "war.duckdb") as opened:
        yield opened


def test_a_judgement_comes_out_as_it_went_in(store: Store) -> None:
    corrected = replace(
        JUDGED, judgement="j-0", verb=Verb.CORRECT, others=(), field="place", value="affray:ahras"
    )
    store.judge(JUDGED)
    store.judge(corrected)
    assert store.judgements() == (corrected, JUDGED)
    assert store.judgement("j-1") == JUDGED


def test_a_judgement_taken_back_stays_listed_with_who_did_so(store: Store) -> None:
    store.judge(JUDGED)
    later = NOON.replace(hour=15)
    assert store.revoke("j-1", by="Basil", at=later) == replace(JUDGED, revoked=later, revoked_by="Basil")
    with pytest.raises(UnusableOption, match="was taken back on 2026-01-05"):
        store.revoke("j-1", by="Basil")
    with pytest.raises(UnusableOption, match="no judgement"):
        store.revoke("j-9", by="Basil")


def test_judging_makes_a_refresh_due(store: Store) -> None:
    store.set_refreshed()
    store.judge(JUDGED)
    assert not store.refreshed()
    store.set_refreshed()
    store.revoke("j-1", by="Amal")
    assert not store.refreshed()


def test_judgements_outlast_coding_anew_and_the_end_of_their_report(store: Store) -> None:
    store.add([rich()], "v1")
    store.judge(JUDGED)
    store.add([rich()], "v2")
    assert store.judgements() == (JUDGED,)
    store.withdraw("ahras-1")
    assert store.judgements() == (JUDGED,)


def test_the_words_of_a_trigger_are_read_from_its_quote() -> None:
    quote = "Red men shelled Ahras."
    told = replace(anchor("c-1"), quote=quote, start=100, trigger_start=108, trigger_end=115)
    assert told.trigger == "shelled"
