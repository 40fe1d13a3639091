"""Words in the first person are read as those who speak for the claim's nearest known source."""

from __future__ import annotations

from affray.ground import actors
from affray.ground.ranking import Context
from affray.ground.readings import bound, none, some
from affray.model import ActorMention, Claim, Filler, Role

# That a source says "we" of the party it speaks for is what it does in the news, and no more certain.
_SPEAKING = 0.8


def mention(filler: Filler, claim: Claim, context: Context) -> ActorMention:
    """Whom "we" of a claim means: the actor that its nearest source is or speaks for, else none."""
    for source in claim.role(Role.SOURCE):
        told = actors.read(source, claim.type, context)
        named = {reading.actor: reading for reading in told if reading.actor is not None}
        if len(named) == 1:
            (reading,) = named.values()
            reason = f"said by {source.text!r}: {reading.reason}"
            name = reading.name or ""
            return bound(some(str(reading.actor), name, reading.score * _SPEAKING, reason), filler)
    return bound(none("those who speak, and the claim names no source that is a party"), filler)
