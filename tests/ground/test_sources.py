"""Source fillers become the known source under any of its names."""

from __future__ import annotations

import pytest

from affray.ground import sources
from affray.model import (
    Claim,
    ClaimType,
    Filler,
    GroundedClaim,
    Report,
    Role,
    Scope,
    Span,
    Stance,
    TimeReading,
)


def read(text: str, antecedent: str | None = None) -> str | None:
    filler = Filler(role=Role.SOURCE, start=0, end=len(text), text=text, score=1.0, antecedent=antecedent)
    return sources.mention(filler).name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SOHR", "Syrian Observatory for Human Rights"),
        ("the Observatory", "Syrian Observatory for Human Rights"),
        ("the British-based Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"),
        ("FNA", "Fars News Agency"),
        ("the FARS desk", "Fars News Agency"),
        ("Fars News", "Fars News Agency"),
        ("the ARA News desk", "ARA News"),
        ("Reuters", "Reuters"),
        ("AFP", "Agence France-Presse"),
        ("Rami Abdel Rahman", "Syrian Observatory for Human Rights"),
        ("Russia's Ministry of Defence", "Russian Ministry of Defence"),
        ("the Russian Defense Ministry", "Russian Ministry of Defence"),
        ("the Pentagon", "United States Department of Defense"),
        ("Syrian state-run media", "Syrian state media"),
        ("Save the Children", "Save the Children"),
        ("al-Monitor", "Al-Monitor"),
        ("Monitor", None),
        ("local activists", None),
        ("the agency", None),
        ("Hayat Tahrir al-Sham", None),
    ],
)
def test_one_source_has_many_names_and_the_unnamed_have_none(text: str, name: str | None) -> None:
    assert read(text) == name


def test_the_antecedent_names_the_source() -> None:
    assert read("the agency", "Fars News Agency") == "Fars News Agency"


def through(*told: str, origin: str | None) -> tuple[str, ...]:
    fillers = [Filler(role=Role.SOURCE, start=0, end=len(text), text=text, score=1.0) for text in told]
    span = Span(start=0, end=1, text="x")
    claim = Claim(
        claim="c", report="r", type=ClaimType.ATTACK, stance=Stance.ASSERTED, scope=Scope.INCIDENT,
        evidence=span, trigger=span, score=1.0,
    )  # fmt: skip
    time = TimeReading(text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason="")
    named = tuple(sources.mention(filler) for filler in fillers)
    grounded = GroundedClaim(claim=claim, actors=(), places=(), time=time, sources=named)
    return sources.chain(Report(report="r", path="", text="x", digest="", origin=origin), grounded)


def test_the_reports_origin_is_the_outermost_link() -> None:
    assert through("local sources", "FNA", origin="Sputnik") == (
        "local sources",
        "Fars News Agency",
        "Sputnik",
    )
    assert through(origin="FNA") == ("Fars News Agency",)
    assert through("millers", origin=None) == ("millers",)


def test_an_origin_that_is_named_as_source_is_one_link() -> None:
    assert through("FNA", origin="Fars News Agency") == ("Fars News Agency",)
