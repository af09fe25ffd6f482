"""Texts as Markdown that shows them, whatever they say: markup in them is never acted upon."""

import re

# Characters that begin markup anywhere. Angle brackets become entities, because not all readers of
# Markdown take a backslash before them (CommonMark 0.31, section 2.4; Python-Markdown does not).
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]{}|~"} | {"<": "&lt;", ">": "&gt;"}
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:[#+=-]|\d+(?=[.)](?: |$)))")


def in_line(text: str) -> str:
    """A text as one line of Markdown, for any place that is not the start of a line."""
    return _ENTITY.sub("&amp;", " ".join(text.split())).translate(_ESCAPES)


def as_line(text: str) -> str:
    """A text as one line of Markdown, for any place."""
    return _LINE_START.sub(_escaped_start, in_line(text))


def _escaped_start(found: re.Match[str]) -> str:
    start = found.group()
    # A number at the start of a line begins a list by the dot or bracket that follows it.
    return f"{start}\\" if start.isdigit() else f"\\{start}"
