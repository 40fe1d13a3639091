"""How well claims are extracted: the annotated reports and the five seed reports.

    python eval/claims.py [--shared ../shared] [--part dev|seeds] [--weights FOLDER] [--json]

Scores with the scorer that comes with the annotated material, so that its figures are comparable.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import material
from affray import config, pipeline
from affray.engines.local import run
from affray.export.claims import record
from affray.extract.options import ExtractOptions
from affray.model import Coded, Report
from affray.store import Store


def annotated(shared: Path, part: str) -> Iterator[Report]:
    """The annotated reports of a part, one sentence a line as the coder saw them."""
    for found in material.lines(shared / f"corpora/claims/{part}.reports.jsonl.gz"):
        yield Report(report=found["report"], path="", text="\n".join(found["sentences"]), digest="")


def code(shared: Path, part: str, settings: config.Settings, stages: pipeline.Stages) -> Iterator[Coded]:
    """The coded reports of a part: `dev` from its sentences, `seeds` from the files, dated together."""
    if part == "seeds":
        with tempfile.TemporaryDirectory() as folder:
            into = Path(folder) / "seeds.duckdb"
            run([str(shared / "seeds")], into, settings=replace(settings, workers=1))
            with Store.open_read_only(into) as store:
                yield from store.results()
        return
    for report in annotated(shared, part):
        yield Coded(report=report, claims=tuple(stages.grounder(report, stages.tagger(report))))


def score(shared: Path, part: str, settings: config.Settings) -> dict[str, Any]:
    """The scorer's figures for one part, with the tagger's version and the words a second."""
    stages = pipeline.load(settings)
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "claims.jsonl"
        if part == "seeds":
            gold.write_text((shared / "gold/seeds.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
        else:
            source = shared / f"corpora/claims/{part}.claims.jsonl.gz"
            gold.write_text(
                "".join(json.dumps(claim) + "\n" for claim in material.lines(source)), encoding="utf-8"
            )
        began, words = time.process_time(), 0
        with found.open("w", encoding="utf-8") as out:
            for coded in code(shared, part, settings, stages):
                words += len(coded.report.text.split())
                for claim in coded.claims:
                    out.write(json.dumps(record(claim)) + "\n")
        spent = time.process_time() - began
        scorer = [sys.executable, str(shared / "tools/score_claims.py"), str(gold), str(found), "--json"]
        result = subprocess.run(scorer, check=True, capture_output=True, text=True)  # noqa: S603 - fixed command
    figures: dict[str, Any] = json.loads(result.stdout)
    return figures | {
        "version": stages.tagger.version,
        "words_a_second": round(words / spent),
    }


def measure(shared: Path, name: str) -> dict[str, float]:
    """The figures that have floors, for `claims-dev` or `claims-seeds`."""
    found = score(shared, name.removeprefix("claims-"), config.Settings())
    kept = ("claims", "roles", "a", "b", "place", "time", "source", "figures")
    out = {f"{key}.{part}": found[key][part] for key in kept for part in ("precision", "recall", "f1")}
    # How fillers are read, of matched claims, where the gold says it.
    read = ("stance", "actor", "point", "date")
    return out | {key: found[key]["accuracy"] for key in read if found[key]}


def main() -> None:
    """Print the figures of one part or of both."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", choices=("dev", "seeds", "train"), action="append")
    parser.add_argument("--weights", default="")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    settings = config.Settings(extract=ExtractOptions(weights=asked.weights))
    for part in asked.part or ("dev", "seeds"):
        figures = score(asked.shared, part, settings)
        if asked.json:
            print(json.dumps({"part": part} | figures))
            continue
        print(f"\n{part}  ({figures['version']}, {figures['words_a_second']} words a second)")
        for name, value in figures.items():
            if isinstance(value, dict):
                print(f"  {name:11}", "  ".join(f"{key} {number}" for key, number in value.items()))


if __name__ == "__main__":
    main()
