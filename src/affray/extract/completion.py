"""What the tagger's claims are completed with from the rest of the report, in order."""

from __future__ import annotations

from collections.abc import Sequence

from affray.extract import antecedents, attribution, denials, hedges
from affray.model import Claim, Report, Span


def complete(report: Report, sentences: Sequence[Span], claims: Sequence[Claim]) -> list[Claim]:
    """The claims with source chains and carried speakers, then denials, names for pronouns, hedges.

    Args:
        report: The report the claims are of.
        sentences: Its sentences in order, with which every claim's evidence is one.
        claims: As the tagger found them.
    """
    attributed = attribution.complete(report, sentences, claims)
    held = denials.complete(attributed)
    return hedges.complete(sentences, antecedents.complete(sentences, held))
