"""Pages of our own for the tests of reading: invented outlets, people and villages."""

from __future__ import annotations

from affray.model import Format, Raw, Report, SegmentKind
from affray.read import html, plain

FIRST = "Gunmen of the River Brigade attacked an army post near Wadi Harun on Tuesday, residents said."
SECOND = "Four soldiers were killed and two trucks burned before the attackers withdrew towards the hills."
THIRD = "The governor denied that the post had fallen and promised reinforcements by the end of the week."


def read(*lines: str, **metadata: str) -> Report:
    """A plain page of these lines, read."""
    return plain.read(
        Raw(report="r", path="r.txt", format=Format.PLAIN, content="\n".join(lines), metadata=metadata)
    )


def read_html(content: str, **metadata: str) -> Report:
    """An HTML page, read."""
    return html.read(Raw(report="r", path="r.html", format=Format.HTML, content=content, metadata=metadata))


def parts(report: Report, kind: SegmentKind) -> list[str]:
    """The texts of a report's segments of one kind."""
    return [report.text[each.start : each.end] for each in report.segments if each.kind is kind]
