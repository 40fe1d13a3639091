"""GDELT's mentions with what shows each in its report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from affray.errors import UnusableOption
from affray.export.layouts import gdelt
from affray.model import ClaimType, Event
from affray.resources import crosswalks
from tests.export.layouts.making import Held, coded, event, held

TEXT = "It was quiet at noon. ISIS fighters and rebels clashed in Ahras. Nobody was hurt."


def table(path: Path) -> list[dict[str, str]]:
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


def written(tmp_path: Path, store: Held) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    gdelt.write(store, tmp_path / "g")
    return table(tmp_path / "g" / "events.tsv"), table(tmp_path / "g" / "mentions.tsv")


def test_mentions_begin_with_the_16_columns_and_hold_more() -> None:
    assert gdelt.MENTIONS[:16] == crosswalks.columns("gdelt-mentions")
    assert {"claim", "quote", "quote_start", "quote_end", "original_source"} < set(gdelt.MENTIONS)


def test_a_mention_points_at_its_words(tmp_path: Path) -> None:
    made = coded(TEXT)
    events, (mention,) = written(tmp_path, held(event(), results=[made]))
    text = made.report.text
    assert text[int(mention["quote_start"]) : int(mention["quote_end"])] == mention["quote"]
    assert (
        text[int(mention["trigger_start"]) : int(mention["trigger_end"])] == mention["trigger"] == "clashed"
    )
    assert text[int(mention["Actor1CharOffset"]) :].startswith("ISIS fighters")
    assert text[int(mention["Actor2CharOffset"]) :].startswith("rebels")
    assert mention["SentenceID"] == "2"
    assert mention["MentionDocLen"] == str(len(text))
    assert mention["GLOBALEVENTID"] == events[0]["GLOBALEVENTID"]
    assert (mention["Confidence"], mention["MentionSourceName"]) == ("70", "Northern Post")


def test_every_report_of_an_event_is_a_mention_of_one_event(tmp_path: Path) -> None:
    results = [coded(), coded(claim="c-2", report="r-2")]
    events, mentions = written(tmp_path, held(event(claims=("c-1", "c-2")), results=results))
    assert [row["NumMentions"] for row in events] == ["2"]
    assert len({row["GLOBALEVENTID"] for row in mentions}) == 1


def test_a_claim_of_another_stance_is_a_mention_with_its_stance(tmp_path: Path) -> None:
    results = [coded(), coded(claim="c-2", report="r-2")]
    _, mentions = written(tmp_path, held(event(beside=("c-2",)), results=results))
    assert [row["claim"] for row in mentions] == ["c-1", "c-2"]


@pytest.mark.parametrize("made", [event(ClaimType.CONTROL), event(earliest=None, latest=None)])
def test_what_is_left_out_has_no_mentions(tmp_path: Path, made: Event) -> None:
    events, mentions = written(tmp_path, held(made))
    assert (events, mentions) == ([], [])


def test_an_event_has_its_classes(tmp_path: Path) -> None:
    (row,), _ = written(tmp_path, held(event()))
    assert (row["QuadClass"], row["plover_type"], row["affray_event"]) == ("4", "ASSAULT", "e-1")
    assert (row["SQLDATE"], row["ActionGeo_Type"], row["ActionGeo_FullName"]) == (
        "20151014",
        "4",
        "Ahras, Aleppo, SY",
    )


def test_a_tab_in_a_name_does_not_break_the_table(tmp_path: Path) -> None:
    made = coded()
    made = replace(made, report=replace(made.report, outlet="Northern\tPost"))
    _, (mention,) = written(tmp_path, held(event(), results=[made]))
    assert mention["MentionSourceName"] == "Northern Post"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "g").write_text("mine")
    with pytest.raises(UnusableOption, match="is a file; name a folder"):
        gdelt.write(held(event()), tmp_path / "g")
