"""Plain reports of war, not annotated: what the encoder is adapted to, and what taggers are taught by.

Only texts whose licence lets weights be released are read (ATTRIBUTION.md).
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from affray.text import sentences
from training.claims import data

# Of a tag or a template nothing is to be learnt.
_MARKUP = re.compile(r"<[^>]+>|\{\{[^}]*\}\}|^---.*?---", re.DOTALL)


# Letters and digits of a sentence, from its eleventh on, by which it is known again in another text.
_FROM, _LONG = 10, 50


def texts(corpora: Path) -> Iterator[str]:
    """Plain reports: the annotated ones to learn from, FA-KES, re3d, Wikipedia's battles and wars.

    A text that holds a sentence of the reports kept for tests is left out whole.
    """
    kept_out = known(corpora, "dev")
    for report in data.lines(corpora / "claims/train.reports.jsonl.gz"):
        yield "\n".join(report["sentences"])
    for text in _public(corpora):
        letters = _letters(text)
        if not any(letters[at : at + _LONG] in kept_out for at in range(len(letters) - _LONG + 1)):
            yield text


def unannotated(corpora: Path) -> Iterator[str]:
    """What nobody annotated of the same texts: without the annotated reports, and without their sentences."""
    annotated = known(corpora, "train")
    first = sum(1 for _ in data.lines(corpora / "claims/train.reports.jsonl.gz"))
    for text in itertools.islice(texts(corpora), first, None):
        left = [span.text for span in sentences(text) if _key(span.text) not in annotated]
        if left:
            yield "\n".join(left)


def known(corpora: Path, part: str) -> frozenset[str]:
    """By what the sentences of annotated reports are known again, as their cuts and commas differ."""
    reports = data.lines(corpora / f"claims/{part}.reports.jsonl.gz")
    return frozenset(key for report in reports for text in report["sentences"] if (key := _key(text)))


def _public(corpora: Path) -> Iterator[str]:
    with gzip.open(
        corpora / "public/fakes/fakes_dev.csv.gz", "rt", encoding="utf-8", errors="replace"
    ) as rows:
        for row in csv.DictReader(rows):
            yield f"{row['article_title']}\n{row['article_content']}"
    for path in sorted((corpora / "public/re3d").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield str(json.loads(line)["text"])
    for article in data.lines(corpora / "public/frontlines/articles.jsonl.gz"):
        yield _MARKUP.sub(" ", article["text"])
    for path in sorted((corpora / "public/wikiwars").glob("*.xml")):
        yield _MARKUP.sub("", path.read_text(encoding="utf-8"))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _key(sentence: str) -> str:
    """Empty for a sentence too short to be known again."""
    letters = _letters(sentence)[_FROM : _FROM + _LONG]
    return letters if len(letters) == _LONG else ""
