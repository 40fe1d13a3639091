"""Finds who published a report, and whose copy it is when not the outlet's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz

from affray.read import layout, lexicon
from affray.read.datelines import Dateline, known
from affray.read.layout import Kind, Marked

_CAPITAL = r"[A-ZÀ-Ž@][\w'’.&+-]*"
_NAME = rf"(?:The\s+)?{_CAPITAL}(?:\s+(?:{_CAPITAL}|of|and|the|for|al-\w+)){{0,6}}"
_COPY = re.compile(rf"\W*(?i:source|sources|via|by|from|courtesy(?: of)?)\b\s*:?\s*(?P<name>{_NAME})\W*")
_LABELLED = re.compile(rf"\W*(?i:source|sources|via|courtesy(?: of)?)\b\s*:?\s*(?P<name>{_NAME})\W*")
_WITH = re.compile(
    r"\s+(?:and|with|\+)\s+(?:other )?(?:news )?agenc(?:y|ies)$|^with\s+|^agencies$", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:[(\[]\s*(?:with |source:? )?(?P<paren>[A-Z][^()\[\]]{1,40})[)\]]"
    r"|[-–—/]{1,2}\s*(?P<dash>[A-Z][\w-]{1,20}))\W*$"
)
_OUTLET_WORD = re.compile(rf"\b{lexicon.words('outlets')}$", re.IGNORECASE)
# Labels that end as a name of an outlet may: "Pinned post", "Latest news".
_LABEL = re.compile(
    r"(?:pinned|sponsored|featured|latest|recent|previous|next|older|newer|related|shared|top|promoted|new|breaking)"
    r"\s+\w+",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(
    rf"^(?P<subject>{_NAME})\s+(?:is|are|does|do|accepts?|takes?|bears?|assumes?|will|shall"
    rf"|cannot)\s+(?:not|no)\b"
)
_QUOTED = re.compile(r"[`\"“‘'](?P<name>[A-Z][^`\"”’']{2,40})[`\"”’']")
_REFLECTS = re.compile(rf"(?:represent|reflect)\b.{{0,60}}\b(?:of|by)\s+(?P<name>{_NAME})\W*$")
_NO_NAME = re.compile(
    r"^(?:the |this |these |our )?(?:comments?|views?|opinions?|web ?site|site|page|editors?"
    r"|publishers?|authors?|content|we|it|all|they)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"\b(?:speaking (?:exclusively )?to|told|in an? (?:exclusive )?(?:interview|statement) (?:with"
    rf"|to))\s+(?P<name>{_NAME})"
)
_SUFFIX = re.compile(
    r"[\s:|-]*\b(?:english|online|official(?: (?:web)?site)?|(?:english )?(?:archives?|edition"
    r"|version)|home ?page)\b\W*$",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\b(?:according to|citing|quot(?:ing|ed by)|reported by|reports? (?:from|by|of))\b(?P<names>[^.;]{3,80})"
)
_ANAPHOR = re.compile(
    r"\bthe (?:news )?agency (?:also )?(?:quote[sd]?|said|says|add(?:s|ed)|report(?:s|ed)|cite[sd]?)\b",
    re.IGNORECASE,
)
_SAYS_COPY = re.compile(r"\W*(?:source|by|via|from|courtesy|with)\b|\(", re.IGNORECASE)
# One name in two spellings agrees in 9 of 10 letters ("Asharq Al-Awsat", "ASHARQ AL AWSAT").
_SAME = 85.0


class Sign(IntEnum):
    """How a page names someone, the surest sign of an outlet first."""

    GIVEN = 0
    SITE = 1
    DISCLAIMER = 2
    DATELINE = 3
    BARE = 4
    COPY = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the sign it was found by."""

    name: str
    sign: Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who published a report, and whose copy it is when not the outlet's own."""

    outlet: str | None
    origin: str | None


def names(marked: Sequence[Marked], given: str | None, dateline: Dateline | None) -> Names:
    """The outlet and the origin of a page's report.

    Args:
        marked: The page's lines, furniture too.
        given: The outlet, where markup or container name it.
        dateline: The report's dateline, which may name either.
    """
    found = [Named(given, Sign.GIVEN)] if given else []
    first = next((index for index, each in enumerate(marked) if each.kind == Kind.BODY), len(marked))
    for index, each in enumerate(marked):
        found += _of_head(each) if index < first else _of_line(each)
    if dateline and dateline.name:
        found.append(Named(dateline.name, Sign.COPY if known(dateline.name) else Sign.DATELINE))
    # "English | العربية" without what says that it is a page in English names nobody.
    found = [each for each in found if any(letter.isalpha() for letter in each.name)]
    text = "\n".join(each.line.text for each in marked if each.kept)
    outlet = _outlet(found, text)
    origin = _origin(found, outlet) or _cited(text, outlet)
    return Names(outlet=_spelt(outlet, text) if outlet and outlet != given else outlet, origin=origin)


def copy_of(text: str) -> str | None:
    """Whose copy a line of its own says the report is: "By … Agency", "Source: …", "(AFP)"."""
    if len(text) > 120:
        return None
    bare = _WITH.sub("", text.strip(" ()[]-–—•*/.")).strip()
    if found := known(bare):
        return found
    if match := _LABELLED.fullmatch(_WITH.sub("", text.strip(" ().-–—•*"))):
        return known(match["name"]) or match["name"].strip(" .,")
    match = _COPY.fullmatch(text)
    if match and (
        found := known(match["name"]) or (match["name"] if _OUTLET_WORD.search(match["name"]) else None)
    ):
        return found
    return None


def signature(text: str) -> tuple[int, str] | None:
    """Where a paragraph's own words end, and the agency that signs behind them ("… said. (AFP)")."""
    match = _SIGNED.search(text, max(0, len(text) - 60))
    if match is None or not re.search(r"[.!?\"”’]\s*$", text[: match.start()]):
        return None
    name = known(_WITH.sub("", (match["paren"] or match["dash"]).strip()))
    return (match.start(), name) if name else None


def _of_line(each: Marked) -> Iterator[Named]:
    """The names that a line gives wherever it stands."""
    text = each.line.text
    if each.kind == Kind.BODY:
        if signed := signature(text):
            yield Named(signed[1], Sign.COPY)
    elif each.kind == "site":
        yield Named(_SUFFIX.sub("", text), Sign.SITE)
    elif each.kind == "legal":
        yield from _disclaimers(text)
    elif each.kind != Kind.CAPTION and (name := copy_of(text)):
        yield Named(name, Sign.COPY)


def _of_head(each: Marked) -> Iterator[Named]:
    """The names that a line before the body gives: there a name alone may be the outlet's."""
    text = each.line.text
    if each.kind == Kind.CAPTION:
        return
    name = copy_of(text)
    if name and not _SAYS_COPY.match(text):
        yield Named(name, Sign.BARE)
    elif name or each.kind in {"site", "legal"}:
        yield from _of_line(each)
    elif before := layout.site_before(text):
        yield Named(before, Sign.SITE)
    elif site := layout.site_of(text):
        yield Named(_SUFFIX.sub("", site[1]), Sign.SITE)
    elif "|" in text:
        part = text.rpartition("|")[2].strip()
        if not layout.is_menu(part):
            yield Named(part, Sign.SITE)
    elif each.kind == "navigation" and _is_outlet(text):
        yield Named(text, Sign.BARE)


def _is_outlet(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= 5
        and text[0].isupper()
        and bool(_OUTLET_WORD.search(text))
        and not layout.is_menu(text)
        and not _LABEL.fullmatch(text)
    )


def _disclaimers(text: str) -> Iterator[Named]:
    for pattern, group in ((_DISCLAIMS, "subject"), (_REFLECTS, "name"), (_QUOTED, "name")):
        match = pattern.search(text)
        if match and not _NO_NAME.match(match[group]):
            yield Named(match[group].strip(" .,"), Sign.DISCLAIMER)
            return


def _outlet(found: Sequence[Named], text: str) -> str | None:
    found = [each for each in found if each.name.strip()]
    copies = [each.name for each in found if each.sign is Sign.COPY]
    strong = sorted(
        # "(ONA)" in a dateline above "Source: Orontes News Agency" is the copy's own short name.
        (each for each in found if each.sign <= Sign.DATELINE and not _is_short(each.name, copies)),
        key=lambda each: each.sign,
    )
    if strong:
        return strong[0].name
    bare = next((each.name for each in found if each.sign is Sign.BARE), None)
    copy = next((each.name for each in found if each.sign is Sign.COPY), None)
    if bare and (copy is None or same(bare, copy)):
        return bare
    own = {match["name"].strip() for match in _OWN.finditer(text)}
    if copy and any(same(copy, name) for name in own) and bare is None and known(copy) is None:
        return copy
    return bare


def _is_short(name: str, copies: Sequence[str]) -> bool:
    """Whether a name is made of the first letters of another."""
    return name.isupper() and any(
        name == "".join(word[0] for word in copy.split() if word[0].isupper()) for copy in copies
    )


def _origin(found: Sequence[Named], outlet: str | None) -> str | None:
    for each in found:
        if each.sign in {Sign.COPY, Sign.BARE} and not (outlet and same(each.name, outlet)):
            return known(each.name) or each.name
    return None


def _cited(text: str, outlet: str | None) -> str | None:
    """The one agency that the report's first words cite and its later ones call "the agency"."""
    head = text[:900]
    later = _ANAPHOR.search(text)
    cited: set[str] = set()
    for match in _CITED.finditer(head):
        words = re.findall(r"[A-Z][\w-]*(?: [A-Z][\w-]*)*", match["names"])
        cited |= {name for word in words for part in (word, word.rpartition(" ")[2]) if (name := known(part))}
    if later is None or len(cited) != 1:
        return None
    name = cited.pop()
    return None if outlet and same(name, outlet) else name


def same(ours: str, theirs: str) -> bool:
    """Whether two names are one outlet's or agency's, short or in full."""
    ours, theirs = known(ours) or ours, known(theirs) or theirs
    return fuzz.ratio(ours.casefold(), theirs.casefold()) >= _SAME


def _spelt(name: str, text: str) -> str:
    """The name as the report itself spells it, where a header shouts it."""
    if " " not in name:
        return name
    spellings = [match.group() for match in re.finditer(re.escape(name), text, re.IGNORECASE)]
    return max(
        set(spellings), key=lambda each: (not each.isupper(), spellings.count(each), each), default=name
    )
