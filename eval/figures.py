"""How well marked figures are read: bounds against the annotated reports, every figure by itself.

    python eval/figures.py [--shared ../shared] [--part train|dev] [--wrong N]

A figure is right when both bounds are those of the coder, whose wording is given as marked. Two
accuracies are printed: over all figures, and over those whose coding follows the guidelines, which
leaves out what `against_guidelines` names. The disagreements are counted by kind; `--wrong` prints
the wordings too. The rules were made on train; of dev only counts were looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import material
from affray.extract import figures
from affray.model import FigureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One figure as the coder left it."""

    text: str
    sentence: str
    kind: FigureKind
    min: int | None
    max: int | None


def marked(path: Path) -> Iterator[Marked]:
    """The figures of a part."""
    for claim in material.lines(path):
        for found in claim["figures"]:
            yield Marked(
                text=found["text"],
                sentence=claim["quote"],
                kind=FigureKind(found["kind"]),
                min=found["min"],
                max=found["max"],
            )


_NUMBERED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?"
    r"|thousands?|millions?|dozens?|scores|tens|several|few|many|multiple|numerous|couple|both)\b"
    r"|\b(?:numbers?|no|none|an?|another)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|several|few|many)\b",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"\b(?:least|than|over|above|up to|many as|nearly|almost|under|below|exceed|minimum|maximum|high as|only)"
    r"|\+",
    re.IGNORECASE,
)


def against_guidelines(figure: Marked) -> str | None:
    """What makes a figure's coding contradict the guidelines' text, None where it follows them."""
    text, closed = figure.text.lower(), figure.min is not None and figure.max is not None
    if re.match(r"(?:nearly|almost)\b", text) and figure.min is not None:
        return "coder: nearly N as exact (guidelines: -N)"
    if re.match(r"millions\b", text) and not closed:
        return "coder: millions left open (guidelines: 2000000-9999999)"
    one = (figure.min, figure.max) in {(1, 1), (2, 2)}
    if not _NUMBERED.search(text) and not one and figure.min not in {None, 0} and "other" not in text:
        return "coder: a number for a bare plural (guidelines: none)"
    if re.match(r"[\d,]+ [a-z ]+$", text) and not closed and not _MODIFIED.search(text):
        return "coder: open bound that the marked wording does not say"
    return None


def in_sentence(figure: Marked) -> bool:
    """Whether one of the counts of the whole sentence overlaps the marked wording with its bounds."""
    start = figure.sentence.find(figure.text)
    return any(
        first < start + len(figure.text)
        and start < last
        and (bounds.min, bounds.max) == (figure.min, figure.max)
        for first, last, bounds in figures.inside(figure.sentence)
    )


def kind_of(figure: Marked, bounds: figures.Bounds | None) -> str:
    """The kind of a disagreement."""
    text = figure.text.lower()
    if (against := against_guidelines(figure)) is not None:
        return against
    if re.search(r"\b(?:several|few) (?:hundred|thousand|dozen)", text):
        return "several hundred: coders differ (200-999, 300-900, 300-999)"
    if figure.min is None and figure.max is None:
        return "coder: unknown; read: " + ("no figure" if bounds is None else "a number")
    if bounds is None:
        return "no number read: a plural or a share"
    if not _NUMERAL.search(text):
        return "words without a numeral, read otherwise"
    return "numeral read otherwise (sums, products, names)"


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors, on the dev reports."""
    found = list(marked(shared / "corpora/claims/dev.claims.jsonl.gz"))
    right = []
    for figure in found:
        bounds = figures.read(figure.text, figure.kind)
        right.append(bounds is not None and (bounds.min, bounds.max) == (figure.min, figure.max))
    following = [ok for ok, figure in zip(right, found, strict=True) if against_guidelines(figure) is None]
    return {"all": sum(right) / len(right), "by-guidelines": sum(following) / len(following)}


def main() -> None:
    """Print accuracy and the kinds of disagreement."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", choices=("train", "dev"), action="append")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print up to N wordings")
    asked = parser.parse_args()
    for part in asked.part or ("train", "dev"):
        right, following, total, numerals, located = 0, 0, 0, 0, 0
        kinds: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        for figure in marked(asked.shared / f"corpora/claims/{part}.claims.jsonl.gz"):
            bounds = figures.read(figure.text, figure.kind)
            found = None if bounds is None else (bounds.min, bounds.max)
            follows = against_guidelines(figure) is None
            total += 1
            following += follows
            if _NUMERAL.search(figure.text):
                numerals += 1
                located += in_sentence(figure)
            if found == (figure.min, figure.max):
                right += follows
            else:
                kinds[kind_of(figure, bounds)] += 1
                wrong[f"{figure.text!r} {figure.kind}: coder {figure.min}-{figure.max}, read {found}"] += 1
        agreed = total - kinds.total()
        print(f"{part}: all {agreed}/{total} = {agreed / total:.4f}", end="   ")
        print(f"coded by the guidelines {right}/{following} = {right / following:.4f}")
        print(f"   found in the whole sentence, of wordings with a numeral: {located}/{numerals}", end=" = ")
        print(f"{located / numerals:.4f}")
        for kind, n in kinds.most_common():
            print(f"   {n:4} {kind}")
        for wording, n in wrong.most_common(asked.wrong):
            print(f"      {n:4} {wording}")


if __name__ == "__main__":
    main()
