"""The file beside an export that says what it is: its licences and credits, its losses, its terms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from affray import __version__
from affray.export.files import Encodable, whole_text
from affray.export.loss import Loss
from affray.export.release import Terms
from affray.resources import crosswalks

# What holds for every export, whatever its format.
_MADE = "Made by a machine. A claim is what a report says, not what is known to be so."
_QUOTES = "Sentences, titles and names of reports are quoted from their publishers, whose rights stay theirs."
_ACTORS = "actors: ids, names and alliances in part from UCDP Actor Dataset v22.1 (CC BY 4.0)"
_COUNTRIES = "countries: numbers and names by UCDP (CC BY 4.0), ISO codes by GeoNames (CC BY 4.0)"
_CONTENT = "It tells of war: of killing, torture and abduction, in the words of the reports."


def beside(out: Path) -> Path:
    """Where the file stands: in a folder, else beside the file, under its name."""
    return out / "about.json" if out.is_dir() else out.with_name(f"{out.name}.about.json")


def write(out: Path, loss: Loss, credits_: Sequence[str], terms: Terms | None) -> Path:
    """Write it.

    Args:
        out: The export, which is there.
        loss: What it could not hold.
        credits_: What is to be said of the places.
        terms: Those of a release, None where the store was exported as it is.

    Raises:
        UnusableOption: It cannot be written there.
    """
    path, encodable = beside(out), Encodable()
    with whole_text(path) as file:
        told = encodable.value(about(out, loss, credits_, terms))
        file.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return path


def about(out: Path, loss: Loss, credits_: Sequence[str], terms: Terms | None) -> dict[str, Any]:
    """What the file says."""
    known = next((row for row in crosswalks.rows("formats") if row["format"] == loss.format), None)
    return {
        "file": out.name,
        "format": loss.format,
        "layout": known["layout"] if known else None,
        "made_by": f"affray {__version__}",
        "notes": [note for note in (_MADE, _QUOTES, known["note"] if known else "", _CONTENT) if note],
        "attribution": [*credits_, _ACTORS, _COUNTRIES],
        "release": None
        if terms is None
        else {
            "level": "public",
            "grid_degrees": terms.grid,
            "names": "of persons who are not of public life, or may not be, are blanked",
        },
        "loss": asdict(loss),
    }
