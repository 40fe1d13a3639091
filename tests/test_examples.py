"""The examples can be read, show what their README promises, and are nobody else's sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "examples" / "reports"
BROKEN = ROOT / "examples" / "broken"
# Eight words: the shortest run at which the examples share nothing but would share with any copied sentence.
SHINGLE = 8

FILES = sorted(path for path in REPORTS.iterdir() if path.is_file())


def texts(path: Path) -> list[str]:
    """The reports of one example file: each record of a JSONL file, else the whole file."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return [content]
    return [json.loads(line)["text"] for line in content.splitlines()]


def shingles(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def shared_reports(shared: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((shared / "corpora" / "claims").glob("*.reports.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["report"], " ".join(record["sentences"])


def prose(path: Path, text: str) -> str:
    """The text without the markup and scripts of an HTML page, which are not its words."""
    if path.suffix != ".html":
        return text
    body = text.partition("<main>")[2].partition("</main>")[0]
    return re.sub(r"<[^>]*>", " ", body)


def test_there_are_a_dozen_files_and_the_readme_names_each() -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert len(FILES) == 12
    assert [path.name for path in [*FILES, *BROKEN.iterdir()] if f"`{path.name}`" not in readme] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_holds_reports_of_the_length_of_a_news_item(path: Path) -> None:
    for text in texts(path):
        shortest = 60 if path.suffix == ".jsonl" else 120
        assert shortest <= len(prose(path, text).split()) <= 300


def test_the_republished_report_repeats_the_wire_text_and_adds_furniture() -> None:
    wire = (REPORTS / "03_meridian-wire_akhtarin.txt").read_text(encoding="utf-8").splitlines()
    copy = (REPORTS / "04_harbour-gazette_akhtarin.txt").read_text(encoding="utf-8").splitlines()
    paragraphs = {line for line in wire if len(line.split()) > 15}
    assert len(paragraphs & set(copy)) == 4
    assert "Leave a comment" in copy


def test_the_undated_report_names_no_year() -> None:
    text = (REPORTS / "06_undated_barrel-bombs.txt").read_text(encoding="utf-8")
    assert re.search(r"\b(19|20)\d\d\b", text) is None


def test_the_web_page_is_dated_years_after_what_it_tells() -> None:
    page = (REPORTS / "05_gulf-lantern_prison.html").read_text(encoding="utf-8")
    assert 'content="2023-09-30' in page
    assert "May 22, 2014" in page


def test_the_broken_inputs_are_broken() -> None:
    assert (BROKEN / "empty.txt").read_bytes() == b""
    assert b"\x00" in (BROKEN / "not-a-report.txt").read_bytes()
    with pytest.raises(EOFError), gzip.open(BROKEN / "truncated.txt.gz") as content:
        content.read()
    lines = (BROKEN / "one-bad-line.jsonl").read_text(encoding="utf-8").splitlines()
    assert "text" in json.loads(lines[0])
    with pytest.raises(json.JSONDecodeError):
        json.loads(lines[1])
    assert "text" not in json.loads(lines[2])
    assert "text" in json.loads(lines[3])


@pytest.mark.shared
def test_no_example_shares_a_run_of_eight_words_with_the_annotated_material(shared: Path) -> None:
    own = {
        shingle: path.name
        for path in [*FILES, BROKEN / "one-bad-line.jsonl"]
        for shingle in shingles(path.read_text(encoding="utf-8"))
    }
    found = [
        (own[shingle], name, shingle)
        for name, text in shared_reports(shared)
        for shingle in shingles(text) & own.keys()
    ]
    assert found == []
