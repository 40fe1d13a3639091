"""A plain page becomes a report: furniture leaves, article sentences stay, captions are marked."""

from __future__ import annotations

import pytest

from affray.errors import SkipReport
from affray.model import SegmentKind
from tests.read.pages import FIRST, SECOND, THIRD, parts, read

FURNITURE = [
    "Highland Herald Sections Subscribe Sign in",
    "Share Tweet Print Short link : hh.example/x8",
    "By Highland Herald staff",
    "Highland Herald does not endorse views found in copy of agencies.",
    "Leave a comment",
    "Post a Comment:",
    "3 Comments",
    "Your Name",
    "Your Email Address",
    "Your email address will not be published.",
    "7 + 12 =",
    "four × three =",
    "Share this article",
    "Share on Facebook",
    "Facebook Twitter WhatsApp Email",
    "Follow us on Twitter",
    "For more on the highlands, follow us on Twitter :",
    "  • Short link :",
    "Get short URL 1210",
    "Skip to main content",
    "Listen Live",
    "Select Page",
    "Read also: Ten villages without water as the drought goes on",
    "Tags: river brigade, army, Wadi Harun",
    "Reporting by: Salma Idris",
    "Reporting by Salma Idris and Tom Oakley; Editing by Ana Berg in Lisbon",
    "https://highland-herald.example/2019/03/12/post.html",
    "desk@highland-herald.example",
    "© Photo : Press service of the Third Army",
    "REUTERS/Salma Idris",
    "14:22 GMT12 March 2019",
    "Last updated: 12 March 2019, 14:22",
    "Published 2 hours ago",
    "© 2019 Highland Herald. All rights reserved.",
    "The Highland Herald is not responsible for the content of external sites.",
    "Community standardsDiscussion",
    "Sign up for our newsletter and get the news in your inbox",
    "This website uses cookies to improve your experience.",
    "Advertisement",
    "● ● ●",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_behind_the_body_leaves_the_text(line: str) -> None:
    report = read(FIRST, SECOND, THIRD, "", line)
    assert report.text == f"{FIRST}\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize(
    "line", [each for each in FURNITURE if "responsible" not in each and "Photo" not in each]
)
def test_furniture_before_the_body_leaves_the_text(line: str) -> None:
    assert read(line, "", FIRST, SECOND).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "sentence",
    [
        "He shared the video on Facebook.",
        "By dawn the brigade had left.",
        "Also on Tuesday, two farmers were abducted on the road to the coast.",
        "The ministry said it was not responsible for the content of the leaflets.",
        "Share prices fell after the raid on the port.",
        "Related attacks hit three villages.",
        "More from the north: the bridge at Tal Warda was blown up.",
        "Tags on the shells named a factory abroad.",
        "The army denied it.",
        "On 12 March 2019, 14 prisoners were freed.",
        "Follow-up strikes killed nine people.",
        "“Leave a comment,” the commander told the journalist, “and we will find you.”",
    ],
)
def test_no_sentence_of_the_article_is_lost(sentence: str) -> None:
    assert sentence in read(FIRST, sentence, SECOND).text.split("\n")
    assert sentence in read(FIRST, SECOND, sentence).text.split("\n")


def test_related_headlines_behind_the_body_leave_the_text() -> None:
    report = read(
        FIRST,
        SECOND,
        "",
        "Why Nobody Wants the Bridge at Tal Warda",
        "Three Ways Out of the Highland War, and Why Each Fails",
        "highlands, river brigade, ceasefire",
    )
    assert report.text == f"{FIRST}\n{SECOND}"


def test_a_header_takes_the_headlines_below_it_along() -> None:
    report = read(FIRST, "Related stories", "Army claims a hill near the coast", SECOND)
    assert report.text == f"{FIRST}\n{SECOND}"


def test_readers_comments_leave_the_text() -> None:
    report = read(
        FIRST, SECOND, "2 Comments", "Old Miner says:", "They should all go home now, I think.", "Reply"
    )
    assert report.text == f"{FIRST}\n{SECOND}"


def test_a_headline_that_stands_twice_counts_once() -> None:
    headline = "Brigade storms army post near Wadi Harun"
    report = read(headline, headline, "News / Highlands", FIRST, SECOND)
    assert report.title == headline
    assert parts(report, SegmentKind.TITLE) == [headline]
    assert report.text.count(headline) == 1
    assert "News" not in report.text


def test_the_name_of_the_site_is_cut_off_the_headline() -> None:
    report = read(
        "Brigade storms army post near Wadi Harun - HIGHLAND HERALD English Archive", "", FIRST, SECOND
    )
    assert report.title == "Brigade storms army post near Wadi Harun"
    assert report.outlet == "HIGHLAND HERALD"
    assert "Archive" not in report.text


def test_who_a_headline_quotes_is_not_taken_for_a_site() -> None:
    assert read("Brigade storms army post, nine dead - state TV", "", FIRST, SECOND).title == (
        "Brigade storms army post, nine dead - state TV"
    )


def test_furniture_glued_to_the_last_sentence_leaves_the_text() -> None:
    assert read(f"{FIRST} {SECOND}Community standardsDiscussion").text == f"{FIRST} {SECOND}"
    assert read(f"{FIRST} {SECOND} Read Also").text == f"{FIRST} {SECOND}"
    assert read(f"{FIRST} {SECOND} Reporting by Salma Idris; Editing by Ana Berg").text == f"{FIRST} {SECOND}"


def test_a_sentence_behind_glued_furniture_stays() -> None:
    sentence = "Fighters of the brigade left at least nine people dead in a village on the coast."
    report = read(FIRST, f"Clashes at the salt works (updated) Get short URL 1211 {sentence}", SECOND)
    assert sentence in report.text


def test_a_date_glued_to_the_first_sentence_leaves_the_text_and_stays_a_witness() -> None:
    report = read(f"Published March 13 2019 {FIRST} {SECOND}")
    assert report.text == f"{FIRST} {SECOND}"
    assert [each.text for each in report.dates] == ["March 13 2019"]


def test_the_dates_of_a_chronology_stay() -> None:
    lines = [f"12 March 2019 {FIRST}", f"14 March 2019 {SECOND}"]
    assert read(*lines).text == "\n".join(lines)


def test_a_headline_glued_to_the_text_is_told_by_the_container() -> None:
    headline = "Brigade storms army post near Wadi Harun"
    report = read(f"Highland Herald{headline} {FIRST}", title=headline, outlet="Highland Herald")
    assert parts(report, SegmentKind.TITLE) == [headline]
    assert parts(report, SegmentKind.BODY) == [FIRST]


def test_captions_stay_and_are_marked() -> None:
    report = read(
        '[caption id="7" width="180"] Fighters of the brigade at a checkpoint (file photo)[/caption]',
        FIRST,
        "Smoke over the bridge at Tal Warda, March 11, 2019. (Reuters/Salma Idris)",
        SECOND,
        "A tank of the Third Army on the coast road near the salt works.",
        "© Photo : Press service of the Third Army",
        THIRD,
    )
    assert parts(report, SegmentKind.CAPTION) == [
        "Fighters of the brigade at a checkpoint (file photo)",
        "Smoke over the bridge at Tal Warda, March 11, 2019. (Reuters/Salma Idris)",
        "A tank of the Third Army on the coast road near the salt works.",
    ]
    assert [each.undated for each in report.segments if each.kind is SegmentKind.CAPTION] == [
        True,
        False,
        False,
    ]
    assert parts(report, SegmentKind.BODY) == [FIRST, SECOND, THIRD]


def test_a_caption_in_two_wordings_counts_once() -> None:
    report = read(
        "Villagers of Wadi Harun bury the dead of the shelling on March 11, 2019. (Reuters/Salma Idris)",
        "Villagers bury the dead of the shelling in Wadi Harun, on March 11, 2019. (Reuters/Salma Idris)",
        FIRST,
        SECOND,
    )
    assert len(parts(report, SegmentKind.CAPTION)) == 1


def test_a_shortcode_that_is_never_closed_takes_no_paragraph_along() -> None:
    report = read("[caption width=1] Fighters at a checkpoint", FIRST, SECOND)
    assert parts(report, SegmentKind.BODY) == [FIRST, SECOND]


def test_paragraphs_broken_at_a_fixed_width_are_put_together_again() -> None:
    wrapped = (
        "Gunmen of the River Brigade attacked an army post near Wadi Harun\n"
        "on Tuesday, residents said, and held the road to the coast for some\n"
        "hours until an armoured column came up from the garrison and drove\n"
        "them off into the hills east of the river and the old salt works\n"
        "there.\n\n"
        "Four soldiers were killed and two trucks burned before the gunmen\n"
        "left, a doctor said."
    )
    assert len(read(wrapped).text.split("\n")) == 2


def test_spaces_controls_and_marks_are_cleaned_and_quotes_kept() -> None:
    text = read(
        FIRST.replace(" ", "\u00a0 "),
        "“Four\u200b soldiers\u202e died—all of\tthem,” said an offi\u00adcer of the army.",
    ).text
    assert text == f"{FIRST}\n“Four soldiers died—all of them,” said an officer of the army."


def test_segments_cover_the_text_in_order() -> None:
    report = read("Brigade storms army post near Wadi Harun", "", FIRST, SECOND)
    position = 0
    for segment in report.segments:
        assert segment.start == position
        position = segment.end + 1
    assert position == len(report.text) + 1


@pytest.mark.parametrize(
    "lines", [[""], [" ", "\t"], ["Leave a comment", "7 + 12 =", "Your Name"], ["Page not found"]]
)
def test_a_page_without_text_is_skipped_with_the_reason(lines: list[str]) -> None:
    with pytest.raises(SkipReport) as caught:
        read(*lines)
    assert caught.value.reason in {"empty report", "no readable text"}


def test_a_report_in_another_language_is_skipped_by_its_name() -> None:
    with pytest.raises(SkipReport) as caught:
        read("Des hommes armés ont attaqué mardi un poste de l'armée près du fleuve, selon des habitants.")
    assert caught.value.reason == "not in English: fr"


def test_a_text_too_short_to_tell_its_language_is_kept() -> None:
    report = read("Brigade storms Wadi Harun")
    assert (report.text, report.language) == ("Brigade storms Wadi Harun", None)
