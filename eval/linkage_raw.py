"""Linkage end to end: the annotated groups' reports as raw text, all coded together, claims of our own.

    python eval/linkage_raw.py [--shared ../shared] [--json]

Scored by the scorer that comes with the material as a user would run it: claims are matched to the
coders', and `coverage` is the share of the coders' claims that found one. Nothing is tuned on it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import material
from affray import config
from affray.engines.local import run
from affray.export.claims import record
from affray.model import Coded
from affray.reconcile.linkage import link
from affray.store import Store


def coded(shared: Path, folder: Path) -> list[Coded]:
    """The reports of all groups, coded together from their text, title, outlet and date."""
    source, into = folder / "reports.jsonl", folder / "war.duckdb"
    with source.open("w", encoding="utf-8") as out:
        for row in material.lines(shared / "corpora/events/dev.reports.jsonl.gz"):
            told = {"id": row["report"], "title": row["title"], "text": "\n".join(row["sentences"])}
            out.write(json.dumps(told | {"outlet": row["outlet"], "date": row["published"]}) + "\n")
    run([str(source)], into, settings=replace(config.Settings(), workers=1))
    with Store.open_read_only(into) as store:
        return list(store.results())


def score(shared: Path, found: Sequence[Coded], folder: Path) -> dict[str, Any]:
    """The scorer's figures."""
    gold, claims, events = (folder / name for name in ("gold.jsonl", "claims.jsonl", "events.jsonl"))
    rows = material.lines(shared / "corpora/events/dev.claims.jsonl.gz")
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    own = [(claim, each.report.published) for each in found for claim in each.claims]
    claims.write_text("".join(json.dumps(record(claim)) + "\n" for claim, _ in own), encoding="utf-8")
    clusters = link(own).clusters
    lines = [{"event": f"e-{at}", "claims": list(cluster)} for at, cluster in enumerate(clusters)]
    events.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    scorer = [
        sys.executable,
        str(shared / "tools/score_events.py"),
        str(gold),
        str(claims),
        str(events),
        "--json",
    ]
    result = subprocess.run(scorer, check=True, capture_output=True, text=True)  # noqa: S603 - fixed command
    figures: dict[str, Any] = json.loads(result.stdout)
    return figures


def main() -> None:
    """Print the scores."""
    parser = material.parser(__doc__)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = score(asked.shared, coded(asked.shared, folder), folder)
    print(
        json.dumps(figures)
        if asked.json
        else "\n".join(f"{key:16} {value}" for key, value in figures.items())
    )


if __name__ == "__main__":
    main()
