"""The trained weights that ship with affray, checked against their manifest."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from affray.errors import UnusableResource

_HERE = Path(__file__).parent / "weights"


def folder(model: str) -> Path:
    """The folder of one model's weights.

    Raises:
        UnusableResource: The model is not in the manifest, or a file is missing or of another size.
    """
    entry = _manifest().get(model)
    if entry is None:
        raise UnusableResource(f"no weights called {model!r}; known: {', '.join(sorted(_manifest()))}")
    for name, size in entry["bytes"].items():
        path = _HERE / model / name
        if not path.is_file() or path.stat().st_size != size:
            raise UnusableResource(f"{path} is not of {size} bytes: install affray again")
    return _HERE / model


def digest(model: str) -> str:
    """SHA-256 over a model's files, in the order of the manifest: what its card and the manifest state."""
    found = hashlib.sha256()
    for name in _manifest()[model]["bytes"]:
        found.update((_HERE / model / name).read_bytes())
    return found.hexdigest()


def _manifest() -> dict[str, dict[str, dict[str, int]]]:
    return tomllib.loads((_HERE / "manifest.toml").read_text(encoding="utf-8"))
