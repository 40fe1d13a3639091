"""How much of what annotated claims tell of who holds which place is found from the text.

    python eval/control.py [--shared ../shared] [--part dev] [--misses] [--json]

The coders marked claims, not who held what, so the gold is derived: their capture, withdrawal and control
claims, with their names, are grounded and read by the same rules as those that are found in the text. The
score says what extraction loses; what the rules themselves misread stands on both sides, and was read by
hand (docs/control.md). One unit is a report's telling that an actor gained, lost or holds a place; only
places that grounding resolves make one. The baseline reads each found claim without the rules: its doers
have every place that it names.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import antecedents
import claims as coded_claims
import material
from affray import config, pipeline
from affray.model import ChangeKind, Claim, ClaimType, GroundedClaim, Role, Stance
from affray.track.reading import Root, Rooted, changes_of

_TURNS = (ChangeKind.GAINED, ChangeKind.LOST, ChangeKind.HELD)
_KINDS = {
    ClaimType.CAPTURE: ChangeKind.GAINED,
    ClaimType.WITHDRAWAL: ChangeKind.LOST,
    ClaimType.CONTROL: ChangeKind.HELD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One report's telling of one place: who gained, lost or holds it; the actor is empty when unresolved."""

    report: str
    place: str
    kind: ChangeKind
    actor: str

    @property
    def who(self) -> tuple[str, str, bool, str]:
        """The same without telling a gain from a hold."""
        return self.report, self.place, self.kind == ChangeKind.LOST, self.actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 of a set of units against another."""

    precision: float
    recall: float
    f1: float


def by_rules(grounded: Iterable[GroundedClaim]) -> Iterator[Unit]:
    """The units that claims tell by the rules of `affray.track`."""
    for each in grounded:
        told = Rooted(grounded=each, published=None, root=Root(key="", name=""))
        for change in changes_of(told):
            if change.kind in _TURNS:
                who = change.from_ if change.kind == ChangeKind.LOST else change.holders
                for actor in who or ("",):
                    yield Unit(report=change.report, place=change.place, kind=change.kind, actor=actor)


def without_rules(grounded: Iterable[GroundedClaim]) -> Iterator[Unit]:
    """The baseline: the doers of each asserted claim, and each place that it names."""
    for each in grounded:
        claim = each.claim
        if claim.stance != Stance.ASSERTED or claim.type not in _KINDS:
            continue
        doers = {m.actor or "" for m in each.actors if m.filler.role == Role.A} or {""}
        for mention in each.places:
            if mention.place is not None:
                for actor in doers:
                    yield Unit(report=claim.report, place=mention.place, kind=_KINDS[claim.type], actor=actor)


def named(one: antecedents.Told) -> list[Claim]:
    """The coders' claims of a report, with their names as what pronouns and short forms stand for."""
    return [
        replace(
            claim,
            fillers=tuple(
                replace(filler, antecedent=one.names[claim.claim, filler.role, filler.start])
                for filler in claim.fillers
            ),
        )
        for claim in one.claims
    ]


def score(found: set[object], gold: set[object]) -> Score:
    """How two sets of units meet."""
    both = len(found & gold)
    precision, recall = both / max(len(found), 1), both / max(len(gold), 1)
    return Score(
        precision=precision, recall=recall, f1=2 * precision * recall / max(precision + recall, 1e-9)
    )


def units(shared: Path, part: str) -> dict[str, set[Unit]]:
    """The units of a part: gold, found, and the baseline's."""
    settings = config.Settings()
    stages = pipeline.load(settings)
    gold: set[Unit] = set()
    for one in antecedents.told(shared, part):
        gold.update(by_rules(stages.grounder(one.report, named(one))))
    found: set[Unit] = set()
    baseline: set[Unit] = set()
    for coded in coded_claims.code(shared, part, settings, stages):
        found.update(by_rules(coded.claims))
        baseline.update(without_rules(coded.claims))
    return {"gold": gold, "found": found, "without rules": baseline}


def measured(sets: dict[str, set[Unit]]) -> dict[str, Score]:
    """The scores, with the kind and without it, and the baseline's."""
    gold = sets["gold"]
    out = {}
    for name in ("found", "without rules"):
        out[f"{name}, with kind"] = score(set(sets[name]), set(gold))
        out[f"{name}, who has it"] = score({unit.who for unit in sets[name]}, {unit.who for unit in gold})
    return out


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors."""
    found = measured(units(shared, "dev"))["found, who has it"]
    return {"who.precision": found.precision, "who.recall": found.recall, "who.f1": found.f1}


def main() -> None:
    """Print the scores of a part."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--misses", action="store_true", help="list what was not found and what was too much")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    sets = units(asked.shared, asked.part)
    scores = measured(sets)
    counts = {name: len(found) for name, found in sets.items()}
    if asked.json:
        print(json.dumps({"units": counts, **{name: vars_of(each) for name, each in scores.items()}}))
        return
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    for name, each in scores.items():
        print(f"{name}: precision {each.precision:.3f} recall {each.recall:.3f} F1 {each.f1:.3f}")
    if asked.misses:
        for name, listed in (
            ("missed", sets["gold"] - sets["found"]),
            ("too much", sets["found"] - sets["gold"]),
        ):
            print(f"\n{name}: {Counter(unit.kind for unit in listed)}")
            for unit in sorted(listed, key=lambda each: (each.report, each.place, each.kind, each.actor)):
                print(f"  {unit.report}  {unit.kind}  {unit.place}  {unit.actor or '(not resolved)'}")


def vars_of(each: Score) -> dict[str, float]:
    """A score as a record."""
    return {"precision": each.precision, "recall": each.recall, "f1": each.f1}


if __name__ == "__main__":
    main()
