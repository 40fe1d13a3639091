"""What several tests share."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from affray.config import Settings
from affray.engines.local import run

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The annotated material beside the checkout; the test skips by name where it is absent."""
    folder = Path(os.environ.get("AFFRAY_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpora").is_dir():
        pytest.skip(f"no annotated material at {folder} (set AFFRAY_SHARED)")
    return folder


@pytest.fixture(scope="session")
def coded_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample reports, coded once for all tests that read them."""
    into = tmp_path_factory.mktemp("examples") / "e.duckdb"
    run([str(ROOT / "examples" / "reports")], into, settings=replace(Settings(), workers=1))
    return into
