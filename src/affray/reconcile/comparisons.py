"""The comparisons of two claims: for each, its levels as SQL over two rows, the likest first.

Splink gives every level its weight in bits: how much oftener two claims of one event stand so than two
claims of the same breed and weeks that tell two events.
"""

from __future__ import annotations

from dataclasses import dataclass

from affray.reconcile.wording import ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One way that two claims may stand: when it holds (SQL), and how that is said."""

    name: str
    when: str
    words: str
    null: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One thing that is compared, its levels in the order they are tried; the last holds otherwise."""

    name: str
    levels: tuple[Level, ...]


# What the levels call beside SQL's own functions: the rarity of what two lists of numbered words share.
MACRO = (
    "CREATE OR REPLACE MACRO shared(one, other) AS "
    f"coalesce(list_sum([x % {ROOM} for x in list_intersect(one, other)]), 0)"
)
# Great-circle distance in km between the most exact points of both.
DISTANCE = (
    "(12742 * asin(sqrt(least(1.0, power(sin(radians(lat_r - lat_l) / 2), 2)"
    " + cos(radians(lat_l)) * cos(radians(lat_r)) * power(sin(radians(lon_r - lon_l) / 2), 2)))))"
)
_SAME_PLACE = f"(list_has_any(places_l, places_r) OR {DISTANCE} <= greatest(reach_l, reach_r) + 2)"
_WIDE = "(area_l OR area_r OR namesake_l OR namesake_r)"
_BOTH = "placed_l = 'own' AND placed_r = 'own'"
# Days by which two runs miss each other: negative or nought where they meet.
GAP = "(greatest(first_l, first_r) - least(last_l, last_r))"
_WIDTH = "greatest(last_l - first_l, last_r - first_r)"
_OWN_DAYS = "dated_l = 'own' AND dated_r = 'own'"
_TOLD_DAYS = "dated_l <> 'news' AND dated_r <> 'news'"
_LIKENESS = "2.0 * shared(around_l, around_r) / greatest(around_weight_l + around_weight_r, 1)"


def _level(name: str, when: str, words: str) -> Level:
    return Level(name=name, when=when, words=words)


def _null(name: str, when: str, words: str) -> Level:
    return Level(name=name, when=when, words=words, null=True)


TYPE = Comparison(
    name="kind",
    levels=(
        _level("same, of a means", "type_l = type_r AND NOT plain_l", "the same type, which names its means"),
        _level("same, of no means", "type_l = type_r", "the same type, which names no means"),
        _level("kin", "kin_l = kin_r", "kindred types"),
        _level("means and plain", "plain_l OR plain_r", "a means, and what came of one"),
        _level("other", "ELSE", "two types that are seldom one event"),
    ),
)
DAYS = Comparison(
    name="days",
    levels=(
        _null("unknown", "dated_l IS NULL OR dated_r IS NULL", "one tells no day"),
        _level("same day", f"{_OWN_DAYS} AND {GAP} <= 0 AND {_WIDTH} <= 1", "the same day, told by both"),
        _level("own, meet", f"{_OWN_DAYS} AND {GAP} <= 0 AND {_WIDTH} <= 45", "their days meet"),
        _level(
            "same by context",
            f"{_TOLD_DAYS} AND {GAP} <= 0 AND {_WIDTH} <= 1",
            "the same day, by what stands beside",
        ),
        _level("news meet", f"{GAP} <= 0 AND {_WIDTH} <= 45", "their days may meet"),
        _level("long meet", f"{GAP} <= 0", "their days meet, one of them a long run"),
        _level("by a day", f"{GAP} <= 1", "their days miss each other by one"),
        _level(
            "carried apart", f"NOT ({_OWN_DAYS})", "their days miss each other, one taken from its context"
        ),
        _level("apart", "ELSE", "their days miss each other"),
    ),
)
PLACE = Comparison(
    name="place",
    levels=(
        _null("unknown", "placed_l IS NULL OR placed_r IS NULL", "one tells no place"),
        _level(
            "in and near", f"{_BOTH} AND near_l <> near_r AND {_SAME_PLACE}", "a place, and what is near it"
        ),
        _level(
            "same spot",
            f"{_BOTH} AND NOT area_l AND NOT area_r AND {_SAME_PLACE}",
            "the same place, told by both",
        ),
        _level(
            "same by context",
            f"NOT area_l AND NOT area_r AND {_SAME_PLACE}",
            "the same place, one by its context",
        ),
        _level("same area", "list_has_any(places_l, places_r)", "the same area"),
        _level(
            "inside",
            f"{_WIDE} AND (admin_l = admin_r OR {DISTANCE} <= reach_l + reach_r)",
            "a place in the area of the other",
        ),
        _level("near", f"{DISTANCE} <= reach_l + reach_r + 15", "places near each other"),
        _level("carried apart", f"NOT ({_BOTH})", "places apart, one taken from its context"),
        _level("apart", "ELSE", "places apart"),
    ),
)


def _sides(one: str, other: str) -> str:
    return f"(len({one}) > 0 AND len({other}) > 0)"


_A_MEET = "(list_has_any(a_l, a_r) OR (type_l = 'clash' AND list_has_any(a_l, b_r)))"
_NAMED_MEET = "(list_has_any(a_own_l, a_own_r) OR (type_l = 'clash' AND list_has_any(a_own_l, b_own_r)))"
ACTOR = Comparison(
    name="actor",
    levels=(
        _null("unknown", f"NOT {_sides('a_l', 'a_r')}", "one names no known actor"),
        _level("same", _NAMED_MEET, "the same actor"),
        _level("kindred", _A_MEET, "actors of one kind, or one of the other"),
        _level("other", "ELSE", "other actors"),
    ),
)
TARGET = Comparison(
    name="target",
    levels=(
        _null("unknown", f"NOT {_sides('b_l', 'b_r')}", "one names no known target"),
        _level("same", "list_has_any(b_own_l, b_own_r)", "the same target"),
        _level("kindred", "list_has_any(b_l, b_r)", "targets of one kind"),
        _level("other", "ELSE", "other targets"),
    ),
)
_NO_KILLED = "(low_l IS NULL AND high_l IS NULL) OR (low_r IS NULL AND high_r IS NULL)"
_MEET = (
    "coalesce(high_l, 100000000) >= coalesce(low_r, 0) AND coalesce(high_r, 100000000) >= coalesce(low_l, 0)"
)
FIGURES = Comparison(
    name="figures",
    levels=(
        _level("same number", "list_has_any(figures_l, figures_r)", "the same number of the same kind"),
        _null("unknown", _NO_KILLED, "one tells no number of dead"),
        _level("meet", _MEET, "their numbers of dead may be one"),
        _level("differ", "ELSE", "other numbers of dead"),
    ),
)
NUMBER = Comparison(
    name="number",
    levels=(
        _level(
            "many and one",
            "many_l <> many_r",
            "one tells of a single happening, the other of many or of a period",
        ),
        _level("many", "many_l AND many_r", "both tell of many, or of a period"),
        _level("differ", "plural_l <> plural_r", "one tells of one, the other of several"),
        _level("several", "plural_l", "both tell of several"),
        _level("one", "ELSE", "both tell of one"),
    ),
)


def _told(name: str, role: str, what: str) -> Comparison:
    return Comparison(
        name=name,
        levels=(
            _level("many", f"shared({role}_l, {role}_r) >= 96", f"rare words of the {what}"),
            _level("one", f"shared({role}_l, {role}_r) >= 40", f"a rare word of the {what}"),
            _level("common", f"shared({role}_l, {role}_r) > 8", f"a common word of the {what}"),
            _null("none", "ELSE", f"no word of the {what} is shared, which tells nothing"),
        ),
    )


WHERE = _told("place_words", "where_told", "place")
WHO = _told("actor_words", "who", "actor")
WHOM = _told("target_words", "whom", "target")
AROUND = Comparison(
    name="near_words",
    levels=(
        _level("nearly all", f"{_LIKENESS} >= 0.6", "the same words about it"),
        _level("much", f"{_LIKENESS} >= 0.3", "much of the same words about it"),
        _level("some", f"{_LIKENESS} >= 0.12", "some of the same words about it"),
        _null("none", "ELSE", "other words about it"),
    ),
)
CALLED = Comparison(
    name="trigger",
    levels=(
        _level("rare", "shared(called_l, called_r) >= 40", "the same rare word for it"),
        _level("common", "shared(called_l, called_r) >= 16", "the same word for it"),
        _level("plain", "shared(called_l, called_r) > 0", "the same plain word for it"),
        _null("other", "ELSE", "another word for it, which tells nothing"),
    ),
)
REPORTED = Comparison(
    name="reported",
    levels=(
        _null("unknown", "reported_l IS NULL OR reported_r IS NULL", "one report's day is not known"),
        _level("near", "abs(reported_l - reported_r) <= 2", "reported within two days of each other"),
        _level("apart", "ELSE", "reported more than two days apart"),
    ),
)
COMPARISONS = (TYPE, DAYS, PLACE, WHERE, ACTOR, WHO, TARGET, WHOM, FIGURES, NUMBER, CALLED, AROUND, REPORTED)
