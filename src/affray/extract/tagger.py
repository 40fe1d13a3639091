"""The learned claim tagger: a report's sentences to claims, with ONNX Runtime only.

One encoder pass a window proposes triggers; the branch then reads each proposed trigger's sentence
for roles, figures and stance, and gives its verdict on the trigger. A window never shares a
batch with another report's, since dynamic quantization scales by the batch: the same report gives
the same claims in any company.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from affray.extract import attribution
from affray.extract.assemble import Heads, Proposal, Sentence, claim, heads_of
from affray.extract.decode import best_tags, softmax, spans
from affray.extract.options import ExtractOptions
from affray.extract.pieces import Window, cut, pack
from affray.extract.weights import Weights
from affray.extract.weights import load as load_weights
from affray.model import Claim, Report
from affray.resources import trained
from affray.text import sentences as split

Floats = npt.NDArray[np.float32]
# Triggers a run of the branch, sorted by the length of their sentence: less is spent on padding.
GROUP = 8


def load(options: ExtractOptions) -> Tagger:
    """Open the shipped weights, or those of the folder that the options name."""
    return Tagger(load_weights(Path(options.weights) if options.weights else trained.folder("claims")))


class Tagger:
    """Extracts the claims of one report; made of opened weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    @property
    def version(self) -> str:
        """The weights' version: the same report could give other claims with another."""
        return self._weights.labels.version

    def __call__(self, report: Report) -> list[Claim]:
        """The report's claims, in the order of the text."""
        spans_ = split(report.text)
        pieces = cut(self._weights.tokenizer, [span.text for span in spans_])
        sentences = [
            Sentence(report=report, span=span, pieces=own) for span, own in zip(spans_, pieces, strict=True)
        ]
        windows = pack(pieces, self._weights.cls, self._weights.sep)
        claims = [found for window in windows for found in self._read(window, sentences)]
        claims.sort(key=lambda found: (found.trigger.start, found.trigger.end, found.type))
        return attribution.complete(report, spans_, claims)

    def _read(self, window: Window, sentences: Sequence[Sentence]) -> Iterator[Claim]:
        ids = window.ids[None]
        feed = {"ids": ids, "casing": window.casing[None], "mask": np.ones_like(ids)}
        middle, trigger = self._weights.encoder.run(None, feed)
        proposals = sorted(self._propose(window, trigger[0]), key=lambda proposal: proposal.part.length)
        for at in range(0, len(proposals), GROUP):
            group = proposals[at : at + GROUP]
            for proposal, heads in zip(group, self._branch(middle[0], group), strict=True):
                found = claim(sentences[proposal.part.sentence], proposal, heads, self._weights.labels)
                if found is not None:
                    yield found

    def _propose(self, window: Window, logits: Floats) -> list[Proposal]:
        logits[:, 0] += self._weights.labels.outside
        chances = softmax(logits)
        out = []
        for part in window.slices:
            if part.context:
                continue
            here = slice(part.offset, part.end)
            for kind, first, last in spans(best_tags(logits[here])):
                own = chances[here][first:last, 2 * kind + 1 : 2 * kind + 3].sum(-1)
                out.append(Proposal(part=part, first=first, last=last, kind=kind, score=float(own.mean())))
        return out

    def _branch(self, middle: Floats, proposals: Sequence[Proposal]) -> list[Heads]:
        n = max(p.part.length for p in proposals)
        states = np.zeros((len(proposals), n, middle.shape[-1]), dtype=np.float32)
        mask = np.zeros((len(proposals), n), dtype=np.int64)
        mark = np.zeros_like(mask)
        for row, p in enumerate(proposals):
            states[row, : p.part.length] = middle[p.part.offset : p.part.end]
            mask[row, : p.part.length] = 1
            mark[row, p.first : p.last] = 1
        kind = np.array([p.kind for p in proposals], dtype=np.int64)
        outputs = self._weights.branch.run(None, {"states": states, "mask": mask, "mark": mark, "kind": kind})
        roles, counts = outputs[0], outputs[1]
        per_role = roles.reshape(len(proposals), n, -1, 3)
        for logits in (per_role, counts):
            # What pads a row to the longest sentence holds no span.
            logits[mask == 0] = 0.0
            logits[mask == 0, ..., 1:] = -1e4
        return heads_of(tuple(outputs), best_tags(per_role.transpose(0, 2, 1, 3)), best_tags(counts))
