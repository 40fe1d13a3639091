"""How well pronouns and descriptions are given the name they stand for, beside the names of the coders.

    python eval/antecedents.py [--shared ../shared] [--part train|dev] [--wrong N] [--json]

The coders' fillers are given, so this scores antecedents alone. An answer is right where it and the
coder's name are the same actor, or share half of their words. Accuracy is over the answers for fillers
that the coder named; coverage is answers over named fillers. Answers for fillers that the coder left
unnamed are counted apart ("beyond"): coders name what they resolve, not all that a reader could.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import material
from affray.extract import antecedents
from affray.extract.anaphors import anaphor
from affray.ground import actors
from affray.model import Claim, ClaimType, Filler, Report, Role, Scope, Span, Stance
from affray.text import fold

_ROLES = {"a": Role.A, "b": Role.B, "place": Role.PLACE, "source": Role.SOURCE}
# Forms that are names themselves, which coders mostly leave as they are.
_SHORT = ("acronym", "surname")
_SMALL = frozenset({"the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "by", "from", "with", "al"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One annotated report as claims, with the coders' names of its fillers by claim, role and start."""

    report: Report
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    names: Mapping[tuple[str, Role, int], str | None]


def told(shared: Path, part: str) -> Iterator[Told]:
    """The annotated reports of a part; fillers of earlier sentences are left out."""
    by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in material.lines(shared / f"corpora/claims/{part}.claims.jsonl.gz"):
        by_report[claim["report"]].append(claim)
    for record in material.lines(shared / f"corpora/claims/{part}.reports.jsonl.gz"):
        sentences, at = [], 0
        for sentence in record["sentences"]:
            sentences.append(Span(start=at, end=at + len(sentence), text=sentence))
            at += len(sentence) + 1
        text = "\n".join(record["sentences"])
        report = Report(report=record["report"], path="", text=text, digest="")
        names: dict[tuple[str, Role, int], str | None] = {}
        claims = tuple(
            _claim(f"c-{number}", sentences[row["sentence"] - 1], row, names)
            for number, row in enumerate(by_report[record["report"]])
        )
        yield Told(report=report, sentences=tuple(sentences), claims=claims, names=names)


def _claim(
    name: str, sentence: Span, row: Mapping[str, Any], names: dict[tuple[str, Role, int], str | None]
) -> Claim:
    fillers = []
    for key, role in _ROLES.items():
        for gold in row[key]:
            start = None if gold.get("earlier") else _find(sentence, gold["text"])
            if start is not None:
                end = start + len(gold["text"])
                fillers.append(Filler(role=role, start=start, end=end, text=gold["text"], score=1.0))
                names[name, role, start] = gold.get("name")
    start = _find(sentence, row["trigger"]) or sentence.start
    return Claim(
        claim=name,
        report=row["report"],
        type=ClaimType(row["type"]),
        stance=Stance(row["stance"]),
        scope=Scope.INCIDENT,
        evidence=sentence,
        trigger=Span(start=start, end=start + len(row["trigger"]), text=row["trigger"]),
        score=1.0,
        fillers=tuple(fillers),
    )


def _find(sentence: Span, text: str) -> int | None:
    """Where a filler stands: as whole words where it can, since "it" is in "with" too."""
    match = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", sentence.text)
    at = match.start() if match else sentence.text.find(text)
    return None if at < 0 else sentence.start + at


def same(name: str, answer: str) -> bool:
    """Whether two wordings name one thing: the same known actor, or half of their words."""
    if _actors(name) & _actors(answer):
        return True
    one, other = _content(name), _content(answer)
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= 0.5


@cache
def _actors(name: str) -> frozenset[str]:
    return frozenset(candidate.actor for candidate in actors.lookup(name)[:1])


def _content(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in re.findall(r"\w[\w'’-]*", name) if word.lower() not in _SMALL)


def judged(shared: Path, part: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Every anaphor of a part: its form, its words, the coder's name, the answer."""
    for one in told(shared, part):
        for claim in antecedents.complete(one.sentences, one.claims):
            for filler in claim.fillers:
                name, form = one.names[claim.claim, filler.role, filler.start], _form(filler)
                if form in _SHORT:
                    if name is not None and _longer(name, filler.text, form):
                        yield form, filler.text, name, filler.antecedent or _listed(filler.text)
                elif form is not None:
                    yield form, filler.text, name, filler.antecedent


def _longer(name: str, text: str, form: str) -> bool:
    """Whether a coder's name is the full form of a short one: any for an acronym, else one that holds it."""
    return form == "acronym" or (_content(text) < _content(name))


@cache
def _listed(text: str) -> str | None:
    """The name that the list of actors has for a short form, when it has one."""
    found = actors.lookup(text)
    return found[0].name if found else None


def _form(filler: Filler) -> str | None:
    """How a filler stands for a name: as anaphors do, or as an acronym or surname; None for neither."""
    asks = anaphor(filler)
    if asks is not None:
        return "place" if filler.role is Role.PLACE else asks.form
    short = re.fullmatch(r"(?:[Tt]he )?[^\W\d_a-z][\w’'-]*", filler.text)
    return (
        None
        if short is None or filler.role is Role.PLACE
        else ("acronym" if filler.text[-2:].isupper() else "surname")
    )


def tallies(cases: Sequence[tuple[str, str, str | None, str | None]]) -> dict[str, Counter[str]]:
    """Counts by form, and over all but the short names.

    Named by the coder, of those answered and right; left unnamed, of those answered.
    """
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for form, _, name, answer in cases:
        for key in (form,) if form in _SHORT else (form, "all"):
            tally = out[key]
            if name is None:
                tally["unnamed"] += 1
                tally["beyond"] += answer is not None
                continue
            tally["named"] += 1
            tally["answered"] += answer is not None
            tally["right"] += answer is not None and same(name, answer)
    return out


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors, on the dev reports."""
    found = tallies(list(judged(shared, "dev")))
    out = {}
    for form in ("all", "pronoun", "description", "place"):
        out[f"{form}.accuracy"] = found[form]["right"] / max(1, found[form]["answered"])
        out[f"{form}.coverage"] = found[form]["answered"] / max(1, found[form]["named"])
    return out


def main() -> None:
    """Print accuracy and coverage by form."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print up to N wrong answers")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    cases = list(judged(asked.shared, asked.part))
    found = tallies(cases)
    if asked.json:
        print(json.dumps(found))
        return
    for form, tally in sorted(found.items()):
        accuracy = tally["right"] / max(1, tally["answered"])
        coverage = tally["answered"] / max(1, tally["named"])
        print(f"{form:12} accuracy {accuracy:.3f}  coverage {coverage:.3f}  {dict(tally)}")
    wrong = Counter(
        f"{text!r}: coder {name!r}, answer {answer!r}"
        for _, text, name, answer in cases
        if name is not None and answer is not None and not same(name, answer)
    )
    for line, count in wrong.most_common(asked.wrong):
        print(f"{count:4} {line}")


if __name__ == "__main__":
    main()
