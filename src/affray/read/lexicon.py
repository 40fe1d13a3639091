"""The words of page furniture and the names of agencies: the data files beside this module."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One kind of furniture.

    Attributes:
        words: How many words such a line may have.
        sentences: Its lines are whole sentences, as an article's are: position has to speak against them too.
        pattern: Matches such a line whole.
    """

    name: str
    words: int
    sentences: bool
    pattern: re.Pattern[str]


# Groups that are no lines of their own, but words used by other rules.
_WORDS = frozenset({"glued", "opening", "ending", "sections", "outlets"})


@cache
def groups() -> tuple[Group, ...]:
    """The kinds of furniture lines."""
    return tuple(
        Group(
            name=name,
            words=entry["words"],
            sentences=entry.get("sentences", False),
            pattern=re.compile(rf"(?:{'|'.join(entry['patterns'])})", re.IGNORECASE),
        )
        for name, entry in _furniture().items()
        if name not in _WORDS
    )


@cache
def words(group: str) -> str:
    """One group of words as an alternation, for use inside another pattern."""
    return "(?:" + "|".join(sorted(_furniture()[group]["patterns"], key=len, reverse=True)) + ")"


@cache
def agencies() -> dict[str, str]:
    """The known names and short names of agencies, casefolded, with the name each stands for."""
    found = tomllib.loads((files(__package__) / "agencies.toml").read_text(encoding="utf-8"))
    return {
        alias.casefold(): name for name, aliases in found["agencies"].items() for alias in (name, *aliases)
    }


@cache
def _furniture() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "furniture.toml").read_text(encoding="utf-8"))
