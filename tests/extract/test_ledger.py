"""The tagger's figures put right by the words of their sentence."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affray.extract import figures
from affray.extract.ledger import settle
from affray.model import Claim, ClaimType, Figure, FigureKind, Report, Scope, Span, Stance, claim_id

KILLED, INJURED, FORCES = FigureKind.KILLED, FigureKind.INJURED, FigureKind.FORCES
Tagged = tuple[FigureKind, str]


def making(text: str, trigger: str, kind: ClaimType, *tagged: Tagged) -> Claim:
    report = Report(report="r", path="r.txt", text=text, digest="")
    found = []
    for of, worded in tagged:
        bounds = figures.read(worded, of)
        assert bounds is not None, worded
        start = text.index(worded)
        end = start + len(worded)
        found.append(Figure(kind=of, text=worded, start=start, end=end, min=bounds.min, max=bounds.max))
    at = text.index(trigger)
    span = Span(start=at, end=at + len(trigger), text=trigger)
    return Claim(
        claim=claim_id(report, kind, span),
        report="r",
        type=kind,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=Span(start=0, end=len(text), text=text),
        trigger=span,
        score=1.0,
        figures=tuple(found),
    )


def settled(text: str, *claims: Claim) -> list[list[str]]:
    report = Report(report="r", path="r.txt", text=text, digest="")
    return [
        [f"{one.kind} {one.min}-{one.max} {one.text}" for one in claim.figures]
        for claim in settle(report, claims)
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "tagged", "expected"),
    [
        # Cut through a number.
        (
            "At least 20 men were killed in the raid.", "raid", ClaimType.ATTACK,
            [(KILLED, "20 men")], ["killed 20-None At least 20 men"],
        ),
        # A measure is no count.
        (
            "The raid tore down a 25-metre wall.", "raid", ClaimType.AIR_STRIKE,
            [(FigureKind.DESTROYED, "a 25")], [],
        ),
        # The kind that the words leave in no doubt.
        (
            "The mine went off, killing 3 and wounding 5 others.", "mine", ClaimType.BOMBING,
            [(INJURED, "3"), (INJURED, "5 others")], ["killed 3-3 3", "injured 5-5 5 others"],
        ),
        # Both in one span.
        (
            "Raiders kill 83 injure 100 guards.", "Raiders", ClaimType.ATTACK,
            [(KILLED, "83 injure 100 guards")], ["killed 83-83 83", "injured 100-100 100 guards"],
        ),
        # A kind that claims of the type never have.
        (
            "More than 70 fighters surrendered at dawn.", "surrendered", ClaimType.SURRENDER,
            [(FORCES, "More than 70 fighters")], ["surrendered 70-None More than 70 fighters"],
        ),
        ("Six men marched and chanted.", "marched", ClaimType.PROTEST, [(INJURED, "Six men")], []),
        # Passed over by the tagger.
        (
            "The shelling left nine villagers dead.", "shelling", ClaimType.SHELLING,
            [], ["killed 9-9 nine villagers dead"],
        ),
        (
            "The strike caused no casualties.", "strike", ClaimType.AIR_STRIKE,
            [], ["casualties 0-0 no casualties"],
        ),
        # "One of them" and "a child" are one.
        (
            "Two people were killed, one of them a child, by the shell.", "shell", ClaimType.SHELLING,
            [(KILLED, "Two people"), (KILLED, "one"), (KILLED, "a child")],
            ["killed 2-2 Two people", "killed 1-1 one"],
        ),
    ],
)  # fmt: skip
def test_figures_follow_the_words_of_their_sentence(  # noqa: PLR0917 the columns of the table
    text: str, trigger: str, kind: ClaimType, tagged: list[Tagged], expected: list[str]
) -> None:
    assert settled(text, making(text, trigger, kind, *tagged)) == [expected]


def test_a_count_passed_over_goes_to_the_claim_that_can_own_it() -> None:
    text = "After protests in Qasr an air strike killed twelve guards."
    protest, strike = (
        making(text, "protests", ClaimType.PROTEST),
        making(text, "air strike", ClaimType.AIR_STRIKE),
    )
    assert settled(text, protest, strike) == [[], ["killed 12-12 twelve guards"]]


def test_a_second_number_of_a_kind_is_of_another_event() -> None:
    text = "The blast killed 12 guards while six others were killed in Salma."
    claim = making(text, "blast", ClaimType.BOMBING, (KILLED, "12 guards"))
    assert settled(text, claim) == [["killed 12-12 12 guards"]]


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "killed killing 12 3 and wounding 5 others including two children of them were the a soldier dead "
        "at least up to since Monday no casualties how many , . air strike detained people 40 among (",
    )
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


@settings(deadline=None)
@given(st.one_of(SENTENCES, st.text(min_size=1, max_size=200)), st.sampled_from(ClaimType))
def test_spans_hold_their_words_and_parts_are_within_their_whole(text: str, kind: ClaimType) -> None:
    report = Report(report="r", path="r.txt", text=text, digest="")
    for claim in settle(report, [making(text, text[:1], kind)]):
        for figure in claim.figures:
            assert text[figure.start : figure.end] == figure.text
            assert figure.of is None or figure.of in text
            if figure.part_of is not None:
                whole = claim.figures[figure.part_of]
                assert whole != figure
                assert whole.max is None or (figure.min or 0) <= whole.max


@settings(deadline=None)
@given(SENTENCES, st.sampled_from(ClaimType))
def test_settling_twice_changes_nothing(text: str, kind: ClaimType) -> None:
    report = Report(report="r", path="r.txt", text=text, digest="")
    once = settle(report, [making(text, text[:1], kind)])
    assert settle(report, once) == once


@pytest.mark.parametrize(
    "piece",
    ["12 ", "including 3 ", "killed ", "a child ", "no ", "how many ", "since ", "the ", "of them ", "( "],
)
def test_long_sentences_take_time_in_proportion(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        claim = making(text, text[:1], ClaimType.ATTACK)
        began = time.process_time()
        settle(Report(report="r", path="r.txt", text=text, digest=""), [claim])
        return time.process_time() - began

    seconds(100)
    # Eight times the length; what grows with the square would take 64 times as long.
    assert seconds(80_000) < 24 * seconds(10_000) + 0.5
