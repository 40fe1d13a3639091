"""What bars two claims from being one event, whatever they weigh: SQL over two rows, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass

from affray.reconcile.breeds import SPEECH
from affray.reconcile.comparisons import DISTANCE, GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Why two claims cannot be one event: when it holds, in SQL, and in words."""

    when: str
    words: str


_OWN = "placed_l = 'own' AND placed_r = 'own'"
_SPOTS = f"{_OWN} AND NOT (area_l OR area_r OR namesake_l OR namesake_r)"
_SPEECH = ", ".join(f"'{kind.value}'" for kind in sorted(SPEECH))
BARRIERS = (
    Barrier(
        when=f"{_SPOTS} AND NOT list_has_any(places_l, places_r) AND {DISTANCE} > reach_l + reach_r + 25",
        words="both name their place, and the two are far apart",
    ),
    Barrier(
        when=(
            f"dated_l = 'own' AND dated_r = 'own' AND last_l - first_l <= 2 AND last_r - first_r <= 2 AND {GAP} > 2"
        ),
        words="both name their day, and the days are apart",
    ),
    Barrier(
        when=(
            f"type_l IN ({_SPEECH}) AND len(a_own_l) > 0 AND len(a_own_r) > 0 AND NOT list_has_any(a_l, a_r)"
        ),
        words="two speakers make two statements",
    ),
)


def sql() -> str:
    """The number of the first barrier that holds between two rows, null for none."""
    cases = " ".join(f"WHEN {barrier.when} THEN {number}" for number, barrier in enumerate(BARRIERS))
    return f"CASE {cases} END"
