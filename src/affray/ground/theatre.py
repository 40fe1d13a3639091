"""Which country a report tells of: a vote of the countries, places and actors that it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from affray.model import Place
from affray.resources.actors import Party, laid, parties
from affray.resources.gazetteer import country_names
from affray.text import fold

_CAPITAL = re.compile(r"\b(?:U\.S\.|[A-Z][\w-]+)")
# Votes: a country's own name, its people's name; a state that fights abroad tells little of where.
_NAME, _PEOPLE, _ABROAD = 1.0, 0.5, 0.2
# The winner must have this share of the votes and lead the second by this factor: at 0.5 and 1.5
# the training reports of two wars ("Syria and Iraq") stay without one.
_SHARE, _LEAD = 0.5, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """The country that a report tells of (ISO 3166-1 alpha-2), None when the vote is not clear.

    Attributes:
        near: The places that the report names without doubt.
        provinces: The provinces that it names.
        spelled_in: The country of the agency that its text came through, whose spelling its names have.
    """

    country: str | None
    votes: tuple[tuple[str, float], ...]
    near: tuple[Place, ...] = ()
    provinces: frozenset[str] = frozenset()
    spelled_in: str | None = None

    def names(self, country: str | None) -> bool:
        """Whether the report names a country at all."""
        return any(country == voted for voted, _ in self.votes)


def country_words() -> dict[str, tuple[str, float]]:
    """Folded words that name a country or its people, with the country and the weight of a vote."""
    return _country_words(laid())


@cache
def _country_words(_: str) -> dict[str, tuple[str, float]]:
    found = {fold(name): (iso, _NAME) for name, iso in country_names().items() if " " not in name}
    for party in parties():
        if party.actor.kind != "state" or not party.actor.countries:
            continue
        country = party.actor.countries[0]
        for name in party.actor.names:
            word = fold(name.name)
            if name.kind == "exonym" or " " in word:
                continue
            weight = _NAME if name.kind in ("english", "acronym") else _PEOPLE
            abroad = party.theatres[:1] not in ((), (country,))
            found[word] = (country, _ABROAD if abroad else weight)
    return found


@cache
def _names_of_many(_: str) -> re.Pattern[str]:
    """Actors' names that hold the names of two countries: they tell of neither."""
    words = country_words()
    many = [name for party in parties() for name in _long_names(party) if _countries(name, words) > 1]
    return re.compile(
        "|".join(re.escape(name) for name in sorted(many, key=len, reverse=True)), re.IGNORECASE
    )


def _long_names(party: Party) -> list[str]:
    if party.actor.kind == "state":
        return []
    return [name.name for name in party.actor.names if name.name.count(" ") > 1]


def _countries(name: str, words: dict[str, tuple[str, float]]) -> int:
    named = {words[word][0] for word in fold(name).split() if word in words}
    return len(named) + ("levant" in name.casefold() or "sham" in name.casefold())


def vote(text: str, more: Iterable[tuple[str, float]] = ()) -> Theatre:
    """The country that a report tells of.

    Args:
        text: The report's text.
        more: Further votes, of its places and actors: country and weight.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    words = country_words()
    for word in _CAPITAL.findall(_names_of_many(laid()).sub(" ", text)):
        low = fold(word).replace(".", "")
        # Scraped texts lose apostrophes: "Syrias".
        known = words.get(low) or (words.get(low[:-1]) if low.endswith("s") else None)
        if known is not None:
            votes[known[0]] += known[1]
    for country, weight in more:
        votes[country] += weight
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    total = sum(votes.values())
    clear = ranked and ranked[0][1] >= _SHARE * total
    lead = clear and (len(ranked) == 1 or ranked[0][1] >= _LEAD * ranked[1][1])
    return Theatre(country=ranked[0][0] if lead else None, votes=tuple(ranked))
