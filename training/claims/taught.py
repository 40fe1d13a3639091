"""Label plain reports by several trained taggers together, so that one tagger can learn what they know.

    python -m training.claims.taught --corpora ../shared/corpora --out FILE WEIGHTS [WEIGHTS ...]

WEIGHTS are folders that `training.claims.export` wrote. Chances are averaged (the logarithms of them): what
the taggers see alike stands, what one of them sees alone mostly falls. Sentences that are annotated
are left out: the taggers know them by heart; so is every text with a sentence of the reports kept for tests.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from affray.extract.assemble import Heads, Proposal, heads_of
from affray.extract.decode import OUT_OF_ROW, best_tags, best_tags_of, softmax, spans
from affray.extract.pieces import Slice, Window, cut, pack
from affray.extract.weights import Weights, load
from affray.text import sentences
from training.claims.data import Labelled, Trigger
from training.claims.plain import unannotated

Floats = npt.NDArray[np.float32]
# Triggers that are less sure, by the mean of both heads, are taught as none.
KEEP = 0.5
# Proposals below this are not read for roles: no verdict could lift them above the cut.
LEAST = 0.25
# Words of a report that are labelled, and of all: long articles of one war would outweigh the news.
LONGEST, ALL = 2_500, 400_000
GROUP = 16


def label(folders: Sequence[str], text: str) -> tuple[list[str], list[Trigger]]:
    """The sentences of a text, and the triggers that the taggers of some folders see in them together."""
    taggers = _opened(tuple(folders))
    first = taggers[0]
    found = [span.text for span in sentences(text)]
    windows = pack(cut(first.tokenizer, found), first.cls, first.sep)
    reads = [part for window in windows for part in _read(taggers, window)]
    proposals = [pair for pair in _proposals(reads) if pair[0].score >= LEAST]
    proposals.sort(key=lambda pair: pair[0].part.length)
    triggers = [
        _trigger(proposal, heads)
        for at in range(0, len(proposals), GROUP)
        for proposal, heads in _heads(taggers, proposals[at : at + GROUP])
        if np.sqrt(proposal.score * heads.verdict) >= KEEP
    ]
    return found, triggers


@cache
def _opened(folders: tuple[str, ...]) -> list[Weights]:
    return [load(Path(folder)) for folder in folders]


Read = tuple[Slice, list[Floats], Floats]


def _read(taggers: Sequence[Weights], window: Window) -> Iterator[Read]:
    """A window's slices with each tagger's middle states and the mean of their trigger logits."""
    ids = window.ids[None]
    feed = {"ids": ids, "casing": window.casing[None], "mask": np.ones_like(ids)}
    outputs = [tagger.encoder.run(None, feed) for tagger in taggers]
    logits = _mean([trigger for _, trigger in outputs])[0]
    for part in window.slices:
        if not part.context:
            inside = slice(part.offset, part.end)
            yield part, [states[0, inside] for states, _ in outputs], logits[inside]


def _proposals(reads: Sequence[Read]) -> Iterator[tuple[Proposal, list[Floats]]]:
    for (part, states, logits), tags in zip(reads, best_tags_of([each[2] for each in reads]), strict=True):
        chances = softmax(logits)
        for kind, first, last in spans(tags):
            kinds = chances[first:last, 1:].reshape(last - first, -1, 2).sum(-1).mean(0)
            proposal = Proposal(part=part, states=states[0], first=first, last=last, kind=kind, kinds=kinds)
            yield proposal, states


def _heads(
    taggers: Sequence[Weights], group: Sequence[tuple[Proposal, list[Floats]]]
) -> Iterator[tuple[Proposal, Heads]]:
    n = max(proposal.part.length for proposal, _ in group)
    mask, mark = (np.zeros((len(group), n), dtype=np.int64) for _ in range(2))
    for row, (proposal, _) in enumerate(group):
        mask[row, : proposal.part.length] = 1
        mark[row, proposal.first : proposal.last] = 1
    kind = np.array([proposal.kind for proposal, _ in group], dtype=np.int64)
    outputs = []
    for number, tagger in enumerate(taggers):
        states = np.zeros((len(group), n, group[0][1][0].shape[-1]), dtype=np.float32)
        for row, (proposal, own) in enumerate(group):
            states[row, : proposal.part.length] = own[number]
        fed = {"states": states, "mask": mask, "mark": mark, "kind": kind}
        roles, *rest = tagger.branch.run(None, fed)
        outputs.append([roles.reshape(len(group), n, -1, 3), *rest])
    roles, counts, stance, verdict = (_mean(each) for each in zip(*outputs, strict=True))
    for logits in (roles, counts):
        logits[mask == 0] = 0.0
        logits[mask == 0, ..., 1:] = OUT_OF_ROW
    tags = best_tags(roles.transpose(0, 2, 1, 3)), best_tags(counts)
    flat = (roles.reshape(len(group), n, -1), counts, stance, verdict)
    return zip((proposal for proposal, _ in group), heads_of(flat, *tags), strict=True)


def _mean(logits: Sequence[Floats]) -> Floats:
    """The mean of the logarithms of chances, which are logits again."""
    mean: Floats = np.mean([np.log(np.clip(softmax(each), 1e-6, 1.0)) for each in logits], axis=0)
    return mean


def _trigger(proposal: Proposal, heads: Heads) -> Trigger:
    shift = proposal.part.first

    def moved(number: int, first: int, last: int) -> Labelled:
        return Labelled(label=number, first=shift + first, last=shift + last)

    return Trigger(
        sentence=proposal.part.sentence,
        first=shift + proposal.first,
        last=shift + proposal.last,
        kind=proposal.kind,
        stance=int(heads.stance.argmax()),
        roles=tuple(
            moved(number, first, last)
            for number, tags in enumerate(heads.roles)
            for _, first, last in spans(tags)
        ),
        figures=tuple(moved(*span) for span in spans(heads.figures)),
    )


def record(folders: Sequence[str], text: str) -> str:
    """One labelled report as a line of JSON, as `data.taught` reads it."""
    found, triggers = label(folders, text)

    def listed(labelled: Sequence[Labelled]) -> list[list[int]]:
        return [[each.label, each.first, each.last] for each in labelled]

    rows = [
        [t.sentence, t.first, t.last, t.kind, t.stance, listed(t.roles), listed(t.figures)] for t in triggers
    ]
    return json.dumps({"sentences": found, "triggers": rows})


def plain(corpora: Path) -> Iterator[str]:
    """The reports to label, cut at `LONGEST` words, at most `ALL` words of them."""
    words = 0
    for text in unannotated(corpora):
        short = " ".join(text.split(" ")[:LONGEST])
        words += len(short.split())
        if words > ALL:
            return
        yield short


def main() -> None:
    """Label and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", nargs="+")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    found = list(plain(asked.corpora))
    with ProcessPoolExecutor() as workers, gzip.open(asked.out, "wt", encoding="utf-8") as out:
        for number, line in enumerate(
            workers.map(record, itertools.repeat(asked.weights), found, chunksize=4)
        ):
            out.write(line + "\n")
            if number % 100 == 0:
                print(f"{number} of {len(found)}", flush=True)


if __name__ == "__main__":
    main()
