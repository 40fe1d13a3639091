"""Where each anaphor of a report stands, and the entities named before that compete for it there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from affray.extract.anaphors import Anaphor, anaphor
from affray.extract.named import Mention
from affray.model import Claim, Filler, Role, Span

# Sentences that a name is looked for behind its anaphor, beside those that open the report: of the
# names that coders gave in the training reports and that were met before, 99.9 % were last met within
# twelve sentences.
_BACK, _OPENING = 12, 3
# Kinds of entity that a wording may stand for.
_PARTIES = frozenset({"group", "state", "force", "body", "media", "person", "generic", "unknown"})
_PERSONS = frozenset({"person", "unknown", "generic"})
_MAY = {
    "he": _PERSONS,
    "i": _PERSONS,
    "place": frozenset({"place", "state", "unknown"}),
    "group": _PARTIES - {"state", "person"},
    "label": frozenset({"group", "force", "generic", "unknown"}),
    "state": frozenset({"state", "force", "generic", "unknown"}),
}


@dataclass(slots=True, kw_only=True)
class Entity:
    """What is known of one entity where an anaphor stands; grows as the report is read.

    Attributes:
        texts: Its wordings, with how often each was met.
        roles: What its last mention fills in claims.
        first: Its last mention is the first name of its sentence.
    """

    entity: str
    kind: str
    opening: bool
    texts: dict[str, int] = field(default_factory=dict)
    roles: frozenset[Role] = frozenset()
    count: int = 0
    sentence: int = 0
    end: int = 0
    first: bool = False

    @property
    def name(self) -> str:
        """The wording met most often, the longest of those; a person's fullest."""
        if self.kind == "person":
            return max(self.texts, key=lambda text: (len(text.split()) <= 4, len(text), text))
        return max(self.texts, key=lambda text: (self.texts[text], len(text), text))

    def meet(self, mention: Mention) -> None:
        """Take one more mention."""
        if self.kind == "unknown":
            self.kind = mention.kind
        self.texts[mention.text] = self.texts.get(mention.text, 0) + 1
        self.roles = mention.roles or self.roles
        self.count += 1
        self.sentence, self.end, self.first = mention.sentence, mention.end, mention.first


@dataclass(slots=True, kw_only=True)
class Case:
    """One anaphor, which may fill roles of several claims, where it stands.

    Attributes:
        entities: Those that compete for it.
        answer: Set by who reads the cases, so that later anaphors know of it.
    """

    fillers: tuple[Filler, ...]
    claims: tuple[Claim, ...]
    asks: Anaphor
    sentence: int
    entities: tuple[Entity, ...]
    answer: Entity | None = None

    def beside(self, *roles: Role) -> list[Filler]:
        """The other fillers of some roles in its claims."""
        at = {filler.start for filler in self.fillers}
        others = [filler for claim in self.claims for filler in claim.fillers if filler.role in roles]
        return [filler for filler in others if filler.start not in at]


def cases(named: Sequence[Mention], sentences: Sequence[Span], claims: Sequence[Claim]) -> Iterator[Case]:
    """The report's anaphors in the order of the text, each with what competes for it there."""
    asked = _asked(claims)
    starts = [sentence.start for sentence in sentences]
    entities: dict[str, Entity] = {}
    # Those out of reach leave, so that a long report costs no more than its length.
    near: dict[str, Entity] = {}
    at = 0
    for (start, end), own in sorted(asked.items()):
        while at < len(named) and named[at].end <= start:
            one = _of(entities, named[at])
            one.meet(named[at])
            near[one.entity] = one
            at += 1
        here = max(0, bisect_right(starts, start) - 1)
        near = {key: one for key, one in near.items() if one.opening or here - one.sentence <= _BACK}
        asks = own[0][2]
        may = _MAY.get(asks.kind, _PARTIES)
        case = Case(
            fillers=tuple(filler for filler, _, _ in own),
            claims=tuple(claim for _, claim, _ in own),
            asks=asks,
            sentence=here,
            entities=tuple(one for one in near.values() if one.kind in may),
        )
        yield case
        if case.answer is not None:
            case.answer.roles = frozenset(filler.role for filler in case.fillers)
            case.answer.count += 1
            case.answer.sentence, case.answer.end = here, end


def _asked(claims: Sequence[Claim]) -> dict[tuple[int, int], list[tuple[Filler, Claim, Anaphor]]]:
    asked: dict[tuple[int, int], list[tuple[Filler, Claim, Anaphor]]] = defaultdict(list)
    for claim in claims:
        for filler in claim.fillers:
            asks = anaphor(filler)
            if asks is not None:
                asked[filler.start, filler.end].append((filler, claim, asks))
    return asked


def _of(entities: dict[str, Entity], mention: Mention) -> Entity:
    return entities.setdefault(
        mention.entity,
        Entity(entity=mention.entity, kind=mention.kind, opening=mention.sentence < _OPENING),
    )
