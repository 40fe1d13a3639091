"""What trained taggers teach: their common reading of texts that nobody annotated and no test is made of."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from affray.extract.tagger import Tagger
from affray.extract.weights import load
from affray.model import Report
from affray.resources import trained
from affray.text import sentences
from training.claims import data, plain, taught

TEXT = (
    "Rebels shelled Anadan on Monday, killing at least 12 people, a monitor said. "
    "The army denied that it had bombed the hospital in Ras Hadid."
)


@pytest.fixture(scope="module")
def folder() -> str:
    return str(trained.folder("claims"))


def test_one_tagger_teaches_what_it_sees(folder: str) -> None:
    found, triggers = taught.label([folder, folder], TEXT)
    assert found == [span.text for span in sentences(TEXT)]
    report = Report(report="r", path="", text=TEXT, digest="")
    told = {each.claim.trigger.start for each in Tagger(load(Path(folder))).explain(report)}
    tokenizer = load(Path(folder)).tokenizer
    pieces = [tokenizer.encode(text, add_special_tokens=False) for text in found]
    starts = [span.start for span in sentences(TEXT)]
    seen = {starts[each.sentence] + pieces[each.sentence].offsets[each.first][0] for each in triggers}
    assert seen
    assert seen <= told


def test_what_is_written_is_read_again(folder: str, tmp_path: Path) -> None:
    path = tmp_path / "taught.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(taught.record([folder], TEXT) + "\n")
    (example,) = data.taught(path, load(Path(folder)).tokenizer)
    _, triggers = taught.label([folder], TEXT)
    assert example.triggers == tuple(triggers)
    assert any(trigger.figures for trigger in triggers)
    assert len(example.pieces) == 2


def write(corpora: Path, name: str, *records: object) -> None:
    path = corpora / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)


def test_nothing_of_a_report_kept_for_tests_is_read_and_no_annotated_sentence_taught(tmp_path: Path) -> None:
    kept = "The brigade said on Thursday that its men had taken the bakery and the silo by the eastern road."
    learnt = "Shells fell on the market of the old town on Friday morning, two residents and a medic told us."
    free = (
        "Three convoys of flour reached the besieged quarter in the night, said the council of the quarter."
    )
    write(tmp_path, "claims/train.reports.jsonl.gz", {"report": "t", "sentences": [learnt]})
    write(tmp_path, "claims/dev.reports.jsonl.gz", {"report": "d", "sentences": [kept]})
    # The same sentences, with other commas and cuts, amid others.
    again, held = learnt.replace(",", " -"), kept.replace("Thursday", "Thursday,")
    write(
        tmp_path,
        "public/frontlines/articles.jsonl.gz",
        {"text": f"{free} {again}"},
        {"text": f"{free} {held}"},
    )
    (tmp_path / "public/fakes").mkdir()
    with gzip.open(tmp_path / "public/fakes/fakes_dev.csv.gz", "wt", encoding="utf-8") as out:
        out.write(f'article_title,article_content\nTitle,"{held}"\n')
    assert list(plain.texts(tmp_path)) == [learnt, f"{free} {again}"]
    assert list(plain.unannotated(tmp_path)) == [free]
