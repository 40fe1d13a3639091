"""Judgements made through the app: kept at once, and what follows from them derived after.

A write has the file alone and takes milliseconds; deriving anew takes longer, so it runs apart, and one run
serves all judgements that came before it began.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from annotated_types import MaxLen, MinLen
from pydantic import StringConstraints

from affray.engines.judging import known_places
from affray.errors import AffrayError, UnusableOption
from affray.model import Anchor, Judgement, Verb
from affray.reconcile.anchors import anchor
from affray.reconcile.corrections import FIELDS, check
from affray.reconcile.judged import CLAIM, EVENT
from affray.serve.asking import Day, Unusable
from affray.serve.pool import Pool
from affray.store import Pin, Store

# The most characters of a reviewer's name.
LONGEST_NAME = 80

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]
Claims = Annotated[tuple[Annotated[str, MinLen(1), MaxLen(80)], ...], MaxLen(500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """A judgement as sent.

    Attributes:
        claims: The claims it is about; for `same` all that tell one event.
        others: For `not-same` and `unsure` the claims that they are set against.
        field: For `correct` which field; for `accept` and `reject` `claim` or `event`, for what is judged.
        value: The right value.
    """

    verb: Verb
    claims: Annotated[Claims, MinLen(1)]
    by: Name
    because: Words
    others: Claims = ()
    field: Annotated[str, MaxLen(40)] | None = None
    value: Annotated[str, MaxLen(300)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoking:
    """Who takes a judgement back."""

    by: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinning:
    """When a report was published, by a person's word."""

    report: Annotated[str, MinLen(1), MaxLen(400)]
    earliest: Day
    latest: Day
    by: Name
    because: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpinning:
    """The report whose days a person no longer sets."""

    report: Annotated[str, MinLen(1), MaxLen(400)]
    by: Name


class Deriver:
    """Derives anew in a thread of its own, at most one at a time."""

    def __init__(self, pool: Pool, refresh: Callable[[Store], None]) -> None:
        self._pool = pool
        self._refresh = refresh
        self._turn = threading.Condition()
        self._due = False
        self._running = False
        self._closed = False
        self.trouble: str | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being derived, or is about to be."""
        with self._turn:
            return self._due or self._running

    def ask(self) -> None:
        """Derive anew, soon."""
        with self._turn:
            if self._closed:
                return
            self._due = True
            if not self._running:
                self._running = True
                threading.Thread(target=self._work, name="affray-refresh", daemon=True).start()

    def close(self) -> None:
        """Begin nothing more, and wait for what runs: a file is never left in the midst of a write."""
        with self._turn:
            self._closed, self._due = True, False
            self._turn.wait_for(lambda: not self._running, timeout=600)

    def _work(self) -> None:
        while True:
            with self._turn:
                if not self._due:
                    self._running = False
                    self._turn.notify_all()
                    return
                self._due = False
            trouble = None
            try:
                with self._pool.writing() as store:
                    self._refresh(store)
            except (AffrayError, OSError, ValueError, RuntimeError) as error:
                trouble = str(error)
            self.trouble = trouble


def judge(store: Store, judging: Judging) -> Judgement:
    """Keep a judgement.

    Raises:
        Unusable: A field is missing or cannot be used, or a claim does not exist; names the field.
    """
    _require_whole(judging)
    if judging.verb is Verb.CORRECT:
        with _named("value"):
            check(judging.field or "", judging.value or "", known_places(store))
    field = judging.field
    if judging.verb in {Verb.ACCEPT, Verb.REJECT}:
        field = field or EVENT
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    key = "\x00".join((judging.verb, *judging.claims, *judging.others, judging.by, now.isoformat()))
    new = Judgement(
        judgement="j-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10],
        verb=judging.verb,
        subjects=_anchors(store, judging.claims, "claims"),
        others=_anchors(store, judging.others, "others"),
        field=field,
        value=judging.value,
        by=judging.by,
        at=now,
        because=judging.because,
    )
    store.judge(new)
    return new


def pin(store: Store, pinning: Pinning) -> Pin:
    """Set when a report was published.

    Raises:
        Unusable: The days are in the wrong order, or there is no such report.
    """
    if pinning.latest < pinning.earliest:
        raise Unusable("latest", f"{pinning.latest} is before {pinning.earliest}")
    with _named("report"):
        report = store.report(pinning.report).report
    new = Pin(
        report=report,
        earliest=pinning.earliest,
        latest=pinning.latest,
        because=f"{pinning.because} ({pinning.by})",
    )
    store.pin(new)
    return new


@contextmanager
def _named(field: str) -> Iterator[None]:
    """Name the field that cannot be used."""
    try:
        yield
    except Unusable:
        raise
    except UnusableOption as error:
        raise Unusable(field, str(error)) from error


def _require_whole(judging: Judging) -> None:
    verb = judging.verb
    if verb is Verb.CORRECT and not judging.field:
        raise Unusable("field", f"a correction names a field: {', '.join(FIELDS)}")
    if verb is Verb.CORRECT and not judging.value:
        raise Unusable("value", "a correction needs the right value")
    if verb in {Verb.ACCEPT, Verb.REJECT} and judging.field not in {None, CLAIM, EVENT}:
        raise Unusable("field", f"`{CLAIM}` or `{EVENT}`: what is judged")
    if verb is Verb.SAME and len({*judging.claims, *judging.others}) < 2:
        raise Unusable("claims", "give at least two claims that tell one event")
    if verb in {Verb.NOT_SAME, Verb.UNSURE} and not judging.others:
        raise Unusable("others", "give the claims that they are set against")
    if set(judging.claims) & set(judging.others):
        raise Unusable("others", "a claim cannot be set against itself")


def _anchors(store: Store, claims: Sequence[str], field: str) -> tuple[Anchor, ...]:
    with _named(field):
        return tuple(anchor(store.claim(claim).claim) for claim in dict.fromkeys(claims))
