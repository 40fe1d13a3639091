"""The plugs: each is a function of the model, found by name (plugins.py) and imported late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from affray.model import (
    ActorMention,
    Claim,
    Filler,
    GroundedClaim,
    JudgedPairs,
    Kindred,
    Linkage,
    Published,
    Raw,
    Report,
)

# Reads one raw report; raises SkipReport with the reason when it cannot be used.
Reader = Callable[[Raw], Report]

# Tells when a report was published, from all that its page and text tell, and from kindred reports.
Dater = Callable[[Report, Sequence[Kindred]], Published]

# Reads a report's claims with actors, places, times and sources.
Grounder = Callable[[Report, Sequence[Claim]], Sequence[GroundedClaim]]


class Linker(Protocol):
    """Tells which claims tell one event, with reasons. The same claims in any order give the same."""

    def __call__(
        self, claims: Iterable[tuple[GroundedClaim, Published | None]], *, judged: JudgedPairs | None
    ) -> Linkage:
        """The partition of the claims that are of events, and the links behind it.

        Args:
            claims: With the days of their reports.
            judged: What persons said, honoured whatever else tells.
        """


class Gate(Protocol):
    """Tells which reports need not be read for claims, cheaply and by nothing but the report."""

    @property
    def version(self) -> str:
        """Changes whenever the gate could decide otherwise on the same report."""

    def __call__(self, report: Report) -> str | None:
        """Why the report is dropped, with no claim; None when it is to be read."""


class Tagger(Protocol):
    """Extracts the claims of one report. The same report gives the same claims, in any company."""

    @property
    def version(self) -> str:
        """Changes whenever the same report could give other claims."""

    def __call__(self, report: Report) -> Sequence[Claim]:
        """The report's claims, in the order of the text."""


class Voices(Protocol):
    """Tells who a source is and for whom it speaks, by its words."""

    def known(self, text: str) -> str | None:
        """The name of the known source that the words hold, None where they hold none."""

    def voice(self, filler: Filler, country: str | None, published: Published | None) -> ActorMention:
        """The actor whose words a source's are; unresolved, with the reason, where it is none.

        Args:
            filler: The source's words, with the name they stand for.
            country: The theatre of its report, ISO 3166-1 alpha-2.
            published: When its report was published.
        """
