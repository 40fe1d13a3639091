"""How claims are held: plans, fears, denials, accusations and failures are none that happened."""

from __future__ import annotations

from functools import cache

import pytest

from affray.extract.options import ExtractOptions
from affray.extract.tagger import Tagger, load
from affray.model import Claim, Report, Stance


@cache
def tagger() -> Tagger:
    return load(ExtractOptions())


def claims_of(text: str) -> list[Claim]:
    return tagger()(Report(report="r", path="r.txt", text=text, digest=""))


# What the shipped weights get wrong today; the mark is strict, so better ones must take it off.
MISSED = pytest.mark.xfail(reason="the weights claims-e7d31d3833 miss it")

# A sentence, the type that is told, and how it is held.
HELD = [
    # planned
    ("The army is preparing to storm the town of Qasr al-Milh, a colonel said.", "attack", "planned"),
    ("Rebel commanders vowed to retake the Hamra bridge within days.", "capture", "planned"),
    ("Government forces plan to withdraw from the airport on Sunday.", "withdrawal", "planned"),
    ("The two sides will exchange prisoners next week under the deal.", "prisoner_exchange", "planned"),
    ("Turkey is about to deploy 300 more troops along the border.", "mobilization", "planned"),
    # possible
    ("Militants may have seized the village of Tell Rimah, residents said.", "capture", "possible"),
    ("It is feared that dozens of villagers were abducted by the gunmen.", "abduction", "possible"),
    ("The jets could bomb the port again, a harbour official warned.", "air_strike", "possible"),
    pytest.param(
        "Unconfirmed reports spoke of an air strike on the town of Marwa.",
        "air_strike",
        "possible",
        marks=MISSED,
    ),
    ("Chlorine may have been used in the attack on Kafr Sumaq.", "chemical_attack", "possible"),
    # denied
    ("The ministry denied that its aircraft had bombed the hospital.", "air_strike", "denied"),
    pytest.param("The siege of the town has been lifted, aid workers said.", "siege", "denied", marks=MISSED),
    ("The brigade said it had not captured any soldiers in Darb Salim.", "detention", "denied"),
    (
        "No air strikes were carried out in the province on Friday, the coalition said.",
        "air_strike",
        "denied",
    ),
    # alleged
    ("The opposition accused the army of shelling a school in Bir Hasan.", "shelling", "alleged"),
    ("Damascus accuses Ankara of arming the militants.", "support", "alleged"),
    ("The alliance accused the group of kidnapping its commanders.", "abduction", "alleged"),
    # foiled
    ("The garrison repelled an attempt to storm the base from the east.", "attack", "foiled"),
    ("Fighters tried to capture the hill but failed.", "capture", "foiled"),
]

# A sentence, and the types that it does not tell as having happened.
NOT_HAPPENED = [
    # threats and vows
    ("The group threatened to bomb embassies in the capital.", {"bombing", "suicide_bombing", "attack"}),
    ("We will march on the palace and burn it, the preacher shouted.", {"attack", "destruction"}),
    ("The president vowed to crush the terrorists in every province.", {"attack", "killing"}),
    # demands and calls
    ("They called on the rebels to surrender the town.", {"surrender", "withdrawal", "capture"}),
    ("The council demanded that foreign fighters leave the country.", {"withdrawal", "displacement"}),
    ("The envoy urged both sides to release all detainees.", {"release"}),
    ("Elders asked the army to lift the blockade of the valley.", {"withdrawal", "attack"}),
    # chants and slogans
    ("Protesters chanted that the people want the execution of the governor.", {"execution", "killing"}),
    ("The crowd shouted death to the traitors outside the court.", {"killing", "execution"}),
    # conditions and what did not come about
    ("If the army attacks the camp, thousands of people will flee.", {"attack", "displacement"}),
    pytest.param(
        "Had the convoy arrived, the garrison would have held the fort.",
        {"control", "mobilization"},
        marks=MISSED,
    ),
    ("The town would have fallen without the air strikes that never came.", {"capture", "withdrawal"}),
    ("An assault on the city would displace 200,000 people, the agency warned.", {"attack", "displacement"}),
    # proposals
    ("The plan proposes a ceasefire in the four besieged towns.", {"agreement"}),
    ("Mediators hope that the truce will be signed on Monday.", {"agreement"}),
    # speech that is no fight
    ("A war of words broke out between the two ministers over the budget.", {"clash", "attack"}),
    ("The opposition attacked the new tax law in parliament.", {"attack", "clash"}),
    ("Fans bombarded the club with angry letters after the defeat.", {"shelling", "air_strike", "attack"}),
    ("Inflation captured the headlines again this week.", {"capture"}),
]


@pytest.mark.parametrize(("text", "kind", "stance"), HELD)
def test_a_claim_is_held_as_the_sentence_holds_it(text: str, kind: str, stance: str) -> None:
    assert (kind, stance) in {(claim.type.value, claim.stance.value) for claim in claims_of(text)}


@pytest.mark.parametrize(("text", "kinds"), NOT_HAPPENED)
def test_what_is_only_said_has_not_happened(text: str, kinds: set[str]) -> None:
    happened = {claim.type.value for claim in claims_of(text) if claim.stance is Stance.ASSERTED}
    assert not happened & kinds
