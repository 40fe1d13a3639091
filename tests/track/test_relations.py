"""How actors stand to each other: kinds, signs, who says and who does."""

from __future__ import annotations

import random

import pytest

from affray.model import RelationEdge, RelationKind, RelationMode
from affray.resources.actors import parties
from affray.track.relations import edges_of, facts
from affray.track.sides import Sides
from tests.track.making import Reporter, claim, day


@pytest.fixture(scope="module")
def sides() -> Sides:
    return Sides(parties())


def edges(sides: Sides, *reports: Reporter) -> list[RelationEdge]:
    return list(edges_of([told for report in reports for told in report.told], sides))


@pytest.mark.parametrize(
    ("sentence", "told", "edge"),
    [
        (
            "rebels clashed with ISIL.",
            claim("clash", "clashed", a="rebels", b="ISIL", time="01-08"),
            (RelationKind.FIGHTS, RelationMode.PRACTISED, ("isil", "syrian-opposition-forces")),
        ),
        (
            "the Nusra Front declared war on ISIL.",
            claim("declaration_of_war", "declared war", a="the Nusra Front", b="ISIL"),
            (RelationKind.DECLARED_WAR, RelationMode.DECLARED, ("al-nusra-front", "isil")),
        ),
        (
            "the Nusra Front fought alongside the Free Syrian Army.",
            claim("alliance", "fought alongside", a="the Nusra Front", b="the Free Syrian Army"),
            (RelationKind.ALLIED, RelationMode.PRACTISED, ("al-nusra-front", "free-syrian-army")),
        ),
        (
            "the Nusra Front joined the Islamic Front.",
            claim("alliance", "joined", a="the Nusra Front", b="the Islamic Front"),
            (RelationKind.ALLIED, RelationMode.DECLARED, ("al-nusra-front", "islamic-front")),
        ),
        (
            "Iran armed the army.",
            claim("support", "armed", a="Iran", b="the army"),
            (RelationKind.SUPPORTS, RelationMode.PRACTISED, ("iran", "syrian-armed-forces")),
        ),
        (
            "Iran pledged support to the army.",
            claim("support", "pledged support", a="Iran", b="the army"),
            (RelationKind.SUPPORTS, RelationMode.DECLARED, ("iran", "syrian-armed-forces")),
        ),
        (
            "the Nusra Front is a branch of al-Qaeda.",
            claim("affiliation", "branch of", a="the Nusra Front", b="al-Qaeda"),
            (RelationKind.AFFILIATED, RelationMode.DECLARED, ("al-nusra-front", "al-qaeda")),
        ),
        (
            "the Islamic Front is made up of Ahrar al-Sham and others.",
            claim("formation", "made up of", a="the Islamic Front", b="Ahrar al-Sham"),
            (RelationKind.MEMBER_OF, RelationMode.DECLARED, ("ahrar-al-sham", "islamic-front")),
        ),
        (
            "rebels and the army agreed on a truce.",
            claim("agreement", "agreed", a="rebels", b="the army"),
            (
                RelationKind.CEASEFIRE,
                RelationMode.DECLARED,
                ("syrian-armed-forces", "syrian-opposition-forces"),
            ),
        ),
        (
            "the Nusra Front called for a ceasefire with ISIL.",
            claim("proposal", "called for", a="the Nusra Front", b="ISIL"),
            (RelationKind.PROPOSES_CEASEFIRE, RelationMode.DECLARED, ("al-nusra-front", "isil")),
        ),
        (
            "rebels held talks with the army.",
            claim("talks", "held talks", a="rebels", b="the army"),
            (RelationKind.TALKS, RelationMode.PRACTISED, ("syrian-armed-forces", "syrian-opposition-forces")),
        ),
    ],
)
def test_each_kind_of_claim_makes_its_edge(
    sides: Sides,
    sentence: str,
    told: dict[str, str],
    edge: tuple[RelationKind, RelationMode, tuple[str, str]],
) -> None:
    (found,) = edges(sides, Reporter("r", "01-09").says(sentence, told))
    assert (found.kind, found.mode, (found.a, found.b)) == edge
    against = found.kind in (RelationKind.FIGHTS, RelationKind.DECLARED_WAR)
    assert found.sign == (-1 if against else found.kind != RelationKind.TALKS)


def test_what_was_before_stands_beside_what_is_now(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "the Nusra Front fought alongside the Free Syrian Army despite previous clashes of the two groups.",
        claim("alliance", "fought alongside", a="the Nusra Front", b="the Free Syrian Army"),
        claim("clash", "clashes", a="the two groups", time="01-05..01-09"),
    )
    now, before = edges(sides, report)
    assert (now.kind, before.kind, now.a, before.a) == (
        RelationKind.ALLIED,
        RelationKind.FIGHTS,
        "al-nusra-front",
        "al-nusra-front",
    )
    (telling,) = before.tellings
    assert (telling.past, before.earliest, now.tellings[0].past) == (True, None, False)


def test_a_reason_is_kept_with_a_declaration(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "the Nusra Front declared war on ISIL after a dispute over prisoners.",
        claim("declaration_of_war", "declared war", a="the Nusra Front", b="ISIL"),
    )
    (edge,) = edges(sides, report)
    assert edge.tellings[0].reason == "after a dispute over prisoners"


def test_civilians_fight_nobody_and_a_member_not_its_coalition(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "ISIL attacked civilians.", claim("attack", "attacked", a="ISIL", b="civilians", time="01-08")
    )
    inside = Reporter("s", "01-09").says(
        "Ahrar al-Sham attacked ISIL for the Islamic Front.",
        claim("attack", "attacked", a="Ahrar al-Sham", b="the Islamic Front", time="01-08"),
    )
    assert edges(sides, report, inside) == []


def test_what_is_not_asserted_is_no_relation(sides: Sides) -> None:
    report = Reporter("r", "01-09").says(
        "ISIL may fight rebels.", claim("clash", "fight", a="ISIL", b="rebels", stance="possible")
    )
    assert edges(sides, report) == []


def test_tellings_of_one_relation_make_one_edge_in_any_order(sides: Sides) -> None:
    reports = [
        Reporter(f"r{number}", f"01-{number + 10}").says(
            "rebels clashed with ISIL.",
            claim("clash", "clashed", a="rebels", b="ISIL", time=f"01-{number + 9:02d}"),
        )
        for number in range(9)
    ]
    (edge,) = edges(sides, *reports)
    assert (edge.earliest, edge.latest, len(edge.tellings)) == (day("01-09"), day("01-17"), 9)
    random.Random(3).shuffle(reports)  # noqa: S311 the test picks at random
    assert edges(sides, *reports) == [edge]


def test_known_facts_are_marked_and_dated() -> None:
    found = {(edge.a, edge.b): edge for edge in facts(parties(), frozenset({"ahrar-al-sham"}))}
    edge = found["ahrar-al-sham", "islamic-front"]
    assert (edge.kind, edge.earliest, edge.tellings) == (RelationKind.MEMBER_OF, day("2013-11-22"), ())
    assert edge.fact is not None
    assert edge.fact.startswith("member_of")


def test_membership_holds_on_its_days(sides: Sides) -> None:
    assert "islamic-front" in sides.above("ahrar-al-sham", day("01-09"))
    assert "islamic-front" not in sides.above("ahrar-al-sham", day("2016-01-09"))
    assert "ahrar-al-sham" in sides.members("islamic-front", day("01-09"))


def test_a_description_stands_for_all_of_its_side(sides: Sides) -> None:
    below = sides.below("syrian-opposition-forces", day("01-09"))
    assert {"free-syrian-army", "islamic-front", "ahrar-al-sham"} <= below
    assert not below & {"isil", "syrian-armed-forces"}
    assert sides.below("islamic-front", day("01-09")) == sides.members("islamic-front", day("01-09"))
