"""`affray export reports`: the codebook's report record, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from affray.export.claims import day
from affray.export.files import REPLACED, Encodable, whole_text
from affray.export.loss import Loss, lost
from affray.model import Coded
from affray.store import Store


def record(coded: Coded) -> dict[str, Any]:
    """One report as its record. Its date is null until report dating weighs the witnesses, all listed."""
    report = coded.report
    return {
        "report": report.report,
        "path": report.path,
        "title": report.title,
        "outlet": report.outlet,
        "origin": report.origin,
        "dateline": report.dateline,
        "text": report.text,
        "published": {
            "earliest": None,
            "latest": None,
            "best": None,
            "witnesses": [
                {
                    "basis": witness.basis.value,
                    "text": witness.text,
                    "earliest": day(witness.earliest),
                    "latest": day(witness.latest),
                    "weight": witness.weight,
                }
                for witness in report.dates
            ],
        },
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
