"""Values from data as Markdown: what they say is shown, and never acted upon."""

import re

from qualcode.tables.markup import as_line

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
    return Markdown(as_line(str(value)))


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
