"""What bars two claims from being one event, whatever they weigh: SQL over two rows, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass

from affray.model import ClaimType
from affray.reconcile.breeds import SPEECH, SUM
from affray.reconcile.comparisons import DISTANCE, GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Why two claims cannot be one event: when it holds, in SQL, and in words."""

    when: str
    words: str


# "Idlib" may be the town or its province: inside the province it bars nothing.
_OWN = "placed_l = 'own' AND placed_r = 'own' AND NOT ((namesake_l OR namesake_r) AND admin_l = admin_r)"
# Places farther apart than both reach and this many km are two, whatever a gazetteer may be off by.
_FAR = 25
_SPEECH = ", ".join(f"'{kind.value}'" for kind in sorted(SPEECH))
# Of what changes hands the place is all that is told: "the city of X" is not the province.
_CHANGES = (ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.SIEGE)
_TERRITORY = ", ".join(f"'{kind.value}'" for kind in _CHANGES)
# Days between two reports after which what each has as news is two happenings. Only sums last longer.
_WEEKS = 14
_UNDATED = "undated_l AND undated_r"
_SAME_SENTENCE = "report_l = report_r AND sentence_l = sentence_r"
BARRIERS = (
    Barrier(
        when=f"{_OWN} AND NOT list_has_any(places_l, places_r) AND {DISTANCE} > reach_l + reach_r + {_FAR}",
        words="both name their place, and the two are far apart",
    ),
    Barrier(
        when=(
            f"type_l IN ({_TERRITORY}) AND report_l = report_r AND placed_l = 'own' AND placed_r = 'own' "
            "AND (city_l OR NOT namesake_l) AND (city_r OR NOT namesake_r) "
            f"AND NOT list_has_any(places_l, places_r) AND {DISTANCE} > reach_l + reach_r + {_FAR}"
        ),
        words="one report names each place that was taken, and the two are far apart",
    ),
    Barrier(
        when=(
            f"type_l IN ({_TERRITORY}) AND type_l = type_r AND NOT list_has_any(a_l, a_r) "
            "AND (list_has_any(a_l, b_r) OR list_has_any(a_r, b_l))"
        ),
        words="one took it, and another took it from that one",
    ),
    Barrier(
        when=(
            f"type_l = '{ClaimType.CAPTURE}' AND type_r = '{ClaimType.CAPTURE}' "
            "AND len(camps_l) > 0 AND len(camps_r) > 0 "
            "AND NOT list_has_any(camps_l, camps_r) AND NOT list_has_any(a_own_l, a_own_r)"
        ),
        words="those who took it are on two sides of the war",
    ),
    Barrier(
        when=(
            "dated_l = 'own' AND dated_r = 'own' AND last_l - first_l <= 1 AND last_r - first_r <= 1 "
            f"AND {GAP} > 1"
        ),
        words="both name their day, and the days are apart",
    ),
    Barrier(
        when=f"breed_l <> '{SUM}' AND {_UNDATED} AND abs(reported_l - reported_r) > {_WEEKS}",
        words="neither tells its day, and their reports are weeks apart",
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
