"""Which sentences tell one event: a number for each event beside the claim, None for what is no event."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from affray.model import ClaimType, JudgedPairs, Linkage, Role, Scope, Stance
from affray.reconcile.linkage import compared, link
from tests.reconcile.conftest import Said, Told, said

STRIKE = "Jets struck the market of Jayrud on Saturday and killed 31 people."
OTHER_STRIKE = "At least 43 died when aircraft bombed the market in Jayrud, medics said."
SHELLING = "Shells fell on the market of Jayrud on Saturday."


def told(*sentences: tuple[int | None, Said]) -> tuple[list[Told], list[int | None]]:
    return [said(each) for _, each in sentences], [number for number, _ in sentences]


def check_events(*sentences: tuple[int | None, Said]) -> Linkage:
    """Link the claims of the sentences and compare with the numbers beside them."""
    claims, numbers = told(*sentences)
    linked = link(claims)
    home = {claim: at for at, cluster in enumerate(linked.clusters) for claim in cluster}
    ids = [grounded.claim.claim for grounded, _ in claims]
    assert len(set(ids)) == len(ids)
    for (one, first), (other, second) in combinations(zip(ids, numbers, strict=True), 2):
        if first is not None and second is not None:
            assert (home[one] == home[other]) == (first == second), (one, other)
    for claim, number in zip(ids, numbers, strict=True):
        assert (claim in home) == (number is not None), claim
    return linked


def strike(**over: object) -> Said:
    base: dict[str, object] = {
        "kind": ClaimType.AIR_STRIKE,
        "text": STRIKE,
        "trigger": "struck",
        "place": "Jayrud",
        "days": ("2016-07-02",),
        "killed": (31, 31),
        "words": {Role.B: "the market"},
    }
    return Said(**(base | over))  # type: ignore[arg-type]


def test_a_strike_told_by_two_reports_with_a_later_toll_is_one_event() -> None:
    check_events(
        (0, strike()),
        (
            0,
            strike(
                report="two", text=OTHER_STRIKE, trigger="bombed", killed=(43, None), reported="2016-07-03"
            ),
        ),
    )


def test_a_strike_and_what_it_killed_are_one_event_in_a_report() -> None:
    check_events(
        (0, strike()),
        (
            0,
            Said(
                kind=ClaimType.AIR_STRIKE,
                text="The strike hit the market at noon.",
                trigger="strike",
                sentence=1,
            ),
        ),
    )


def test_strikes_on_two_towns_or_two_days_are_two() -> None:
    check_events(
        (0, strike()),
        (1, strike(report="two", place="Hama")),
        (2, strike(report="three", days=("2016-06-25",), reported="2016-06-26")),
    )


def test_a_battle_and_the_capture_that_ends_it_are_two() -> None:
    check_events(
        (0, Said(kind=ClaimType.CLASH, text="They fought in Ahras.", trigger="fought", place="Ahras",
                 days=("2016-07-01",), a="isil")),
        (1, Said(kind=ClaimType.CAPTURE, text="They seized Ahras.", trigger="seized", place="Ahras",
                 days=("2016-07-01",), a="isil", sentence=1)),
    )  # fmt: skip


def test_states_are_no_events() -> None:
    check_events(
        (
            None,
            Said(kind=ClaimType.CONTROL, text="Rebel-held Anadan slept.", trigger="held", place="Anadan"),
        ),
        (None, Said(kind=ClaimType.SUPPORT, text="US-backed forces came.", trigger="backed", sentence=1)),
        (
            None,
            Said(kind=ClaimType.FORMATION, text="The US-led coalition said so.", trigger="led", sentence=2),
        ),
        (0, Said(kind=ClaimType.FORMATION, text="Five groups merged.", trigger="merged", sentence=3)),
    )


def test_a_sum_over_a_week_links_with_no_fight_in_it_but_with_the_same_sum() -> None:
    sums = {
        "kind": ClaimType.TOLL,
        "text": "Since last Friday 500 were killed across Aleppo province.",
        "trigger": "killed",
        "place": "Aleppo province",
        "scope": Scope.AGGREGATE,
        "killed": (500, 500),
        "days": ("2016-06-24", "2016-07-01"),
    }
    check_events(
        (0, Said(**sums)),  # type: ignore[arg-type]
        (0, Said(**sums, report="two")),  # type: ignore[arg-type]
        (1, Said(kind=ClaimType.CLASH, text="A fight in Anadan killed 20.", trigger="fight", place="Anadan",
                 killed=(20, 20), days=("2016-06-28",), report="two", sentence=1)),
        (2, Said(kind=ClaimType.CLASH, text="A fight in Manbij killed nine.", trigger="fight", place="Manbij",
                 killed=(9, 9), days=("2016-06-30",), report="three")),
    )  # fmt: skip


def test_a_denial_stands_with_the_act_it_denies() -> None:
    check_events(
        (0, strike(a="syrian-armed-forces")),
        (0, strike(report="two", a="syrian-armed-forces", stance=Stance.DENIED, killed=None)),
    )


def test_an_accusation_is_an_event_of_its_speaker_and_not_the_act() -> None:
    accused = {
        "kind": ClaimType.ACCUSATION,
        "text": "It blamed the army for the strike.",
        "trigger": "blamed",
    }
    check_events(
        (0, strike()),
        (1, Said(**accused, a="isil", b="syrian-armed-forces", sentence=1)),  # type: ignore[arg-type]
        (1, Said(**accused, a="isil", b="syrian-armed-forces", report="two")),  # type: ignore[arg-type]
        (2, Said(**accused, a="hezbollah", b="syrian-armed-forces", report="three")),  # type: ignore[arg-type]
    )


def test_two_numbers_of_one_sentence_are_two_happenings() -> None:
    text = "Raids on Manbij killed 15 and raids near Manbij killed six."
    check_events(
        (0, Said(kind=ClaimType.AIR_STRIKE, text=text, trigger="Raids", place="Manbij", killed=(15, 15))),
        (1, Said(kind=ClaimType.AIR_STRIKE, text=text, trigger="raids near", place="Manbij", killed=(6, 6))),
    )


def test_a_clash_has_no_first_side() -> None:
    fought = {"kind": ClaimType.CLASH, "text": "They fought in Ahras.", "trigger": "fought", "place": "Ahras"}
    one = said(Said(**fought, a="isil", b="free-syrian-army"))  # type: ignore[arg-type]
    other = said(Said(**fought, a="free-syrian-army", b="isil", report="two"))  # type: ignore[arg-type]
    found = compared(one[0].claim.claim, other[0].claim.claim, [one, other])
    assert found is not None
    weights = {part.name: part for part in found.parts}
    assert weights["actor"].weight > 0
    assert "the same actor" in weights["actor"].words


def war() -> list[Told]:
    """Claims of many reports, some near each other."""
    places = ("Jayrud", "Anadan", "Manbij", None, "Jayrud")
    kinds = (ClaimType.AIR_STRIKE, ClaimType.KILLING, ClaimType.CLASH)
    days: tuple[tuple[str, ...], ...] = ((), ("2016-07-01",), ("2016-07-02",), ())
    killed = (None, (31, 31), (5, None))
    return [
        said(
            strike(
                kind=kinds[at * 7 % 3],
                report=f"r{at // 3}",
                sentence=at % 3,
                place=places[at * 3 % 5],
                days=days[at * 5 % 4],
                killed=killed[at // 2 % 3],
            )
        )
        for at in range(40)
    ]


def test_the_order_of_arrival_changes_nothing() -> None:
    claims = war()
    first = link(claims)
    for seed in range(5):
        shuffled = list(claims)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - a fixed order of many
        assert link(shuffled) == first


def test_the_parts_of_a_link_sum_to_its_weight_and_so_does_the_pair_alone() -> None:
    claims = war()
    linked = link(claims)
    assert linked.links
    by_report = defaultdict(list)
    for each in claims:
        by_report[each[0].claim.report].append(each)
    home = {each[0].claim.claim: each[0].claim.report for each in claims}
    for found in linked.links[:10]:
        assert sum(part.weight for part in found.parts) == pytest.approx(found.weight)
        own = [each for report in {home[found.claim], home[found.other]} for each in by_report[report]]
        assert compared(found.claim, found.other, own) == found


def test_what_persons_said_goes_before_all_weights() -> None:
    near, far = said(strike()), said(strike(report="two", place="Hama", days=("2016-05-02",)))
    twin = said(strike(report="three"))
    ids = [each[0].claim.claim for each in (near, far, twin)]
    assert not any({ids[0], ids[1]} <= set(cluster) for cluster in link([near, far, twin]).clusters)
    joined = link([near, far, twin], judged=JudgedPairs(same=frozenset({(ids[1], ids[0])})))
    assert any({ids[0], ids[1]} <= set(cluster) for cluster in joined.clusters)
    parted = link([near, far, twin], judged=JudgedPairs(apart=frozenset({(ids[0], ids[2])})))
    assert not any({ids[0], ids[2]} <= set(cluster) for cluster in parted.clusters)
    unsure = link([near, far, twin], judged=JudgedPairs(unsure=frozenset({(ids[0], ids[2])})))
    assert unsure.clusters == link([near, far, twin]).clusters
    assert unsure.unsure == ((ids[0], ids[2]),)


def test_no_claims_make_no_events() -> None:
    assert link([]) == Linkage(links=(), clusters=())


def test_news_without_a_day_of_reports_weeks_apart_is_two_happenings() -> None:
    check_events(
        (0, strike(days=())),
        (1, strike(days=(), report="two", reported="2016-08-20")),
    )


def test_linking_is_silent_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    link(war())
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
