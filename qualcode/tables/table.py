"""A table as a value: texts in rows, ready for any format."""

import csv
import io
import re
from dataclasses import dataclass

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the names of the columns, rows of as many texts, and perhaps a note below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def to_markdown(table: Table) -> str:
    """The table as a Markdown pipe table under its title, columns aligned."""
    cells = [[_in_pipe_table(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(3, *(len(row[i]) for row in cells)) for i in range(len(table.columns))]

    def line(row: list[str]) -> str:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        return f"| {' | '.join(padded)} |"

    ruler = line(["-" * width for width in widths])
    note = ("", _in_pipe_table(table.note).replace("*", "\\*")) if table.note else ()
    lines = (f"**{table.title}**", "", line(cells[0]), ruler, *map(line, cells[1:]), *note, "")
    return "\n".join(lines)


def to_csv(table: Table) -> str:
    """The table as CSV with a header; no cell can be taken for a formula by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_no_formula(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _in_pipe_table(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _no_formula(cell: str) -> str:
    # A leading apostrophe keeps spreadsheets from running the cell (OWASP, "CSV Injection").
    runs = cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if runs else cell
