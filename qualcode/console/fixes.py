"""What was mended, as text, and the difference that it makes to the files."""

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import Protocol

from qualcode.diagnostics import Diagnostic

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as git has it; a carriage return belongs to it."""


class Change(Protocol):
    """What is needed of a changed file: its name, and its text before and after."""

    @property
    def file(self) -> str:
        """The name of the file."""

    @property
    def before(self) -> str:
        """What it said."""

    @property
    def after(self) -> str:
        """What it is to say."""


def fixes_as_text(mended: Iterable[Diagnostic]) -> str:
    """Each finding that was mended, with its place at the time, and what is the case now."""
    return "\n".join(line for one in mended for line in _lines(one))


def _lines(one: Diagnostic) -> Iterator[str]:
    yield f"{one.at}: fixed {one.rule}: {one.message}"
    if one.fix is not None:
        yield f"  {one.fix.label}"


def count_of_fixes(mended: int, files: int, words: str) -> str:
    """How much was mended, such as '3 findings fixed in 2 files'."""
    return f"{_plural(mended, 'finding')} {words} in {_plural(files, 'file')}"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def diff_as_text(changes: Iterable[Change]) -> str:
    """The changes as a unified difference, such as `git apply` and `patch -p1` take."""
    return "".join(line for change in changes for line in _diff(change))


def _diff(change: Change) -> Iterator[str]:
    lines = unified_diff(
        _LINE.findall(change.before),
        _LINE.findall(change.after),
        fromfile=f"a/{change.file}",
        tofile=f"b/{change.file}",
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
