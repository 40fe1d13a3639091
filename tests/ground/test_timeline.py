"""The grammar of time: sentences, the report's days, and the shortest run of days that surely holds each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affray.ground.timeline import Timeline, scan
from affray.model import Likely, Published
from affray.resources import hijri

# A Thursday.
DAY = "2016-03-10"


def published(first: str | None, last: str | None = "same") -> Published:
    """A report of one day, or of a run of days that are equally likely."""
    low = None if first is None else date.fromisoformat(first)
    high = low if last == "same" else None if last is None else date.fromisoformat(last)
    days: tuple[Likely, ...] = ()
    if low is not None and high is not None and (high - low).days <= 92:
        count = (high - low).days + 1
        days = tuple(Likely(day=low + timedelta(days=n), chance=1 / count) for n in range(count))
    return Published(earliest=low, latest=high, best=None, witnesses=(), reason="told by a test", days=days)


def read(text: str, when: Published | None) -> list[tuple[str, str | None, str | None]]:
    """Each wording with its first and last day."""
    return [
        (
            each.found.expression.text,
            None if each.run.earliest is None else str(each.run.earliest),
            None if each.run.latest is None else str(each.run.latest),
        )
        for each in Timeline(text, when).told
    ]


def days(text: str, when: Published | None = None) -> tuple[str | None, str | None]:
    """The days of a text's only wording."""
    found = read(text, when or published(DAY))
    assert len(found) == 1, found
    return found[0][1:]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Shells fell on Wednesday.", "2016-03-09", "2016-03-09"),
        ("Shells fell on Thursday.", "2016-03-10", "2016-03-10"),
        ("Shells fell last Thursday.", "2016-03-03", "2016-03-03"),
        ("Shells fell last Friday evening.", "2016-03-04", "2016-03-04"),
        ("Saturday's raid went on.", "2016-03-05", "2016-03-05"),
        ("They fled overnight Friday.", "2016-03-04", "2016-03-05"),
        ("They fled on Friday night.", "2016-03-04", "2016-03-05"),
        ("They fled overnight.", "2016-03-09", "2016-03-10"),
        ("They fled at dawn.", "2016-03-09", "2016-03-10"),
        ("They fled yesterday.", "2016-03-09", "2016-03-09"),
        ("They fled the day before yesterday.", "2016-03-08", "2016-03-08"),
        ("They fled this morning.", "2016-03-10", "2016-03-10"),
        ("They fled last night.", "2016-03-09", "2016-03-10"),
        ("It fell earlier this week.", "2016-03-07", "2016-03-10"),
        ("It fell last week.", "2016-02-29", "2016-03-06"),
        ("It fell last weekend.", "2016-03-05", "2016-03-06"),
        ("It fell this month.", "2016-03-01", "2016-03-10"),
        ("It fell last month.", "2016-02-01", "2016-02-29"),
        ("It fell earlier this year.", "2016-01-01", "2016-03-10"),
        ("It fell last year.", "2015-01-01", "2015-12-31"),
        ("It fell in the past two days.", "2016-03-08", "2016-03-10"),
        ("It fell in the previous 24 hours.", "2016-03-09", "2016-03-10"),
        ("It fell in the last five days.", "2016-03-05", "2016-03-10"),
        ("It fell over the past year.", "2015-03-10", "2016-03-10"),
        ("It fell two days ago.", "2016-03-08", "2016-03-08"),
        ("It fell three weeks ago.", "2016-02-15", "2016-02-21"),
        ("It fell on December 7.", "2015-12-07", "2015-12-07"),
        ("It fell on 7 Dec.", "2015-12-07", "2015-12-07"),
        ("It fell between 3 and 5 May.", "2015-05-03", "2015-05-05"),
        ("It fell in early March.", "2016-03-01", "2016-03-10"),
        ("It fell in mid-January.", "2016-01-08", "2016-01-24"),
        ("It fell in late February.", "2016-02-15", "2016-02-29"),
        ("It fell earlier in December.", "2015-12-01", "2015-12-31"),
        ("It fell in the first week of May.", "2015-05-01", "2015-05-07"),
        ("It fell from 28 December to 3 January.", "2015-12-28", "2016-01-03"),
        ("It fell last summer.", "2015-06-01", "2015-08-31"),
        ("It was held for a week.", "2016-03-03", "2016-03-10"),
        ("After a week of clashes it fell.", "2016-03-03", "2016-03-10"),
        ("The weeklong siege ended.", "2016-03-03", "2016-03-10"),
        ("It fell recently.", "2016-02-08", "2016-03-10"),
        ("Talks will be held on Saturday.", "2016-03-12", "2016-03-12"),
        ("Talks are set for next month.", "2016-04-01", "2016-04-30"),
    ],
)
def test_what_counts_from_the_report(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It fell in 2012.", "2012-01-01", "2012-12-31"),
        ("It fell in early 2013.", "2013-01-01", "2013-07-02"),
        ("It fell in the summer of 2014.", "2014-06-01", "2014-08-31"),
        ("It fell in the winter of 2013-14.", "2013-12-01", "2014-02-28"),
        ("It was held in 2012-2014.", "2012-01-01", "2014-12-31"),
        ("It was held between 2011 and 2013.", "2011-01-01", "2013-12-31"),
        ("It was held from March to May 2014.", "2014-03-01", "2014-05-31"),
        ("It was held from 30 December to 2 January 2015.", "2014-12-30", "2015-01-02"),
        ("It fell in the 1980s.", "1980-01-01", "1989-12-31"),
        ("It fell on 3 Kanun al-Thani 2014.", "2014-01-03", "2014-01-03"),
        ("It fell in Tishrin al-Awwal 2015.", "2015-10-01", "2015-10-31"),
        ("It fell on 10 Muharram 1435.", "2013-11-13", "2013-11-15"),
        ("It fell in Ramadan 2014.", "2014-06-28", "2014-07-29"),
        ("It fell on May 5th, 2014.", "2014-05-05", "2014-05-05"),
        ("It fell on 2014-05-05.", "2014-05-05", "2014-05-05"),
        ("It fell on 4/3/2015.", "2015-03-04", "2015-04-03"),
    ],
)
def test_what_names_its_days_needs_no_report(text: str, first: str, last: str) -> None:
    assert days(text, published(None)) == (first, last)


@pytest.mark.parametrize(
    ("text", "report", "first", "last"),
    [
        # Around the ends of months and years, where a wrong month or year is easily taken.
        ("It fell on Thursday.", "2016-01-01", "2015-12-31", "2015-12-31"),
        ("It fell last week.", "2016-01-01", "2015-12-21", "2015-12-27"),
        ("It fell last month.", "2016-01-01", "2015-12-01", "2015-12-31"),
        ("It fell on December 31.", "2016-01-01", "2015-12-31", "2015-12-31"),
        ("It fell on January 1.", "2015-12-31", "2015-01-01", "2015-01-01"),
        ("It fell yesterday.", "2016-03-01", "2016-02-29", "2016-02-29"),
        ("It fell last month.", "2016-03-31", "2016-02-01", "2016-02-29"),
        ("It fell a month ago.", "2016-03-31", "2016-02-14", "2016-03-18"),
        ("It fell this week.", "2016-03-07", "2016-03-07", "2016-03-07"),
        ("It fell on February 29.", "2017-03-01", "2016-02-29", "2016-02-29"),
        ("It fell in December.", "2015-12-05", "2015-12-01", "2015-12-05"),
        ("It fell last winter.", "2016-01-10", "2014-12-01", "2015-02-28"),
        ("It fell on Friday.", "2016-02-29", "2016-02-26", "2016-02-26"),
    ],
)
def test_at_the_ends_of_months_and_years(text: str, report: str, first: str, last: str) -> None:
    assert days(text, published(report)) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # Of ten days that a report may be of, a weekday is one of two.
        ("It fell on Monday.", "2015-12-07", "2015-12-14"),
        ("It fell on December 7.", "2015-12-07", "2015-12-07"),
        ("It fell last month.", "2015-11-01", "2015-11-30"),
        ("It fell yesterday.", "2015-12-09", "2015-12-18"),
    ],
)
def test_a_report_of_several_days_widens_what_counts_from_it(text: str, first: str, last: str) -> None:
    assert days(text, published("2015-12-10", "2015-12-19")) == (first, last)


def test_a_reading_that_holds_nine_tenths_of_the_chance_is_taken_alone() -> None:
    when = published("2014-01-08", "2014-01-09")
    likely = (Likely(day=date(2014, 1, 8), chance=0.05), Likely(day=date(2014, 1, 9), chance=0.95))
    sure = Published(
        earliest=when.earliest, latest=when.latest, best=None, witnesses=(), reason="", days=likely
    )
    assert days("It fell on Thursday.", sure) == ("2014-01-09", "2014-01-09")
    assert days("It fell on Thursday.", when) == ("2014-01-02", "2014-01-09")


def test_a_report_of_years_gives_a_wide_run_and_one_of_no_days_none() -> None:
    assert days("It fell on Monday.", published("2013-12-14", "2015-12-20")) == ("2013-12-09", "2015-12-14")
    assert days("It fell on Monday.", published("2013-12-14", None)) == ("2013-12-09", None)
    assert days("It fell on Monday.", published(None)) == (None, None)
    told = Timeline("It fell on Monday.", None).told[0]
    assert "needs the report's date" in told.run.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They came on 5 May 2015. The next day they left. Two days later it burned.",
            ["2015-05-05", "2015-05-06", "2015-05-08"],
        ),
        ("They came on Monday. The day before, it was quiet.", ["2016-03-07", "2016-03-06"]),
        ("They came on Monday. A week earlier it was quiet.", ["2016-03-07", "2016-02-26"]),
    ],
)
def test_what_counts_from_the_time_told_before(text: str, expected: list[str]) -> None:
    assert [first for _, first, _ in read(text, published(DAY))] == expected


def test_a_few_hours_later_is_that_day_or_the_next() -> None:
    found = read("They took it on Tuesday and lost it a few hours later.", published(DAY))
    assert found[1][1:] == ("2016-03-08", "2016-03-09")


def test_a_window_counts_from_the_day_it_was_said() -> None:
    text = "The ministry announced on Tuesday it had flown 12 raids in the previous 24 hours."
    said, window = Timeline(text, published(DAY)).told
    assert said.found.said
    assert (str(window.run.earliest), str(window.run.latest)) == ("2016-03-07", "2016-03-08")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Layla said on Tuesday that it fell.", True),
        ("It fell on Tuesday, Layla said.", False),
        ("Layla said it had fallen on Tuesday.", False),
        ("In a statement published on Tuesday the group denied it.", True),
    ],
)
def test_when_it_was_said_is_not_when_it_happened(text: str, said: bool) -> None:  # noqa: FBT001
    assert [each.said for each in scan(text)] == [said]


def test_a_tale_counts_from_the_year_told_before() -> None:
    tale = "In 1936 war broke out. In May 1936 they rose. On 8 June they marched. In 1937 they met. In 1938 "
    tale += "they parted. On 3 April they met again. In 1939 it ended."
    found = {words: first for words, first, _ in read(tale, published("2009-12-19"))}
    assert (found["8 June"], found["3 April"]) == ("1936-06-08", "1938-04-03")


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "May they march.",
        "Some 2500 people fled.",
        "They hold 2,014 men.",
        "The second sun rose.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert read(text, published(DAY)) == []


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2040, 12, 31)))
def test_a_weekday_is_of_the_last_seven_days_and_its_own(day: date) -> None:
    when = published(str(day))
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        told = Timeline(f"It fell on {name}.", when).told[0].run
        assert told.earliest is not None
        assert told.earliest == told.latest
        assert 0 <= (day - told.earliest).days < 7
        assert f"{told.earliest:%A}" == name


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2040, 12, 31)),
    st.integers(min_value=0, max_value=60),
    st.sampled_from(
        ["on Monday", "last month", "yesterday", "on December 7", "last week", "in the past two days",
         "in May", "two weeks ago", "earlier this year", "last Friday", "overnight", "this week",
         "last summer"]
    ),
)  # fmt: skip
def test_a_wider_report_never_narrows_a_time(day: date, more: int, words: str) -> None:
    one = Timeline(f"It fell {words}.", published(str(day))).told[0].run
    many = published(str(day), str(day + timedelta(days=more)))
    sure = Published(earliest=many.earliest, latest=many.latest, best=None, witnesses=(), reason="")
    wide = Timeline(f"It fell {words}.", sure).told[0].run
    assert wide.earliest is not None
    assert wide.latest is not None
    assert one.earliest is not None
    assert one.latest is not None
    assert wide.earliest <= one.earliest
    assert wide.latest >= one.latest


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_wordings_quote_it(text: str) -> None:
    for each in scan(text):
        assert text[each.start : each.end] == each.expression.match[0]


@given(st.integers(min_value=1300, max_value=1500), st.integers(min_value=1, max_value=12))
def test_months_of_the_hijra_follow_each_other(year: int, month: int) -> None:
    first, last = hijri.a_month(year, month)
    assert 30 <= (last - first).days <= 32


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [(1434, 9, 1, "2013-07-09"), (1400, 1, 1, "1979-11-21"), (1445, 12, 10, "2024-06-17")],
)
def test_days_of_the_hijra(year: int, month: int, day: int, expected: str) -> None:
    assert abs((hijri.day_of(year, month, day) - date.fromisoformat(expected)).days) <= 1
