"""Reads the shipped JSON Lines tables: one object a line, checked once at the edge."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from affray.errors import UnusableResource

Row = TypeVar("Row")

_HERE = Path(__file__).parent


def rows(name: str, row: TypeAdapter[Row]) -> tuple[Row, ...]:
    """The rows of a shipped table, in the order of the file.

    Raises:
        UnusableResource: The file is missing, or a line does not fit; names the file and the line.
    """
    path = _HERE / name
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UnusableResource(f"{path} cannot be read: {error}; install affray again") from error
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(row.validate_json(line))
        except ValidationError as error:
            raise UnusableResource(f"{path} line {number} does not fit: {error}") from error
    return tuple(found)


def first_day(text: str | None) -> date | None:
    """The first day that a partial date ("2013", "2013-04", "2013-04-08") may mean."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(text: str | None) -> date | None:
    """The last day that a partial date may mean."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    if len(parts) > 2:
        return date(parts[0], month, parts[2])
    return date(parts[0], month, monthrange(parts[0], month)[1])
