"""Counts what an export of events leaves out, so that the loss report adds up."""

from __future__ import annotations

from collections import Counter

from affray.export.loss import Loss, lost


class Tally:
    """One event after another is held, or left out for one reason; values of those held may be reduced."""

    def __init__(self, layout: str) -> None:
        self.layout = layout
        self.rows = self.held = self.total = 0
        self._left: Counter[str] = Counter()
        self._reduced: Counter[str] = Counter()

    def leave_out(self, why: str) -> None:
        """One event is not held."""
        self.total += 1
        self._left[why] += 1

    def hold(self, rows: int = 1) -> None:
        """One event is held, in so many rows."""
        self.total += 1
        self.held += 1
        self.rows += rows

    def reduce(self, what: str, count: int = 1) -> None:
        """Values of events that are held were left out or altered."""
        self._reduced[what] += count

    def loss(self) -> Loss:
        """What was written and what was not."""
        return Loss(
            format=self.layout,
            unit="events",
            rows=self.rows,
            total=self.total,
            held=self.held,
            left_out=lost(dict(sorted(self._left.items()))),
            reduced=lost(dict(sorted(self._reduced.items()))),
        )
