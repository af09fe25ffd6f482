"""Texts as Typst takes them: as values of its code, so that nothing in them is ever markup."""

import re
from collections.abc import Iterable

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029]')
_NEVER_SHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def string(text: str) -> str:
    """A text as a string of Typst; characters that steer machines are left out."""
    return '"' + _ESCAPED.sub(_escape, _NEVER_SHOWN.sub("", text)) + '"'


def block(parts: Iterable[str]) -> str:
    """Expressions that follow each other, as one."""
    inside = "; ".join(part for part in parts if part)
    return f"{{{inside}}}" if inside else "[]"


def call(name: str, *arguments: str, **named: str) -> str:
    """A call of a function; underscores in names are the hyphens of Typst."""
    listed = (*arguments, *(f"{key.replace('_', '-')}: {value}" for key, value in named.items()))
    return f"{name}({', '.join(listed)})"


def array(values: Iterable[str]) -> str:
    """Values as an array."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def points(value: float) -> str:
    """A length."""
    return f"{value:.2f}pt"


def labelled(content: str, name: str) -> str:
    """Content that can be referred to by a name."""
    return f"[#{{{content}}}#label({string(name)})]"


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return "\\" + character if character in '"\\' else f"\\u{{{ord(character):x}}}"
