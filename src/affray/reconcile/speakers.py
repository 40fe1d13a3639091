"""Reads one source of a claim: a known source, a party, a named person, or people without a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from affray.model import Filler, Report, Role, RootName, SourceMention
from affray.ports import Voices
from affray.reconcile import origins
from affray.reconcile.parties import kind_of, name_of, one_party, state_of
from affray.resources.sources import Source, sources
from affray.text import fold


class Standing(StrEnum):
    """What kind of source one is: it decides whose word a chain rests on."""

    KNOWN = "known"
    PARTY = "party"
    PERSON = "person"
    MEDIUM = "medium"
    UNNAMED = "unnamed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One source as read; the key of an unnamed one holds only inside its carrier's texts."""

    standing: Standing
    root: RootName


_PRONOUN = re.compile(
    r"(?:he|she|it|they|we|i|his|her|its|their|who|which|this|that|these|those)$", re.IGNORECASE
)
_MONITOR = re.compile(
    r"(?:(?:the|an?|one)\s+)?(?:so-called\s+)?(?:[\w-]+-based\s+)?"
    r"(?:(?:syrian|war|rights|opposition|human rights)\s+)*"
    r"(?:monitor(?:s|ing (?:group|organi[sz]ation|network|body|centre|center))?|watchdog|observatory|ngo"
    r"|(?<=based )(?:group|organi[sz]ation|network))$",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    r"\b(?:state|official|government)(?:-run)?\s+(?:media|tv|television|radio|news agency|broadcaster)\b",
    re.IGNORECASE,
)
# Bodies of the state in whose country a report plays, where its words name no other.
_BODY = re.compile(
    r"^(?:(?:the|an?)\s+)?(?:(?:interior|defen[cs]e|foreign|health|information)\s+minist(?:ry|er)"
    r"|military(?:\s+(?:official|source|officer|statement)s?)?|armed forces|ministry)\b",
    re.IGNORECASE,
)
# Words that name nobody: who says them has no source.
_NOBODY = re.compile(
    r"(?:(?:the|some|initial|first|early|media|press|local|several|other|unconfirmed)\s+)*"
    r"(?:reports?|some|many|others|several|it|one|all|much of .*|everyone)$",
    re.IGNORECASE,
)
# Descriptions that stand for a source named or described before: "the source", "the activist".
_AGAIN = re.compile(r"(?:the|this|that)\s+(?:same\s+)?(?P<noun>[a-z]+)$")
_CARRIES = frozenset({"statement", "source", "report", "group", "organisation", "organization", "agency"})
_TITLE = re.compile(
    r"\b(?:director|head|chief|spokes\w+|minister|president|commander|leader|founder|coordinator|envoy"
    r"|ambassador|secretary|governor|general|colonel|officer|chairman)\b",
    re.IGNORECASE,
)
_JOINED = r"(?:[Aa]l|[Ee]l|[Aa]bu|[Aa]bou|[Uu]mm|[Bb]in|[Ii]bn|[Dd]e|[Vv]an|[Dd]er)"
_PROPER = re.compile(rf"(?:{_JOINED}[- ])*[A-ZÀ-Ž][\w’'-]*(?:\s+(?:{_JOINED}[- ])*[A-ZÀ-Ž][\w’'-]*)*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Words that end what is said of people rather than say who they are: "residents of the town".
_AFTER = re.compile(
    r"\s+(?:of|in|from|at|near|on|who|with|attending|inside|via|to|for|among|waiting|run)\b.*", re.DOTALL
)
_FROM = re.compile(r"\b(?:of|in|from|at|near|on|outside|around|to|for)\s+(?:the\s+)?$", re.IGNORECASE)
# How much beside a name may tell whose spokesman he is, in characters.
_BESIDE = 70


def root_of_source(source: Source) -> RootName:
    """The root that a known source is: its own, or that of the party whose voice it is."""
    if source.speaks_for is None:
        return RootName(key=f"source:{source.source}", name=source.name)
    return RootName(key=f"party:{one_party(source.speaks_for)}", name=source.name, actor=source.speaks_for)


def root_of_actor(actor: str, name: str | None = None) -> RootName:
    """The root that an actor is when it speaks."""
    return RootName(key=f"party:{one_party(actor)}", name=name or name_of(actor), actor=actor)


def root_of_medium(name: str, kind: str) -> RootName:
    """The root that an agency or outlet is, by its name; `kind` begins its key where no list has it."""
    source = origins.known(name)
    return root_of_source(source) if source is not None else RootName(key=f"{kind}:{fold(name)}", name=name)


class Speakers:
    """Reads the sources of one report; what it has read before tells what "the source" means."""

    def __init__(
        self, report: Report, mentions: Iterable[SourceMention], country: str | None, voices: Voices
    ) -> None:
        self._report, self._country, self._voices = report, country, voices
        self._read: dict[tuple[str, str | None, str | None], Speaker] = {}
        self._before: list[tuple[str, Speaker]] = []
        named = list(mentions)
        self._monitor = _monitor(report, named)
        propers = {_proper(mention.filler.antecedent or mention.filler.text) for mention in named}
        self._named = sorted(name for name in propers if name is not None)
        self._persons = dict(self._spokesmen())

    def read(self, mention: SourceMention) -> Speaker:
        """One source of the report; asked for in the order of the text."""
        filler = mention.filler
        key = (filler.text, filler.antecedent, mention.name)
        if _PRONOUN.match(filler.antecedent or filler.text):
            return self.last() or _nobody(filler.text)
        again = _AGAIN.match(filler.text) if filler.antecedent is None and mention.name is None else None
        # "The army" is a party whoever else was called an army before.
        if again is not None and self._voice(filler) is None:
            held = self._said_before(again["noun"])
            if held is not None:
                return held
        if key not in self._read:
            self._read[key] = self._fresh(mention)
        speaker = self._read[key]
        if speaker.standing is not Standing.NONE:
            self._before.append((f"{filler.text} {filler.antecedent or ''}".lower(), speaker))
        return speaker

    def last(self) -> Speaker | None:
        """The source read last, whom "he" stands for."""
        return self._before[-1][1] if self._before else None

    def _said_before(self, noun: str) -> Speaker | None:
        for words, speaker in reversed(self._before):
            if re.search(rf"\b{noun}", words):
                return speaker
        return self.last() if noun in _CARRIES else None

    def _fresh(self, mention: SourceMention) -> Speaker:
        filler = mention.filler
        words = filler.antecedent or filler.text
        if _NOBODY.match(words):
            return _nobody(words)
        proper = _proper(words) or self._alone(words)
        if proper is not None and (held := self._persons.get(_name_key(proper))) is not None:
            return held
        return self._listed(mention) or self._described(words) or self._party(filler) or _other(words, proper)

    def _alone(self, words: str) -> str | None:
        """One word that is a name: the last of a person's, or a word that is written in no other way."""
        if not re.fullmatch(r"[A-ZÀ-Ž][\w’'-]+", words):
            return None
        for person in self._named:
            if person.split()[-1] == words:
                return person
        plural = words.endswith("s")
        return None if plural or re.search(rf"\b{re.escape(words.lower())}", self._report.text) else words

    def _listed(self, mention: SourceMention) -> Speaker | None:
        outlet = self._report.outlet
        own = fold(mention.filler.text).removeprefix("the ")
        if outlet is not None and mention.name is None and _names(mention.filler.text, own, outlet):
            return Speaker(standing=Standing.MEDIUM, root=root_of_medium(outlet, "outlet"))
        source = origins.known(mention.name) if mention.name else None
        if source is None:
            return None
        # "The UN children's agency UNICEF": the name that stands last is the one that speaks.
        for name in _PROPER.findall(mention.filler.antecedent or mention.filler.text)[-1:]:
            source = origins.known(name) or source
        # A state's own medium speaks for it; another only carries what others say.
        medium = origins.is_media(source) and source.speaks_for is None
        return Speaker(standing=Standing.MEDIUM if medium else Standing.KNOWN, root=root_of_source(source))

    def _described(self, words: str) -> Speaker | None:
        """A monitor or a state's media by description, where the report tells which."""
        if self._monitor is not None and _MONITOR.match(words):
            return Speaker(standing=Standing.KNOWN, root=root_of_source(self._monitor))
        if self._country is not None and _STATE_MEDIA.search(words):
            for source in sources():
                if source.kind == "state media" and source.country == self._country:
                    return Speaker(standing=Standing.KNOWN, root=root_of_source(source))
        return None

    def _party(self, filler: Filler) -> Speaker | None:
        """The party that a source is or speaks for; by his office first where his name follows it."""
        words = filler.antecedent or filler.text
        title = _TITLE.search(words)
        if title is not None and words[title.end() :].strip():
            held = self._voice(_filler(words[: title.end()]))
            if held is not None:
                return held
        return self._voice(filler)

    def _voice(self, filler: Filler) -> Speaker | None:
        mention = self._voices.voice(filler, self._country, self._report.published)
        if mention.actor is not None:
            # Residents are people without a name, not a party.
            civilian = kind_of(mention.actor) == "generic" and mention.actor.startswith("civilians")
            return None if civilian else _of_party(mention.actor)
        state = state_of(self._country) if _BODY.search(filler.antecedent or filler.text) else None
        return None if state is None else _of_party(state)

    def _spokesmen(self) -> Iterator[tuple[str, Speaker]]:
        """Persons whom the report names as somebody's spokesman or director, with whose voice they are."""
        for person in self._named:
            for match in re.finditer(re.escape(person), self._report.text):
                held = self._office(match.start(), match.end())
                if held is not None:
                    yield _name_key(person), held
                    break

    def _office(self, start: int, end: int) -> Speaker | None:
        text = self._report.text
        before = re.split(r"[.;:\n]", text[max(0, start - _BESIDE) : start])[-1]
        after = re.split(r"[.;:\n]", text[end : end + _BESIDE])[0]
        titles = list(_TITLE.finditer(before))
        if titles and len(before[titles[-1].end() :].split()) <= 2:
            words = " ".join(before[: titles[-1].end()].split()[-7:])
        elif (title := _TITLE.search(after)) is not None and len(after[: title.start()].split()) <= 2:
            words = " ".join(after.split()[:9])
        else:
            return None
        name = self._voices.known(words)
        source = origins.known(name) if name is not None else None
        if source is not None:
            return Speaker(standing=Standing.KNOWN, root=root_of_source(source))
        return self._party(_filler(words))


def _of_party(actor: str) -> Speaker:
    return Speaker(standing=Standing.PARTY, root=root_of_actor(actor))


def _filler(words: str) -> Filler:
    return Filler(role=Role.SOURCE, start=0, end=len(words), text=words, score=1.0)


def _monitor(report: Report, mentions: list[SourceMention]) -> Source | None:
    """The one monitor that a report names, among its sources or anywhere."""
    found = {mention.name for mention in mentions if mention.name is not None}
    own = [source for source in sources() if source.kind == "monitor" and source.name in found]
    if not own:
        own = [source for source in sources() if source.kind == "monitor" and source.names[0] in report.text]
    return own[0] if len(own) == 1 else None


def _proper(words: str) -> str | None:
    """The name in a source's words, of two words or more unless it is all there is; None without one."""
    found = [match[0] for match in _PROPER.finditer(re.sub(r"^(?:The|An?)\s+", "", words))]
    if not found:
        return None
    best = max(found, key=lambda name: len(name.split()))
    # "resident Manal" is a person; "Activists" begins a sentence, "Syrian activists" are of a people.
    last = words.endswith(best) and not words.startswith(best) and not _FROM.search(words[: -len(best)])
    return best if len(best.split()) > 1 or last else None


def _names(words: str, own: str, outlet: str) -> bool:
    """Whether a source is the report's own outlet, in full or as it calls itself ("the Courier")."""
    full = fold(outlet).removeprefix("the ").split()
    told = own.split()
    called = words[-1:].isalnum() and all(word[:1].isupper() for word in words.split() if word != "the")
    last = words[:4].lower() == "the " and full[-len(told) :] == told
    return told == full or (called and (last or (len(told) > 1 and full[: len(told)] == told)))


def _name_key(name: str) -> str:
    return fold(re.sub(r"['’]s$", "", name)).replace("al ", "al").replace("abdul ", "abdel ")


def _nobody(words: str) -> Speaker:
    return Speaker(standing=Standing.NONE, root=RootName(key="", name=words))


def _other(words: str, proper: str | None) -> Speaker:
    if proper is not None:
        return Speaker(standing=Standing.PERSON, root=RootName(key=f"named:{_name_key(proper)}", name=proper))
    nouns = _WORD.findall(_AFTER.sub("", words))
    noun = _singular(fold(nouns[-1]) if nouns else fold(words))
    return Speaker(standing=Standing.UNNAMED, root=RootName(key=f"unnamed:{noun}", name=words))


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes")):
        return noun[:-2]
    return noun if noun.endswith("ss") else noun.removesuffix("s")
