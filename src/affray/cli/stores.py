"""Which store a command reads when none is named."""

from __future__ import annotations

import sys
from pathlib import Path

from affray.cli.screen import shown
from affray.errors import UnusableOption
from affray.store import Store

DEFAULT = Path("war.duckdb")


def chosen(named: Path | None, *, option: str = "--from") -> Path:
    """The store named, else war.duckdb, else the only *.duckdb of this folder, which is then told.

    Raises:
        UnusableOption: There is none, or there are several.
    """
    if named is not None:
        return named
    if DEFAULT.exists():
        return DEFAULT
    found = sorted(Path().glob("*.duckdb"))
    if len(found) == 1:
        sys.stderr.write(f"affray: reading {shown(str(found[0]))}, the only store in this folder\n")
        return found[0]
    if found:
        names = ", ".join(str(path) for path in found)
        raise UnusableOption(f"several stores are in this folder ({names}); name one with {option}")
    raise UnusableOption(
        f"there is no {DEFAULT} in this folder; name a store with {option}, "
        "or make one with `affray code PATH`"
    )


def existing(named: Path | None) -> Path:
    """A store to write that is there: to judge or to pin makes no new one, but brings an older one up.

    Raises:
        UnusableStore: There is none.
    """
    path = chosen(named)
    if not path.exists():
        Store.open_read_only(path)  # says what makes one
    return path
