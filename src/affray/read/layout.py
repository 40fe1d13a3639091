"""Tells the parts of a page by where lines stand: title, captions, body; the rest is furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from affray.read import furniture, lexicon
from affray.read.captions import is_caption, is_undated
from affray.read.lines import Line

_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
# Words that headlines write small.
_SMALL = frozenset(
    [
        "with",
        "from",
        "over",
        "into",
        "after",
        "amid",
        "near",
        "between",
        "against",
        "under",
        "than",
        "that",
        "this",
        "their",
        "through",
        "across",
        "toward",
        "towards",
        "during",
        "before",
        "within",
        "without",
        "upon",
        "about",
        "below",
        "above",
        "until",
    ]
)
_SECTION = re.compile(lexicon.words("sections"), re.IGNORECASE)
_OUTLET = re.compile(rf"\b{lexicon.words('outlets')}\b", re.IGNORECASE)
_CRUMB = re.compile(r"\s*(?:[/|>»›•·]|::|\s-\s)\s*")
_SITE = re.compile(r"^(?P<title>.{12,}?)\s*(?:\s[-–—]\s|\s?[|·»]\s?|\s::\s)(?P<site>[^|·»]{2,60})$")
_ATTRIBUTED = re.compile(
    r"\b(?:monitors?|sources?|officials?|report|army|ministry|police|witness(?:es)?|state|minister"
    r"|activists?|says?|said)\b",
    re.IGNORECASE,
)
# Two wordings of one headline agree in 9 of 10 characters, two captions of one photo in most of their words.
# A line behind the body that what stands before it decides on.
_OPEN = "open"
# How many lines or captions are compared with each other: pages with more are lists.
_BACK = 40
_SAME_TITLE, _SAME_CAPTION = 90.0, 88.0


class Kind:
    """What a line is."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with what it is: a kind, or the kind of furniture."""

    line: Line
    kind: str
    undated: bool = False

    @property
    def kept(self) -> bool:
        """Whether the line is of the report."""
        return self.kind in {Kind.TITLE, Kind.BODY, Kind.CAPTION}


@dataclass(frozen=True, slots=True)
class Body:
    """The first and last line of prose: what stands outside them is judged more strictly."""

    first: int
    last: int


def mark(lines: Sequence[Line], title: str | None) -> list[Marked]:
    """Say of each line what it is.

    Args:
        lines: The page's lines, in order.
        title: The headline, where the markup or the container names it.
    """
    marked = [_by_words(lines, index) for index in range(len(lines))]
    body = _body(marked)
    if body is not None:
        marked = _headers(marked, body)
        marked = _outside(marked, body)
    else:
        marked = [replace(each, kind=_in_none(each)) for each in marked]
    marked = _titled(marked, title, body)
    return _once(marked)


def is_prose(text: str) -> bool:
    """Whether a line is running text rather than a heading, a name or a menu."""
    count = len(text.split())
    if count < 8 or (count < 40 and is_headline(text) and not text.rstrip("\"'”’)").endswith(".")):
        return False
    return bool(_SENTENCE.search(text)) or count >= 25


def is_headline(text: str) -> bool:
    """Whether a line is written in headline case: every long word begins with a capital."""
    words = [word for word in _WORD.findall(text) if len(word) >= 4 and word.casefold() not in _SMALL]
    return len(words) >= 3 and all(word[0].isupper() for word in words)


def _by_words(lines: Sequence[Line], index: int) -> Marked:
    line = lines[index]
    if line.furniture is None and (line.caption or is_caption(line.text)):
        return Marked(line, Kind.CAPTION, undated=is_undated(line.text))
    found = line.furniture or furniture.of_lexicon(line.text)
    if found is None and furniture.is_byline(line.text):
        found = "byline"
    if found is None and _credited(lines, index):
        return Marked(line, Kind.CAPTION, undated=is_undated(line.text))
    return Marked(line, found or Kind.BODY)


def _credited(lines: Sequence[Line], index: int) -> bool:
    """A short line right before a photo's credit line is the photo's caption."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return (
        after is not None
        and not after.gap
        and len(lines[index].text.split()) <= 60
        and furniture.of_lexicon(after.text) == "credit"
    )


def _body(marked: Sequence[Marked]) -> Body | None:
    prose = [
        index
        for index, each in enumerate(marked)
        if each.kind == Kind.BODY and is_prose(each.line.text) and not furniture.of_sentences(each.line.text)
    ]
    return Body(prose[0], prose[-1]) if prose else None


def _headers(marked: list[Marked], body: Body) -> list[Marked]:
    """After a header such as "Related stories", the headlines that follow go with it."""
    out = list(marked)
    inside = ""
    for index, each in enumerate(out):
        text = each.line.text
        if each.kind == "related" and len(text.split()) <= 6:
            inside = "related"
        elif each.kind == "form" and index > body.first and _commented(out, index):
            inside = "comments"
        elif inside == "comments" and not each.kept:
            continue
        elif inside == "comments" and index > body.first:
            out[index] = replace(each, kind="comments")
        elif (
            inside == "related"
            and each.kind == Kind.BODY
            and not _SENTENCE.search(text)
            and len(text.split()) <= 20
        ):
            out[index] = replace(each, kind="related")
        elif each.kept:
            inside = ""
    return out


_COMMENTS = re.compile(
    r"(?:\d+ |view |all |show )*(?:comments?|responses|replies)\b(?! (?:policy|closed|guidelines)).*",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:^|\W)(?:says|wrote|writes) ?:|\breply\b|\b(?:\d+|an?) (?:second|minute|min|hour|day|week"
    r"|month|year)s? ago\b"
    r"|\bat \d{1,2}:\d{2}|^#\d+|\bupvote|\blike\b ?\d",
    re.IGNORECASE,
)


def _commented(marked: Sequence[Marked], index: int) -> bool:
    """Whether readers' comments follow: a header of them, then lines signed and dated as comments are."""
    if not _COMMENTS.fullmatch(marked[index].line.text.strip(" :•")):
        return False
    after = marked[index + 1 : index + 61]
    signed = sum(bool(_SPEAKS.search(each.line.text)) for each in after if len(each.line.text) <= 120)
    return signed >= 1 and signed * 6 >= len(after)


def _outside(marked: list[Marked], body: Body) -> list[Marked]:
    out = list(marked)
    begun = False
    for index, each in enumerate(out):
        if each.kind == Kind.BODY and index < body.first:
            out[index] = replace(each, kind=_in_head(each.line.text))
        elif each.kind == Kind.BODY and index > body.last:
            kind = _in_tail(each.line.text)
            # A longer line may be the report's last sentence, cut off by the scraper.
            if kind == _OPEN and (begun or len(each.line.text.split()) <= 4):
                kind = "tail"
            out[index] = replace(each, kind=Kind.BODY if kind == _OPEN else kind)
        begun = begun or (index > body.last and not out[index].kept)
    return out


def _in_none(each: Marked) -> str:
    """On a page without any prose a prompt to log in or an error is all there is."""
    return (furniture.of_sentences(each.line.text) or Kind.BODY) if each.kind == Kind.BODY else each.kind


def _in_head(text: str) -> str:
    """Before the body: menus, slogans and names of sections go, headlines and sentences stay."""
    if found := furniture.of_sentences(text):
        return found
    if is_menu(text):
        return "navigation"
    if not _SENTENCE.search(text) and len(text.split()) <= 3:
        return "navigation"
    return Kind.BODY


def _in_tail(text: str) -> str:
    """After the body: a line that is no sentence goes where it is in headline case or a list."""
    if found := furniture.of_sentences(text):
        return found
    if _SENTENCE.search(text) and not is_headline(text):
        return Kind.BODY
    if is_headline(text) and not text.rstrip("\"'”’)").endswith("."):
        return "related"
    if is_list(text):
        return "tags"
    return _OPEN if len(text.split()) <= 12 else Kind.BODY


def is_menu(text: str) -> bool:
    """Whether a line is a path through a site, a list of its sections, or its slogan with its name."""
    parts = [part for part in _CRUMB.split(text) if part.strip()]
    if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts):
        return True
    return len(text.split()) <= 20 and any(_sections(part) for part in (parts if "|" in text else [text]))


def site_before(text: str) -> str | None:
    """The site's name where a path through it begins with it ("Some Daily » World » Africa")."""
    first, *rest = [part.strip() for part in _CRUMB.split(text) if part.strip()] or [""]
    named = len(first.split()) >= 2 and _OUTLET.search(first) and not is_menu(first)
    return first if rest and named and is_menu(text) else None


def is_list(text: str) -> bool:
    """Whether a line is a list of keywords: three or more, each short, with commas and no sentence."""
    parts = [part.strip() for part in re.split(r"[,;|]", text)]
    return (
        len(parts) >= 3 and all(1 <= len(part.split()) <= 4 for part in parts) and not _SENTENCE.search(text)
    )


def _sections(text: str) -> bool:
    words = _WORD.findall(text)
    known = sum(bool(_SECTION.fullmatch(word)) for word in words)
    return len(words) >= 2 and known * 4 >= len(words) * 3


def site_of(title: str) -> tuple[int, str] | None:
    """Where a headline ends and the name of its site, when one follows it."""
    match = _SITE.match(title)
    if match is None:
        return None
    site = match["site"].strip()
    words = site.split()
    shouted = site.isupper() and (len(words) >= 2 or len(site) >= 6)
    if len(words) > 7 or _ATTRIBUTED.search(site) or len(match["title"].split()) < 3:
        return None
    if "|" in title[match.end("title") : match.start("site")] or shouted or _OUTLET.search(site):
        return match.end("title"), site
    return None


def _titled(marked: list[Marked], title: str | None, body: Body | None) -> list[Marked]:
    """Name the headline: the one given, else the first line of the head that reads like one."""
    head = range(min(len(marked), (body.first if body else _BACK) + 1, _BACK))
    candidates = [i for i in head if marked[i].kind == Kind.BODY and _may_title(marked[i].line.text)]
    if title:
        candidates = [i for i in head if marked[i].kept and same_title(marked[i].line.text, title)]
    if not candidates or (body is None and not title and len(marked) == 1):
        return marked
    texts = [marked[i].line.text for i in candidates]
    chosen = next(
        (i for i, text in zip(candidates, texts, strict=True) if sum(same_title(text, o) for o in texts) > 1),
        candidates[0],
    )
    out = list(marked)
    line = out[chosen].line
    out[chosen] = Marked(line, Kind.TITLE)
    if site := site_of(line.text):
        out[chosen : chosen + 1] = [
            Marked(line.part(0, site[0]), Kind.TITLE),
            Marked(line.part(line.text.index(site[1], site[0])), "site"),
        ]
    return out


def _may_title(text: str) -> bool:
    count = len(text.split())
    return 3 < count <= 30 and not text.endswith((".", ":", ";", ",")) and not (is_prose(text) and count > 20)


def same_title(text: str, title: str) -> bool:
    """Whether a line is a headline, with or without the name of its site."""
    ours, theirs = (each[: site[0]] if (site := site_of(each)) else each for each in (text, title))
    if abs(len(ours) - len(theirs)) > 0.3 * max(len(ours), len(theirs)):
        return False
    return fuzz.ratio(ours.casefold(), theirs.casefold()) >= _SAME_TITLE


def _once(marked: list[Marked]) -> list[Marked]:
    """Headlines, captions and paragraphs that stand twice count once: the first stays."""
    title = next((each.line.text for each in marked if each.kind == Kind.TITLE), None)
    captions: list[str] = []
    bodies: set[str] = set()
    out: list[Marked] = []
    for each in marked:
        text = each.line.text
        folded = text.casefold()
        again = False
        if each.kind == Kind.CAPTION:
            again = any(_same_caption(folded, other) for other in captions[-_BACK:])
            captions.append(folded)
        elif each.kind == Kind.BODY:
            again = len(folded.split()) >= 8 and folded in bodies
            again = again or (title is not None and len(text) < 300 and same_title(text, title))
            bodies.add(folded)
        out.append(replace(each, kind="repeated") if again else each)
    return out


def _same_caption(ours: str, theirs: str) -> bool:
    if min(len(ours.split()), len(theirs.split())) < 4:
        return ours == theirs
    return fuzz.token_set_ratio(ours, theirs) >= _SAME_CAPTION
