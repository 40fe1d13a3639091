"""One incident, or a sum over a period, many events or many places."""

from __future__ import annotations

import pytest

from affray.extract.scope import judged, no_sum
from affray.model import Claim, ClaimType, Figure, FigureKind, Report, Scope, Span, Stance, claim_id

AGGREGATE, INCIDENT = Scope.AGGREGATE, Scope.INCIDENT


def telling(text: str, worded: str, *, count: int, kind: ClaimType, of: FigureKind) -> tuple[Report, Claim]:
    report = Report(report="r", path="r.txt", text=text, digest="")
    start = text.index(worded)
    figure = Figure(kind=of, text=worded, start=start, end=start + len(worded), min=count, max=count)
    trigger = Span(start=start, end=start + len(worded), text=worded)
    claim = Claim(
        claim=claim_id(report, kind, trigger),
        report="r",
        type=kind,
        stance=Stance.ASSERTED,
        scope=AGGREGATE if kind is ClaimType.TOLL else INCIDENT,
        evidence=Span(start=0, end=len(text), text=text),
        trigger=trigger,
        score=1.0,
        figures=(figure,),
    )
    return report, claim


CASES: list[tuple[str, str, Scope]] = [
    # Sums over a period.
    ("Air strikes have killed 34 people since Monday.", "34 people", AGGREGATE),
    ("In the past week 34 fighters were killed in the hills.", "34 fighters", AGGREGATE),
    ("Over the last two days 34 fighters have been killed.", "34 fighters", AGGREGATE),
    ("The clashes have left 34 dead in 48 hours.", "34 dead", AGGREGATE),
    ("At least 34 farmers have been killed since 2011.", "34 farmers", AGGREGATE),
    ("Since the uprising began, 34 medics have been killed.", "34 medics", AGGREGATE),
    ("Raids killed 34 people between March and June.", "34 people", AGGREGATE),
    ("Shelling kills 34 people every month.", "34 people", AGGREGATE),
    ("Two days of fighting left 34 dead.", "34 dead", AGGREGATE),
    ("During the siege 34 people died of hunger.", "34 people", AGGREGATE),
    # Sums that stay open, over many events or many places.
    ("So far 34 guards have been killed in the raids.", "34 guards", AGGREGATE),
    ("In total, 34 guards were killed in the attacks.", "34 guards", AGGREGATE),
    ("In clashes across three provinces 34 guards were killed.", "34 guards", AGGREGATE),
    ("34 guards died in separate attacks on Sunday.", "34 guards", AGGREGATE),
    ("In 2016 air strikes killed 34 nurses.", "34 nurses", AGGREGATE),
    ("By March 2016, 34 villages had been shelled and 34 guards killed.", "34 guards", AGGREGATE),
    # Incidents, however long they last or however often they are counted again.
    ("Fighting since the morning has left 34 guards dead.", "34 guards", INCIDENT),
    ("Within hours 34 guards were dead.", "34 guards", INCIDENT),
    ("The blast killed 34 people in Salma on Monday.", "34 people", INCIDENT),
    ("The death toll from the blast rose to 34 so far.", "34", INCIDENT),
    ("Two more died, bringing the death toll from Monday's bombing to 34.", "34", INCIDENT),
    ("Two who had been hurt in Monday's bombing died, raising the toll to 34.", "34", INCIDENT),
    ("Two who were hurt in the blast died, raising the toll to 34 since May.", "34", AGGREGATE),
    ("Two more guards died on Monday, raising the toll to 34.", "34", AGGREGATE),
    ("In 2016 a bombing killed 34 nurses.", "34 nurses", INCIDENT),
    ("A total of 34 people were killed when the mortar hit.", "34 people", INCIDENT),
    ("It killed 34 people, the worst loss since 2011.", "34 people", INCIDENT),
    ("Last month an air strike on the bakery killed 34 people.", "34 people", INCIDENT),
    ("Rockets killed 34 people in Syria, where war has raged since 2011.", "34 people", INCIDENT),
    ("34 people were killed two days after the truce.", "34 people", INCIDENT),
    ("34 people were killed three weeks ago.", "34 people", INCIDENT),
    ("34 people were killed on the first day of the feast.", "34 people", INCIDENT),
]


@pytest.mark.parametrize(("text", "worded", "expected"), CASES)
def test_a_figure_is_of_an_incident_or_a_sum(text: str, worded: str, expected: Scope) -> None:
    report, claim = telling(text, worded, count=34, kind=ClaimType.AIR_STRIKE, of=FigureKind.KILLED)
    assert judged(report, claim).scope is expected


def test_a_toll_is_always_a_sum() -> None:
    report, claim = telling(
        "The war has killed 40,000 people.",
        "40,000 people",
        count=40_000,
        kind=ClaimType.TOLL,
        of=FigureKind.KILLED,
    )
    assert judged(report, claim) == claim


def test_a_toll_of_few_without_a_word_of_a_sum_is_a_killing() -> None:
    report, claim = telling(
        "Two guards were killed by the gate.",
        "Two guards",
        count=2,
        kind=ClaimType.TOLL,
        of=FigureKind.KILLED,
    )
    found = judged(report, claim)
    assert (found.type, found.scope) == (ClaimType.KILLING, INCIDENT)
    assert found.claim == claim_id(report, ClaimType.KILLING, claim.trigger)


@pytest.mark.parametrize(
    "text",
    [
        "Two guards were killed during the offensive.",
        "Two guards have been killed since May.",
        "The toll is at two guards.",
    ],
)
def test_a_toll_with_a_word_of_a_sum_stays_one(text: str) -> None:
    worded = "two guards" if "two guards" in text else "Two guards"
    assert not no_sum(telling(text, worded, count=2, kind=ClaimType.TOLL, of=FigureKind.KILLED)[1])


@pytest.mark.parametrize(
    ("worded", "count", "kind"), [("one man", 1, FigureKind.DETAINED), ("900 men", 900, FigureKind.FORCES)]
)
def test_one_is_no_sum_and_strength_is_none(worded: str, count: int, kind: FigureKind) -> None:
    text = f"The camp has held {worded} since 2011."
    report, claim = telling(text, worded, count=count, kind=ClaimType.DETENTION, of=kind)
    assert judged(report, claim).scope is INCIDENT
