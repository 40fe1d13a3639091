"""Why a sentence gave the claims it gave: every trigger considered, with the scored alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from affray.extract.assemble import Heads, Proposal, Sentence, claim
from affray.extract.decode import softmax
from affray.extract.weights import Labels
from affray.model import Claim

# As many alternatives are told, and none less likely.
MOST, LEAST = 3, 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A type or stance with its chance, 0 to 1."""

    label: str
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One trigger that was considered.

    Attributes:
        claim: The claim as it would be; before chains of sources are ordered and carried on.
        kept: Whether its score reaches the cut.
        cut: The score below which claims are dropped.
        verdict: The chance, by the head that reads the whole sentence, that it is a trigger.
        types: Likely types, the likeliest first.
        stances: Likely stances, the likeliest first.
    """

    claim: Claim
    kept: bool
    cut: float
    verdict: float
    types: tuple[Alternative, ...]
    stances: tuple[Alternative, ...]


def explained(sentence: Sentence, proposal: Proposal, heads: Heads, labels: Labels) -> Explained | None:
    """What the heads say of one proposed trigger; None where it has no words."""
    found = claim(sentence, proposal, heads, labels)
    if found is None:
        return None
    return Explained(
        claim=found,
        kept=found.score >= labels.keep,
        cut=labels.keep,
        verdict=heads.verdict,
        types=_likeliest(labels.types, proposal.kinds),
        stances=_likeliest(labels.stances, softmax(heads.stance)),
    )


def _likeliest(labels: Sequence[str], chances: npt.NDArray[np.float32]) -> tuple[Alternative, ...]:
    order = np.argsort(-chances)[:MOST]
    return tuple(
        Alternative(label=str(labels[at]), chance=float(chances[at])) for at in order if chances[at] >= LEAST
    )
