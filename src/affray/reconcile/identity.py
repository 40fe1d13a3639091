"""What an event is called: its id is made of the claim that came first, so that it outlasts later reports.

The id is a function of the claims alone: the same claims in any order of arrival give the same ids. A claim
that comes later, of a report published later, changes none. Where two events turn out to be one, the id of
the earlier goes on; where one turns out to be two, the one that holds the first claim keeps it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from affray.reconcile.sourced import Sourced, by_first_seen


def event_id(told: Iterable[Sourced]) -> str:
    """The id of the event that claims tell."""
    first = min(told, key=by_first_seen).claim.claim
    return "e-" + hashlib.sha256(first.encode("utf-8", "surrogatepass")).hexdigest()[:12]
