"""Who may review: those named when the server was started, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable

from affray.errors import UnusableOption
from affray.serve.asking import Unusable
from affray.serve.judging import LONGEST_NAME

READ_ONLY = (
    "this server only reads; who may review is named when it is started: "
    "`affray serve STORE --reviewer NAME`, which can be repeated"
)


class NotNamed(Unusable):
    """A name that is none of the reviewers."""


def reviewers(given: Iterable[str]) -> tuple[str, ...]:
    """The names as they are compared and kept: trimmed, each once.

    Raises:
        UnusableOption: A name is empty, too long or cannot be printed.
    """
    names = tuple(dict.fromkeys(name.strip() for name in given))
    for name in names:
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise UnusableOption(
                f"--reviewer {name!r}: a name has 1 to {LONGEST_NAME} characters, all printable"
            )
    return names


def require(names: Iterable[str], by: str) -> None:
    """Refuse a name that was not given.

    Raises:
        NotNamed: It is none of them.
    """
    listed = tuple(names)
    if by not in listed:
        raise NotNamed("by", f"{by!r} is no reviewer here; there are {', '.join(listed)}")
