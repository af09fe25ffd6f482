"""Tables as the bytes of a file, by the ending of its name."""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from qualcode.diagnostics import Misuse
from qualcode.exchange.columnar import to_parquet
from qualcode.exchange.spreadsheet import to_xlsx
from qualcode.model.study import Study
from qualcode.render.language import Language
from qualcode.tables.codebook_table import codebook_table
from qualcode.tables.record_table import TITLE as RECORDS
from qualcode.tables.table import to_csv
from qualcode.tables.table_data import tables_as_data
from qualcode.tables.typed import TypedTable, as_texts

_BOM = "\ufeff"
_CODEBOOK = "codebook"

TableWriter = Callable[[Study, Sequence[TypedTable], str], bytes]


def plain_csv(table: TypedTable) -> bytes:
    """The table as programs read it: UTF-8, commas between, a point in numbers."""
    return to_csv(as_texts(table)).encode()


def excel_csv(table: TypedTable, language: str) -> bytes:
    """The table as a double click in Excel reads it in the language.

    The mark at the beginning tells Excel that it is UTF-8. Where numbers have a decimal comma,
    Excel expects semicolons between cells.
    """
    has_comma = "," in Language(language).number(0.5)
    decimal, delimiter = (",", ";") if has_comma else (".", ",")
    return (_BOM + to_csv(as_texts(table, decimal), delimiter)).encode()


def _csv(_: Study, tables: Sequence[TypedTable], __: str) -> bytes:
    return plain_csv(_only(tables))


def _parquet(_: Study, tables: Sequence[TypedTable], __: str) -> bytes:
    return to_parquet(_only(tables))


def _xlsx(study: Study, tables: Sequence[TypedTable], language: str) -> bytes:
    """The tables, and the codebook as the last sheet."""
    has_codebook = any(table.title == _CODEBOOK for table in tables)
    more = () if has_codebook else (codebook_table(study.codebook, language),)
    return to_xlsx((*tables, *more))


def _json(study: Study, tables: Sequence[TypedTable], _: str) -> bytes:
    data = tables_as_data(study, tables)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


TABLE_WRITERS: Mapping[str, TableWriter] = MappingProxyType(
    {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet, ".json": _json}
)
"""How tables are written, by ending; CSV and Parquet hold one table only."""


def excel_only(tables: Sequence[TypedTable], language: str) -> bytes:
    """One table as CSV for Excel.

    Raises:
        Misuse: there are several.
    """
    return excel_csv(_only(tables), language)


def _only(tables: Sequence[TypedTable]) -> TypedTable:
    if len(tables) == 1:
        return tables[0]
    if not tables:
        raise Misuse("there is nothing to export: no cases, or no records")
    kind, option = ("group", "--group") if _has_records(tables) else ("unit", "--unit")
    names = ", ".join(table.title.partition(" ")[2] for table in tables)
    raise Misuse(f"such a file holds one table; say of which {kind} with {option}: {names}")


def _has_records(tables: Sequence[TypedTable]) -> bool:
    return all(table.title.startswith(f"{RECORDS} ") for table in tables)
