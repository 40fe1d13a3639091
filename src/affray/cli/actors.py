"""`affray actors`: whom a name may mean on a day, and the actors known."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from affray import config
from affray.cli.screen import print_json, shown
from affray.errors import UnusableOption
from affray.ground.actors import lookup as candidates
from affray.ground.names import index
from affray.ground.ranking import Candidate, belongs, in_theatre, name_on, on_day, side, speaks_for
from affray.resources.actors import Party, lay_over, parties

Form = Literal["json", "table"]


def lookup(name: str, on: str | None, country: str | None, *, settings: Path | None, form: Form) -> None:
    """Print the actors that a name may mean, best first.

    Raises:
        UnusableOption: The day or the country is none, or the pack of actors does not fit.
    """
    lay_over(config.load(settings).ground.actors)
    day, theatre = _day(on), _country(country)
    found = [_told(each, day, theatre) for each in candidates(name, day, country=theatre)]
    if form == "json":
        _print(found)
        return
    if not found:
        sys.stderr.write(f"affray: no known actor is called {shown(name)}; add it to actors.csv\n")
        return
    table = Table("actor", "name then", "kind", "belongs to", "score", "why", box=SIMPLE_HEAD)
    for told in found:
        above = "; ".join(f"{each['relation']} {each['actor']}" for each in told["belongs"])
        cells = (told["actor"], told["name"], told["kind"], above, f"{told['score']:.2f}", told["reason"])
        table.add_row(*(Text(shown(cell)) for cell in cells))
    Console(highlight=False).print(table)


def known(country: str | None, kind: str | None, *, settings: Path | None, form: Form) -> None:
    """Print the actors known, by id.

    Raises:
        UnusableOption: The country or the kind is none, or the pack of actors does not fit.
    """
    lay_over(config.load(settings).ground.actors)
    theatre = _country(country)
    kinds = sorted({party.actor.kind for party in parties()})
    if kind is not None and kind not in kinds:
        raise UnusableOption(f"no actor is a {kind!r}; kinds: {', '.join(kinds)}")
    found = sorted(
        (
            party
            for party in parties()
            if kind in (None, party.actor.kind) and (theatre is None or _acts(party, theatre))
        ),
        key=lambda party: party.actor.actor,
    )
    if form == "json":
        _print([_listed(party) for party in found])
        return
    table = Table("actor", "kind", "name", "countries", "names", box=SIMPLE_HEAD)
    for party in found:
        cells = (party.actor.actor, party.actor.kind, party.actor.name, " ".join(party.actor.countries))
        table.add_row(*(Text(shown(cell)) for cell in cells), str(len(party.actor.names)))
    Console(highlight=False).print(table)


def _acts(party: Party, theatre: str) -> bool:
    named = theatre in (*party.actor.countries, *party.theatres)
    return named or (party.actor.kind not in ("state", "person") and in_theatre(party, theatre))


def _told(candidate: Candidate, day: date | None, theatre: str | None) -> dict[str, Any]:
    party, days = index().by_id[candidate.actor], on_day(day)
    return {
        "actor": candidate.actor,
        "kind": candidate.kind,
        "name": candidate.name,
        "score": candidate.score,
        "reason": candidate.reason,
        "countries": list(candidate.countries),
        "belongs": [
            {
                "relation": each.relation,
                "actor": each.actor,
                "name": name_on(index().by_id[each.actor], days),
                "earliest": _iso(each.days.earliest),
                "latest": _iso(each.days.latest),
                "certainty": each.certainty,
            }
            for each in belongs(party, days)
        ],
        "side": None if theatre is None else side(party, theatre, days),
        "speaks_for": speaks_for(party, days) if party.actor.kind == "person" else None,
        "source": party.source,
        "certainty": party.certainty,
    }


def _listed(party: Party) -> dict[str, Any]:
    return {
        "actor": party.actor.actor,
        "kind": party.actor.kind,
        "name": party.actor.name,
        "countries": list(party.actor.countries),
        "names": [
            {
                "name": name.name,
                "kind": name.kind,
                "earliest": _iso(name.earliest),
                "latest": _iso(name.latest),
            }
            for name in party.actor.names
        ],
        "ucdp": list(party.ucdp),
        "source": party.source,
        "certainty": party.certainty,
    }


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise UnusableOption(f"--on {text}: a day is written 2014-01-09") from error


def _country(text: str | None) -> str | None:
    if text is None:
        return None
    if len(text) != 2 or not text.isalpha() or not text.isascii():
        raise UnusableOption(f"--in {text}: a country is two letters, as in SY")
    return text.upper()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _print(told: list[dict[str, Any]]) -> None:
    # ASCII only: nothing in it that a terminal would act on.
    print_json(told)
