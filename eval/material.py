"""Where the annotated material lies and how its files are read: what the scripts beside this one share."""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """The folder of the annotated material: `AFFRAY_SHARED`, else `shared` beside the checkout."""
    return Path(os.environ.get("AFFRAY_SHARED", ROOT.parent / "shared"))


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A script's options, with `--shared`; the script's docstring is their help."""
    found = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("--shared", type=Path, default=shared_folder())
    return found


def text_of(path: Path) -> str:
    """A file's text, gzipped or not."""
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8", "replace")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, gzipped or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for line in file:
            yield json.loads(line)
