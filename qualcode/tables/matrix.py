"""A matrix of excerpts as a table and as data."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from qualcode import __version__
from qualcode.query.index import Index
from qualcode.query.matrix import Cell, Matrix
from qualcode.tables.excerpts import excerpt_as_data, quoted, shown, source_of
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT

TOTAL = "total"


class Cells(StrEnum):
    """What stands in the cells of a matrix."""

    COUNT = "count"
    CASES = "cases"
    QUOTES = "quotes"


def matrix_table(matrix: Matrix, index: Index, cells: Cells) -> Table:
    """The matrix with a row for each of its rows; totals where excerpts or their cases count."""
    said = _words_of(cells, index)
    every_row, every_column = range(len(matrix.rows)), range(len(matrix.columns))
    has_totals = matrix.counted == "excerpts" and cells is not Cells.QUOTES
    rows = []
    for row, name in enumerate(matrix.rows):
        line = [said(matrix.cell(row, column)) for column in every_column]
        total = [said(matrix.union([row], every_column))] if has_totals else []
        rows.append((name, *line, *total))
    columns: tuple[str, ...] = (matrix.name, *matrix.columns)
    if has_totals:
        sums = [said(matrix.union(every_row, [column])) for column in every_column]
        rows.append((TOTAL, *sums, said(matrix.union(every_row, every_column))))
        columns = (*columns, TOTAL)
    what = matrix.counted if cells is Cells.COUNT else cells.value
    title = f"{what}: {matrix.name} by {matrix.across}"
    return Table(title, columns, tuple(rows), _note(matrix, cells, has_totals=has_totals))


def _words_of(cells: Cells, index: Index) -> Callable[[Cell], str]:
    match cells:
        case Cells.COUNT:
            return lambda cell: str(cell.count)
        case Cells.CASES:
            return lambda cell: str(len(cases_of(cell, index)))
        case Cells.QUOTES:
            return lambda cell: "\n".join(
                f"{quoted(one)} ({source_of(one)})" for one in shown(index, cell.excerpts, 0)
            )


def cases_of(cell: Cell, index: Index) -> Sequence[str]:
    """The cases of a cell's excerpts, in order."""
    return sorted({index.excerpts[number].case.id for number in cell.excerpts})


def _note(matrix: Matrix, cells: Cells, *, has_totals: bool) -> str:
    if matrix.counted == "pairs":
        return (
            "Pairs of excerpts that share words of a document; an excerpt with both codes is one. "
            "Of a code and itself: its excerpts."
        )
    what = "A case" if cells is Cells.CASES else "An excerpt"
    return f"{what} counts once in each total." if has_totals else ""


def matrix_as_data(matrix: Matrix, index: Index) -> Mapping[str, object]:
    """The envelope of `matrix --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "counted": matrix.counted,
        "rows": list(matrix.rows),
        "columns": list(matrix.columns),
        "cells": list(_cells_as_data(matrix, index)),
    }


def _cells_as_data(matrix: Matrix, index: Index) -> Iterable[Mapping[str, object]]:
    for (row, column), cell in sorted(matrix.cells.items()):
        yield {
            "row": matrix.rows[row],
            "column": matrix.columns[column],
            "count": cell.count,
            "cases": cases_of(cell, index),
            "excerpts": [excerpt_as_data(one) for one in shown(index, cell.excerpts, 0)],
        }
