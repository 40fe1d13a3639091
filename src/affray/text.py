"""Text owned once: sentences with exact offsets, and the folded forms that names are compared by.

Sentences are found by rule: a scan visits every mark that may end one, and the words on both sides
decide. Boundary F1 is 0.982 on treebank sentences of the web (test part), 0.998 on annotated reports
(dev part), at some 20 MB a second of one core (eval/sentences.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from affray.model import Span

# ---------------------------------------------------------------- sentences


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_QUOTES = "\"'“‘«„"
_OPENERS = _QUOTES + "([{¿¡"
_CLOSERS = "\"'”’»)\\]}"
# A mark that may end a sentence, with what belongs to it: closing quotes and brackets, and the
# footnote marks of encyclopaedias ("[4][b]"). Or a bullet inside a line.
_CANDIDATE = re.compile(
    rf"(?P<stop>[.!?…。؟](?:[.!?…。؟]|(?<=\.)\ \.(?![\w]))*)"
    rf"(?P<close>[{_CLOSERS}]*(?:\[(?:\d{{1,3}}|[a-z]|[Nn]ote\ \d+|citation\ needed)\][:\d]*)*"
    rf"[{_CLOSERS}]*(?:\ [”»]+)?)"
    r"|(?P<bullet>\s[•‣▪●◦]\s)"
)
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_GAP = re.compile(r"\s+")

# Abbreviations that stand before a name or a number, so that no sentence ends with them.
_BEFORE_NAME = _words(
    "mr mrs ms messrs dr prof rev fr hon st ste mt ft gen lt col sgt maj capt cpl brig adm cmdr cdr cmd "
    "pvt pfc spc ssgt msgt tsgt lcpl cpt ltc pres gov sen sens rep reps amb dir supt insp det vs v cf "
    "eg ie viz ca approx mgr ext drs sts ps p.s no nos art arts fig figs pp vol vols ch sec para pt op"
)
# Of those, the ones that stand only before a number: "No. 5", but "No. The".
_BEFORE_NUMBER = _words("no nos art arts fig figs pp vol vols ch sec para pt op")
_DATES = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
# Abbreviations that may end a sentence: one ends where a word follows that starts sentences.
_MAY_END = _words(
    "inc corp ltd co jr sr bros etc ave blvd rd bldg dept est gmt assn univ intl govt natl km kg cm mm "
    "hrs hr min sq ph.d ex esq al"
)
_STARTERS = _words(
    "the this that these those a an he she it they we i you his her its their our my your in on at by "
    "for from with after before during as but and or so however meanwhile also if when while although "
    "though since there here what who why how where which some many most several all both each another "
    "other others earlier later according last next two three four five six seven eight nine ten then "
    "now to no not one dozens hundreds thousands until under despite because once more about nearly at "
    "least over between among within without through following yet still even only such given please "
    "thanks have has do does did is are was were can could will would should let's it's i'm he's she's "
    "they're we're don't rebels government opposition activists officials witnesses residents fighters "
    "militants troops forces soldiers police"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]\.(?:[^\W\d_]{1,2}\.)*[^\W\d_]{1,2}")
# How far back is looked, so that no text makes the scan slow.
_LONGEST_WORD, _LONGEST_ENUMERATOR = 256, 12
_ADDRESS = re.compile(r"://|www\.|@|\w/\w")
_ENUMERATOR = re.compile(r"[\s(\"'“‘]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
_WORD = re.compile(r"[\w’'&-]+")
_PART = re.compile(r"[-./]")
# A word after which a sentence may go on in small letters all the same: no abbreviation looks so.
_PLAIN = re.compile(r"[\w’'-]*[^\W\d_]{3}|[a-z]{1,2}|\d+")
_LOWER_END = re.compile(r"[a-z]{2}[’')\]\"”]*$|\d{4}$")
# What follows a full stop without a space: a word that begins a sentence, and no address.
_SENTENCE_HEAD = re.compile(
    r"[\"'“‘(]*(?P<word>[^\W\d_a-z][^\W\d_A-Z][\w’'-]*|[AI]\b)(?![.\w]{0,64}@)(?!\.\w)"
)
_ENDINGS = _words("Com Net Org Jpg Png Pdf Gif Svg")


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order; offsets count its characters.

    Line breaks always end a sentence. Nothing but whitespace stands between two spans, and none
    begins or ends a span.
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for cut in _cuts(text, start, line.end()):
            _add(found, text, start, cut)
            start = cut
        _add(found, text, start, line.end())
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    raw = text[start:end]
    kept = raw.strip()
    if kept:
        start += len(raw) - len(raw.lstrip())
        found.append(Span(start=start, end=start + len(kept), text=kept))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the sentences of one line end, but the last."""
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        stop = match.start()
        cut = match.end()
        if match.lastgroup == "bullet":
            if stop > begin:
                yield stop
                begin = stop
            continue
        if cut >= end:
            return
        if _ends(text, begin, match, end):
            yield cut
            begin = cut


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a sentence begun at `begin` ends with the mark that was matched."""
    cut = match.end()
    reach = max(begin, match.start() - _LONGEST_WORD)
    word = text[max(text.rfind(" ", reach, match.start()) + 1, reach) : match.start()]
    gap = _GAP.match(text, cut, end)
    if gap is None:
        return _ends_unspaced(text, word, match)
    after = gap.end()
    while after < end and text[after] in _OPENERS:
        after += 1
    if after >= end:
        return False
    return _ends_spaced(text, match, begin=begin, word=word.lstrip(_OPENERS), after=after)


def _ends_spaced(text: str, match: re.Match[str], *, begin: int, word: str, after: int) -> bool:
    stop, head = match["stop"], text[after]
    if head in ",;:)]&/%|":
        return False
    if head in "-–—" and text[after + 1 : after + 2] not in "-–—":
        return False
    if len(stop) > 1 or stop in "!?…。؟":
        return not head.islower() or (stop[-1] in "!?" and not match["close"])
    if head.islower() and (match["close"] or not _PLAIN.fullmatch(word)):
        return False
    if match.start() - begin < _LONGEST_ENUMERATOR and _ENUMERATOR.fullmatch(text, begin, match.start()):
        return False
    return _ends_after(text, word, after=after, closed=bool(match["close"]))


def _ends_after(text: str, word: str, *, after: int, closed: bool) -> bool:
    """Whether a sentence ends after a word with a single full stop, before what stands at `after`."""
    low = word.lower()
    tail = _PART.split(low)[-1]
    if tail in _BEFORE_NAME or low in _BEFORE_NAME:
        if closed:
            return True
        return tail in _BEFORE_NUMBER and not text[after].isdigit()
    if tail in _DATES and word[:1].isupper():
        return not text[after].isdigit() and _starts(text, after)
    if (len(tail) == 1 and word[-1].isupper()) or low in _MAY_END or _INITIALS.fullmatch(word):
        return closed or text[after - 1] in _QUOTES or _starts(text, after)
    return True


def _starts(text: str, after: int) -> bool:
    """Whether the word at `after` is one that begins sentences rather than continues a name."""
    match = _WORD.match(text, after)
    if match is None or match[0][0].islower() or text[match.end() : match.end() + 1] == ".":
        return False
    return match[0].lower().replace("’", "'") in _STARTERS


def _ends_unspaced(text: str, word: str, match: re.Match[str]) -> bool:
    """Whether the space after a sentence is missing: "in Aleppo.Rebels said", but "Booking.Com"."""
    rest = _SENTENCE_HEAD.match(text, match.end())
    if rest is None or _ADDRESS.search(word) or rest["word"] in _ENDINGS:
        return False
    if match["close"] or match["stop"] != ".":
        return len(word) > 1
    return _LOWER_END.search(word) is not None and _PART.split(word.lower())[-1] not in _BEFORE_NAME


# ---------------------------------------------------------------- folded forms

# Letters that Unicode does not take apart, as Latin-script sources mix them with plain ones; and the
# Arabic letters that are written for each other (findings: alif maqsura, ta marbuta, tatweel).
_LETTERS = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    "ى": "ي", "ة": "ه", "ـ": "",
}  # fmt: skip
_APOSTROPHES = "'’‘`´ʹʻʼʽʾʿˈˊˋ‛′＇ꞌ"
_HYPHENS = "-‐‑‒–−﹣－\u00ad"
_FOLDED = str.maketrans(_LETTERS | dict.fromkeys(_APOSTROPHES + _HYPHENS, ""))
_UNHYPHENED = str.maketrans(dict.fromkeys(_HYPHENS, " "))
_ARTICLES = _words("al el ul")
# The article takes the letter it stands before: "ar-Raqqa", "ash-Shaykh", "ez-Zor".
_ASSIMILATED = re.compile(r"[ae](?P<own>[dnrstz]|sh|th|dh)")
_ARABIC_ARTICLE = re.compile(r"ال(?=\w{3})")


def fold(text: str) -> str:
    """The key that spellings of one name share at levels 0 and 1: "Deir ez-Zôr" is "deir ezzor".

    Case, marks, ayn and hamza apostrophes and hyphens are gone, runs of whitespace are one space.
    """
    return " ".join(_bare(text).split())


def fold_name(text: str) -> str:
    """The key at level 2, words parted by single spaces: articles are gone too.

    "al-Bab", "Al Bab" and "Bab" are "bab"; "Deir ez-Zor" is "deir zor". A last word stays, whatever
    it is. In Arabic script a word loses its article where three letters or more remain.
    """
    words = _bare(text.translate(_UNHYPHENED)).split()
    kept = [word for at, word in enumerate(words) if not _is_article(word, words[at + 1 : at + 2])]
    return " ".join(_ARABIC_ARTICLE.sub("", word, count=1) if word[0] == "ا" else word for word in kept)


def _bare(text: str) -> str:
    if text.isascii():
        return text.casefold().translate(_FOLDED)
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    # Casefold and decomposition each bring out what the other folds ("İ", full-width letters).
    kept = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return kept.casefold().translate(_FOLDED)


def _is_article(word: str, following: list[str]) -> bool:
    if not following:
        return False
    own = _ASSIMILATED.fullmatch(word)
    return word in _ARTICLES or (own is not None and following[0].startswith(own["own"]))
