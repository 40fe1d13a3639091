"""Names that peers confuse: each in a report's words, with the day and the theatre that settle it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from affray.ground.actors import Context, lookup, mentions
from affray.ground.names import index
from affray.ground.ranking import belongs, name_on, on_day, speaks_for
from affray.model import ActorMention, ClaimType, Filler, Role
from affray.resources.actors import Days

ATTACK, WORDS = ClaimType.ATTACK, ClaimType.PROPOSAL


def read(text: str, country: str | None, on: str | None = None, kind: ClaimType = ATTACK) -> ActorMention:
    (mention,) = all_of(text, country, on, kind)
    return mention


def all_of(
    text: str, country: str | None, on: str | None = None, kind: ClaimType = ATTACK
) -> tuple[ActorMention, ...]:
    filler = Filler(role=Role.A, start=0, end=len(text), text=text, score=1.0)
    day = on_day(None if on is None else date.fromisoformat(on))
    return mentions(filler, kind, Context(country=country, days=day))


@pytest.mark.parametrize(
    ("text", "country", "on", "actor"),
    [
        # Three that freed the Levant.
        ("a column of Hay'at Tahrir al-Sham", "SY", "2018-06-01", "hayat-tahrir-al-sham"),
        ("HTS gunmen", "SY", "2019-06-01", "hayat-tahrir-al-sham"),
        ("Jaysh Tahrir al-Sham", "SY", "2015-12-20", "jaysh-tahrir-al-sham"),
        ("Jaysh Tahrir al-Sham", "SY", "2021-01-20", "jaysh-tahrir-al-sham"),
        ("the Tahrir al-Sham Army", "SY", "2015-12-20", "jaysh-tahrir-al-sham"),
        ("Tahrir al-Sham", "SY", "2015-12-20", "jaysh-tahrir-al-sham"),
        ("Tahrir al-Sham", "SY", "2017-05-01", "hayat-tahrir-al-sham"),
        ("Jabhat Tahrir Suriya", "SY", "2018-03-01", "syrian-liberation-front"),
        ("JTS", "SY", "2018-03-01", "syrian-liberation-front"),
        ("Tahrir al-Sham", "SY", None, None),
        # Two that are called SNC, and one army of nearly the same name.
        ("the Syrian National Council", "SY", "2012-03-01", "syrian-national-council"),
        ("the Syrian National Coalition", "SY", "2013-03-01", "syrian-national-coalition"),
        ("the SNC", "SY", "2012-03-01", "syrian-national-council"),
        ("the SNC", "SY", "2013-09-01", None),
        ("the Syrian National Army", "SY", "2018-03-01", "syrian-national-army"),
        ("the SNA", "SY", "2018-03-01", "syrian-national-army"),
        # Three armies of Islam.
        ("the Army of Islam", "SY", "2014-01-10", "jaysh-al-islam"),
        ("Jaish al-Islam", "PS", "2008-01-10", "army-of-islam-gaza"),
        ("the Army of Islam", "PK", "2014-01-10", "army-of-islam-pakistan"),
        ("the Army of Islam", None, "2014-01-10", None),
        # Revolutionaries, one by one and as a name.
        ("dozens of Thowar", "SY", "2014-01-05", "syrian-opposition-forces"),
        ("Jaysh al-Thuwar", "SY", "2015-11-01", "jaysh-al-thuwar"),
        ("Jabhat Thuwwar Suriya", "SY", "2014-01-05", "syrian-revolutionaries-front"),
        ("Mo'arez fighters", "SY", "2014-01-05", "syrian-opposition-forces"),
        # Fronts of Islam.
        ("the Islamic Front", "SY", "2014-01-05", "islamic-front"),
        ("the Syrian Islamic Front", "SY", "2013-02-05", "syrian-islamic-front"),
        ("the Kurdish Islamic Front", "SY", "2014-01-05", "kurdish-islamic-front"),
        # A name by its sound, and never by its consonants.
        ("Al-Nusra Front", "SY", "2014-01-05", "al-nusra-front"),
        ("Jaysh al-Nasr", "SY", "2016-01-05", "jaysh-al-nasr"),
        ("Liwaa al-Touheed", "SY", "2013-01-05", None),
        ("Jeish al-Mujahidin", "SY", "2014-02-05", "army-of-mujahideen"),
        ("Faylaq ar-Rahmaan", "SY", "2014-02-05", "rahman-corps"),
        ("Ahrar al-Shaam", "SY", "2014-02-05", "ahrar-al-sham"),
        ("Al-Tawheed checkpoint", "SY", "2014-01-05", None),
        # The coalition of a theatre and a time.
        ("coalition forces", "AF", "2010-06-01", "isaf"),
        ("coalition forces", "AF", "2018-06-01", "resolute-support"),
        ("coalition forces", "IQ", "2005-06-01", "multi-national-force-iraq"),
        ("coalition forces", "IQ", "2016-06-01", "cjtf-oir"),
        ("the coalition", "YE", "2016-06-01", "saudi-led-coalition"),
        # Other wars.
        ("Wagner fighters", "UA", "2022-11-01", "wagner-group"),
        ("Houthi gunmen", "YE", "2016-11-01", "houthis"),
        ("Ansar Allah", "YE", "2016-11-01", "houthis"),
        ("Haftar's forces", "LY", "2019-05-01", "libyan-national-army"),
        ("forces of the GNA", "LY", "2019-05-01", "government-of-national-accord"),
        ("Taliban commanders", "AF", "2011-05-01", "taliban"),
        ("the Pakistani Taliban", "PK", "2011-05-01", "tehrik-i-taliban-pakistan"),
        ("ISAF troops", "AF", "2011-05-01", "isaf"),
        ("ANA soldiers", "AF", "2011-05-01", "afghan-security-forces"),
        ("DPR militia", "UA", "2015-05-01", "donetsk-peoples-republic"),
        ("the LPR", "UA", "2015-05-01", "luhansk-peoples-republic"),
        ("PMU units", "IQ", "2015-05-01", "popular-mobilization-forces"),
        ("JNIM gunmen", "ML", "2019-05-01", "jnim"),
        ("M23 rebels", "CD", "2022-05-01", "m23"),
        ("insurgents", "AF", "2011-05-01", "afghan-insurgents"),
        ("the rebels", "LY", "2011-05-01", "libyan-rebels"),
        ("pro-Russian separatists", "UA", "2014-08-01", "ukrainian-separatist-forces"),
        ("unknown gunmen", "NG", "2014-08-01", "unidentified-gunmen"),
    ],
)
def test_the_day_and_the_theatre_settle_a_name(
    text: str, country: str | None, on: str | None, actor: str | None
) -> None:
    mention = read(text, country, on)
    assert mention.actor == actor
    assert mention.reason


@pytest.mark.parametrize(
    ("actor", "on", "name", "above"),
    [
        ("isil", "2012-06-01", "Islamic State of Iraq", {"al-qaeda"}),
        ("isil", "2014-01-09", "Islamic State of Iraq and the Levant", {"al-qaeda"}),
        ("isil", "2014-05-01", "Islamic State of Iraq and the Levant", set()),
        ("isil", "2015-10-14", "Islamic State", set()),
        ("al-nusra-front", "2012-06-01", "al-Nusra Front", set()),
        ("al-nusra-front", "2014-01-09", "al-Nusra Front", {"al-qaeda"}),
        ("al-nusra-front", "2015-12-01", "al-Nusra Front", {"al-qaeda"}),
        ("al-nusra-front", "2016-10-01", "Jabhat Fatah al-Sham", set()),
        ("hayat-tahrir-al-sham", "2017-06-01", "Hayat Tahrir al-Sham", set()),
        ("jaysh-al-islam", "2012-12-01", "Liwa al-Islam", {"syrian-islamic-liberation-front"}),
        ("jaysh-al-islam", "2014-01-09", "Jaysh al-Islam", {"islamic-front"}),
        ("nour-al-din-al-zanki", "2014-02-01", "Nour al-Din al-Zanki", {"army-of-mujahideen"}),
        ("nour-al-din-al-zanki", "2017-03-01", "Nour al-Din al-Zanki", {"hayat-tahrir-al-sham"}),
        ("jaysh-khalid-ibn-al-walid", "2014-02-01", "Yarmouk Martyrs Brigade", set()),
    ],
)
def test_an_actor_has_the_name_and_the_parents_of_the_day(
    actor: str, on: str, name: str, above: set[str]
) -> None:
    party, days = index().by_id[actor], on_day(date.fromisoformat(on))
    assert name_on(party, days) == name
    assert {relation.actor for relation in belongs(party, days)} == above


def test_days_that_reach_over_a_change_leave_the_usual_name() -> None:
    party = index().by_id["isil"]
    assert name_on(party, Days(earliest=date(2012, 6, 1), latest=date(2014, 7, 30))) == "Islamic State"
    assert name_on(party, None) == "Islamic State"


def test_an_event_is_read_by_its_own_days_before_the_report_s() -> None:
    filler = Filler(role=Role.A, start=0, end=14, text="Tahrir al-Sham", score=1.0)
    later = Context(country="SY", days=on_day(date(2018, 5, 1)))
    assert mentions(filler, ATTACK, later)[0].actor == "hayat-tahrir-al-sham"
    told = replace(later, event=Days(earliest=date(2015, 12, 1), latest=date(2015, 12, 31)))
    assert mentions(filler, ATTACK, told)[0].actor == "jaysh-tahrir-al-sham"


def test_a_name_of_the_report_s_day_holds_for_what_came_before_it() -> None:
    filler = Filler(role=Role.A, start=0, end=18, text="Northern Storm men", score=1.0)
    context = Context(country="SY", days=on_day(date(2014, 5, 1)), event=on_day(date(2010, 5, 1)))
    (mention,) = mentions(filler, ATTACK, context)
    assert mention.actor == "northern-storm"
    assert mention.score == pytest.approx(0.9)
    assert "report's days" in mention.reason


@pytest.mark.parametrize(
    ("text", "words", "force"),
    [
        ("Moscow", "russia", "russian-armed-forces"),
        ("the Kremlin", "russia", "russian-armed-forces"),
        ("Damascus", "syria", "syrian-armed-forces"),
        ("Ankara", "turkey", "turkish-armed-forces"),
        ("Baghdad", "iraq", "iraqi-security-forces"),
        ("Kyiv", "ukraine", "ukrainian-armed-forces"),
        ("the White House", "united-states", "united-states"),
        ("Tehran", "iran", "iran"),
        ("Riyadh", "saudi-arabia", "saudi-arabia"),
    ],
)
def test_a_capital_is_its_state_in_words_and_its_forces_in_a_fight(text: str, words: str, force: str) -> None:
    assert read(text, "SY", kind=WORDS).actor == words
    assert read(text, "SY", kind=ATTACK).actor == force


def test_a_person_speaks_for_the_actor_of_the_day() -> None:
    assert read("Golani", "SY", "2014-06-01").actor == "al-nusra-front"
    assert read("Golani", "SY", "2018-06-01").actor == "hayat-tahrir-al-sham"
    assert read("Golani", "SY").actor == "al-nusra-front"
    gone = read("Salim Idris", "SY", "2016-06-01")
    assert gone.actor is None
    assert "speaks for no known actor" in gone.reason
    between = Days(earliest=date(2017, 1, 1), latest=date(2017, 2, 28))
    assert speaks_for(index().by_id["abu-mohammad-al-golani"], between) == "al-nusra-front"


def test_the_forces_of_a_person_are_not_the_person() -> None:
    assert read("Bashar al-Assad's troops", "SY").name == "Syrian government forces"
    assert read("Bashar al-Assad", "SY").name == "Bashar al-Assad"


def test_parts_are_told_as_parts_of_their_actor() -> None:
    mention = read("the Quds Force", "SY")
    assert (mention.actor, mention.name) == ("iran", "Quds Force")
    assert (read("IRGC officers", "SY").actor, read("NDF units", "SY").actor) == (
        "iran",
        "syrian-armed-forces",
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "men of the FSA and Islamic Front battalions",
            [("men of the FSA", "free-syrian-army"), ("Islamic Front battalions", "islamic-front")],
        ),
        (
            "Daesh, the FSA and rebels",
            [("Daesh", "isil"), ("the FSA", "free-syrian-army"), ("rebels", "syrian-opposition-forces")],
        ),
        (
            "Turkish and Russian jets",
            [("Turkish", "turkish-armed-forces"), ("Russian jets", "russian-armed-forces")],
        ),
        (
            "Russian and regime planes",
            [("Russian", "russian-armed-forces"), ("regime planes", "syrian-armed-forces")],
        ),
        ("rebel commanders and journalists", [("rebel commanders", "syrian-opposition-forces")]),
    ],
)
def test_each_of_several_parties_stands_at_its_own_words(text: str, parts: list[tuple[str, str]]) -> None:
    found = all_of(text, "SY")
    assert [(mention.filler.text, mention.actor) for mention in found] == parts
    for mention in found:
        assert text[mention.filler.start : mention.filler.end] == mention.filler.text


def test_brackets_only_add_to_the_name_before_them() -> None:
    assert read("Nusra Front (al-Qaeda's branch in Syria) gunmen", "SY").actor == "al-nusra-front"


@pytest.mark.parametrize(
    ("words", "report", "actor"),
    [
        ("the al-Qaeda-linked group", "ISIL fled; the al-Qaeda-linked group lost a town.", "isil"),
        ("the al-Qaeda affiliate", "Nusra Front men hold the hill.", "al-nusra-front"),
        ("the al-Qaeda affiliate", "Nusra Front and ISIL men hold the hill.", None),
        ("an al-Qaeda affiliate", "Nusra Front men hold the hill.", None),
        ("al-Qaeda militants", "Nusra Front men hold the hill.", "al-nusra-front"),
        ("al-Qaeda", "Nusra Front men hold the hill.", "al-qaeda"),
        ("al-Qaeda militants", "Men hold the hill.", "al-qaeda"),
    ],
)
def test_the_branch_is_the_only_one_that_the_report_names(words: str, report: str, actor: str | None) -> None:
    filler = Filler(role=Role.A, start=0, end=len(words), text=words, score=1.0)
    context = Context(country="SY", days=on_day(date(2014, 1, 9)), text=report)
    assert mentions(filler, ATTACK, context)[0].actor == actor


def test_the_lookup_tells_the_names_of_the_day() -> None:
    assert [each.name for each in lookup("Daesh", date(2013, 9, 1))] == [
        "Islamic State of Iraq and the Levant"
    ]
    assert [each.name for each in lookup("Daesh", date(2016, 9, 1))] == ["Islamic State"]
    both = lookup("Army of Islam", date(2014, 1, 1), country="PK")
    assert both[0].actor == "army-of-islam-pakistan"
    assert {each.actor for each in both} == {"army-of-islam-pakistan", "army-of-islam-gaza", "jaysh-al-islam"}
    assert [each.actor for each in lookup("Russian")] == ["russia"]
