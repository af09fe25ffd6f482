"""A CSV file as a grid: commas, semicolons or tabs between cells, whichever the heading shows."""

import csv
import io
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.exchange.grid import Grid, GridCell
from qualcode.exchange.rules import UNREADABLE
from qualcode.model.table_mapping import TableMapping
from qualcode.source.files import LARGEST, decoded, too_large
from qualcode.tables.table import without_guard

_DELIMITERS = (",", ";", "\t")


def read_csv(path: Path, file: str, mapping: TableMapping) -> Grid:
    """The cells of a CSV file.

    The separator is the one under which the row of headings has the column of the case ids.
    """
    text = _text(path, file, mapping)
    if isinstance(text, Diagnostic):
        return Grid(file, "", (), (text,))
    first: Grid | None = None
    for delimiter in _DELIMITERS:
        grid = _parsed(text, file, delimiter)
        if first is None:
            first = grid
        heads = grid.rows[mapping.header - 1] if mapping.header <= len(grid.rows) else ()
        if mapping.case in [str(cell.value).strip() for cell in heads]:
            return grid
    return first or Grid(file, "", ())


def _text(path: Path, file: str, mapping: TableMapping) -> str | Diagnostic:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        return finding(UNREADABLE, Location(file), f"the file cannot be read: {reason}")
    if len(data) > LARGEST:
        return too_large(len(data), file)
    if mapping.encoding != "utf-8":
        return data.decode("cp1252", "replace")
    text = decoded(data, file)
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    hint = f"{text.hint}; or write 'encoding: windows-1252' in the mapping"
    return finding(UNREADABLE, text.at, text.message, hint)


def _parsed(text: str, file: str, delimiter: str) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for row in reader:
            rows.append(tuple(GridCell(without_guard(cell) or None) for cell in row))
    except csv.Error as error:
        at = Location(file, reader.line_num, 1, reader.line_num, 1)
        message = f"this is no CSV from here on: {error}"
        hint = "look for a quotation mark that is opened and never closed"
        return Grid(file, "", tuple(rows), (finding(UNREADABLE, at, message, hint),))
    return Grid(file, "", tuple(rows))
