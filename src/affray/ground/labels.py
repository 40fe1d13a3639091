"""Partisan labels: the words kept as used, and whom an outlet that speaks for a side means by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from affray.ground.names import hits, index, named_in
from affray.ground.ranking import Context, name_on, side
from affray.ground.words import Word, listed, words
from affray.resources.actors import Party

# Words that tell how a teller sees a party and not who it is (codebook, "Actor").
LABELS = listed(
    "terrorist terror takfiri regime militant insurgent jihadist jihadi extremist radical fundamentalist "
    "mercenary occupier occupation invader bandit thug gang junta infidel apostate crusader heretic khawarij "
    "kharijite nusayri safavid zionist fascist nazi neonazi puppet stooge traitor saboteur criminal warlord "
    "rebellious wahhabi salafist"
)
# Of those, the ones by which a side calls its enemies and by which alone nobody is known.
_HOSTILE = listed("terrorist terror takfiri extremist mercenary bandit thug gang infidel apostate criminal")
# What a hostile label may stand with, and still name nobody: "armed terrorist groups".
_WITH = listed(
    "group organization militant fighter gunman gunmen armed element member cell insurgent force hideout "
    "position foreign backed remnant number dozen score hundred several many some"
)
# A side's hostile label is a guess at a set, far below a name (0.95) or a description (0.81).
_SCORE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """The generic actor that a label means in the mouth of the other side."""

    actor: str
    name: str
    score: float
    reason: str


def used(text: str) -> str | None:
    """The partisan words of a mention, as written; a qualifying compound ("regime-held") is none."""
    found = words(text)
    told = [word.raw for word in found if word.key in LABELS and not word.tied]
    told += [
        " ".join(word.raw for word in found[hit.first : hit.last])
        for hit in hits(found)
        if all(named.name.kind == "pejorative" for named in hit.named)
        and not any(word.key in LABELS for word in found[hit.first : hit.last])
    ]
    return ", ".join(told) or None


def opposed(found: Sequence[Word], context: Context) -> Opposed | None:
    """Whom a bare hostile label means: the one set of the theatre that the outlet's side fights.

    None where the outlet speaks for no side there, where more than one set may be meant, or where the
    report names somebody of a third side, whom the label may mean as well.
    """
    kept = {word.key for word in found if word.key and not word.raw.isdigit()}
    if context.country is None or context.voice is None or not kept & _HOSTILE or kept - _HOSTILE - _WITH:
        return None
    voice = index().by_id.get(context.voice)
    own = side(voice, context.country, context.when) if voice is not None else None
    sets = [party for party in index().by_id.values() if _opposes(party, own, context)] if own else []
    if len(sets) != 1:
        return None
    enemy = side(sets[0], context.country, context.when)
    if _sides(context.text, context.country) - {own, enemy}:
        return None
    return Opposed(
        actor=sets[0].actor.actor,
        name=name_on(sets[0], context.when),
        score=_SCORE,
        reason=f"a label; the outlet speaks for {context.voice}, whose side in {context.country} fights it",
    )


def _opposes(party: Party, own: str, context: Context) -> bool:
    if party.actor.kind != "generic" or context.country not in party.actor.countries:
        return False
    held = side(party, context.country or "", context.when)
    return held is not None and held != own


def _sides(text: str, country: str) -> frozenset[str]:
    """The sides of a theatre that a report names by their members, states left out: they side abroad."""
    parties = [party for party in named_in(text).values() if party.actor.kind in ("group", "coalition")]
    taken = (side(party, country, None) for party in parties)
    return frozenset(each for each in taken if each is not None)
