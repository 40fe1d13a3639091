"""Packs: places of a country that a user imports beside the shipped ones.

A pack is a folder with a layer, in the user's data folder or the one that `[ground] packs` or
AFFRAY_PLACES names.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import platformdirs

from affray.errors import UnusableOption, UnusableResource
from affray.resources.layer import About, Entry, Layer, about, build
from affray.resources.packs import geonames, ocha, wof
from affray.resources.packs.merge import merged, with_parents
from affray.resources.packs.rows import Gathered

_NAME = re.compile(r"[a-z]{2}(?:-[a-z]{2}){0,4}-[a-z]+|world-[a-z]+")
_MOST_COUNTRIES = 5


class Reader(Protocol):
    """Reads the places of some files in one format."""

    def __call__(self, paths: Sequence[Path], country: str | None, /) -> Gathered:
        """The rows of the files; of one country where one is given."""


FORMATS: dict[str, Reader] = {"geonames": geonames.read, "wof": wof.read, "ocha": ocha.read}


def folder(setting: str = "") -> Path:
    """The folder of packs: by setting, else AFFRAY_PLACES, else the user's data folder."""
    named = setting or os.environ.get("AFFRAY_PLACES", "")
    return Path(named) if named else Path(platformdirs.user_data_dir("affray")) / "places"


def listed(home: Path) -> tuple[About, ...]:
    """What packs there are, by name.

    Raises:
        UnusableResource: A pack is damaged, or of another version of affray.
    """
    return tuple(_told(path) for path in _folders(home))


def opened(home: Path) -> tuple[Layer, ...]:
    """The packs, open, in the order of their names.

    Raises:
        UnusableResource: A pack is damaged, or of another version of affray.
    """
    found = []
    for path in _folders(home):
        try:
            found.append(Layer(path))
        except (OSError, ValueError) as error:
            raise _unusable(path, error) from error
    return tuple(found)


def digest(home: Path) -> str:
    """What packs there are, as a short hash of what each was made from; empty without any.

    Raises:
        UnusableResource: A pack is damaged, or of another version of affray.
    """
    told = listed(home)
    return hashlib.blake2b(repr(told).encode(), digest_size=6).hexdigest() if told else ""


def add(
    paths: Sequence[Path],
    home: Path,
    *,
    format_: str,
    country: str | None,
    step: Callable[[int], None] = lambda _: None,
) -> About:
    """Import files as a pack; a pack of the same format and countries is replaced.

    Raises:
        UnusableOption: The format is unknown, a file cannot be read, or no place is in them.
        UnusableResource: The pack cannot be written.
    """
    if format_ not in FORMATS:
        raise UnusableOption(f"no format is called {format_!r}; known: {', '.join(sorted(FORMATS))}")
    gathered = FORMATS[format_](paths, country)
    if not gathered.rows:
        where = f" in {country}" if country else ""
        raise UnusableOption(f"no place{where} is in {', '.join(str(path) for path in paths)}")
    rows = merged(gathered.rows)
    countries = sorted({row.entry.country for row in rows if row.entry.country})
    spread = "-".join(countries).lower() if len(countries) <= _MOST_COUNTRIES else "world"
    told = About(
        name=f"{spread}-{format_}",
        format=format_,
        countries=tuple(countries),
        licence=gathered.licence,
        attribution=gathered.attribution,
        sources=tuple(f"{path.name} {_digest(path)}" for path in paths),
        merged=len(gathered.rows) - len(rows),
        dropped=gathered.dropped,
    )
    if not _NAME.fullmatch(told.name):
        raise UnusableOption(f"the files name no country; give one with --country (found {countries})")
    try:
        _replace(with_parents(rows), told, home, step)
    except OSError as error:
        raise UnusableResource(f"the pack {home / told.name} cannot be written: {error}") from error
    return about(home / told.name)


def _replace(entries: Sequence[Entry], told: About, home: Path, step: Callable[[int], None]) -> None:
    """Write a pack beside, and put it where an older one stands only when it is whole."""
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".import-", dir=home) as draft:
        build(entries, told, Path(draft) / "new", step=step)
        target = home / told.name
        if target.exists():
            target.rename(Path(draft) / "old")
        (Path(draft) / "new").rename(target)


def remove(home: Path, name: str) -> None:
    """Take a pack away.

    Raises:
        UnusableOption: There is none of the name.
    """
    if name not in {path.name for path in _folders(home)}:
        known = ", ".join(path.name for path in _folders(home)) or "none"
        raise UnusableOption(f"no pack is called {name!r}; there are: {known}")
    shutil.rmtree(home / name)


def _folders(home: Path) -> list[Path]:
    if not home.is_dir():
        return []
    return sorted(path for path in home.iterdir() if _NAME.fullmatch(path.name) and path.is_dir())


def _told(path: Path) -> About:
    try:
        return about(path)
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> UnusableResource:
    return UnusableResource(f"the pack of places {path.name} cannot be used: {error}; import it again")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
