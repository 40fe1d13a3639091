"""How fast reports are coded, whole: 646 news reports of the Syrian war, from file to database.

    python bench/fakes.py [--shared ../shared] [--workers N] [--limit N]

Prints reports and words a second of wall time and of CPU time, and the share of the encoder: seconds
depend on the machine, the ratio does not. Checks the evidence invariant on every claim.
"""

from __future__ import annotations

import json
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import reports
from affray import config
from affray.engines import local
from affray.store import Store


def as_lines(shared: Path, out: Path, limit: int) -> int:
    """The reports as a JSON Lines file, as a user would have them."""
    found = [json.dumps(record) + "\n" for record in reports.war(shared, limit)]
    out.write_text("".join(found), encoding="utf-8")
    return len(found)


def main() -> None:
    """Code the reports and print what it took."""
    parser = reports.parser(__doc__)
    parser.add_argument("--workers", type=int, default=1)
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
            met, claims, broken = 0, 0, 0
            words = 0
            for coded in store.results():
                met += 1
                words += len(coded.report.text.split())
                for found in coded.claims:
                    claims += 1
                    evidence = found.claim.evidence
                    broken += coded.report.text[evidence.start : evidence.end] != evidence.text
            skips = list(store.skips())
    print(f"{count} reports in, {met} coded, {outcome.known} known before, {len(skips)} skipped")
    print(f"{claims} claims, {words} words")
    print(f"evidence broken: {broken}")
    print(f"{met / wall:.1f} reports/s, {words / wall:.0f} words/s of wall time, {asked.workers} worker(s)")
    if asked.workers == 1:
        print(f"{words / cpu:.0f} words/s of CPU time")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the main process {peak:.0f} MB")
    if broken:
        raise SystemExit("the evidence invariant is broken")


if __name__ == "__main__":
    main()
