"""Makes a workbook's file the same bytes for the same content: no clock in it."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that a ZIP archive can tell.
_FIRST = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def settled(path: Path) -> None:
    """Rewrite a workbook with all its times set to the first that the format can tell."""
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            told = name.endswith("core.xml")
            kept = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z\2", content) if told else content
            entry = ZipInfo(name, date_time=_FIRST)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, kept)
