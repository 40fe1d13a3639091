"""`affray state`: who held what on a day, who fought whom, and who disagrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from affray.cli.options import day
from affray.cli.screen import print_json, shown
from affray.cli.stores import chosen
from affray.cli.summary import row
from affray.engines import tracking
from affray.errors import UnusableOption
from affray.export.state import record
from affray.model import (
    ControlSpell,
    ControlState,
    DayRun,
    Degree,
    EdgeState,
    PlaceState,
    RelationKind,
    Situation,
    Standing,
)
from affray.resources.actors import parties
from affray.store import Store
from affray.track.asking import so_far
from affray.track.places import label
from affray.track.sides import Sides

Form = Literal["json", "table"]

_DEGREES = {
    Degree.ENTIRELY: "entirely",
    Degree.AS_NAMED: "",
    Degree.LARGE_AREAS: "large areas",
    Degree.PARTS: "parts",
    Degree.SITE: "",
    Degree.OUTSKIRTS: "",
    Degree.BESIEGED: "besieged",
    Degree.STORMING: "stormed",
    Degree.FIGHTING: "fighting",
}
_STATES = {ControlState.HELD: "held", ControlState.CONTESTED: "contested", ControlState.UNKNOWN: "left"}
_RELATIONS = {
    RelationKind.FIGHTS: "fights",
    RelationKind.DECLARED_WAR: "declared war on",
    RelationKind.THREATENS: "threatens",
    RelationKind.REJECTS_CEASEFIRE: "refuses a ceasefire with",
    RelationKind.ALLIED: "allied with",
    RelationKind.SUPPORTS: "supports",
    RelationKind.AFFILIATED: "affiliated with",
    RelationKind.MEMBER_OF: "member of",
    RelationKind.CEASEFIRE: "ceasefire with",
    RelationKind.PROPOSES_CEASEFIRE: "proposes a ceasefire with",
    RelationKind.AGREEMENT: "agreed with",
    RelationKind.TALKS: "talks with",
}
# Characters of a sentence shown beside a claim.
_QUOTE = 160
# Claims and sources named in one cell.
_LISTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked, as typed."""

    on: str
    known: str | None
    place: str | None
    actor: str | None


def state(asked: Asked, named: Path | None, *, form: Form) -> None:
    """Print the state on a day.

    Raises:
        UnusableOption: A day is none, or no actor has the name.
        UnusableStore: The store cannot be read.
    """
    on = day(asked.on)
    known = day(asked.known) if asked.known else None
    actor = _actor(asked.actor) if asked.actor else None
    with Store.open_read_only(chosen(named)) as store:
        found = tracking.situation(store, on=on, known=known)
        if asked.place:
            found = tracking.of_place(found, asked.place)
        if actor:
            found = tracking.of_actor(found, actor)
        quotes = _quotes(store, found) if asked.place else {}
    if form == "json":
        print_json(record(found))
        return
    console = Console(highlight=False)
    console.print(Text(shown(_title(asked, found)), style="bold"))
    console.print(_control(found, asked))
    if found.history:
        console.print(_history(found))
        console.print(_claims(found, quotes))
    if not asked.place:
        console.print(_relations(found))
    console.print(_disagreements(found))
    for line in _notes(found):
        console.print(Text(shown(line)))


def _title(asked: Asked, found: Situation) -> str:
    of = f" of {asked.place or asked.actor}" if asked.place or asked.actor else ""
    known = f"by reports known on {found.known}" if found.known else "by all reports"
    return f"State{of} on {found.on}, {known}"


def _control(found: Situation, asked: Asked) -> Group | Text:
    if not found.places:
        what = asked.place or asked.actor
        of = f" of {what}" if what else ""
        return Text(shown(f"Nothing that is told by then says who held any place{of}."))
    table = _table("place", "state", "since", "last told", "according to")
    names = Sides(parties())
    last = None
    for place in found.places:
        for standing in place.standing:
            where = place.label
            if place.where.admin1 and place.where.admin1 not in place.label:
                where = f"{place.label}, {place.where.admin1}"
            row(
                table,
                where if place is not last else "",
                f"{_state(place, standing)}: {_who(standing.spell, standing.holders, names)}",
                _began(standing.spell),
                _age(standing.told, standing.age),
                f"{'; '.join(standing.roots)} [{_ids(standing.claims)}]",
            )
            last = place
    return Group(Text("Who held what"), table)


def _table(*names: str) -> Table:
    """A table whose cells break between words and are never cut: a day that is cut tells nothing."""
    table = Table(box=SIMPLE_HEAD)
    for name in names:
        table.add_column(name, overflow="fold", min_width=10)
    return table


def _ids(claims: tuple[str, ...]) -> str:
    """The starts of a few claims' ids: `affray show claim` takes them."""
    more = f" and {len(claims) - _LISTED} more" if len(claims) > _LISTED else ""
    return " ".join(claim[:8] for claim in claims[:_LISTED]) + more


def _state(place: PlaceState, standing: Standing) -> str:
    spell = standing.spell
    told = _DEGREES[spell.degree]
    words = _STATES[spell.state]
    parts = [f"{words} ({told})" if told else words]
    if not standing.sure:
        parts.insert(0, "perhaps already")
    if standing.ending:
        parts.append("(perhaps no more)")
    if spell.disagrees and place.disagreement:
        parts.append("(disagreement)")
    return " ".join(parts)


def _who(spell: ControlSpell, holders: tuple[str, ...], names: Sides) -> str:
    taken = " and ".join(names.name(actor) for actor in spell.taken_from)
    if spell.state == ControlState.UNKNOWN:
        return f"nobody told; {taken} left" if taken else "nobody told"
    words = f"“{spell.words}”" if spell.words else "nobody told"
    who = " and ".join(names.name(holder) for holder in holders) or words
    return f"{who}, from {taken}" if taken else who


def _began(spell: ControlSpell) -> str:
    since = _run(spell.since)
    return f"{since}; no claim tells the change" if spell.implied else since


def _ended(spell: ControlSpell) -> str:
    if spell.until is None:
        return ""
    return _run(spell.until) if spell.until.latest else f"not told after {spell.until.earliest}"


def _run(days: DayRun) -> str:
    if days.earliest is None:
        return f"by {days.latest}" if days.latest else "a day that nothing tells"
    if days.latest is None:
        return f"from {days.earliest} on"
    return str(days.earliest) if days.earliest == days.latest else f"{days.earliest} to {days.latest}"


def _age(told: date | None, age: int | None) -> str:
    if told is None or age is None:
        return ""
    return f"{told}, that day" if age == 0 else f"{told}, {age:,} day{'' if age == 1 else 's'} before"


def _claims(found: Situation, quotes: dict[str, tuple[str, str]]) -> Group:
    lines = []
    for claim in dict.fromkeys(claim for spell in found.history for claim in spell.claims):
        report, quote = quotes[claim]
        text = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"
        lines.append(Text(shown(f"  {claim}  {report}: {text}")))
    return Group(Text("The claims"), *lines)


def _history(found: Situation) -> Group:
    """How a place went: every spell that may have begun by the day, the first first."""
    names = Sides(parties())
    table = _table("place", "state", "since", "until", "according to")
    for spell in found.history:
        told = _DEGREES[spell.degree]
        state = f"{_STATES[spell.state]} ({told})" if told else _STATES[spell.state]
        row(
            table,
            label(spell.place, spell.where),
            f"{state}: {_who(spell, spell.holders, names)}",
            _began(spell),
            _ended(spell),
            f"{'; '.join(spell.roots)} [{_ids(spell.claims)}]",
        )
    return Group(Text("How it went"), table)


def _relations(found: Situation) -> Group | Text:
    if not found.relations:
        return Text("Nothing that is told by then says how actors stood to each other.")
    table = _table("who", "how", "whom", "last told", "according to")
    names = Sides(parties())
    for each in found.relations:
        how, told, by = _fact(each) if each.edge.fact is not None else _told(each)
        who, whom = (
            f"{names.name(actor)} (its member)" if actor == each.through else names.name(actor)
            for actor in (each.edge.a, each.edge.b)
        )
        row(table, who, how, whom, told, by)
    return Group(Text("Who stood how to whom"), table)


def _fact(each: EdgeState) -> tuple[str, str, str]:
    days = _run(DayRun(earliest=each.edge.earliest, latest=each.edge.latest))
    return _RELATIONS[each.edge.kind], days, f"a known fact ({str(each.edge.fact).split('; ')[0]})"


def _told(each: EdgeState) -> tuple[str, str, str]:
    """How it is told, when last, and by whom."""
    tellings = so_far(each)
    roots = list(dict.fromkeys(telling.root_name for telling in tellings))
    more = f" and {len(roots) - _LISTED} more" if len(roots) > _LISTED else ""
    claims = _ids(tuple(telling.claim for telling in tellings))
    before = ", before" if each.past else ""
    reason = next((f"; “{telling.reason}”" for telling in tellings if telling.reason), "")
    how = f"{_RELATIONS[each.edge.kind]}{before} ({each.edge.mode}{reason})"
    return how, _age(each.told, each.age), f"{'; '.join(roots[:_LISTED])}{more} [{claims}]"


def _disagreements(found: Situation) -> Text:
    names = Sides(parties())
    lines = []
    for place in found.places:
        if place.disagreement:
            told = [each for each in place.standing if each.spell.disagrees]
            sides = "; ".join(
                f"{_who(each.spell, each.holders, names)} ({', '.join(each.roots)})" for each in told
            )
            lines.append(f"  {place.label}: {sides}")
    if not lines:
        return Text("No open disagreement about who held a place.")
    return Text("\n".join(["Open disagreements", *map(shown, lines)]))


def _notes(found: Situation) -> list[str]:
    notes = []
    if found.undated:
        notes.append(
            f"{len(found.undated):,} claims tell who held a place without any day: they change nothing; "
            "--json lists them."
        )
    if found.unknown_reports:
        notes.append(f"{found.unknown_reports:,} reports without any day count as not known by then.")
    return notes


def _quotes(store: Store, found: Situation) -> dict[str, tuple[str, str]]:
    """The report and the sentence of each claim that is shown."""
    asked = {claim for spell in found.history for claim in spell.claims}
    quotes = {}
    for claim in sorted(asked):
        told = store.claim(claim).claim
        quotes[claim] = (told.report, told.evidence.text)
    return quotes


def _actor(name: str) -> str:
    found = tracking.actor_named(name)
    if found is None:
        raise UnusableOption(
            f"no single actor is called {name!r}; `affray actors lookup` lists those it may mean"
        )
    return found
