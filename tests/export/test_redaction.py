"""Private persons lose their names, and nothing else moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from affray.export.private import BLANK, private_names
from affray.export.redaction import PERSON, redacted
from affray.model import ActorMention, ClaimType, Coded, Filler, Role, SourceMention
from tests.store.making import ahras, make_claim, make_report


def filler(text: str, role: Role, words: str) -> Filler:
    start = text.index(words)
    return Filler(role=role, start=start, end=start + len(words), text=words, score=0.9)


def told(
    text: str,
    trigger: str,
    *,
    sources: Sequence[str] = (),
    victims: Sequence[tuple[str, str | None]] = (),
    title: str | None = None,
) -> Coded:
    """A report of one claim with these sources and victims (words, actor)."""
    report = make_report("r", text, title=title)
    claim = make_claim(
        report,
        ClaimType.KILLING,
        trigger,
        actors=tuple(
            ActorMention(filler=filler(text, Role.B, words), actor=actor, name=None, score=0.9, reason="")
            for words, actor in victims
        ),
        places=(ahras(report, "Ahras"),) if "Ahras" in text else (),
        sources=tuple(SourceMention(filler=filler(text, Role.SOURCE, words), name=None) for words in sources),
    )
    return Coded(report=report, claims=(claim,))


def blanked(coded: Coded) -> Coded:
    return redacted(coded, private_names(coded, frozenset({"ahras", "aleppo"})))


@pytest.mark.parametrize(
    ("text", "trigger", "gone"),
    [
        ("Gunmen killed Samir Example Khatib, a baker, in Ahras.", "killed", ["Samir", "Khatib"]),
        ("The baker Samir al-Khatibi was killed. Khatibi had two sons.", "killed", ["Samir", "Khatibi"]),
        ("Rebels killed Chad Exampleson and June Testwell near Aleppo.", "killed", ["Chad", "June"]),
        ("Julie Bishop was killed with Martin King.", "killed", ["Julie", "Bishop", "Martin"]),
        ("Mr. Qasim was killed at home, his wife Huda Qasim said.", "killed", ["Qasim", "Huda"]),
        ("Abu Zaydun al-Misri was killed, and al-Misri's son was hurt.", "killed", ["Zaydun", "Misri"]),
    ],
)
def test_names_of_private_persons_are_blanked(text: str, trigger: str, gone: list[str]) -> None:
    made = blanked(told(text, trigger))
    assert len(made.report.text) == len(text)
    for name in gone:
        assert name not in made.report.text
    assert trigger in made.report.text


@pytest.mark.parametrize(
    "text",
    [
        "The Free Syrian Army killed ISIL fighters in Ahras, the Syrian Observatory for Human Rights said.",
        "Bashar al-Assad said troops killed militants; Sergei Lavrov agreed.",
        "Rebels killed troops in Aleppo on Monday, Reuters reported from Beirut.",
        "The Ministry of Defence said the Fourth Division killed gunmen near Aleppo.",
    ],
)
def test_parties_places_and_persons_of_public_life_keep_their_names(text: str) -> None:
    assert blanked(told(text, "killed")).report.text == text


def test_a_private_source_is_blanked_in_every_role_and_word() -> None:
    text = "Two men were killed, the activist Mazen Halabi said. Halabi spoke by phone."
    made = blanked(told(text, "killed", sources=["the activist Mazen Halabi"]))
    (claim,) = made.claims
    assert claim.sources[0].filler.text == f"the activist {BLANK * 5} {BLANK * 6}"
    assert "Halabi" not in made.report.text
    assert (
        made.report.text[claim.claim.evidence.start : claim.claim.evidence.end] == claim.claim.evidence.text
    )


def test_a_private_person_of_the_actor_base_has_no_id() -> None:
    made = blanked(told("Mazen Halabi was killed.", "killed", victims=[("Mazen Halabi", "mazen-halabi")]))
    (mention,) = made.claims[0].actors
    assert mention.actor == PERSON
    assert "Halabi" not in str(made)


def test_offsets_stay_true() -> None:
    text = "In Ahras gunmen killed Samir Example Khatib; Khatib’s brother fled."
    made = blanked(told(text, "killed"))
    claim = made.claims[0].claim
    assert made.report.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text == "killed"
    assert made.report.text.index("brother") == text.index("brother")


def test_names_leave_the_title_the_address_and_the_path() -> None:
    coded = told(
        "Gunmen killed Samir Example Khatib.", "killed", title="Samir Example Khatib Killed In Ahras"
    )
    report = replace(
        coded.report,
        url="https://example.org/2014/samir-example-khatib-killed?x=1",
        path="/home/me/samir example khatib.txt",
        report="samir-example-khatib",
    )
    made = blanked(replace(coded, report=report)).report
    assert "hatib" not in f"{made.title}{made.url}{made.path}{made.report}"
    assert made.url == "https://example.org/"
    assert "/home/me" not in made.path


def test_an_address_without_a_name_stays() -> None:
    coded = told("Gunmen killed Samir Example Khatib.", "killed")
    report = replace(coded.report, url="https://example.org/2014/three-killed")
    assert blanked(replace(coded, report=report)).report.url == "https://example.org/2014/three-killed"
