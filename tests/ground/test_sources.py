"""Source fillers become the known source under any of its names."""

from __future__ import annotations

import pytest

from affray.ground import sources
from affray.model import Filler, Role


def read(text: str, antecedent: str | None = None) -> str | None:
    filler = Filler(role=Role.SOURCE, start=0, end=len(text), text=text, score=1.0, antecedent=antecedent)
    return sources.mention(filler).name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SOHR", "Syrian Observatory for Human Rights"),
        ("the Observatory", "Syrian Observatory for Human Rights"),
        ("the British-based Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"),
        ("FNA", "Fars News Agency"),
        ("the FARS desk", "Fars News Agency"),
        ("Fars News", "Fars News Agency"),
        ("the ARA News desk", "ARA News"),
        ("Reuters", "Reuters"),
        ("AFP", "Agence France-Presse"),
        ("local activists", None),
        ("the agency", None),
        ("Hayat Tahrir al-Sham", None),
    ],
)
def test_one_source_has_many_names_and_the_unnamed_have_none(text: str, name: str | None) -> None:
    assert read(text) == name


def test_the_antecedent_names_the_source() -> None:
    assert read("the agency", "Fars News Agency") == "Fars News Agency"
