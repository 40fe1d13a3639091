"""Blanks the names of private persons in a report and its claims, character for character."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from affray.export.private import BLANK, Private, is_private_actor
from affray.model import (
    ActorMention,
    Coded,
    DateWitness,
    Filler,
    GroundedClaim,
    PlaceMention,
    Report,
    SourceMention,
    Span,
)

# What a private person's id is replaced by: no id may tell one from another.
PERSON = "private-person"


def redacted(coded: Coded, private: Private) -> Coded:
    """A report and its claims without the private names: offsets and quotes stay true to each other."""
    report = coded.report
    text = private.blanked(report.text)

    def maybe(words: str | None) -> str | None:
        return None if words is None else private.blanked(words)

    kept = replace(
        report,
        text=text,
        report=private.blanked(report.report),
        path=private.blanked(re.split(r"[\\/]", report.path)[-1]),
        title=maybe(report.title),
        outlet=maybe(report.outlet),
        origin=maybe(report.origin),
        dateline=maybe(report.dateline),
        url=private.blanked_url(report.url) if report.url else None,
        dates=tuple(_witness(each, maybe) for each in report.dates),
        published=replace(
            report.published, witnesses=tuple(_witness(each, maybe) for each in report.published.witnesses)
        )
        if report.published
        else None,
    )
    return replace(coded, report=kept, claims=tuple(_claim(each, kept, maybe) for each in coded.claims))


def _claim(
    grounded: GroundedClaim, report: Report, maybe: Callable[[str | None], str | None]
) -> GroundedClaim:
    text = report.text

    def span(old: Span) -> Span:
        return replace(old, text=text[old.start : old.end])

    def filler(old: Filler) -> Filler:
        return replace(old, text=text[old.start : old.end], antecedent=maybe(old.antecedent))

    claim = grounded.claim
    return replace(
        grounded,
        claim=replace(
            claim,
            report=report.report,
            evidence=span(claim.evidence),
            trigger=span(claim.trigger),
            fillers=tuple(filler(each) for each in claim.fillers),
            figures=tuple(
                replace(each, text=text[each.start : each.end], of=maybe(each.of)) for each in claim.figures
            ),
            hedges=tuple(replace(each, text=text[each.start : each.end]) for each in claim.hedges),
        ),
        actors=tuple(_actor(each, filler, maybe) for each in grounded.actors),
        places=tuple(_place(each, filler, maybe) for each in grounded.places),
        sources=tuple(_source(each, filler, maybe) for each in grounded.sources),
        time=replace(grounded.time, text=maybe(grounded.time.text), reason=maybe(grounded.time.reason) or ""),
    )


_Filler = Callable[[Filler], Filler]
_Maybe = Callable[[str | None], str | None]


def _actor(mention: ActorMention, filler: _Filler, maybe: _Maybe) -> ActorMention:
    hidden = mention.actor is not None and is_private_actor(mention.actor)
    return replace(
        mention,
        filler=filler(mention.filler),
        actor=PERSON if hidden else mention.actor,
        name=_BLANKED if hidden else maybe(mention.name),
        reason="" if hidden else maybe(mention.reason) or "",
        label=maybe(mention.label),
    )


def _place(mention: PlaceMention, filler: _Filler, maybe: _Maybe) -> PlaceMention:
    return replace(mention, filler=filler(mention.filler), reason=maybe(mention.reason) or "")


def _source(mention: SourceMention, filler: _Filler, maybe: _Maybe) -> SourceMention:
    return replace(mention, filler=filler(mention.filler), name=maybe(mention.name))


def _witness(witness: DateWitness, maybe: _Maybe) -> DateWitness:
    return replace(witness, text=maybe(witness.text) or "")


_BLANKED = BLANK * 5
