"""How well mentions are grounded: actors and points of the seed reports' gold mentions, as worded.

    python eval/ground.py [--shared ../shared] [--misses] [--json]

The mentions are given, where they stand in the report, so this scores grounding alone. A point is right
where it lies within the gold's radius and the answer's own, which counts for 3 km at least and 25 at most.
Answered and right are counted apart, since an abstention is no error; so are answers "beyond" the gold, for
places without a name that the coders left without a point.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material
from affray import plugins
from affray.ground import load
from affray.ground.gazetteer import distance
from affray.ground.options import GroundOptions
from affray.model import (
    Claim,
    ClaimType,
    Filler,
    Format,
    GroundedClaim,
    Place,
    PlaceMention,
    Precision,
    Raw,
    Report,
    Role,
    Scope,
    Span,
    Stance,
)

VERDICTS = ("right", "wrong", "abstained", "over-answered", "beyond", "rightly none")
_ROLES = {"a": Role.A, "b": Role.B, "place": Role.PLACE}
# Gold radii say how far a reader may be off; small ones get this much more for gazetteers' own spread.
_SPREAD_KM = 3.0
# An answer that is an area reaches as far as it says, and no farther than this.
_MOST_KM = 25.0
# What reasons of places begin with that have no name of their own.
_INFERRED = ("no name; taken to be", "the country that the report tells of")
# Between mentions that stand nowhere in the report as the gold has them: more than any phrase.
_APART, _FAR_APART = 1_000, 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One gold mention with what was made of it."""

    role: str
    text: str
    gold: dict[str, Any]
    got: str
    verdict: str


def cases(shared: Path) -> Iterator[Case]:
    """Every gold mention of the seeds, judged."""
    grounder = load(GroundOptions())
    by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (shared / "gold/seeds.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "claim":
            by_report[row["report"]].append(row)
    for name, rows in by_report.items():
        report = _report(shared / "seeds" / name)
        grounded = grounder(report, [_claim(report, at, row) for at, row in enumerate(rows)])
        for row, claim in zip(rows, grounded, strict=True):
            yield from _judge(row, claim)


def _report(path: Path) -> Report:
    """A seed as it is, with the outlet and origin that the reader finds in it."""
    text = path.read_text(encoding="utf-8")
    raw = Raw(report=path.name, path=str(path), format=Format.PLAIN, content=text)
    read: Report = plugins.find("reader", "plain")(raw)
    # The gold quotes the text as it stands, with its furniture.
    return Report(report=path.name, path="", text=text, digest="", outlet=read.outlet, origin=read.origin)


def _claim(report: Report, at: int, row: dict[str, Any]) -> Claim:
    # The gold's quotes have single spaces.
    quote = re.search(r"\s+".join(map(re.escape, row["quote"].split())), report.text)
    start = quote.start() if quote else len(report.text) + (at + 1) * _FAR_APART
    fillers = tuple(
        Filler(role=role, start=begins, end=begins + len(gold["text"]), text=gold["text"], score=1.0)
        for key, role in _ROLES.items()
        for number, gold in enumerate(row[key])
        for begins in [_stands(report.text, start, gold["text"], number)]
    )
    span = Span(start=start, end=start + len(row["quote"]), text=row["trigger"])
    return Claim(
        claim=f"c-{at}",
        report=report.report,
        type=ClaimType(row["type"]),
        stance=Stance(row["stance"]),
        scope=Scope.INCIDENT,
        evidence=span,
        trigger=span,
        score=1.0,
        fillers=fillers,
    )


def _stands(text: str, sentence: int, words: str, number: int) -> int:
    """Where a gold mention stands from its sentence on; one that does not, far behind the report's end."""
    start = text.find(words, sentence)
    return start if start >= 0 else max(sentence, len(text)) + (number + 1) * _APART


def _judge(row: dict[str, Any], claim: GroundedClaim) -> Iterator[Case]:
    for key, role in _ROLES.items():
        for gold, filler in zip(row[key], claim.claim.role(role), strict=True):
            if role is Role.PLACE:
                found = [m for m in claim.places if filler.start <= m.filler.start < filler.end]
                yield _judge_place(gold, found)
                continue
            own = [m for m in claim.actors if m.filler.role is role]
            actors = [m for m in own if filler.start <= m.filler.start < filler.end]
            ids = [m.actor for m in actors if m.actor is not None]
            wanted = gold.get("actor")
            verdict = _verdict(answered=bool(ids), right=wanted in ids, wanted=wanted is not None)
            got = ", ".join(ids) or actors[0].reason
            yield Case(role="actor", text=gold["text"], gold=gold, got=got, verdict=verdict)


def _judge_place(gold: dict[str, Any], found: list[PlaceMention]) -> Case:
    points = [m for m in found if m.lat is not None]
    right = "lat" in gold and any(_meets(gold, mention) for mention in points)
    verdict = _verdict(answered=bool(points), right=right, wanted="lat" in gold)
    if verdict == "over-answered" and all(m.reason.startswith(_INFERRED) for m in points):
        # Coders give a point to what has a name, and not to all that a reader could infer.
        verdict = "beyond"
    got = "; ".join(f"{m.name} {m.lat},{m.lon} r{m.radius_km}" if m.place else m.reason for m in found)
    return Case(role="place", text=gold["text"], gold=gold, got=got, verdict=verdict)


def _meets(gold: dict[str, Any], mention: PlaceMention) -> bool:
    if mention.lat is None or mention.lon is None:
        return False
    reach = float(gold["radius_km"]) + max(_SPREAD_KM, min(mention.radius_km or 0.0, _MOST_KM))
    return distance(_point(gold["lat"], gold["lon"]), _point(mention.lat, mention.lon)) <= reach


def _point(lat: float, lon: float) -> Place:
    return Place(
        place="", name="", lat=lat, lon=lon, kind=Precision.POINT, radius_km=0,
        population=0, admin1=None, country=None,
    )  # fmt: skip


def _verdict(*, answered: bool, right: bool, wanted: bool) -> str:
    if wanted:
        return "right" if right else ("wrong" if answered else "abstained")
    return "over-answered" if answered else "rightly none"


def measure(shared: Path, _: str) -> dict[str, float]:
    """The figures that have floors: of the mentions that have an actor or point, and of those answered."""
    judged = list(cases(shared))
    out = {}
    for role in ("actor", "place"):
        verdicts = Counter(case.verdict for case in judged if case.role == role)
        wanted = verdicts["right"] + verdicts["wrong"] + verdicts["abstained"]
        answered = verdicts["right"] + verdicts["wrong"] + verdicts["over-answered"]
        out[f"{role}.recall"] = verdicts["right"] / wanted
        out[f"{role}.precision"] = verdicts["right"] / answered
    return out


def main() -> None:
    """Print how many mentions were answered and right."""
    parser = material.parser(__doc__)
    parser.add_argument("--misses", action="store_true", help="list what was not right")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    began = time.process_time()
    judged = list(cases(asked.shared))
    spent = time.process_time() - began
    result: dict[str, dict[str, int]] = {}
    for role in ("actor", "place"):
        own = [case for case in judged if case.role == role]
        unique = {(case.text, case.verdict) for case in own}
        counts = {verdict: sum(case.verdict == verdict for case in own) for verdict in VERDICTS}
        result[role] = counts | {"distinct right": sum(verdict == "right" for _, verdict in unique)}
    if asked.json:
        print(json.dumps(result))
        return
    for role, counts in result.items():
        print(f"{role}: " + ", ".join(f"{value} {name}" for name, value in counts.items()))
    print(f"{1000 * spent / max(1, len(judged)):.2f} ms a mention, loading included")
    if asked.misses:
        for case in sorted({(c.role, c.verdict, c.text, c.got) for c in judged if c.verdict != "right"}):
            if case[1] != "rightly none":
                print(" | ".join(case))


if __name__ == "__main__":
    main()
