"""Characters that UTF-8 cannot hold: kept exactly, though the database keeps UTF-8 only.

A lone surrogate stands in a file name of undecodable bytes, or in JSON that escapes one. It is kept as
the noncharacter U+10FFFE and four hexadecimal digits; U+10FFFE itself likewise, so nothing is mistaken.
Texts without either, all but hostile ones, are kept as they are.
"""

from __future__ import annotations

import re

_MARK = "\U0010fffe"
_ODD = re.compile("[\ud800-\udfff\U0010fffe]")
_KEPT = re.compile(f"{_MARK}([0-9a-f]{{4}})")


def keep(text: str) -> str:
    """The text as the database keeps it."""
    return text if text.isascii() else _ODD.sub(_escape, text)


def restore(text: str) -> str:
    """The text as it was before `keep`."""
    return _KEPT.sub(_unescape, text) if _MARK in text else text


def _escape(match: re.Match[str]) -> str:
    # U+10FFFE has more than four digits: 0000, which no surrogate has, stands for it.
    code = 0 if match[0] == _MARK else ord(match[0])
    return f"{_MARK}{code:04x}"


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] != "0000" else _MARK
