"""Complaints about brackets, and about what stands in them."""

import re
from types import MappingProxyType
from typing import Final

from qualcode.source import mistakes
from qualcode.source.trouble import QUOTE_ALL, Said, Trouble

_KEY_LINE: Final = re.compile(
    r"(?:---|\.\.\.)(?!\S)|"
    r"[ \t]*(?:- +)*(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s\[\]{},#\"']+):(?:\s|$)"
)
_WITHOUT_VALUE: Final = MappingProxyType(
    {
        ",": ("there is no value before the comma", "delete the comma, or write a value before it"),
        "-": ("a list with dashes stands inside brackets", "put commas between the items instead"),
        ":": ("there is no key before the colon", "put quotes around the text that has a colon"),
    }
)


def _colon_in_brackets(trouble: Trouble) -> Said | None:
    in_list = trouble.says("',' or") and trouble.character == ":"
    if not trouble.says("unexpected ':'") and (not in_list or _unclosed(trouble, trouble.since)):
        return None
    hint = "put quotes around the text that has a colon"
    return Said(trouble.at, trouble.at + 1, "a colon stands in text without quotes", hint)


def _bracket(trouble: Trouble) -> Said | None:
    if not trouble.says("',' or"):
        return None
    if unclosed := _unclosed(trouble, trouble.since):
        return unclosed
    if trouble.character in ("]", "}"):
        return _crossed(trouble, trouble.since)
    hint = f"write a comma between the values, or {QUOTE_ALL}"
    end = trouble.word_end(trouble.at)
    return Said(trouble.at, end, "a comma is missing before this", hint)


def _unclosed(trouble: Trouble, bracket: int) -> Said | None:
    """The bracket is open, and what follows looks as if the author had meant it to be closed."""
    line_start = trouble.line_start(trouble.at)
    goes_on = line_start > bracket and _KEY_LINE.match(trouble.text, line_start)
    if not trouble.is_at_end and not goes_on:
        return None
    opening = trouble.text[bracket : bracket + 1]
    hint = f"write '{_closing(opening)}' at its end, or put quotes around text with brackets"
    return Said(bracket, bracket + 1, f"the bracket {opening} is never closed", hint)


def _crossed(trouble: Trouble, bracket: int) -> Said:
    opening = trouble.text[bracket : bracket + 1]
    message = f"the bracket {opening} is closed by {trouble.character}"
    return Said(trouble.at, trouble.at + 1, message, f"write '{_closing(opening)}' instead")


def _closing(bracket: str) -> str:
    return "]" if bracket == "[" else "}"


def _missing_value(trouble: Trouble) -> Said | None:
    if not trouble.says("node content"):
        return None
    if trouble.bracket is None:
        if trouble.character not in ("]", "}"):
            return None
        message = f"the bracket {trouble.character} closes nothing"
        return Said(trouble.at, trouble.at + 1, message, f"delete it, or {QUOTE_ALL}")
    if unclosed := _unclosed(trouble, trouble.bracket):
        return unclosed
    if trouble.character in ("]", "}"):
        return _crossed(trouble, trouble.bracket)
    found = _WITHOUT_VALUE.get(trouble.character)
    return Said(trouble.at, trouble.at + 1, *found) if found else None


def _too_deep(trouble: Trouble) -> Said | None:
    """A depth that libyaml refuses, before it hands out the brackets one by one."""
    if not trouble.says("maximum nesting depth"):
        return None
    message = "the values are nested in more than 1,000 levels"
    hint = "look for a bracket that is not closed, or put quotes around text with brackets"
    return Said(trouble.at, trouble.at + 1, message, hint, mistakes.TOO_DEEP)


READINGS: Final = (_too_deep, _colon_in_brackets, _bracket, _missing_value)
"""What these complaints may be about."""
