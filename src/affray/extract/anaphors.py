"""Fillers that stand for a name: pronouns, possessives ("its fighters") and definite descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from affray.model import Filler, Role


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """What a filler's words ask of the name they stand for.

    Attributes:
        kind: The class of wording: `he`, `i`, `it`, `they`, `we`, `group`, `label`, `state`, `force`,
            `media`, `person`, `place`, `both`.
        form: `pronoun`, `possessive` or `description`.
        head: The description's noun, singular; empty for pronouns.
        words: The description's other words, lower case.
    """

    kind: str
    form: str
    head: str = ""
    words: frozenset[str] = frozenset()


_PRONOUNS = {
    **dict.fromkeys(("he", "she", "him", "her", "himself", "herself"), "he"),
    **dict.fromkeys(("i", "me", "myself"), "i"),
    **dict.fromkeys(("it", "itself"), "it"),
    **dict.fromkeys(("they", "them", "themselves"), "they"),
    **dict.fromkeys(("we", "us"), "we"),
}
_POSSESSIVES = {"his": "he", "her": "he", "its": "it", "their": "they", "our": "we", "my": "i"}
# Words after a possessive that name those who act for the owner; "its airport" is another thing.
_ACTING = _listed(
    "force troop army military soldier fighter militant gunman warplane plane jet aircraft airstrike strike "
    "raid bomber artillery tank navy unit member commander officer air militia militiaman government regime "
    "leader spokesman administration authority police battalion brigade men rocket missile drone helicopter "
    "minister airforce shelling attack offensive operation coalition airplane"
)
_HEADS = {
    "group": "group organization organisation movement militia faction outfit brigade battalion alliance "
    "coalition front council party network division syndicate bloc union corps cell gang affiliate branch "
    " offshoot federation caliphate insurgency squadron regiment unit ally",
    "label": "militant jihadist extremist terrorist insurgent fighter hardliner radical islamist takfiri "
    "attacker assailant gunman kidnapper abductor mujahideen",
    "state": "government regime country kingdom administration republic nation state authority leadership",
    "force": "army military force troop soldier airforce navy police warplane jet air",
    "media": "agency newspaper outlet channel monitor observatory watchdog network monitoring source report "
    "statement website broadcaster ministry institute charity ngo committee department office centre center",
    "person": "commander spokesman spokeswoman spokesperson minister president official man woman activist "
    "leader governor director general chief mayor journalist ambassador envoy officer doctor resident "
    "witness suspect facilitator colonel captain secretary cleric",
    "place": "city town village province area district region base airport airbase neighborhood "
    "neighbourhood enclave territory island capital camp prison hospital site mountain hill bridge "
    "border crossing road governorate countryside suburb checkpoint dam mosque school market facility "
    "complex airfield building stronghold settlement strip outpost square quarter hamlet municipality",
}  # fmt: skip
_KIND_OF_HEAD = {head: kind for kind, heads in _HEADS.items() for head in heads.split()}
# Places of this kind are asked for by a place filler, parties by the others.
_PLACES = frozenset(_HEADS["place"].split())
_DEFINITE = re.compile(
    r"(?P<lead>the|this|that|these|those|both)\s+(?P<rest>[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*){0,4})$",
    re.IGNORECASE,
)
_PLURALS = {"militiamen": "militia", "gunmen": "gunman", "authorities": "authority", "allies": "ally"}
# Words of a description that tell its party from the report's others: it is a name, or is settled by
# the theatre ("the government forces").
_TELLING = _listed("rebel rebels opposition other rival allied foreign local civilian")
# Words after which a place filler still stands for its place: "outskirts of the city".
_PART_OF = re.compile(
    r"\b(?:of|from|inside|around|outside|near|in)\s+(?=(?:the|this|that)\s+[a-z]+$)", re.IGNORECASE
)


def anaphor(filler: Filler) -> Anaphor | None:
    """What a filler asks for, None where its own words name something or nothing in particular."""
    text = filler.text.strip()
    low = text.lower()
    if low in _PRONOUNS and not (text.isupper() and len(text) > 1):
        kind = _PRONOUNS[low]
        return Anaphor(kind="place" if filler.role is Role.PLACE else kind, form="pronoun")
    first, _, rest = low.partition(" ")
    if first in _POSSESSIVES:
        return _possessive(filler, first, rest)
    if filler.role is Role.PLACE:
        text = _PART_OF.split(text)[-1]
    return _description(filler, text)


def _possessive(filler: Filler, first: str, rest: str) -> Anaphor | None:
    if any(word[:1].isupper() for word in filler.text.split()[1:]):
        return None
    head = _singular(rest.rsplit(maxsplit=1)[-1]) if rest else ""
    if rest and head not in _ACTING and not _ACTING.intersection(map(_singular, rest.split())):
        return None
    return Anaphor(kind=_POSSESSIVES[first], form="possessive", head=head)


def _description(filler: Filler, text: str) -> Anaphor | None:
    match = _DEFINITE.match(text)
    if match is None or any(word[:1].isupper() for word in match["rest"].split()):
        return None
    *others, last = match["rest"].lower().split()
    head, words = _singular(last), frozenset(others)
    if words & _TELLING or (
        head == "side" and match["lead"].lower() != "both" and not words & {"two", "both"}
    ):
        return None
    if head == "side" or (match["lead"].lower() == "both" and head in {"party", "group", "side"}):
        return Anaphor(kind="both", form="description", head=head)
    kind = _KIND_OF_HEAD.get(head)
    if kind is None or (kind == "place") != (filler.role is Role.PLACE):
        return None
    return Anaphor(kind=kind, form="description", head=head, words=words)


def _singular(word: str) -> str:
    word = _PLURALS.get(word, word).removesuffix("'s").removesuffix("’s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
