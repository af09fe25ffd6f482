"""Tables as the sheets of an Excel file: the one place that knows openpyxl.

Texts are texts, numbers numbers and days days; no cell is ever a formula. The same tables give the
same bytes.
"""

import importlib
import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qualcode.diagnostics import Misuse
from qualcode.tables.table import Table
from qualcode.tables.typed import Cell, TypedTable, cell_text

if TYPE_CHECKING:
    from openpyxl.cell import Cell as _Cell
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_CELL = 32_767  # characters, a limit of Excel
_LONGEST_NAME = 31
_CUT = " [...]"
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NARROW, _WIDE = 18, 60
_LONG = 40
"""A column with a cell longer than this is wide."""

_FIRST_YEAR = 1900
"""Excel has no day before it."""
_DAY_FORMAT = "yyyy-mm-dd"

_EPOCH = datetime(2000, 1, 1)
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def to_xlsx(tables: Sequence[Table | TypedTable]) -> bytes:
    """An Excel file with a sheet for each table: the header frozen, long texts wrapped.

    Raises:
        Misuse: openpyxl is not installed.
    """
    openpyxl = _import("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "qualcode"
    book.properties.created = book.properties.modified = _EPOCH
    names: list[str] = []
    for table in tables:
        names.append(_free_name(table.title, names))
        _fill(book.create_sheet(names[-1]), table)
    out = BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _import(name: str) -> Any:  # noqa: ANN401 - a module of an optional library
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Misuse("Excel files need the extra 'xlsx': pip install 'qualcode[xlsx]'") from None


def _free_name(title: str, taken: Sequence[str]) -> str:
    """A title as the name of a sheet: short, without special signs, and unlike the others."""
    name = _NOT_IN_NAME.sub("-", title)[:_LONGEST_NAME].strip("'") or "sheet"
    folded = {one.casefold() for one in taken}
    number = 1
    free = name
    while free.casefold() in folded:
        number += 1
        free = f"{name[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    return free


def _fill(sheet: "Worksheet", table: Table | TypedTable) -> None:
    styles = _import("openpyxl.styles")
    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    bold = styles.Font(bold=True)
    for row, values in enumerate((table.columns, *table.rows), 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.alignment = wrapped
            if row == 1:
                cell.font = bold
    letter = _import("openpyxl.utils").get_column_letter
    for column, values in enumerate(zip(table.columns, *table.rows, strict=True), 1):
        is_long = max(len(cell_text(value)) for value in values) > _LONG
        sheet.column_dimensions[letter(column)].width = _WIDE if is_long else _NARROW
    sheet.freeze_panes = "B2"


def _put(cell: "_Cell | MergedCell", value: Cell) -> None:
    if value is None:
        return
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        cell.value = _fitting(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAY_FORMAT


def _fitting(text: str) -> str:
    """A text as a cell can hold it: no control characters, and what does not fit marked as cut."""
    clean = _NOT_IN_CELL.sub("", text)
    if len(clean) <= _LONGEST_CELL:
        return clean
    return clean[: _LONGEST_CELL - len(_CUT)] + _CUT


def _without_clock(data: bytes) -> bytes:
    """The file with the same time everywhere; the library writes when it was saved."""
    out = BytesIO()
    stamp = rb"\g<1>" + _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(BytesIO(data)) as saved, ZipFile(out, "w", ZIP_DEFLATED) as fixed:
        for name in saved.namelist():
            part = saved.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(stamp, part)
            info = ZipInfo(name, _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            fixed.writestr(info, part)
    return out.getvalue()
