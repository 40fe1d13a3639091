"""Trains the weights of linkage without labels: Splink's expectation maximisation over coded reports.

    python -m training.linkage.fit STORE [--without REPORTS.jsonl.gz] [--out weights.json]

The store is of reports coded by affray. Pairs are those of one breed whose reports are of one fortnight.
`u`, how often two claims of two events stand so, is the share among a sample of them, nearly all of which
are of two events. `m`, among claims of one event, is what expectation maximisation finds with `u` fixed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import warnings
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from affray.reconcile import model, scoring
from affray.reconcile.columns import table
from affray.reconcile.comparisons import COMPARISONS, REPORTED
from affray.reconcile.features import Told, rows
from affray.resources import linkage
from affray.resources import trained as trained_weights
from affray.store import Store

BLOCK = "l.breed = r.breed AND l.fortnight = r.fortnight"
# Where expectation maximisation starts from; it ends at the same weights from 0.02 and from 0.2.
START = 0.05
# Pairs of the sample that `u` is counted on.
SAMPLE = 2_000_000
# What was chosen on the annotated groups, with a check that leaves each group out (docs/linkage.md), in bits.
# Expectation maximisation finds the reports of one day that copy each other, so it takes far too much from
# a report's day (-11 bits) and from a type of its own (-2.2), and too little from a sum of many (-0.9).
CHOSEN = {
    ("number", "many and one"): -3.0,
    ("kind", "means and plain"): -1.7,
    ("reported", "near"): 0.0,
    ("reported", "apart"): -1.0,
}
LEARNT = tuple(each for each in COMPARISONS if each is not REPORTED)
# A level that was hardly met gets no weight beyond this, in bits.
MOST = 6.0


def told(store: Path, without: frozenset[str]) -> list[Told]:
    with Store.open_read_only(store) as opened:
        return [
            (claim, coded.report.published)
            for coded in opened.results()
            if coded.report.title not in without
            for claim in coded.claims
        ]


def shares(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, float]]:
    """The share of each level among the pairs of a block that tell something."""
    pairs = connection.sql(
        f"SELECT l.unique_id AS one, r.unique_id AS other FROM claims AS l JOIN claims AS r "  # noqa: S608
        f"ON {BLOCK} AND l.unique_id < r.unique_id ORDER BY hash(l.claim, r.claim) LIMIT {SAMPLE}"
    ).to_arrow_table()
    stand = scoring.standing(connection, pairs)
    found = {}
    for comparison in COMPARISONS:
        counts = Counter(stand[f"level_{comparison.name}"].to_pylist())
        telling = {
            level.name: counts[at] + 0.5 for at, level in enumerate(comparison.levels) if not level.null
        }
        total = sum(telling.values())
        found[comparison.name] = {name: count / total for name, count in telling.items()}
    return found


def start(u: dict[str, dict[str, float]]) -> dict[str, dict[str, tuple[float, float]]]:
    """Chances to start from: the likest level is the commonest among claims of one event."""
    found = {}
    for name, levels in u.items():
        halves = [2.0**-at for at in range(len(levels))]
        found[name] = {
            level: (half / sum(halves), share)
            for (level, share), half in zip(levels.items(), halves, strict=True)
        }
    return found


def fit(claims: Sequence[Told]) -> dict[str, Any]:
    with scoring.database(table(rows(claims))) as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        u = shares(connection)
        trained = scoring.linker(connection, model.settings(start(u), START, comparisons=LEARNT))
        session = trained.training.estimate_parameters_using_expectation_maximisation(
            BLOCK, fix_u_probabilities=True
        )
        matches = session.core_model_settings.probability_two_random_records_match
        chances = {}
        for each in trained.misc.save_model_to_json()["comparisons"]:
            chances[each["output_column_name"]] = {
                level["label_for_charts"]: _bounded(level["m_probability"], level["u_probability"])
                for level in each["comparison_levels"]
                if not level.get("is_null_level")
            }
    for (name, level), weight in CHOSEN.items():
        share = u[name][level]
        chances.setdefault(name, {})[level] = [round(share * 2.0**weight, 8), round(share, 8)]
    return {"matches": round(matches, 5), "chances": chances}


def _bounded(m: float, u: float) -> list[float]:
    return [round(min(max(m, u * 2.0**-MOST), u * 2.0**MOST), 8), round(u, 8)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--without", type=Path, help="reports that must not be trained on")
    parser.add_argument("--prior", type=float, default=-2.3, help="bits; chosen on corpora/events")
    parser.add_argument("--out", type=Path, default=trained_weights.folder("linkage") / linkage.WEIGHTS)
    asked = parser.parse_args()
    without: frozenset[str] = frozenset()
    if asked.without:
        with gzip.open(asked.without, "rt", encoding="utf-8") as file:
            without = frozenset(json.loads(line)["title"] for line in file)
    claims = told(asked.store, without)
    found = fit(claims)
    about = {
        "trained": date.today().isoformat(),  # noqa: DTZ011 the day of the training
        "on": f"{len({each.claim.report for each, _ in claims})} reports, {len(claims)} claims, no labels; "
        "five numbers chosen on annotated groups of reports (docs/linkage.md)",
        "prior": asked.prior,
    }
    asked.out.write_text(json.dumps(about | found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(about | {"matches": found["matches"]}))


if __name__ == "__main__":
    main()
