"""Annotated reports as tag sequences: what the claim tagger learns from."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from affray.extract.pieces import Pieces, Window, cut, pack

ROLES = ("a", "b", "place", "time", "instrument", "source")
STANCES = ("asserted", "denied", "planned", "possible", "alleged", "foiled")
# PropBank's roles stand in for ours while there are no claims to learn from.
PROPBANK = {"A0": "a", "A1": "b", "LOC": "place", "TMP": "time", "MNR": "instrument"}
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One claim on one sentence: piece spans are [first, last)."""

    sentence: int
    first: int
    last: int
    kind: int
    stance: int
    roles: tuple[tuple[int, int, int], ...]
    figures: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One report, cut into pieces, with its claims."""

    report: str
    pieces: tuple[Pieces, ...]
    triggers: tuple[Trigger, ...]


def read_lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def claims(folder: Path, part: str, tokenizer: Tokenizer, types: list[str], figures: list[str]) -> list[Example]:
    """Read one part (`train` or `dev`) of the annotated reports."""
    by_report = defaultdict(list)
    for claim in read_lines(folder / f"{part}.claims.jsonl.gz"):
        by_report[claim["report"]].append(claim)
    out = []
    for report in read_lines(folder / f"{part}.reports.jsonl.gz"):
        pieces = cut(tokenizer, report["sentences"])
        taken: set[tuple[int, int, int]] = set()
        triggers = []
        for claim in by_report[report["report"]]:
            number = claim["sentence"] - 1
            found = _claim(claim, report["sentences"][number], pieces[number], taken, types, figures)
            if found:
                triggers.append(found)
        out.append(Example(report=report["report"], pieces=tuple(pieces), triggers=tuple(triggers)))
    return out


def propbank(path: Path, tokenizer: Tokenizer, run: int = 8) -> list[Example]:
    """Read PropBank frames over treebank sentences, `run` sentences to a report."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        sentences = json.load(file)
    out = []
    for begin in range(0, len(sentences), run):
        part = sentences[begin : begin + run]
        texts, starts = [], []
        for sentence in part:
            offsets, at = [], 0
            for word in sentence["w"]:
                offsets.append((at, at + len(word)))
                at += len(word) + 1
            starts.append(offsets)
            texts.append(" ".join(sentence["w"]))
        pieces = cut(tokenizer, texts)
        triggers = []
        for number, sentence in enumerate(part):
            for frame in sentence["frames"]:
                place = starts[number]
                span = _pieces_of(pieces[number], *place[frame["p"]])
                roles = []
                for first, last, role in frame["args"]:
                    if role in PROPBANK:
                        found = _pieces_of(pieces[number], place[first][0], place[last - 1][1])
                        if found:
                            roles.append((ROLES.index(PROPBANK[role]), *found))
                if span and frame["args"]:
                    triggers.append(Trigger(sentence=number, first=span[0], last=span[1], kind=0, stance=0,
                                            roles=tuple(roles), figures=()))
        out.append(Example(report=f"ewt-{begin}", pieces=tuple(pieces), triggers=tuple(triggers)))
    return out


def windows(example: Example, cls: int, sep: int, rng: random.Random | None) -> list[Window]:
    """Pack a report into windows; while training, of random length, so that no position is learnt by heart."""
    limit = rng.choice((128, 192, 256, 256)) if rng else 256
    return pack(example.pieces, cls, sep, limit)


def _claim(claim: dict[str, Any], text: str, pieces: Pieces, taken: set[tuple[int, int, int]],
           types: list[str], figures: list[str]) -> Trigger | None:
    spots = _spots(text, claim["trigger"])
    # Two claims on one trigger word stand on its first and second occurrence, where it has two.
    span = next((s for s in spots if (claim["sentence"], *s) not in taken), None)
    if span is None:
        return None
    taken.add((claim["sentence"], *span))
    trigger = _pieces_of(pieces, *span)
    if not trigger:
        return None
    middle = (span[0] + span[1]) / 2
    roles = []
    for number, role in enumerate(ROLES):
        for filler in claim[role]:
            if filler.get("earlier"):
                continue
            found = _nearest(text, filler["text"], middle)
            located = _pieces_of(pieces, *found) if found else None
            if located:
                roles.append((number, *located))
    counts = []
    for figure in claim["figures"]:
        found = _nearest(text, figure["text"], middle)
        located = _pieces_of(pieces, *found) if found else None
        if located and figure["kind"] in figures:
            counts.append((figures.index(figure["kind"]), *located))
    return Trigger(sentence=claim["sentence"] - 1, first=trigger[0], last=trigger[1], kind=types.index(claim["type"]),
                   stance=STANCES.index(claim["stance"]), roles=tuple(roles), figures=tuple(counts))


def _spots(text: str, part: str) -> list[tuple[int, int]]:
    whole = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)]
    return whole or [m.span() for m in re.finditer(re.escape(part), text)]


def _nearest(text: str, part: str, middle: float) -> tuple[int, int] | None:
    spots = _spots(text, part)
    return min(spots, key=lambda s: abs((s[0] + s[1]) / 2 - middle)) if spots else None


def _pieces_of(pieces: Pieces, start: int, end: int) -> tuple[int, int] | None:
    inside = np.flatnonzero((pieces.starts < end) & (pieces.ends > start))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None
