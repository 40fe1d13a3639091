"""What linkage ships: the weights of its comparisons, and how often reports use a word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "weights" / "linkage"


@cache
def words() -> Mapping[str, float]:
    """The share of reports that use a word in a sentence of a claim; words of fewer than one in 100 lack."""
    path = FOLDER / "words.json"
    if not path.exists():
        return {}
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def trained() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "weights.json").read_text(encoding="utf-8"))
    return found
