"""Pronouns, descriptions and short forms carry the name they stand for; when unsure, none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affray.extract.anaphors import anaphor
from affray.extract.antecedents import complete
from affray.extract.named import mentions
from affray.model import Claim, ClaimType, Filler, Role, Scope, Span, Stance
from affray.text import sentences

Marked = tuple[str, str, str]


def resolved(*told: tuple[str, str, tuple[tuple[Role, str], ...]]) -> dict[str, str | None]:
    """Sentences, each with a trigger and its fillers by role, to the antecedents of the fillers."""
    text = "\n".join(sentence for sentence, _, _ in told)
    claims, at = [], 0
    for sentence, trigger, marked in told:
        fillers = []
        for role, words in marked:
            start = at + sentence.index(words)
            fillers.append(Filler(role=role, start=start, end=start + len(words), text=words, score=1.0))
        begin = at + sentence.index(trigger)
        claims.append(
            Claim(
                claim=f"c-{at}",
                report="r",
                type=ClaimType.ATTACK,
                stance=Stance.ASSERTED,
                scope=Scope.INCIDENT,
                evidence=Span(start=at, end=at + len(sentence), text=sentence),
                trigger=Span(start=begin, end=begin + len(trigger), text=trigger),
                score=1.0,
                fillers=tuple(fillers),
            )
        )
        at += len(sentence) + 1
    found = complete(sentences(text), claims)
    return {filler.text: filler.antecedent for claim in found for filler in claim.fillers}


FIRST = (
    "The Levant Front attacked a barracks near Karm.",
    "attacked",
    ((Role.A, "The Levant Front"), (Role.PLACE, "Karm")),
)


@pytest.mark.parametrize(
    ("sentence", "trigger", "words", "role"),
    [
        ("The group captured a mill at night.", "captured", "The group", Role.A),
        ("It also shelled a farm.", "shelled", "It", Role.A),
        ("They also shelled a farm.", "shelled", "They", Role.A),
        ("Its fighters also shelled a farm.", "shelled", "Its fighters", Role.A),
    ],
)
def test_a_party_named_before_is_meant(sentence: str, trigger: str, words: str, role: Role) -> None:
    found = resolved(FIRST, (sentence, trigger, ((role, words),)))
    assert found[words] == "Levant Front"


def test_a_word_that_only_qualifies_is_no_part_of_the_name() -> None:
    text = "The al-Qaeda-affiliated Islamic State of Iraq took a mill, and it shelled a farm."
    named = mentions([Span(start=0, end=len(text), text=text)], [])
    assert [mention.text for mention in named] == ["Islamic State of Iraq"]


def test_a_place_named_before_is_meant() -> None:
    found = resolved(
        ("Troops entered the city of Raqqa on Monday.", "entered", ((Role.PLACE, "the city of Raqqa"),)),
        ("They then left the city.", "left", ((Role.PLACE, "the city"),)),
    )
    assert found["the city"] == "Raqqa"


def test_a_speaker_named_before_is_meant() -> None:
    found = resolved(
        (
            "Colonel Walid Haddad said that gunmen raided a mill.",
            "raided",
            ((Role.SOURCE, "Colonel Walid Haddad"),),
        ),
        ("He added that they burned it.", "burned", ((Role.SOURCE, "He"),)),
    )
    assert found["He"] is not None
    assert "Walid Haddad" in found["He"]


def test_a_surname_stands_for_the_full_name() -> None:
    found = resolved(
        (
            "The activist Walid Haddad said that gunmen raided a mill.",
            "raided",
            ((Role.SOURCE, "Walid Haddad"),),
        ),
        ("Two died, Haddad said.", "died", ((Role.SOURCE, "Haddad"),)),
    )
    assert found["Haddad"] == "Walid Haddad"


def test_an_acronym_stands_for_the_name_it_was_given_beside() -> None:
    found = resolved(
        (
            "The Karm Relief Committee (KRC) said that gunmen raided a mill.",
            "raided",
            ((Role.SOURCE, "The Karm Relief Committee"),),
        ),
        ("Two died, the KRC said.", "died", ((Role.SOURCE, "the KRC"),)),
    )
    assert found["the KRC"] == "Karm Relief Committee"


@pytest.mark.parametrize("words", ["gunmen", "the rebels", "civilians", "the other group", "the wounded"])
def test_a_generic_never_becomes_a_party_named_before(words: str) -> None:
    found = resolved(FIRST, (f"Later {words} raided a farm.", "raided", ((Role.A, words),)))
    assert found[words] is None


def test_without_a_name_before_there_is_no_antecedent() -> None:
    assert resolved(("The group raided a farm.", "raided", ((Role.A, "The group"),)))["The group"] is None


def test_a_name_far_behind_is_not_meant() -> None:
    quiet = [(f"Rain fell on day {n}.", "fell", ()) for n in range(14)]
    lead = [(f"Snow fell on day {n}.", "fell", ()) for n in range(4)]
    found = resolved(*lead, FIRST, *quiet, ("It shelled a farm.", "shelled", ((Role.A, "It"),)))
    assert found["It"] is None


def test_an_answer_comes_with_its_chance() -> None:
    text = "The Levant Front attacked a barracks.\nThe group captured a mill."
    spans = sentences(text)
    at = text.index("The group")
    filler = Filler(role=Role.A, start=at, end=at + 9, text="The group", score=1.0)
    claim = Claim(
        claim="c",
        report="r",
        type=ClaimType.CAPTURE,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=spans[1],
        trigger=Span(start=at + 10, end=at + 18, text="captured"),
        score=1.0,
        fillers=(filler,),
    )
    (found,) = complete(spans, [claim])[0].fillers
    assert found.antecedent == "Levant Front"
    assert found.antecedent_score is not None
    assert 0.6 <= found.antecedent_score <= 1.0


@pytest.mark.parametrize(
    ("text", "role", "kind"),
    [
        ("it", Role.A, "it"),
        ("US", Role.A, None),
        ("its fighters", Role.A, "it"),
        ("its airport", Role.B, None),
        ("the militants", Role.B, "label"),
        ("the army", Role.A, "force"),
        ("the regime", Role.A, "state"),
        ("The source", Role.SOURCE, "media"),
        ("outskirts of the town", Role.PLACE, "place"),
        ("the town", Role.A, None),
        ("both sides", Role.A, "both"),
        ("the rebel groups", Role.A, None),
        ("Syrian army", Role.A, None),
        ("the Levant Front", Role.A, None),
    ],
)
def test_what_a_wording_asks_for(text: str, role: Role, kind: str | None) -> None:
    asks = anaphor(Filler(role=role, start=0, end=len(text), text=text, score=1.0))
    assert (asks.kind if asks else None) == kind


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["it", "The group", "his men", "the city"]))
def test_any_text_is_read_without_failing(noise: str, words: str) -> None:
    text = f"{noise}\nThe Levant Front left. {words} came.\n{noise}"
    at = text.index(words, len(noise))
    spans = sentences(text)
    evidence = next(span for span in spans if span.start <= at < span.end)
    filler = Filler(role=Role.A, start=at, end=at + len(words), text=words, score=1.0)
    claim = Claim(
        claim="c",
        report="r",
        type=ClaimType.ATTACK,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=evidence,
        trigger=Span(start=at, end=at + len(words), text=words),
        score=1.0,
        fillers=(filler,),
    )
    assert complete(spans, [claim]) == complete(spans, [claim])


def test_a_long_report_costs_no_more_than_its_length() -> None:
    told = [(f"Brigade Number{n} Haddad left, and it came.", "left", ((Role.A, "it"),)) for n in range(3000)]
    assert "it" in resolved(*told)
