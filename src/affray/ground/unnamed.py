"""Places told by a noun alone ("the headquarters", "two villages") take the place that they lie in.

It is the place of the same words earlier in the report, else the one that their sentence names, else, for
definite words, the one named last before them. The area says that it is taken over, and from where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from affray.ground.mentions import UNNAMED
from affray.ground.words import listed
from affray.model import Claim, PlaceMention, Precision
from affray.text import fold

# Nouns for what lies at a place. "region", "desert" and "sea" are wider than what is named beside them.
_NOUNS = listed(
    "city town village hamlet area district neighborhood neighbourhood quarter suburb headquarters base "
    "position stronghold camp checkpoint building house home warehouse prison hospital school mosque church "
    "market airport airbase airfield barracks compound outpost bastion depot factory street square territory "
    "site scene hideout shelter clinic residence post bunker plant station bridge shop shrine"
)
# Nouns of towns: a province named beside them gives its seat.
_TOWNS = frozenset({"city", "town", "suburb"})
# Many places, of which those named beside them are hardly the measure.
_MANY = re.compile(r"\d{2,}|\b(?:dozens|scores|hundreds|thousands)\b")
# Words for somewhere else than what is named, and for no place of war.
_ELSEWHERE = re.compile(
    r"(?i)\b(?:other|others|another|elsewhere|different|neighbou?ring|nearby|surrounding|adjacent|abroad|"
    r"outside|between|social|border|every|all|any|no|own|their|his|her|our|home|international)\b"
)
_DEFINITE = re.compile(r"(?i)^(?:\w+ )?(?:\w+ )?(?:the|this|that|these|those) |^there$|^here$")
_COUNTRY = re.compile(r"(?i)^(?:\w+ )?(?:the (?:whole |entire )?country|nationwide|countrywide)$")
_FOLLOWS = re.compile(r"(?i)\b(?:of|in|at|on|near|under|which|that|held|controlled|with|where|it)\b|,")
_CAPITAL = re.compile(r"\b(?!The\b)[A-Z]")
_OWNING = re.compile(r"['’]s?\b")
_WORD = re.compile(r"[^\W_]+")
_SMALL = listed("the a an its their his this that these those in at of on from inside s former")
# How far back a definite noun is taken to point: two sentences of news.
_BACK = 400
# What is wider than a province tells nothing of where a thing in it is.
_WIDEST_KM = 100.0
# Indefinite places, and areas, lie around the place named beside them and not in it.
_AROUND = listed("village town area territory position hamlet site")
_AROUND_KM = 15.0
_TAKEN = "no name; taken to be in"
# Of the anchor's own score: in the same words, in the same sentence, named before.
_SAME, _BESIDE, _BEFORE = 0.8, 0.6, 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with its places as read so far."""

    claim: Claim
    places: tuple[PlaceMention, ...]


def is_country(text: str) -> bool:
    """Whether words mean the whole country that a report tells of."""
    return _COUNTRY.match(text) is not None


def settled(told: Sequence[Told], seat: Seat) -> list[tuple[PlaceMention, ...]]:
    """The places of each claim, the unnamed ones as parts of what the report names around them.

    Args:
        told: The report's claims with their places.
        seat: Gives the town that a province is named after, for "the city" beside it.
    """
    anchors = sorted(
        {
            (mention.filler.start, mention.filler.end): (each.claim, mention)
            for each in told
            for mention in each.places
            if not mention.reason.startswith(UNNAMED) and (mention.radius_km or 0) <= _WIDEST_KM
        }.values(),
        key=lambda pair: pair[1].filler.start,
    )
    return [
        tuple(_seated(_settled(each.claim, mention, anchors), seat) for mention in each.places)
        for each in told
    ]


_Anchors = list[tuple[Claim, PlaceMention]]
Seat = Callable[[PlaceMention], PlaceMention | None]


def _seated(mention: PlaceMention, seat: Seat) -> PlaceMention:
    """A town without a name, where only its province is told: the province's seat."""
    if mention.precision is not Precision.PROVINCE or not mention.reason.startswith(_TAKEN):
        return mention
    town = seat(mention) if _head(mention.filler.text) in _TOWNS else None
    return mention if town is None else replace(town, filler=mention.filler, score=mention.score)


def _settled(claim: Claim, mention: PlaceMention, anchors: _Anchors) -> PlaceMention:
    text = mention.filler.text
    if mention.place is not None or not mention.reason.startswith(UNNAMED):
        return mention
    head = _head(text)
    definite = _DEFINITE.match(text) is not None
    if (
        _ELSEWHERE.search(text)
        or _MANY.search(text)
        or (head not in _NOUNS and text.lower() not in ("there", "here"))
    ):
        return mention
    before = [pair for pair in anchors if pair[1].filler.start < mention.filler.start]
    same = [each for _, each in before if _content(text) <= _content(each.filler.text)]
    if same and _CAPITAL.search(text):
        return _within(mention, same[-1], _SAME, "the same words earlier in the report")
    own = [each for other, each in anchors if other.evidence.start == claim.evidence.start]
    if own:
        return _within(mention, _nearest(own, mention), _BESIDE, "its sentence")
    near = [each for _, each in before if mention.filler.start - each.filler.end <= _BACK]
    if definite and near and _content(text) <= {head}:
        return _within(mention, near[-1], _BEFORE, "what the report names before")
    return mention


def _nearest(anchors: Sequence[PlaceMention], mention: PlaceMention) -> PlaceMention:
    """The last place before, else the first after."""
    before = [each for each in anchors if each.filler.start < mention.filler.start]
    return before[-1] if before else anchors[0]


def _within(mention: PlaceMention, anchor: PlaceMention, trust: float, where: str) -> PlaceMention:
    """A mention as a part of another's place; as it was where that is not known, or is no town's."""
    town = anchor.precision in (Precision.POINT, Precision.PROVINCE, Precision.DISTRICT)
    if anchor.place is None or (_head(mention.filler.text) in _TOWNS and not town):
        return mention
    text, reach = mention.filler.text, anchor.radius_km or 0.0
    around = _head(text) in _AROUND and (_DEFINITE.match(text) is None or _head(text) == "area")
    precision = Precision.PART if anchor.precision is Precision.POINT else anchor.precision
    return replace(
        anchor,
        filler=mention.filler,
        precision=Precision.NEAR if around and precision is Precision.PART else precision,
        radius_km=round(reach + _AROUND_KM, 1) if around and reach < _AROUND_KM else anchor.radius_km,
        score=round(anchor.score * trust, 2),
        reason=f"{_TAKEN} {anchor.name}, from {where}",
    )


def _head(text: str) -> str:
    """The noun that the words are about: the last before "of", "in" or what follows a comma."""
    before = re.split(
        r"(?i)\b(?:of|in|at|on|near|under|which|that|held|controlled|with|where)\b|,", text.strip()
    )
    lead = next((part for part in before if _WORD.search(part)), "")
    found = _WORD.findall(lead.lower())
    return _singular(found[-1]) if found else ""


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    plain = word.removesuffix("s")
    return plain if plain in _NOUNS else word


def _content(text: str) -> frozenset[str]:
    found = _WORD.findall(fold(_OWNING.sub("", text)))
    return frozenset(_singular(word) for word in found if word not in _SMALL)
