"""Sentences keep their offsets and end where a reader ends them; spellings of one name share a key."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affray.model import Span
from affray.text import fold, fold_name, sentences


def cut(text: str) -> list[str]:
    return [span.text for span in sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "The convoy left Homs. | It reached Hama at noon.",
        "Gen. Salim Idris spoke. | Lt. Col. Haddad did not.",
        "Maj.-Gen. Orlov and Sgt. Reed met St. George's monks. | Nobody was hurt.",
        "The U.S. Army flew in. | The raid was led by the U.S. | It lasted an hour.",
        "The U.S. offered fuel to the U.N. mission.",
        "Shelling began at 5 a.m. on the ridge. | It ended at 7 p.m. | Two houses burned.",
        "Shelling began at 5 a.m. Tuesday and went on.",
        "Brigade No. 46 moved. | Was it ready? | No. | The men were tired.",
        "The truce of Jan. 9 held. | On Feb. 3 it broke.",
        "A letter by J. K. Farouk and R. Haddad was found. | It named ten men.",
        "Some fighters, i.e. those of the third column, e.g. the scouts, fled vs. a larger force.",
        "Inflation reached 2.5 per cent, 1.200 men marched. | Fine.",
        "He waited . . . and left.",
        "He waited... then left. | She stayed.",
        "They said nothing… | Nobody asked.",
        "“We hold the ridge.” | The commander smiled.",
        '"We hold the ridge." | The commander smiled.',
        '"Do you hold it?" asked the man. | "Yes!" he cried.',
        "(The bridge was blown up.) | The road is cut.",
        "The town fell in May.[4][5] | Its people fled.[b] | Few came back.[citation needed] | None stayed.",
        "Really?! | Yes.",
        "BEIRUT (AP) — Fighting went on. | KYIV, Jan. 5 – Two drones fell.",
        "See www.example.org or http://example.com/a.B?c=d. | Then write to a.Name@example.org today.",
        "The rebels fled Assad's men in Aleppo.| Homs stayed calm.".replace(".| ", ".|"),
        "He joined in 2014.|The war went on.",
        "The firm of Booking.Com was not there.",
        "1. The first point. | 2. The second point.",
        "He works for Ghouta Relief Inc. and sells to Mill Corp. in Homs.",
        "The ridge fell. | then the rebels left it.",
        "The ridge fell. | http://example.com/ridge",
        "Losses: | • two trucks | • one tank",
        "The ridge was left without a fight. “",
    ],
)
def test_a_sentence_ends_where_the_next_begins(marked: str) -> None:
    parts = [part.strip() for part in marked.split("|")]
    assert cut(re.sub(r" ?\| ?", lambda bar: " " if " " in bar[0] else "", marked)) == parts


def test_a_line_break_ends_a_sentence_without_a_stop() -> None:
    assert cut("Army advances\n\nThe army took\r\nthe hill. It stayed.\n") == [
        "Army advances",
        "The army took",
        "the hill.",
        "It stayed.",
    ]


def test_a_run_without_any_stop_is_kept_whole() -> None:
    run = "shells fell on the quarter and " * 400
    assert cut(run) == [run.strip()]


def test_nothing_but_whitespace_gives_no_sentence() -> None:
    assert sentences(" \n\t ") == []


def test_offsets_count_characters_of_the_text() -> None:
    text = "  Fire. \n Smoke!  Ash"
    assert sentences(text) == [
        Span(start=2, end=7, text="Fire."),
        Span(start=10, end=16, text="Smoke!"),
        Span(start=18, end=21, text="Ash"),
    ]


@given(st.text(alphabet=st.one_of(st.sampled_from(list(".!?…\"”') (\n•[4]-TheU.S.No")), st.characters())))
def test_spans_are_exact_and_leave_only_whitespace_between_them(text: str) -> None:
    at = 0
    for span in sentences(text):
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "spellings",
    [
        ("Deir ez-Zôr", "DEIR EZ-ZOR", "deir  ezzor"),
        ("Ma'arrat", "Maʿarrat", "Ma‘arrat", "Maarrat"),
        ("Karadžić", "KARADŽIĆ", "karadzic"),
        ("İdlib", "idlib", "ıdlib"),
        ("أَحْمَد", "احمد", "احـمد"),
        ("حماة", "حماه"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(spellings: tuple[str, ...]) -> None:
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[-1])}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("al-Bab", "bab"),
        ("Al Bab", "bab"),
        ("El‑Bab", "bab"),
        ("ar-Raqqah", "raqqah"),
        ("Ash Shaykh Maskin", "shaykh maskin"),
        ("Deir ez-Zor", "deir zor"),
        ("As-Suwayda", "suwayda"),
        ("An Nabk", "nabk"),
        ("An Hama", "an hama"),
        ("Umm al-", "umm al"),
        ("الرقة", "رقه"),
        ("الى", "الي"),
    ],
)
def test_an_article_leaves_the_key_of_a_name_but_never_its_last_word(name: str, key: str) -> None:
    assert fold_name(name) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
