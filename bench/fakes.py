"""How fast reports are coded, whole: 646 news reports of the Syrian war, from file to database.

    python bench/fakes.py [--shared ../shared] [--workers N] [--limit N]

Prints reports and words a second of wall time and of CPU time, and the share of the encoder: seconds
depend on the machine, the ratio does not. Checks the evidence invariant on every claim.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from affray import config
from affray.engines import local
from affray.store import Store

ROOT = Path(__file__).resolve().parent.parent


def as_lines(shared: Path, out: Path, limit: int) -> int:
    """The reports as a JSON Lines file, as a user would have them."""
    source = shared / "corpora/public/fakes/fakes_dev.csv.gz"
    with (
        gzip.open(source, "rt", encoding="utf-8", errors="replace") as rows,
        out.open("w", encoding="utf-8") as lines,
    ):
        count = 0
        for row in csv.DictReader(rows):
            if count == limit:
                break
            record = {
                "id": f"fakes-{count}",
                "title": row["article_title"],
                "text": row["article_content"],
                "outlet": row["source"],
                "date": row["date_iso"],
            }
            lines.write(json.dumps(record) + "\n")
            count += 1
    return count


def main() -> None:
    """Code the reports and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--limit", type=int, default=-1)
    asked = parser.parse_args()
    if not (asked.shared / "corpora").is_dir():
        print(f"bench: SKIPPED, no reports at {asked.shared}")
        return
    settings = replace(config.Settings(), workers=asked.workers)
    with tempfile.TemporaryDirectory() as folder:
        source, into = Path(folder) / "fakes.jsonl", Path(folder) / "fakes.duckdb"
        count = as_lines(asked.shared, source, asked.limit)
        began, cpu = time.perf_counter(), time.process_time()
        outcome = local.run([str(source)], into, settings=settings)
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        with Store.open_read_only(into) as store:
            reports, claims, broken = 0, 0, 0
            words = 0
            for coded in store.results():
                reports += 1
                words += len(coded.report.text.split())
                for found in coded.claims:
                    claims += 1
                    evidence = found.claim.evidence
                    broken += coded.report.text[evidence.start : evidence.end] != evidence.text
            skips = list(store.skips())
    print(f"{count} reports in, {reports} coded, {outcome.known} known before, {len(skips)} skipped")
    print(f"{claims} claims, {words} words")
    print(f"evidence broken: {broken}")
    print(
        f"{reports / wall:.1f} reports/s, {words / wall:.0f} words/s of wall time, {asked.workers} worker(s)"
    )
    if asked.workers == 1:
        print(f"{words / cpu:.0f} words/s of CPU time")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the main process {peak:.0f} MB")
    if broken:
        raise SystemExit("the evidence invariant is broken")


if __name__ == "__main__":
    main()
