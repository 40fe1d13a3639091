"""Reports to batches: windows with the triggers whose sentences they hold."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from affray.extract.pieces import pack
from training.claims.data import Example, Labelled, Trigger

Ints = npt.NDArray[np.int64]
# Windows are of random length while training, so that no position is learnt by heart.
WINDOWS = (128, 192, 256, 256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The vocabulary ids of the pieces that stand for no word.

    Attributes:
        hidden: The share of pieces replaced by `mask` while training, so that names are read by
            their surroundings too.
    """

    cls: int
    sep: int
    mask: int
    hidden: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A trigger in a window: its sentence's slice `start:end` and its own pieces, in the window.

    `real` is false for a trigger that the tagger proposed and the coder did not.
    """

    start: int
    end: int
    first: int
    last: int
    kind: int
    stance: int
    real: bool
    roles: tuple[Labelled, ...] = ()
    figures: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One window: pieces, which of them are scored (context is not), and its triggers."""

    ids: Ints
    casing: Ints
    scored: Ints
    spots: tuple[Spot, ...]


def items(examples: Sequence[Example], marks: Marks, rng: random.Random) -> list[Item]:
    """Every report's windows, some of their pieces hidden."""
    return [item for example in examples for item in _windows(example, marks, rng)]


def batches(found: Sequence[Item], size: int, rng: random.Random) -> list[list[Item]]:
    """Batches of at most about `size` pieces, of like length, in random order."""
    out: list[list[Item]] = [[]]
    for item in sorted(found, key=lambda item: len(item.ids) + rng.random() * 24):
        if out[-1] and (len(out[-1]) + 1) * len(item.ids) > size:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out


def pad(rows: Sequence[Ints]) -> Tensor:
    """Rows of unlike length as one matrix, filled up with zeros."""
    out = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return torch.from_numpy(out)


def _windows(example: Example, marks: Marks, rng: random.Random) -> Iterator[Item]:
    by_sentence: dict[int, list[Trigger]] = defaultdict(list)
    for trigger in example.triggers:
        by_sentence[trigger.sentence].append(trigger)
    noise = np.random.default_rng(rng.getrandbits(32))
    for window in pack(example.pieces, marks.cls, marks.sep, rng.choice(WINDOWS)):
        scored = np.zeros(len(window.ids), dtype=np.int64)
        spots = []
        for part in window.slices:
            if part.context:
                continue
            end, shift = part.end, part.offset - part.first
            scored[part.offset : end] = 1
            spots += [
                _spot(trigger, part.offset, end, shift)
                for trigger in by_sentence[part.sentence]
                if part.first <= trigger.first and trigger.last <= part.last
            ]
        hidden = (noise.random(len(scored)) < marks.hidden) & (scored == 1)
        yield Item(
            ids=np.where(hidden, marks.mask, window.ids),
            casing=window.casing,
            scored=scored,
            spots=tuple(spots),
        )


def _spot(trigger: Trigger, start: int, end: int, shift: int) -> Spot:
    def moved(spans: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
        return tuple(
            Labelled(label=span.label, first=span.first + shift, last=span.last + shift) for span in spans
        )

    return Spot(
        start=start,
        end=end,
        first=trigger.first + shift,
        last=trigger.last + shift,
        kind=trigger.kind,
        stance=trigger.stance,
        real=True,
        roles=moved(trigger.roles),
        figures=moved(trigger.figures),
    )
