"""Grounded claims made by hand from a sentence: what the pipeline gives, without a model."""

from __future__ import annotations

from datetime import date

from affray.model import (
    ActorMention,
    Claim,
    ClaimType,
    Coded,
    EventPlace,
    Filler,
    GroundedClaim,
    PlaceMention,
    Precision,
    Published,
    Report,
    Role,
    Scope,
    Span,
    Stance,
    TimeReading,
)
from affray.track.reading import Root, Rooted

# Name → id, latitude, longitude, radius, precision, first-level division.
PLACES: dict[str, tuple[str, float, float, float, Precision, str | None]] = {
    "Ahras": ("affray:ahras", 36.40, 37.144, 1.5, Precision.POINT, "Aleppo"),
    "Manbij": ("affray:manbij", 36.528, 37.955, 2.5, Precision.POINT, "Aleppo"),
    "Aleppo": ("affray:aleppo", 36.202, 37.134, 8.0, Precision.POINT, "Aleppo"),
    "Salaheddine": ("affray:salaheddine", 36.18, 37.12, 0.8, Precision.POINT, "Aleppo"),
    "Aleppo province": ("affray:aleppo-province", 36.2, 37.5, 80.0, Precision.PROVINCE, "Aleppo"),
    "Dana": ("affray:ad-dana", 36.21, 36.77, 2.5, Precision.POINT, "Idlib"),
    "Idlib": ("affray:idlib", 35.93, 36.63, 2.5, Precision.POINT, "Idlib"),
    "Raqqa": ("affray:raqqa", 35.95, 39.01, 5.0, Precision.POINT, "Raqqa"),
    "Raqqa province": ("affray:raqqa-province", 36.0, 39.0, 72.0, Precision.PROVINCE, "Raqqa"),
    "Tabqa": ("affray:tabqa", 35.83, 38.54, 3.0, Precision.POINT, "Raqqa"),
    "Syria": ("geonames:163843", 34.7, 38.5, 240.0, Precision.COUNTRY, None),
}
# Words → the id that they ground to.
ACTORS = {
    "rebels": "syrian-opposition-forces",
    "opposition fighters": "syrian-opposition-forces",
    "ISIL": "isil",
    "the army": "syrian-armed-forces",
    "the Free Syrian Army": "free-syrian-army",
    "the Islamic Front": "islamic-front",
    "Ahrar al-Sham": "ahrar-al-sham",
    "the Nusra Front": "al-nusra-front",
    "al-Qaeda": "al-qaeda",
    "civilians": "civilians-syria",
    "Iran": "iran",
}


def day(text: str) -> date:
    """A day of 2014 as "01-09", or of any year in full."""
    return date.fromisoformat(text if len(text) > 5 else f"2014-{text}")


def run(text: str | None) -> tuple[date | None, date | None]:
    """ "01-05..01-09", "..01-09", "01-09" or nothing."""
    if text is None:
        return None, None
    first, _, last = text.partition("..")
    return (day(first) if first else None, day(last) if last else (None if ".." in text else day(first)))


def published(days: str | None) -> Published | None:
    """A report's days; its likeliest is the last one."""
    first, last = run(days)
    return (
        None
        if days is None
        else Published(earliest=first, latest=last, best=last, witnesses=(), reason="made")
    )


def where(name: str) -> EventPlace:
    """A place by its name in `PLACES`."""
    place, lat, lon, radius, precision, admin1 = PLACES[name]
    return EventPlace(
        place=place,
        name=name.removesuffix(" province"),
        lat=lat,
        lon=lon,
        radius_km=radius,
        precision=precision,
        admin1=admin1,
        country="SY",
    )


class Reporter:
    """One report of one source: sentences are added, claims made of their words."""

    def __init__(self, name: str, on: str | None, *, root: str | None = None) -> None:
        self.name = name
        self.text = ""
        self.published = published(on)
        self.root = root or name
        self.told: list[Rooted] = []

    def says(self, sentence: str, *claims: dict[str, str]) -> Reporter:
        """Add a sentence with its claims: kind, trigger, roles by their words, time, stance, root."""
        start = len(self.text)
        self.text += sentence + "\n"
        for claim in claims:
            self.told.append(self._told(sentence, start, claim))
        return self

    def coded(self) -> Coded:
        """The report with its claims, as a store keeps it; its root is its outlet."""
        report = Report(
            report=self.name,
            path=f"{self.name}.txt",
            text=self.text,
            digest=self.name,
            outlet=self.root,
            published=self.published,
        )
        return Coded(report=report, claims=tuple(told.grounded for told in self.told))

    def _told(self, sentence: str, base: int, given: dict[str, str]) -> Rooted:
        def span(words: str) -> tuple[int, int]:
            at = sentence.index(words)
            return base + at, base + at + len(words)

        def filler(role: Role, words: str) -> Filler:
            start, end = span(words)
            return Filler(role=role, start=start, end=end, text=words, score=1.0)

        actors: tuple[ActorMention, ...] = tuple(
            ActorMention(
                filler=filler(role, words), actor=ACTORS.get(words), name=words, score=1.0, reason="made"
            )
            for role in (Role.A, Role.B)
            for words in given.get(role, "").split("; ")
            if words
        )
        places: tuple[PlaceMention, ...] = tuple(
            self._place(filler(Role.PLACE, words.partition("=")[0]), words.partition("=")[2])
            for words in given.get("place", "").split("; ")
            if words
        )
        start, end = span(given["trigger"])
        claim = Claim(
            claim=f"c-{self.name}-{start}-{given['kind']}",
            report=self.name,
            type=ClaimType(given["kind"]),
            stance=Stance(given.get("stance", "asserted")),
            scope=Scope.INCIDENT,
            evidence=Span(start=base, end=base + len(sentence), text=sentence),
            trigger=Span(start=start, end=end, text=given["trigger"]),
            score=1.0,
            fillers=(*(each.filler for each in actors), *(each.filler for each in places)),
        )
        first, last = run(given.get("time"))
        time = TimeReading(
            text=given.get("said"),
            start=None,
            end=None,
            earliest=first,
            latest=last,
            basis=None,
            reason="made",
        )
        root = given.get("root", self.root)
        return Rooted(
            grounded=GroundedClaim(claim=claim, actors=actors, places=places, time=time, sources=()),
            published=self.published,
            root=Root(key=root, name=root),
        )

    def _place(self, words: Filler, name: str) -> PlaceMention:
        """`words=Name` grounds to a place of `PLACES`, `words=Name/precision` as that; else to none."""
        name, _, precision = name.partition("/")
        if not name:
            return PlaceMention(
                filler=words, place=None, name=None, lat=None, lon=None, radius_km=None, precision=None,
                admin1=None, country=None, score=0.0, reason="made",
            )  # fmt: skip
        found = where(name)
        return PlaceMention(
            filler=words,
            place=found.place,
            name=found.name,
            lat=found.lat,
            lon=found.lon,
            radius_km=found.radius_km,
            precision=Precision(precision) if precision else found.precision,
            admin1=found.admin1,
            country="SY",
            score=1.0,
            reason="made",
        )


def claim(kind: str, trigger: str, **roles: str) -> dict[str, str]:
    """One claim of a sentence."""
    return {"kind": kind, "trigger": trigger, **roles}
