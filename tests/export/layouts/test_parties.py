"""Who a party is to other formats: its kind, where it acts, and whom it fights for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from affray.export.layouts.material import Told
from affray.export.layouts.parties import (
    government,
    party_of,
    public,
    shown_as_government,
    standing,
)
from tests.export.layouts.making import AHRAS, coded, event


def told(country: str = "SY") -> Told:
    made = coded()
    place = replace(AHRAS, country=country)
    return Told(event=event(place=place), claims=made.claims, reports=(made.report,))


@pytest.mark.parametrize(
    ("actor", "country", "inter"),
    [
        ("syrian-armed-forces", "SY", 1),
        ("syria", "SY", 1),
        ("russian-armed-forces", "SY", 8),
        ("russian-armed-forces", "RU", 1),
        ("isil", "SY", 2),
        ("isil", "FR", 8),
        ("free-syrian-army", "SY", 2),
        ("syrian-opposition-forces", "SY", 2),
        ("pro-government-militias", "SY", 3),
        ("unidentified-gunmen", "SY", 3),
        ("liwa-al-quds", "SY", 3),
        ("al-sanadid-forces", "SY", 4),
        ("civilians-syria", "SY", 7),
        ("captives", "SY", 7),
        ("white-helmets", "SY", 7),
        ("hezbollah", "SY", 8),
        ("united-nations", "SY", 8),
        ("cjtf-oir", "SY", 8),
        ("bashar-al-assad", "SY", 1),
        ("mazen-halabi", "SY", 7),
    ],
)
def test_acleds_code_by_kind_and_country(actor: str, country: str, inter: int) -> None:
    assert standing(told(country), actor).inter == inter


@pytest.mark.parametrize(
    ("actor", "country"),
    [
        ("syrian-armed-forces", "SY"),
        ("russia", "RU"),
        ("israeli-armed-forces", "IL"),
        ("isil", None),
        ("rapid-support-forces", None),
        ("bashar-al-assad", None),
    ],
)
def test_a_force_of_a_state_is_its_government(actor: str, country: str | None) -> None:
    party = party_of(actor)
    assert party is not None
    assert government(party) == country


def test_a_government_is_named_as_ucdp_names_it() -> None:
    assert shown_as_government(standing(told(), "syrian-armed-forces")) == "Government of Syria"
    assert shown_as_government(standing(told(), "russia")) == "Government of Russia (Soviet Union)"
    assert shown_as_government(standing(told(), "isil")) == "ISIL"


def test_a_party_is_named_as_its_mention_was_of_those_days() -> None:
    assert standing(told(), "isil").name == "ISIL"
    assert standing(told(), "al-nusra-front").name == "al-Nusra Front"


def test_an_actor_in_no_list_has_no_code() -> None:
    found = standing(told(), "nobody-knows-them")
    assert (found.inter, found.sector, found.name) == (None, None, "nobody-knows-them")


def test_persons_of_public_life_are_those_who_speak_for_a_party() -> None:
    names = {name: party_of(name) for name in ("bashar-al-assad", "mazen-halabi")}
    assert {name: public(party.actor) for name, party in names.items() if party} == {
        "bashar-al-assad": True,
        "mazen-halabi": False,
    }
