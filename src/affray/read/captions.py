"""Tells captions: what stands under a photo, told by its credit, its markup or its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from affray.read.lines import Line

_OPEN = re.compile(r"\[(?:wp_)?caption\b[^\[\]]{0,400}\]", re.IGNORECASE)
_CLOSE = re.compile(r"\[/(?:wp_)?caption\]", re.IGNORECASE)
# Other shortcodes of content systems, and tags left in plain text, hold no words.
_MARKUP = re.compile(
    r"\[/?(?:gallery|embed|video|audio|youtube|playlist|image|img|quote|button|column|row|tweet|iframe"
    r"|(?:su|vc|et|fusion|wp|td|ad)_\w+)\b[^\]]{0,400}\]|</?(?:a|img|b|i|u|em|strong|p|br|div|span"
    r"|figure|figcaption"
    r"|h[1-6]|ul|ol|li|blockquote|iframe|font|center|small|sup|sub)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_KEPT = r"(?:file|archive[sd]?|archival|illustrat(?:ive|ion)|stock|represent(?:ational|ative)|undated)"
_PHOTO = r"(?:photo(?:graph)?|image|picture|pic|footage|video|still)"
_UNDATED = re.compile(
    rf"\b{_KEPT}[ -]?{_PHOTO}s?\b\W*(?:$|[:/)])|^\W*(?:{_KEPT}[ -]?{_PHOTO}?s?|files?)\b\s*[:–—-]\s"
    rf"|[(\[/]\s*(?:{_KEPT}[^()\[\]]{{0,30}}|files?|[^()\[\]]{{1,40}}[/ ](?:file"
    rf"|archives?)(?: {_PHOTO})?)\s*[)\]]\W*$"
    rf"|\b{_PHOTO}s?:? (?:from )?(?:file|archives?|illustration)\b\W*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(\[]\s*(?:(?:photo|image|picture|credit|courtesy|handout|screengrab|screenshot|video"
    r"|photograph)\b[^()\[\]]{0,80}"
    r"|(?:reuters|afp|ap|epa|getty|getty images|sana|xinhua|anadolu(?: agency)?|aa|dpa|tass|sputnik"
    r"|upi|wam|irna|fars"
    r")\s*(?:/|photo\b|images?\b|-)[^()\[\]]{0,80}|[^()\[\]]{1,60}(?:/(?:reuters|afp|ap|epa"
    r"|getty images|getty|sana"
    r"|anadolu(?: agency)?|aa|dpa|tass|flickr|twitter)|\b(?:photo|getty images|via twitter|via ap"
    r"|via reuters|handout))"
    r")\s*[)\]]\W*$"
    r"|[.\s](?:reuters|afp|ap photo|getty images|epa)\s?/\s?[A-Z][\w'’. -]{2,40}$",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    rf"\b(?:in|seen in|shows?) this (?:[\w-]+ ){{0,3}}{_PHOTO}\b|\b(?:{_PHOTO}|still image) (?:taken"
    rf"|released|provided|made)\b"
    rf"|^(?:a|an|the) (?:general |aerial )?(?:view|photo(?:graph)?|image|picture) (?:shows"
    rf"|of)\b.{{0,200}}$|^(?:photo|image|picture|caption) ?: \w+(?: \S+){{7,}}",
    re.IGNORECASE,
)
# The longest caption told by its words; a longer line that mentions a photo is a paragraph.
_WORDS = 70


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """Lines with caption shortcodes taken off, each caption a line of its own, and markup cut out."""
    out: list[Line] = []
    inside = False
    for index, line in enumerate(lines):
        start = 0
        while True:
            mark = (_CLOSE if inside else _OPEN).search(line.text, start)
            piece = line.part(start, mark.start() if mark else None).without(_MARKUP)
            if piece.text:
                out.append(replace(piece, caption=inside or line.caption))
            if mark is None:
                break
            inside = not inside
            start = mark.end()
        # A shortcode that nothing closes holds its own line at most, never the rest of the report.
        inside = inside and any(_CLOSE.search(after.text) for after in lines[index + 1 : index + 4])
    return out


def is_caption(text: str) -> bool:
    """Whether a line says itself that it is a caption: by a credit at its end, or what it says is shown."""
    if len(text) > 800 or len(text.split()) > _WORDS or len(text.split()) < 4:
        return False
    return bool(_UNDATED.search(text) or _CREDIT.search(text) or _SHOWN.search(text))


def is_undated(text: str) -> bool:
    """Whether a caption is of a file photo, an archive photo or an illustration, which dates nothing."""
    return len(text) <= 800 and _UNDATED.search(text) is not None
