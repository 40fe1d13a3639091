"""The shipped sources: who reports, under all the names that one source goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from affray.resources.jsonl import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One known source.

    Attributes:
        kind: `agency`, `broadcaster`, `outlet`, `state media`, `monitor`, `responder`, `organisation`,
            `ministry`, `military` or `government`.
        country: ISO 3166-1 alpha-2 of its seat.
        speaks_for: The actor whose own voice it is, None where independent or not known.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    source: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    speaks_for: str | None
    certainty: str


_ROW = TypeAdapter(Source)


@cache
def sources() -> tuple[Source, ...]:
    """All shipped sources, in the order of the file; "UN" also stands for the words in full.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    return tuple(
        replace(
            each, name=_full(each.name), names=tuple(dict.fromkeys((*each.names, *map(_full, each.names))))
        )
        for each in rows("sources.jsonl", _ROW)
    )


def _full(name: str) -> str:
    return re.sub(r"\bUN\b", "United Nations", name)
