"""A report's text is cut at every bound of its claims, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from affray.export.page.marks import mark
from affray.model import Claim, ClaimType, Filler, Report, Role, Scope, Span, Stance

TEXTS = st.text("ab \n\u202e\U0001f4a3<", min_size=2).filter(lambda text: bool(text.strip()))


def claim(number: int, evidence: Span, trigger: Span, filler: Span) -> Claim:
    return Claim(
        claim=f"c-{number}",
        report="r",
        type=ClaimType.CLASH,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=evidence,
        trigger=trigger,
        score=1,
        fillers=(Filler(role=Role.A, start=filler.start, end=filler.end, text=filler.text, score=1),),
    )


def cut(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def check(text: str, claims: list[Claim]) -> None:
    marked = mark(Report(report="r", path="r.txt", text=text, digest="0"), claims)
    lines = ["".join(run.text for run in block.runs) for block in marked.blocks]
    assert lines == [line.strip() for line in text.split("\n") if line.strip()]
    ends = [number for block in marked.blocks for run in block.runs for number in run.ends]
    assert sorted(ends) == list(range(1, len(claims) + 1))


@given(st.data())
def test_runs_join_to_the_text_and_every_claim_has_one_number_wherever_spans_lie(data: st.DataObject) -> None:
    text = data.draw(TEXTS)

    def span(first: int, last: int) -> Span:
        start = data.draw(st.integers(first, last - 1))
        return cut(text, start, data.draw(st.integers(start + 1, last)))

    claims = []
    for number in range(data.draw(st.integers(0, 4))):
        evidence = span(0, len(text))
        claims.append(claim(number, evidence, span(evidence.start, evidence.end), span(0, len(text))))
    check(text, claims)


def test_a_blank_sentence_before_the_text_still_has_its_number() -> None:
    blank = cut(" \nab", 0, 1)
    check(" \nab", [claim(0, blank, blank, blank)])
