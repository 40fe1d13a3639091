"""The shipped tables hold together."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from affray.errors import UnusableResource
from affray.resources import jsonl
from affray.resources.actors import Days, Party, Relation, circular, parties
from affray.resources.places import Supplement, supplement
from affray.resources.sources import sources

KINDS = {"state", "force", "group", "coalition", "political body", "person", "generic"}
NAME_KINDS = {
    "self", "english", "acronym", "exonym", "pejorative", "former", "part", "label", "description",
    "demonym",
}  # fmt: skip
# Ids that the annotated reports are written with.
BINDING = {
    "isil", "al-qaeda", "al-nusra-front", "army-of-mujahideen", "islamic-front",
    "syrian-revolutionaries-front", "free-syrian-army", "supreme-military-council",
    "syrian-national-coalition", "syrian-national-council", "jaysh-al-islam", "jaysh-tahrir-al-sham",
    "fursan-al-haq", "syrian-armed-forces", "pro-government-militias", "iran", "iran-backed-militias",
    "hezbollah", "russian-armed-forces", "united-states", "lebanese-armed-forces",
    "syrian-opposition-forces", "civilians-syria", "captives",
}  # fmt: skip


def test_actors_are_unique_slugs_of_known_kinds() -> None:
    ids = [party.actor.actor for party in parties()]
    assert len(ids) == len(set(ids))
    assert set(ids) >= BINDING
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each) for each in ids)
    assert {party.actor.kind for party in parties()} <= KINDS
    assert {name.kind for party in parties() for name in party.actor.names} <= NAME_KINDS


def test_actors_point_at_actors() -> None:
    ids = {party.actor.actor for party in parties()}
    for party in parties():
        pointed = {relation.actor for relation in party.relations}
        pointed |= {each for each in (party.actor.speaks_for, party.forces) if each is not None}
        assert pointed <= ids, party.actor.actor


def test_days_run_forward() -> None:
    for party in parties():
        days = [*party.lifetimes, *(relation.days for relation in party.relations)]
        days += [Days(earliest=name.earliest, latest=name.latest) for name in party.actor.names]
        for run in days:
            assert run.earliest is None or run.latest is None or run.earliest <= run.latest, party.actor.actor


def test_every_actor_has_its_grounds() -> None:
    assert all(party.source and party.certainty for party in parties())


def test_no_actor_belongs_to_itself_however_far() -> None:
    assert circular(parties()) == []


def test_a_circle_is_found() -> None:
    one, two, *_ = parties()
    day = Days(earliest=None, latest=None)

    def under(party: Party, above: Party) -> Party:
        up = Relation(relation="member_of", actor=above.actor.actor, days=day, source="", certainty="checked")
        return replace(party, relations=(up,))

    assert set(circular((under(one, two), under(two, one)))) == {one.actor.actor, two.actor.actor}
    assert circular((under(one, two), replace(two, relations=()))) == []


def test_every_relation_and_side_has_its_grounds() -> None:
    for party in parties():
        grounds = [(fact.source, fact.certainty) for fact in party.relations]
        grounds += [(fact.source, fact.certainty) for fact in party.sides]
        for source, certainty in grounds:
            assert source, party.actor.actor
            assert certainty in {"checked", "recalled", "uncertain"}, party.actor.actor


def test_an_actor_takes_one_side_of_a_theatre_at_a_time() -> None:
    for party in parties():
        for one, two in combinations(party.sides, 2):
            if one.theatre == two.theatre:
                first, second = one.days, two.days
                apart = (first.latest or date.max) < (second.earliest or date.min)
                assert apart or (second.latest or date.max) < (first.earliest or date.min), party.actor.actor


def test_theatres_of_reports_have_a_generic_for_rebels_and_civilians() -> None:
    generics = [party.actor for party in parties() if party.actor.kind == "generic"]
    for country in ("SY", "IQ", "YE", "LY", "UA", "AF"):
        own = {name.name for actor in generics if country in actor.countries for name in actor.names}
        assert own & {"rebels", "insurgents"}, country
        assert "civilians" in own, country


def test_only_persons_speak_for_an_actor() -> None:
    assert all(party.actor.kind == "person" for party in parties() if party.actor.speaks_for)


def test_the_levant_front_lived_twice() -> None:
    (front,) = [party for party in parties() if party.actor.actor == "levant-front"]
    assert [life.earliest for life in front.lifetimes] == [date(2014, 12, 25), date(2015, 6, 18)]


def test_places_are_unique_and_on_earth() -> None:
    ids = [place.place for place in supplement()]
    assert len(ids) == len(set(ids))
    for place in supplement():
        assert re.fullmatch(r"affray:[a-z0-9-]+", place.place)
        assert -90 < place.lat < 90
        assert -180 < place.lon < 180
        assert 0 < place.radius_km < 1000
        assert place.source


def test_every_province_has_the_code_that_the_world_layer_uses() -> None:
    coded = {"SY": 14, "IQ": 19, "YE": 22, "AF": 34, "UA": 24}
    for country, count in coded.items():
        codes = {each.code for each in supplement() if each.country == country and each.kind == "province"}
        assert len(codes) == count, country
        assert all(code is not None and code.startswith(f"{country}.") for code in codes)


def test_source_names_belong_to_one_source() -> None:
    names = [name.casefold() for source in sources() for name in set(source.names)]
    assert len(names) == len(set(names))


def test_partial_dates_have_a_first_and_a_last_day() -> None:
    assert (jsonl.first_day("2013"), jsonl.last_day("2013")) == (date(2013, 1, 1), date(2013, 12, 31))
    assert (jsonl.first_day("2012-02"), jsonl.last_day("2012-02")) == (date(2012, 2, 1), date(2012, 2, 29))
    assert jsonl.first_day("2013-04-08") == jsonl.last_day("2013-04-08") == date(2013, 4, 8)
    assert jsonl.first_day(None) is None


def test_a_damaged_table_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "places.jsonl").write_text('{"place": "affray:x"}\n', encoding="utf-8")
    monkeypatch.setattr(jsonl, "_HERE", tmp_path)
    with pytest.raises(UnusableResource, match="line 1"):
        jsonl.rows("places.jsonl", TypeAdapter(Supplement))
    with pytest.raises(UnusableResource, match="install affray again"):
        jsonl.rows("missing.jsonl", TypeAdapter(Supplement))
