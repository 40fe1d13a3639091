"""Reads an HTML page as a report: main text by trafilatura, furniture, names and dates as for plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import trafilatura
from htmldate import find_date
from lxml.html import HtmlElement
from rapidfuzz import fuzz

from affray.errors import SkipReport
from affray.model import Basis, DateWitness, Raw, Report
from affray.read import alignment, dates, language, layout, markup, page
from affray.read.lines import Line, split
from affray.read.markup import Declared, Visible
from affray.read.page import Head

_CAPTION = re.compile(
    r"<(?:figcaption|(?:div|p|span|dd)\b[^<>]{0,300}?\bclass\s*=\s*[\"'][^\"'<>]{0,200}caption[^\"'<>]{0,200}[\"'])[^<>]*+>",
    re.IGNORECASE,
)
# Captions longer than this are no captions, and a page with more of them is a gallery.
_CAPTION_LENGTH, _MOST_CAPTIONS = 1500, 40
_BULLET = re.compile(r"^[-•*|]\s+(?=\S)")
# Dates outside the main text are looked for in short lines: long ones are other reports' teasers.
_DATE_LINE = 160


def read(raw: Raw) -> Report:
    """Clean one HTML page. Nothing in it is executed or fetched.

    Raises:
        SkipReport: It holds no text, nothing is left when the furniture is gone, or it is not in English.
    """
    return language.checked(cleaned(raw))


def cleaned(raw: Raw) -> Report:
    """One HTML page without its furniture, in whatever language.

    Characters of the cleaned text map to the characters of `raw.content` that they were read from; where
    an entity stands there, to its first character.

    Raises:
        SkipReport: It holds no text, or nothing is left when the furniture is gone.
    """
    seen = markup.visible(raw.content)
    said = markup.declared(raw.content)
    if not seen.text.strip():
        raise SkipReport("empty report", "the page has no text")
    lines = _lines(raw, seen, said)
    found = page.report(raw, lines, _head(raw, said))
    around = _around(seen, found.text)
    return replace(found, dates=tuple(dict.fromkeys([*found.dates, *around, *_htmldate(raw)])))


def main_text(content: str) -> str | None:
    """The page's main text as trafilatura takes it out, paragraphs a line each; None when it finds none."""
    tree = _tree(content)
    if tree is None:
        return None
    try:
        return trafilatura.extract(tree, include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001 - a parser over hostile pages: the plain scan stands in for it
        return None


def _tree(content: str) -> HtmlElement | None:
    try:
        return trafilatura.load_html(content.replace("\x00", ""))
    except Exception:  # noqa: BLE001 - as above
        return None


def _lines(raw: Raw, seen: Visible, said: Declared) -> list[Line]:
    """The main text's paragraphs with their places, the headline before them and captions marked."""
    text = main_text(raw.content)
    if not text or not text.strip():
        return split(seen.text, seen.at)
    within = alignment.page(seen, raw.content)
    paragraphs = [_BULLET.sub("", each) for each in text.split("\n") if each.strip()]
    title = raw.metadata.get("title") or said.title
    lines: list[Line] = []
    if title and not any(layout.same_title(each, title) for each in paragraphs[:5]):
        lines.append(alignment.located(_plain_title(title), within))
        within.cursor = 0
    captions = _captions(raw.content)
    for each in paragraphs:
        line = replace(alignment.located(each, within), gap=True)
        lines.append(replace(line, caption=_is_one_of(line.text, captions)))
    known = [line.text for line in lines]
    lines += [
        replace(alignment.located(each, within), gap=True, caption=True)
        for each in captions
        if not any(_same(each, other) for other in known)
    ]
    return [line for line in lines if line.text]


def _plain_title(title: str) -> str:
    site = layout.site_of(title)
    return title[: site[0]] if site else title


def _captions(content: str) -> list[str]:
    """The words of the page's figure captions, in order."""
    found: list[str] = []
    for match in _CAPTION.finditer(content):
        tag = re.match(r"<(\w+)", match.group())
        end = content.find(f"</{tag.group(1)}", match.end(), match.end() + 4000) if tag else -1
        words = " ".join(markup.visible(content[match.end() : end]).text.split()) if end > 0 else ""
        if len(words.split()) > 3 and len(words) <= _CAPTION_LENGTH and words not in found:
            found.append(words)
        if len(found) >= _MOST_CAPTIONS:
            break
    return found


def _is_one_of(text: str, captions: Sequence[str]) -> bool:
    return any(_same(text, each) for each in captions)


def _same(ours: str, theirs: str) -> bool:
    # 0.9: the two differ by a credit or a full stop at most.
    return abs(len(ours) - len(theirs)) <= 60 and fuzz.ratio(ours, theirs, score_cutoff=90.0) > 0


def _head(raw: Raw, said: Declared) -> Head:
    given = page.head_of(raw)
    return Head(
        title=given.title or said.title,
        outlet=given.outlet or said.outlet,
        url=given.url or said.url,
        dates=(*given.dates, *said.dates),
    )


def _around(seen: Visible, text: str) -> list[DateWitness]:
    """The dates that stand around the main text."""
    found: list[DateWitness] = []
    for line in seen.text.split("\n"):
        words = " ".join(line.split())
        if words and len(words) <= _DATE_LINE and words not in text:
            found += [each for each in dates.witnesses(words, Basis.CHROME) if each.earliest]
        if len(found) >= 20:
            break
    return found


def _htmldate(raw: Raw) -> list[DateWitness]:
    """What htmldate takes for the date: one witness among the others, and labelled as its pick."""
    tree = _tree(raw.content)
    try:
        picked = (
            find_date(tree, url=raw.metadata.get("url"), original_date=True) if tree is not None else None
        )
    except Exception:  # noqa: BLE001 - as above
        picked = None
    return [replace(dates.worded(picked, Basis.CHROME), text=f"htmldate: {picked}")] if picked else []
