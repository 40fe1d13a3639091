"""When a report was published: a chance for each day, from all that its page and its text tell.

Each witness gives a likelihood over days that is mixed with its chance of telling nothing; their product
is the chance of each day. A clock on the page counts only where the others leave room for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from affray.ground.axis import Axis, Shape, axis_for
from affray.ground.evidence import Evidence, of_page, of_text
from affray.ground.kindred import of_kindred
from affray.ground.lifetimes import of_names
from affray.ground.naming import named
from affray.ground.timeline import scan
from affray.model import Basis, DateWitness, Kindred, Likely, Published, Report

# The run of days holds this much of the chance.
HELD = 0.9
# Days are listed, and a best one told, in runs no longer than this: a quarter of a year.
LISTED = 92
# A clock whose day is this much less likely by all else than the likeliest day is not of publication.
_CONTRADICTED = 0.05
# A run that reaches this near an end of the axis is bounded by nothing there.
_EDGE = 366
_FEW = 1e-4
_NONE = 1e-6


class Dating:
    """The chance of each day for one report, and each witness's share in it."""

    def __init__(self, evidence: list[Evidence], axis: Axis) -> None:
        self.axis = axis
        self._evidence = evidence
        self._out: set[int] = set()
        product = axis.flat()
        shapes = [each.shape(axis) for each in evidence]
        for each, shape in zip(evidence, shapes, strict=True):
            if not each.clock:
                product = _scaled(product * _mixed(each, shape))
        for at, (each, shape) in enumerate(zip(evidence, shapes, strict=True)):
            if not each.clock:
                continue
            if _contradicted(product, shape):
                self._out.add(at)
        for at, (each, shape) in enumerate(zip(evidence, shapes, strict=True)):
            if each.clock and at not in self._out:
                product = _scaled(product * _mixed(each, shape))
        self.chance: Shape = product / product.sum()
        self._shapes = shapes

    def witnesses(self) -> tuple[DateWitness, ...]:
        """The witnesses, each with the chance that it is right, given all of them."""
        out = []
        for at, (each, shape) in enumerate(zip(self._evidence, self._shapes, strict=True)):
            # What it says of every day alike is no word for this one.
            least = float(shape.min())
            right, wrong = (1 - each.wrong) * (shape - least), each.wrong + (1 - each.wrong) * least
            weight = 0.0 if at in self._out else float((self.chance * right / (right + wrong)).sum())
            out.append(replace(each.witness, weight=round(weight, 3)))
        return tuple(out)


def _mixed(each: Evidence, shape: Shape) -> Shape:
    return (1 - each.wrong) * shape + each.wrong


def _scaled(product: Shape) -> Shape:
    scaled: Shape = product / product.max()
    return scaled


def _contradicted(product: Shape, shape: Shape) -> bool:
    """Whether the others leave a clock's day, and its neighbours, almost no room."""
    near = np.flatnonzero(shape >= shape.max() / 100) if shape.max() > 0 else np.array([], dtype=np.int64)
    return near.size == 0 or float(product[near].max()) < _CONTRADICTED


def gathered(report: Report) -> list[Evidence]:
    """All that tells a report's day."""
    wordings = scan(report.text)
    return [
        *of_page(report),
        *of_text(report, wordings),
        *of_names(report.text, named(report.text), wordings),
    ]


def dated(report: Report, kindred: Sequence[Kindred] = ()) -> Published:
    """When a report was published, by its own witnesses and by kindred reports."""
    return published([*gathered(report), *of_kindred(kindred)])


def dating(evidence: list[Evidence]) -> Dating:
    """The chance of each day, on the axis that the witnesses' days need."""
    days = [day for each in evidence for day in (each.witness.earliest, each.witness.latest) if day]
    exact = [each.witness.latest for each in evidence if each.witness.latest and each.witness.earliest]
    return Dating(evidence, axis_for(days if exact else []))


def published(evidence: list[Evidence]) -> Published:
    """The run of days that holds 90 % of the chance, with its reasons."""
    if not evidence:
        return Published(
            earliest=None, latest=None, best=None, witnesses=(),
            reason="nothing on the page or in its text tells a day",
        )  # fmt: skip
    found = dating(evidence)
    witnesses = found.witnesses()
    earliest, latest = _run(found)
    days = _days(found, earliest, latest)
    best = _best(found, earliest, latest)
    return Published(
        earliest=earliest,
        latest=latest,
        best=best,
        witnesses=witnesses,
        reason=_reason(witnesses, earliest, latest),
        days=days,
    )


def _run(found: Dating) -> tuple[date | None, date | None]:
    """The ends of the likeliest days that together hold 90 %; an end that nothing bounds is open."""
    # Days of no chance to speak of are many, and sorting them is most of the cost.
    order = np.sort(found.chance[found.chance > found.chance.max() * _NONE])[::-1]
    enough = order[min(int(np.searchsorted(np.cumsum(order), HELD)), order.size - 1)]
    kept = np.flatnonzero(found.chance >= enough * (1 - 1e-9))
    first, last = int(kept[0]), int(kept[-1])
    day = found.axis.first.toordinal()
    return (
        None if first < _EDGE else date.fromordinal(day + first),
        None if last >= found.axis.size - _EDGE else date.fromordinal(day + last),
    )


def _best(found: Dating, earliest: date | None, latest: date | None) -> date | None:
    """The likeliest day, where the run is short or that day and its neighbours hold half of the chance."""
    at = int(found.chance.argmax())
    short = earliest is not None and latest is not None and (latest - earliest).days <= LISTED
    if not short and float(found.chance[max(at - 1, 0) : at + 2].sum()) < 0.5:
        return None
    return date.fromordinal(found.axis.first.toordinal() + at)


def _days(found: Dating, earliest: date | None, latest: date | None) -> tuple[Likely, ...]:
    if earliest is None or latest is None or (latest - earliest).days > LISTED:
        return ()
    first, last = found.axis.at(earliest), found.axis.at(latest)
    chance = found.chance[first : last + 1]
    chance = chance / chance.sum()
    return tuple(
        Likely(day=date.fromordinal(earliest.toordinal() + at), chance=round(float(share), 4))
        for at, share in enumerate(chance)
        if share >= _FEW
    )


def _reason(witnesses: tuple[DateWitness, ...], earliest: date | None, latest: date | None) -> str:
    """Which bases bound the run, and which were left out."""
    trusted = dict.fromkeys(str(each.basis) for each in witnesses if (each.weight or 0) >= 0.5)
    refused = [each.text for each in witnesses if each.basis is Basis.CHROME and (each.weight or 0) < 0.5]
    told = f"by {', '.join(trusted)}" if trusted else "no witness tells enough"
    if earliest is None and latest is None:
        told = "the witnesses bound no day" if witnesses else told
    elif earliest is None or latest is None:
        told += f"; no {'earliest' if earliest is None else 'latest'} day is told"
    if refused:
        told += f"; not by the page's clock ({', '.join(refused[:3])})"
    return told
