"""What each rule over the tagger's figures gains: figures found, rule by rule, on the annotated reports.

    python eval/ledger.py [--shared ../shared] [--part dev|train] [--reports N]

Reports are coded once without rules; then the rules run alone, all, and all but one. A figure is found
when the claim it belongs to is matched as the scorer of the annotated material matches claims, and kind
and both bounds are those of the coder. On train the weights have seen the reports: look at the signs.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import claims
import material
from affray.extract import ledger
from affray.extract.options import ExtractOptions
from affray.extract.tagger import load
from affray.model import Claim, Report, Role

Record = dict[str, Any]
Results = list[tuple[Report, list[Claim]]]


def scorer(shared: Path) -> ModuleType:
    """The scorer that comes with the annotated material."""
    spec = importlib.util.spec_from_file_location("score_claims", shared / "tools/score_claims.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"there is no scorer in {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def coded(shared: Path, part: str, reports: int | None) -> Results:
    """The first reports of a part with their claims, no rule run over their figures."""
    rules, ledger.RULES = ledger.RULES, ()
    try:
        tagger = load(ExtractOptions())
        return [(report, tagger(report)) for report in islice(claims.annotated(shared, part), reports)]
    finally:
        ledger.RULES = rules


def record(claim: Claim) -> Record:
    """What the scorer matches claims by."""
    roles = {"a": Role.A, "b": Role.B, "place": Role.PLACE}
    return {
        "type": claim.type.value,
        "quote": claim.evidence.text,
        "trigger": claim.trigger.text,
        "figures": [(figure.kind.value, figure.min, figure.max) for figure in claim.figures],
    } | {key: [{"text": filler.text} for filler in claim.role(role)] for key, role in roles.items()}


def found(gold: Sequence[Record], told: Sequence[Record], rules: ModuleType) -> int:
    """How many of one report's figures are found."""
    pairs = sorted(
        ((rules.pair_score(g, t), i, j) for i, g in enumerate(gold) for j, t in enumerate(told)),
        key=lambda pair: -pair[0],
    )
    right, taken_gold, taken_told = 0, set(), set()
    for score, i, j in pairs:
        if score and i not in taken_gold and j not in taken_told:
            taken_gold.add(i)
            taken_told.add(j)
            left = list(told[j]["figures"])
            for figure in gold[i]["figures"]:
                key = (figure["kind"], figure["min"], figure["max"])
                if key in left:
                    left.remove(key)
                    right += 1
    return right


def measured(
    results: Results, gold: dict[str, list[Record]], scorer_: ModuleType
) -> tuple[float, float, float]:
    """Precision, recall and F1 of the figures."""
    right = told = total = 0
    for report, told_claims in results:
        records = [record(claim) for claim in told_claims]
        right += found(gold[report.report], records, scorer_)
        told += sum(len(one["figures"]) for one in records)
        total += sum(len(one["figures"]) for one in gold[report.report])
    return right / max(1, told), right / max(1, total), 2 * right / max(1, told + total)


def ways() -> Iterator[tuple[str, tuple[ledger.Rule, ...]]]:
    """The sets of rules that are compared, by name."""
    yield "none", ()
    for rule in ledger.RULES:
        yield f"only {rule.__name__}", (rule,)
    yield "all", ledger.RULES
    for rule in ledger.RULES:
        yield f"all but {rule.__name__}", tuple(other for other in ledger.RULES if other is not rule)


def main() -> None:
    """Print precision, recall and F1 of the figures, rule by rule."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--reports", type=int, default=None, metavar="N", help="only the first N reports")
    asked = parser.parse_args()
    results, rules = coded(asked.shared, asked.part, asked.reports), scorer(asked.shared)
    gold: dict[str, list[Record]] = defaultdict(list)
    for claim in material.lines(asked.shared / f"corpora/claims/{asked.part}.claims.jsonl.gz"):
        gold[claim["report"]].append(claim)
    for name, active in ways():
        settled = [(report, ledger.settle(report, own, active)) for report, own in results]
        precision, recall, f1 = measured(settled, gold, rules)
        print(f"{name:18} precision {precision:.4f}  recall {recall:.4f}  f1 {f1:.4f}")


if __name__ == "__main__":
    main()
