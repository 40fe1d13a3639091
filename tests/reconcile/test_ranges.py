"""Figures of several roots are ranges: nothing is added across claims, and every wording is kept."""

from __future__ import annotations

from affray.model import ClaimType, Event, FigureKind, RootName, Rule
from tests.reconcile.making import (
    AMAQ,
    REUTERS,
    SOHR,
    Number,
    at_least,
    dead,
    one,
    published,
    said,
    up_to,
)

KILLING, CLASH, SHELLING = ClaimType.KILLING, ClaimType.CLASH, ClaimType.SHELLING
WIRE = RootName(key="wire", name="Wire")


def killed(event: Event, side: str | None = None) -> tuple[int | None, int | None, int | None]:
    found = event.range_of(FigureKind.KILLED, side)
    assert found is not None
    return found.low, found.best, found.high


def test_two_roots_make_a_range_with_both_wordings() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("12 dead", 12)]),
        said("2", REUTERS, KILLING, numbers=[dead("15 dead", 15)]),
    )
    assert killed(event) == (12, 12, 15)
    found = event.range_of(FigureKind.KILLED)
    assert found is not None
    assert [(each.root, each.text) for each in found.by] == [("reuters", "15 dead"), ("sohr", "12 dead")]
    assert found.divergence == 1.0


def test_a_number_is_never_added_to_that_of_another_claim() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("12 dead", 12)]),
        said("2", SOHR, SHELLING, numbers=[dead("12 dead", 12)]),
    )
    assert killed(event) == (12, 12, 12)


def test_numbers_that_one_sentence_sets_beside_each_other_make_one_together() -> None:
    event = one(
        said("1", SOHR, CLASH, numbers=[dead("9 soldiers", 9), dead("4 rebels", 4)], a="ARMY", b="REBELS")
    )
    assert killed(event) == (13, 13, 13)


def test_a_part_is_added_to_nothing_and_stays_listed() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("40 people", 40), dead("five children", 5, part_of=0)])
    )
    assert killed(event) == (40, 40, 40)
    found = event.range_of(FigureKind.KILLED)
    assert found is not None
    assert [each.part for each in found.by] == [False, True]


def test_two_of_the_dead_are_no_other_toll() -> None:
    event = one(
        said("1", SOHR, SHELLING, numbers=[dead("31 people", 31)]),
        said("2", SOHR, KILLING, numbers=[dead("two medics", 2)], report="r-1"),
        said("3", REUTERS, KILLING, numbers=[dead("its director", 1)]),
    )
    assert killed(event) == (31, 31, 31)


def test_an_open_end_stays_open() -> None:
    assert killed(one(said("1", SOHR, KILLING, numbers=[at_least("at least 12", 12)]))) == (12, 12, None)
    assert killed(one(said("1", SOHR, KILLING, numbers=[up_to("up to 30", 30)]))) == (None, 30, 30)
    event = one(
        said("1", SOHR, KILLING, numbers=[at_least("at least 12", 12)]),
        said("2", REUTERS, KILLING, numbers=[dead("15 dead", 15)]),
    )
    assert killed(event) == (12, 12, None)


def test_a_toll_that_grows_runs_from_the_first_to_the_last_and_the_last_counts() -> None:
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("22 dead", 22)], published=published("2017-04-15")),
        said("2", SOHR, KILLING, numbers=[dead("112 dead", 112)], published=published("2017-04-16")),
        said("3", SOHR, KILLING, numbers=[dead("126 dead", 126)], published=published("2017-04-17")),
    )
    assert killed(event) == (22, 126, 126)


def test_unknown_none_and_absent_are_three_things() -> None:
    none = one(said("1", SOHR, KILLING, numbers=[dead("no deaths", 0)]))
    assert killed(none) == (0, 0, 0)
    unknown = one(
        said("1", SOHR, KILLING, numbers=[Number(words="unclear", low=None, high=None, unknown=True)])
    )
    assert killed(unknown) == (None, None, None)
    found = unknown.range_of(FigureKind.KILLED)
    assert found is not None
    assert found.by[0].unknown
    assert one(said("1", SOHR, KILLING)).range_of(FigureKind.KILLED) is None


def test_each_side_has_its_range_and_civilians_theirs() -> None:
    event = one(
        said(
            "1",
            SOHR,
            CLASH,
            a="syrian-armed-forces",
            b="isil",
            numbers=[
                dead("9 soldiers", 9, of="syrian-armed-forces"),
                dead("4 ISIL fighters", 4, of="isil"),
                dead("2 residents", 2),
            ],
        )
    )
    assert (event.a, event.b) == (("isil",), ("syrian-armed-forces",))
    assert killed(event, "a") == (4, 4, 4)
    assert killed(event, "b") == (9, 9, 9)
    assert killed(event, "civilians") == (2, 2, 2)
    assert killed(event) == (15, 15, 15)


def test_a_sum_of_fighters_and_civilians_stays_unsplit() -> None:
    event = one(said("1", SOHR, CLASH, numbers=[dead("500 fighters and civilians", 500)]))
    assert [each.side for each in event.figures] == [None]


def test_people_are_not_civilians() -> None:
    event = one(said("1", SOHR, SHELLING, b="civilians-syria", numbers=[dead("43 people", 43)]))
    assert [each.side for each in event.figures] == [None]


def test_the_dead_of_one_side_only_bound_those_of_both() -> None:
    event = one(
        said(
            "1",
            SOHR,
            CLASH,
            a="syrian-armed-forces",
            b="isil",
            numbers=[dead("9 men", 9, of="syrian-armed-forces")],
        ),
        said("2", REUTERS, CLASH, a="syrian-armed-forces", b="isil", numbers=[dead("4 men", 4, of="isil")]),
    )
    assert killed(event) == (9, 9, None)


def test_the_rules_choose_by_their_names() -> None:
    """Worked by hand: 22 at first, 24 by two roots, "at least 31", and 30 exactly, told last."""
    event = one(
        said("1", SOHR, KILLING, numbers=[dead("24 dead", 24)], published=published("2014-01-08")),
        said("2", REUTERS, KILLING, numbers=[dead("24 dead", 24)], published=published("2014-01-08")),
        said("3", WIRE, KILLING, numbers=[at_least("at least 31", 31)], published=published("2014-01-10")),
        said("4", AMAQ, KILLING, numbers=[dead("22 dead", 22)], published=published("2014-01-07")),
        said(
            "5",
            RootName(key="ministry", name="the ministry"),
            KILLING,
            numbers=[dead("30 dead", 30)],
            published=published("2014-01-09"),
        ),
    )
    found = event.range_of(FigureKind.KILLED)
    assert found is not None
    # The least that a root gives; what most roots give; what is told exactly, of those the latest.
    assert found.by_rule(Rule.CONSERVATIVE) == 22
    assert found.by_rule(Rule.MOST_REPORTED) == 24
    assert found.by_rule(Rule.MOST_INFORMATIVE) == 30
    assert (found.low, found.best, found.high) == (22, 24, None)
    # Five roots say four different things: (4 - 1) / (5 - 1).
    assert found.divergence == 0.75


def test_ten_copies_are_one_root_in_ten_reports() -> None:
    copies = tuple(f"copy-{number}" for number in range(10))
    event = one(
        *(
            said(f"{n}", WIRE, KILLING, numbers=[dead("24 dead", 24)], report=name, carriers=copies)
            for n, name in enumerate(copies)
        )
    )
    assert [(root.root, len(root.reports)) for root in event.roots] == [("wire", 10)]
    assert event.grade == "single-source"


def test_numbers_beyond_what_the_store_keeps_do_not_break_a_sum() -> None:
    largest = 2**63 - 1
    event = one(
        said("1", SOHR, CLASH, numbers=[dead("so many soldiers", largest), dead("and rebels", largest)])
    )
    assert killed(event) == (largest, largest, largest)


def test_numbers_that_nothing_joins_are_not_added() -> None:
    """ "Fights of a number of rebels took the lives of 500 fighters": 500 died, not 502."""
    event = one(
        said(
            "1",
            SOHR,
            CLASH,
            numbers=[at_least("a number of rebels", 2), dead("500 fighters", 500)],
            between=" took the lives of ",
        ),
    )
    assert killed(event) == (500, 500, 500)


def test_a_vague_number_of_one_side_is_a_part_of_all_and_of_nobody_in_particular_another_account() -> None:
    toll = said("1", SOHR, SHELLING, numbers=[dead("43 people", 43)], report="r")
    some = said("2", SOHR, SHELLING, numbers=[dead("several rebels", 3, 9, of="isil")], b="isil", report="r")
    tens = said("3", SOHR, SHELLING, numbers=[dead("tens of people", 20, 99)], report="r")
    assert killed(one(toll, some)) == (43, 43, 43)
    assert killed(one(toll, tens)) == (20, 20, 99)
