"""What somebody denies: a claim told in the clause of a denial is denied, whatever the tagger held it for.

In the annotated training reports what these rules find is held as denied in 18 of 20 cases;
what follows the clause ("…, saying that fights go on") is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from affray.model import Claim, Stance

_SAID = r"(?:reports?|claims?|allegations?|accusations?|rumou?rs|suggestions?)"
# "denied on Friday that", "denied late on Monday that", "denied in a statement that".
_WHEN = (
    r"(?:(?:early |late(?:r)? )?(?:on|in|at|to|through|via) [^.,;:]{1,30}?"
    r"|again|later|repeatedly|yesterday|today)"
)
# "denied that …", "denied reports that …", "denied Syria's claim that …"; "did not deny" denies nothing.
_DENIAL = re.compile(
    r"(?<!not )(?<!n't )(?<!never )"
    rf"\b(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing))\s"
    rf"(?:as [a-z]+ )?(?:[^.,;:]{{0,40}}?\b{_SAID} )?(?:{_WHEN} )?that\b",
    re.IGNORECASE,
)
# Verbs of denial that only deny with a noun of speech: "dismissed the reports that", not "dismissed that".
_WEAK = re.compile(rf"^(?:dismiss|refut)(?!.*\b{_SAID} that$)", re.IGNORECASE | re.DOTALL)
# What ends the denied clause.
_END = re.compile(
    r"[;:]|, (?:and|but|while|whereas|although|though|however|saying|stating|adding|insisting"
    r"|maintaining|which)\b"
    r"|\b(?:and|but) (?:said|says|stated|states|warned|warns|added|adds|confirmed|insisted)\b"
    r"|\b(?:but|although|while|whereas|dismissing|after|before)\b",
    re.IGNORECASE,
)
_HELD = frozenset({Stance.ASSERTED, Stance.ALLEGED, Stance.POSSIBLE})


def complete(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those in the clause of a denial held as denied."""
    return [replace(claim, stance=Stance.DENIED) if _denied(claim) else claim for claim in claims]


def _denied(claim: Claim) -> bool:
    if claim.stance not in _HELD:
        return False
    text, start = claim.evidence.text, claim.trigger.start - claim.evidence.start
    for denial in _DENIAL.finditer(text, 0, start):
        if _WEAK.match(denial[0]):
            continue
        end = _END.search(text, denial.end())
        if start >= denial.end() and (end is None or start < end.start()):
            return True
    return False
