"""Findings as text for people, file by file, each with the lines it is about."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from rich.cells import cell_len

from qualcode.console.letters import lines_of, on_one_line, visible
from qualcode.console.report import ReadText
from qualcode.diagnostics import Diagnostic, Location

_WIDTH = 76
"""How much of a line is shown, so that with its margin it fits a terminal."""

_BEFORE = 20
"""How many letters before the place are kept of a line that is cut."""

_Lines = Callable[[str], Sequence[str]]


def findings_as_text(found: Sequence[Diagnostic], read: ReadText) -> str:
    """Findings one after the other, each with its source line and a caret under the place."""
    lines = cache(lambda file: lines_of(read(file)))
    return "\n\n".join("\n".join(_block(one, lines)) for one in found)


def _block(found: Diagnostic, lines: _Lines) -> Iterator[str]:
    yield f"{visible(str(found.at))}: {found.severity} {found.rule}: {on_one_line(found.message)}"
    yield from _excerpt(found.at, lines(found.at.file))
    if found.hint:
        yield f"  hint: {on_one_line(found.hint)}"
    for related in found.related:
        yield f"  see {visible(str(related.at))}: {on_one_line(related.message)}"
        yield from _excerpt(related.at, lines(related.at.file))


def _excerpt(at: Location, lines: Sequence[str]) -> Iterator[str]:
    """The line of a place with carets under it; of several lines the first and the last one."""
    first = _line(lines, at.line)
    if at.end_line == at.line:
        yield from _marked(first, at.column - 1, at.end_column - 1)
        return
    yield from _marked(first, at.column - 1, len(first))
    last = _line(lines, at.end_line)[: at.end_column - 1]
    if last.strip():
        if at.end_line > at.line + 1:
            yield "    ..."
        whole = _line(lines, at.end_line)
        yield from _marked(whole, len(last) - len(last.lstrip()), len(last))


def _line(lines: Sequence[str], number: int) -> str:
    return visible(lines[number - 1]) if number <= len(lines) else ""


def _marked(line: str, start: int, end: int) -> Iterator[str]:
    if not line.strip():
        # Nothing to show: an empty line, or a file that cannot be read.
        return
    shown, offset = _window(line, start, end)
    before = cell_len(shown[: start - offset])
    marked = max(1, cell_len(shown[start - offset : end - offset].rstrip()))
    yield f"    {shown}"
    yield f"    {' ' * before}{'^' * marked}"


def _window(line: str, start: int, end: int) -> tuple[str, int]:
    """The part of a line that is shown, and how many letters of it are left out before."""
    if cell_len(line) <= _WIDTH:
        return line, 0
    offset = 0 if cell_len(line[:end]) < _WIDTH else max(0, start - _BEFORE)
    shown = line[offset:]
    if offset:
        shown = f"…{shown[1:]}"
    if cell_len(shown) > _WIDTH:
        cut = next(n for n in range(len(shown)) if cell_len(shown[: n + 1]) >= _WIDTH)
        shown = f"{shown[:cut]}…"
    return shown, offset
