"""Counts how often reports of a war use a word in a sentence of a claim: what makes a shared word tell.

python -m training.linkage.words CLAIMS.jsonl.gz [--out words.json]

The claims are annotated ones, of which the sentences and their reports are read.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from affray.reconcile.wording import words
from affray.resources import linkage, trained

# Rarer words are left out: linkage takes them as rare as one in 300.
LEAST = 0.01


def shares(claims: Path) -> dict[str, float]:
    used: defaultdict[str, set[str]] = defaultdict(set)
    with gzip.open(claims, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            used[row["report"]].update(words(row["quote"]))
    times = Counter(word for own in used.values() for word in own)
    return {
        word: round(count / len(used), 3)
        for word, count in sorted(times.items())
        if count / len(used) >= LEAST
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=Path)
    parser.add_argument("--out", type=Path, default=trained.folder("linkage") / linkage.WORDS)
    asked = parser.parse_args()
    found = shares(asked.claims)
    asked.out.write_text(json.dumps(found, indent=0), encoding="utf-8")
    print(f"{len(found)} words")


if __name__ == "__main__":
    main()
