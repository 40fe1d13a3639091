"""Annotated reports of our own: lines of text to the records of the other annotated reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "own"

_REPORT = re.compile(r"## report (\S+)$")
_SENTENCE = re.compile(r"\[(\d+)\] (.+)$")
_CLAIM = re.compile(r"(\d+) (\w+) \| (.+)$")
_LETTERS = {"a": "a", "b": "b", "p": "place", "w": "time", "i": "instrument", "s": "source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """One report: its sentences and its claims, as records like those of `claims.jsonl`."""

    report: str
    sentences: list[str] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)


def reports(folder: Path = FOLDER) -> Iterator[OwnReport]:
    """Every report of the folder's text files.

    Raises:
        ValueError: A line is none of the three kinds, or a text is not in its sentence; names the line.
    """
    for path in sorted(folder.glob("*.txt")):
        yield from _reports(path)


def _reports(path: Path) -> Iterator[OwnReport]:
    now: OwnReport | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := _REPORT.match(line):
            if now is not None:
                yield now
            now = OwnReport(report=found[1])
        elif line.strip():
            if now is None:
                raise ValueError(f"{path.name}:{number}: before the first report")
            try:
                _add(now, line)
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
    if now is not None:
        yield now


def _add(report: OwnReport, line: str) -> None:
    if found := _SENTENCE.match(line):
        if int(found[1]) != len(report.sentences) + 1:
            raise ValueError(f"sentence {found[1]} after {len(report.sentences)}")
        report.sentences.append(found[2])
    elif found := _CLAIM.match(line):
        report.claims.append(_claim(report, int(found[1]), found[2], found[3]))
    else:
        raise ValueError(f"neither a sentence nor a claim: {line[:60]}")


def _claim(report: OwnReport, sentence: int, kind: str, fields: str) -> dict[str, Any]:
    if not 0 < sentence <= len(report.sentences):
        raise ValueError(f"no sentence {sentence}")
    claim: dict[str, Any] = {"report": report.report, "sentence": sentence, "type": kind, "trigger": ""}
    claim |= {role: [] for role in _LETTERS.values()} | {"figures": [], "stance": "asserted"}
    earlier, own = report.sentences[: sentence - 1], report.sentences[sentence - 1]
    for part in fields.split(" | "):
        letter, _, value = part.partition("=")
        if letter == "st":
            claim["stance"] = value
        elif letter == "t":
            claim["trigger"] = _in(value, [own])
        elif letter == "n":
            claim["figures"].append(_figure(value, own))
        elif letter in _LETTERS:
            claim[_LETTERS[letter]].append(_filler(value, own, earlier))
        else:
            raise ValueError(f"no field {letter!r}")
    if not claim["trigger"]:
        raise ValueError("no trigger")
    return claim


def _filler(value: str, own: str, earlier: list[str]) -> dict[str, Any]:
    text, _, name = value.partition(" > ")
    filler: dict[str, Any] = {"name": name} if name else {}
    if text.startswith("^"):
        return filler | {"text": _in(text[1:], earlier), "earlier": True}
    return filler | {"text": _in(text, [own])}


def _figure(value: str, own: str) -> dict[str, Any]:
    kind, bounds, text, *of = value.split(":")
    low, _, high = bounds.partition("-")
    return {
        "kind": kind,
        "min": int(low) if low.isdigit() else None,
        "max": int(high) if high.isdigit() else None,
        "text": _in(text, [own]),
        "of": of[0] if of else None,
    }


def _in(text: str, sentences: list[str]) -> str:
    if not any(text in sentence for sentence in sentences):
        raise ValueError(f"not in its sentence: {text!r}")
    return text
