"""Claims, reports and grounders that the tests of grounding share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from affray.ground import load
from affray.ground.options import GroundOptions
from affray.model import (
    Claim,
    ClaimType,
    DateWitness,
    Filler,
    GroundedClaim,
    Report,
    Role,
    Scope,
    Segment,
    Span,
    Stance,
)
from affray.ports import Grounder

Ground = Callable[..., GroundedClaim]


@pytest.fixture(scope="session")
def grounder() -> Grounder:
    return load(GroundOptions())


@pytest.fixture
def ground(grounder: Grounder) -> Ground:
    """Grounds one claim of a report of one sentence; fillers are given by role as their words."""

    def run(
        text: str,
        *,
        kind: ClaimType = ClaimType.ATTACK,
        dates: tuple[DateWitness, ...] = (),
        segments: tuple[Segment, ...] = (),
        antecedent: str | None = None,
        **roles: str,
    ) -> GroundedClaim:
        report = Report(report="r", path="", text=text, digest="", dates=dates, segments=segments)
        fillers = []
        for role, words in roles.items():
            start = text.index(words)
            fillers.append(
                Filler(
                    role=Role(role),
                    start=start,
                    end=start + len(words),
                    text=words,
                    score=1.0,
                    antecedent=antecedent,
                )
            )
        claim = Claim(
            claim="c-1",
            report="r",
            type=kind,
            stance=Stance.ASSERTED,
            scope=Scope.INCIDENT,
            evidence=Span(start=0, end=len(text), text=text),
            trigger=Span(start=0, end=4, text=text[:4]),
            score=1.0,
            fillers=tuple(fillers),
        )
        return grounder(report, [claim])[0]

    return run
