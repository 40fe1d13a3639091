"""Fit the weights of antecedents' signs on the names that coders gave.

    python -m training.antecedents.fit --shared ../shared [--out src/affray/resources/antecedents.jsonl]

A log-linear choice among the entities named before and no answer: the loss is the negative log of the
share of all that the coder's name fits. Fillers that coders left unnamed count as no answer, at a
fraction, since coders leave out much that a reader could resolve. Full batches, Adam, L2; the same
numbers on every run. `--folds` prints accuracy and coverage on reports left out of the fit.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from affray.extract import antecedents
from affray.extract.entities import cases
from affray.extract.named import mentions
from affray.resources.antecedents import Weights
from eval.antecedents import Told, same, told

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# An unnamed filler weighs this much of a named one.
UNNAMED = 0.3
# A coder's name that fits no entity met before is answered by nothing, at half the weight.
UNMET = 0.5
LEAST_SEEN = 3
# Weights under this change no answer and are not written.
SMALL = 0.005
ROUNDS = 1
L2, STEPS, RATE = 0.02, 300, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One anaphor: the signs of each entity and of no answer, last; which are right; its weight."""

    report: str
    options: list[dict[str, float]]
    right: list[bool]
    weight: float
    named: bool


def choices(one: Told, fitted: Weights | None) -> Iterator[Choice]:
    """The anaphors of one annotated report, earlier ones answered by the weights, else as the coder did."""
    for case in cases(mentions(one.sentences, one.claims), one.sentences, one.claims):
        keys = [(c.claim, f.role, f.start) for c, f in zip(case.claims, case.fillers, strict=True)]
        name = next((own for key in keys if (own := one.names[key]) is not None), None)
        fits = [name is not None and same(name, entity.name) for entity in case.entities]
        met = any(fits)
        yield Choice(
            report=one.report.report,
            options=antecedents.options(case),
            right=[*fits, not met],
            weight=1.0 if met else (UNMET if name is not None else UNNAMED),
            named=name is not None,
        )
        if fitted is not None:
            best = antecedents.answer(case, fitted)
            case.answer = best.entity if best is not None and best.chance >= fitted.least else None
        elif met:
            fitting = [entity for entity, fit in zip(case.entities, fits, strict=True) if fit]
            case.answer = max(fitting, key=lambda entity: entity.end)


@dataclass(frozen=True, slots=True)
class Table:
    """All options of all choices: `value[i]` of sign `column[i]` in option `row[i]`, which is `owner`'s."""

    row: Ints
    column: Ints
    value: Floats
    owner: Ints
    right: Floats
    weight: Floats


def fit(found: Sequence[Choice]) -> dict[str, float]:
    """The weights that make the right options likeliest."""
    seen = Counter(sign for choice in found for option in choice.options for sign in option)
    index = {sign: at for at, sign in enumerate(sorted(s for s, n in seen.items() if n >= LEAST_SEEN))}
    table = tabled(found, index)
    weights, first, second = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = gradient(table, weights) + L2 * weights / len(found) ** 0.5
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {sign: round(float(weights[at]), 3) for sign, at in index.items() if abs(weights[at]) >= SMALL}


def tabled(found: Sequence[Choice], index: dict[str, int]) -> Table:
    """The choices as arrays; signs without an index are left out."""
    options = [(number, option) for number, choice in enumerate(found) for option in choice.options]
    cells = [
        (row, index[sign], value)
        for row, (_, option) in enumerate(options)
        for sign, value in option.items()
        if sign in index
    ]
    rows, columns, values = zip(*cells, strict=True)
    return Table(
        row=np.array(rows),
        column=np.array(columns),
        value=np.array(values),
        owner=np.array([number for number, _ in options]),
        right=np.array([float(fits) for choice in found for fits in choice.right]),
        weight=np.array([choice.weight for choice in found]),
    )


def gradient(table: Table, weights: Floats) -> Floats:
    """Of the mean loss: what the weights expect of each option, less what the coder's answer leaves."""
    count = len(table.weight)
    score = np.bincount(table.row, table.value * weights[table.column], minlength=len(table.owner))
    top = np.full(count, -np.inf)
    np.maximum.at(top, table.owner, score)
    share = np.exp(score - top[table.owner])
    chance = share / np.bincount(table.owner, share, minlength=count)[table.owner]
    hit = chance * table.right
    hit /= np.maximum(np.bincount(table.owner, hit, minlength=count), 1e-12)[table.owner]
    off = (chance - hit) * table.weight[table.owner]
    slope: Floats = np.bincount(table.column, table.value * off[table.row], minlength=len(weights)) / count
    return slope


def tally(found: Sequence[Choice], weights: dict[str, float], least: float) -> Counter[str]:
    """Answered, right and named of the choices, each with the earlier ones answered as the coder did."""
    out: Counter[str] = Counter()
    for choice in found:
        score = np.array(
            [sum(weights.get(s, 0.0) * x for s, x in option.items()) for option in choice.options]
        )
        chance = np.exp(score - score.max())
        chance /= chance.sum()
        out["named"] += choice.named
        if len(choice.options) < 2:
            continue
        best = int(chance[:-1].argmax())
        if chance[best] < least:
            continue
        out["answered" if choice.named else "beyond"] += 1
        out["right"] += choice.named and choice.right[best]
    return out


def main() -> None:
    """Fit on train, print what each threshold gives on left-out reports, write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--least", type=float, default=0.6)
    parser.add_argument("--folds", type=int, default=5)
    asked = parser.parse_args()
    reports = list(told(asked.shared, "train"))
    held: Counter[float] = Counter()
    for fold in range(asked.folds):
        left = [one for one in reports if zlib.crc32(one.report.report.encode()) % asked.folds == fold]
        kept = [one for one in reports if zlib.crc32(one.report.report.encode()) % asked.folds != fold]
        weights = rounds(kept, asked.least)
        out = [choice for one in left for choice in choices(one, Weights(least=asked.least, weights=weights))]
        for least in (0.3, 0.4, 0.5, 0.6, 0.7):
            for key, count in tally(out, weights, least).items():
                held[least, key] += count
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        accuracy = held[least, "right"] / held[least, "answered"]
        coverage = held[least, "answered"] / held[least, "named"]
        print(
            f"least {least}: accuracy {accuracy:.3f} coverage {coverage:.3f} beyond {held[least, 'beyond']}"
        )
    if asked.out:
        weights = rounds(reports, asked.least)
        asked.out.write_text(
            json.dumps({"least": asked.least, "weights": weights}, ensure_ascii=False) + "\n",
            encoding="utf-8",
        )
        print(len(weights), "weights written to", asked.out)


def rounds(reports: Sequence[Told], least: float) -> dict[str, float]:
    """Fit with earlier anaphors answered by the coder, then again with them answered by the first fit."""
    weights = fit([choice for one in reports for choice in choices(one, None)])
    for _ in range(ROUNDS):
        fitted = Weights(least=least, weights=weights)
        weights = fit([choice for one in reports for choice in choices(one, fitted)])
    return weights


if __name__ == "__main__":
    main()
