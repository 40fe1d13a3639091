"""Fake stages for the engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from affray.config import Settings
from affray.extract.options import ExtractOptions
from affray.ground.options import GroundOptions


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that name the fake stages, which processes started from here find too."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "plugs"))
    return Settings(extract=ExtractOptions(tagger="words"), ground=GroundOptions(grounder="first"), workers=1)
