"""Tables drawn for the width of the terminal."""

import re
from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from qualcode.tables.table import Table

_STYLES = {"pure": "green", "insufficient": "yellow", "invalid": "bold red"}
_NARROW_COLUMNS = ("verdict", "solution")
_NARROW = 12
"""The width of columns of verdicts and solutions: their longest word."""
_FEW = 6
"""As many cases are named even when all cases say the same."""
_PIECES = re.compile(r"[^_*-]*[_*-]|[^_*-]+")
"""The parts of an id that is too wide for its column."""


_NUMBER = re.compile(r"-?[\d.]+( %| to -?[\d.]+)?|[?–]")
_HEADINGS = range(11, 2, -1)
"""How wide the heading of a column of numbers may be, before it is broken, when there is room."""
_LEAST = 10
"""No column of words is narrower; a table that then is too wide runs over the end of the line."""
_GAP = 3
"""A space on either side of a column, and the line between."""


def draw(table: Table) -> None:
    """Print a table as wide as the terminal: rows that say the same of several cases are joined."""
    console = Console(highlight=False)
    widths = _widths(table, console.width)
    console.width = max(console.width, sum(widths) + _GAP * (len(widths) - 1))
    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    drawn.title_justify = drawn.caption_justify = "left"
    drawn.title = Text(table.title, style="bold")
    drawn.caption = Text(table.note) if table.note else None
    for column, width in zip(table.columns, widths, strict=True):
        drawn.add_column("\n".join(broken(column, width)), width=width, no_wrap=True)
    for row in _joined(table.rows) if table.columns[0] == "case" else table.rows:
        cells = ("\n".join(broken(cell, w)) for cell, w in zip(row, widths, strict=True))
        drawn.add_row(*(Text(cell, style=_STYLES.get(cell, "")) for cell in cells))
    console.print(drawn, "")


def _widths(table: Table, width: int) -> list[int]:
    """Verdicts and numbers take what they need, the other columns share the rest."""
    needed: dict[int, int] = {}
    share = 0
    for heading in _HEADINGS:
        needed = _needed(table, heading)
        free = width - _GAP * (len(table.columns) - 1) - sum(needed.values())
        share = free // max(1, len(table.columns) - len(needed))
        if share >= _LEAST:
            break
    return [needed.get(i, max(share, _LEAST)) for i in range(len(table.columns))]


def _needed(table: Table, heading: int) -> dict[int, int]:
    """The widths of the columns that have no use for more, by their numbers."""
    needed = {}
    for i, name in enumerate(table.columns):
        filled = [row[i] for row in table.rows if row[i]]
        if filled and all(map(_NUMBER.fullmatch, filled)):
            needed[i] = max(*map(len, filled), min(cell_len(name), heading))
        elif name in _NARROW_COLUMNS:
            needed[i] = _NARROW
    return needed


def _joined(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    """One row for all cases of which the other columns say the same; many such need no names."""
    together: dict[tuple[str, ...], list[str]] = {}
    for case, *rest in rows:
        together.setdefault(tuple(rest), []).append(case)
    if len(together) == 1 and len(rows) > _FEW:
        yield f"all {len(rows)} cases", *next(iter(together))
        return
    for said, cases in together.items():
        yield ", ".join(cases), *said


def broken(cell: str, width: int) -> Iterator[str]:
    """The lines of a cell, none wider than the column; an id is broken at its underscores."""
    line = ""
    for word in cell.split():
        if line and cell_len(f"{line} {word}") > width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
        while cell_len(line) > width:
            head = _head(line, width)
            yield head
            line = line[len(head) :]
    yield line


def _head(word: str, width: int) -> str:
    """The first part of a word that is too wide: up to a hyphen or underscore if there is one."""
    pieces = _PIECES.findall(word)
    head = ""
    while pieces and cell_len(head + pieces[0]) <= width:
        head += pieces.pop(0)
    return head or word[:width]
