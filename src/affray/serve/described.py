"""Puts examples into the interface's description: of our sample reports, as the server answered them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from starlette.routing import compile_path

# What is asked by name; a test asks with each.
_ASKED: dict[str, Any] = {
    "from": "2014-01-01",
    "to": "2014-12-31",
    "on": "2014-10-20",
    "known": "2015-06-30",
    "bbox": "36.5,35.8,38.0,36.8",
    "text": "handarat",
    "dated": "yes",
    "outlet": "Orontes Daily",
    "name": "Handarat",
    "inside": "Aleppo province",
    "country": "SY",
    "page": 1,
    "size": 50,
}


def describe(app: FastAPI) -> None:
    """Have the application's description come with examples."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        told = app.openapi_schema
        if told is None:
            told = plain()
            for path, methods in told["paths"].items():
                for method, operation in methods.items():
                    _explain(operation, path, method)
        return told

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way


def methods_of(app: FastAPI, path: str) -> list[str]:
    """How an address of the interface can be asked, by its own description; none where there is nothing."""
    told = app.openapi()["paths"].items()
    found = (how for known, how in told if compile_path(known)[0].match(path))
    return sorted(method.upper() for how in found for method in how)


def _explain(operation: dict[str, Any], path: str, method: str) -> None:
    known = _examples()
    for parameter in operation.get("parameters", ()):
        asked = known["ids"] if parameter["in"] == "path" else _ASKED
        if parameter["name"] in asked:
            parameter["example"] = asked[parameter["name"]]
    answer = known[method].get(path)
    for status in ("200", "201"):
        content = operation["responses"].get(status, {}).get("content", {})
        if answer is not None and "application/json" in content:
            content["application/json"]["example"] = answer
    if method == "post":
        operation["requestBody"]["content"]["application/json"]["example"] = known["bodies"][path]


@cache
def _examples() -> dict[str, Any]:
    """Made by tools/api_examples.py."""
    text = files("affray.serve").joinpath("examples.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
