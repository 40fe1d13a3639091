"""The shipped words of armed conflict, by which the gate tells what to read from what to drop."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from affray.errors import UnusableResource

_PATH = Path(__file__).parent / "conflict.toml"
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How many points a text must have.

    Attributes:
        window: Words of which a longer text is judged at a time; the best window decides.
        needed: Points that a window of a longer text must have.
        words_a_point: A text of at most one window needs a point for every so many words, one at least.
    """

    __pydantic_config__ = _STRICT

    window: int
    needed: int
    words_a_point: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Words of one weight: entries parted by commas, the first word of each followed by irregular forms.

    Attributes:
        points: What an entry counts in a text longer than one window.
        short: What it counts in a shorter one.
        once: Whether all entries of the group count as one.
    """

    __pydantic_config__ = _STRICT

    points: int
    short: int
    once: bool = False
    verbs: str = ""
    nouns: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The rule, the groups in the order in which they claim a form, and the file's digest."""

    rule: Rule
    groups: dict[str, Group]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    __pydantic_config__ = _STRICT

    rule: Rule
    groups: dict[str, Group]


_FILE = TypeAdapter(_File)


@cache
def conflict() -> Conflict:
    """The shipped words.

    Raises:
        UnusableResource: The file is missing or damaged.
    """
    try:
        content = _PATH.read_bytes()
        # A checkout may turn line ends; the words are the same.
        digest = hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
        found = _FILE.validate_python(tomllib.loads(content.decode("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise UnusableResource(f"{_PATH} cannot be read: {error}; install affray again") from error
    return Conflict(rule=found.rule, groups=found.groups, digest=digest)
