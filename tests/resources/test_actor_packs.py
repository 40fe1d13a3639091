"""A user's own actors lie over the shipped ones, and what does not fit is told by line and column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from affray.errors import UnusableOption
from affray.ground.actors import lookup
from affray.resources.actors import laid, lay_over, parties

HEAD = "actor,fact,value,kind,earliest,latest,source,certainty\n"


@pytest.fixture(autouse=True)
def _bare() -> Iterator[None]:
    yield
    lay_over("")


def pack(folder: Path, text: str, head: str = HEAD) -> str:
    path = folder / "actors.csv"
    path.write_text(head + text, encoding="utf-8")
    return str(path)


def test_a_pack_adds_an_actor_with_names_days_and_relations(tmp_path: Path) -> None:
    lay_over(
        pack(
            tmp_path,
            "desert-guard,actor,Desert Guard,group,,,field notes,checked\n"
            "desert-guard,name,Haras al-Badiya,self,2016,,,\n"
            "desert-guard,name,Steppe Watch,former,,2015,,\n"
            "desert-guard,lifetime,,,2013-05,2018,,\n"
            "desert-guard,country,SY,,,,,\n"
            "desert-guard,relation,syrian-democratic-forces,member_of,2016-04,2017,one witness,uncertain\n"
            "desert-guard,side,kurdish-led,SY,2016-04,,,\n",
        )
    )
    (found,) = [party for party in parties() if party.actor.actor == "desert-guard"]
    assert [name.name for name in found.actor.names] == ["Desert Guard", "Haras al-Badiya", "Steppe Watch"]
    assert found.lifetimes[0].latest == date(2018, 12, 31)
    assert (found.relations[0].actor, found.relations[0].certainty) == (
        "syrian-democratic-forces",
        "uncertain",
    )
    assert (found.sides[0].theatre, found.sides[0].source) == ("SY", "field notes")
    assert (found.source, found.certainty) == ("field notes", "checked")
    assert lookup("Haras al-Badiya", date(2017, 1, 1))[0].actor == "desert-guard"
    assert laid()


def test_a_pack_adds_to_a_shipped_actor_and_is_taken_off_again(tmp_path: Path) -> None:
    lay_over(pack(tmp_path, "isil,name,Black Standard men,pejorative,2014,,,\n"))
    assert [found.actor for found in lookup("the Black Standard men")] == ["isil"]
    lay_over("")
    assert lookup("the Black Standard men") == []
    assert laid() == ""


def test_a_person_speaks_for_an_actor_of_a_pack(tmp_path: Path) -> None:
    lay_over(
        pack(
            tmp_path,
            "omar-badri,actor,Omar Badri,person,,,,\nomar-badri,relation,levant-front,speaks_for,2015,,,\n",
        )
    )
    (found,) = [party for party in parties() if party.actor.actor == "omar-badri"]
    assert found.actor.speaks_for == "levant-front"


def test_a_spreadsheet_s_byte_order_mark_and_empty_lines_are_nothing(tmp_path: Path) -> None:
    lay_over(pack(tmp_path, ",,,,,,,\nisil,name,Steppe men,label,,,,\n", head="\ufeff" + HEAD))
    assert [found.actor for found in lookup("steppe men")] == ["isil"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Desert Guard,actor,Desert Guard,group,,,,", "line 2, actor: an id has small letters"),
        ("x,actor,X,tribe,,,,", "line 2, kind: Input should be 'state'"),
        ("isil,nickname,X,,,,,", "line 2, fact: Input should be 'actor'"),
        ("isil,name,X,alias,,,,", "line 2, kind: Input should be 'self'"),
        ("isil,name,,self,,,,", "line 2, value: a name needs a value"),
        ("isil,name,X,self,spring,,,", "line 2, earliest: a date is written"),
        ("isil,name,X,self,2015-02-30,,,", "line 2, earliest: day"),
        ("isil,name,X,self,2015,2014,,", "line 2, latest: it lies before earliest"),
        ("nobody,name,X,self,,,,", "line 2, actor: no actor 'nobody'"),
        ("isil,relation,nobody,member_of,,,,", "line 2, value: no actor 'nobody' is known"),
        ("isil,relation,al-qaeda,cousin_of,,,,", "line 2, kind: Input should be 'member_of'"),
        ("isil,country,Syria,,,,,", "line 2, value: a country is two letters"),
        ("isil,side,rebels,Syria,,,,", "line 2, kind: a side's kind is its theatre"),
        ("isil,lifetime,long,,,,,", "line 2, value: a lifetime has only dates"),
        ("isil,lifetime,,group,2014,,,", "line 2, kind: a lifetime has no kind"),
        ("x,actor,X,group,2014,,,", "line 2, earliest: an actor's days"),
        ("isil,name,X,self,,,,,more", "line 2, line: it has more cells"),
    ],
)
def test_what_does_not_fit_is_told_by_line_and_column(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(UnusableOption) as raised:
        lay_over(pack(tmp_path, line + "\n"))
    assert told in str(raised.value)
    assert laid() == ""


def test_the_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableOption, match="unknown: colour"):
        lay_over(pack(tmp_path, "", head="actor,fact,value,colour\n"))
    with pytest.raises(UnusableOption, match="missing: fact, value"):
        lay_over(pack(tmp_path, "", head="actor\n"))


def test_a_pack_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableOption, match="cannot be read as a pack of actors"):
        lay_over(str(tmp_path / "none.csv"))
    (tmp_path / "actors.csv").write_bytes(HEAD.encode() + b"isil,name,\xff,self,,,,\n")
    with pytest.raises(UnusableOption, match="cannot be read as a pack of actors"):
        lay_over(str(tmp_path / "actors.csv"))


def test_memberships_in_a_circle_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableOption, match="circle"):
        lay_over(pack(tmp_path, "al-qaeda,relation,al-nusra-front,member_of,,,,\n"))
