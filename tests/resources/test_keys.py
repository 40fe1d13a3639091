"""The cascade of keys: which spellings meet at which level, and what never meets."""

from __future__ import annotations

import pytest

from affray.resources.keys import all_keys, is_acronym, is_generic, loose_keys, skeleton, sounds, strict_keys


def level(a: str, b: str) -> int | None:
    """The first level at which two names meet in one country."""
    mine, theirs = all_keys(a, "SY"), set(all_keys(b, "SY"))
    return next((int(key[0]) for key in mine if key in theirs), None)


@pytest.mark.parametrize(
    ("a", "b", "met"),
    [
        ("Deir ez-Zôr", "DEIR EZ ZOR", 2),
        ("Sarāqib", "saraqib", 1),
        ("Al-Bab", "Bab", 2),
        ("ar-Rastan", "Rastan", 2),
        ("Tell Rif'at", "Tal Refaat", 3),
        ("Ma'arrat Misrin", "Maaret Misreen", 3),
        ("Shaykh Miskin", "Sheikh Miskeen", 3),
        ("Qalaat al-Madiq", "Kal'at Madeeq", 3),
        ("Djisr ash-Shugur", "Jisr al-Shughour", 3),
        ("Khan Shaykhun", "Khan Sheikhoun", 3),
        ("Hraytan", "Hureitan", 4),
        ("Kafranbel", "Kafr Nabl", 4),
        ("Homs", "Hama", None),
        ("خَان شيخون", "خان شيخون", 1),
        ("الرستن", "رستن", 2),
        ("أريحا", "اريحا", 1),
    ],
)
def test_spellings_meet_at_their_level(a: str, b: str, met: int | None) -> None:
    assert level(a, b) == met


def test_arabic_script_is_never_romanised() -> None:
    assert loose_keys("حلب", "SY") == ()
    assert level("حلب", "Halab") is None


def test_two_consonants_have_no_skeleton() -> None:
    assert skeleton(sounds("Hama")) == ""
    assert skeleton(sounds("Tadif")) == "tdf"


def test_an_acronym_meets_only_its_own_letters() -> None:
    assert loose_keys("ISIL", "SY") == ()
    assert strict_keys("ISIL") == strict_keys("Isil")
    assert level("FNA", "Funa") is None
    assert is_acronym("T4")
    assert not is_acronym("Tal")


def test_loose_levels_hold_in_one_country() -> None:
    assert not set(loose_keys("Tell Rifaat", "SY")) & set(loose_keys("Tell Rifaat", "IQ"))
    assert set(strict_keys("Tell Rifaat")) == set(strict_keys("tell rifa'at"))


def test_nouns_that_villages_are_made_of_are_generic() -> None:
    assert is_generic("al-Kherba")
    assert is_generic("Tell")
    assert not is_generic("Khirbat al-Jawz")


@pytest.mark.parametrize("name", ["", " ", "-", "'", "!!!", "的", "٣٣٣"])
def test_odd_names_make_no_empty_key(name: str) -> None:
    assert all(len(key) > 1 for key in strict_keys(name))
    assert all(len(key) > 3 for key in loose_keys(name, "SY"))
