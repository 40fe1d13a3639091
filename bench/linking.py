"""How fast claims are linked: synthetic claims of a war, at growing counts.

    python bench/linking.py [--claims 10000 100000] [--seed 7]

The claims are made here: happenings at towns on days, each told by one to eight reports in one to five
claims, some with and some without place, day, figures and actors. Prints seconds of wall time for rows,
comparing and partition, pairs compared, events found, and peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from affray.model import (
    ActorMention,
    Basis,
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    Likely,
    PlaceMention,
    Precision,
    Published,
    Role,
    Scope,
    Span,
    Stance,
    TimeReading,
)
from affray.reconcile.linkage import link

_TYPES = (
    ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.CLASH, ClaimType.BOMBING, ClaimType.KILLING,
    ClaimType.CAPTURE, ClaimType.DISPLACEMENT, ClaimType.AGREEMENT, ClaimType.ATTACK,
)  # fmt: skip
_ACTORS = (
    "syrian-armed-forces",
    "isil",
    "al-nusra-front",
    "free-syrian-army",
    "russian-armed-forces",
    "hezbollah",
)
_FIRST = date(2012, 1, 1)
# A war of this many claims a day: more claims are a longer war, as they are in a store that grows.
_CLAIMS_A_DAY = 60
_TOWNS = 2000
_SYLLABLES = (
    "ba",
    "da",
    "ra",
    "tel",
    "kafr",
    "ma",
    "sha",
    "qa",
    "zor",
    "hu",
    "li",
    "mi",
    "sa",
    "ja",
    "ni",
    "ru",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What is told: its number, type, town, day, number of dead and parties."""

    number: int
    type: ClaimType
    town: int
    day: date
    killed: int
    a: str
    b: str


def made(count: int, seed: int) -> Iterator[tuple[GroundedClaim, Published]]:
    """So many claims, with the days of their reports."""
    random.seed(seed)
    days = max(count // _CLAIMS_A_DAY, 30)
    done, number = 0, 0
    while done < count:
        number += 1
        told = Happening(
            number=number,
            type=random.choice(_TYPES),
            town=min(int(random.paretovariate(0.6)), _TOWNS),
            day=_FIRST + timedelta(days=random.randrange(days)),
            killed=random.choice((0, 0, 1, 2, 3, 5, 8, 12, 20, 35, 60)),
            a=random.choice(_ACTORS),
            b=random.choice(_ACTORS),
        )
        for report in range(random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
            for at in range(random.choice((1, 1, 2, 3, 5))):
                if done == count:
                    return
                done += 1
                yield _claim(told, report, at)


def _town(number: int) -> tuple[str, float, float]:
    own = random.Random(number)
    name = "".join(own.choice(_SYLLABLES) for _ in range(3)).title()
    return name, 33 + 4 * own.random(), 36 + 6 * own.random()


def _claim(told: Happening, report: int, at: int) -> tuple[GroundedClaim, Published]:
    name, lat, lon = _town(told.town)
    published = told.day + timedelta(days=random.choice((0, 0, 1, 2)))
    first = at == 0
    kind, source = told.type.value.replace("_", " "), random.randrange(4000)
    sentence = f"The {kind} {at} hit {name} where {told.killed} people were killed, source {source} said."
    place = Filler(role=Role.PLACE, start=0, end=len(name), text=name, score=1.0)
    spot = PlaceMention(
        filler=place, place=f"bench:{told.town}", name=name, lat=lat, lon=lon, radius_km=1.5,
        precision=Precision.POINT, admin1=f"Province {int(lat)}", country="SY", score=1.0, reason="made",
    )  # fmt: skip
    parties = tuple(
        ActorMention(
            filler=Filler(role=role, start=0, end=5, text=actor, score=1.0),
            actor=actor, name=actor, score=1.0, reason="made",
        )
        for role, actor in ((Role.A, told.a), (Role.B, told.b))
        if random.random() < 0.4
    )  # fmt: skip
    figures = (
        (
            Figure(
                kind=FigureKind.KILLED,
                text=str(told.killed),
                start=0,
                end=2,
                min=told.killed,
                max=told.killed,
            ),
        )
        if told.killed and random.random() < 0.4
        else ()
    )
    claim = Claim(
        claim=f"c-{told.number:08x}{report:x}{at:x}", report=f"r-{told.number}-{report}", type=told.type,
        stance=Stance.ASSERTED, scope=Scope.INCIDENT,
        evidence=Span(start=at * 200, end=at * 200 + len(sentence), text=sentence),
        trigger=Span(start=at * 200 + 4, end=at * 200 + 10, text=told.type.value), score=1.0,
        fillers=(place, *(party.filler for party in parties)) if first or random.random() < 0.5 else (),
        figures=figures,
    )  # fmt: skip
    stated = first and random.random() < 0.5
    time_ = TimeReading(
        text="on the day" if stated else None, start=None, end=None,
        earliest=told.day if stated else published - timedelta(days=3),
        latest=told.day if stated else published, basis=Basis.RELATIVE, reason="made",
    )  # fmt: skip
    grounded = GroundedClaim(
        claim=claim, actors=parties, places=(spot,) if claim.fillers else (), time=time_, sources=()
    )
    return grounded, Published(
        earliest=published, latest=published, best=published, witnesses=(), reason="made",
        days=(Likely(day=published, chance=1.0),),
    )  # fmt: skip


def main() -> None:
    """Link claims at each count and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    for count in asked.claims:
        claims = list(made(count, asked.seed))
        began, cpu = time.perf_counter(), time.process_time()
        linked = link(claims)
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        truth = len({grounded.claim.claim[:10] for grounded, _ in claims})
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count} claims of {truth} happenings: {len(linked.clusters)} events, "
            f"{len(linked.links)} links kept, "
            f"{wall:.1f} s of wall time, {cpu:.1f} s of CPU time, peak memory {peak:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
