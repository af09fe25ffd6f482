"""A sheet of an Excel file as a grid.

A spreadsheet shows more than it holds; what could be taken in two ways becomes a fault of its cell.
"""

import importlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from qualcode.diagnostics import Diagnostic, Location, Misuse, did_you_mean, finding
from qualcode.exchange.grid import EMPTY, Grid, GridCell, letters
from qualcode.exchange.rules import HIDDEN, MERGED, UNREADABLE
from qualcode.model.table_mapping import TableMapping

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST = 100_000_000
"""Bytes in all parts of the file together, unpacked."""

_OLD = b"\xd0\xcf\x11\xe0"
_UNREADABLE = (BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, EOFError)
"""What openpyxl raises at files that are broken in one way or another."""


def read_xlsx(path: Path, file: str, mapping: TableMapping) -> Grid:
    """The cells of the sheet that the mapping names, or of the only one that is not hidden.

    Raises:
        Misuse: openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    try:
        data = path.read_bytes()
    except OSError as error:
        return _broken(file, f"the file cannot be read: {(error.strerror or 'it failed').lower()}")
    if data.startswith(_OLD):
        hint = "take the password off, or save an old .xls file as .xlsx"
        return _broken(file, "the file has a password, or is an old Excel file", hint)
    try:
        if _size(data) > _LARGEST:
            return _broken(file, "the file is too large once unpacked", "split it")
        shown = openpyxl.load_workbook(BytesIO(data), data_only=True)
        written = openpyxl.load_workbook(BytesIO(data))
    except _UNREADABLE:
        hint = "open it in Excel or LibreOffice and save it as .xlsx"
        return _broken(file, "this is no Excel file, or it is damaged", hint)
    name = _sheet(shown, file, mapping)
    if isinstance(name, Diagnostic):
        return Grid(file, "", (), (name,))
    return _grid(shown[name], written[name], file, mapping)


def _openpyxl() -> Any:  # noqa: ANN401 - a module of an optional library
    try:
        return importlib.import_module("openpyxl")
    except ImportError:
        raise Misuse("Excel files need the extra 'xlsx': pip install 'qualcode[xlsx]'") from None


def _size(data: bytes) -> int:
    with ZipFile(BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _broken(file: str, message: str, hint: str = "") -> Grid:
    return Grid(file, "", (), (finding(UNREADABLE, Location(file), message, hint),))


def _sheet(book: "Workbook", file: str, mapping: TableMapping) -> str | Diagnostic:
    names = [sheet.title for sheet in book.worksheets]
    if mapping.sheet:
        if mapping.sheet in names:
            return mapping.sheet
        hint = did_you_mean(mapping.sheet, names) or f"there are {', '.join(names)}"
        message = f"there is no sheet '{mapping.sheet}' in the file"
        return finding(UNREADABLE, Location(file), message, hint)
    seen = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(seen) == 1:
        return seen[0]
    message = f"the file has {len(seen)} sheets that are not hidden: {', '.join(seen)}"
    return finding(UNREADABLE, Location(file), message, "say which with 'sheet:' in the mapping")


def _grid(shown: "Worksheet", written: "Worksheet", file: str, mapping: TableMapping) -> Grid:
    rows = tuple(
        tuple(_cell(value, source) for value, source in zip(values, sources, strict=True))
        for values, sources in zip(shown.iter_rows(), written.iter_rows(), strict=True)
    )
    grid = Grid(file, shown.title, rows)
    found = (*_merged(shown, grid, mapping.header), *_hidden(shown, grid, mapping.header))
    return Grid(file, shown.title, rows, found)


def _cell(shown: Any, written: Any) -> GridCell:  # noqa: ANN401 - cells have no common class
    value = shown.value
    if written.data_type == "f" and value is None:
        hint = "open the file in Excel or LibreOffice and save it, or put the value in its place"
        return GridCell(fault="holds a formula without its result", hint=hint)
    if value is None:
        return EMPTY
    if shown.data_type == "e":
        return GridCell(fault=f"holds the error {value}", hint="correct it, or empty the cell")
    if isinstance(value, datetime):
        return _day(value)
    if isinstance(value, bool | str):
        return GridCell(value)
    if isinstance(value, int | float):
        whole = int(value) if float(value).is_integer() else value
        return GridCell(whole, is_percent="%" in str(shown.number_format))
    return GridCell(fault=f"holds a time ({value})", hint="write it as text")


def _day(value: datetime) -> GridCell:
    if value.time() == time():
        return GridCell(date(value.year, value.month, value.day))
    hint = "keep the day only, or write it as text"
    return GridCell(fault=f"holds a day with a time ({value})", hint=hint)


def _merged(sheet: "Worksheet", grid: Grid, header: int) -> Iterator[Diagnostic]:
    for area in sorted(sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col)):
        if area.max_row >= header:
            place = f"{area.coord} of sheet '{sheet.title}'"
            message = f"the cells {place} are merged, so only the first one has a value"
            hint = "split them, and write the value into each row that it holds for"
            yield finding(MERGED, grid.at(area.min_row, area.min_col), message, hint)


def _hidden(sheet: "Worksheet", grid: Grid, header: int) -> Iterator[Diagnostic]:
    hint = "show them and look, or take them out"
    rows = [n for n, row in sheet.row_dimensions.items() if row.hidden and n >= header]
    if rows:
        listed = ", ".join(map(str, rows[:10])) + (", ..." if len(rows) > 10 else "")
        message = f"rows of sheet '{sheet.title}' are hidden and are read all the same: {listed}"
        yield finding(HIDDEN, grid.at(rows[0], 1), message, hint)
    columns = [
        n
        for one in sheet.column_dimensions.values()
        if one.hidden
        for n in range(one.min or 1, (one.max or 1) + 1)
        if n <= sheet.max_column
    ]
    if columns:
        listed = ", ".join(map(letters, columns[:10]))
        message = f"columns of sheet '{sheet.title}' are hidden and are read all the same: {listed}"
        yield finding(HIDDEN, grid.at(1, columns[0]), message, hint)
