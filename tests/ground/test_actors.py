"""Fillers of a and b become actors, by name, by the word for a people, or as a generic."""

from __future__ import annotations

from datetime import date

import pytest

from affray.ground.actors import Context, lookup, mentions
from affray.ground.names import LONGEST, index
from affray.model import ClaimType, Filler, Role
from affray.resources.actors import Days

SYRIA = Context(country="SY")


def read(text: str, context: Context = SYRIA, kind: ClaimType = ClaimType.ATTACK) -> list[str | None]:
    filler = Filler(role=Role.A, start=0, end=len(text), text=text, score=1.0)
    return [mention.actor for mention in mentions(filler, kind, context)]


def why(text: str, context: Context = SYRIA) -> str:
    filler = Filler(role=Role.A, start=0, end=len(text), text=text, score=1.0)
    return mentions(filler, ClaimType.ATTACK, context)[0].reason


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("a dozen men of the Free Syrian Army", "free-syrian-army"),
        ("ISIL gunmen", "isil"),
        ("the so-called Islamic State group", "isil"),
        ("Da'esh", "isil"),
        ("soldiers of the Islamic State of Iraq and Sham", "isil"),
        ("commanders of Jaish al-Mujahedin", "army-of-mujahideen"),
        ("the Army of the Mujahideen", "army-of-mujahideen"),
        ("Jabhat an-Nusra", "al-nusra-front"),
        ("the Al-Qaeda-linked Nusra Front", "al-nusra-front"),
        ("al-Jabha al-Islamiyya", "islamic-front"),
        ("the Syrian Islamic Front", "syrian-islamic-front"),
        ("the Kurdish Islamic Front", "kurdish-islamic-front"),
        ("Liwa al-Tawheed", "liwa-al-tawhid"),
        ("Faylaq al-Sham", "sham-legion"),
        ("Hizbullah reservists", "hezbollah"),
        ("the US-led coalition", "cjtf-oir"),
        ("Bashar al-Assad", "syrian-armed-forces"),
        ("Golani", "al-nusra-front"),
    ],
)
def test_a_known_name_inside_the_words_is_its_actor(text: str, actor: str) -> None:
    assert read(text) == [actor]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("regime troops", "syrian-armed-forces"),
        ("the Syrian regime's army", "syrian-armed-forces"),
        ("pro-Assad forces", "syrian-armed-forces"),
        ("allied militias", "pro-government-militias"),
        ("Iranian militias", "iran-backed-militias"),
        ("nine fighters from two opposition battalions", "syrian-opposition-forces"),
        ("rebels", "syrian-opposition-forces"),
        ("US-backed rebels", "syrian-opposition-forces"),
        ("Islamist fighters", "syrian-opposition-forces"),
        ("rival militant groups", "syrian-opposition-forces"),
        ("Mo'arez", "syrian-opposition-forces"),
        ("six civilians", "civilians-syria"),
        ("the hostages", "captives"),
    ],
)
def test_a_description_is_the_theatre_s_own(text: str, actor: str) -> None:
    assert read(text) == [actor]


@pytest.mark.parametrize("text", ["Thowar", "Thowar fighters", "the Thuwar"])
def test_thowar_stays_a_common_noun(text: str) -> None:
    assert read(text) == ["syrian-opposition-forces"]
    assert read("Jaysh al-Thuwar") == ["jaysh-al-thuwar"]


def test_a_common_noun_inside_an_unknown_name_is_no_generic() -> None:
    assert read("Jabhat Thuwar al-Mayadin") == [None]


def test_generics_need_a_theatre() -> None:
    assert read("rebels", Context()) == [None]
    assert "theatre" in why("rebels", Context())
    assert read("rebels", Context(country="FI")) == [None]
    assert "FI" in why("rebels", Context(country="FI"))


def test_snc_is_two_bodies_unless_the_report_names_one() -> None:
    assert read("the SNC") == [None]
    reason = why("the SNC")
    assert "syrian-national-coalition" in reason
    assert "syrian-national-council" in reason
    named = Context(country="SY", text="The Syrian National Council met; the SNC then voted.")
    assert read("the SNC", named) == ["syrian-national-council"]


def test_army_of_islam_is_settled_by_the_theatre() -> None:
    assert read("the Army of Islam") == ["jaysh-al-islam"]
    assert read("the Army of Islam", Context(country="PS")) == ["army-of-islam-gaza"]
    assert read("the Army of Islam", Context(country="PK")) == ["army-of-islam-pakistan"]
    assert read("the Army of Islam", Context()) == [None]


def test_a_name_is_read_by_the_days_of_the_report() -> None:
    late = Context(country="SY", days=Days(earliest=date(2018, 5, 1), latest=date(2018, 5, 2)))
    early = Context(country="SY", days=Days(earliest=date(2015, 12, 1), latest=date(2015, 12, 30)))
    assert read("Tahrir al-Sham", late) == ["hayat-tahrir-al-sham"]
    assert read("Tahrir al-Sham", early) == ["jaysh-tahrir-al-sham"]
    assert read("Tahrir al-Sham") == [None]
    assert read("Jabhat Tahrir Suriya", late) == ["syrian-liberation-front"]


def test_a_name_out_of_its_days_is_kept_with_a_lower_score() -> None:
    late = Context(country="SY", days=Days(earliest=date(2021, 1, 20), latest=date(2021, 1, 20)))
    filler = Filler(role=Role.A, start=0, end=15, text="Al-Nusra Front", score=1.0)
    mention = mentions(filler, ClaimType.ATTACK, late)[0]
    assert mention.actor == "al-nusra-front"
    assert mention.score < 0.7
    assert "days" in mention.reason


@pytest.mark.parametrize(
    "text",
    [
        "anti-ISIS activists",
        "the Al-Qaeda-linked group",
        "opponents of the Islamic Front",
        "the families of ISIS men",
        "an al-Qaeda affiliate",
        "Syrian villages",
        "Syrian Kurds",
        "Saraya al-Tawhid wal-Dawa",
        "Fatah al-Yaman",
    ],
)
def test_a_name_that_only_describes_others_is_not_the_party(text: str) -> None:
    assert read(text) == [None]


@pytest.mark.parametrize("text", ["it", "they", "the group", "the latter", "us"])
def test_pronouns_without_antecedent_stay_unresolved_with_a_reason(text: str) -> None:
    assert read(text) == [None]
    assert why(text)


def test_an_antecedent_that_no_list_knows_keeps_its_name_and_becomes_no_generic() -> None:
    filler = Filler(
        role=Role.A, start=0, end=13, text="the militants", score=1.0, antecedent="Banner of Dawn"
    )
    (mention,) = mentions(filler, ClaimType.ATTACK, Context(country="SY"))
    assert (mention.actor, mention.name) == (None, "Banner of Dawn")
    assert "Banner of Dawn" in mention.reason


def test_the_antecedent_is_read_first() -> None:
    filler = Filler(role=Role.B, start=0, end=2, text="it", score=1.0, antecedent="the Islamic Front")
    mention = mentions(filler, ClaimType.ATTACK, SYRIA)[0]
    assert mention.actor == "islamic-front"
    assert mention.filler == filler


def test_a_state_fights_by_its_forces_and_speaks_for_itself() -> None:
    assert read("Moscow", kind=ClaimType.AIR_STRIKE) == ["russian-armed-forces"]
    assert read("Moscow", kind=ClaimType.REJECTION) == ["russia"]
    assert read("Russian jets", kind=ClaimType.REJECTION) == ["russian-armed-forces"]
    assert read("Russian diplomats", kind=ClaimType.ATTACK) == ["russia"]
    assert read("the White House") == ["united-states"]


def test_acronyms_are_read_in_capitals_only() -> None:
    assert read("US") == ["united-states"]
    assert read("us") == [None]


def test_lists_give_each_party() -> None:
    assert read("the Islamic Front, the FSA and government forces") == [
        "islamic-front",
        "free-syrian-army",
        "syrian-armed-forces",
    ]


def test_two_peoples_before_one_noun_are_two_parties() -> None:
    assert read("Turkish and Russian jets") == ["turkish-armed-forces", "russian-armed-forces"]
    assert read("Ukrainian and Russian forces") == ["ukrainian-armed-forces", "russian-armed-forces"]


def test_a_group_out_of_its_theatre_is_kept_with_a_lower_score() -> None:
    assert read("Houthi fighters") == ["houthis"]
    assert read("the GNA") == [None]
    assert read("fighters in east Hama") == [None]


def test_an_acronym_in_brackets_is_no_second_party() -> None:
    assert read("the Free Syrian Army (FSA)") == ["free-syrian-army"]


def test_a_state_named_as_a_place_is_no_party() -> None:
    assert read("miners in Italy") == [None]


def test_persons_are_told_apart_and_read_as_whom_they_speak_for() -> None:
    filler = Filler(role=Role.A, start=0, end=6, text="Adnani", score=1.0)
    mention = mentions(filler, ClaimType.THREAT, SYRIA)[0]
    assert (mention.actor, mention.name) == ("isil", "Abu Mohammed al-Adnani")
    assert [found.actor for found in lookup("Abu Firas al-Halabi")] == ["abu-firas-al-halabi"]
    assert [found.actor for found in lookup("Mazen Halabi")] == ["mazen-halabi"]


def test_lookup_ranks_by_the_day() -> None:
    assert lookup("Tahrir al-Sham", date(2018, 1, 1))[0].actor == "hayat-tahrir-al-sham"
    assert lookup("Tahrir al-Sham", date(2015, 9, 1))[0].actor == "jaysh-tahrir-al-sham"
    assert lookup("Nobody Known") == []


def test_each_actor_is_found_by_each_of_its_names() -> None:
    for party in index().by_id.values():
        for name in party.actor.names:
            if name.kind != "demonym":
                assert party.actor.actor in {found.actor for found in lookup(name.name)}, name


def test_each_name_is_its_actor_s_own_inside_its_days() -> None:
    for party in index().by_id.values():
        country = next(iter((*party.actor.countries, *party.theatres)), None)
        for name in party.actor.names:
            if name.kind == "demonym":
                continue
            days = [day for day in (name.earliest, name.latest) if day is not None]
            lives = [
                day for life in party.lifetimes for day in (life.earliest, life.latest) if day is not None
            ]
            on = next(iter((*days, *lives)), None)
            found = lookup(name.name, on, country=country)
            best = {each.actor for each in found if each.score == found[0].score}
            assert party.actor.actor in best, (name, found)


def test_no_name_is_longer_than_the_search() -> None:
    assert max(len(known) for known in index().by_words) <= LONGEST


DAYS = Days(earliest=date(2014, 1, 5), latest=date(2014, 1, 7))


@pytest.mark.parametrize(
    "text", ["a newly-formed Syrian rebel alliance", "the newly formed group", "the new alliance of eight"]
)
def test_a_new_group_is_the_newest_that_the_report_names(text: str) -> None:
    report = "The Islamic Front stood aside while the Army of Mujahideen fought ISIL in Syria."
    assert read(text, Context(country="SY", days=DAYS, text=report)) == ["army-of-mujahideen"]
    assert read(text, Context(country="SY", days=None, text=report)) != ["army-of-mujahideen"]
    assert read(text, Context(country="SY", days=DAYS, text="ISIL fought in Syria.")) != ["isil"]


def test_a_group_is_no_newer_than_the_ends_of_the_calendar() -> None:
    report = "The Army of Mujahideen fought ISIL in Syria."
    for end in (date.min, date.max):
        context = Context(country="SY", days=Days(earliest=end, latest=end), text=report)
        assert read("the newly formed group", context) != ["army-of-mujahideen"]


def test_a_branch_is_the_one_that_the_report_itself_calls_so() -> None:
    both = "The al-Qaeda-affiliated ISIS fought the al-Nusra Front."
    context = Context(country="SY", days=DAYS, text=both)
    assert read("the al-Qaeda-linked group", context) == ["isil"]
    neither = Context(country="SY", days=DAYS, text=both.replace("al-Qaeda-affiliated ", ""))
    assert read("the al-Qaeda-linked group", neither) == [None]
