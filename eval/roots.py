"""How well the independent root sources of events are told, the coders' claims and events given.

    python eval/roots.py [--shared ../shared] [--misses] [--json]

Groups of reports of several outlets on the same happenings (corpora/events): the coders' claims are grounded
as the pipeline grounds, copies are found, each claim gets its root, and the roots of an event's claims are
held against the coders' list. Right is the same number. Baselines: one root always, the outlets, the reports.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import linkage_material
import material
from affray.ground import sources
from affray.ground.voices import ListedVoices
from affray.model import Filler, GroundedClaim, Report, Role, RootName, SourceMention
from affray.reconcile.copies import compared
from affray.reconcile.media import Media
from affray.reconcile.roots import own_voices, roots_of, settled
from affray.reconcile.speakers import Speakers

WAYS = ("settled", "each claim's own", "one always", "outlets", "reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One event with the coders' roots and ours, by the name of the way they were counted."""

    group: int
    event: str
    kind: str
    wanted: tuple[str, ...]
    keys: frozenset[str]
    found: Mapping[str, frozenset[str]]

    def off(self, way: str) -> int:
        """How many roots too many there are by one way of counting."""
        return len(self.found[way]) - len(self.wanted)


def cases(shared: Path) -> list[Case]:
    """The events that have roots in the coders' list, with what was found."""
    reports = linkage_material.reports(shared)
    told: defaultdict[tuple[int, str], list[GroundedClaim]] = defaultdict(list)
    by_report: defaultdict[str, list[GroundedClaim]] = defaultdict(list)
    for each in linkage_material.annotated(shared):
        by_report[each.grounded.claim.report].append(each.grounded)
        if each.event:
            told[each.group, each.event].append(each.grounded)
    roots = _roots(reports, by_report)
    found = []
    for row in material.lines(shared / "corpora/events/dev.events.jsonl.gz"):
        claims = told[row["group"], row["event"]]
        wanted = tuple(row.get("roots") or ())
        if wanted and claims:
            found.append(
                Case(
                    group=row["group"],
                    event=row["event"],
                    kind=row["type"],
                    wanted=wanted,
                    keys=frozenset(_key(name) for name in wanted),
                    found=_counted(claims, roots, reports),
                )
            )
    return found


def _roots(
    reports: Mapping[str, Report], by_report: Mapping[str, Sequence[GroundedClaim]]
) -> dict[str, RootName]:
    groups = compared(reports.values())
    own, media = own_voices(reports.values(), groups), Media(reports.values(), groups)
    found: dict[str, RootName] = {}
    for name, claims in by_report.items():
        found.update(media.all(roots_of(reports[name], claims, own[name], ListedVoices())))
    return found


def _counted(
    claims: Sequence[GroundedClaim], roots: Mapping[str, RootName], reports: Mapping[str, Report]
) -> dict[str, frozenset[str]]:
    names = [claim.claim.report for claim in claims]
    return {
        "settled": frozenset(root.key for root in settled(claims, roots).values()),
        "each claim's own": frozenset(roots[claim.claim.claim].key for claim in claims),
        "one always": frozenset({"one"}),
        "outlets": frozenset(reports[name].outlet or name for name in names),
        "reports": frozenset(names),
    }


def _key(name: str) -> str:
    """The key that a coder's name for a root would get; people without a name by their noun alone."""
    filler = Filler(role=Role.SOURCE, start=0, end=len(name), text=name, score=1.0)
    mention = SourceMention(filler=filler, name=sources.known(name))
    nowhere = Report(report="", path="", text="", digest="")
    return Speakers(nowhere, [mention], "SY", ListedVoices()).read(mention).root.key


def counts(judged: Iterable[Case], way: str) -> dict[str, float]:
    """How many events have the right number of roots, and one more or less."""
    off = [case.off(way) for case in judged]
    return {
        "exact": sum(each == 0 for each in off) / len(off),
        "within one": sum(abs(each) <= 1 for each in off) / len(off),
    }


def names(judged: Sequence[Case]) -> dict[str, float]:
    """Precision and recall of the roots by name."""
    found = [(case.keys, {key.partition("@")[0] for key in case.found["settled"]}) for case in judged]
    right = sum(len(wanted & got) for wanted, got in found)
    return {
        "precision": right / sum(len(got) for _, got in found),
        "recall": right / sum(len(wanted) for wanted, _ in found),
    }


def several(judged: Sequence[Case]) -> dict[str, float]:
    """Precision and recall of "told by several roots", which is what a grade asks."""
    found = [case for case in judged if len(case.found["settled"]) > 1]
    wanted = [case for case in judged if len(case.wanted) > 1]
    right = [case for case in found if len(case.wanted) > 1]
    return {"precision": len(right) / len(found), "recall": len(right) / len(wanted)}


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors."""
    judged = cases(shared)
    by_name, grade = names(judged), several(judged)
    return {
        "exact": counts(judged, "settled")["exact"],
        "within-one": counts(judged, "settled")["within one"],
        "names.precision": by_name["precision"],
        "names.recall": by_name["recall"],
        "several.precision": grade["precision"],
        "several.recall": grade["recall"],
    }


def main() -> None:
    """Print how many events have the right number of roots, beside the baselines."""
    parser = material.parser(__doc__)
    parser.add_argument("--misses", action="store_true", help="list the events with another number of roots")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    judged = cases(asked.shared)
    if asked.json:
        print(json.dumps({way: counts(judged, way) for way in WAYS} | {"names": names(judged)}))
        return
    parts = {
        "all": judged,
        "one root": [case for case in judged if len(case.wanted) == 1],
        "several": [case for case in judged if len(case.wanted) > 1],
    }
    for name, part in parts.items():
        for way in WAYS:
            found = counts(part, way)
            exact, near = found["exact"], found["within one"]
            print(f"{name:9} {way:17} exact {exact:.3f} within one {near:.3f} of {len(part)}")
    for name, figures in (("names", names(judged)), ("several roots", several(judged))):
        print(f"{name}: precision {figures['precision']:.3f} recall {figures['recall']:.3f}")
    if asked.misses:
        for case in sorted(judged, key=lambda each: (each.off("settled"), each.group, each.event)):
            if case.off("settled"):
                print(f"{case.off('settled'):+d} {case.group} {case.event} {case.kind}")
                print(f"    coders: {', '.join(case.wanted)}")
                print(f"    found:  {', '.join(sorted(case.found['settled']))}")


if __name__ == "__main__":
    main()
