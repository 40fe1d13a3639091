"""What a report was read from: found again on disk, and shown only where it is what was coded.

The store keeps a report's path and a digest of its source, not the source. A file is opened only to look
for the digest: whatever else a path leads to is never shown.
"""

from __future__ import annotations

from affray.errors import StopRun
from affray.model import Raw, Report
from affray.read.options import ReadOptions
from affray.read.records import STDIN, records
from affray.serve.wire import Original


def original(report: Report, options: ReadOptions) -> Original:
    """The source of a report, or why it cannot be shown."""
    found, reason = _find(report, options)
    return Original(
        report=report.report,
        path=report.path,
        format=None if found is None else found.format.value,
        content=None if found is None else found.content,
        reason=reason,
    )


def _find(report: Report, options: ReadOptions) -> tuple[Raw | None, str | None]:
    if report.path in {STDIN, ""}:
        return None, "it was read from a stream, which is not kept"
    try:
        for raw in records([report.path], options):
            if isinstance(raw, Raw) and raw.digest == report.digest:
                return raw, None
    except StopRun as error:
        return None, f"its source is not where it was: {error}"
    return None, f"{report.path} no longer holds it as it was coded"
