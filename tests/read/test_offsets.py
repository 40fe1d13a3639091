"""Each character of the cleaned text knows where it stood in the source."""

from __future__ import annotations

import html as markup
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from affray.errors import SkipReport
from affray.model import Format, Raw, Report
from affray.read import html, plain
from tests.read.pages import FIRST, SECOND, THIRD, read_html

FOUND = (FIRST, SECOND, THIRD, "Leave a comment", "(AFP)", "HARUNABAD (FNA)- ", "[caption x]", "[/caption]")
SIGNS = (
    "\n",
    "\r\n",
    "\n\n",
    "\u00a0",
    "\u200b",
    "  ",
    "e\u0301",
    "É",
    "<b>",
    "\x00",
    "\ufeff",
    "“quoted”",
    "\t",
)
PIECES = st.sampled_from((*FOUND, *SIGNS, "7 + 12 =", "12 March 2019 "))
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=14).map("".join)


def check(report: Report, content: str) -> None:
    runs = list(zip(report.offsets.clean, report.offsets.source, report.offsets.length, strict=True))
    assert all(start + length <= after for (start, _, length), (after, _, _) in pairwise(runs))
    for start, source, length in runs:
        for step in range(length):
            found = content[source + step]
            if found == "&":
                found = markup.unescape(content[source + step : source + step + 12])[0]
            assert found == report.text[start + step]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_plain_character_maps_to_the_same_character(content: str) -> None:
    try:
        report = plain.read(Raw(report="r", path="r", format=Format.PLAIN, content=content))
    except SkipReport:
        return
    check(report, content)
    assert "".join(report.text.split()) == "".join(
        char
        for index, char in enumerate(report.text)
        if not char.isspace()
        and (report.offsets.to_source(index) is not None or char in "éÉ" or not char.isascii())
    )


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        PIECES | st.sampled_from(["&amp;", "&#8217;", "<p>", "</p>", "<div>", "<script>", "<!--"]),
        max_size=14,
    )
)
def test_a_character_of_a_page_maps_to_the_same_character(pieces: list[str]) -> None:
    content = f"<html><body><article><p>{FIRST}</p>{''.join(pieces)}<p>{SECOND}</p></article></body></html>"
    try:
        report = html.read(Raw(report="r", path="r", format=Format.HTML, content=content))
    except SkipReport:
        return
    check(report, content)


def test_entities_and_tags_inside_a_paragraph_keep_the_map() -> None:
    content = (
        "<html><head><title>T</title></head><body><nav>Home</nav><article>"
        f"<h1>Brigade storms the army post</h1><p>{FIRST}</p><p>The <b>brigade</b>&rsquo;s men &amp; "
        f"two <i>deser</i>ters held it&nbsp;for an hour, he said.</p>"
        f"<p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    )
    report = read_html(content)
    check(report, content)
    sentence = "The brigade’s men & two deserters held it for an hour, he said."
    start = report.text.index(sentence)
    places = [report.offsets.to_source(start + index) for index in range(len(sentence))]
    assert sum(place is None for place in places) <= 1  # the no-break space
    assert places[sentence.index("deser")] == content.index("deser")
    assert places[sentence.index("ters")] == content.index("ters held")
