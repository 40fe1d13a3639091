"""What an export could not hold: counted, so that nothing is left out in silence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Something that a format could not hold, in words, and how often."""

    what: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What one export wrote and what it could not hold.

    Attributes:
        format: The export's name among the plugs.
        unit: What is counted by `total`, `held` and `left_out`: "claims" or "reports".
        rows: Lines, rows or features written.
        total: Units in the store.
        held: Units that the output holds.
        left_out: Units that it does not hold, each counted under one reason.
        reduced: Values of held units that were left out or altered; these sum to nothing.

    Raises:
        ValueError: `held` and `left_out` do not add up to `total`: a fault of the export.
    """

    format: str
    unit: str
    rows: int
    total: int
    held: int
    left_out: tuple[Lost, ...] = ()
    reduced: tuple[Lost, ...] = ()

    def __post_init__(self) -> None:
        """Refuse counts that do not add up."""
        accounted = self.held + sum(lost.count for lost in self.left_out)
        if accounted != self.total:
            raise ValueError(
                f"{self.format}: {accounted} {self.unit} accounted for, {self.total} in the store"
            )


def lost(counts: dict[str, int]) -> tuple[Lost, ...]:
    """The counts above zero, in the order given."""
    return tuple(Lost(what=what, count=count) for what, count in counts.items() if count)
