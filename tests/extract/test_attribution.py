"""Who says so: chains in order, quotations over several sentences."""

from __future__ import annotations

from affray.extract.attribution import complete
from affray.model import Claim, ClaimType, Filler, Report, Role, Scope, Span, Stance


def claim_in(text: str, sentence: Span, trigger: str, sources: tuple[str, ...] = ()) -> Claim:
    def span(part: str) -> tuple[int, int]:
        start = text.index(part, sentence.start)
        return start, start + len(part)

    at = span(trigger)
    return Claim(
        claim=f"c-{at[0]}",
        report="r",
        type=ClaimType.ATTACK,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=sentence,
        trigger=Span(start=at[0], end=at[1], text=trigger),
        score=0.9,
        fillers=tuple(
            Filler(role=Role.SOURCE, start=span(s)[0], end=span(s)[1], text=s, score=0.9) for s in sources
        ),
    )


def sources_after(*told: tuple[str, str, tuple[str, ...]]) -> list[list[str]]:
    """Sentences with a trigger and the sources marked in them, to the sources of each claim."""
    text = " ".join(sentence for sentence, _, _ in told)
    sentences, claims, at = [], [], 0
    for sentence, trigger, sources in told:
        span = Span(start=at, end=at + len(sentence), text=sentence)
        sentences.append(span)
        claims.append(claim_in(text, span, trigger, sources))
        at += len(sentence) + 1
    report = Report(report="r", path="r.txt", text=text, digest="")
    return [[s.text for s in claim.role(Role.SOURCE)] for claim in complete(report, sentences, claims)]


def test_a_quotation_keeps_its_speaker_over_its_sentences() -> None:
    assert sources_after(
        ("“The column hit us at dawn,” said Colonel Haddad.", "hit", ("Colonel Haddad",)),
        ("“They attacked from two sides.", "attacked", ()),
        ("They shot at the clinic too.”", "shot", ()),
        ("The army raided the town later.", "raided", ()),
    ) == [["Colonel Haddad"], ["Colonel Haddad"], ["Colonel Haddad"], []]


def test_straight_quotation_marks_open_and_close_in_turn() -> None:
    assert sources_after(
        ('The mayor wrote: "They stormed the bridge.', "stormed", ("The mayor",)),
        ('Then they assaulted the school."', "assaulted", ()),
        ("Rebels struck back at night.", "struck", ()),
    ) == [["The mayor"], ["The mayor"], []]


def test_the_one_quoted_is_nearer_than_the_one_who_quotes() -> None:
    assert sources_after(
        ("The agency quoted villagers as saying that gunmen raided the mill.", "raided",
         ("The agency", "villagers")),
    ) == [["villagers", "The agency"]]  # fmt: skip


def test_a_chain_told_from_the_nearest_on_stays_as_it_is() -> None:
    assert sources_after(
        ("Villagers told the agency that gunmen raided the mill.", "raided", ("Villagers", "the agency")),
    ) == [["Villagers", "the agency"]]


def test_a_quotation_does_not_reach_over_many_sentences() -> None:
    told: list[tuple[str, str, tuple[str, ...]]] = [
        ("“We were attacked,” said the nurse.", "attacked", ("the nurse",))
    ]
    told += [(f"“Day {n} they raided us again.", "raided", ()) for n in range(6)]
    assert sources_after(*told)[-1] == []
