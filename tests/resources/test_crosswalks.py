"""The tables of other formats are complete: every type, every actor, every column."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from affray.export.layouts.parties import classed
from affray.export.layouts.scene import WHEN
from affray.model import ClaimType
from affray.resources import crosswalks
from affray.resources.actors import parties
from affray.resources.sources import sources

# ACLED's event and sub-event types (since 2023), and PLOVER's types with their modes.
ACLED = {
    "Battles": {
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    },
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    },
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER = {
    "verbal cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "material cooperation": {"COOPERATE", "AID", "RETREAT"},
    "verbal conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
MODES = {
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
    "aerial drone heavy-weapons crowd-control unconventional",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "THREATEN": "restrict arrest relations expel territory violence",
    "MOBILIZE": "troops weapons police militia",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
}


@pytest.mark.parametrize("name", ["acled", "ucdp", "plover"])
def test_every_type_has_its_rows(name: str) -> None:
    assert set(crosswalks.by_type(name)) == {kind.value for kind in ClaimType}


@pytest.mark.parametrize("name", ["acled", "plover"])
def test_a_type_ends_with_the_row_that_fits_whatever_the_event_is(name: str) -> None:
    for kind, rows in crosswalks.by_type(name).items():
        *conditional, last = [row["when"] for row in rows]
        assert all(conditional), kind
        assert not last, kind
        assert set(conditional) <= set(WHEN), kind


def test_acled_rows_name_types_that_acled_has() -> None:
    for row in crosswalks.rows("acled"):
        if row["event_type"]:
            assert row["sub_event_type"] in ACLED[row["event_type"]]
        assert bool(row["event_type"]) == bool(row["disorder_type"]) == bool(row["sub_event_type"])
        assert row["event_type"] or row["note"]


def test_plover_rows_name_types_and_modes_that_plover_has() -> None:
    for row in crosswalks.rows("plover"):
        if row["event_type"]:
            assert row["event_type"] in PLOVER[row["quad_code"]]
        if row["mode"]:
            assert row["mode"] in MODES[row["event_type"]].split()
        assert row["event_type"] or row["note"]


@pytest.mark.parametrize(
    ("layout", "count"), [("ucdp", 49), ("acled", 31), ("polecat", 40), ("gdelt-mentions", 16)]
)
def test_a_layout_has_its_columns_each_once(layout: str, count: int) -> None:
    found = crosswalks.columns(layout)
    assert len(found) == len(set(found)) == count


@pytest.mark.shared
@pytest.mark.parametrize(
    ("layout", "begins"),
    [
        ("ucdp", "**UCDP GED, 49 columns**"),
        ("acled", "**ACLED, 31**"),
        ("polecat", "**POLECAT, 40:**"),
        ("gdelt-mentions", "**GDELT mentions, 16:**"),
    ],
)
def test_the_columns_are_those_that_were_found(layout: str, begins: str, shared: Path) -> None:
    text = (shared / "design" / "findings.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(begins))
    listed = re.sub(r"\([^)]*\)", "", line.removeprefix(begins)).strip(" :.")
    named = [re.split(r"\. ", name)[0].strip(" .:") for name in listed.split(", ")]
    assert tuple(named[: len(crosswalks.columns(layout))]) == crosswalks.columns(layout)


def test_every_actor_has_a_code_and_a_sector_wherever_it_acts() -> None:
    missing = []
    for party in parties():
        for country in (None, *party.actor.countries, *party.theatres, "XX"):
            try:
                found = classed(party, country)
            except LookupError:
                missing.append((party.actor.actor, country))
            else:
                assert 1 <= found.inter <= 8
                assert found.sector
    assert missing == []


def test_every_kind_of_source_has_a_scale() -> None:
    assert {row["kind"] for row in crosswalks.rows("source_scale")} == {source.kind for source in sources()}


def test_countries_have_codes_of_their_own() -> None:
    found = list(crosswalks.countries().values())
    for name in ("iso3", "iso", "cow", "gw"):
        codes = [getattr(country, name) for country in found if getattr(country, name)]
        assert len(codes) == len(set(codes)), name
    assert all(country.acled_region and country.ucdp_region and country.name for country in found)


@pytest.mark.shared
def test_countries_are_numbered_named_and_placed_as_ucdp_has_them(shared: Path) -> None:
    known = {country.gw: country for country in crosswalks.countries().values()}
    with (shared / "corpora/public/ucdp/ged231_sample1000.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = known[str(int(float(row["country_id"])))]
            assert (country.ucdp_name, country.ucdp_region) == (row["country"], row["region"])


def test_types_with_a_warning_are_types() -> None:
    assert {row["type"] for row in crosswalks.rows("content")} <= {kind.value for kind in ClaimType}


def test_hashtags_are_well_formed() -> None:
    for row in crosswalks.rows("hxl"):
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", row["tag"]), row
