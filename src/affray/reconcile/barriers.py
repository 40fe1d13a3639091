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
_SAME_SENTENCE = "report_l = report_r AND sentence_l = sentence_r"
BARRIERS = (
    Barrier(
        when=f"{_SPOTS} AND NOT list_has_any(places_l, places_r) AND {DISTANCE} > reach_l + reach_r + 25",
        words="both name their place, and the two are far apart",
    ),
    Barrier(
        when=(
            "dated_l = 'own' AND dated_r = 'own' AND last_l - first_l <= 1 AND last_r - first_r <= 1 "
            f"AND {GAP} > 1"
        ),
        words="both name their day, and the days are apart",
    ),
    Barrier(
        when=(
            f"{_SAME_SENTENCE} AND type_l = type_r AND len(figures_l) > 0 AND len(figures_r) > 0 "
            "AND NOT list_has_any(figures_l, figures_r)"
        ),
        words="one sentence tells both, each with its own number",
    ),
    Barrier(
        when=(
            f"type_l IN ({_SPEECH}) AND len(who_l) > 0 AND len(who_r) > 0 "
            "AND NOT list_has_any(a_l, a_r) AND shared(who_l, who_r) = 0"
        ),
        words="two speakers make two statements",
    ),
)


def sql() -> str:
    """The number of the first barrier that holds between two rows, null for none."""
    cases = " ".join(f"WHEN {barrier.when} THEN {number}" for number, barrier in enumerate(BARRIERS))
    return f"CASE {cases} END"
