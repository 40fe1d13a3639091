"""The store: one file, one writer, many readers, and every write whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from affray import __version__
from affray.model import (
    Coded,
    ControlChange,
    ControlSpell,
    GroundedClaim,
    RelationEdge,
    Report,
    Skip,
)
from affray.store import database, derived, rows, search, track, values
from affray.store import summary as summaries
from affray.store.characters import keep, restore
from affray.store.derived import Pin, Told
from affray.store.identity import Holder, place_for, renamed
from affray.store.reconciled import Reconciled
from affray.store.schema import BY_REPORT
from affray.store.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one call of `add` did: reports and claims now kept, reports already there, all skips.

    `dropped` is how many of the reports now kept the gate dropped.
    """

    coded: int
    dropped: int
    unchanged: int
    claims: int
    skips: tuple[Skip, ...]


class Store(Reconciled):
    """Reports, claims and what is made of them in one DuckDB file; a context manager, made by `open`."""

    # ------------------------------------------------------------ writing

    def start_run(self, version: str) -> int:
        """Begin a run, which tells what it meets from what earlier runs left; gives its number.

        Args:
            version: What codes the reports in this run.
        """
        with database.uninterrupted(), database.explained(self.path):
            row = self._connection.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()
            self._run = int(row[0]) if row else 1
            self._connection.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, NULL)", [self._run, keep(version), __version__, _now()]
            )
            self._connection.execute("CREATE OR REPLACE TEMP TABLE met (digest VARCHAR)")
        return self._run

    def withdraw(self, report: str) -> str:
        """Take a report with its claims out of the store; gives its id. A refresh is then due.

        What persons judged of its claims stays, and takes hold again should the report come back.

        Raises:
            UnusableOption: No report's id begins so, or several do.
        """
        found = self._one("report", "reports", report)

        def write() -> None:
            for table in BY_REPORT:
                self._delete(table, [found])

        self._in_one(write)
        return found

    def finish_run(self) -> None:
        """Note that the run came to its end."""
        with database.uninterrupted(), database.explained(self.path):
            self._connection.execute("UPDATE runs SET finished = ? WHERE run = ?", [_now(), self._run])

    def coded(self, report: str, digest: str, version: str) -> bool:
        """Whether this content of a report, under the id it comes with, was coded by this version."""
        found = self._all(
            "SELECT 1 FROM reports WHERE record = ? AND digest = ? AND version = ?",
            [keep(report), keep(digest), keep(version)],
        )
        return bool(found)

    def known(self, digests: Iterable[str], version: str) -> frozenset[str]:
        """Those of many digests (which cover the report's id) that this version coded: `coded` in bulk.

        In a run, they count as met: none of them is taken for the older text of another report.
        """
        with database.uninterrupted(), database.explained(self.path):
            stored = self._all(
                "SELECT digest, version FROM reports WHERE digest IN (SELECT unnest(?::VARCHAR[]))",
                [[keep(digest) for digest in digests]],
            )
            found = [digest for digest, by in stored if by == keep(version)]
            if self._run is not None:
                self._insert("met", [{"digest": digest} for digest in found])
        return frozenset(restore(digest) for digest in found)

    def add(self, results: Sequence[Coded | Skip], version: str) -> Added:
        """Keep results in one transaction; those of one call take effect in their order.

        Content that is there by the same version changes nothing. Another content of the same id and
        path replaces the older one with its claims; from another path it is kept under the id followed
        by `-` and the first six characters of its digest. A coding that breaks the evidence rule, or
        holds a number beyond 64 bits, becomes a skip.

        Raises:
            UnusableStore: The file could not be written; nothing of this call is kept.
        """
        run = self.start_run(version) if self._run is None else self._run
        fit, skips = [], []
        for result in results:
            if isinstance(result, Skip):
                skips.append(result)
            elif reason := rows.unfit(result):
                report = result.report
                skips.append(
                    Skip(path=report.path, line=report.line, reason="coding not usable", detail=reason)
                )
            else:
                fit.append(result)
        with database.uninterrupted(), database.explained(self.path):
            self._connection.begin()
            try:
                added = self._write(fit, version, run)
                self._write_skips(fit, skips, version, run)
                if added:
                    self._connection.execute("DELETE FROM refreshes")
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise
        claims = sum(len(coded.claims) for coded in added)
        return Added(
            coded=len(added),
            dropped=sum(coded.dropped is not None for coded in added),
            unchanged=len(fit) - len(added),
            claims=claims,
            skips=tuple(skips),
        )

    def _write(self, results: Sequence[Coded], version: str, run: int) -> list[Coded]:
        holders = self._holders([coded.report for coded in results])
        gone: set[str] = set()
        new: dict[str, tuple[Coded, str]] = {}
        for coded in results:
            report = coded.report
            name, older = place_for(report, holders.values())
            if older and older.digest == report.digest and older.version == version:
                continue
            if older:
                gone.add(name)
            new[name] = (renamed(coded, name), report.report)
            holders[name] = Holder(
                report=name,
                record=report.report,
                path=report.path,
                line=report.line,
                digest=report.digest,
                version=version,
                met=True,
            )
        if gone:
            for table in BY_REPORT:
                self._delete(table, gone)
        kept = [coded for coded, _ in new.values()]
        records = [record for _, record in new.values()]
        for table, found in rows.of_reports(kept, records, version=version, run=run).items():
            self._insert(table, found)
        self._insert("met", [{"digest": keep(coded.report.digest)} for coded in results])
        return kept

    def _holders(self, reports: Sequence[Report]) -> dict[str, Holder]:
        ids = {keep(report.report) for report in reports}
        short = {keep(f"{report.report}-{report.digest[:n]}") for report in reports for n in (6, 12)}
        # Two scans joined by UNION: 4 ms for 32 ids among a million reports, where one scan with OR took 88.
        columns = "SELECT report, record, path, line, digest, version FROM reports"
        found = self._connection.execute(
            f"{columns} WHERE record IN (SELECT unnest($ids::VARCHAR[])) UNION "
            f"{columns} WHERE report IN (SELECT unnest($names::VARCHAR[])) ORDER BY report",
            {"ids": sorted(ids), "names": sorted(ids | short)},
        ).fetchall()
        met = self._connection.execute(
            "SELECT digest FROM met WHERE digest IN (SELECT unnest(?::VARCHAR[]))",
            [[row[4] for row in found]],
        ).fetchall()
        holders = [
            Holder(
                report=restore(report),
                record=restore(record),
                path=restore(path),
                line=line,
                digest=restore(digest),
                version=restore(version),
                met=(digest,) in met,
            )
            for report, record, path, line, digest, version in found
        ]
        return {holder.report: holder for holder in holders}

    def _write_skips(self, results: Sequence[Coded], skips: Sequence[Skip], version: str, run: int) -> None:
        """What this run met at a place takes the place of the skips that earlier runs left there."""
        met = [{"path": keep(coded.report.path), "line": coded.report.line} for coded in results]
        new = [rows.of_skip(skip) for skip in skips]
        places = met + [{"path": row["path"], "line": row["line"]} for row in new]
        if not places:
            return
        self._connection.execute(
            "DELETE FROM skips WHERE run < $run AND path IN (SELECT unnest($paths::VARCHAR[])) "
            "AND {path: path, line: line} IN (SELECT unnest($places::STRUCT(path VARCHAR, line BIGINT)[]))",
            {"run": run, "paths": [place["path"] for place in places], "places": places},
        )
        for row in new:
            self._connection.execute(
                "INSERT INTO skips SELECT $path, $line, $reason, $detail, $version, $run WHERE NOT EXISTS ("
                "FROM skips WHERE path = $path AND line IS NOT DISTINCT FROM $line "
                "AND reason = $reason AND detail = $detail)",
                {**row, "version": keep(version), "run": run},
            )

    def _delete(self, table: str, reports: Iterable[str]) -> None:
        self._connection.execute(
            f"DELETE FROM {table} WHERE report IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608
            [[keep(report) for report in sorted(reports)]],
        )

    # ------------------------------------------------------------ derived

    def told(self) -> list[Told]:
        """What the asserted claims of each report name, in the order of the reports' ids."""
        with database.explained(self.path):
            return derived.told(self._connection)

    def touched(self) -> frozenset[str]:
        """Reports that other reports or a pin date, and those that are not dated yet."""
        with database.explained(self.path):
            return derived.touched(self._connection)

    def pins(self) -> dict[str, Pin]:
        """What persons set as the days of reports, by report."""
        with database.explained(self.path):
            return derived.pins(self._connection)

    def pin(self, new: Pin) -> None:
        """Set when a report was published; kept apart from all that is derived, until `unpin`."""
        self._in_one(lambda: derived.pin(self._connection, new))

    def unpin(self, report: str) -> bool:
        """Take a pin back; whether there was one."""
        found: list[bool] = []
        self._in_one(lambda: found.append(derived.unpin(self._connection, report)))
        return found[0]

    def own(self, report: str | None = None) -> Iterator[Report]:
        """The reports, or one, with their days by their own witnesses alone, in the order of their ids."""
        return self._stream(values.reports(self._connection, report, of=rows.OWN))

    def redate(self, report: Report, claims: Sequence[GroundedClaim], *, of: Sequence[str]) -> None:
        """Keep a report's days, and its claims as grounded by them, in place of those it had.

        Args:
            report: With its days.
            claims: All of its claims, in the order of the text.
            of: Which days these are: of its own witnesses, of all, or both.
        """

        def write() -> None:
            derived.clear(self._connection, report.report, of)
            for table, new in derived.rows_of(report, claims, of).items():
                self._insert(table, new)

        self._in_one(write)

    def set_track(
        self,
        changes: Iterable[ControlChange],
        spells: Iterable[ControlSpell],
        edges: Iterable[RelationEdge],
    ) -> None:
        """Keep control and relations in place of all that was derived before."""

        def write() -> None:
            for table, new in track.rows_of(changes, spells, edges).items():
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own
                self._insert(table, new)

        self._in_one(write)

    def control(self) -> Iterator[ControlSpell]:
        """Who held each place, by all that is known: by place, then by days."""
        return self._stream(track.spells(self._connection))

    def control_changes(self) -> Iterator[ControlChange]:
        """What each claim tells of who holds a place: what `control` is made of, for any day known."""
        return self._stream(track.changes(self._connection))

    def relations(self) -> Iterator[RelationEdge]:
        """How actors stand to each other, with every telling, by who and whom."""
        return self._stream(track.edges(self._connection))

    def undated_reports(self) -> int:
        """How many reports with claims have no last day that they may be of."""
        with database.explained(self.path):
            return track.undated_reports(self._connection)

    def index_texts(self) -> int:
        """Take up the texts that are not yet in the index of words; how many they were."""
        with database.uninterrupted(), database.explained(self.path):
            self._connection.begin()
            try:
                found = search.index(self._connection)
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise
        return found

    def refreshed(self) -> bool:
        """Whether what is derived is as the claims and pins have it."""
        return self.count("refreshes") > 0

    def set_refreshed(self) -> None:
        """Note that it is."""
        with database.uninterrupted(), database.explained(self.path):
            self._connection.execute("INSERT INTO refreshes VALUES (?)", [_now()])

    # ------------------------------------------------------------ reading

    def reports(self) -> Iterator[Report]:
        """All reports, in the order of their ids."""
        return self._stream(values.reports(self._connection))

    def report(self, report: str) -> Report:
        """The report of an id, or of the one id that begins so.

        Raises:
            UnusableOption: No id begins so, or several do.
        """
        found = self._one("report", "reports", report)
        return next(self._stream(values.reports(self._connection, found)))

    def result(self, report: str) -> Coded:
        """The report of an id, or of the one id that begins so, with its claims.

        Raises:
            UnusableOption: No id begins so, or several do.
        """
        found = self._one("report", "reports", report)
        return next(self._stream(values.results(self._connection, found)))

    def claims(
        self, report: str | Sequence[str] | None = None, *, only: Sequence[str] | None = None
    ) -> Iterator[GroundedClaim]:
        """All claims, or those of one or several reports, in the order of their ids, then of the text.

        Args:
            report: The id of a report, or of several.
            only: Of these, the claims wanted.
        """
        return self._stream(values.claims(self._connection, report, only=only))

    def claim(self, claim: str) -> GroundedClaim:
        """The claim of an id, or of the one id that begins so.

        Raises:
            UnusableOption: No id begins so, or several do.
        """
        found = self._one("claim", "claims", claim)
        report = self._all("SELECT report FROM claims WHERE claim = ?", [keep(found)])[0][0]
        own = self.claims(restore(report))
        return next(grounded for grounded in own if grounded.claim.claim == found)

    def results(self) -> Iterator[Coded]:
        """Each report with its claims, in the order of the reports' ids."""
        return self._stream(values.results(self._connection))

    def skips(self) -> Iterator[Skip]:
        """What could not be used, in the order of paths and lines."""
        return self._stream(values.skips(self._connection))

    def summary(self) -> Summary:
        """How much there is, by type, and the killed as the claims tell them."""
        with database.explained(self.path):
            return summaries.summarize(self._connection)

    def place_layers(self) -> list[str]:
        """The layers that the resolved places come from: what stands before the colon of their ids."""
        sql = "SELECT DISTINCT split_part(place, ':', 1) FROM claim_places WHERE place IS NOT NULL ORDER BY 1"
        return [str(row[0]) for row in self._all(sql, [])]


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(tzinfo=None)
