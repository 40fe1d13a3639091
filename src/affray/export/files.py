"""Writes files whole or not at all, in text that every reader of UTF-8 accepts."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from affray.errors import StopRun, UnusableOption

_SURROGATE = re.compile("[\ud800-\udfff]")


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A file beside `out` to write to, which takes its name when all went well and is gone when not.

    Raises:
        UnusableOption: `out` is a folder, or its folder does not exist or may not be written.
        StopRun: Writing failed, say on a full disk.
    """
    if out.is_dir():
        raise UnusableOption(f"{out} is a folder; name a file")
    if not out.parent.is_dir():
        raise UnusableOption(f"{out} cannot be written: the folder {out.parent} does not exist")
    target = out.resolve()
    if target.exists() and not target.is_file():
        raise UnusableOption(f"{out} is no regular file; name a file")
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        yield beside
        os.replace(beside, target)  # noqa: PTH105 replaces on every system
    except PermissionError as error:
        raise UnusableOption(f"{out} may not be written: {error.strerror}") from error
    except OSError as error:
        raise StopRun(f"{out} could not be written: {error}") from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_text(out: Path) -> Iterator[IO[str]]:
    """As `whole`, opened for UTF-8 text with line ends as written."""
    with whole(out) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        yield file


class Encodable:
    """Replaces characters that UTF-8 cannot hold (lone surrogates) by U+FFFD, one for one, and counts.

    Offsets and quotes stay true, since each character stays one.
    """

    def __init__(self) -> None:
        self.replaced = 0

    def text(self, text: str) -> str:
        """The text in characters that UTF-8 holds."""
        if text.isascii():
            return text
        found, count = _SURROGATE.subn("\ufffd", text)
        self.replaced += count
        return found

    def value(self, value: Any) -> Any:
        """A record's value, with all its texts so."""
        match value:
            case str():
                return self.text(value)
            case Mapping():
                return {name: self.value(inner) for name, inner in value.items()}
            case list():
                return [self.value(inner) for inner in value]
            case _:
                return value

    def line(self, record: Mapping[str, Any]) -> str:
        """A record as one line of JSON; a number that is none becomes null, as JSON has no name for it."""
        return json.dumps(_finite(self.value(record)), ensure_ascii=False, allow_nan=False) + "\n"


def _finite(value: Any) -> Any:
    match value:
        case float() if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 NaN
            return None
        case dict():
            return {name: _finite(inner) for name, inner in value.items()}
        case list():
            return [_finite(inner) for inner in value]
        case _:
            return value


# What `Encodable.replaced` counts, in a loss report's words.
REPLACED = "characters that UTF-8 cannot hold, written as U+FFFD"
