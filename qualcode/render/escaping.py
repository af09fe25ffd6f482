"""Values from data as Markdown: what they say is shown, and never acted upon."""

import re

# Characters that begin markup anywhere. Angle brackets become entities, because not all readers of
# Markdown take a backslash before them (CommonMark 0.31, section 2.4; Python-Markdown does not).
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]{}|~"} | {"<": "&lt;", ">": "&gt;"}
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:[#+=-]|\d+(?=[.)](?: |$)))")
_BLANK_LINES = re.compile(r"\n{3,}")
_GAPS = re.compile(r"(?<=\S) {2,}(?=\S)")
_LINE_ENDS = re.compile(r"[ \t]+\n")


class Markdown(str):
    """Text that is ready to stand in a Markdown document."""

    __slots__ = ()


def md(value: object) -> Markdown:
    """A value as one line of Markdown that shows exactly its text; escaped text stays as it is."""
    if isinstance(value, Markdown):
        return value
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise TypeError(f"'md' takes text or a number, not {type(value).__name__}")
    line = " ".join(str(value).split())
    escaped = _ENTITY.sub("&amp;", line).translate(_ESCAPES)
    return Markdown(_LINE_START.sub(_escaped_start, escaped))


def opening(text: str) -> Markdown:
    """A text that is escaped already, with a capital at its start."""
    plain = str(text)
    return Markdown(plain[:1].upper() + plain[1:])


def _single_spaced(text: str) -> str:
    """A text without the gaps that empty expressions leave; the cells of tables keep theirs."""
    lines = text.split("\n")
    return "\n".join(x if x.lstrip("> ").startswith("|") else _GAPS.sub(" ", x) for x in lines)


def tidy(text: str) -> str:
    """A text with one blank line at most between blocks and one line end at its end."""
    lines = _LINE_ENDS.sub("\n", _single_spaced(f"{text}\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip("\n") + "\n"


def _escaped_start(found: re.Match[str]) -> str:
    start = found.group()
    # A number at the start of a line begins a list by the dot or bracket that follows it.
    return f"{start}\\" if start.isdigit() else f"\\{start}"
