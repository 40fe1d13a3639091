"""How claims are extracted: the section `[extract]` of affray.toml."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractOptions:
    """Options of the extract stage.

    Attributes:
        gate: The gate's name among the plugs; `off` reads every report.
        tagger: The tagger's name among the plugs.
        weights: Folder of the tagger's weights; empty for the shipped ones.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    gate: str = "lexicon"
    tagger: str = "minilm"
    weights: str = ""
