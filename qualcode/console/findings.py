"""Findings as text, with the line they are about, and as JSON."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from rich.cells import cell_len

from qualcode import __version__
from qualcode.diagnostics import Diagnostic, Location, Severity

_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line for `source`, which counts them; `splitlines` knows a few more."""

FORMAT = 1
"""The version of the JSON that `check --format json` writes."""

ReadText = Callable[[str], str]
"""Gives the text of a file of the study, or the empty string when it cannot be read."""


def findings_as_text(found: Sequence[Diagnostic], read: ReadText) -> str:
    """Findings one after the other, each with its source line and a caret under the place."""
    lines_of = cache(lambda file: _LINE_END.split(read(file)))
    blocks = ("\n".join(_block(one, lines_of)) for one in found)
    return "\n\n".join(blocks)


def _block(found: Diagnostic, lines_of: Callable[[str], list[str]]) -> Iterator[str]:
    yield f"{found.at}: {found.severity} {found.rule}: {found.message}"
    yield from _excerpt(found.at, lines_of(found.at.file))
    if found.hint:
        yield f"  hint: {found.hint}"
    for related in found.related:
        yield f"  see {related.at}: {related.message}"


def _excerpt(at: Location, lines: Sequence[str]) -> Iterator[str]:
    line = lines[at.line - 1].replace("\t", " ") if at.line <= len(lines) else ""
    if not line.strip():
        # Nothing to show: an empty line, or a file that cannot be read.
        return
    end = at.end_column if at.end_line == at.line else len(line) + 1
    before = cell_len(line[: at.column - 1])
    marked = max(1, cell_len(line[at.column - 1 : end - 1].rstrip()))
    yield f"    {line}"
    yield f"    {' ' * before}{'^' * marked}"


def summary(found: Iterable[Diagnostic], accepted: int, files: int) -> str:
    """One line that says how much was found."""
    counted = dict.fromkeys(Severity, 0)
    for one in found:
        counted[one.severity] += 1
    parts = [_plural(count, name.value) for name, count in counted.items() if count]
    aside = f" ({_plural(accepted, 'accepted finding')})" if accepted else ""
    return f"{', '.join(parts) or 'nothing found'} in {_plural(files, 'case file')}{aside}"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 or word == "info" else f"{count} {word}s"


def findings_as_data(
    found: Iterable[Diagnostic], accepted: Iterable[Diagnostic], files: int
) -> Mapping[str, object]:
    """The envelope of `check --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "case_files": files,
        "findings": [_as_data(one) for one in found],
        "accepted": [_as_data(one) for one in accepted],
    }


def _as_data(found: Diagnostic) -> Mapping[str, object]:
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        **_place(found.at),
        "related": [{"message": one.message, **_place(one.at)} for one in found.related],
    }


def _place(at: Location) -> Mapping[str, object]:
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }
