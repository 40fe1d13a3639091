"""Reads plain text, scraped pages among it, as a report."""

from __future__ import annotations

from affray.errors import SkipReport
from affray.model import Raw, Report
from affray.read import language, page
from affray.read.lines import split


def read(raw: Raw) -> Report:
    """Clean one plain text of its page furniture.

    Every character of the cleaned text that was not put in by cleaning maps to the same character of
    `raw.content`. Paragraphs are separated by one line break.

    Raises:
        SkipReport: It is empty, nothing is left when the furniture is gone, or it is not in English.
    """
    lines = split(raw.content)
    if not lines:
        raise SkipReport("empty report", raw.report)
    return language.checked(page.report(raw, lines, page.head_of(raw)))
