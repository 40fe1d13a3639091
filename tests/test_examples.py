"""The examples show what their README promises and are nobody else's; test_end_to_end.py codes them."""

from __future__ import annotations

import gzip
import html
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
    body = text.partition("<main>")[2].partition("</main>")[0].partition('<section id="comments">')[0]
    return re.sub(r"<[^>]*>", " ", body)


def numbered(number: str) -> Path:
    (found,) = (path for path in FILES if path.name.startswith(f"{number}_"))
    return found


def text_of(number: str) -> str:
    """All text of one example file."""
    return "\n".join(prose(numbered(number), text) for text in texts(numbered(number)))


def sentences(number: str) -> list[str]:
    """The sentences of one example file, roughly: its lines of news cut after full stops."""
    text = html.unescape(text_of(number)).translate(str.maketrans("“”", '""'))
    lines = [line.strip() for line in text.splitlines() if len(line.split()) > 15]
    return [sentence for line in lines for sentence in re.split(r"(?<=[.\"]) (?=[A-Z])", line)]


def test_the_files_are_numbered_without_a_gap_and_the_readme_names_each() -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert [path.name.partition("_")[0] for path in FILES] == [f"{number:02}" for number in range(1, 63)]
    assert [path.name for path in [*FILES, *BROKEN.iterdir()] if f"`{path.name}`" not in readme] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_holds_reports_of_the_length_of_a_news_item(path: Path) -> None:
    for text in texts(path):
        shortest = 60 if path.suffix == ".jsonl" else 120
        assert shortest <= len(prose(path, text).split()) <= 350


def test_the_republished_report_repeats_the_wire_text_and_adds_furniture() -> None:
    wire = (REPORTS / "03_meridian-wire_akhtarin.txt").read_text(encoding="utf-8").splitlines()
    copy = (REPORTS / "04_harbour-gazette_akhtarin.txt").read_text(encoding="utf-8").splitlines()
    paragraphs = {line for line in wire if len(line.split()) > 15}
    assert len(paragraphs & set(copy)) == 4
    assert "Leave a comment" in copy


# Each copy of 23 with the wire's sentences that it keeps, and how many it adds or changes.
@pytest.mark.parametrize(("copy", "kept", "own"), [("24", 10, 0), ("25", 10, 1), ("26", 3, 6), ("27", 5, 5)])
def test_four_outlets_republish_one_wire_text_each_with_its_edits(copy: str, kept: int, own: int) -> None:
    wire, found = set(sentences("23")), sentences(copy)
    repeated = [each for each in found if each in wire]
    assert (len(repeated), len(found) - len(repeated)) == (kept, own)


@pytest.mark.parametrize("number", ["06", "21", "26", "31", "40", "44", "47", "48", "52"])
def test_an_undated_report_names_no_year(number: str) -> None:
    assert re.search(r"\b(19|20)\d\d\b", text_of(number)) is None


@pytest.mark.parametrize(("number", "year"), [("02", 2022), ("14", 2021), ("30", 2022), ("41", 2022)])
def test_a_page_clock_is_years_after_what_the_page_tells(number: str, year: int) -> None:
    years = set(re.findall(r"\b20\d\d\b", text_of(number)))
    assert years == {str(year)}


def test_the_dead_of_one_bombing_grow_over_three_days() -> None:
    briefs = [json.loads(line) for line in numbered("28").read_text(encoding="utf-8").splitlines()]
    assert [brief["date"] for brief in briefs] == ["2015-01-17", "2015-01-18", "2015-01-19"]
    for brief, dead in zip(briefs, ("killed 12", "risen to 27", "the toll to 31"), strict=True):
        assert dead in brief["text"]


def test_the_four_changes_of_akhtarin_are_told_by_a_page_of_later_and_by_reports_of_their_day() -> None:
    days = {"19": "January 12, 2014", "03": "August 13, 2014", "20": "March 8, 2015"}
    assert all(day in text_of("22") for day in [*days.values(), "July 9, 2015"])
    assert all(day in text_of(number) for number, day in days.items())


def test_one_battle_has_tolls_that_contradict_each_other() -> None:
    tolls = {"13": "more than 60", "14": "Tens of", "15": "At least 14", "16": "Thirty", "17": "41 dead"}
    assert all(toll in text_of(number) for number, toll in tolls.items())


def test_places_are_spelled_differently_in_different_reports() -> None:
    spellings = {
        "Tal Rifaat": "13",
        "Tel Rifat": "14",
        "Tall Rifaat": "15",
        "Tal Rif'at": "16",
        "Tell Rifaat": "32",
        "Bayanoun": "39",
        "Bayanun": "40",
        "Khan Touman": "41",
        "Khan Tuman": "42",
        "Sawran": "36",
        "Suran": "35",
    }
    assert all(re.search(rf"\b{name}\b", text_of(number)) for name, number in spellings.items())


@pytest.mark.parametrize(
    ("number", "clock", "caption"),
    [
        ("05", "2023-09-30", "May 22, 2014"),
        ("25", "2020-02-11", "October 6, 2014"),
        ("46", "2021-05-03", "December 3, 2014"),
    ],
)
def test_a_web_page_is_dated_years_after_what_it_tells(number: str, clock: str, caption: str) -> None:
    page = numbered(number).read_text(encoding="utf-8")
    assert f'content="{clock}' in page
    assert caption in page


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
