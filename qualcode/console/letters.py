"""Text that a terminal shows as it is: letters that steer it are made visible."""

import json
import re
from collections.abc import Mapping

_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line for `source`, which counts them; `splitlines` knows a few more."""

_BREAK = re.compile(r"\s*[\r\n]\s*")
_STEERING = {
    **{code: 0x2400 + code for code in range(0x20)},  # the pictures that Unicode has for them
    ord("\t"): ord(" "),
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029, 0xFEFF), 0xFFFD),
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F)), 0xFFFD),
    **dict.fromkeys(range(0x2066, 0x206A), 0xFFFD),  # as those before, they turn the direction
    **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD),
}
_IN_LINES = {code: sign for code, sign in _STEERING.items() if chr(code) not in "\t\n"}
_IN_JSON = re.compile(f"[{''.join(re.escape(chr(code)) for code in _STEERING if code >= 0x7F)}]")


def visible(text: str) -> str:
    """A line in which each letter that would steer a terminal is one that can be seen."""
    return text.translate(_STEERING)


def visible_lines(text: str) -> str:
    """A text of several lines in which nothing steers a terminal; tabs stay."""
    return text.translate(_IN_LINES)


def on_one_line(text: str) -> str:
    """A text of perhaps several lines on one, as `visible` shows it."""
    return visible(_BREAK.sub(" ", text.strip()))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text as findings count them."""
    return tuple(_LINE_END.split(text))


def as_json(data: Mapping[str, object]) -> str:
    """Data as JSON for programs and people; what would steer a terminal is written as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
