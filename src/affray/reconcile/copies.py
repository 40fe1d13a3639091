"""Finds reports that carry one text: reprints, shortened and edited ones too. They are one witness.

Two reports are copies when their texts are the same, when they are alike as a whole, or when most of the
shorter one's runs of words stand in the longer one and both came out in the same days. What makes pairs is
found by MinHash and by runs of eight words; each pair is then judged by all of its runs of three.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from datasketch import MinHash, MinHashLSH

from affray.model import CopyGroup, Report
from affray.reconcile import shingles
from affray.reconcile.origins import origin_of
from affray.reconcile.shingles import Numbers, Shared

# Words in a run by which two texts are compared, and in one that makes them a pair to be compared.
_RUN, _LONG = 3, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What makes two texts copies; measured by `eval/copies.py`, whose tables stand in docs/copies.md.

    Attributes:
        contained: Share of the shorter text's runs that the longer one has, for reports of the same days.
        whole: Share of all runs of both, whatever their days: a page's clock may be wrong, its text is not.
        days: How many days may lie between the two.
        shortest: Words that a text needs to be compared at all.
        least: Runs that two texts must share.
        drawn: Share of the shorter text's runs by which an unsigned report draws on a signed one.
        part: The shorter text's share of the longer one's length under which it is a piece of a digest.
    """

    contained: float = 0.4
    whole: float = 0.6
    days: int = 14
    shortest: int = 15
    least: int = 10
    drawn: float = 0.2
    part: float = 0.1


# A run that stands in three texts more than this many days apart is furniture or background.
_STANDING_TEXTS, _STANDING_DAYS = 3, 30
# A text that is nearly all standing text is compared whole: else nothing of it would be left.
_NOTHING_ELSE = 0.7
# MinHash: numbers a text, and bands × rows of the index. Pairs alike by 0.5 meet with a chance of 0.99.
_NUMBERS, _BANDS, _ROWS = 96, 32, 3
# Every fourth long run makes pairs, unless more texts than this have it: 75 of 75 copies of the news, 444 of
# 446 remade ones.
_EVERY, _COMMON = 4, 60
# So many of them must be shared by two texts.
_MET = 2
# Copies of one text share at least this much with another of them; parts of a digest share nothing.
_IN_COMMON = 0.1


STANDARD = Likeness()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text, of all reports that carry it word for word.

    Attributes:
        reports: Their ids, ascending.
        words: How many it has.
        runs: Its runs by which it is compared.
        long: The long runs by which it may meet others.
        earliest: The first day on which one of them may have been published, as a number; None: unknown.
    """

    reports: tuple[str, ...]
    words: int
    runs: Numbers
    long: Numbers
    outlet: str | None
    origin: str | None
    earliest: int | None
    latest: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What comparing the texts of many reports tells.

    Attributes:
        groups: The groups of reports that carry one text.
        drawn: For each unsigned report that takes passages of an agency's text, that agency.
    """

    groups: tuple[CopyGroup, ...]
    drawn: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts, by their numbers, the lower first, and what they share."""

    one: int
    other: int
    shared: Shared


def groups(reports: Iterable[Report], likeness: Likeness = STANDARD) -> tuple[CopyGroup, ...]:
    """The groups of reports that carry one text, by the id of their first report; no report is in two.

    The same reports in any order give the same groups. Each report of a group is a copy of one of them, the
    group's middle: a chain of texts that each share a part with the next is cut where this ends.
    """
    return compared(reports, likeness).groups


def compared(reports: Iterable[Report], likeness: Likeness = STANDARD) -> Copies:
    """All that comparing the texts of reports tells: the groups of copies, and whose text others draw on."""
    texts = texts_of(reports, likeness.shortest)
    met = list(pairs(texts, likeness))
    stars = _stars(texts, [pair for pair in met if are_copies(texts, pair, likeness)])
    found = [_group(texts, middle, around) for middle, around in stars]
    return Copies(
        groups=tuple(sorted((each for each in found if each is not None), key=lambda each: each.reports)),
        drawn=_drawn(texts, met, likeness),
    )


def _drawn(texts: Sequence[Text], met: Iterable[Pair], likeness: Likeness) -> dict[str, str]:
    """The agency that each unsigned text draws on: of the text of another outlet that is most like it."""
    best: dict[int, tuple[float, str]] = {}
    for pair in met:
        for own, other in ((pair.one, pair.other), (pair.other, pair.one)):
            origin = texts[other].origin
            if texts[own].origin is not None or origin is None or pair.shared.contained < likeness.drawn:
                continue
            if texts[own].outlet == texts[other].outlet or _apart(texts[own], texts[other]) > likeness.days:
                continue
            best[own] = min(best.get(own, (0.0, origin)), (-pair.shared.contained, origin))
    return {report: origin for at, (_, origin) in sorted(best.items()) for report in texts[at].reports}


def texts_of(reports: Iterable[Report], shortest: int = STANDARD.shortest) -> list[Text]:
    """The distinct texts of reports, by the id of the first that has each; those too short are left out."""
    found: dict[bytes, Text] = {}
    for report in reports:
        words = shingles.words(report.text)
        if len(words) < shortest:
            continue
        digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        held = found.get(digest)
        found[digest] = _first(report, words) if held is None else _with(held, report)
    # Which of a text's reports came first changes nothing but the order met.
    return sorted(found.values(), key=lambda text: text.reports)


def _first(report: Report, words: Sequence[str]) -> Text:
    numbers = shingles.numbers(words)
    long = shingles.runs(numbers, _LONG)
    published = report.published
    return Text(
        reports=(report.report,),
        words=len(words),
        runs=shingles.runs(numbers, _RUN),
        long=long[long % _EVERY == 0],
        outlet=report.outlet,
        origin=origin_of(report),
        earliest=published.earliest.toordinal() if published and published.earliest else None,
        latest=published.latest.toordinal() if published and published.latest else None,
    )


def _with(text: Text, report: Report) -> Text:
    published, origins = report.published, [each for each in (text.origin, origin_of(report)) if each]
    first = published.earliest.toordinal() if published and published.earliest else None
    last = published.latest.toordinal() if published and published.latest else None
    return replace(
        text,
        reports=tuple(sorted((*text.reports, report.report))),
        outlet=min((each for each in (text.outlet, report.outlet) if each), default=None),
        origin=min(origins, default=None),
        earliest=min((day for day in (text.earliest, first) if day is not None), default=None),
        latest=max((day for day in (text.latest, last) if day is not None), default=None),
    )


def pairs(texts: list[Text], likeness: Likeness = STANDARD) -> Iterator[Pair]:
    """The pairs of texts that may be copies, each once, with what they share; standing text is left out."""
    dropped = shingles.standing(
        [text.runs for text in texts],
        [text.earliest for text in texts],
        least=_STANDING_TEXTS,
        spread=_STANDING_DAYS,
    )
    own = [_of_its_own(text.runs, dropped) for text in texts]
    for one, other in sorted(_by_long_runs(texts) | _by_minhash(own)):
        found = shingles.shared(own[one], own[other])
        if found.runs >= likeness.least:
            yield Pair(one=one, other=other, shared=found)


def _of_its_own(runs: Numbers, dropped: Numbers) -> Numbers:
    kept = shingles.without(runs, dropped)
    return kept if len(kept) >= (1 - _NOTHING_ELSE) * len(runs) else runs


def _by_long_runs(texts: Sequence[Text]) -> set[tuple[int, int]]:
    """Pairs that share long runs which few texts have: excerpts, too, that are little of the longer text."""
    if not texts:
        return set()
    keys = np.concatenate(
        [(text.long.astype(np.uint64) << np.uint64(32)) | np.uint64(at) for at, text in enumerate(texts)]
    )
    keys.sort()
    starts = np.flatnonzero(np.diff(keys >> np.uint64(32), prepend=np.uint64(1 << 32)))
    ends = np.append(starts[1:], len(keys))
    owners = (keys & np.uint64(0xFFFFFFFF)).tolist()
    several = (ends - starts > 1) & (ends - starts <= _COMMON)
    met: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True):
        met.update(combinations(owners[start:end], 2))
    return {pair for pair, count in met.items() if count >= _MET}


def _by_minhash(own: Sequence[Numbers]) -> set[tuple[int, int]]:
    """Pairs that are alike as a whole, also where no long run was left: texts of a sentence or two."""
    first = MinHash(num_perm=_NUMBERS, hashfunc=int)
    index = MinHashLSH(num_perm=_NUMBERS, params=(_BANDS, _ROWS))
    found: set[tuple[int, int]] = set()
    for at, runs in enumerate(own):
        if not len(runs):
            continue
        sketch = first.copy()
        sketch.update_batch(runs)
        found.update((other, at) for other in index.query(sketch))
        index.insert(at, sketch, check_duplication=False)
    return found


def are_copies(texts: Sequence[Text], pair: Pair, likeness: Likeness = STANDARD) -> bool:
    """Whether two texts are copies of each other, or of a third."""
    one, other = texts[pair.one], texts[pair.other]
    if pair.shared.alike >= likeness.whole:
        return True
    if _apart(one, other) > likeness.days or min(one.words, other.words) < likeness.part * max(
        one.words, other.words
    ):
        return False
    return pair.shared.contained >= likeness.contained


def _apart(one: Text, other: Text) -> int:
    """The days between two texts at the least; none where the day of either is open on that side."""
    gaps = [
        later - earlier
        for earlier, later in ((one.latest, other.earliest), (other.latest, one.earliest))
        if earlier is not None and later is not None
    ]
    return max(0, *gaps) if gaps else 0


def _stars(texts: Sequence[Text], copies: Iterable[Pair]) -> Iterator[tuple[int, dict[int, Shared]]]:
    """The middles of groups, each with the texts that are copies of it; a text alone is a middle.

    A text becomes a middle when none before it is a copy of it, in the order of how many copies they have
    and how long they are: what the others were cut from. Every other goes to the middle it shares most with.
    """
    beside: defaultdict[int, dict[int, Shared]] = defaultdict(dict)
    for pair in copies:
        beside[pair.one][pair.other] = pair.shared
        beside[pair.other][pair.one] = pair.shared
    order = sorted(
        range(len(texts)),
        key=lambda at: (
            -sum(len(texts[other].reports) for other in beside.get(at, ())),
            -texts[at].words,
            texts[at].reports,
        ),
    )
    around: dict[int, dict[int, Shared]] = {}
    for at in order:
        if not around.keys() & beside.get(at, {}).keys():
            around[at] = {}
    for at in sorted(beside.keys() - around.keys()):
        middles = [(other, shared) for other, shared in beside[at].items() if other in around]
        best, shared = min(
            middles, key=lambda each: (-each[1].contained, -each[1].alike, texts[each[0]].reports)
        )
        around[best][at] = shared
    for middle, held in around.items():
        yield from _undigested(texts, middle, held)


def _undigested(
    texts: Sequence[Text], middle: int, held: dict[int, Shared]
) -> Iterator[tuple[int, dict[int, Shared]]]:
    """A middle with its copies; one that shares nothing with the others is left alone: it was in a digest."""
    kept: dict[int, Shared] = {}
    for at in sorted(held, key=lambda at: (-held[at].alike, texts[at].reports)):
        met = (shingles.shared(texts[at].runs, texts[other].runs).contained for other in kept)
        if not kept or any(share >= _IN_COMMON for share in met):
            kept[at] = held[at]
        else:
            yield at, {}
    yield middle, kept


def _group(texts: Sequence[Text], middle: int, around: Mapping[int, Shared]) -> CopyGroup | None:
    """The group of a middle and its copies; None where one report stands alone."""
    held = [texts[middle], *(texts[at] for at in around)]
    reports = tuple(sorted(report for text in held for report in text.reports))
    if len(reports) == 1:
        return None
    origins = Counter(text.origin for text in held if text.origin is not None)
    origin = min(origins, key=lambda name: (-origins[name], name)) if origins else None
    return CopyGroup(
        reports=reports, origin=origin, because=_because(texts[middle], around.values(), len(reports))
    )


def _because(middle: Text, around: Iterable[Shared], count: int) -> str:
    shares = sorted(round(100 * shared.contained) for shared in around)
    same = len(middle.reports)
    if not shares:
        return f"{count} reports have the same words"
    span = f"{shares[0]} %" if shares[0] == shares[-1] else f"{shares[0]} to {shares[-1]} %"
    words = f"share {span} of the shorter text's runs of {_RUN} words with {middle.reports[0]}"
    return words if same == 1 else f"{words}, of which {same} reports have the same words"
