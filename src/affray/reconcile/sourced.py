"""A claim with who says it and since when: what events are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from affray.model import Claim, GroundedClaim, Published, Role, RootName


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A grounded claim with its root source and its report's days.

    Attributes:
        published: When its report was published, by all witnesses.
        first: The first day on which it may have been, by the report's own witnesses alone: no other report
            that comes or goes moves it.
        carriers: All reports that carry its report's text, itself among them.
    """

    grounded: GroundedClaim
    root: RootName
    published: Published | None = None
    first: date | None = None
    carriers: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim as worded."""
        return self.grounded.claim

    @property
    def day(self) -> date | None:
        """The day it was said, as far as that is known: the likeliest, else the first."""
        if self.published is None:
            return None
        return self.published.best or self.published.earliest

    def actors(self, role: Role) -> frozenset[str]:
        """Ids of the actors of a role."""
        return frozenset(
            mention.actor
            for mention in self.grounded.actors
            if mention.actor is not None and mention.filler.role == role
        )


def by_first_seen(each: Sourced) -> tuple[date, str]:
    """Order by the first day of the report, then by claim; what has no day comes last."""
    return each.first or date.max, each.claim.claim


def known_by(each: Sourced) -> date | None:
    """The first day on which its report may have been published by all witnesses; None when it has no day."""
    return None if each.published is None else each.published.earliest
