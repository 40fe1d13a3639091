"""What linkage ships: how often reports use a word, and the trained chances of its comparisons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from affray.errors import UnusableResource
from affray.resources import trained

T = TypeVar("T")
WORDS, WEIGHTS = "words.json", "weights.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """The trained model: what it was trained on, and its chances.

    Attributes:
        trained: The day.
        on: What on, in words.
        prior: What two claims that are compared weigh beforehand, in bits.
        matches: The share of the pairs trained on that were found to be of one event.
        chances: By comparison and level, how often two claims stand so: of one event, and of two.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    trained: str
    on: str
    prior: float
    matches: float
    chances: dict[str, dict[str, tuple[float, float]]]


_TRAINED = TypeAdapter(Trained)
_SHARES = TypeAdapter(dict[str, float])


@cache
def words() -> Mapping[str, float]:
    """The share of reports that use a word in a sentence of a claim; words of fewer than one in 100 lack.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return _read(WORDS, _SHARES)


@cache
def model() -> Trained:
    """The trained model.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return _read(WEIGHTS, _TRAINED)


def _read(name: str, of: TypeAdapter[T]) -> T:
    path = trained.folder("linkage") / name
    try:
        return of.validate_python(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise UnusableResource(f"{path} cannot be read: {error}") from error
