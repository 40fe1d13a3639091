"""Which claim of a sentence owns which number: the tagger's figures, put right by the sentence's own words.

The tagger reads each claim by itself. What it cannot see is that one number belongs to one claim, that
"killing 3 and wounding 5" leaves no doubt about either kind, and what the counts are that it passed over.
Each rule is a function from the sentence's rows of figures, one a claim, to new rows. What each gains is
measured by `eval/ledger.py`; one that gains nothing on the dev reports has no place here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from affray.extract import figures
from affray.extract.governed import Governed, governed
from affray.extract.numbers import Bounds, Count, counts
from affray.extract.parts import linked
from affray.extract.scope import judged
from affray.extract.whom import of_whom
from affray.model import Claim, ClaimType, Figure, FigureKind, Report, Span

Row = tuple[Figure, ...]
Rows = tuple[Row, ...]

_FIGHTING = {
    ClaimType.CLASH, ClaimType.ATTACK, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.BOMBING,
    ClaimType.SUICIDE_BOMBING, ClaimType.CHEMICAL_ATTACK,
}  # fmt: skip
_HARM = _FIGHTING | {ClaimType.KILLING, ClaimType.EXECUTION, ClaimType.TOLL}
# The types whose claims own figures of a kind. In the annotated training reports they own 98 % of them.
_OWNERS = {
    FigureKind.KILLED: _HARM,
    FigureKind.INJURED: _HARM,
    FigureKind.CASUALTIES: _HARM,
    FigureKind.DETAINED: {ClaimType.DETENTION},
    FigureKind.ABDUCTED: {ClaimType.ABDUCTION},
    FigureKind.DISPLACED: {ClaimType.DISPLACEMENT, ClaimType.TOLL},
    FigureKind.RELEASED: {ClaimType.RELEASE, ClaimType.PRISONER_EXCHANGE},
}
_K, _T = FigureKind, ClaimType
_BODIES = {_K.KILLED, _K.INJURED, _K.CASUALTIES, _K.MISSING}
_UNITS = {_K.FORCES, _K.GROUPS}
_BLOWS = _BODIES | {_K.STRIKES, _K.DESTROYED}
# The kinds that a type's claims have: those of at least one in a hundred of its figures in the annotated
# training reports, of types with few figures also single ones that the codebook lets expect.
_KINDS: dict[ClaimType, set[FigureKind]] = {
    _T.CLASH: _BLOWS | _UNITS, _T.ATTACK: _BLOWS | _UNITS, _T.SHELLING: _BLOWS, _T.AIR_STRIKE: _BLOWS,
    _T.BOMBING: _BLOWS, _T.SUICIDE_BOMBING: _BLOWS | {_K.FORCES}, _T.CHEMICAL_ATTACK: _BLOWS,
    _T.KILLING: _BODIES, _T.EXECUTION: _BODIES, _T.TOLL: _BODIES | {_K.DISPLACED, _K.FORCES, _K.ABDUCTED},
    _T.TORTURE: _BODIES, _T.ABDUCTION: {_K.ABDUCTED, _K.CAPTIVES, _K.MISSING, _K.KILLED},
    _T.DETENTION: {_K.DETAINED, _K.CAPTIVES}, _T.DISPLACEMENT: {_K.DISPLACED},
    _T.DESTRUCTION: {_K.DESTROYED, _K.KILLED}, _T.INTERCEPTION: {_K.DESTROYED, _K.KILLED},
    _T.RELEASE: {_K.RELEASED}, _T.PRISONER_EXCHANGE: {_K.RELEASED}, _T.SURRENDER: {_K.SURRENDERED},
    _T.CAPTURE: {_K.KILLED, _K.FORCES}, _T.SIEGE: _UNITS, _T.CONTROL: _UNITS, _T.WITHDRAWAL: _UNITS,
    _T.MOBILIZATION: _UNITS, _T.FORMATION: _UNITS, _T.DEFECTION: _UNITS, _T.ALLIANCE: _UNITS,
    _T.SUPPORT: _UNITS, _T.AFFILIATION: _UNITS, _T.PROTEST: _UNITS, _T.AGREEMENT: _UNITS,
}  # fmt: skip
# What becomes of people of another kind: who is told as captured and released, is released.
_PEOPLE = {
    _K.ABDUCTED, _K.DETAINED, _K.CAPTIVES, _K.DISPLACED, _K.RELEASED, _K.SURRENDERED, _K.FORCES,
}  # fmt: skip
_MEANT = {
    _T.RELEASE: _K.RELEASED, _T.PRISONER_EXCHANGE: _K.RELEASED, _T.SURRENDER: _K.SURRENDERED,
    _T.DETENTION: _K.DETAINED, _T.ABDUCTION: _K.ABDUCTED, _T.DISPLACEMENT: _K.DISPLACED,
    _T.SIEGE: _K.FORCES, _T.MOBILIZATION: _K.FORCES, _T.CONTROL: _K.FORCES, _T.WITHDRAWAL: _K.FORCES,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sentence with its claims, and the counts whose kind its words leave in no doubt.

    The offsets of counts and numbers are those of the sentence.
    """

    text: str
    start: int
    claims: tuple[Claim, ...]
    governed: tuple[Governed, ...]
    numbers: tuple[Count, ...]

    def near(self, figure: Figure) -> Sequence[Count]:
        """The numbers of the sentence that the figure's words share characters with."""
        first, last = figure.start - self.start, figure.end - self.start
        begin = bisect_left(self.numbers, first, key=lambda count: count.end)
        end = bisect_left(self.numbers, last, key=lambda count: count.start)
        return [count for count in self.numbers[begin:end] if first < count.end]


Rule = Callable[[Sheet, Rows], Rows]


def settle(report: Report, claims: Iterable[Claim], rules: Sequence[Rule] | None = None) -> list[Claim]:
    """The claims with their figures settled sentence by sentence, in the order given."""
    claims = list(claims)
    by_sentence: dict[Span, list[int]] = {}
    for number, claim in enumerate(claims):
        by_sentence.setdefault(claim.evidence, []).append(number)
    for sentence, numbers in by_sentence.items():
        own = tuple(claims[number] for number in numbers)
        rows = _settled(sheet(sentence, own), RULES if rules is None else rules)
        for number, row in zip(numbers, rows, strict=True):
            claims[number] = judged(report, replace(claims[number], figures=_told(sentence, row)))
    return claims


def _told(sentence: Span, row: Row) -> Row:
    """The figures with whom they are of, and with the parts marked."""
    start = sentence.start
    named = [
        replace(figure, of=of_whom(sentence.text, figure.start - start, figure.end - start, figure.kind))
        for figure in row
    ]
    return linked(sentence.text, start, named)


def sheet(sentence: Span, claims: tuple[Claim, ...]) -> Sheet:
    """A sentence's claims with its governed counts."""
    found = governed(sentence.text)
    return Sheet(
        text=sentence.text,
        start=sentence.start,
        claims=claims,
        governed=tuple(found),
        numbers=tuple(counts(sentence.text)),
    )


def _settled(own: Sheet, rules: Sequence[Rule]) -> Rows:
    rows: Rows = tuple(claim.figures for claim in own.claims)
    for rule in rules:
        rows = rule(own, rows)
    return tuple(tuple(sorted(row, key=lambda one: (one.start, one.end, one.kind))) for row in rows)


def _over(own: Sheet, count: Governed, figure: Figure) -> bool:
    return figure.start < own.start + count.end and own.start + count.start < figure.end


def _figure(own: Sheet, count: Governed) -> Figure:
    return Figure(
        kind=count.kind,
        text=own.text[count.start : count.end],
        start=own.start + count.start,
        end=own.start + count.end,
        min=count.bounds.min,
        max=count.bounds.max,
        unknown=count.bounds.unknown,
    )


# ---------------------------------------------------------------- the rules


def kinds(own: Sheet, rows: Rows) -> Rows:
    """A figure over one governed count has that count's kind, if its claim can own that kind."""

    def of(claim: Claim, figure: Figure) -> Figure:
        over = {count.kind for count in own.governed if _over(own, count, figure)}
        if len(over) != 1 or figure.kind in over or figure.kind not in _OWNERS:
            return figure
        kind = next(iter(over))
        owns = claim.type in _OWNERS[kind] or claim.type not in _OWNERS[figure.kind]
        return replace(figure, kind=kind) if owns else figure

    return tuple(
        tuple(of(claim, figure) for figure in row) for claim, row in zip(own.claims, rows, strict=True)
    )


def typed(own: Sheet, rows: Rows) -> Rows:
    """A figure of a kind that no claim of its type has is what the type makes of it, or not the claim's."""

    def of(claim: Claim, row: Row) -> Iterator[Figure]:
        meant = _MEANT.get(claim.type)
        for figure in row:
            if figure.kind in _KINDS.get(claim.type, ()):
                yield figure
            elif meant is not None and figure.kind in _PEOPLE:
                yield replace(figure, kind=meant)

    return tuple(tuple(of(claim, row)) for claim, row in zip(own.claims, rows, strict=True))


def whole(own: Sheet, rows: Rows) -> Rows:
    """A figure that cuts through a number's wording has all of it: "20 men" of "at least 20 men"."""

    def of(figure: Figure) -> Figure:
        first, last = figure.start - own.start, figure.end - own.start
        for count in () if figure.unknown else own.near(figure):
            if first > count.start or last < count.end:
                first, last = min(first, count.start), max(last, count.end)
                told = figures.read(own.text[first:last], figure.kind)
                if told is not None and (told.min, told.max) != (figure.min, figure.max):
                    return _worded(own, figure, (first, last), told)
        return figure

    return tuple(tuple(map(of, row)) for row in rows)


def _worded(own: Sheet, figure: Figure, span: tuple[int, int], told: Bounds) -> Figure:
    first, last = span
    return replace(
        figure,
        start=own.start + first,
        end=own.start + last,
        text=own.text[first:last],
        min=told.min,
        max=told.max,
        unknown=told.unknown,
    )


def split(own: Sheet, rows: Rows) -> Rows:
    """A figure over governed counts of several kinds is each of them."""

    def of(figure: Figure) -> Row:
        over = [count for count in own.governed if _over(own, count, figure)]
        if len({count.kind for count in over}) < 2 or figure.kind not in _OWNERS:
            return (figure,)
        return tuple(_figure(own, count) for count in over)

    return tuple(tuple(one for figure in row for one in of(figure)) for row in rows)


def added(own: Sheet, rows: Rows) -> Rows:
    """A governed count that no claim of the sentence has goes to the claim that owns it."""
    out = [list(row) for row in rows]
    for count in own.governed:
        if any(_over(own, count, figure) for row in out for figure in row):
            continue
        owner = owner_of(own, count)
        if owner is not None and _fresh(own, count, out[owner]):
            out[owner].append(_figure(own, count))
    return tuple(map(tuple, out))


def _fresh(own: Sheet, count: Governed, row: Sequence[Figure]) -> bool:
    """Whether the count tells the claim's own harm: a second number of a kind is of a second event."""
    if count.whole is not None:
        has_whole = any(figure.start == own.start + count.whole for figure in row)
        return has_whole and count.bounds != Bounds(min=1, max=1)
    return not any(figure.kind is count.kind for figure in row)


def owner_of(own: Sheet, count: Governed) -> int | None:
    """The claim that a governed count belongs to: that of its own word, else the nearest that can own it."""
    able = [n for n, claim in enumerate(own.claims) if claim.type in _OWNERS.get(count.kind, ())]

    def rank(number: int) -> tuple[bool, bool, int]:
        trigger = own.claims[number].trigger
        start, end = trigger.start - own.start, trigger.end - own.start
        over = start <= count.cue < end
        away = (
            0
            if over
            else min(
                abs(start - count.cue), abs(end - count.cue), abs(end - count.start), abs(start - count.end)
            )
        )
        return (not over, own.claims[number].type is ClaimType.TOLL, away)

    return min(able, key=rank, default=None)


_ONE_OF_THEM = re.compile(
    r"(?:\s*(?:of|among)\s+(?:them|whom|which|these|those))?\s*,?\s*(?:(?:was|is|were)\s+)?$", re.IGNORECASE
)


def apart(own: Sheet, rows: Rows) -> Rows:
    """Of the figures of one claim that share their words and a kind, the first stays."""

    def doubled(one: Figure, figure: Figure) -> bool:
        if one.kind != figure.kind:
            return False
        gap = own.text[one.end - own.start : figure.start - own.start]
        them = f"{one.text}{gap}".lower().rstrip().endswith(("of them", "of whom", "of which", "was", "were"))
        named = them and bool(_ONE_OF_THEM.match(gap)) and (one.min, one.max) == (figure.min, figure.max)
        return figure.start < one.end or named

    out = []
    for row in rows:
        kept: list[Figure] = []
        for figure in sorted(row, key=lambda one: (one.start, -one.end)):
            if not any(doubled(one, figure) for one in kept):
                kept.append(figure)
        out.append(tuple(kept))
    return tuple(out)


_ALONE = re.compile(r"(?:[a-z]+\s)?[\d,.]+$", re.IGNORECASE)


def measured(own: Sheet, rows: Rows) -> Rows:
    """A bare numeral that the whole sentence shows to be a measure, an age or a date is no figure."""

    def stands(figure: Figure) -> bool:
        return not _ALONE.match(figure.text) or bool(own.near(figure))

    return tuple(tuple(filter(stands, row)) for row in rows)


RULES: tuple[Rule, ...] = (whole, measured, kinds, typed, split, added, apart)
