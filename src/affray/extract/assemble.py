"""From the tagger's heads to claims: spans of pieces become characters, tagged figures get bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from affray.extract import figures
from affray.extract.decode import softmax, spans
from affray.extract.pieces import Pieces, Slice
from affray.extract.weights import Labels
from affray.model import Claim, ClaimType, Figure, Filler, Report, Scope, Span, claim_id

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# What a span sheds at its ends: pieces at the edge of a quotation or an enumeration.
_EDGE = " ,;:\"“”‘’'–—\u00a0"
_LEADS_ON = re.compile(
    r"(?:(?:^|[\s,;:]+)(?:the|an?|of|in|on|at|by|to|from|and|or|with|for|that|which|who|into|towards?))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposed trigger with its sentence's middle states.

    Attributes:
        part: The slice of its sentence.
        states: The slice's middle states (n, hidden).
        first: The trigger's first piece in the slice; `last` is exclusive.
        kind: The number of its type.
        kinds: The chance of every type (types,), over the trigger's pieces.
    """

    part: Slice
    states: Floats
    first: int
    last: int
    kind: int
    kinds: Floats

    @property
    def score(self) -> float:
        """The chance of its type."""
        return float(self.kinds[self.kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What the branch says of one proposal.

    Attributes:
        roles: Tags (roles, n).
        chances: Of each role's tags (n, roles, 3).
        figures: Tags (n,).
        stance: Logits (stances,).
        verdict: The chance that the trigger is one.
    """

    roles: Ints
    chances: Floats
    figures: Ints
    stance: Floats
    verdict: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a report with its pieces."""

    report: Report
    span: Span
    pieces: Pieces

    def characters(self, first: int, last: int) -> Span:
        """Pieces `first:last` as whole words of the report, quotation marks and commas at the ends shed."""
        text, within = self.report.text, self.span
        start = within.start + int(self.pieces.starts[first])
        end = within.start + int(self.pieces.ends[last - 1])
        while within.start < start and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < within.end and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE:
            end -= 1
        return Span(start=start, end=end, text=text[start:end])

    def phrase(self, first: int, last: int) -> Span:
        """The same, without the words at its end that only lead on to what follows ("rebels in the")."""
        span = self.characters(first, last)
        kept = _LEADS_ON.sub("", span.text)
        return Span(start=span.start, end=span.start + len(kept), text=kept)


def score(proposal: Proposal, heads: Heads) -> float:
    """How sure the tagger is: a trigger must convince the head that proposes and the one that reads it."""
    return float(np.sqrt(proposal.score * heads.verdict))


def claim(sentence: Sentence, proposal: Proposal, heads: Heads, labels: Labels) -> Claim | None:
    """The claim of one proposal; None where its trigger has no words."""
    shift = proposal.part.first
    words = sentence.characters(shift + proposal.first, shift + proposal.last)
    if not words.text:
        return None
    kind = labels.types[proposal.kind]
    return Claim(
        claim=claim_id(sentence.report, kind, words),
        report=sentence.report.report,
        type=kind,
        stance=labels.stances[int(heads.stance.argmax())],
        scope=Scope.AGGREGATE if kind is ClaimType.TOLL else Scope.INCIDENT,
        evidence=sentence.span,
        trigger=words,
        score=score(proposal, heads),
        fillers=tuple(_fillers(sentence, shift, heads, labels)),
        figures=tuple(_figures(sentence, shift, heads, labels)),
    )


def _fillers(sentence: Sentence, shift: int, heads: Heads, labels: Labels) -> Iterator[Filler]:
    for number, role in enumerate(labels.roles):
        for _, first, last in spans(heads.roles[number]):
            span = sentence.phrase(shift + first, shift + last)
            if span.text:
                chance = float(1.0 - heads.chances[first:last, number, 0].mean())
                yield Filler(role=role, start=span.start, end=span.end, text=span.text, score=chance)


def _figures(sentence: Sentence, shift: int, heads: Heads, labels: Labels) -> Iterator[Figure]:
    for number, first, last in spans(heads.figures):
        span, kind = sentence.characters(shift + first, shift + last), labels.figures[number]
        bounds = figures.read(span.text, kind)
        if bounds is not None:
            yield Figure(
                kind=kind,
                text=span.text,
                start=span.start,
                end=span.end,
                min=bounds.min,
                max=bounds.max,
                unknown=bounds.unknown,
            )


def heads_of(outputs: tuple[Floats, ...], role_tags: Ints, figure_tags: Ints) -> list[Heads]:
    """The branch's outputs, a row a proposal, as one `Heads` each."""
    roles, _, stance, verdict = outputs
    chances = softmax(roles.reshape(*roles.shape[:2], -1, 3))
    sure = softmax(verdict)
    return [
        Heads(
            roles=role_tags[row],
            chances=chances[row],
            figures=figure_tags[row],
            stance=stance[row],
            verdict=float(sure[row, 1]),
        )
        for row in range(len(roles))
    ]
