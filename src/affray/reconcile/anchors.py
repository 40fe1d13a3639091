"""Where a judged claim stands, and which claim it is after its report was coded anew.

A judgement is about words of a report, not about an id: a claim coded anew with another type, or of another
cut of the sentence, is the same claim when its trigger stands in the same quote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from affray.model import Anchor, Claim, Judgement


def anchor(claim: Claim) -> Anchor:
    """Where a claim stands."""
    return Anchor(
        claim=claim.claim,
        report=claim.report,
        type=claim.type,
        start=claim.evidence.start,
        end=claim.evidence.end,
        trigger_start=claim.trigger.start,
        trigger_end=claim.trigger.end,
        quote=claim.evidence.text,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A judgement with the claims that it is about now.

    Attributes:
        lost: How many of its claims no claim stands for any more.
    """

    judgement: Judgement
    subjects: tuple[str, ...]
    others: tuple[str, ...]
    lost: int

    @property
    def holds(self) -> bool:
        """Whether it says anything of the claims there are: a rest of what it set apart is not enough."""
        return bool(self.subjects) and bool(self.others) >= bool(self.judgement.others)


def attach(judgements: Iterable[Judgement], claims: Iterable[Claim]) -> tuple[Attached, ...]:
    """Find the claims of each judgement among those there are, in the order of the judgements."""
    asked = tuple(judgements)
    anchors = [each for judgement in asked for each in (*judgement.subjects, *judgement.others)]
    wanted, reports = {each.claim for each in anchors}, {each.report for each in anchors}
    known: set[str] = set()
    by_report: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.claim in wanted:
            known.add(claim.claim)
        if claim.report in reports:
            by_report[claim.report].append(claim)
    found = []
    for judgement in asked:
        subjects, others = (
            [_found(each, known, by_report[each.report]) for each in group]
            for group in (judgement.subjects, judgement.others)
        )
        found.append(
            Attached(
                judgement=judgement,
                subjects=tuple(sorted({claim for claim in subjects if claim is not None})),
                others=tuple(sorted({claim for claim in others if claim is not None})),
                lost=sum(claim is None for claim in (*subjects, *others)),
            )
        )
    return tuple(found)


def _found(asked: Anchor, known: set[str], claims: Sequence[Claim]) -> str | None:
    """The claim itself, else the one of its report whose trigger meets it in the same quote.

    A report may say one sentence twice: of equals it is the claim that stands nearest to where it stood.
    """
    if asked.claim in known:
        return asked.claim
    met = [(shared, claim) for claim in claims if (shared := _shared(asked, claim)) > 0]
    if not met:
        return None
    _, best = min(
        met,
        key=lambda each: (
            -each[0],
            each[1].type is not asked.type,
            abs(each[1].trigger.start - asked.trigger_start),
            each[1].claim,
        ),
    )
    return best.claim


def _shared(asked: Anchor, claim: Claim) -> int:
    """How many characters of the trigger a claim's trigger holds, both measured in the same quote."""
    quote, sentence = asked.quote, claim.evidence
    if sentence.text in quote:
        shift = quote.index(sentence.text)
    elif quote in sentence.text:
        shift = -sentence.text.index(quote)
    else:
        return 0
    start, end = asked.trigger_start - asked.start, asked.trigger_end - asked.start
    own_start = claim.trigger.start - sentence.start + shift
    own_end = claim.trigger.end - sentence.start + shift
    return min(end, own_end) - max(start, own_start)
