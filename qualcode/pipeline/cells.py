"""Rows and cells of a table in a draft, and what the text asked for in each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualcode.diagnostics import Misuse
from qualcode.render.recording import Asked, Table

_BAR = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"[\s|:-]+")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was asked for in a row or a cell, and which that is in words."""

    words: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of a table, or one of its cells.

    Attributes:
        row: the words of all cells of the row.
        index: which cell, from 0; None for the whole row.
        column: where it begins in its line, from 1.
    """

    row: tuple[str, ...]
    index: int | None
    column: int

    @property
    def words(self) -> str:
        """The words of the cell, or of the row."""
        return " | ".join(self.row) if self.index is None else self.row[self.index]

    def narrowed(self, tables: Sequence[Table]) -> Narrowed | None:
        """What was asked for here; None where no table that is known has such a row.

        A row that was changed by hand is known by its first cell.
        """
        rows = [pair for table in tables for pair in zip(table.rows, table.behind, strict=False)]
        same = [behind for row, behind in rows if tuple(map(_shown, row)) == self.row]
        named = [behind for row, behind in rows if row and _shown(row[0]) == self.row[0]]
        found = next(iter(same or named), None)
        if found is None or len(found) != len(self.row):
            return None
        if self.index is None:
            asked = tuple(dict.fromkeys(one for cell in found for one in cell))
            return Narrowed(f"row '{self.row[0]}'", asked)
        return Narrowed(f"row '{self.row[0]}', cell {self.index + 1}", found[self.index])


def _shown(cell: str) -> str:
    return " ".join(cell.split())


def cell_at(line: str, column: int | None, number: int | None) -> Cell | None:
    """The row of a table that a line is, or one of its cells; None for any other line.

    Args:
        line: the line.
        column: a place in it, from 1.
        number: a cell, from 1.

    Raises:
        Misuse: the row has no such cell.
    """
    if not line.lstrip().startswith("|") or _RULER.fullmatch(line):
        return None
    bars = [found.start() for found in _BAR.finditer(line)]
    inner = [line[start + 1 : end] for start, end in pairwise(bars)]
    row = tuple(map(_shown, inner))
    if not row:
        return None
    if number is not None and not 1 <= number <= len(row):
        raise Misuse(f"the row has {len(row)} cells, so there is no cell {number}")
    index = None if number is None else number - 1
    if index is None and column is not None:
        index = min(max(0, sum(bar < column - 1 for bar in bars) - 1), len(row) - 1)
    start = 0 if index is None else bars[index] + 1
    skipped = len(inner[index]) - len(inner[index].lstrip()) if index is not None else 0
    return Cell(row, index, start + skipped + 1)
