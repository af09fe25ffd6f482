"""A table as it was read: the cells of a sheet, each with its place."""

from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic, Location
from qualcode.tables.typed import Cell


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a cell holds; `fault` says why that cannot be told, and `hint` what to do."""

    value: Cell = None
    is_percent: bool = False
    fault: str = ""
    hint: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in the cell; white space counts as nothing."""
        is_blank = isinstance(self.value, str) and not self.value.strip()
        return not self.fault and (self.value is None or is_blank)


EMPTY = GridCell()


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a sheet, the first one being row 1, and what was wrong with it as a whole."""

    file: str
    sheet: str
    rows: tuple[tuple[GridCell, ...], ...]
    found: tuple[Diagnostic, ...] = ()

    def cell(self, row: int, column: int) -> GridCell:
        """The cell in a row and a column, both counted from 1."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else EMPTY

    def at(self, row: int, column: int) -> Location:
        """The place of a cell: the row as line."""
        return Location(self.file, row, column, row, column + 1)

    def name(self, row: int, column: int) -> str:
        """A cell as people call it: `B7`, or `B7 of sheet 'Areas'`."""
        place = f"{letters(column)}{row}"
        return f"{place} of sheet '{self.sheet}'" if self.sheet else place


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
