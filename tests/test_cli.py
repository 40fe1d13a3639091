"""The command: what it prints, what it exits with, and that it obeys no report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from affray import __version__
from affray.cli import main
from affray.cli.screen import shown
from affray.cli.summary import extent

PLUGS = Path(__file__).parent / "engines" / "plugs"
SETTINGS = '[extract]\ntagger = "words"\n[ground]\ngrounder = "first"\n'


class Shell:
    """Runs commands in a folder of their own, with the fake stages."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        self._monkeypatch.setattr(sys, "argv", ["affray", *words])
        code: int | str | None = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        self.out, self.err = self._capsys.readouterr()
        return int(code or 0)

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def affray(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    monkeypatch.syspath_prepend(str(PLUGS))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    (tmp_path / "affray.toml").write_text(SETTINGS)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r0.txt").write_text("Gunmen killed 3 guards in Ahras, Layla said.")
    (tmp_path / "in" / "r1.txt").write_text("Rebels killed 4 guards in Anadan.")
    (tmp_path / "in" / "r2.txt").write_text("SKIP this.")
    return Shell(monkeypatch, capsys)


@pytest.fixture
def coded(affray: Shell) -> Shell:
    assert affray("code", "in", "--workers", "1") == 0
    return affray


def test_code_tells_what_was_read_skipped_and_claimed(affray: Shell) -> None:
    assert affray("code", "in", "--workers", "1") == 0
    lines = [" ".join(line.split()) for line in affray.out.splitlines()]
    for line in ("reports read 3", "coded now 2", "already coded 0", "skipped 1", "killing 2"):
        assert line in lines
    assert "2 claims of 2 reports in war.duckdb" in lines
    assert "not English 1 r2.txt" in lines
    assert "guards 2 7" in lines
    assert "Sums of claims, not of events: several claims may tell one event." in lines
    assert affray.err == "affray: 1 skipped; the store lists each with its reason\n"


def test_a_report_that_the_gate_drops_is_told_and_shown_with_the_reason(
    affray: Shell, tmp_path: Path
) -> None:
    (tmp_path / "in" / "fair.txt").write_text("Cakes and jams won prizes on a sunny afternoon.")
    assert affray("code", "in", "--workers", "1") == 0
    assert "of these dropped by the gate 1" in [" ".join(line.split()) for line in affray.out.splitlines()]
    assert affray("show", "report", "fair") == 0
    assert "The gate dropped it: no conflict content: 0 of 1 points in 9 words" in affray.out
    assert "makes no claim" not in affray.out
    assert affray("show", "report", "fair", "--json") == 0
    assert affray.json["dropped"].startswith("no conflict content")
    assert affray("show", "report", "r1", "--json") == 0
    assert affray.json["dropped"] is None


def test_code_again_codes_nothing(coded: Shell) -> None:
    assert coded("code", "in", "--workers", "1", "--json") == 0
    run, store = coded.json["run"], coded.json["store"]
    assert (run["coded"], run["known"], run["skips"]) == (0, 2, {"not English": 1})
    assert run["skipped"][0]["path"] == "in/r2.txt"
    assert (store["reports"], store["types"]) == (2, {"killing": 2})
    assert store["killed"] == [{"side": "guards", "claims": 2, "low": 7, "high": 7, "unknown": 0}]


def test_nothing_to_code_is_told(affray: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert affray("code", "empty", "--workers", "1") == 0
    assert "no report could be coded" in affray.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("code", "none"), "none"),
        (("code", "in", "--settings", "none.toml"), "none.toml cannot be read as settings"),
        (("export", "xml", "out"), "no export is called 'xml'; known: acled, claims, csv, events"),
        (("export", "claims", "out.jsonl"), "no war.duckdb in this folder; name a store with --from"),
        (("show", "claim", "c-1"), "no war.duckdb in this folder"),
        (("code", "in", "--workers", "-1"), "--workers"),
        (("code",), "PATH"),
        (("decode", "in"), "decode"),
    ],
)
def test_what_the_user_gave_wrongly_is_told_with_exit_2(
    affray: Shell, words: tuple[str, ...], told: str
) -> None:
    assert affray(*words) == 2
    assert told in affray.err
    assert "Traceback" not in affray.err


def test_a_setting_that_is_none_is_told_in_one_line(affray: Shell, tmp_path: Path) -> None:
    (tmp_path / "affray.toml").write_text("wokers = 3\n")
    assert affray("code", "in") == 2
    assert affray.err == "affray: affray.toml: wokers: Unexpected keyword argument\n"


def test_a_run_that_must_stop_exits_with_1(affray: Shell, tmp_path: Path) -> None:
    (tmp_path / "war.duckdb").write_text("no database")
    assert affray("code", "in", "--workers", "1") == 1
    assert affray.err.startswith("affray: war.duckdb is not a DuckDB database; name another file")
    assert affray.err.count("\n") == 1
    assert affray("export", "claims", "c.jsonl", "--from", "none.duckdb") == 1
    assert "there is no store at none.duckdb" in affray.err


def test_export_tells_what_the_format_could_not_hold(coded: Shell, tmp_path: Path) -> None:
    assert coded("export", "geojson", "c.geojson") == 0
    assert coded.out.splitlines() == [
        "c.geojson: 1 rows, 1 of 2 claims",
        "  left out: 1 claims whose places are unresolved",
        (
            "  places: affray's own places: parts from Who's On First, GeoNames (CC BY 4.0) "
            "and UCDP GED (CC BY 4.0)"
        ),
        "  licences and credits: c.geojson.about.json",
    ]
    assert coded("export", "claims", "c.jsonl", "--json") == 0
    assert (coded.json["rows"], coded.json["left_out"]) == (2, [])
    assert len((tmp_path / "c.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize("name", ["claims", "reports", "csv", "parquet"])
def test_every_format_is_written(coded: Shell, tmp_path: Path, name: str) -> None:
    assert coded("export", name, "out") == 0
    assert "2 of 2" in coded.out
    assert (tmp_path / "out").exists()


def test_export_does_not_write_over_the_store(coded: Shell, tmp_path: Path) -> None:
    before = (tmp_path / "war.duckdb").read_bytes()
    assert coded("export", "claims", "./war.duckdb") == 2
    assert "is the store itself" in coded.err
    assert (tmp_path / "war.duckdb").read_bytes() == before


def test_the_only_store_of_a_folder_is_read_and_told(coded: Shell, tmp_path: Path) -> None:
    (tmp_path / "war.duckdb").rename(tmp_path / "s.duckdb")
    assert coded("export", "claims", "c.jsonl") == 0
    assert coded.err == "affray: reading s.duckdb, the only store in this folder\n"
    (tmp_path / "t.duckdb").write_bytes((tmp_path / "s.duckdb").read_bytes())
    assert coded("export", "claims", "c.jsonl") == 2
    assert "several stores are in this folder (s.duckdb, t.duckdb)" in coded.err


def test_show_claim_marks_the_roles_and_says_what_they_were_read_as(coded: Shell) -> None:
    coded("show", "report", "r0", "--json")
    (claim,) = coded.json["claims"]
    assert coded("show", "claim", claim["claim"][:9]) == 0
    text = " ".join(coded.out.split())
    assert "Gunmen killed 3 guards in Ahras, Layla said" in text
    assert (
        "who does it: Gunmen whom it is done to: guards where: Ahras who says so: Layla killed: 3 (3)" in text
    )
    assert "not resolved" in text
    assert "Ahras, 36.400 37.144 ± 1.5 km (point)" in text
    assert coded("show", "claim", claim["claim"], "--json") == 0
    assert coded.json == claim


def test_show_report_tells_its_claims(coded: Shell) -> None:
    assert coded("show", "report", "r1") == 0
    assert "path: in/r1.txt" in coded.out
    assert "Rebels killed 4 guards in Anadan" in coded.out
    assert coded("show", "report", "x") == 2
    assert "no report in war.duckdb has an id that begins with 'x'" in coded.err


SENTENCE = "Rebels may have seized the village of Harbel from ISIS on Tuesday, residents said."


def test_extract_prints_the_claims_of_a_text(affray: Shell, tmp_path: Path) -> None:
    (tmp_path / "affray.toml").unlink()
    assert affray("extract", SENTENCE) == 0
    assert "capture, possible, incident" in affray.out
    assert "who does it: Rebels" in affray.out
    assert affray("extract", "The weather was fine.") == 0
    assert "It makes no claim." in affray.out


def test_extract_explains_with_the_scored_alternatives(affray: Shell, tmp_path: Path) -> None:
    (tmp_path / "affray.toml").unlink()
    assert affray("extract", "--explain", "--json", SENTENCE) == 0
    found = affray.json
    kept = [one for one in found if one["kept"]]
    assert [one["claim"]["type"] for one in kept] == ["capture"]
    assert kept[0]["claim"]["score"] >= kept[0]["cut"]
    assert kept[0]["stances"][0]["label"] == "possible"
    for one in found:
        chances = [other["chance"] for other in one["types"]]
        assert chances == sorted(chances, reverse=True)
        assert one["kept"] == (one["claim"]["score"] >= one["cut"])
    assert affray("extract", "--explain", SENTENCE) == 0
    assert "stance: possible 0." in affray.out


def test_extract_without_text_or_reasons_is_told_with_exit_2(affray: Shell, tmp_path: Path) -> None:
    assert affray("extract", " ") == 2
    assert "no text" in affray.err
    settings = tmp_path / "words.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    assert affray("extract", "--explain", "--settings", str(settings), SENTENCE) == 2
    assert "explains nothing" in affray.err


def test_colours_mark_the_roles_where_there_are_colours(
    coded: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coded("show", "report", "r0") == 0
    assert "\x1b[1;31mGunmen\x1b[0m \x1b[1;4mkilled\x1b[0m" in coded.out


def test_a_report_cannot_drive_the_terminal(affray: Shell, tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J [bold red]Mark[/] \u202e \x9b31m Gunmen killed 3 guards in Ahras"
    (tmp_path / "in" / "\x1b[31mr3.txt").write_text(f"{hostile}\x1b[31m, Layla said.")
    (tmp_path / "in" / "\x1b[31mr4.txt").write_text("SKIP")
    for words in (
        ("code", "in", "--workers", "1"),
        ("show", "report", "\x1b[31mr3"),
        ("show", "report", "\x1b[31mr3", "--json"),
        ("show", "report", "\x1b[31mr9"),
    ):
        affray(*words)
        printed = affray.out + affray.err
        assert not set(printed) & {"\x1b", "\x07", "\x9b", "\u202e"}
        assert "r3" in printed or "r4" in printed or "r9" in printed
    affray("show", "report", "\x1b[31mr3")
    assert "[bold red]Mark[/]" in affray.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain – “naïve” 😀 العربية", "plain – “naïve” 😀 العربية"),
        ("a\nb\tc\x00d\x7f", "a b c␀d␡"),
        ("\x1b[0m\u202e\u2066\ud800\ufeff", "␛[0m����"),
    ],
)
def test_text_is_shown_one_character_for_one(text: str, told: str) -> None:
    assert shown(text) == told
    assert len(shown(text)) == len(text)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (None, None, "unknown"),
        (3, None, "at least 3"),
        (None, 5, "up to 5"),
        (0, 5, "up to 5"),
        (3, 5, "3 to 5"),
        (4, 4, "4"),
        (0, 0, "0"),
        (1200, 2000, "1,200 to 2,000"),
    ],
)
def test_bounds_are_told_in_words(low: int | None, high: int | None, told: str) -> None:
    assert extent(low, high) == told


def test_a_pin_sets_a_report_s_day_and_unpin_takes_it_back(coded: Shell) -> None:
    assert coded("show", "report", "r1", "--dates") == 0
    assert "nothing on the page" in coded.out
    assert coded("date", "pin", "r1", "2015-02-04", "--because", "a stamp") == 0
    assert "published 2015-02-04: pinned: a stamp" in coded.out
    assert coded("date", "pins", "--json") == 0
    assert coded.json == [
        {"report": "r1", "earliest": "2015-02-04", "latest": "2015-02-04", "because": "a stamp"}
    ]
    assert coded("show", "report", "r1", "--dates") == 0
    assert "2015-02-04 Wed" in coded.out
    assert coded("show", "report", "r1", "--dates", "--json") == 0
    assert coded.json["published"]["pinned"] is True
    assert coded("refresh", "--json") == 0
    assert coded.json["changed"] == 0
    assert coded("date", "unpin", "r1") == 0
    assert "not dated" not in coded.out
    assert coded("date", "pins") == 0
    assert "No report is pinned" in coded.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("date", "pin", "r1", "4 Feb", "--because", "x"), "write YYYY-MM-DD"),
        (("date", "pin", "r1", "2015-02-04", "--to", "2015-02-01", "--because", "x"), "first day first"),
        (("date", "pin", "r1", "2015-02-04", "--because", " "), "--because is empty"),
        (("date", "pin", "nowhere", "2015-02-04", "--because", "x"), "no report"),
        (("date", "unpin", "r1"), "has no pin"),
    ],
)
def test_a_pin_that_cannot_be_is_told(coded: Shell, words: tuple[str, ...], told: str) -> None:
    assert coded(*words) == 2
    assert told in coded.err


def test_the_version_is_told(affray: Shell) -> None:
    assert affray("--version") == 0
    assert affray.out == f"affray {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("code",),
        ("show",),
        ("show", "claim"),
        ("state",),
        ("show", "report"),
        ("export",),
        ("refresh",),
        ("date",),
        ("date", "pin"),
        ("date", "unpin"),
        ("date", "pins"),
    ],
)
def test_every_command_has_help(affray: Shell, words: tuple[str, ...]) -> None:
    assert affray(*words, "--help") == 0
    assert "Usage: affray" in affray.out


def test_help_loads_no_stage_and_no_database(tmp_path: Path) -> None:
    program = (
        "import sys; sys.argv = ['affray', '--help']\nfrom affray.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('duckdb', 'pyarrow', 'onnxruntime', 'numpy', 'pydantic') if m in sys.modules])\n"
    )
    done = subprocess.run(  # noqa: S603 our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_run_stopped_by_the_user_keeps_what_was_coded_and_goes_on(affray: Shell, tmp_path: Path) -> None:
    for number in range(40):
        lines = [{"id": f"{number}-{n}", "text": f"Gunmen killed {n} guards in Ahras."} for n in range(100)]
        (tmp_path / "in" / f"n{number}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    environment = {**os.environ, "PYTHONPATH": str(PLUGS)}
    command = [sys.executable, "-m", "affray", "code", "in", "--workers", "2"]
    with subprocess.Popen(  # noqa: S603 our own interpreter
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        wal = tmp_path / "war.duckdb.wal"
        for _ in range(600):
            if wal.exists() and wal.stat().st_size > 50_000:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "affray: stopped; what was coded is kept in war.duckdb, the same command goes on\n"
    assert affray("code", "in", "--workers", "2", "--json") == 0
    run = affray.json["run"]
    assert run["known"] > 0
    assert run["coded"] > 0
    assert run["known"] + run["coded"] == 4_002


def test_a_release_says_its_terms_and_hides_points(coded: Shell, tmp_path: Path) -> None:
    assert coded("export", "geojson", "c.geojson", "--release", "public", "--grid", "0.5") == 0
    assert "coordinates moved to the grid" in coded.out
    (feature,) = json.loads((tmp_path / "c.geojson").read_text())["features"]
    assert [value % 0.5 for value in feature["geometry"]["coordinates"]] == [0, 0]
    about = json.loads((tmp_path / "c.geojson.about.json").read_text())
    assert about["release"]["grid_degrees"] == 0.5


def test_hashtags_go_under_a_tables_header(coded: Shell, tmp_path: Path) -> None:
    assert coded("export", "csv", "c.csv", "--hxl") == 0
    assert (tmp_path / "c.csv").read_text().splitlines()[1].startswith("#meta+id+claim,")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--release", "secret"), "no release is called 'secret'; known: public"),
        (("--grid", "0.5"), "--grid is for a release; add --release public"),
        (("--release", "public", "--grid", "0"), "--grid 0.0 is no grid; give degrees from 0.001 to 10.0"),
        (("--hxl",), "--hxl tags tables"),
    ],
)
def test_a_release_that_cannot_be_is_told(coded: Shell, words: tuple[str, ...], told: str) -> None:
    assert coded("export", "geojson", "c.geojson", *words) == 2
    assert told in coded.err
