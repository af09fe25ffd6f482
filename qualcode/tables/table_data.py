"""Tables as data for JSON: see docs/json.md."""

from collections.abc import Mapping, Sequence

from qualcode import __version__
from qualcode.model.study import Study
from qualcode.tables.typed import Cell, TypedTable, cell_text

FORMAT = 1
"""The version of the JSON that `export` writes."""


def tables_as_data(study: Study, tables: Sequence[TypedTable]) -> Mapping[str, object]:
    """The envelope: where the tables come from, and each with its rows."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "study": study.project.study,
        "codebook": {"id": study.codebook.id, "version": study.codebook.version},
        "tables": [
            {
                "title": table.title,
                "columns": list(table.columns),
                "rows": [
                    {name: _plain(cell) for name, cell in zip(table.columns, row, strict=True)}
                    for row in table.rows
                ],
            }
            for table in tables
        ],
    }


def _plain(cell: Cell) -> object:
    return cell if cell is None or isinstance(cell, bool | int | float) else cell_text(cell)
