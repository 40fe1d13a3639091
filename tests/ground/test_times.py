"""Time fillers become runs of days, by what is stated and by the report's own day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from affray.model import Basis, ClaimType, DateWitness, GroundedClaim, Segment, SegmentKind

Ground = Callable[..., GroundedClaim]


def witness(day: date, basis: Basis = Basis.METADATA) -> DateWitness:
    return DateWitness(basis=basis, text=day.isoformat(), earliest=day, latest=day)


# A Thursday.
DATED = (witness(date(2016, 3, 10)),)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("on March 4, 2015", "2015-03-04", "2015-03-04"),
        ("4 March 2015", "2015-03-04", "2015-03-04"),
        ("2015-03-04", "2015-03-04", "2015-03-04"),
        ("13/3/2015", "2015-03-13", "2015-03-13"),
        ("4/3/2015", "2015-03-04", "2015-04-03"),
        ("in 2012", "2012-01-01", "2012-12-31"),
        ("February 2016", "2016-02-01", "2016-02-29"),
        ("early March 2015", "2015-03-01", "2015-03-16"),
        ("late 2015", "2015-07-02", "2015-12-31"),
        ("3-7 May 2015", "2015-05-03", "2015-05-07"),
        ("from 2 June 2015 to 5 June 2015", "2015-06-02", "2015-06-05"),
        ("before 2014", None, "2013-12-31"),
        ("by June 2014", None, "2014-06-30"),
        ("before dawn on March 4, 2015", "2015-03-04", "2015-03-04"),
        ("by nightfall on Wednesday, March 4, 2015", "2015-03-04", "2015-03-04"),
    ],
)
def test_a_stated_date_needs_no_report_date(
    ground: Ground, words: str, earliest: str | None, latest: str | None
) -> None:
    time = ground(f"They fought {words}.", time=words).time
    assert (str(time.earliest or "") or None, str(time.latest or "") or None) == (earliest, latest)
    assert time.basis is Basis.STATED
    assert time.text == words


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("today", "2016-03-10", "2016-03-10"),
        ("yesterday", "2016-03-09", "2016-03-09"),
        ("on Thursday", "2016-03-10", "2016-03-10"),
        ("last Thursday", "2016-03-03", "2016-03-03"),
        ("on Friday", "2016-03-04", "2016-03-04"),
        ("in the past two days", "2016-03-08", "2016-03-10"),
        ("the previous 24 hours", "2016-03-09", "2016-03-10"),
        ("earlier this week", "2016-03-07", "2016-03-10"),
        ("last week", "2016-02-29", "2016-03-06"),
        ("last month", "2016-02-01", "2016-02-29"),
        ("three days ago", "2016-03-07", "2016-03-07"),
        ("December 7", "2015-12-07", "2015-12-07"),
        ("March 1", "2016-03-01", "2016-03-01"),
        ("in December", "2015-12-01", "2015-12-31"),
        ("28-29 December", "2015-12-28", "2015-12-29"),
    ],
)
def test_a_relative_one_counts_from_the_metadata_s_day(
    ground: Ground, words: str, earliest: str, latest: str
) -> None:
    time = ground(f"They fought {words}.", time=words, dates=DATED).time
    assert (str(time.earliest), str(time.latest)) == (earliest, latest)
    assert time.basis is Basis.RELATIVE


@pytest.mark.parametrize("words", ["on Wednesday", "last month", "December 7", "in the past two days"])
def test_without_the_report_s_day_it_is_kept_with_the_reason(ground: Ground, words: str) -> None:
    time = ground(f"They fought {words}.", time=words).time
    assert (time.earliest, time.latest, time.basis, time.text) == (None, None, None, words)
    assert "needs the report's date" in time.reason


def test_a_page_s_clock_is_no_anchor(ground: Ground) -> None:
    clock = (witness(date(2021, 1, 20), Basis.CHROME),)
    assert ground("They fought on Monday.", time="on Monday", dates=clock).time.earliest is None


def test_metadata_that_disagree_give_no_single_day(ground: Ground) -> None:
    two = (witness(date(2016, 3, 10)), witness(date(2019, 3, 10)))
    time = ground("They fought on Monday.", time="on Monday", dates=two).time
    assert time.earliest is None or time.latest is None or (time.latest - time.earliest).days > 1000
    assert "Monday" in time.reason


def test_since_runs_to_the_report_s_day(ground: Ground) -> None:
    time = ground("They fought since May 2015.", time="since May 2015", dates=DATED).time
    assert (str(time.earliest), str(time.latest)) == ("2015-05-01", "2016-03-10")


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("They fought after a raid last month.", "last month", ("2016-02-01", "2016-02-29")),
        ("They fought until Tuesday.", "Tuesday", (None, "2016-03-08")),
        ("They fought before Tuesday.", "Tuesday", (None, "2016-03-07")),
        ("They fought from Sunday to Tuesday.", "from Sunday to Tuesday", ("2016-03-06", "2016-03-08")),
        ("They had fought previously.", "previously", (None, "2016-03-10")),
    ],
)
def test_words_before_a_time_open_it(
    ground: Ground, text: str, words: str, days: tuple[str | None, str]
) -> None:
    time = ground(text, time=words, dates=DATED).time
    assert (time.earliest and str(time.earliest), str(time.latest)) == days


def test_what_somebody_wants_by_a_month_s_end_is_ahead(ground: Ground) -> None:
    text = "The army wants to take the town by the end of May."
    time = ground(text, time="by the end of May", dates=(witness(date(2015, 5, 5)),)).time
    assert time.latest == date(2015, 5, 31)


def test_news_without_a_time_is_of_the_days_before_its_report(ground: Ground) -> None:
    time = ground("They fought in the town.", dates=DATED).time
    assert (time.text, str(time.earliest), str(time.latest)) == (None, "2016-03-07", "2016-03-10")
    assert "as news" in time.reason
    state = ground("They hold the town.", kind=ClaimType.CONTROL, dates=DATED).time
    assert state.earliest is None


def test_when_it_was_said_is_kept_apart(ground: Ground) -> None:
    text = "Army officers said on Tuesday that they fought on Sunday."
    time = ground(text, time="on Sunday", dates=DATED).time
    assert (str(time.earliest), str(time.latest)) == ("2016-03-06", "2016-03-06")
    assert (str(time.said_earliest), str(time.said_latest)) == ("2016-03-08", "2016-03-08")


def test_may_as_a_verb_is_no_month(ground: Ground) -> None:
    assert ground("They may fight.", time="may", dates=DATED).time.earliest is None


def test_a_claim_without_time_has_none_and_says_so(ground: Ground) -> None:
    time = ground("They fought.").time
    assert (time.text, time.earliest, time.basis) == (None, None, None)
    assert time.reason


def test_a_caption_s_date_counts_inside_it(ground: Ground) -> None:
    text = "Smoke over a mill, 5 May 2015."
    caption = Segment(kind=SegmentKind.CAPTION, start=0, end=len(text))
    time = ground(text, segments=(caption,)).time
    assert (time.earliest, time.basis) == (date(2015, 5, 5), Basis.CAPTION)
    assert time.start is not None
    assert text[time.start : time.end] == time.text


def test_an_undated_caption_dates_nothing(ground: Ground) -> None:
    text = "Smoke over a mill, 5 May 2015."
    caption = Segment(kind=SegmentKind.CAPTION, start=0, end=len(text), undated=True)
    assert ground(text, segments=(caption,)).time.earliest is None


def test_a_caption_dates_no_claim_outside_it(ground: Ground) -> None:
    text = "They fought. Smoke over a mill, 5 May 2015."
    caption = Segment(kind=SegmentKind.CAPTION, start=13, end=len(text))
    assert ground(text, segments=(caption,)).time.earliest is None
