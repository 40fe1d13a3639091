"""Reports of real outlets without commas: read without a crash, and nothing of an article lost."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from affray.model import Format, Raw
from affray.read import plain

pytestmark = pytest.mark.shared


def test_less_than_one_character_in_fifty_leaves_texts_without_furniture(shared: Path) -> None:
    file = shared / "corpora" / "public" / "fakes" / "fakes_dev.csv.gz"
    table = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 646
    for row in rows:
        content = row["article_content"]
        report = plain.read(Raw(report=row["unit_id"], path="fakes", format=Format.PLAIN, content=content))
        lost = len("".join(content.split())) - len("".join(report.text.split()))
        # The longest furniture there, signatures and related headlines, has 600 characters.
        assert lost <= 620
        assert report.language == "en" or len(content) < 200
