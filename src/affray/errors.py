"""The tree of errors, told apart by consequence: skip this report, or stop the run.

AffrayError
├── SkipReport        this report cannot be used: recorded as a skip, the run goes on
└── StopRun           the run cannot go on, or cannot start
    ├── UnusableOption    an option, a setting or a name that the user gave
    ├── UnusableStore     the database cannot be opened, is locked, or is of a newer schema
    └── UnusableResource  shipped data or weights are missing or do not match their manifest
"""

from __future__ import annotations


class AffrayError(Exception):
    """Anything affray raises on purpose. The message says what was expected and what to do."""


class SkipReport(AffrayError):
    """One report cannot be used. Its reason becomes a row of the skips; nothing else is lost."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class StopRun(AffrayError):
    """The run cannot go on. What was committed before stays."""


class UnusableOption(StopRun):
    """An option, a setting or a name that the user gave cannot be used."""


class UnusableStore(StopRun):
    """The database cannot be opened, is locked by another process, or was written by a newer affray."""


class UnusableResource(StopRun):
    """Shipped data or weights are missing, or do not match their manifest."""
