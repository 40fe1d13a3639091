"""How claims are grounded: the section `[ground]` of affray.toml."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundOptions:
    """Options of the ground stage.

    Attributes:
        dater: The dater's name among the plugs: it tells when a report was published.
        grounder: The grounder's name among the plugs.
        cache: Folder for the index of the world's places; the user's cache folder when empty.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    dater: str = "witnesses"
    grounder: str = "gazetteer"
    cache: str = ""
