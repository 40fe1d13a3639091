"""The queue of the least certain: pairs of claims near the line, places and days that were read with doubt.

The order is by how little it would take to turn the answer: a link whose weight is near 0, a place below
the score at which one is chosen, a report that may be of many days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from affray.model import Anchor, Judgement, Verb
from affray.serve.catalogue import Catalogue
from affray.store import overview

# Of each kind, how many are listed: more than a person reviews in a sitting.
_MOST = 200
# A link this far from 0, in bits, is certain enough: 1 to 64 against it.
_FAR = 6.0
# A place read with less is worth a look.
_UNSURE = 0.6
# What ends the doubt about a claim's place.
_SETTLES_A_PLACE = {(Verb.CORRECT, "place"), (Verb.ACCEPT, "claim"), (Verb.REJECT, "claim")}
# A report that may be of more days than these is worth a look.
_WIDE = 7


class Kind(StrEnum):
    """What is doubtful."""

    JOIN = "join"
    PART = "part"
    PLACE = "place"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to look at.

    Attributes:
        kind: `join`, two claims of different events that may tell one; `part`, two claims of one event that
            may not; `place`, a place read with doubt or not at all; `date`, a report of many possible days.
        doubt: 0 to 1, the most doubtful first.
        claim: The claim it is about; of a report its first, null where it has none.
        other: The other claim of a pair.
        report: The report of the claim.
        words: The words of a place; the reason of a report's days.
        score: The weight of a link in bits, the score of a place, the days of a report.
    """

    kind: Kind
    doubt: float
    claim: str | None
    other: str | None
    report: str
    words: str | None
    score: float | None
    read_as: str | None


def queue(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, judged: Iterable[Judgement]
) -> list[Item]:
    """All that is doubtful and not judged, the most doubtful first, the kinds in turn."""
    done = _done(judged)
    links = _links(connection, catalogue, done.pairs)
    kinds = (
        [item for item in links if item.kind is Kind.JOIN],
        [item for item in links if item.kind is Kind.PART],
        _places(connection, done.places),
        _reports(connection),
    )
    ranked = [list(enumerate(sorted(items, key=_order)[:_MOST])) for items in kinds]
    # In turn: days that are quite unknown would else stand before every pair.
    turns = sorted(
        ((rank, turn, item) for turn, items in enumerate(ranked) for rank, item in items),
        key=lambda each: each[:2],
    )
    return [item for _, _, item in turns]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    pairs: frozenset[frozenset[str]]
    places: frozenset[str]


def _done(judged: Iterable[Judgement]) -> _Done:
    pairs: set[frozenset[str]] = set()
    places: set[str] = set()
    for judgement in judged:
        if judgement.revoked is not None:
            continue
        if judgement.verb in {Verb.SAME, Verb.NOT_SAME, Verb.UNSURE}:
            every = [*_ids(judgement.subjects), *_ids(judgement.others)]
            pairs |= {frozenset((one, other)) for one in every for other in every if one != other}
        elif (judgement.verb, judgement.field) in _SETTLES_A_PLACE:
            places.update(_ids(judgement.subjects))
    return _Done(pairs=frozenset(pairs), places=frozenset(places))


def _ids(anchors: Iterable[Anchor]) -> list[str]:
    return [anchor.claim for anchor in anchors]


def _links(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, done: frozenset[frozenset[str]]
) -> list[Item]:
    found = []
    for claim, other, weight, report in overview.near_links(connection, _FAR):
        one, two = catalogue.event_of.get(claim), catalogue.event_of.get(other)
        if one is None or two is None or frozenset((claim, other)) in done:
            continue
        found.append(
            Item(
                kind=Kind.PART if one == two else Kind.JOIN,
                doubt=1 - abs(weight) / _FAR,
                claim=claim,
                other=other,
                report=report,
                words=None,
                score=weight,
                read_as=None,
            )
        )
    return found


def _places(connection: duckdb.DuckDBPyConnection, done: frozenset[str]) -> list[Item]:
    return [
        Item(
            kind=Kind.PLACE,
            doubt=_place_doubt(place, score),
            claim=claim,
            other=None,
            report=report,
            words=words,
            score=score,
            read_as=name if place is not None else None,
        )
        for claim, report, words, place, name, score in overview.doubtful_places(connection, _UNSURE)
        if claim not in done
    ]


def _place_doubt(place: str | None, score: float) -> float:
    # A place that stayed open loses the claim for the map; one read with doubt may put it wrongly.
    return 0.8 if place is None else max(0.0, 0.9 - score)


def _reports(connection: duckdb.DuckDBPyConnection) -> list[Item]:
    return [
        Item(
            kind=Kind.DATE,
            doubt=min(0.95, 0.75 if days is None else 0.3 + days / 180),
            claim=claim,
            other=None,
            report=report,
            words=reason,
            score=None if days is None else float(days),
            read_as=told,
        )
        for report, claim, days, reason, told in overview.wide_reports(connection, _WIDE)
    ]


def _order(item: Item) -> tuple[float, str, str, str]:
    return (-round(item.doubt, 6), item.kind, item.claim or item.report, item.other or item.words or "")
