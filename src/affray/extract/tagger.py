"""The learned claim tagger: a report's sentences to claims, with ONNX Runtime only.

One encoder pass a window proposes triggers; the branch then reads each proposed trigger's sentence
for roles, figures and stance, and gives its verdict on the trigger. Nothing of a report shares a
batch with another report, since dynamic quantization scales by the batch: the same report gives
the same claims in any company.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from affray.extract import completion, ledger
from affray.extract.assemble import Heads, Proposal, Sentence, claim, heads_of, score
from affray.extract.decode import OUT_OF_ROW, best_tags, best_tags_of, softmax, spans
from affray.extract.explain import Explained, explained
from affray.extract.options import ExtractOptions
from affray.extract.pieces import Slice, Window, cut, pack
from affray.extract.weights import Weights
from affray.extract.weights import load as load_weights
from affray.model import Claim, Report
from affray.resources import trained
from affray.text import sentences as split

Floats = npt.NDArray[np.float32]
Reading = tuple[Sentence, Proposal, Heads]
# Windows whose triggers are read together: a long report is read in parts, so that memory stays flat.
PART = 16
# Added to the logit of "no trigger" to be told of triggers that were dropped, too.
_ALSO_DROPPED = -3.0
# Pieces a run of the branch holds, padding counted: triggers are sorted by the length of their
# sentence, so little is padding, and larger runs were no faster (bench/extract.py).
RUN = 640


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
        labels = self._weights.labels
        sentences = self._sentences(report)
        # However sure the verdict, below the square of the cut the mean of the two is under the cut.
        readings = self._readings(sentences, least=labels.keep**2, outside=labels.outside)
        claims = [
            found
            for sentence, proposal, heads in readings
            if score(proposal, heads) >= labels.keep
            and (found := claim(sentence, proposal, heads, labels)) is not None
        ]
        claims = ledger.settle(report, claims)
        claims.sort(key=lambda found: (found.trigger.start, found.trigger.end, found.type))
        return completion.complete(report, [sentence.span for sentence in sentences], claims)

    def explain(self, report: Report) -> list[Explained]:
        """Every trigger considered, also those dropped, with the scored alternatives."""
        readings = self._readings(self._sentences(report), least=0.0, outside=_ALSO_DROPPED)
        told = (explained(*reading, self._weights.labels) for reading in readings)
        found = [one for one in told if one is not None]
        return sorted(found, key=lambda one: (one.claim.trigger.start, one.claim.trigger.end))

    def _sentences(self, report: Report) -> list[Sentence]:
        found = split(report.text)
        pieces = cut(self._weights.tokenizer, [span.text for span in found])
        return [
            Sentence(report=report, span=span, pieces=own) for span, own in zip(found, pieces, strict=True)
        ]

    def _readings(self, sentences: Sequence[Sentence], *, least: float, outside: float) -> Iterator[Reading]:
        """Each proposal at least so likely, with its sentence and what the branch says of it."""
        pieces = [sentence.pieces for sentence in sentences]
        windows = pack(pieces, self._weights.cls, self._weights.sep)
        for at in range(0, len(windows), PART):
            read = [part for window in windows[at : at + PART] for part in self._encode(window, outside)]
            likely = (proposal for proposal in _proposals(read) if proposal.score >= least)
            for run in _runs(sorted(likely, key=lambda proposal: proposal.part.length)):
                for proposal, heads in zip(run, self._branch(run), strict=True):
                    yield sentences[proposal.part.sentence], proposal, heads

    def _encode(self, window: Window, outside: float) -> Iterator[tuple[Slice, Floats, Floats]]:
        """A window's slices that are not context, with middle states (n, hidden) and trigger logits."""
        ids = window.ids[None]
        feed = {"ids": ids, "casing": window.casing[None], "mask": np.ones_like(ids)}
        middle, trigger = self._weights.encoder.run(None, feed)
        trigger[..., 0] += outside
        for part in window.slices:
            if not part.context:
                yield part, middle[0, part.offset : part.end], trigger[0, part.offset : part.end]

    def _branch(self, proposals: Sequence[Proposal]) -> list[Heads]:
        n = max(p.part.length for p in proposals)
        states = np.zeros((len(proposals), n, proposals[0].states.shape[-1]), dtype=np.float32)
        mask = np.zeros((len(proposals), n), dtype=np.int64)
        mark = np.zeros_like(mask)
        for row, p in enumerate(proposals):
            states[row, : p.part.length] = p.states
            mask[row, : p.part.length] = 1
            mark[row, p.first : p.last] = 1
        kind = np.array([p.kind for p in proposals], dtype=np.int64)
        outputs = self._weights.branch.run(None, {"states": states, "mask": mask, "mark": mark, "kind": kind})
        roles, counts = outputs[0], outputs[1]
        per_role = roles.reshape(len(proposals), n, -1, 3)
        for logits in (per_role, counts):
            # What pads a row to the longest sentence holds no span.
            logits[mask == 0] = 0.0
            logits[mask == 0, ..., 1:] = OUT_OF_ROW
        return heads_of(tuple(outputs), best_tags(per_role.transpose(0, 2, 1, 3)), best_tags(counts))


def _proposals(read: Sequence[tuple[Slice, Floats, Floats]]) -> Iterator[Proposal]:
    tags = best_tags_of([logits for _, _, logits in read])
    for (part, states, logits), own in zip(read, tags, strict=True):
        found = list(spans(own))
        chances = softmax(logits) if found else logits
        for kind, first, last in found:
            kinds = chances[first:last, 1:].reshape(last - first, -1, 2).sum(-1).mean(0)
            yield Proposal(part=part, states=states, first=first, last=last, kind=kind, kinds=kinds)


def _runs(proposals: Sequence[Proposal]) -> Iterator[Sequence[Proposal]]:
    """Proposals, sorted by length, in runs of at most `RUN` pieces with their padding."""
    first = 0
    for at, proposal in enumerate(proposals):
        if at > first and (at + 1 - first) * proposal.part.length > RUN:
            yield proposals[first:at]
            first = at
    if proposals:
        yield proposals[first:]
