"""`affray.toml`: the settings, checked once at the edge, unknown keys refused."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from affray.errors import UnusableOption
from affray.extract.options import ExtractOptions
from affray.ground.options import GroundOptions
from affray.read.options import ReadOptions

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; each stage's options are a section of `affray.toml`."""

    __pydantic_config__ = _STRICT

    read: ReadOptions = field(default_factory=ReadOptions)
    extract: ExtractOptions = field(default_factory=ExtractOptions)
    ground: GroundOptions = field(default_factory=GroundOptions)
    # Processes that code reports; 0 is one a core.
    workers: int = 0


_SETTINGS = TypeAdapter(Settings)


def load(path: Path | None = None) -> Settings:
    """Read the settings: from `path`, else from `affray.toml` in the working folder, else the defaults.

    Raises:
        UnusableOption: The file is missing, is no TOML, or a key or value is not usable; names the key.
    """
    found = path or Path("affray.toml")
    if path is None and not found.exists():
        return Settings()
    try:
        settings = _SETTINGS.validate_python(tomllib.loads(found.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableOption(f"{found} cannot be read as settings: {error}") from error
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors()
        )
        raise UnusableOption(f"{found}: {problems}") from error
    return replace(settings, ground=replace(settings.ground, actors=_pack(settings.ground.actors, found)))


def _pack(named: str, settings: Path) -> str:
    """The pack of actors: the one named, from the settings' own folder, else `actors.csv` beside them."""
    if named:
        return str(settings.parent / named)
    beside = settings.parent / "actors.csv"
    return str(beside) if beside.exists() else ""
