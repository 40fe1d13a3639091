"""What is minimised: trigger tags, and of each trigger its roles, figures, stance and verdict."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from training.claims.batches import Item, Spot, pad
from training.claims.data import ROLES, Labelled
from training.claims.network import Tagger

# How the losses are added up; the verdict weighs as the stance does.
WEIGHTS = {"trigger": 2.0, "roles": 2.0, "figures": 1.0, "stance": 0.3, "verdict": 0.3}
# A sentence's slice longer than this is cut around the trigger while training only.
CROP = 128
# Triggers in a run of the branch: sorted by length, small groups save padding.
GROUP = 24
# A piece that is less surely no trigger than this may be one that the verdict learns to refuse.
DOUBT = 0.15
IGNORED = -100

Row = tuple[int, Spot]


def roles_only(tagger: Tagger, batch: Sequence[Item]) -> dict[str, Tensor]:
    """The loss of the pre-training: roles, given the trigger."""
    middle, _ = _encode(tagger, batch)
    rows = list(_real(batch))
    return {"roles": _branch(tagger, middle, rows)["roles"]} if rows else {}


def all_of(tagger: Tagger, batch: Sequence[Item], rng: random.Random) -> dict[str, Tensor]:
    """The losses of claims."""
    middle, logits = _encode(tagger, batch)
    tags = _trigger_tags(batch, logits.shape[1])
    out = {
        "trigger": functional.cross_entropy(logits.float().flatten(0, 1), torch.from_numpy(tags).flatten())
    }
    rows = list(_real(batch))
    false = list(_false(logits.detach().float(), tags, batch))
    rng.shuffle(false)
    rows += false[: 2 + len(rows) // 2]
    return out | (_branch(tagger, middle, rows) if rows else {})


def _encode(tagger: Tagger, batch: Sequence[Item]) -> tuple[Tensor, Tensor]:
    mask = pad([np.ones(len(item.ids), dtype=np.int64) for item in batch])
    middle, logits = tagger.encoder(
        pad([item.ids for item in batch]), pad([item.casing for item in batch]), mask
    )
    return middle, logits


def _real(batch: Sequence[Item]) -> Iterator[Row]:
    return ((number, spot) for number, item in enumerate(batch) for spot in item.spots)


def _trigger_tags(batch: Sequence[Item], width: int) -> npt.NDArray[np.int64]:
    tags = np.full((len(batch), width), IGNORED, dtype=np.int64)
    for number, item in enumerate(batch):
        tags[number, : len(item.ids)][item.scored == 1] = 0
        for spot in item.spots:
            _mark(tags[number], Labelled(label=spot.kind, first=spot.first, last=spot.last))
    return tags


def _mark(tags: npt.NDArray[np.int64], span: Labelled) -> None:
    """Begin and inside tags on a span that is free; one that is taken keeps its first label."""
    if span.first >= 0 and span.last <= len(tags) and (tags[span.first : span.last] == 0).all():
        tags[span.first : span.last] = 2 * span.label + 2
        tags[span.first] = 2 * span.label + 1


def _false(logits: Tensor, tags: npt.NDArray[np.int64], batch: Sequence[Item]) -> Iterator[Row]:
    """Triggers that the head would propose now and the coder did not: the verdict learns to refuse them."""
    chances = logits.softmax(-1).numpy()
    for number, item in enumerate(batch):
        n = len(item.ids)
        doubtful = np.flatnonzero((chances[number, :n, 0] < 1.0 - DOUBT) & (tags[number, :n] == 0))
        for run in np.split(doubtful, np.flatnonzero(np.diff(doubtful) > 1) + 1):
            if not len(run):
                continue
            first, last = int(run[0]), int(run[-1]) + 1
            edges = np.flatnonzero(item.scored == 0)
            kind = int(chances[number, first:last, 1:].sum(0).argmax()) // 2
            yield (
                number,
                Spot(
                    start=int(edges[edges < first].max()) + 1,
                    end=int(edges[edges >= last].min()),
                    first=first,
                    last=last,
                    kind=kind,
                    stance=IGNORED,
                    real=False,
                ),
            )


def _branch(tagger: Tagger, middle: Tensor, rows: Sequence[Row]) -> dict[str, Tensor]:
    ordered = sorted(rows, key=lambda row: row[1].end - row[1].start)
    groups = [_group(tagger, middle, ordered[at : at + GROUP]) for at in range(0, len(ordered), GROUP)]
    logits, targets = (
        {name: torch.cat([group[part][name] for group in groups]) for name in groups[0][part]}
        for part in (0, 1)
    )
    out = {
        name: functional.cross_entropy(logits[name].float(), targets[name])
        for name in logits
        if (targets[name] != IGNORED).any()
    }
    if "roles" in out:
        # The mean is over pieces and roles; the sum over roles is what joint tags would weigh.
        out["roles"] = out["roles"] * len(ROLES)
    return out


def _group(
    tagger: Tagger, middle: Tensor, rows: Sequence[Row]
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    cut = [(number, spot, *_crop(spot)) for number, spot in rows]
    n = max(end - start for _, _, start, end in cut)
    take, mask, mark = (np.zeros((len(cut), n), dtype=np.int64) for _ in range(3))
    roles = np.full((len(cut), len(ROLES), n), IGNORED, dtype=np.int64)
    figures = np.full((len(cut), n), IGNORED, dtype=np.int64)
    for row, (number, spot, start, end) in enumerate(cut):
        length = end - start
        take[row, :length] = number * middle.shape[1] + np.arange(start, end)
        mask[row, :length] = 1
        mark[row, spot.first - start : spot.last - start] = 1
        if not spot.real:
            continue
        roles[row, :, :length], figures[row, :length] = 0, 0
        for span in spot.roles:
            moved = Labelled(label=0, first=span.first - start, last=span.last - start)
            _mark(roles[row, span.label, :length], moved)
        for span in spot.figures:
            moved = Labelled(label=span.label, first=span.first - start, last=span.last - start)
            _mark(figures[row, :length], moved)
    states = middle.flatten(0, 1)[torch.from_numpy(take)]
    kinds = torch.tensor([spot.kind for _, spot, _, _ in cut])
    role, figure, stance, verdict = tagger.branch(
        states, torch.from_numpy(mask), torch.from_numpy(mark), kinds
    )
    logits = {
        "roles": role.unflatten(-1, (len(ROLES), 3)).transpose(1, 2).flatten(0, 2),
        "figures": figure.flatten(0, 1),
        "stance": stance,
        "verdict": verdict,
    }
    targets = {
        "roles": torch.from_numpy(roles).flatten(),
        "figures": torch.from_numpy(figures).flatten(),
        "stance": torch.tensor([spot.stance for _, spot, _, _ in cut]),
        "verdict": torch.tensor([int(spot.real) for _, spot, _, _ in cut]),
    }
    return logits, targets


def _crop(spot: Spot) -> tuple[int, int]:
    if spot.end - spot.start <= CROP:
        return spot.start, spot.end
    start = max(spot.start, spot.first - CROP // 2)
    return start, max(spot.last, min(spot.end, start + CROP))
