"""Words in the first person are read as those who speak for the claim's nearest known source."""

from __future__ import annotations

from affray.ground import actors
from affray.ground.names import index
from affray.ground.ranking import Context, name_on
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
            ((actor, reading),) = named.items()
            reason = f"said by {source.text!r}: {reading.reason}"
            # Those for whom a person speaks, under their own name and not his.
            name = name_on(index().by_id[str(actor)], context.when)
            return bound(some(str(actor), name, reading.score * _SPEAKING, reason), filler)
    return bound(none("those who speak, and the claim names no source that is a party"), filler)
