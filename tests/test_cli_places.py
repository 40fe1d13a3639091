"""`affray places`: import, list, look up, remove."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from affray.cli import main

ROW = "{0}\t{1}\t{1}\t\t{2}\t37.15\tP\tPPL\tSY\t\t12\t\t\t\t900\t\t\t\t"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("AFFRAY_PLACES", str(tmp_path / "places"))
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["affray", "places", *words])
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        return int(str(code or 0)), out, err

    return command


Run = Callable[..., tuple[int, str, str]]


def test_import_list_look_up_and_remove(run: Run, tmp_path: Path) -> None:
    rows = [ROW.format(1, "Zibqatun Tahta", 35.9), ROW.format(2, "Zibqatun Fawqa", 35.8)]
    (tmp_path / "SY.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    code, out, _ = run("import", "SY.txt", "--format", "geonames", "--json")
    assert code == 0
    (told,) = json.loads(out)
    assert (told["name"], told["places"], told["licence"]) == ("sy-geonames", 2, "CC BY 4.0")
    assert "sy-geonames" in run("list")[1]
    code, out, _ = run("lookup", "Zibkatoun Tahta", "--country", "sy", "--json")
    (answer,) = json.loads(out)
    assert (answer["place"], answer["chosen"], answer["found_by"]) == ("geonames:1", True, "sound")
    inside = ("lookup", "Zibqatun Tahta", "--in", "Idlib province", "--country", "SY")
    assert json.loads(run(*inside, "--json")[1])[0]["admin1"] == "Idlib"
    assert "Zibqatun" in run(*inside)[1]
    assert run("remove", "sy-geonames")[0] == 0
    assert "no packs" in run("list")[1]


def test_an_unknown_name_and_a_wrong_format_are_told(run: Run, tmp_path: Path) -> None:
    assert "no place called" in run("lookup", "Qwertabad")[1]
    (tmp_path / "x.txt").write_text("x\n", encoding="utf-8")
    code, _, err = run("import", "x.txt", "--format", "shapes")
    assert code == 2
    assert "known: geonames, ocha, wof" in err
    code, _, err = run("import", "x.txt", "--format", "geonames")
    assert code == 2
    assert "no GeoNames table" in err


def test_add_without_internet_says_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "affray.toml").write_text(
        '[ground]\ngeonames = "http://127.0.0.1:9/dump"\n', encoding="utf-8"
    )
    code, _, err = run("add", "sy")
    assert code == 1
    assert "affray places import" in err


def test_json_holds_nothing_that_a_terminal_would_act_on(run: Run, tmp_path: Path) -> None:
    turned = "Zibqatun \u202eTahta\u2069"
    (tmp_path / "SY.txt").write_text(ROW.format(1, turned, 35.9) + "\n", encoding="utf-8")
    assert run("import", "SY.txt", "--format", "geonames", "--json")[1].isascii()
    out = run("lookup", turned, "--country", "SY", "--json")[1]
    assert out.isascii()
    assert json.loads(out)[0]["name"] == turned
