"""`affray export reports`: the codebook's report record, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from affray.export.claims import day
from affray.export.files import REPLACED, Encodable, whole_text
from affray.export.loss import Loss, lost
from affray.model import Coded, Report
from affray.store import Store


def record(coded: Coded) -> dict[str, Any]:
    """One report as its record."""
    report = coded.report
    return {
        "report": report.report,
        "path": report.path,
        "title": report.title,
        "outlet": report.outlet,
        "origin": report.origin,
        "dateline": report.dateline,
        "text": report.text,
        "published": published(report),
        "language": report.language,
        "url": report.url,
        "line": report.line,
        "digest": report.digest,
        "dropped": coded.dropped,
        "segments": [
            {"kind": part.kind.value, "start": part.start, "end": part.end, "undated": part.undated}
            for part in report.segments
        ],
        "offsets": {
            "clean": list(report.offsets.clean),
            "source": list(report.offsets.source),
            "length": list(report.offsets.length),
        },
    }


def published(report: Report) -> dict[str, Any]:
    """When it was published: nulls where nothing bounds it, and every witness with its weight.

    Dates of the page that no witness stands for follow, without weight.
    """
    when = report.published
    weighed = () if when is None else when.witnesses
    known = {(witness.basis, witness.text) for witness in weighed}
    witnesses = (*weighed, *(each for each in report.dates if (each.basis, each.text) not in known))
    return {
        "earliest": day(when.earliest) if when else None,
        "latest": day(when.latest) if when else None,
        "best": day(when.best) if when else None,
        "witnesses": [
            {
                "basis": witness.basis.value,
                "text": witness.text,
                "earliest": day(witness.earliest),
                "latest": day(witness.latest),
                "weight": witness.weight,
            }
            for witness in witnesses
        ],
        "reason": when.reason if when else "not dated",
        "pinned": when.pinned if when else False,
        "days": [{"day": day(likely.day), "chance": likely.chance} for likely in (when.days if when else ())],
    }


def write(store: Store, out: Path) -> Loss:
    """Write all reports to `out`.

    Raises:
        UnusableOption: `out` cannot be written.
    """
    rows, encodable = 0, Encodable()
    with whole_text(out) as file:
        for coded in store.results():
            file.write(encodable.line(record(coded)))
            rows += 1
    return Loss(
        format="reports",
        unit="reports",
        rows=rows,
        total=store.count("reports"),
        held=rows,
        reduced=lost({REPLACED: encodable.replaced}),
    )
