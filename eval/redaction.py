"""How many names of private persons a public release blanks, and how much else.

    python eval/redaction.py [--shared ../shared] [--misses]

Material: re3d's documents with their annotated persons. Names of two capitalised words or more count (single
words among its persons are often verbs and months), less those of persons of public life in the actor base.
Baseline: blanking only what the actor base knows as a person who is not of public life.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material
from affray.export.private import BLANK, is_private_actor, private_names
from affray.model import Coded, Report
from affray.resources.actors import parties
from affray.text import fold

_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]*|al-[A-Z][\w'’-]*|bin|ibn|al)(?:\s+(?:[A-Z][\w.'’-]*|al-[A-Z][\w'’-]*|bin|ibn|al))+"
)
# Words that stand before names among re3d's persons.
_RANKS = re.compile(
    r"^(?:(?:The|U\.S\.|US|Russian|Syrian|Iraqi|Turkish|President|Secretary|of|State|Defense|Foreign|Minister|"
    r"Deputy|Prime|Ambassador|Special|Presidential|Envoy|Advisor|Army|Air|Force|Marine|Navy|Lt\.|Gen\.|Maj\.|"
    r"Col\.|Brig\.|Sgt\.|Capt\.|Mr\.|Mrs\.|Dr\.|General|Colonel|Captain|Press|Chief|Commander|Spokesman|"
    r"King|Sheikh|Senior|Petty|Officer|Pentagon|SECRETARY|MR|HE|Dr|Spc\.|Staff|Major|H\.|Inherent|Resolve|Central|Command)(?:\s+|$))+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document with its annotated persons and other names, as character ranges."""

    report: Report
    persons: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]


def texts(shared: Path) -> Iterator[Text]:
    """The documents of re3d."""
    for folder in sorted((shared / "corpora/public/re3d").iterdir()):
        entities: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for entity in material.lines(folder / "entities.json"):
            entities[entity["documentId"]].append(entity)
        for document in material.lines(folder / "documents.json"):
            own, text = entities[document["_id"]], document["text"]
            yield Text(
                report=Report(report=document["_id"], path="", text=text, digest=document["_id"]),
                persons=tuple(_private(own, text)),
                others=tuple(
                    (each["begin"], each["end"])
                    for each in own
                    if each["type"] in {"Organisation", "Location"} and each["value"][:1].isupper()
                ),
            )


def _private(entities: list[dict[str, Any]], text: str) -> Iterator[tuple[int, int]]:
    for entity in entities:
        if entity["type"] != "Person":
            continue
        begin = entity["begin"]
        words = text[begin : entity["end"]]
        rank = _RANKS.match(words)
        bare = words[rank.end() :] if rank else words
        if _NAME.fullmatch(bare) and not _public(bare):
            yield begin + (rank.end() if rank else 0), entity["end"]


def _public(name: str) -> bool:
    folded = fold(name)
    return any(known in folded for known in _openly())


_OPENLY: set[str] = set()


def _openly() -> set[str]:
    if not _OPENLY:
        for party in parties():
            if party.actor.kind == "person" and not is_private_actor(party.actor.actor):
                _OPENLY.update(fold(each.name) for each in party.actor.names if " " in each.name)
    return _OPENLY


def measure(shared: Path, name: str = "redaction", *, misses: bool = False) -> dict[str, float]:
    """Shares of private names blanked whole, and of other names touched."""
    del name
    counts: Counter[str] = Counter()
    for each in texts(shared):
        text = each.report.text
        private = private_names(Coded(report=each.report, claims=()), frozenset())
        blanked = private.blanked(text)
        for begin, end in each.persons:
            whole = all(mark == BLANK for mark in blanked[begin:end] if not mark.isspace())
            counts["persons"] += 1
            counts["blanked"] += whole
            counts["baseline"] += _base(text[begin:end])
            if misses and not whole:
                print(f"  left: {blanked[begin:end]!r} of {text[begin:end]!r}")
        for begin, end in each.others:
            touched = BLANK in blanked[begin:end]
            counts["others"] += 1
            counts["touched"] += touched
            if misses and touched:
                print(f"  too much: {text[begin:end]!r}")
    return {
        "blanked": counts["blanked"] / max(counts["persons"], 1),
        "others kept": 1 - counts["touched"] / max(counts["others"], 1),
        "baseline": counts["baseline"] / max(counts["persons"], 1),
        "persons": counts["persons"],
        "others": counts["others"],
    }


def _base(words: str) -> bool:
    return any(
        fold(each.name) == fold(words)
        for party in parties()
        if is_private_actor(party.actor.actor)
        for each in party.actor.names
    )


def main() -> None:
    """Print what was measured."""
    parser = material.parser(__doc__)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    print(json.dumps(measure(options.shared, misses=options.misses), indent=2))


if __name__ == "__main__":
    main()
