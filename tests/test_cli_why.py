"""`affray show why`: the sum of two claims, or what is wrong with what was asked."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from affray.cli import main
from affray.config import Settings
from affray.engines import judging
from affray.engines.judging import Judge
from affray.engines.local import run as code
from affray.model import ClaimType, Verb
from affray.store import Store

Run = Callable[..., tuple[int, str, str]]

FIRST = (
    "Published 3 July 2016\n\nAir strikes on the town of Jayrud killed 31 people on Saturday, medics said."
)
SECOND = (
    "Published 3 July 2016\n\nWarplanes bombed the town of Jayrud on Saturday, killing 31 people.\n"
    "The town is held by rebels."
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    into = folder / "war.duckdb"
    code(
        [str(folder / "first.txt"), str(folder / "second.txt")], into, settings=replace(Settings(), workers=1)
    )
    return into


@pytest.fixture
def affray(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["affray", *words])
        found: int | str | None = 0
        try:
            main()
        except SystemExit as stop:
            found = stop.code
        out, err = capsys.readouterr()
        return int(found or 0), out, err

    return run


def ids(store: Path, kind: ClaimType) -> list[str]:
    with Store.open_read_only(store) as opened:
        return [each.claim.claim for each in opened.claims() if each.claim.type is kind]


def test_two_tellings_of_a_strike_are_summed_in_words(store: Path, affray: Run) -> None:
    one, other = ids(store, ClaimType.AIR_STRIKE)[:2]
    status, out, _ = affray("show", "why", one, other, "--from", str(store))
    assert status == 0
    assert "the same type, which names its means" in out
    assert "Jayrud" in out
    assert "one event" in out


def test_the_printed_weights_sum_to_the_match_weight(store: Path, affray: Run) -> None:
    one, other = ids(store, ClaimType.AIR_STRIKE)[:2]
    _, out, _ = affray("show", "why", one, other, "--from", str(store), "--json")
    link = json.loads(out)
    assert sum(part["weight"] for part in link["parts"]) == pytest.approx(link["weight"])
    assert link["parts"][0]["name"] == "prior"


def test_a_claim_with_itself_or_with_a_state_is_refused(store: Path, affray: Run) -> None:
    strike, state = ids(store, ClaimType.AIR_STRIKE)[0], ids(store, ClaimType.CONTROL)[0]
    assert affray("show", "why", strike, strike, "--from", str(store))[0] == 2
    status, _, err = affray("show", "why", strike, state, "--from", str(store))
    assert status == 2
    assert "states are no events" in err


def test_what_persons_said_of_the_two_is_told_with_the_weights(
    store: Path, affray: Run, tmp_path: Path
) -> None:
    one, other = ids(store, ClaimType.AIR_STRIKE)[:2]
    judged = tmp_path / "judged.duckdb"
    shutil.copy(store, judged)
    with Store.open(judged) as opened:
        judging.compare(opened, Verb.NOT_SAME, [one, other], Judge(by="Amal", because="two towns"))
    _, out, _ = affray("show", "why", one, other, "--from", str(judged))
    assert "Judged, whatever the weights: not-same" in out
    assert "two towns" in out
    assert "Judged" not in affray("show", "why", one, other, "--from", str(store))[1]
