"""How well copies of one text are told from reports of one happening.

    python eval/copies.py [--shared ../shared] [--misses] [--scale 100000]

Three kinds of material: news reports judged by reading (copies.toml), reprints made here of annotated reports
(cut, shortened, edited, with another lead), and reports of one happening by several outlets, which are none.
A pair is right when both reports stand in one group. Baseline: the same words, and nothing else.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
import resource
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import material
from affray.model import Published, Report
from affray.reconcile.copies import STANDARD, Likeness, groups

HERE = Path(__file__).resolve().parent
# Pairs that share this much of the shorter text were looked over, and all are copies.
_READ = 0.78
# Reports that share this much are not taken as bases of reprints side by side.
_APART = 0.15
_KINDS = ("cut", "shortened", "edited", "other lead", "brief")
_SEED = 20_260_101
SWEEP: dict[str, tuple[float, ...]] = {
    "contained": (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7),
    "whole": (0.4, 0.5, 0.6, 0.7, 0.8, 1.01),
    "days": (0, 1, 3, 7, 14, 30, 100_000),
    "part": (0.0, 0.05, 0.1, 0.2, 0.3),
    "least": (5, 10, 15, 20, 30),
}

Pairs = frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Reports, with the pairs that are copies and those that are left out of the figures."""

    reports: tuple[Report, ...]
    copies: Pairs
    open: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How many pairs were found, were right, and were to be found."""

    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the wanted that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        """As a row of a table prints it."""
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} ({self.right} of {self.wanted}, {self.found} found)"
        )


def news(shared: Path) -> Material:
    """The news reports, one of each id, with what was judged by reading."""
    content = gzip.decompress((shared / "corpora/public/fakes/fakes_dev.csv.gz").read_bytes()).decode("utf-8")
    found: dict[str, Report] = {}
    for row in csv.DictReader(io.StringIO(content)):
        day = date.fromisoformat(row["date_iso"])
        found[row["unit_id"]] = _report(row["unit_id"], row["article_content"], day, row["source"])
    judged = tomllib.loads((HERE / "copies.toml").read_text(encoding="utf-8"))
    alike = {pair for pair, share in _shares(list(found.values())) if share >= _READ}
    copies = frozenset(map(frozenset, judged["copies"])) | alike
    passages = frozenset(map(frozenset, judged["passages"])) - copies
    return Material(reports=tuple(found.values()), copies=copies, open=passages)


def _report(name: str, text: str, day: date, outlet: str | None) -> Report:
    published = Published(earliest=day, latest=day, best=day, witnesses=(), reason="given")
    return Report(report=name, path="", text=text, digest="", outlet=outlet, published=published)


def _shares(reports: Sequence[Report]) -> Iterator[tuple[frozenset[str], float]]:
    """The share of the shorter text's runs of three words in the longer, of all pairs that share twenty."""
    runs = {report.report: _runs(report.text) for report in reports}
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, own in runs.items():
        for run in own:
            holders[run].append(name)
    met: defaultdict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        for pair in combinations(sorted(names), 2):
            met[pair] += 1
    for (one, other), count in met.items():
        if count >= 20:
            yield frozenset((one, other)), count / min(len(runs[one]), len(runs[other]))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def remade(shared: Path) -> Material:
    """Annotated news reports, each with a reprint of every kind, and the reports of one happening beside."""
    chance = random.Random(_SEED)  # noqa: S311 - repeatable, nothing secret
    rows = [
        row
        for part in ("dev", "train")
        for row in material.lines(shared / f"corpora/claims/{part}.reports.jsonl.gz")
    ]
    rows = [row for row in rows if row["origin"] in ("fakes", "hrds") and len(row["sentences"]) >= 8]
    rows = _distinct(rows)
    vocabulary = sorted({word for row in rows for sentence in row["sentences"] for word in sentence.split()})
    reports, copies = [], set()
    for number, row in enumerate(rows):
        kind = _KINDS[number % len(_KINDS)]
        lead = rows[(number + 7) % len(rows)]["sentences"][:2]
        again = _remake(row["sentences"], kind, lead=lead, words_of=vocabulary, chance=chance)
        when, name = date(2016, 1, 1) + timedelta(days=number), f"{row['report']}|{kind}"
        own = row["sentences"][2:4] if kind == "brief" else row["sentences"]
        reports.append(_report(row["report"], " ".join(own), when, row["outlet"]))
        reports.append(_report(name, again, when + timedelta(days=chance.randrange(3)), None))
        copies.add(frozenset((row["report"], name)))
    return Material(reports=tuple(reports), copies=frozenset(copies), open=frozenset())


def _distinct(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reports that share little with any before them, so that no reprint but ours is among them."""
    given = [_report(str(at), " ".join(row["sentences"]), date.min, None) for at, row in enumerate(rows)]
    near: defaultdict[int, set[int]] = defaultdict(set)
    for pair, share in _shares(given):
        if share > _APART:
            one, other = sorted(int(name) for name in pair)
            near[other].add(one)
    kept: dict[int, dict[str, Any]] = {}
    for at, row in enumerate(rows):
        if not near[at] & kept.keys():
            kept[at] = row
    return list(kept.values())


def _remake(
    sentences: Sequence[str],
    kind: str,
    *,
    lead: Sequence[str],
    words_of: Sequence[str],
    chance: random.Random,
) -> str:
    if kind == "cut":
        return " ".join(sentences[: max(4, round(len(sentences) * chance.uniform(0.3, 0.7)))])
    if kind == "other lead":
        return " ".join((*lead, *sentences[2:]))
    if kind == "brief":
        own = " ".join(sentences[2:4]).split()
        return " ".join([*own[:4], chance.choice(words_of), *own[5:-6], chance.choice(words_of), *own[-5:]])
    kept = [each for each in sentences if chance.random() < (0.55 if kind == "shortened" else 0.8)]
    own = " ".join(kept or sentences).split()
    if kind == "shortened":
        return " ".join(word for word in own if chance.random() > 0.06)
    # Edited: one word in eight is another.
    return " ".join(chance.choice(words_of) if chance.random() < 0.125 else word for word in own)


def score(given: Material, likeness: Likeness = STANDARD) -> Scores:
    """How many pairs of reports stand in one group, and rightly."""
    found = {
        frozenset(pair)
        for group in groups(given.reports, likeness)
        for pair in combinations(group.reports, 2)
    }
    return Scores(found=len(found - given.open), right=len(found & given.copies), wanted=len(given.copies))


def bulk(count: int, shared: Path) -> Iterator[Report]:
    """So many reports of 350 words, spread as those of the news reports are; one in five is a reprint."""
    chance = random.Random(_SEED)  # noqa: S311 - repeatable, nothing secret
    words = [word for report in news(shared).reports for word in report.text.split()]
    standing = " ".join(chance.choices(words, k=60))
    last: list[str] = []
    for number in range(count):
        day = date(2012, 1, 1) + timedelta(days=number * 3000 // count)
        if last and number % 5 == 0:
            own = [word for word in last[: chance.randrange(150, 350)] if chance.random() > 0.05]
        else:
            own = chance.choices(words, k=350)
            last = own
        yield _report(f"r{number:07}", " ".join((*own, standing)), day, None)


def scale(count: int, shared: Path) -> None:
    """Print what so many reports cost, and whether all reprints were found."""
    reports = list(bulk(count, shared))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    found = groups(reports)
    spent = time.perf_counter() - began
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{count} reports: {spent:.0f} s, {more:.0f} MB more than the reports, {len(found)} groups")


def same_words(given: Material) -> Scores:
    """The baseline: reports whose words are the same."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for report in given.reports:
        held["".join(letter for letter in report.text.casefold() if letter.isalnum())].append(report.report)
    found = {frozenset(pair) for names in held.values() for pair in combinations(sorted(names), 2)}
    return Scores(found=len(found - given.open), right=len(found & given.copies), wanted=len(given.copies))


def of_one_happening(shared: Path, given: Material) -> tuple[int, int]:
    """How many pairs of reports tell of one happening and are no copies, and how many of them are found."""
    by_group: defaultdict[int, set[str]] = defaultdict(set)
    for row in material.lines(shared / "corpora/events/dev.claims.jsonl.gz"):
        by_group[row["group"]].add(row["report"].partition(":")[2])
    pairs = {frozenset(pair) for names in by_group.values() for pair in combinations(sorted(names), 2)}
    pairs -= given.copies | given.open
    found = {frozenset(pair) for group in groups(given.reports) for pair in combinations(group.reports, 2)}
    return len(pairs), len(pairs & found)


def _with(field: str, value: float) -> Likeness:
    changed: dict[str, Any] = {field: value}
    return replace(STANDARD, **changed)


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors."""
    read, made = score(news(shared)), score(remade(shared))
    return {
        "news.precision": read.precision,
        "news.recall": read.recall,
        "remade.precision": made.precision,
        "remade.recall": made.recall,
    }


def main() -> None:
    """Print precision and recall, and how they change with each threshold."""
    parser = material.parser(__doc__)
    parser.add_argument("--misses", action="store_true", help="list the pairs that are wrong or missed")
    parser.add_argument("--scale", type=int, help="measure the time and memory of so many reports, and stop")
    asked = parser.parse_args()
    if asked.scale:
        scale(asked.scale, asked.shared)
        return
    given = {"news": news(asked.shared), "remade": remade(asked.shared)}
    for name, each in given.items():
        print(f"{name}: {len(each.reports)} reports, {len(each.copies)} pairs, {len(each.open)} left out")
        print(f"  same words   {same_words(each)}")
    pairs, glued = of_one_happening(asked.shared, given["news"])
    print(f"pairs of reports of one happening that are no copies: {pairs}, of which {glued} found")
    for field, values in SWEEP.items():
        for value in values:
            likeness = _with(field, value)
            mark = "*" if value == getattr(STANDARD, field) else " "
            figures = " | ".join(f"{name} {score(each, likeness)}" for name, each in given.items())
            print(f"{field:10}{value:7}{mark} {figures}")
    if asked.misses:
        for name, each in given.items():
            found = {
                frozenset(pair) for group in groups(each.reports) for pair in combinations(group.reports, 2)
            }
            for pair in sorted(map(sorted, found - each.copies - each.open)):
                print(f"{name} wrong: {pair[0]} {pair[1]}")
            for pair in sorted(map(sorted, each.copies - found)):
                print(f"{name} missed: {pair[0]} {pair[1]}")


if __name__ == "__main__":
    main()
