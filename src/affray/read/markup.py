"""HTML as characters with their places in the source, and what its markup says of the page."""

from __future__ import annotations

import html
import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from affray.model import Basis, DateWitness
from affray.read import dates

# One token: a comment, the start of an element whose text no reader sees, any tag, or an entity.
_TOKEN = re.compile(
    r"<!--|<(?P<hidden>script|style|template|svg|iframe|object|select|textarea)\b|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*)[^<>]*+>"
    r"|<[!?][^<>]*+>|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?"
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
    ]
)
_TAG = re.compile(r"<(meta|link|time|title|h1)\b([^<>]*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_JSON_LD = re.compile(r"<script\b[^<>]*ld\+json[^<>]*+>", re.IGNORECASE)
_DATED = re.compile(
    r"(?:article|og|book)?:?(?:published|modified|updated)_?(?:time|date)?|.*date.*|.*(?:publish|pubdate|release).*(?:time)?"
    r"|(?:last-)?modified|dc(?:terms)?\.(?:created|issued|available|modified)",
    re.IGNORECASE,
)
_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "article:publisher",
    "twitter:site",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline")
_URLS = ("og:url", "twitter:url")
_LD_DATES = ("datePublished", "dateCreated", "dateModified", "uploadDate")
# A page that declares more than this is made, not written.
_MOST = 400


@dataclass(frozen=True, slots=True)
class Visible:
    """The characters of a page that a reader may see, line breaks at blocks, with their places."""

    text: str
    at: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a page's markup says of it."""

    title: str | None
    outlet: str | None
    url: str | None
    dates: tuple[DateWitness, ...]


def visible(content: str) -> Visible:
    """The page's characters outside tags, comments, scripts and styles, entities read.

    A scan in one pass over the source that never fails, whatever the markup is.
    """
    text: list[str] = []
    at = array("q")
    position = 0
    while match := _TOKEN.search(content, position):
        start = match.start()
        text.append(content[position:start])
        at.extend(range(position, start))
        position = match.end()
        token = match.group()
        if token.startswith("&"):
            read = html.unescape(token)
            text.append(read)
            at.extend([start] * len(read))
        elif token == "<!--":  # noqa: S105 - a comment's start
            position = _after(content, "-->", position)
        elif match["hidden"]:
            position = _after_element(content, match["hidden"], position)
        elif match["tag"] and match["tag"].strip("/").casefold() in _BLOCKS:
            text.append("\n")
            at.append(-1)
    text.append(content[position:])
    at.extend(range(position, len(content)))
    return Visible("".join(text), at)


def declared(content: str) -> Declared:
    """What the page's markup declares: meta tags, JSON-LD, `time` and `title` elements, its address."""
    metas: dict[str, str] = {}
    found: list[DateWitness] = []
    texts: dict[str, str] = {}
    for number, match in enumerate(_TAG.finditer(content)):
        if number >= _MOST:
            break
        tag = match.group(1).casefold()
        attributes = _attributes(match.group(2))
        if tag == "meta":
            name = (
                attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            ).casefold()
            value = attributes.get("content", "").strip()
            if name and value:
                metas.setdefault(name, value)
        elif tag == "link" and attributes.get("rel", "").casefold() == "canonical":
            metas.setdefault("og:url", attributes.get("href", ""))
        elif tag == "time" and attributes.get("datetime"):
            found.append(dates.worded(attributes["datetime"], Basis.METADATA))
        elif tag in {"title", "h1"} and tag not in texts:
            texts[tag] = _inner(content, match.end())
    linked = list(_linked(content))
    stamped = [
        value for name, value in metas.items() if _DATED.fullmatch(name) and next(dates.find(value), None)
    ]
    stamped += [str(each[key]) for each in linked for key in _LD_DATES if isinstance(each.get(key), str)]
    found = [*(dates.worded(value, Basis.METADATA) for value in stamped), *found]
    url = _first(metas, _URLS)
    found += dates.of_url(url) if url else []
    title = next((str(each["headline"]) for each in linked if isinstance(each.get("headline"), str)), None)
    return Declared(
        title=_worded(_first(metas, _TITLES) or title or texts.get("h1") or texts.get("title")),
        outlet=_worded(
            _first(metas, _SITE_NAMES[:2]) or _publisher(linked) or _handle(_first(metas, _SITE_NAMES[2:4]))
        ),
        url=url,
        dates=tuple(dict.fromkeys(found))[:20],
    )


def _attributes(source: str) -> dict[str, str]:
    return {
        match.group(1).casefold(): html.unescape(match.group(2) or match.group(3) or match.group(4) or "")
        for match in _ATTRIBUTE.finditer(source[:20_000])
    }


def _inner(content: str, start: int) -> str:
    """The words of an element that begins at `start`: up to 400 characters to its end tag."""
    piece = content[start : start + 2000]
    end = re.search(r"</(?:title|h1)\b", piece, re.IGNORECASE)
    return visible(piece[: end.start()] if end else "").text[:400]


def _linked(content: str) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD blocks, one level of lists and graphs opened."""
    for number, match in enumerate(_JSON_LD.finditer(content)):
        end = content.find("</", match.end())
        if number >= 20 or end < 0 or end - match.end() > 500_000:
            return
        try:
            found = json.loads(content[match.end() : end].strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, dict):
                yield each
                graph = each.get("@graph")
                yield from (
                    (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()
                )


def _publisher(linked: Sequence[Mapping[str, Any]]) -> str | None:
    for each in linked:
        publisher = each.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _handle(name: str | None) -> str | None:
    """A publisher's name, unless it is an address."""
    return None if name is None or "/" in name or name.startswith("@") else name


def _first(metas: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _worded(text: str | None) -> str | None:
    return (
        (" ".join("".join(char if char.isprintable() else " " for char in text).split())[:300] or None)
        if text
        else None
    )


def _after(content: str, mark: str, position: int) -> int:
    found = content.find(mark, position)
    return len(content) if found < 0 else found + len(mark)


def _after_element(content: str, name: str, position: int) -> int:
    end = re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE).search(content, position)
    return len(content) if end is None else end.end()
