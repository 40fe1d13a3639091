"""Dates as worded, with the days their words alone may mean."""

from __future__ import annotations

from datetime import date

import pytest

from affray.model import Basis
from affray.read import dates
from tests.read.pages import FIRST, SECOND, read


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("16 Apr 2024", date(2024, 4, 16), date(2024, 4, 16)),
        ("April 16, 2024", date(2024, 4, 16), date(2024, 4, 16)),
        ("Apr. 16 2024", date(2024, 4, 16), date(2024, 4, 16)),
        ("Tuesday, 16th of April 2024", date(2024, 4, 16), date(2024, 4, 16)),
        ("2024-04-16", date(2024, 4, 16), date(2024, 4, 16)),
        ("16.04.2024", date(2024, 4, 16), date(2024, 4, 16)),
        ("8-9 January 2014", date(2014, 1, 8), date(2014, 1, 9)),
        ("April 2024", date(2024, 4, 1), date(2024, 4, 30)),
        ("4/5/2016", date(2016, 4, 5), date(2016, 5, 4)),
        ("December 7", None, None),
        ("31 February 2014", None, None),
    ],
)
def test_words_mean_days(words: str, earliest: date | None, latest: date | None) -> None:
    (found,) = dates.find(f"seen on {words} there")
    assert (found.earliest, found.latest) == (earliest, latest)
    assert f"seen on {words} there"[found.start : found.end] == words


@pytest.mark.parametrize(
    "text", ["they may 5 times", "the march 20 miles on", "on Wednesday", "12 of 2014 men", "v1.2.2014.3"]
)
def test_words_that_are_no_date_give_none(text: str) -> None:
    assert list(dates.find(text)) == []


@pytest.mark.parametrize(
    ("url", "earliest", "latest"),
    [
        ("https://x.example/2015/10/14/raid", date(2015, 10, 14), date(2015, 10, 14)),
        ("https://x.example/news-20151014-raid", date(2015, 10, 14), date(2015, 10, 14)),
        ("https://x.example/2015-10-14.html", date(2015, 10, 14), date(2015, 10, 14)),
        ("https://x.example/2015/10/raid", date(2015, 10, 1), date(2015, 10, 31)),
    ],
)
def test_an_address_dates_its_page(url: str, earliest: date, latest: date) -> None:
    (found,) = dates.of_url(url)
    assert (found.basis, found.earliest, found.latest) == (Basis.URL, earliest, latest)


def test_an_address_with_other_numbers_dates_nothing() -> None:
    assert list(dates.of_url("https://x.example/article/1965495355?id=201")) == []


def test_every_date_of_a_page_is_a_witness_with_its_basis() -> None:
    report = read(
        "09:53 GMT20 January 2021",
        "Smoke over Tal Warda on March 11, 2019. (Reuters/Salma Idris)",
        "Fighters at a checkpoint in May 2012 (file photo)",
        f"HARUNABAD, March 13 (Reuters) - {FIRST}",
        "The brigade was founded on 1 June 2015 in the hills, its spokesman said, and fought on March 3.",
        SECOND,
        "https://highland-herald.example/2019/03/14/post.html",
        date="2019-03-14T08:00:00Z",
        url="https://highland-herald.example/2019/03/14/post.html",
        captured="2020-02-01T00:00:00Z",
    )
    found = {(each.basis, each.text): (each.earliest, each.latest) for each in report.dates}
    assert found == {
        (Basis.METADATA, "2019-03-14T08:00:00Z"): (date(2019, 3, 14), date(2019, 3, 14)),
        (Basis.URL, "2019/03/14"): (date(2019, 3, 14), date(2019, 3, 14)),
        (Basis.METADATA, "captured 2020-02-01T00:00:00Z"): (None, date(2020, 2, 1)),
        (Basis.DATELINE, "March 13"): (None, None),
        (Basis.CHROME, "20 January 2021"): (date(2021, 1, 20), date(2021, 1, 20)),
        (Basis.CAPTION, "March 11, 2019"): (date(2019, 3, 11), date(2019, 3, 11)),
        (Basis.STATED, "1 June 2015"): (date(2015, 6, 1), date(2015, 6, 1)),
    }
    assert all(each.weight is None for each in report.dates)


@pytest.mark.parametrize(
    ("line", "earliest", "latest"),
    [
        ("8 Muharram 1437", date(2015, 10, 21), date(2015, 10, 23)),
        ("3rd Rabi al-Thani 1435", date(2014, 2, 3), date(2014, 2, 5)),
        ("Posted in: Our valley   |   14 May 2016", date(2016, 5, 14), date(2016, 5, 14)),
    ],
)
def test_a_line_behind_the_report_gives_it_its_day(line: str, earliest: date, latest: date) -> None:
    (found,) = read(FIRST, SECOND, line).dates
    assert (found.basis, found.earliest, found.latest) == (Basis.DATELINE, earliest, latest)


@pytest.mark.parametrize("line", ["14 May 2016 10:12", "Last update: 14 May 2016", "1437 Muharram street"])
def test_a_clock_behind_the_report_gives_it_none(line: str) -> None:
    assert Basis.DATELINE not in {found.basis for found in read(FIRST, SECOND, line).dates}


def test_a_date_of_a_post_before_the_report_is_the_pages_own() -> None:
    (found,) = read("Posted on 14 May 2016", FIRST, SECOND).dates
    assert found.basis is Basis.CHROME
