"""Tables as Parquet: the one place that knows arro3.

Each column has one kind. A column of which all cells are true or false, whole numbers, numbers or
days keeps that kind, empty cells left out; any other is text, with marks such as `unknown` in it.
"""

import importlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from qualcode.diagnostics import Misuse
from qualcode.tables.typed import Cell, TypedTable, cell_text

_EPOCH = date(1970, 1, 1)
_LARGEST_WHOLE = 2**63


def to_parquet(table: TypedTable) -> bytes:
    """The table as a Parquet file; the same table gives the same bytes.

    Raises:
        Misuse: arro3 is not installed.
    """
    core = _import("arro3.core")
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    arrays = [_array(core, cells) for cells in columns]
    out = BytesIO()
    batch = core.Table.from_arrays(arrays, names=list(table.columns))
    _import("arro3.io").write_parquet(batch, out, created_by="qualcode")
    return out.getvalue()


def _import(name: str) -> Any:  # noqa: ANN401 - a module of an optional library
    try:
        return importlib.import_module(name)
    except ImportError:
        message = "Parquet files need the extra 'parquet': pip install 'qualcode[parquet]'"
        raise Misuse(message) from None


def _array(core: Any, cells: Sequence[Cell]) -> Any:  # noqa: ANN401 - as above
    kinds = {type(cell) for cell in cells if cell is not None}
    make = core.DataType
    if kinds == {bool}:
        return core.Array(cells, type=make.bool())
    if kinds == {int} and all(cell is None or _is_whole(cell) for cell in cells):
        return core.Array(cells, type=make.int64())
    if kinds and kinds <= {int, float}:
        return core.Array([_as_float(cell) for cell in cells], type=make.float64())
    if kinds == {date}:
        days = [cell and _days(cell) for cell in cells]
        return core.Array(days, type=make.int32()).cast(make.date32())
    texts = [None if cell is None else cell_text(cell) for cell in cells]
    return core.Array(texts, type=make.utf8())


def _is_whole(cell: Cell) -> bool:
    return isinstance(cell, int) and abs(cell) < _LARGEST_WHOLE


def _as_float(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _days(cell: Cell) -> int | None:
    return (cell - _EPOCH).days if isinstance(cell, date) else None
