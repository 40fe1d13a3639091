"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The annotated material beside the checkout; the test skips by name where it is absent."""
    folder = Path(os.environ.get("AFFRAY_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpora").is_dir():
        pytest.skip(f"no annotated material at {folder} (set AFFRAY_SHARED)")
    return folder
