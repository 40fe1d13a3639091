"""`affray actors`: what is printed for a name, a day and a theatre."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from affray.cli import main
from affray.resources.actors import lay_over

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def affray(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["affray", *words])
        code: int | str | None = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        return int(code or 0), out, err

    yield run
    lay_over("")


def test_lookup_tells_the_name_and_the_parents_of_the_day(affray: Run) -> None:
    code, out, _ = affray("actors", "lookup", "Nusra Front", "--on", "2014-01-09", "--in", "sy", "--json")
    (told,) = json.loads(out)
    assert code == 0
    assert (told["actor"], told["name"], told["side"]) == ("al-nusra-front", "al-Nusra Front", "opposition")
    assert [(each["relation"], each["actor"]) for each in told["belongs"]] == [("branch_of", "al-qaeda")]
    assert told["reason"]
    assert told["source"]


def test_lookup_prints_a_table_with_reasons(affray: Run) -> None:
    code, out, _ = affray("actors", "lookup", "Army of Islam", "--on", "2014-01-09", "--in", "PK")
    assert code == 0
    lines = [line.split()[0] for line in out.splitlines() if line.strip()]
    assert lines[2] == "army-of-islam-pakistan"
    assert "not known to act in PK" in out


def test_lookup_of_nobody_known_is_told(affray: Run) -> None:
    assert affray("actors", "lookup", "Nobody at All", "--json")[1] == "[]\n"
    code, out, err = affray("actors", "lookup", "Nobody at All")
    assert (code, out) == (0, "")
    assert "actors.csv" in err


def test_list_tells_the_actors_of_a_theatre_and_a_kind(affray: Run) -> None:
    _, out, _ = affray("actors", "list", "--in", "YE", "--kind", "generic", "--json")
    assert [told["actor"] for told in json.loads(out)] == [
        "captives",
        "civilians-yemen",
        "unidentified-gunmen",
        "yemeni-rebels",
    ]
    assert "isil" in affray("actors", "list")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("lookup", "ISIL", "--on", "spring"), "--on spring: a day is written 2014-01-09"),
        (("lookup", "ISIL", "--in", "Syria"), "--in Syria: a country is two letters"),
        (("list", "--kind", "tribe"), "no actor is a 'tribe'; kinds: coalition, force"),
    ],
)
def test_what_cannot_be_asked_is_told_with_exit_2(affray: Run, words: tuple[str, ...], told: str) -> None:
    code, _, err = affray("actors", *words)
    assert code == 2
    assert told in err


def test_a_pack_beside_the_settings_is_laid_over(affray: Run, tmp_path: Path) -> None:
    (tmp_path / "affray.toml").write_text("", encoding="utf-8")
    (tmp_path / "actors.csv").write_text(
        "actor,fact,value,kind\nisil,name,Black Standard men,pejorative\n", encoding="utf-8"
    )
    assert json.loads(affray("actors", "lookup", "Black Standard men", "--json")[1])[0]["actor"] == "isil"
    (tmp_path / "affray.toml").write_text('[ground]\nactors = "none.csv"\n', encoding="utf-8")
    code, _, err = affray("actors", "lookup", "ISIL")
    assert code == 2
    assert "none.csv cannot be read as a pack of actors" in err
