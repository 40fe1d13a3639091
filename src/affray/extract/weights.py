"""The tagger's weights: two ONNX graphs, a tokenizer, labels and thresholds, as one folder.

`encoder.onnx`  ids, casing, mask (b, n) → middle states (b, n, h), trigger logits (b, n, 2 types + 1)
`branch.onnx`   states (t, n, h), mask, mark (t, n), kind (t,) → roles (t, n, 3 roles),
                figures (t, n, 2 kinds + 1), stance (t, stances), verdict (t, 2)
`tagger.json`   the labels in the order of the logits, the thresholds, the version
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import onnxruntime
from pydantic import ConfigDict, TypeAdapter, ValidationError
from tokenizers import Tokenizer

from affray.errors import UnusableResource
from affray.model import ClaimType, FigureKind, Role, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What each logit stands for, and where the cuts lie.

    Attributes:
        outside: Added to the logit of "no trigger": below zero proposes more.
        keep: Claims with a smaller score are dropped.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    version: str
    types: tuple[ClaimType, ...]
    roles: tuple[Role, ...]
    figures: tuple[FigureKind, ...]
    stances: tuple[Stance, ...]
    outside: float
    keep: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The opened weights; `cls` and `sep` are the pieces that begin and divide a window."""

    labels: Labels
    tokenizer: Tokenizer
    cls: int
    sep: int
    encoder: onnxruntime.InferenceSession
    branch: onnxruntime.InferenceSession


# The fused kernel took 30 % of the encoder's time, the plain ones 8 % (onnxruntime 1.31 on the CPU).
_SLOWER = ["SkipLayerNormFusion"]
_LABELS = TypeAdapter(Labels)


def load(folder: Path) -> Weights:
    """Open the weights of a folder.

    Raises:
        UnusableResource: A file is missing or is not what it should be; names the file.
    """
    try:
        labels = _LABELS.validate_python(json.loads((folder / "tagger.json").read_text(encoding="utf-8")))
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return Weights(
            labels=labels,
            tokenizer=tokenizer,
            cls=_piece(tokenizer, "[CLS]"),
            sep=_piece(tokenizer, "[SEP]"),
            encoder=_session(folder / "encoder.onnx"),
            branch=_session(folder / "branch.onnx"),
        )
    except (OSError, ValueError, ValidationError) as error:
        raise UnusableResource(f"the tagger's weights in {folder} cannot be opened: {error}") from error


def _piece(tokenizer: Tokenizer, name: str) -> int:
    found = tokenizer.token_to_id(name)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {name}")
    return found


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread a process and as many processes as cores: no time is lost waiting for each other.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
