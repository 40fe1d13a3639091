"""Words that mean several of a claim's parties at once: "both sides" are the two that the claim names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from affray.ground.words import listed, words
from affray.model import ActorMention

_BOTH = listed("both two either warring opposing")
_SIDES = listed("side party belligerent faction")
# The two are certain where each is, and that both are meant is what the words say.
_SHARE = 0.9


def settled(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """A claim's mentions, those of "both sides" read as the set of the two parties that it names beside."""
    both = [mention for mention in mentions if mention.actor is None and _both(mention.filler.text)]
    if not both:
        return tuple(mentions)
    named = {mention.actor: mention for mention in mentions if mention.actor is not None}
    found: list[ActorMention] = []
    for mention in mentions:
        if mention not in both:
            found.append(mention)
        elif len(named) == 2:
            found.extend(
                replace(
                    mention,
                    actor=each.actor,
                    name=each.name,
                    score=round(each.score * _SHARE, 3),
                    reason=f"one of the set that the claim names: {' and '.join(map(str, named))}",
                )
                for each in named.values()
            )
        else:
            told = "names neither" if not named else f"names {len(named)} of them"
            found.append(replace(mention, reason=f"both sides of a fight; the claim {told}"))
    return tuple(found)


def _both(text: str) -> bool:
    said = {word.raw.lower() for word in words(text)} | {word.key for word in words(text)}
    return ("both" in said and len(said) <= 2) or bool(said & _BOTH and said & _SIDES)
