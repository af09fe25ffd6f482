"""The records of a group in rows, its fields in columns."""

from collections.abc import Iterator, Sequence

from qualcode.model.base import in_language
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.tables.case_by_code import code_cells, code_headings
from qualcode.tables.marks import Naming
from qualcode.tables.typed import Cell, TypedTable

TITLE = "records"
HEAD = ("case", "record", "label", "complete")
"""The columns before those of the fields; `complete` is whether the case has no other records."""


def record_table(
    cases: Sequence[Case], group: str, codebook: Codebook, naming: Naming
) -> TypedTable:
    """One row a record of a group, such as a forum, a column for each field and value of a set."""
    fields = tuple(codebook.records[group].fields.values())
    rows = tuple(row for case in cases for row in _rows(case, group, fields, naming))
    return TypedTable(f"{TITLE} {group}", (*HEAD, *code_headings(fields, naming, HEAD)), rows)


def _rows(
    case: Case, group: str, fields: Sequence[Code], naming: Naming
) -> Iterator[tuple[Cell, ...]]:
    held = case.records.get(group)
    if held is None:
        return
    for id, record in held.records.items():
        cells = [c for one in fields for c in code_cells(record.fields.get(one.id), one, naming)]
        label = in_language(record.label, naming.language)
        yield (case.id, id, label, held.complete, *cells)
