"""Words are found in any of their forms, in any case and with or without marks; the fittest report first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from affray.model import Coded
from affray.store import Store, overview, search
from tests.store.making import make_report

TEXTS = {
    "one": "Rebels shelled Deir ez-Z\u00f4r on Monday. The shelling went on at night, and shells fell.",
    "two": "Shelling was heard near Homs, said a man of the town.",
    "three": "Talks were held in Geneva about the shell of an agreement.",
    "four": "\u0642\u0635\u0641 \u0639\u0644\u0649 \u062d\u0644\u0628 and a convoy of aid for Aleppo.",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    coded = [
        Coded(report=make_report(name, text, title=f"Title of {name}"), claims=())
        for name, text in TEXTS.items()
    ]
    with Store.open(tmp_path / "war.duckdb") as opened:
        opened.add(coded, version="test")
        assert opened.index_texts() == len(TEXTS)
        yield opened


def found(store: Store, words: str) -> list[str]:
    return list(search.reports(store._connection, words))


@pytest.mark.parametrize(
    ("words", "holding"),
    [
        ("shelling", ["one", "two", "three"]),
        ("SHELLED homs", ["two"]),
        ("zor", ["one"]),
        ("gene", ["three"]),
        ("gene talks", []),
        ("talks gene", ["three"]),
        ("title two", ["two"]),
        ("\u062d\u0644\u0628", ["four"]),
        ("shelling nowhere", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_all_words_in_any_form(store: Store, words: str, holding: list[str]) -> None:
    assert {row[0] for row in overview.reports(store._connection, words)} == set(holding)


def test_what_tells_most_of_it_comes_first(store: Store) -> None:
    assert found(store, "shelling")[0] == "one"


def test_a_text_is_taken_up_once_and_goes_with_its_report(store: Store) -> None:
    assert store.index_texts() == 0
    assert found(store, "homs") == ["two"]
    store.withdraw("two")
    assert found(store, "homs") == []
    store.add([Coded(report=make_report("five", "Nothing is told here."), claims=())], version="test")
    assert store.index_texts() == 1
    assert found(store, "nothing") == ["five"]


@pytest.mark.parametrize("words", [".*", "a|b", "(((", "\\pL", "[", "$^", "\x00", "\ud83d"])
def test_no_sign_of_a_query_is_an_expression(store: Store, words: str) -> None:
    where, terms = search.condition(store._connection, words, titles=True)
    store._connection.execute(f"SELECT count(*) FROM claims c WHERE {where}", terms)  # noqa: S608 ours
