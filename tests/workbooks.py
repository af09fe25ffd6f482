"""Excel files as people make them, for the tests."""

from collections.abc import Callable, Sequence
from io import BytesIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Change = Callable[[Worksheet], None]


def workbook(rows: Sequence[Sequence[object]], *changes: Change, sheet: str = "Sheet") -> bytes:
    """An Excel file with one sheet, to which changes are made."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for change in changes:
        change(page)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def merged(area: str) -> Change:
    return lambda page: page.merge_cells(area)


def hidden_row(number: int) -> Change:
    def hide(page: Worksheet) -> None:
        page.row_dimensions[number].hidden = True

    return hide
