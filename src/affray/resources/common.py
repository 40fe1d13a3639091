"""How often reports of a war name an actor or a place: what two reports share tells little where all do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from affray.resources.jsonl import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    share: float


_ROW = TypeAdapter(_Row)


@cache
def shares() -> Mapping[str, float]:
    """The share of reports by name ("actor:isil", "place:aleppo"); names of fewer than one in 100 lack.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return {row.name: row.share for row in rows("common.jsonl", _ROW)}
