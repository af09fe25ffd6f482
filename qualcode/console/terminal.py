"""Text for a terminal: what would steer it is shown as a sign, and never acted upon.

A label or the name of a file may hold anything, also the sequences by which a terminal is told to
move its cursor, to hide a line or to show a link under other words.
"""

import re
from types import MappingProxyType
from typing import Final

_PICTURES: Final = 0x2400  # here begin the signs for control characters, such as ␛
_BYTES: Final = range(0xD800, 0xE000)  # what Python makes of file names that are not UTF-8
_HIDDEN: Final = (*range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), *_BYTES)
_SIGNS: Final = MappingProxyType(
    {
        **dict.fromkeys(_HIDDEN, "\N{REPLACEMENT CHARACTER}"),
        **{code: chr(_PICTURES + code) for code in range(0x20) if chr(code) not in "\t\n"},
        0x7F: "\N{SYMBOL FOR DELETE}",
    }
)
_IN_JSON: Final = re.compile(f"[{''.join(map(chr, _HIDDEN))}]")


def visible(text: str) -> str:
    """A text with one sign in place of each character that a terminal would act upon."""
    return text.translate(_SIGNS)


def visible_json(text: str) -> str:
    """JSON that means the same, with such characters escaped; those below U+0020 always are."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
