"""One report's claims are grounded together, in their order."""

from __future__ import annotations

from collections.abc import Callable

from affray.ground.theatre import vote
from affray.model import GroundedClaim, Report
from affray.ports import Grounder

Ground = Callable[..., GroundedClaim]


def test_a_claim_gets_all_its_roles(ground: Ground) -> None:
    text = "Syria: Rebels shelled regime troops near Azaz on 4 May 2015, SOHR said."
    claim = ground(text, a="Rebels", b="regime troops", place="near Azaz", time="4 May 2015", source="SOHR")
    assert [mention.actor for mention in claim.actors] == ["syrian-opposition-forces", "syrian-armed-forces"]
    assert [mention.name for mention in claim.places] == ["Azaz"]
    assert str(claim.time.earliest) == "2015-05-04"
    assert claim.sources[0].name == "Syrian Observatory for Human Rights"


def test_no_claims_give_none(grounder: Grounder) -> None:
    assert list(grounder(Report(report="r", path="", text="", digest=""), [])) == []


def test_every_unresolved_mention_says_why(ground: Ground) -> None:
    claim = ground("They met others there.", a="They", b="others", place="there")
    assert all(mention.reason for mention in claim.actors)
    assert all(mention.reason for mention in claim.places)
    assert claim.time.reason


def test_the_theatre_is_the_country_told_of() -> None:
    assert vote("Yemeni towns in Yemen, and one Saudi jet.").country == "YE"
    assert vote("Mali and Niger.").country is None
    assert vote("").country is None


def test_a_group_named_after_two_countries_votes_for_neither() -> None:
    assert vote("The Islamic State of Iraq and the Levant took a dam.").country is None
    assert vote("The Islamic State in Iraq and Syria spoke of Yemen.").country == "YE"


def test_states_that_fight_abroad_hardly_vote() -> None:
    assert vote("Russian and Russian and Russian jets over Syria.").country == "SY"


def test_each_place_of_a_list_has_its_own_words(ground: Ground) -> None:
    text = "Syria: jets bombed near the towns of Azaz, Marea and Tal Rifaat on 4 May 2015."
    claim = ground(text, place="near the towns of Azaz, Marea and Tal Rifaat")
    words = [(mention.filler.text, mention.name) for mention in claim.places]
    assert [told for told, _ in words] == ["Azaz", "Marea", "Tal Rifaat"]
    assert all(name is not None for _, name in words)
    assert all(text[m.filler.start : m.filler.end] == m.filler.text for m in claim.places)
