"""Complaints about single characters: tabs, quotes, backslashes and the first one of a text."""

import re
from typing import Final

from qualcode.source import mistakes
from qualcode.source.trouble import QUOTE_ALL, Said, Trouble

_TABS: Final = re.compile(r"\t*")
_TAB_LINE: Final = re.compile(r"(?<![^\r\n]) *\t")


def _tab(trouble: Trouble) -> Said | None:
    match = _TABS.match(trouble.text, trouble.at)
    if not match or not match[0]:
        return None
    if trouble.before.strip():
        message, hint = "a tab stands where a space is needed", "replace the tab with a space"
        return Said(*match.span(), message, hint, mistakes.TAB)
    hint = "indent it with spaces, two for each level"
    lines = len(_TAB_LINE.findall(trouble.text))
    hint += f"; {lines} lines of the file begin with tabs" if lines > 1 else ""
    return Said(*match.span(), "the line is indented with a tab", hint, mistakes.TAB)


def _open_quote(trouble: Trouble) -> Said | None:
    if not trouble.says("end of stream", "document indicator", "document separator"):
        return None
    start = trouble.since
    quote = trouble.text[start : start + 1]
    hint = f"write the closing quote; inside the quotes, {_inner_quote(quote)}"
    return Said(start, start + 1, f"the quote {quote} is never closed", hint)


def _after_quote(trouble: Trouble) -> Said | None:
    if trouble.scalar is None or not trouble.says("expected"):
        return None
    start, end = trouble.scalar
    quote = trouble.text[end - 1 : end]
    is_beside = not trouble.text[end : trouble.at].strip(" \t")
    if quote not in ("'", '"') or not is_beside or trouble.character in (*"]},:\r\n", ""):
        return None
    first, last = trouble.line_number(start), trouble.line_number(end)
    if first != last:
        message = f"the quote {quote} is closed only in line {last}, with more text after it"
        return Said(start, start + 1, message, "write the closing quote where the text ends")
    other = "write a comma before it" if trouble.says("',' or") else QUOTE_ALL
    hint = f"{other}; or inside the quotes, {_inner_quote(quote)}"
    message = f"text goes on after the closing quote {quote}"
    return Said(trouble.at, trouble.line_end(trouble.at), message, hint)


def _inner_quote(quote: str) -> str:
    return "write '' for an apostrophe" if quote == "'" else 'write \\" for a quote'


def _backslash(trouble: Trouble) -> Said | None:
    if not trouble.says("escape", "hexdecimal"):
        return None
    start = max(trouble.text.rfind("\\", 0, trouble.at + 1), 0)
    escape = trouble.text[start : start + 2]
    hint = "write two backslashes, or use single quotes"
    return Said(start, start + 2, f"{escape} has no meaning inside double quotes", hint)


def _first_character(trouble: Trouble) -> Said | None:
    if trouble.says("cannot start any token", "mapping keys are not allowed"):
        start = trouble.at
    elif trouble.says("an anchor", "an alias", "a directive", "block scalar", " tag"):
        start = trouble.since
    elif trouble.says("node content") and trouble.bracket is None and trouble.character in (*",:",):
        start = trouble.at
    else:
        return None
    character = trouble.text[start : start + 1]
    message = f"text without quotes may not begin with {character}"
    hint = QUOTE_ALL
    if character in ("|", ">"):
        hint += f", or begin it in the line after '{character}'"
    if character == "!":
        return Said(start, trouble.word_end(start), message, hint, mistakes.TAG)
    return Said(start, start + 1, message, hint)


# Tabs and quotes first, also of all complaints: they make many other things look wrong.
READINGS: Final = (_tab, _open_quote, _after_quote, _backslash, _first_character)
"""What these complaints may be about."""
