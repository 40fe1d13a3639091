"""Reads who a source is and for whom it speaks, by its words: "a Syrian military source", "Moscow"."""

from __future__ import annotations

from affray.ground import sources
from affray.ground.actors import read
from affray.ground.ranking import Context
from affray.ground.readings import bound
from affray.model import ActorMention, ClaimType, Filler, Published
from affray.resources.actors import Days

# What a source does is speak, so a state's word is the state itself, not its forces.
_SPEAKING = ClaimType.ACCUSATION


class ListedVoices:
    """Reads sources by the lists of sources and actors."""

    def known(self, text: str) -> str | None:
        """The name of the known source that the words hold, None where they hold none."""
        return sources.known(text)

    def voice(self, filler: Filler, country: str | None, published: Published | None) -> ActorMention:
        """The actor whose words a source's are; unresolved, with the reason, where it is none."""
        days = None
        if published is not None and (published.earliest or published.latest):
            days = Days(earliest=published.earliest, latest=published.latest)
        readings = read(filler, _SPEAKING, Context(country=country, days=days, text=filler.text))
        best = next((reading for reading in readings if reading.actor is not None), readings[0])
        return bound(best, filler)
