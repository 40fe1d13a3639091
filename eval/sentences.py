"""How well texts are cut into sentences: boundary precision, recall and F1, and the speed.

    python eval/sentences.py [--shared ../shared] [--errors N]

Two sources, read at run time. `treebank`: sentences of the English Web Treebank (weblogs, e-mails,
newsgroups, answers, reviews), kept as word lists, so they are rejoined to text by rule. `reports`:
the annotated reports; their cuts were made by an automatic splitter and corrected by people, so they
favour no splitter of ours but are no independent truth either. Each text is a run of eight
consecutive sentences joined by single spaces, and the seven joints are the boundaries to find.

`stopped` leaves out joints after a sentence that ends with no stop mark: no text says where it ends.
`all` counts them. A boundary found at no joint is an error in both.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import material
from affray.text import sentences

RUN = 8
STOPPED = tuple(".!?…") + tuple(f".{mark}" for mark in "\"'”’)]") + ('!"', '?"', "!”", "?”", "!)", "?)")


@dataclass(slots=True)
class Score:
    """Joints found, missed, and boundaries found at none; `stopped` and `all` as in the module text."""

    hits: int = 0
    missed: int = 0
    unstopped_hits: int = 0
    unstopped: int = 0
    wrong: int = 0
    errors: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The figures as one line."""
        return f"{name:22} stopped {self._figures(self.hits, self.missed)}   all " + self._figures(
            self.hits + self.unstopped_hits, self.missed + self.unstopped - self.unstopped_hits
        )

    def _figures(self, hits: int, missed: int) -> str:
        precision, recall = hits / max(1, hits + self.wrong), hits / max(1, hits + missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f}"

    @property
    def f1(self) -> float:
        """F1 over the joints after a sentence that has an end mark."""
        return 2 * self.hits / max(1, 2 * self.hits + self.missed + self.wrong)


def score(texts: Iterator[Sequence[str]]) -> Score:
    """Score the splitter over runs of sentences."""
    out = Score()
    for run in texts:
        text = " ".join(run)
        joints, at = {}, -1
        for sentence in run[:-1]:
            at += len(sentence) + 1
            joints[at] = sentence.endswith(STOPPED)
        found = {span.end for span in sentences(text)[:-1]}
        for joint, stopped in joints.items():
            if not stopped:
                out.unstopped += 1
                out.unstopped_hits += joint in found
            elif joint in found:
                out.hits += 1
            else:
                out.missed += 1
                out.errors.append("missed  " + _around(text, joint))
        for joint in sorted(found - joints.keys()):
            out.wrong += 1
            out.errors.append("wrong   " + _around(text, joint))
    return out


def _around(text: str, at: int) -> str:
    return f"{text[max(0, at - 45) : at]!r} | {text[at : at + 30]!r}"


def runs(found: Sequence[str]) -> Iterator[Sequence[str]]:
    """Runs of eight sentences."""
    for start in range(0, len(found) - 1, RUN):
        yield found[start : start + RUN]


def treebank(path: Path) -> list[str]:
    """The sentences of a treebank part as text."""
    return [rejoin(sentence["w"]) for sentence in json.loads(material.text_of(path))]


def rejoin(words: Sequence[str]) -> str:
    """A treebank sentence's words as one would write them."""
    out, glue, quoted = "", True, False
    for number, word in enumerate(words, 1):
        clitic = word.lower() in {"n't", "n’t"} or (word[0] in "'’" and 1 < len(word) < 4)
        closing = (
            word[0] in ".,;:!?)]}%"
            or clitic
            or (word == '"' and (quoted or 1 < number == len(words)))
            or word == "-"
        )
        out += word if glue or closing else f" {word}"
        glue = word in {"(", "[", "{", "$", "#", "-", "/", "“", "‘"} or (word == '"' and not quoted)
        quoted ^= word == '"'
    return out


def reports(path: Path) -> Iterator[Sequence[str]]:
    """The annotated reports' sentences, a run never crossing reports."""
    for report in material.lines(path):
        yield from runs(report["sentences"])


def speed(texts: Sequence[str]) -> float:
    """Megabytes split in a second of one core's time, the best of five rounds."""
    best, size = 1e9, sum(len(text.encode()) for text in texts)
    for _ in range(5):
        began = time.process_time()
        for text in texts:
            sentences(text)
        best = min(best, time.process_time() - began)
    return size / best / 1e6


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors, on the treebank's test part."""
    result = score(runs(treebank(shared / "corpora/roles/ewt_roles_test.json.gz")))
    return {"boundary.f1": result.f1}


def main() -> None:
    """Print the figures of every part, and the first errors of one where asked."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", help="only this part, such as reports/dev")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    corpora = asked.shared / "corpora"
    for part in ("treebank/train", "treebank/dev", "treebank/test", "reports/train", "reports/dev"):
        if asked.part not in {None, part}:
            continue
        source, name = part.split("/")
        if source == "treebank":
            texts = runs(treebank(corpora / f"roles/ewt_roles_{name}.json.gz"))
        else:
            texts = reports(corpora / f"claims/{name}.reports.jsonl.gz")
        result = score(texts)
        print(result.line(part))
        for error in result.errors[: asked.errors]:
            print("   ", error)
    if asked.part is None:
        whole = [" ".join(run) for run in reports(corpora / "claims/train.reports.jsonl.gz")]
        print(f"speed {speed(whole):.1f} MB a second of one core (annotated reports)")


if __name__ == "__main__":
    main()
