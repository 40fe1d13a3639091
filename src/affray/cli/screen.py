"""Text of others on a terminal: shown, never obeyed.

Reports are hostile: an escape sequence could hide a claim's words or drive the terminal, and a
bidirectional control could turn them round.
"""

from __future__ import annotations

import json
import sys
from typing import Any

# Control characters as their pictures, line ends and tabs as spaces; the rest of what moves or hides
# text, and what UTF-8 cannot hold, as U+FFFD. One for one, so that offsets stay true.
_SHOWN = {code: 0x2400 + code for code in range(0x20)}
_SHOWN |= {0x7F: 0x2421, 0x85: 0x20, 0x2028: 0x20, 0x2029: 0x20}
_SHOWN |= dict.fromkeys((0x09, 0x0A, 0x0D), 0x20)
_SHOWN |= dict.fromkeys(
    (
        *range(0x80, 0x85),
        *range(0x86, 0xA0),
        0x061C,  # Arabic letter mark
        *range(0x200B, 0x2010),  # zero width, left-to-right and right-to-left marks
        *range(0x202A, 0x202F),  # embeddings and overrides
        *range(0x2060, 0x2070),  # invisible operators, isolates
        0xFEFF,
        *range(0xD800, 0xE000),
        *range(0xE0000, 0xE0080),  # tags
    ),
    0xFFFD,
)


def shown(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would act on; as long as before."""
    return text.translate(_SHOWN)


def print_json(record: Any) -> None:
    """Print a record; ASCII only, so that nothing in it is what a terminal would act on."""
    sys.stdout.write(json.dumps(record, indent=2) + "\n")
