"""A table whose cells keep their kind: numbers stay numbers, dates dates, nothing is nothing."""

from dataclasses import dataclass
from datetime import date

from qualcode.tables.table import Table

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A title, the names of the columns, and rows of as many cells; None is an empty cell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_texts(table: TypedTable, decimal: str = ".") -> Table:
    """The table with each cell as text; `decimal` is the sign in numbers."""
    rows = tuple(tuple(cell_text(cell, decimal) for cell in row) for row in table.rows)
    return Table(table.title, table.columns, rows)


def cell_text(cell: Cell, decimal: str = ".") -> str:
    """A cell as text: nothing as the empty text, true and false in small letters."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case float():
            return str(cell).replace(".", decimal)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
