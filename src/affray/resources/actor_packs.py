"""A user's own facts about actors, `actors.csv`: one fact a line, laid over the shipped table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from affray.errors import UnusableOption
from affray.resources.jsonl import first_day, last_day
from affray.resources.rows import ActorRow, NameRow, RelationRow, SideRow, SpanRow

COLUMNS = ("actor", "fact", "value", "kind", "earliest", "latest", "source", "certainty")
_NEEDED = COLUMNS[:3]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Fact(StrEnum):
    """What a line says of its actor."""

    ACTOR = "actor"
    NAME = "name"
    LIFETIME = "lifetime"
    RELATION = "relation"
    SIDE = "side"
    COUNTRY = "country"
    THEATRE = "theatre"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    FORCE = "force"
    GROUP = "group"
    COALITION = "coalition"
    POLITICAL_BODY = "political body"
    PERSON = "person"
    GENERIC = "generic"


class NameKind(StrEnum):
    """What kind of name a name is."""

    SELF = "self"
    ENGLISH = "english"
    ACRONYM = "acronym"
    EXONYM = "exonym"
    PEJORATIVE = "pejorative"
    FORMER = "former"
    PART = "part"
    LABEL = "label"
    DESCRIPTION = "description"
    DEMONYM = "demonym"


class RelationKind(StrEnum):
    """How an actor stands to another."""

    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    BRANCH_OF = "branch_of"
    SPLINTER_OF = "splinter_of"
    SUCCESSOR_OF = "successor_of"
    SUCCEEDED_BY = "succeeded_by"
    MERGED_INTO = "merged_into"
    AFFILIATED_WITH = "affiliated_with"
    ALLIED_WITH = "allied_with"
    ENEMY_OF = "enemy_of"
    LEADS = "leads"
    SPEAKS_FOR = "speaks_for"


# What `kind` may be, by fact; None where it must stay empty.
_KINDS: dict[Fact, TypeAdapter[str] | None] = {
    Fact.ACTOR: TypeAdapter(ActorKind),
    Fact.NAME: TypeAdapter(NameKind),
    Fact.RELATION: TypeAdapter(RelationKind),
    Fact.SIDE: TypeAdapter(str),
    Fact.LIFETIME: None,
    Fact.COUNTRY: None,
    Fact.THEATRE: None,
}


def _day(text: str | None) -> str | None:
    if text is not None:
        if not _DATE.fullmatch(text):
            raise ValueError("a date is written 2014, 2014-01 or 2014-01-09")
        last_day(text)
        first_day(text)
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError("an id has small letters, digits and single hyphens")
    return text


Day = Annotated[str | None, AfterValidator(_day)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a pack, by its columns."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    actor: Annotated[str, AfterValidator(_slug)]
    fact: Fact
    value: str = ""
    kind: str = ""
    earliest: Day = None
    latest: Day = None
    source: str = ""
    certainty: str = ""


_LINE = TypeAdapter(Line)


def over(known: Iterable[ActorRow], path: Path) -> tuple[ActorRow, ...]:
    """The known actors with a pack laid over them: facts are added, and a new actor is a line `actor`.

    Raises:
        UnusableOption: The pack cannot be read, or a line does not fit; names the line and the field.
    """
    found = {row.actor: row for row in known}
    lines = list(_lines(path))
    for number, line in lines:
        if line.fact is Fact.ACTOR:
            found[line.actor] = _named(found.get(line.actor), line, path)
        elif line.actor not in found:
            raise _problem(path, number, "actor", f"no actor {line.actor!r}; name it in a line `actor` first")
    ids = set(found)
    for number, line in lines:
        if line.fact is Fact.RELATION and line.value not in ids:
            raise _problem(path, number, "value", f"no actor {line.value!r} is known")
        if line.fact is not Fact.ACTOR:
            found[line.actor] = _added(found[line.actor], line)
    return tuple(found.values())


def _lines(path: Path) -> Iterator[tuple[int, Line]]:
    try:
        # A byte order mark is what spreadsheets write before a CSV file.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            columns = reader.fieldnames or []
            unknown = [column for column in columns if column not in COLUMNS]
            missing = [column for column in _NEEDED if column not in columns]
            if unknown or missing:
                raise UnusableOption(
                    f"{path}: its first line names the columns {', '.join(COLUMNS)}; "
                    + (f"unknown: {', '.join(unknown)}" if unknown else f"missing: {', '.join(missing)}")
                )
            for row in reader:
                if any(value and str(value).strip() for value in row.values()):
                    yield reader.line_num, _line(row, path, reader.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableOption(f"{path} cannot be read as a pack of actors: {error}") from error


def _line(row: dict[str | None, str | list[str] | None], path: Path, number: int) -> Line:
    if None in row:
        raise _problem(path, number, "line", "it has more cells than the first line")
    cells = {name: value.strip() for name, value in row.items() if name and isinstance(value, str)}
    try:
        line = _LINE.validate_python({name: value for name, value in cells.items() if value})
        kinds = _KINDS[line.fact]
        if kinds is not None:
            kinds.validate_python(line.kind)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "kind"
        raise _problem(path, number, field, str(first["msg"]).removeprefix("Value error, ")) from error
    for field, told in _wrong(line):
        raise _problem(path, number, field, told)
    return line


def _wrong(line: Line) -> Iterator[tuple[str, str]]:
    """What the columns of one line say that they cannot say together."""
    if _KINDS[line.fact] is None and line.kind:
        yield "kind", f"a {line.fact} has no kind"
    if line.fact is Fact.SIDE and not _COUNTRY.fullmatch(line.kind):
        yield "kind", "a side's kind is its theatre, a country's two letters as in SY"
    if line.fact in (Fact.COUNTRY, Fact.THEATRE) and not _COUNTRY.fullmatch(line.value):
        yield "value", "a country is two letters as in SY"
    if (line.fact is Fact.LIFETIME) == bool(line.value):
        yield "value", "a lifetime has only dates" if line.value else f"a {line.fact} needs a value"
    if line.fact is Fact.ACTOR and (line.earliest or line.latest):
        yield "earliest", "an actor's days are a line `lifetime`"
    first, last = first_day(line.earliest), last_day(line.latest)
    if first and last and first > last:
        yield "latest", "it lies before earliest"


def _problem(path: Path, number: int, field: str, told: str) -> UnusableOption:
    return UnusableOption(f"{path} line {number}, {field}: {told}")


def _named(held: ActorRow | None, line: Line, path: Path) -> ActorRow:
    if held is not None:
        return replace(held, name=line.value, kind=line.kind)
    return ActorRow(
        actor=line.actor,
        kind=line.kind,
        name=line.value,
        names=[NameRow(name=line.value, kind=NameKind.ENGLISH, earliest=None, latest=None)],
        source=line.source or path.name,
        certainty=line.certainty or "recalled",
    )


def _added(row: ActorRow, line: Line) -> ActorRow:
    days = {"earliest": line.earliest, "latest": line.latest}
    grounds = {"source": line.source or None, "certainty": line.certainty or None}
    if line.fact is Fact.NAME:
        return replace(row, names=[*row.names, NameRow(name=line.value, kind=line.kind, **days)])
    if line.fact is Fact.LIFETIME:
        return replace(row, lifetimes=[*row.lifetimes, SpanRow(**days)])
    if line.fact is Fact.SIDE:
        side = SideRow(theatre=line.kind, side=line.value, **days, **grounds)
        return replace(row, sides=[*row.sides, side])
    if line.fact is Fact.COUNTRY:
        return replace(row, countries=(*row.countries, line.value))
    if line.fact is Fact.THEATRE:
        return replace(row, theatres=(*row.theatres, line.value))
    relation = RelationRow(relation=line.kind, actor=line.value, **days, **grounds)
    speaks_for = row.speaks_for
    if line.kind == RelationKind.SPEAKS_FOR:
        speaks_for = speaks_for or line.value
    return replace(row, relations=[*row.relations, relation], speaks_for=speaks_for)
