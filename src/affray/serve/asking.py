"""A request's query as a value of ours: checked once, with errors that name the field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import Request
from pydantic import BeforeValidator, TypeAdapter, ValidationError

from affray.errors import UnusableOption

T = TypeVar("T")

# Days as numbers count from here.
EPOCH = date(1970, 1, 1).toordinal()


def _iso(given: Any) -> Any:
    """A day as written: a number could be taken for one, counted from 1970."""
    if not isinstance(given, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise ValueError("give a day as YYYY-MM-DD")
    return given


# A day of a request.
Day = Annotated[date, BeforeValidator(_iso)]


class Unusable(UnusableOption):
    """A field of a request that cannot be used."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def asked(kind: type[T]) -> Callable[[Request], T]:
    """A dependency that reads the query as a frozen dataclass; unknown names are refused.

    Names of Python's own stand with an underscore behind (`from_`), and are asked without.
    """
    adapter = TypeAdapter(kind)
    many = {_name(each.name) for each in fields(kind) if "tuple" in str(each.type)}  # type: ignore[arg-type]
    named = {_name(each.name): each.name for each in fields(kind)}  # type: ignore[arg-type]
    # Words left empty are none; an empty day or number is a mistake.
    words = {each.name for each in fields(kind) if _wordy(str(each.type))}  # type: ignore[arg-type]

    def read(request: Request) -> T:
        found: dict[str, Any] = {}
        for name in request.query_params:
            if name not in named:
                raise Unusable(name, f"there is no such field; there are {', '.join(sorted(named))}")
            given = request.query_params.getlist(name)
            found[named[name]] = tuple(given) if name in many else given[-1]
        try:
            return adapter.validate_python(
                {key: value for key, value in found.items() if value != "" or key not in words}
            )
        except ValidationError as error:
            raise unusable(error) from error

    return read


def _wordy(kind: str) -> bool:
    """Whether a field holds any words."""
    return "str" in kind and "pattern" not in kind


def parameters(kind: type[Any]) -> dict[str, Any]:
    """The same fields as OpenAPI has them."""
    schema = TypeAdapter(kind).json_schema(ref_template="#/components/schemas/{model}")
    known = schema.pop("$defs", {})
    # A field without a default must be given.
    needed = {each.name for each in fields(kind) if each.default is MISSING}
    listed = []
    for name, each in schema["properties"].items():
        listed.append(
            {"name": _name(name), "in": "query", "required": name in needed, "schema": _inlined(each, known)}
        )
    return {"parameters": listed}


def _inlined(schema: Any, known: dict[str, Any]) -> Any:
    """A schema without references: those of a query stand nowhere else."""
    if isinstance(schema, list):
        return [_inlined(each, known) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(known[schema["$ref"].rpartition("/")[2]], known)
    return {key: _inlined(value, known) for key, value in schema.items() if key != "title"}


def unusable(error: ValidationError) -> Unusable:
    """The first field that does not fit, and why."""
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(_name(str(part)) for part in first["loc"]) or "body"
    return Unusable(where, first["msg"].removeprefix("Value error, "))


def require_order(first: date | None, last: date | None) -> None:
    """Refuse days in the wrong order.

    Raises:
        Unusable: The last day is before the first.
    """
    if first and last and last < first:
        raise Unusable("to", f"{last} is before {first}: give the first day as `from`")


def day_number(day: date | None) -> int | None:
    """A day as the number of days since 1970-01-01."""
    return None if day is None else day.toordinal() - EPOCH


def _name(name: str) -> str:
    return name.rstrip("_")
