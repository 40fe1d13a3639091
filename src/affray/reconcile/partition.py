"""Which claims stand together: the best average of weights first, and never over a barrier.

Not connected components: a vague claim that is a little like two happenings must not make them one, so
two sets join only while the mean weight between all their claims is above nought. Weights are whole
numbers and ties go by the numbers of the claims, so the result does not depend on the order of arrival.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Weights are counted in these parts of a bit: sums of whole numbers do not depend on their order.
PARTS = 1024
# What two claims weigh that share no key and so were not compared. On corpora/events, dev, nought gave
# pairwise F1 0.78, half a bit against 0.72 and two bits against 0.70: most are vague claims of two reports.
_UNCOMPARED = 0
# Unless their days are more than two weeks apart: then they weigh against, or events would drift through
# the months by claims that tell no day.
_FAR, _WEEKS = -6 * PARTS, 14

Numbers = npt.NDArray[np.int64]
Pairs = Sequence[tuple[int, int]] | Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Pairs of claims by number, the first the lower, and their weights in parts of a bit; all (n,).

    Whole numbers of 32 bits do, and take half the memory: a million claims have a hundred million pairs.
    """

    one: npt.NDArray[np.signedinteger]
    other: npt.NDArray[np.signedinteger]
    weight: npt.NDArray[np.signedinteger]


class _Clusters:
    """Sets of claims, named by their lowest number, with the summed weights between them."""

    def __init__(self, days: Mapping[int, int | None]) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in days}
        self.sums: dict[int, dict[int, tuple[int, int]]] = {number: {} for number in days}
        self.barred: defaultdict[int, set[int]] = defaultdict(set)
        self.runs = {number: None if day is None else (day, day) for number, day in days.items()}

    def join(self, one: int, other: int) -> int:
        """Make two sets one, named by the lower; what each weighs against others is summed."""
        kept, gone = min(one, other), max(one, other)
        self.members[kept] = self.members[kept] + self.members.pop(gone)
        sums = self.sums[kept]
        for far, (weight, pairs) in self.sums.pop(gone).items():
            del self.sums[far][gone]
            if far != kept:
                mine = sums.get(far, (0, 0))
                sums[far] = self.sums[far][kept] = (mine[0] + weight, mine[1] + pairs)
        for far in self.barred.pop(gone, ()):
            self.barred[far].discard(gone)
            self.barred[far].add(kept)
            self.barred[kept].add(far)
        own, gained = self.runs[kept], self.runs.pop(gone)
        if own is None or gained is None:
            self.runs[kept] = own or gained
        else:
            self.runs[kept] = (min(own[0], gained[0]), max(own[1], gained[1]))
        return kept

    def far(self, one: int, other: int) -> bool:
        """Whether the days of two sets are weeks apart."""
        first, second = self.runs[one], self.runs[other]
        if first is None or second is None:
            return False
        return max(first[0], second[0]) - min(first[1], second[1]) > _WEEKS

    def mean(self, one: int, other: int) -> float:
        """The mean weight between all claims of two sets, in parts of a bit."""
        weight, compared = self.sums[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        other_pairs = _FAR if compared < pairs and self.far(one, other) else _UNCOMPARED
        return (weight + (pairs - compared) * other_pairs) / pairs


def partition(
    days: Sequence[int | None],
    edges: Edges,
    *,
    barred: Pairs = (),
    joined: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """The sets of the claims' numbers, each ascending, in the order of their lowest number.

    Each component of claims that pairs for one event reach is parted by itself, so that no more than the
    pairs of one are unfolded at a time.

    Args:
        days: For each claim the day it is about, None where that tells nothing; its place is its number,
            which must not depend on the order of arrival.
        edges: Pairs that were compared.
        barred: Pairs that never stand together, as tuples or as an array (n, 2).
        joined: Pairs that do, whatever they weigh, but over no barrier.
    """
    near = _components(len(days), edges, joined)
    labels, counts = np.unique(near, return_counts=True)
    found = [[number] for number in labels[counts == 1].tolist()]
    several = labels[counts > 1]
    members = _by_label(near, np.arange(len(days)), several)
    walls = np.asarray(barred, dtype=np.int64).reshape(-1, 2)
    inside = np.flatnonzero(near[edges.one] == near[edges.other])
    within = np.flatnonzero(near[walls[:, 0]] == near[walls[:, 1]])
    weighed = _by_label(near[edges.one[inside]], inside, several)
    parted = _by_label(near[walls[within, 0]], within, several)
    forced = _by_label(near[[one for one, _ in joined]], np.arange(len(joined)), several) if joined else None
    for at, own in enumerate(members):
        clusters = _Clusters({number: days[number] for number in own.tolist()})
        for one, other in walls[parted[at]].tolist():
            clusters.barred[one].add(other)
            clusters.barred[other].add(one)
        for one, other, weight in _listed(edges, weighed[at]):
            clusters.sums[one][other] = clusters.sums[other][one] = (weight, 1)
        if forced is not None:
            _force(clusters, sorted(joined[number] for number in forced[at].tolist()))
        _agglomerate(clusters)
        found += [sorted(each) for each in clusters.members.values()]
    return sorted(found)


def _by_label(labels: Numbers, numbers: Numbers, wanted: Numbers) -> list[Numbers]:
    """The numbers of each wanted label, in their order; `labels` (n,) are those of `numbers` (n,)."""
    order = np.argsort(labels, kind="stable")
    ordered = labels[order]
    first, last = np.searchsorted(ordered, wanted, "left"), np.searchsorted(ordered, wanted, "right")
    return [numbers[order[low:high]] for low, high in zip(first.tolist(), last.tolist(), strict=True)]


def _listed(edges: Edges, chosen: Numbers) -> Iterator[tuple[int, int, int]]:
    return zip(
        edges.one[chosen].tolist(),
        edges.other[chosen].tolist(),
        edges.weight[chosen].tolist(),
        strict=True,
    )


def _components(count: int, edges: Edges, joined: Sequence[tuple[int, int]]) -> Numbers:
    """The lowest number that each claim reaches by pairs that weigh for one event: no set is larger."""
    near = edges.weight > 0
    one = np.concatenate([edges.one[near], np.array([pair[0] for pair in joined], dtype=np.int64)])
    other = np.concatenate([edges.other[near], np.array([pair[1] for pair in joined], dtype=np.int64)])
    label = np.arange(count, dtype=np.int64)
    while True:
        low = np.minimum(label[one], label[other])
        new = label.copy()
        np.minimum.at(new, one, low)
        np.minimum.at(new, other, low)
        new = new[new]
        if np.array_equal(new, label):
            return label
        label = new


def _force(clusters: _Clusters, joined: Iterable[tuple[int, int]]) -> None:
    home = {number: number for number in clusters.members}
    for one, other in joined:
        first, second = home[one], home[other]
        if first != second and second not in clusters.barred[first]:
            kept = clusters.join(first, second)
            home.update(dict.fromkeys(clusters.members[kept], kept))


def _agglomerate(clusters: _Clusters) -> None:
    heap = [
        (-mean, one, other)
        for one in sorted(clusters.members)
        for other in clusters.sums[one]
        if one < other and (mean := clusters.mean(one, other)) > 0
    ]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in clusters.members or other not in clusters.sums[one] or other in clusters.barred[one]:
            continue
        if clusters.mean(one, other) != -negative:
            continue  # a set that has grown since: its new mean was pushed when it grew
        kept = clusters.join(one, other)
        for far in clusters.sums[kept]:
            mean = clusters.mean(kept, far)
            if mean > 0 and far not in clusters.barred[kept]:
                heapq.heappush(heap, (-mean, min(kept, far), max(kept, far)))
