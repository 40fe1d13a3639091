"""The file beside an export says what it is."""

from __future__ import annotations

import json
from pathlib import Path

from affray.export import sidecar
from affray.export.layouts import acled
from affray.export.release import Terms
from affray.plugins import PLUGS
from affray.resources import crosswalks
from tests.export.layouts.making import event, held


def test_it_tells_the_loss_the_terms_and_the_credits(tmp_path: Path) -> None:
    out = tmp_path / "acled.csv"
    loss = acled.write(held(event(), event(event="e-2", place=None)), out)
    path = sidecar.write(out, loss, ["places: somebody"], Terms(grid=0.25))
    assert path == tmp_path / "acled.csv.about.json"
    told = json.loads(path.read_text())
    assert told["layout"] == "ACLED, 31 columns"
    assert any("ACLED neither made nor checked" in note for note in told["notes"])
    assert told["release"]["grid_degrees"] == 0.25
    assert (told["loss"]["held"], told["loss"]["total"]) == (1, 2)
    assert told["loss"]["left_out"] == [{"what": "events whose place is unknown", "count": 1}]
    assert "places: somebody" in told["attribution"]


def test_a_folder_holds_its_own(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    assert sidecar.beside(tmp_path / "g") == tmp_path / "g" / "about.json"


def test_every_format_is_described() -> None:
    assert set(PLUGS["export"]) <= {row["format"] for row in crosswalks.rows("formats")}
