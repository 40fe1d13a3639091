"""How well claims are linked to events: the annotated groups of reports, with their coders' claims given.

    python eval/linkage.py [--shared ../shared] [--groups] [--blocks] [--errors N] [--json]

All groups are linked in one go; claims of one group are scored together, with the B-cubed and pairwise
scores of the scorer that comes with the material. Beside it: all apart, one event for a report date and
type, and one for a day, place and type. `--blocks` tells which pairs of one event each block keeps.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import linkage_material
import material
from affray.reconcile import blocks, scoring
from affray.reconcile.columns import table
from affray.reconcile.features import rows
from affray.reconcile.linkage import link
from linkage_material import Annotated

Scores = dict[str, dict[str, float]]


def scorer(shared: Path) -> ModuleType:
    """The scorer that comes with the annotated material."""
    sys.path.insert(0, str(shared / "tools"))
    spec = importlib.util.spec_from_file_location("score_events", shared / "tools/score_events.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"there is no scorer in {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(found: Sequence[Annotated], home: Mapping[str, Any], rules: ModuleType) -> Scores:
    """B-cubed and pairwise scores of one partition; what has no home stands alone."""
    truth, ours = {}, {}
    for at, each in enumerate(found):
        claim = each.grounded.claim.claim
        truth[at] = (each.group, each.event)
        ours[at] = (each.group, home.get(claim, claim))
    bcubed, pairwise = rules.bcubed(truth, ours)
    return {"bcubed": bcubed, "pairwise": pairwise}


def linked(found: Sequence[Annotated]) -> dict[str, int]:
    """Each claim's event, by ours."""
    result = link((each.grounded, each.published) for each in found)
    return {claim: number for number, cluster in enumerate(result.clusters) for claim in cluster}


def baselines(found: Sequence[Annotated]) -> dict[str, dict[str, Any]]:
    """What simple rules give: all apart, report date and type, and day, place and type."""
    cells: dict[str, dict[str, Any]] = {
        "all apart": {},
        "report date and type": {},
        "day, place and type": {},
    }
    for each in found:
        claim, time_ = each.grounded.claim, each.grounded.time
        place = next((mention.place for mention in each.grounded.places if mention.place), None)
        cells["all apart"][claim.claim] = claim.claim
        cells["report date and type"][claim.claim] = (each.published.best, claim.type)
        cells["day, place and type"][claim.claim] = (time_.earliest, time_.latest, place, claim.type)
    return cells


def kept(found: Sequence[Annotated]) -> dict[str, tuple[int, int, int]]:
    """For each block: pairs of one event kept, pairs of one event, pairs compared."""
    by_event: defaultdict[tuple[int, str | None], list[str]] = defaultdict(list)
    for each in found:
        by_event[each.group, each.event].append(each.grounded.claim.claim)
    own = rows([(each.grounded, each.published) for each in found])
    numbers = {row.claim: number for number, row in enumerate(own)}
    truth = {
        tuple(sorted((numbers[one], numbers[other])))
        for claims in by_event.values()
        for one, other in combinations([claim for claim in claims if claim in numbers], 2)
    }
    out = {}
    with scoring.database(table(own)) as connection:
        for name, chosen in [*((name, (name,)) for name in blocks.BLOCKS), ("all", blocks.BLOCKS)]:
            pairs = connection.execute(blocks.pairs(chosen)).fetchall()
            out[name] = (len(truth & {(one, other) for one, other, _ in pairs}), len(truth), len(pairs))
    return out


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors."""
    found = linkage_material.linked(linkage_material.annotated(shared))
    scores = score(found, linked(found), scorer(shared))
    return {f"{name}.{part}": value for name, parts in scores.items() for part, value in parts.items()}


def _told(scores: Scores) -> str:
    return "  ".join(
        f"{name} P {parts['precision']:.3f} R {parts['recall']:.3f} F1 {parts['f1']:.3f}"
        for name, parts in scores.items()
    )


def main() -> None:
    """Print the scores."""
    parser = material.parser(__doc__)
    parser.add_argument("--groups", action="store_true", help="each group by itself")
    parser.add_argument("--blocks", action="store_true", help="what each block keeps")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rules = scorer(asked.shared)
    found = linkage_material.linked(linkage_material.annotated(asked.shared))
    began = time.perf_counter()
    home = linked(found)
    spent = time.perf_counter() - began
    ours = score(found, home, rules)
    if asked.json:
        print(json.dumps(ours))
        return
    print(f"{len(found)} claims of {len({each.group for each in found})} groups linked in {spent:.1f} s")
    print(f"{'ours':22} {_told(ours)}")
    for name, cells in baselines(found).items():
        print(f"{name:22} {_told(score(found, cells, rules))}")
    if asked.groups:
        for group in sorted({each.group for each in found}):
            own = [each for each in found if each.group == group]
            print(f"group {group:<16} {_told(score(own, home, rules))}  {len(own)} claims")
    if asked.blocks:
        for name, (hit, all_, pairs) in kept(found).items():
            of_one = f"{hit} of {all_} pairs of one event ({hit / all_:.3f})"
            print(f"block {name:8} keeps {of_one}, {pairs} compared")
    across = Counter(
        len({each.group for each in found if home.get(each.grounded.claim.claim) == event}) > 1
        for event in set(home.values())
    )
    print(f"events that hold claims of several groups: {across[True]}")


if __name__ == "__main__":
    main()
