"""The part of a store that keeps what a refresh makes of many claims, and what persons judged of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from affray.errors import UnusableOption
from affray.model import Change, CopyGroup, Event, Judgement, Link, RootName
from affray.store import eventrows, events, judgements
from affray.store.characters import keep, restore
from affray.store.opened import Opened

# Events whose rows are made at a time: some tens of rows each.
_BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """All that one refresh makes of many claims."""

    copies: Sequence[CopyGroup]
    roots: Mapping[str, RootName]
    links: Sequence[Link]
    events: Sequence[Event]
    changes: Sequence[Change]


class Reconciled(Opened):
    """Events, links, copies, roots, changes and judgements."""

    # ------------------------------------------------------------ events

    def events(self) -> Iterator[Event]:
        """All events, in the order of their ids."""
        return self._stream(events.events(self._connection))

    def event(self, event: str) -> Event:
        """The event of an id, or of the one id that begins so.

        Raises:
            UnusableOption: No id begins so, or several do.
        """
        found = self._one("event", "events", event)
        return next(self._stream(events.events(self._connection, found)))

    def event_of(self, claim: str) -> str | None:
        """The id of the event that a claim tells, or stands beside; None where it tells none."""
        found = self._all("SELECT event FROM event_claims WHERE claim = ?", [keep(claim)])
        return restore(found[0][0]) if found else None

    def set_events(self, new: Iterable[Event]) -> None:
        """Keep these events in place of all that there are."""

        def write() -> None:
            events.clear(self._connection, events.EVENT_TABLES)
            self._write_events(new)

        self._in_one(write)

    def set_made(self, made: Made) -> None:
        """Keep all that a refresh made in place of what there is, and add its changes, in one transaction."""

        def write() -> None:
            events.clear(
                self._connection, (*events.EVENT_TABLES, *events.LINK_TABLES, "copies", "claim_roots")
            )
            for tables in (
                eventrows.of_copies(made.copies),
                eventrows.of_roots(made.roots),
                eventrows.of_links(made.links),
            ):
                self._insert_all(tables)
            self._write_events(made.events)
            self._insert("changes", events.change_rows(made.changes))

        self._in_one(write)

    def _write_events(self, new: Iterable[Event]) -> None:
        found = iter(new)
        while batch := list(islice(found, _BATCH)):
            self._insert_all(eventrows.of_events(batch))
        events.name_reports(self._connection)

    def reports_of_events(self) -> dict[str, str]:
        """The report of each claim that the events as kept hold, also of claims that are gone since."""
        return events.reports_of(self._connection)

    # ------------------------------------------------------------ links, copies, roots

    def links(self, claim: str | None = None) -> Iterator[Link]:
        """All links, or those of one claim, in the order of their claims."""
        return self._stream(events.links(self._connection, claim))

    def set_links(self, new: Iterable[Link]) -> None:
        """Keep these links in place of all that there are."""

        def write() -> None:
            events.clear(self._connection, events.LINK_TABLES)
            self._insert_all(eventrows.of_links(new))

        self._in_one(write)

    def copies(self) -> tuple[CopyGroup, ...]:
        """The groups of reports that carry one text."""
        return events.copies(self._connection)

    def set_copies(self, new: Sequence[CopyGroup]) -> None:
        """Keep these groups in place of all that there are."""

        def write() -> None:
            events.clear(self._connection, ["copies"])
            self._insert_all(eventrows.of_copies(new))

        self._in_one(write)

    def claim_roots(self) -> dict[str, RootName]:
        """The root source of each claim, by the claim's id."""
        return events.claim_roots(self._connection)

    def set_claim_roots(self, new: Mapping[str, RootName]) -> None:
        """Keep these roots in place of all that there are."""

        def write() -> None:
            events.clear(self._connection, ["claim_roots"])
            self._insert_all(eventrows.of_roots(new))

        self._in_one(write)

    def places_read(self) -> list[tuple[Any, ...]]:
        """Each place that claims were read as: id, name, lat, lon, radius_km, precision, admin1, country."""
        return events.places_read(self._connection)

    # ------------------------------------------------------------ changes

    def changes(self, since: int = 0) -> Iterator[Change]:
        """The changes of events that refreshes made, oldest first.

        Args:
            since: Only those of refreshes after this one.
        """
        return self._stream(events.changes(self._connection, since))

    def refresh_before(self, day: date) -> int:
        """The last refresh before a day (UTC) that changed an event; 0 when none did."""
        found = self._all("SELECT coalesce(max(refresh), 0) FROM changes WHERE changed < ?", [day])
        return int(found[0][0])

    def last_refresh(self) -> int:
        """The number of the last refresh that changed an event; 0 when none did."""
        return events.last_refresh(self._connection)

    def add_changes(self, new: Sequence[Change]) -> None:
        """Add the changes of one refresh to those that there are."""
        self._in_one(lambda: self._insert("changes", events.change_rows(new)))

    # ------------------------------------------------------------ judgements

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those taken back too, in the order in which they were made."""
        return judgements.judgements(self._connection)

    def judgement(self, judgement: str) -> Judgement:
        """The judgement of an id, or of the one id that begins so.

        Raises:
            UnusableOption: No id begins so, or several do.
        """
        found = self._one("judgement", "judgements", judgement)
        return next(each for each in self.judgements() if each.judgement == found)

    def judge(self, new: Judgement) -> None:
        """Keep a judgement; a refresh is then due."""
        self._in_one(lambda: judgements.judge(self._connection, new))

    def revoke(self, judgement: str, *, by: str, at: datetime | None = None) -> Judgement:
        """Take a judgement back; it stays listed with who did so and when, and a refresh is due.

        Raises:
            UnusableOption: There is no such judgement, or it was taken back before.
        """
        found = self.judgement(judgement)
        if found.revoked is not None:
            raise UnusableOption(f"{found.judgement} was taken back on {found.revoked:%Y-%m-%d}")
        when = at or datetime.now(tz=UTC).replace(tzinfo=None)
        self._in_one(lambda: judgements.revoke(self._connection, found.judgement, by=by, at=when))
        return self.judgement(found.judgement)
