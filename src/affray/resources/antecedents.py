"""The weights of antecedents' signs, fitted by `training/antecedents`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from affray.resources.jsonl import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each sign adds to an entity's score, and the least chance at which an answer is given."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    least: float
    weights: Mapping[str, float]

    def score(self, signs: Mapping[str, float]) -> float:
        """The summed weight of signs; those that the fit did not meet add nothing."""
        return sum(self.weights.get(sign, 0.0) * value for sign, value in signs.items())


_WEIGHTS = TypeAdapter(Weights)


@cache
def weights() -> Weights:
    """The shipped weights.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    (found,) = rows("antecedents.jsonl", _WEIGHTS)
    return found
