"""An HTML page becomes a report: main text, headline, captions, names, and every date around it."""

from __future__ import annotations

from datetime import date

import pytest

from affray.errors import SkipReport
from affray.model import Basis, SegmentKind
from tests.read.pages import FIRST, SECOND, THIRD, parts, read_html

PAGE = f"""<!DOCTYPE html><html><head>
<title>Brigade storms army post near Wadi Harun | Highland Herald</title>
<meta property="og:site_name" content="Highland Herald">
<meta property="og:title" content="Brigade storms army post near Wadi Harun">
<meta property="article:published_time" content="2019-03-13T10:00:00Z">
<link rel="canonical" href="https://highland-herald.example/2019/03/13/post">
<script type="application/ld+json">{{"@type": "NewsArticle", "dateModified": "2019-03-14",
"publisher": {{"name": "Herald Group"}}}}</script>
<script>document.write("never run");</script><style>p {{color: red}}</style></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><div class="clock">Friday, 1 January 2021</div>
<article><h1>Brigade storms army post near Wadi Harun</h1><p class="by">By Salma Idris</p>
<figure><img src="x.jpg">
<figcaption>Smoke over Tal Warda on March 11, 2019. (Reuters/Salma Idris)</figcaption></figure>
<p>HARUNABAD (AFP) - {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>
<div id="comments"><h3>2 Comments</h3><p>Old Miner says: they should all go home now, I think.</p></div>
<footer>© 2021 Highland Herald. All rights reserved.</footer></body></html>"""


def test_the_main_text_is_read_and_the_rest_left_out() -> None:
    report = read_html(PAGE)
    assert parts(report, SegmentKind.TITLE) == ["Brigade storms army post near Wadi Harun"]
    assert parts(report, SegmentKind.BODY) == [FIRST, SECOND, THIRD]
    assert parts(report, SegmentKind.CAPTION) == [
        "Smoke over Tal Warda on March 11, 2019. (Reuters/Salma Idris)"
    ]


def test_markup_names_title_outlet_and_address() -> None:
    report = read_html(PAGE)
    assert (report.title, report.outlet, report.origin, report.dateline) == (
        "Brigade storms army post near Wadi Harun",
        "Highland Herald",
        "Agence France-Presse",
        "HARUNABAD",
    )
    assert report.url == "https://highland-herald.example/2019/03/13/post"


def test_every_date_of_the_page_is_a_witness() -> None:
    found = {(each.basis, each.earliest) for each in read_html(PAGE).dates}
    assert {
        (Basis.METADATA, date(2019, 3, 13)),
        (Basis.METADATA, date(2019, 3, 14)),
        (Basis.URL, date(2019, 3, 13)),
        (Basis.CHROME, date(2021, 1, 1)),
        (Basis.CAPTION, date(2019, 3, 11)),
    } <= found


def test_the_pick_of_htmldate_is_one_witness_by_its_name() -> None:
    assert [each.text for each in read_html(PAGE).dates if each.text.startswith("htmldate")] == [
        "htmldate: 2019-03-13"
    ]


def test_a_publisher_in_json_names_the_outlet() -> None:
    page = PAGE.replace('<meta property="og:site_name" content="Highland Herald">', "")
    assert read_html(page).outlet == "Herald Group"


def test_what_the_container_says_comes_before_the_markup() -> None:
    assert read_html(PAGE, outlet="Coast Watch").outlet == "Coast Watch"


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 20_000 + FIRST + SECOND + "</div>" * 20_000,
        "<html><body><p>" + FIRST + "\x00</p><p>" + SECOND + "</p>",
        "<p>" + FIRST + "</p><script>while(true){}" + SECOND,
        "<p>" + FIRST + "</p><!-- " + SECOND,
        "<?xml version='1.0' encoding='utf-16'?><html><body><p>" + FIRST + "</p></body></html>",
        "<html><body><p>" + FIRST + "</p>" + '<a <a <a "' * 5_000,
        "<html><body><p>" + FIRST + "</p>" + "&#99999999;&#xD800;&bogus;&" * 100 + "</body></html>",
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script><p>" + FIRST + "</p>",
        "<article><p>" + FIRST + "</p></article>" + "<time datetime='9999-99-99'></time>" * 500,
    ],
)
def test_a_hostile_page_is_read_without_a_crash(content: str) -> None:
    assert FIRST[:30] in read_html(content).text


@pytest.mark.parametrize(
    "content", ["<html></html>", "<script>x</script>", "<html><body><a href='/'>Home</a></body></html>"]
)
def test_a_page_without_text_is_skipped(content: str) -> None:
    with pytest.raises(SkipReport):
        read_html(content)
