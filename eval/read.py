"""How well pages are read: text against the annotated text, dates against the known day, archives.

    python eval/read.py --corpora DIR [--json]

Text is scored as the article extraction benchmark does: shingles of four words counted with their
repetitions, each page weighing the same; precision and recall are means over pages, F1 is made of them.
trafilatura alone runs in the same process over the same pages, with comments left out. Pages of every
language count: refusing those not in English comes after extraction.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import trafilatura

from affray.errors import SkipReport
from affray.model import Format, Raw, Report, SegmentKind, Skip
from affray.read import html
from affray.read.options import ReadOptions
from affray.read.records import records

_WORD = re.compile(r"\w+")
_N = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TextScore:
    """Mean precision and recall over pages, and their F1."""

    reader: str
    pages: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DateScore:
    """Of how many pages the known day is among the witnesses, and how many witnesses a page has."""

    pages: int
    among_witnesses: float
    htmldate: float
    witnesses: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveScore:
    """What one archive gives."""

    archive: str
    reports: int
    skips: tuple[str, ...]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with their counts; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + _N]) for i in range(max(1, len(words) - _N + 1)))


def score(reader: str, texts: Sequence[str], gold: Sequence[str]) -> TextScore:
    """Precision, recall and F1 of one reader's texts."""
    precisions, recalls = [], []
    for text, true in zip(texts, gold, strict=True):
        ours, theirs = shingles(text), shingles(true)
        hits = sum((ours & theirs).values())
        if _WORD.search(text):
            precisions.append(hits / sum(ours.values()))
        recalls.append(hits / sum(theirs.values()))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    f1 = 2 * precision * recall / (precision + recall)
    return TextScore(reader=reader, pages=len(gold), precision=precision, recall=recall, f1=f1)


def pages(folder: Path) -> list[TextScore]:
    """Our reader and trafilatura alone, on the pages with annotated text."""
    truth = json.loads(gzip.decompress((folder / "ground-truth.json.gz").read_bytes()))
    contents, gold = [], []
    for name, entry in truth.items():
        contents.append(_page(folder, name))
        gold.append(entry["articleBody"])
    readers: dict[str, Callable[[str], str]] = {"affray": _ours, "trafilatura": _theirs}
    return [score(name, [reader(content) for content in contents], gold) for name, reader in readers.items()]


def _page(folder: Path, name: str) -> str:
    return gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")


def _ours(content: str) -> str:
    try:
        report = html.cleaned(_raw(content))
    except SkipReport:
        return ""
    return _body(report)


def _body(report: Report) -> str:
    """The text without headline and captions, which the annotated text leaves out."""
    return "\n".join(report.text[s.start : s.end] for s in report.segments if s.kind is SegmentKind.BODY)


def _theirs(content: str) -> str:
    return trafilatura.extract(content, include_comments=False) or ""


def _raw(content: str, url: str | None = None) -> Raw:
    metadata = {"url": url} if url else {}
    return Raw(report="page", path="page", format=Format.HTML, content=content, metadata=metadata)


def days(folder: Path) -> DateScore:
    """How often a page's known day is among the witnesses that reading keeps."""
    lines = gzip.decompress((folder / "gold.jsonl.gz").read_bytes()).splitlines()
    gold = [json.loads(line) for line in lines]
    among = picked = count = read = 0
    for entry in gold:
        try:
            report = html.cleaned(_raw(_page(folder, entry["html"]), entry["url"]))
        except SkipReport:
            continue
        read += 1
        count += len(report.dates)
        among += any(str(each.earliest) == str(each.latest) == entry["date"] for each in report.dates)
        picked += any(each.text == f"htmldate: {entry['date']}" for each in report.dates)
    total = len(gold)
    return DateScore(
        pages=total, among_witnesses=among / total, htmldate=picked / total, witnesses=count / max(1, read)
    )


def archives(folder: Path) -> list[ArchiveScore]:
    """What every sample archive gives: reports, and the reasons of its skips."""
    found = []
    for path in sorted((folder / "data").iterdir()):
        given = list(records([str(path)], ReadOptions()))
        skips = tuple(each.reason for each in given if isinstance(each, Skip))
        found.append(ArchiveScore(archive=path.name, reports=len(given) - len(skips), skips=skips))
    return found


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors: our text beside trafilatura's own of the same run."""
    ours, theirs = pages(shared / "corpora/public/aeb")[:2]
    return {"text.f1": ours.f1, "text.f1-less-trafilatura": ours.f1 - theirs.f1}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all scores; 1 when our text scores more than 0.005 F1 below trafilatura alone."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--corpora", type=Path, required=True, help="the folder with public/aeb and the other sets"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    public = given.corpora / "public"
    texts = pages(public / "aeb")
    dated = days(public / "htmldate_en")
    archived = archives(public / "warc_samples")
    if given.json:
        found = {"text": texts, "dates": dated, "archives": archived}
        print(json.dumps(found, default=asdict))
    else:
        for each in texts:
            scores = f"P {each.precision:.3f} R {each.recall:.3f} F1 {each.f1:.3f}"
            print(f"{each.reader:12} {scores} ({each.pages} pages)")
        print(f"day among witnesses {dated.among_witnesses:.3f}, htmldate's pick {dated.htmldate:.3f}")
        print(f"witnesses a page {dated.witnesses:.1f} ({dated.pages} pages)")
        for archive in archived:
            print(f"{archive.archive:42} reports {archive.reports} skips {', '.join(archive.skips) or '-'}")
    return 0 if texts[0].f1 >= texts[1].f1 - 0.005 else 1


if __name__ == "__main__":
    sys.exit(main())
