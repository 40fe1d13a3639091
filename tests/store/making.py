"""Coded reports made by hand from sentences, and by chance for round trips."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from hypothesis import strategies as st

from affray.model import (
    ActorMention,
    Basis,
    Claim,
    ClaimType,
    Coded,
    DateWitness,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    Hedge,
    HedgeKind,
    OffsetMap,
    PlaceMention,
    Precision,
    Report,
    Role,
    Scope,
    Segment,
    SegmentKind,
    SourceMention,
    Span,
    Stance,
    TimeReading,
    claim_id,
)

NO_TIME = TimeReading(
    text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason="no date"
)


def make_report(name: str, text: str, **fields: Any) -> Report:
    """A report of one body segment; its digest follows from its id and text."""
    digest = hashlib.sha256(f"{name}\x00{text}".encode("utf-8", "surrogatepass")).hexdigest()
    defaults = {
        "path": f"{name}.txt",
        "digest": digest,
        "segments": (Segment(kind=SegmentKind.BODY, start=0, end=len(text)),),
        "offsets": OffsetMap(clean=(0,), source=(0,), length=(len(text),)),
    }
    return Report(**{"report": name, "text": text, **defaults, **fields})


def span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def filler(report: Report, role: Role, words: str) -> Filler:
    found = span(report, words)
    return Filler(role=role, start=found.start, end=found.end, text=words, score=0.9)


def killed(report: Report, words: str, low: int | None, high: int | None) -> Figure:
    found = span(report, words)
    return Figure(kind=FigureKind.KILLED, text=words, start=found.start, end=found.end, min=low, max=high)


def ahras(report: Report, words: str) -> PlaceMention:
    return PlaceMention(
        filler=filler(report, Role.PLACE, words),
        place="affray:ahras",
        name="Ahras",
        lat=36.40,
        lon=37.144,
        radius_km=1.5,
        precision=Precision.POINT,
        admin1="Aleppo",
        country="SY",
        score=0.93,
        reason="only candidate",
    )


def nowhere(report: Report, words: str) -> PlaceMention:
    return PlaceMention(
        filler=filler(report, Role.PLACE, words),
        place=None,
        name=None,
        lat=None,
        lon=None,
        radius_km=None,
        precision=None,
        admin1=None,
        country=None,
        score=0.1,
        reason="no such name",
    )


def actor(report: Report, role: Role, words: str, name: str | None = None) -> ActorMention:
    return ActorMention(
        filler=filler(report, role, words),
        actor=name.lower().replace(" ", "-") if name else None,
        name=name,
        score=0.8,
        reason="name" if name else "no such actor",
    )


def make_claim(report: Report, kind: ClaimType, trigger: str, **fields: Any) -> GroundedClaim:
    """A claim whose sentence is the report's whole text."""
    actors, places = fields.pop("actors", ()), fields.pop("places", ())
    sources, time = fields.pop("sources", ()), fields.pop("time", NO_TIME)
    words = span(report, trigger)
    others = fields.pop("fillers", ())
    claim = Claim(
        **{
            "claim": claim_id(report, kind, words),
            "report": report.report,
            "type": kind,
            "stance": Stance.ASSERTED,
            "scope": Scope.INCIDENT,
            "evidence": Span(start=0, end=len(report.text), text=report.text),
            "trigger": words,
            "score": 0.7,
            "fillers": tuple(m.filler for m in (*actors, *places, *sources)) + tuple(others),
            **fields,
        }
    )
    return GroundedClaim(claim=claim, actors=actors, places=places, time=time, sources=sources)


def one_claim(name: str, text: str = "Gunmen shot 3 guards in Ahras.", **fields: Any) -> Coded:
    """A report of one sentence with one killing."""
    report = make_report(name, text, **fields)
    claim = make_claim(report, ClaimType.KILLING, text.split()[1])
    return Coded(report=report, claims=(claim,))


def rich(name: str = "ahras-1") -> Coded:
    """One report that fills every field of the model."""
    text = "On Friday Red Brigade men shelled Ahras and Nowhereville, killing up to 30 guards, a medic said."
    report = make_report(
        name,
        text,
        title="Shells on Ahras",
        outlet="Northern Post",
        origin="Example Agency",
        dateline="AHRAS",
        language="en",
        url="https://example.org/1",
        line=3,
        dates=(DateWitness(basis=Basis.CHROME, text="9 May 2024", earliest=date(2024, 5, 9), latest=None),),
    )
    claim = make_claim(
        report,
        ClaimType.SHELLING,
        "shelled",
        actors=(
            actor(report, Role.A, "Red Brigade men", "Red Brigade"),
            actor(report, Role.B, "guards"),
        ),
        places=(ahras(report, "Ahras"), nowhere(report, "Nowhereville")),
        sources=(SourceMention(filler=filler(report, Role.SOURCE, "a medic"), name=None),),
        figures=(killed(report, "up to 30", None, 30),),
        fillers=(filler(report, Role.INSTRUMENT, "shelled"),),
        time=TimeReading(
            text="Friday",
            start=3,
            end=9,
            earliest=date(2014, 1, 3),
            latest=date(2014, 1, 3),
            basis=Basis.RELATIVE,
            reason="Friday before the dateline",
        ),
    )
    return Coded(report=report, claims=(claim,))


# ---------------------------------------------------------------- by chance

# Hostile characters more often than chance would bring them.
_TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00'\"\\;%\x1b\u202e\u200b\ud800\udfff\U0010fffe0a😀")),
    max_size=20,
)
_MAYBE = st.none() | _TEXT
_OFFSET = st.integers(0, 2**31 - 1)
_BOUND = st.none() | st.integers(-(2**63) + 1, 2**63 - 1)
_FLOAT = st.floats(allow_nan=False)
_MAYBE_FLOAT = st.none() | _FLOAT
_DATE = st.none() | st.dates()


def _many(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=3).map(tuple)


_FILLER = st.builds(
    Filler,
    role=st.sampled_from(Role),
    start=_OFFSET,
    end=_OFFSET,
    text=_TEXT,
    score=_FLOAT,
    antecedent=_MAYBE,
    antecedent_score=_MAYBE_FLOAT,
)
_FIGURE = st.builds(
    Figure,
    kind=st.sampled_from(FigureKind),
    text=_TEXT,
    start=_OFFSET,
    end=_OFFSET,
    min=_BOUND,
    max=_BOUND,
    of=_MAYBE,
    unknown=st.booleans(),
    part_of=st.none() | st.integers(0, 9),
)
_HEDGE = st.builds(Hedge, kind=st.sampled_from(HedgeKind), start=_OFFSET, end=_OFFSET, text=_TEXT)
_ACTOR = st.builds(ActorMention, filler=_FILLER, actor=_MAYBE, name=_MAYBE, score=_FLOAT, reason=_TEXT)
_PLACE = st.builds(
    PlaceMention,
    filler=_FILLER,
    place=_MAYBE,
    name=_MAYBE,
    lat=_MAYBE_FLOAT,
    lon=_MAYBE_FLOAT,
    radius_km=_MAYBE_FLOAT,
    precision=st.none() | st.sampled_from(Precision),
    admin1=_MAYBE,
    country=_MAYBE,
    score=_FLOAT,
    reason=_TEXT,
)
_TIME = st.builds(
    TimeReading,
    text=_MAYBE,
    start=st.none() | _OFFSET,
    end=st.none() | _OFFSET,
    earliest=_DATE,
    latest=_DATE,
    basis=st.none() | st.sampled_from(Basis),
    reason=_TEXT,
)
_SOURCE = st.builds(SourceMention, filler=_FILLER, name=_MAYBE)
_RUNS = _many(_OFFSET)
_REPORT = st.builds(
    Report,
    report=_TEXT,
    path=_TEXT,
    text=_TEXT,
    digest=st.uuids().map(str),
    title=_MAYBE,
    outlet=_MAYBE,
    origin=_MAYBE,
    dateline=_MAYBE,
    language=_MAYBE,
    url=_MAYBE,
    line=st.none() | _OFFSET,
    segments=_many(
        st.builds(
            Segment,
            kind=st.sampled_from(SegmentKind),
            start=_OFFSET,
            end=_OFFSET,
            undated=st.booleans(),
        )
    ),
    dates=_many(
        st.builds(
            DateWitness,
            basis=st.sampled_from(Basis),
            text=_TEXT,
            earliest=_DATE,
            latest=_DATE,
            weight=_MAYBE_FLOAT,
        )
    ),
    offsets=st.builds(OffsetMap, clean=_RUNS, source=_RUNS, length=_RUNS),
)


@st.composite
def any_coded(draw: st.DrawFn) -> Coded:
    """A report with claims that quote it, all else by chance."""
    report = draw(_REPORT)

    def quoted() -> Span:
        start = draw(st.integers(0, len(report.text)))
        end = draw(st.integers(start, len(report.text)))
        return Span(start=start, end=end, text=report.text[start:end])

    claims = []
    for number in range(draw(st.integers(0, 3))):
        claim = Claim(
            claim=f"c-{number}{draw(_TEXT)}",
            report=report.report,
            type=draw(st.sampled_from(ClaimType)),
            stance=draw(st.sampled_from(Stance)),
            scope=draw(st.sampled_from(Scope)),
            evidence=quoted(),
            trigger=quoted(),
            score=draw(_FLOAT),
            fillers=draw(_many(_FILLER)),
            figures=draw(_many(_FIGURE)),
            hedges=draw(_many(_HEDGE)),
        )
        claims.append(
            GroundedClaim(
                claim=claim,
                actors=draw(_many(_ACTOR)),
                places=draw(_many(_PLACE)),
                time=draw(_TIME),
                sources=draw(_many(_SOURCE)),
            )
        )
    return Coded(report=report, claims=tuple(claims), dropped=draw(st.none() | _TEXT))
