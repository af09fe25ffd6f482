"""A table as a value: texts in rows, ready for any format."""

import csv
import io
import re
from dataclasses import dataclass

from qualcode.tables.markup import as_line, in_line

# By OWASP, "CSV Injection"; the wide forms are taken for the narrow ones in some countries.
_FORMULA = re.compile(r"[ \u3000]*[=+\-@\t\r\n＝＋－＠]")
_LINE_END = re.compile(r"\r\n?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the names of the columns, rows of as many texts, and perhaps a note below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def to_markdown(table: Table) -> str:
    """The table as a Markdown pipe table under its title, columns aligned."""
    cells = [[in_line(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(3, *(len(row[i]) for row in cells)) for i in range(len(table.columns))]

    def line(row: list[str]) -> str:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        return f"| {' | '.join(padded)} |"

    ruler = line(["-" * width for width in widths])
    note = ("", as_line(table.note)) if table.note else ()
    lines = (
        f"**{in_line(table.title)}**",
        "",
        line(cells[0]),
        ruler,
        *map(line, cells[1:]),
        *note,
        "",
    )
    return "\n".join(lines)


def to_csv(table: Table, delimiter: str = ",") -> str:
    """The table as CSV with a header; no cell can be taken for a formula by a spreadsheet.

    An apostrophe stands before what would be one. Numbers stay numbers, also below zero.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([_no_formula(cell) for cell in row] for row in (table.columns, *table.rows))
    return out.getvalue()


def without_guard(cell: str) -> str:
    """The text of a cell as it was before `to_csv` kept it from being a formula."""
    return cell[1:] if cell[:1] == "'" and _is_formula(cell[1:]) else cell


def _no_formula(cell: str) -> str:
    # The writer would not put quotes around a carriage return, and what follows be a row.
    return ("'" if _is_formula(cell) else "") + _LINE_END.sub("\n", cell)


def _is_formula(cell: str) -> bool:
    return _FORMULA.match(cell) is not None and not _NUMBER.fullmatch(cell)
