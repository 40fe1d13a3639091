"""What the gate lets pass, what it drops, and that no text makes it slow."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affray.extract.gate import Gate, Open, forms, load, noun_forms, verb_forms
from affray.extract.options import ExtractOptions
from affray.model import Report
from affray.resources.conflict import Group, conflict

GATE = load(ExtractOptions())
# No word of it is in the lexicon.
DULL = "The committee looked at ten paper clips and liked them very much indeed."
WAR = (
    "Shells fell on the eastern suburbs for a third night, and residents said that dozens of militants had "
    "crossed the river with mortars and taken two checkpoints from the army."
)


def why(text: str) -> str | None:
    return GATE(Report(report="r", path="", text=text, digest=""))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized the village of Harbel on Tuesday.",
        "Three soldiers died when a mine exploded near Kidal.",
        "The two sides agreed to swap prisoners.",
        "Police fired tear gas at the protesters.",
        "Aid convoys were turned back at the crossing.",
        "The general vowed to retake the port.",
        "ISIL's men fled.",
        "Rebel-held Douma was shelled.",
        "rebels’ positions",
        "AIR STRIKES HIT SAADA",
        "Thousands were displaced.",
        "Kidnappers freed a priest in Jolo.",
        "It remains under siege.",
        "A ceasefire took effect at midnight.",
    ],
)
def test_a_sentence_that_makes_a_claim_passes(text: str) -> None:
    assert why(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Cakes and jams won prizes on a sunny afternoon.",
        "Shares of the chip maker rose three per cent after it raised its forecast for the year.",
        "Stir the onions until they are golden, then add the lentils and two cups of water.",
        "",
        "   ",
        "١٢٣ ☃☃☃",
    ],
)
def test_a_sentence_without_conflict_is_dropped(text: str) -> None:
    assert why(text) is not None


def test_the_reason_gives_the_points_and_what_was_needed() -> None:
    rule = conflict().rule
    assert why("Cakes and jams won prizes on a sunny afternoon.") == (
        "no conflict content: 0 of 1 points in 9 words"
    )
    assert why(f"{DULL} " * 20) == (
        f"no conflict content: 0 of {rule.needed} points in its best {rule.window} words"
    )


def test_one_passage_of_war_lets_a_long_text_pass_wherever_it_stands() -> None:
    for before in (0, 7, 40, 400):
        assert why(f"{DULL} " * before + WAR + f" {DULL}" * (500 - before)) is None


def test_words_of_conflict_scattered_over_a_long_text_do_not() -> None:
    scattered = [
        f"{DULL} " * 12 + f"The {word} was mentioned." for word in ("army", "militia", "siege", "rebel")
    ]
    assert why(" ".join(scattered)) is not None
    assert (
        why(" ".join(f"The {word} was mentioned." for word in ("army", "militia", "siege", "rebel"))) is None
    )


def test_a_word_said_again_and_again_counts_once() -> None:
    assert why(f"{DULL} The rebel spoke to rebels. " * 30) is not None


@pytest.mark.parametrize(
    "words",
    ["Kabul Mosul Aden Gaza Darfur Sarajevo", "killed injured wounded dead fatalities", "raid attackers"],
)
def test_names_of_one_group_count_once_in_a_long_text(words: str) -> None:
    assert why(f"{DULL} " * 12 + words) is not None


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("deploy", {"deploy", "deploys", "deployed", "deploying"}),
        ("ambush", {"ambush", "ambushes", "ambushed", "ambushing"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("shell", {"shell", "shells", "shelled", "shelling"}),
    ],
)
def test_verbs_take_their_regular_forms(verb: str, expected: set[str]) -> None:
    assert set(verb_forms(verb)) == expected


def test_a_final_consonant_may_double() -> None:
    assert {"kidnapped", "kidnaping", "kidnapping"} <= set(verb_forms("kidnap"))


@pytest.mark.parametrize(
    ("noun", "plural"), [("army", "armies"), ("convoy", "convoys"), ("clash", "clashes"), ("rebel", "rebels")]
)
def test_nouns_take_their_plural(noun: str, plural: str) -> None:
    assert noun_forms(noun) == (noun, plural)


def test_irregular_forms_count_as_their_entry() -> None:
    group = Group(points=1, short=1, verbs="flee fled", nouns="gunman gunmen", words="ied, rpg")
    found = dict(forms(group))
    assert (found["fled"], found["gunmen"], found["ied"], found["rpg"]) == ("flee", "gunman", "ied", "rpg")


def test_every_shipped_word_can_be_met() -> None:
    for name, group in conflict().groups.items():
        wrong = [
            form for form, _ in forms(group) if not (form.isascii() and form.isalpha() and form.islower())
        ]
        assert not wrong, name


def test_the_version_follows_the_words() -> None:
    changed = replace(conflict(), digest="0" * 64)
    assert Gate(changed).version != GATE.version
    assert GATE.version == conflict().digest[:10]


def test_the_gate_off_reads_everything() -> None:
    assert Open(ExtractOptions(gate="off"))(Report(report="r", path="", text=DULL, digest="")) is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert why(text) is None or why(text)


@given(st.text(alphabet="ab \n\ud800é“", max_size=400), st.integers(1, 50))
def test_what_stands_around_a_passage_of_war_never_hides_it(noise: str, times: int) -> None:
    assert why(f"{noise} " * times + WAR + f" {noise}" * times) is None


@pytest.mark.parametrize("text", ["x" * 50_000_000, "a " * 25_000_000, "“" * 20_000_000, DULL * 700_000])
def test_a_line_of_fifty_megabytes_takes_seconds_and_little_memory(text: str) -> None:
    began = time.process_time()
    assert why(text) is not None
    # Half a second to three on the slowest machine at hand; a quadratic scan would take hours.
    assert time.process_time() - began < 20


def test_memory_does_not_grow_with_the_text() -> None:
    report = Report(report="r", path="", text=DULL * 100_000, digest="")
    tracemalloc.start()
    try:
        GATE(report)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000
