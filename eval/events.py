"""How well ranges hold the truth: figures of events of several reports, against the coders' lines.

    python eval/events.py [--shared ../shared] [--misses]

The claims are the coders' (corpora/events), with their figures, places, times and events; what is ours are
the roots, the parts of a number, the sides, the range and the grade. "contains" is the share of the coders'
ranges that lie in ours, "overlap" of those that meet it, "exact" of those that are the same. A wide range
holds anything, so "exact" and the baselines belong to it: "all numbers" takes every number of the claims,
parts too, from the least to the most; "first report" what the earliest report gives. "many" are events told
by two reports or more, "linked" is our own partition instead of the coders'. `--misses` prints the ranges
that differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import linkage_material
import material
from affray.extract.parts import linked
from affray.ground.voices import ListedVoices
from affray.model import Event, FigureKind, Report, Scope
from affray.reconcile import copies, linkage, roots
from affray.reconcile.events import events
from affray.reconcile.media import Media
from affray.reconcile.sourced import Sourced

Key = tuple[int, str]
Bounds = tuple[int | None, int | None]
Partition = Callable[["Mapping[str, Sourced]", "Mapping[Key, list[str]]"], list[list[str]]]
# Beyond this an end is open.
_OPEN = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One range of the coders', and ours."""

    key: Key
    kind: str
    truth: Bounds
    ours: Bounds | None
    told: Sequence[Sourced]
    event: Event


def cases(shared: Path, partition: Partition) -> list[Case]:
    """Every range of the coders' with that of our event that holds most of its claims."""
    told, clusters = material_of(shared)
    parts = partition(told, clusters)
    told |= _settled(told, parts)
    home = {claim: event for event in events(parts, told) for claim in (*event.claims, *event.beside)}
    found = []
    for row in material.lines(shared / "corpora/events/dev.events.jsonl.gz"):
        key = (row["group"], row["event"])
        for kind, truth in (row["figures"] or {}).items():
            if key in clusters:
                event = _most([home[claim] for claim in clusters[key] if claim in home])
                if event is None:
                    continue
                own = event.range_of(FigureKind(kind))
                found.append(
                    Case(
                        key=key,
                        kind=kind,
                        truth=(truth[0], truth[1]),
                        ours=None if own is None else (own.low, own.high),
                        told=[told[claim] for claim in clusters[key]],
                        event=event,
                    )
                )
    return found


def _most(found: Sequence[Event]) -> Event | None:
    counts = Counter(event.event for event in found)
    name = min(counts, key=lambda name: (-counts[name], name)) if counts else None
    return next((event for event in found if event.event == name), None)


def by_coders(_: Mapping[str, Sourced], clusters: Mapping[Key, list[str]]) -> list[list[str]]:
    """The coders' partition."""
    return list(clusters.values())


def by_linkage(told: Mapping[str, Sourced], _: Mapping[Key, list[str]]) -> list[list[str]]:
    """Ours, all groups together."""
    linked = linkage.link([(each.grounded, each.published) for each in told.values()])
    return [list(cluster) for cluster in linked.clusters]


def _settled(told: Mapping[str, Sourced], parts: Iterable[Sequence[str]]) -> dict[str, Sourced]:
    found = {}
    for part in parts:
        names = roots.settled(
            [told[claim].grounded for claim in part], {claim: told[claim].root for claim in part}
        )
        found.update({claim: replace(told[claim], root=names[claim]) for claim in part})
    return found


def material_of(shared: Path) -> tuple[dict[str, Sourced], dict[Key, list[str]]]:
    """The coders' claims with our roots, and their partition."""
    reports = linkage_material.reports(shared)
    compared = copies.compared(reports.values())
    own_voices = roots.own_voices(reports.values(), compared)
    media = Media(reports.values(), compared)
    carriers = {report: group.reports for group in compared.groups for report in group.reports}
    by_report: defaultdict[str, list[linkage_material.Annotated]] = defaultdict(list)
    for each in linkage_material.annotated(shared):
        by_report[each.grounded.claim.report].append(each)
    told: dict[str, Sourced] = {}
    clusters: defaultdict[Key, list[str]] = defaultdict(list)
    for name, own in by_report.items():
        own_claims = [each.grounded for each in own]
        named = media.all(roots.roots_of(reports[name], own_claims, own_voices[name], ListedVoices()))
        for each in own:
            if each.event is not None:
                claim = each.grounded.claim.claim
                clusters[each.group, each.event].append(claim)
                told[claim] = _sourced(each, reports[name], named[claim], carriers.get(name, (name,)))
    return told, dict(clusters)


def _sourced(
    each: linkage_material.Annotated, report: Report, root: Any, carriers: tuple[str, ...]
) -> Sourced:
    """A claim with the parts of its figures as we read them, and the scope that its event's name says."""
    claim = each.grounded.claim
    scope = Scope.AGGREGATE if (each.event or "").startswith("A") else Scope.INCIDENT
    figures = linked(claim.evidence.text, claim.evidence.start, claim.figures)
    return Sourced(
        grounded=replace(each.grounded, claim=replace(claim, scope=scope, figures=figures)),
        root=root,
        published=report.published,
        first=report.published.earliest if report.published else None,
        carriers=carriers,
    )


# ---------------------------------------------------------------- baselines


def all_numbers(case: Case) -> Bounds | None:
    """From the least to the most number that a claim of the event gives."""
    return _hull(
        (figure.min, figure.max)
        for each in case.told
        for figure in each.claim.figures
        if figure.kind == case.kind and not figure.unknown
    )


def first_report(case: Case) -> Bounds | None:
    """What the earliest of the event's reports gives, in its first number."""
    ordered = sorted(case.told, key=lambda each: (str(each.first), each.claim.claim))
    for each in ordered:
        for figure in each.claim.figures:
            if figure.kind == case.kind and not figure.unknown:
                return figure.min, figure.max
    return None


def _hull(bounds: Iterable[Bounds]) -> Bounds | None:
    lows, highs = [], []
    for low, high in bounds:
        lows.append(low)
        highs.append(high)
    if not lows:
        return None
    return (
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


# ---------------------------------------------------------------- scores


def _closed(bounds: Bounds) -> tuple[int, int]:
    low, high = bounds
    return low or 0, _OPEN if high is None else high


def contains(ours: Bounds | None, truth: Bounds) -> bool:
    """Whether the truth lies in ours."""
    if ours is None:
        return False
    (low, high), (least, most) = _closed(ours), _closed(truth)
    return low <= least and most <= high


def overlaps(ours: Bounds | None, truth: Bounds) -> bool:
    """Whether the two meet."""
    if ours is None:
        return False
    (low, high), (least, most) = _closed(ours), _closed(truth)
    return low <= most and least <= high


def exact(ours: Bounds | None, truth: Bounds) -> bool:
    """Whether the two are one."""
    return ours is not None and _closed(ours) == _closed(truth)


def _many(case: Case) -> bool:
    return len({each.claim.report for each in case.told}) > 1


def _share(found: Sequence[Case], holds: Callable[[Case], bool]) -> float:
    return sum(map(holds, found)) / len(found) if found else 0.0


def measure(shared: Path, _name: str = "events") -> dict[str, float]:
    """The shares, ours and the baselines'."""
    found, linked_ = cases(shared, by_coders), cases(shared, by_linkage)
    many = [case for case in found if _many(case)]
    return {
        "contains": _share(found, lambda case: contains(case.ours, case.truth)),
        "overlap": _share(found, lambda case: overlaps(case.ours, case.truth)),
        "exact": _share(found, lambda case: exact(case.ours, case.truth)),
        "contains, many": _share(many, lambda case: contains(case.ours, case.truth)),
        "exact, many": _share(many, lambda case: exact(case.ours, case.truth)),
        "contains, linked": _share(linked_, lambda case: contains(case.ours, case.truth)),
        "overlap, linked": _share(linked_, lambda case: overlaps(case.ours, case.truth)),
        "exact, linked": _share(linked_, lambda case: exact(case.ours, case.truth)),
        "baseline all numbers, contains": _share(found, lambda case: contains(all_numbers(case), case.truth)),
        "baseline all numbers, exact": _share(found, lambda case: exact(all_numbers(case), case.truth)),
        "baseline all numbers, exact, many": _share(many, lambda case: exact(all_numbers(case), case.truth)),
        "baseline first report, contains": _share(
            found, lambda case: contains(first_report(case), case.truth)
        ),
        "baseline first report, exact": _share(found, lambda case: exact(first_report(case), case.truth)),
    }


def main() -> None:
    """Print the shares, and the grades given."""
    parser = material.parser(__doc__)
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    found = cases(asked.shared, by_coders)
    print(f"{len(found)} ranges of the coders', {sum(map(_many, found))} of events told by several reports")
    for name, value in measure(asked.shared).items():
        print(f"{name:36} {value:.3f}")
    grades = Counter(str(event.grade) for event in {case.event.event: case.event for case in found}.values())
    print("grades of events with figures:", dict(grades))
    if asked.misses:
        for case in found:
            if not contains(case.ours, case.truth) or not exact(case.ours, case.truth):
                word = "WIDE" if contains(case.ours, case.truth) else "MISS"
                print(f"{word} {case.key} {case.kind}: coders {case.truth}, ours {case.ours}")


if __name__ == "__main__":
    main()
