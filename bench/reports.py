"""The reports that the benches read, of war and of all else, from the folder of the annotated material."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A bench's options, with `--shared` and `--limit`; its docstring is their help."""
    found = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("AFFRAY_SHARED", ROOT.parent / "shared"))
    found.add_argument("--shared", type=Path, default=shared)
    found.add_argument("--limit", type=int, default=-1, help="only the first so many reports of a set")
    return found


def war(shared: Path, limit: int) -> Iterator[dict[str, str]]:
    """News of the war in Syria (FA-KES, 646 reports of 15 outlets): a record as a user would have it."""
    source = shared / "corpora/public/fakes/fakes_dev.csv.gz"
    with gzip.open(source, "rt", encoding="utf-8", errors="replace") as rows:
        for number, row in enumerate(islice(csv.DictReader(rows), None if limit < 0 else limit)):
            yield {
                "id": f"fakes-{number}",
                "title": row["article_title"],
                "text": row["article_content"],
                "outlet": row["source"],
                "date": row["date_iso"],
            }


def general(shared: Path, limit: int) -> dict[str, list[str]]:
    """General news by set: news of the day, pages of many sites, and local papers; titles before texts."""
    public = shared / "corpora/public"
    news = gzip.decompress((public / "giveme5w1h/gold.jsonl.gz").read_bytes()).splitlines()
    pages = json.loads(gzip.decompress((public / "aeb/ground-truth.json.gz").read_bytes()))
    read = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    papers = etree.fromstring(gzip.decompress((public / "geoparsing/lgl.xml.gz").read_bytes()), read)
    sets: dict[str, Iterator[str]] = {
        "giveme5w1h": (f"{found['title']}\n{found.get('text') or ''}" for found in map(json.loads, news)),
        "aeb": (page["articleBody"] for page in pages.values()),
        "lgl": (
            f"{article.findtext('title')}\n{article.findtext('text')}" for article in papers.iter("article")
        ),
    }
    return {name: list(islice(texts, None if limit < 0 else limit)) for name, texts in sets.items()}
