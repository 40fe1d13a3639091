"""The trained weights that ship with affray, checked against their manifest."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from affray.errors import UnusableResource

_HERE = Path(__file__).parent / "weights"


def folder(model: str) -> Path:
    """The folder of one model's weights, its files of the sizes that the manifest states.

    Raises:
        UnusableResource: The model is not in the manifest, or a file is missing or of another size.
    """
    manifest = _manifest()
    if model not in manifest:
        raise UnusableResource(f"no weights called {model!r}; known: {', '.join(sorted(manifest))}")
    for name, size in manifest[model]["bytes"].items():
        path = _HERE / model / name
        if not path.is_file() or path.stat().st_size != size:
            raise UnusableResource(f"{path} is not of {size} bytes: install affray again")
    return _HERE / model


def intact(model: str) -> bool:
    """Whether every byte of a model's weights is what the manifest states (reads them all)."""
    entry = _manifest()[model]
    found = hashlib.sha256()
    for name in entry["bytes"]:
        found.update((_HERE / model / name).read_bytes())
    return found.hexdigest() == str(entry["sha256"])


def _manifest() -> dict[str, Any]:
    return tomllib.loads((_HERE / "manifest.toml").read_text(encoding="utf-8"))
