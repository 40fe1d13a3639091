"""Reads place fillers: one mention for each place named, a point where it is clear, else a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from affray.ground import areas, lists, unnamed
from affray.ground.choosing import KNOWN_ABROAD, Choice, choose, listed
from affray.ground.containers import Containers, rolled
from affray.ground.gazetteer import Candidate, Gazetteer
from affray.ground.lines import Lines, provinces_of
from affray.ground.mentions import UNNAMED, resolved, unresolved
from affray.ground.offsets import measured, picked
from affray.ground.parts import Parts
from affray.ground.phrases import Beside, Outer, Ref, parse
from affray.ground.theatre import Theatre
from affray.ground.tokens import Kind, Token, tokens
from affray.model import Filler, Place, PlaceMention

_ADJECTIVE = re.compile(r"(?i)(?:ian|ish|ese|i|ean|an|ch|ine)s?$")
# Fillers remembered with what they name; a report has 20.
_REMEMBERED = 20_000
# A place whose province the report contradicts: of those of Airwars' incidents half are right.
_CONTRADICTED = 0.4


class Places:
    """Reads place fillers against a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, is_actor: Callable[[str], bool]) -> None:
        self._gazetteer = gazetteer
        self._is_actor = is_actor
        self._parts = Parts(gazetteer)
        self._containers = Containers(gazetteer)
        self._lines = Lines(gazetteer, self._containers, self._parts)
        self._read: dict[str, tuple[Ref, ...]] = {}
        # What the fillers of one report were read as: its theatre tells the report.
        self._theatre: Theatre | None = None
        self._mentions: dict[tuple[str, str | None], tuple[PlaceMention, ...]] = {}

    def refs(self, text: str) -> tuple[Ref, ...]:
        """The places that a filler's words name; actors' names are none."""
        held = self._read.get(text)
        if held is None:
            found = tokens(text, self._gazetteer.known, self._adjective)
            held = tuple(each for ref in parse(self._places_only(found)) for each in self._split(ref))
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[text] = held
        return held

    def _places_only(self, found: Iterable[Token]) -> Iterator[Token]:
        """The tokens, with actors' names as any other word."""
        for token in found:
            actor = token.kind is Kind.NAME and self._is_actor(token.text) and not self._great(token.text)
            yield replace(token, kind=Kind.OTHER) if actor else token

    def _great(self, name: str) -> bool:
        """Whether a name is also a country's, a province's or a large town's: "Ankara", not "Assad"."""
        return any(
            each.kind in ("country", "province", "region") or each.place.population >= KNOWN_ABROAD
            for each in self._gazetteer.candidates(name)
        )

    def votes(self, texts: Iterable[str]) -> Iterable[tuple[str, float]]:
        """Votes for a country, by the names that only one country has."""
        for text in texts:
            for ref in self.refs(text):
                countries = {each.place.country for each in self._gazetteer.candidates(ref.name)}
                if len(countries) == 1:
                    yield str(countries.pop()), 1.0

    def around(self, theatre: Theatre, texts: Iterable[str]) -> Theatre:
        """The theatre with the places that fillers name without doubt, which rank the doubtful ones."""
        near: dict[str, Place] = {}
        provinces: set[str] = set()
        for ref in (ref for text in texts for ref in self.refs(text)):
            provinces.update(
                held.place.admin1
                for outer in ref.inside
                if (held := self._containers.container(outer, theatre, ref)) and held.kind == "province"
                if held.place.admin1
            )
            found = choose(self._gazetteer.candidates(ref.name), ref, theatre).candidate
            if found is None or found.place.country != theatre.country:
                continue
            if found.kind == "province" and found.place.admin1:
                provinces.add(found.place.admin1)
            elif found.kind in ("settlement", "site"):
                near[found.place.place] = found.place
        return replace(theatre, near=tuple(near.values()), provinces=frozenset(provinces))

    def of_claim(self, fillers: Sequence[Filler], text: str, theatre: Theatre) -> tuple[PlaceMention, ...]:
        """The places of a claim's fillers, read together where words hold for several of them.

        Args:
            fillers: The place fillers, at their places in the report.
            text: The report's text.
            theatre: The report's.
        """
        named = [part for filler in fillers for part in lists.apart(filler)]
        return tuple(
            mention
            for phrase in lists.phrases(named, text, self._cut)
            for mention in self._of_phrase(phrase, theatre)
        )

    def _of_phrase(self, phrase: lists.Phrase, theatre: Theatre) -> Iterator[PlaceMention]:
        if len(phrase.fillers) == 1 and phrase.words == phrase.fillers[0].text:
            yield from self._alone(phrase.fillers[0], theatre)
            return
        refs = self.refs(phrase.words)
        around = {outer.name for ref in refs for outer in ref.inside}
        for filler, own in lists.owned(phrase, refs).items():
            if own:
                yield from self._listed(filler, own, theatre)
            elif filler not in phrase.around or not any(r.name in around for r in self.refs(filler.text)):
                yield from self._alone(filler, theatre)

    def _alone(self, filler: Filler, theatre: Theatre) -> tuple[PlaceMention, ...]:
        """The mentions of one filler, remembered by its words."""
        if theatre is not self._theatre:
            self._theatre, self._mentions = theatre, {}
        key = (filler.text, filler.antecedent)
        if key not in self._mentions:
            bare = replace(filler, start=0, end=len(filler.text))
            self._mentions[key] = self.mentions(bare, theatre)
        return tuple(_placed(mention, filler) for mention in self._mentions[key])

    def _cut(self, words: str) -> Sequence[Token]:
        return tuple(tokens(words, self._gazetteer.known, self._adjective))

    def mentions(self, filler: Filler, theatre: Theatre) -> tuple[PlaceMention, ...]:
        """The places of one filler, one mention each; one unresolved where none is named."""
        refs = self.refs(filler.text)
        if not refs and filler.antecedent:
            refs = self.refs(filler.antecedent)
        if not refs and unnamed.is_country(filler.text) and theatre.country is not None:
            held = self._gazetteer.country(theatre.country)
            if held is not None:
                choice = Choice(candidate=held, score=0.8, reason="the country that the report tells of")
                return (self._placed(filler, Ref(name=held.place.name), choice, []),)
        if not refs:
            return (unresolved(filler, UNNAMED),)
        roads = [ref for ref in refs if ref.kind == "road"]
        if len(roads) > 1:
            others = tuple(ref for ref in refs if ref.kind != "road")
            return (self._lines.road(filler, roads, theatre), *self._listed(filler, others, theatre))
        return self._listed(filler, refs, theatre)

    def _listed(self, filler: Filler, refs: tuple[Ref, ...], theatre: Theatre) -> tuple[PlaceMention, ...]:
        # "X, Y governorate": Y is no place of its own where it contains X.
        containers = {
            outer.name
            for ref in refs
            for outer in ref.inside
            if outer.loose and outer.name != ref.name and self._containers.contains(outer, ref, theatre)
        }
        names = {ref.name for ref in refs} - containers
        own = [_without(ref, names) for ref in refs if ref.name not in containers or len(refs) == 1]
        if len(own) == 1:
            return (self._mention(filler, own[0], theatre),)
        return tuple(self._mention(_narrowed(filler, ref), ref, theatre) for ref in own)

    def candidates(self, ref: Ref, theatre: Theatre) -> tuple[Candidate, ...]:
        """The places that a name may mean inside all that is said to contain it."""
        found = self._containers.known(ref.name, theatre)
        for outer in ref.inside:
            held = self._containers.container(outer, theatre, ref)
            found = () if held is None else self._containers.inside(found, held, ref)
        return found

    def _adjective(self, word: str) -> str | None:
        owner = self._gazetteer.owner(word)
        if owner is not None:
            return owner
        country = self._gazetteer.country_of(word)
        return (
            country if country is not None and _ADJECTIVE.search(word) and not self._is_name(word) else None
        )

    def _is_name(self, word: str) -> bool:
        country = self._gazetteer.country_of(word)
        held = self._gazetteer.country(country) if country is not None else None
        return held is not None and held.place.name.casefold() == word.casefold()

    def _split(self, ref: Ref) -> tuple[Ref, ...]:
        """The two ends of "X-Y road", and a country that lost its apostrophe: "Syrias Aleppo"."""
        if ref.kind in ("road", "border") and not self._gazetteer.candidates(ref.name):
            ends = self._ends(ref)
            if ends and ref.kind == "border":
                home = Outer(name=ends[0].name, country=self._gazetteer.country_of(ends[0].name))
                return (replace(ends[1], inside=(*ref.inside, home)),)
            if ends:
                return ends
        run = self._run_together(ref)
        if run is not None:
            return (run,)
        first, _, rest = ref.name.partition(" ")
        country = self._gazetteer.country_of(first) if rest else None
        if country is None or self._gazetteer.candidates(ref.name):
            return (ref,)
        return (replace(ref, name=rest, inside=(*ref.inside, Outer(name=first, country=country))),)

    def _run_together(self, ref: Ref) -> Ref | None:
        """A place and its province that lost the comma between them: "Azaz Aleppo province"."""
        if self._gazetteer.candidates(ref.name):
            return None
        for cut in re.finditer(" ", ref.name):
            first, last = ref.name[: cut.start()], ref.name[cut.end() :]
            wide = any(each.kind == "province" for each in self._gazetteer.candidates(last))
            if wide and any(each.level == 1 for each in self._gazetteer.candidates(first)):
                kind = None if ref.kind == "province" else ref.kind
                return replace(
                    ref, name=first, kind=kind, inside=(*ref.inside, Outer(name=last, kind="province"))
                )
        return None

    def _ends(self, ref: Ref) -> tuple[Ref, ...]:
        """The two known names that a hyphen ties together, wherever it stands."""
        for cut in re.finditer(r"[-–—]", ref.name):
            names = (ref.name[: cut.start()].strip(), ref.name[cut.end() :].strip())
            ends = tuple(replace(ref, name=name) for name in names)
            if all(self._is_known(each) for each in ends):
                return ends
        return ()

    def _is_known(self, ref: Ref) -> bool:
        if ref.kind == "border":
            return self._gazetteer.country_of(ref.name) is not None
        return bool(self._gazetteer.candidates(ref.name))

    def _mention(self, filler: Filler, ref: Ref, theatre: Theatre) -> PlaceMention:
        if ref.kind == "border":
            return self._lines.border(filler, ref, theatre)
        found = self._containers.known(ref.name, theatre)
        notes: list[str] = []
        for outer in ref.inside:
            held = self._containers.container(outer, theatre, ref)
            if held is None:
                continue
            inside = self._containers.inside(found, held, ref)
            if inside:
                found = inside
                notes.append(f"in {held.place.name}")
            elif rolled(found, ref, outer, held):
                # A checkpoint in a quarter is where the quarter is, though it is not known itself.
                reason = f"somewhere in {held.place.name}: {ref.name!r} itself is not known"
                choice = Choice(candidate=held, score=0.6, reason=reason)
                return self._placed(filler, Ref(name=outer.name, part=True), choice, [])
            elif _of_seat(ref, held, found) and (seat := self._seat(held)) is not None:
                reason = f"a quarter taken to be in {seat.place.name}: {ref.name!r} itself is not known"
                choice = Choice(candidate=seat, score=0.5, reason=reason)
                return self._placed(filler, Ref(name=outer.name, part=True), choice, [])
            elif not outer.loose or outer.kind == "province" or held.kind == "settlement":
                elsewhere = self._elsewhere(filler, ref, held)
                return elsewhere or unresolved(
                    filler, f"no {ref.name!r} is known in {held.place.name}{listed(found)}"
                )
        choice = choose(self._told(found, ref, theatre), ref, theatre)
        if choice.candidate is None:
            return self._by_offset(filler, ref, theatre) or unresolved(filler, choice.reason)
        return self._placed(filler, ref, *self._audited(ref, choice, theatre, notes))

    def _elsewhere(self, filler: Filler, ref: Ref, held: Candidate) -> PlaceMention | None:
        """A place that lies in another province than the report says, where only one can be meant."""
        if ref.kind not in (None, "settlement") or held.kind != "province":
            return None
        found = self._containers.elsewhere(ref, held)
        if found is None:
            return None
        note = f"the report has it in {held.place.name}, it lies in {found.place.admin1}"
        choice = Choice(candidate=found, score=_CONTRADICTED, reason=f"{found.place.name}, {note}")
        return self._placed(filler, replace(ref, inside=()), choice, [])

    def _told(self, found: tuple[Candidate, ...], ref: Ref, theatre: Theatre) -> tuple[Candidate, ...]:
        """The candidates that lie where the words beside the name say; all where none does."""
        for told in ref.beside:
            anchor = self._anchor(told, theatre)
            country = self._bordering(told)
            if country is not None:
                by = tuple(each for each in found if self._parts.touches(each.place, country))
                found = by or tuple(each for each in found if each.level <= 2)
            elif anchor is not None and found:
                found = tuple(picked(found, anchor.place, told))
        return found

    def _bordering(self, told: Beside) -> str | None:
        """The country whose border a place is said to be near: "near Turkey", "near the Turkish border"."""
        if told.country is not None or told.km is not None or told.direction is not None:
            return told.country
        return self._gazetteer.country_of(told.name) if told.name else None

    def _anchor(self, told: Beside, theatre: Theatre) -> Candidate | None:
        if not told.name or self._bordering(told) is not None:
            return None
        return choose(self._containers.known(told.name, theatre), Ref(name=told.name), theatre).candidate

    def _audited(
        self, ref: Ref, choice: Choice, theatre: Theatre, notes: list[str]
    ) -> tuple[Choice, list[str]]:
        """The choice, with what is stated of where it lies held against where it does."""
        for told in ref.beside:
            anchor = self._anchor(told, theatre)
            if anchor is None or choice.candidate is None:
                continue
            audit = measured(choice.candidate, anchor.place, told)
            notes = [*notes, audit.note]
            if not audit.fits:
                choice = replace(choice, score=round(0.7 * choice.score, 2))
        return choice, notes

    def _by_offset(self, filler: Filler, ref: Ref, theatre: Theatre) -> PlaceMention | None:
        """A place that is not known, where a distance from a known one is stated."""
        for told in ref.beside:
            anchor = self._anchor(told, theatre)
            if anchor is not None and told.km is not None:
                reason = f"{told.words}: {ref.name!r} itself is not known"
                offset = Ref(name=told.name, km=told.km, direction=told.direction)
                return self._placed(filler, offset, Choice(candidate=anchor, score=0.6, reason=reason), [])
            other = self._bordering(told)
            home, near = theatre.country, provinces_of(theatre)
            if other is not None and home is not None and home != other and near:
                found = self._lines.strip(filler, home, other, near)
                if found is not None:
                    reason = f"{ref.name!r} itself is not known: {found.reason}"
                    return replace(found, score=0.4, reason=reason)
        return None

    def _placed(self, filler: Filler, ref: Ref, choice: Choice, notes: list[str]) -> PlaceMention:
        if choice.candidate is None:
            return unresolved(filler, choice.reason)
        place = choice.candidate.place
        wider = self._gazetteer.province(ref.name, place.country)
        if choice.candidate.kind == "province":
            wider = self._seat(choice.candidate)
        area = areas.area(ref, choice.candidate, wider, self._parts)
        return resolved(filler, place, area, score=choice.score, reason="; ".join([choice.reason, *notes]))

    def seat(self, mention: PlaceMention) -> PlaceMention | None:
        """The town that a mention's province is named after, as a mention."""
        named = self._gazetteer.province(mention.name or "", mention.country)
        town = self._seat(named) if named is not None else None
        if town is None:
            return None
        choice = Choice(candidate=town, score=mention.score, reason=mention.reason)
        return self._placed(mention.filler, Ref(name=town.place.name), choice, [])

    def _seat(self, province: Candidate) -> Candidate | None:
        """The town that a province is named after."""
        towns = [
            each
            for each in self._gazetteer.candidates(province.place.name)
            if each.kind == "settlement" and each.place.country == province.place.country
        ]
        return max(towns, key=lambda each: each.place.population, default=None)


def _without(ref: Ref, names: set[str]) -> Ref:
    """A place without the containers that turned out to be places listed beside it."""
    return replace(ref, inside=tuple(each for each in ref.inside if not each.loose or each.name not in names))


def _of_seat(ref: Ref, held: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether an unknown quarter of what is a province and its seat is taken to be in the seat.

    A "district" whose name another place of the country has is none of them.
    """
    home = [each for each in found if each.place.country == held.place.country and each.level <= 3]
    return held.kind == "province" and (ref.kind == "quarter" or (ref.kind == "district" and not home))


def _placed(mention: PlaceMention, filler: Filler) -> PlaceMention:
    """A mention read of the filler's words alone, at the place where they stand in the report."""
    own = mention.filler
    return replace(
        mention,
        filler=replace(filler, start=filler.start + own.start, end=filler.start + own.end, text=own.text),
    )


def _narrowed(filler: Filler, ref: Ref) -> Filler:
    """The filler at a place's own words: of "X, Y and Z" each place is told by its name."""
    at = filler.text.find(ref.name)
    if at < 0:
        return filler
    start = filler.start + at
    return replace(filler, start=start, end=start + len(ref.name), text=ref.name)
