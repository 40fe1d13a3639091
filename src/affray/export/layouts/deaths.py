"""How many died in an event by the rules of other formats: one number each, that add up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from affray.export.layouts.codes import shared
from affray.model import Account, ClaimType, Event, FigureKind, FigureRange, Rule

# ACLED's codebook puts a number in place of these words; nothing else of affray does.
_WORDS = {"tens": 10, "dozens": 12, "hundreds": 100}
_WORD = re.compile(r"\b(several |many )?(tens|dozens|hundreds)\b", re.IGNORECASE)
# ACLED: deaths that are certain and uncounted are 10 in a war zone. (Elsewhere 3; what affray reads is war.)
UNCOUNTED = 10
_KILLINGS = frozenset({ClaimType.KILLING, ClaimType.EXECUTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """UCDP's seven numbers: `a + b + civilians + unknown == best`, and `low <= best <= high`.

    Attributes:
        open: No report bounds the deaths above, so that `high` is the most that was told.
        bent: An estimate had to be moved so that low, best and high stand in order.
    """

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    best: int
    high: int
    open: bool = False
    bent: bool = False

    def swapped(self) -> Deaths:
        """The same with the sides in the other order."""
        return Deaths(
            a=self.b,
            b=self.a,
            civilians=self.civilians,
            unknown=self.unknown,
            low=self.low,
            best=self.best,
            high=self.high,
            open=self.open,
            bent=self.bent,
        )

    def split(self, among: int) -> list[Deaths]:
        """Dealt out among several rows: each column sums to what it was, each row keeps the rules."""
        dealt = [[0, 0, 0, 0] for _ in range(among)]
        turn = 0
        for column, count in enumerate((self.a, self.b, self.civilians, self.unknown)):
            each, left = divmod(count, among)
            for row in dealt:
                row[column] = each
            for at in range(turn, turn + left):
                dealt[at % among][column] += 1
            turn += left
        lows, highs = shared(self.low, among), shared(self.high, among)
        return [
            Deaths(
                a=a,
                b=b,
                civilians=civilians,
                unknown=unknown,
                low=low,
                best=a + b + civilians + unknown,
                high=high,
                open=self.open,
                bent=self.bent,
            )
            for (a, b, civilians, unknown), low, high in zip(dealt, lows, highs, strict=True)
        ]


def deaths(event: Event) -> Deaths | None:
    """The killed of an event as UCDP counts them; None when no report gives a number.

    A figure of no side holds those of the sides, so the unknown are what it has beyond them.
    """
    ranges = _killed(event)
    if not any(_best(each) is not None for each in ranges):
        return None
    sides = {each.side: _best(each) or 0 for each in ranges if each.side is not None}
    whole = next((each for each in ranges if each.side is None), None)
    told = sum(sides.values())
    best = max(told, (_best(whole) or 0) if whole else 0)
    parts = [each for each in ranges if each.side is not None]
    low = max((whole.low or 0) if whole else 0, sum(each.low or 0 for each in parts))
    high = max((whole.high or 0) if whole else 0, sum(each.high or _best(each) or 0 for each in parts))
    is_open = any(each.high is None for each in ([whole] if whole else parts))
    return Deaths(
        a=sides.get("a", 0),
        b=sides.get("b", 0),
        civilians=sides.get("civilians", 0),
        unknown=best - told,
        low=min(low, best),
        best=best,
        high=max(high, best),
        open=is_open,
        bent=low > best or (high < best and not is_open),
    )


def fatalities(event: Event) -> int:
    """The killed of an event as ACLED counts them: one number, the least that is told.

    "tens" is 10, "dozens" 12 and "hundreds" 100, here alone.
    """
    ranges = _killed(event)
    whole = [_least(each) for each in ranges if each.side is None]
    parts = [_least(each) for each in ranges if each.side is not None]
    counts = [count for count in (*whole, *parts) if count is not None]
    if counts:
        return max(sum(count or 0 for count in parts), *(count or 0 for count in whole), 0)
    uncounted = [account for each in ranges for account in each.by if not account.unknown]
    if uncounted:
        return min(UNCOUNTED, *(UNCOUNTED if each.high is None else each.high for each in uncounted))
    # A killing that gives no figure killed one at least, which is the least that it can be taken for.
    return int(event.type in _KILLINGS and not ranges)


def _least(figures: FigureRange) -> int | None:
    """The least that a root gives, by the rule that is made for it, with ACLED's numbers for vague words.

    Without that rule's choice the least wording; a part of a whole counts only where nothing else does.
    """
    wholes = [account for account in figures.by if not account.part] or list(figures.by)
    chosen = figures.by_rule(Rule.CONSERVATIVE)
    if chosen is not None:
        vague = [account for account in wholes if account.low == chosen and _WORD.search(account.text)]
        return _counted(vague[0]) if vague else chosen
    found = [count for count in map(_counted, wholes) if count is not None]
    return min(found) if found else None


def _counted(account: Account) -> int | None:
    word = _WORD.search(account.text)
    if word is not None and account.low is not None:
        return _WORDS[word[2].lower()]
    return account.low


def _killed(event: Event) -> list[FigureRange]:
    return [each for each in event.figures if each.kind is FigureKind.KILLED]


def _best(figures: FigureRange | None) -> int | None:
    if figures is None:
        return None
    return figures.best if figures.best is not None else figures.low
