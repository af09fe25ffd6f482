"""The rows of a table as what they say of each case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic, Related, finding
from qualcode.exchange.cell_values import Fault, Raw, Reading, read_cell
from qualcode.exchange.columns import Column, Columns, Sheet
from qualcode.exchange.grid import Grid, GridCell
from qualcode.exchange.rules import CASE_TWICE, NO_VALUE, UNCLEAR_CELL, UNKNOWN_CASE
from qualcode.model.codebook import Code
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.model.table_mapping import TableMapping
from qualcode.tables.marks import UNLISTED


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of a code, or several cells of a set; `column` is that of the first."""

    code: str
    raw: Raw
    column: int


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What a row says of a case."""

    case: str
    row: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that are about a case, and what is wrong with cells."""

    rows: tuple[CaseRow, ...]
    found: tuple[Diagnostic, ...]


def rows_of(sheet: Sheet) -> Rows:
    """All rows below the headings that are not empty; a case has one row."""
    grid, columns, mapping = sheet.grid, sheet.columns, sheet.mapping
    rows: list[CaseRow] = []
    found: list[Diagnostic] = []
    first: dict[str, int] = {}
    for row in range(mapping.header + 1, len(grid.rows) + 1):
        if all(cell.is_empty for cell in grid.rows[row - 1]):
            continue
        case = _case(grid, row, columns, mapping)
        if not case or first.setdefault(case, row) != row:
            found.append(_without_case(grid, row, columns, case, first))
            continue
        read = tuple(_said(grid, row, columns, mapping))
        rows.append(CaseRow(case, row, tuple(one for one in read if isinstance(one, Said))))
        found += [one for one in read if isinstance(one, Diagnostic)]
    return Rows(tuple(rows), tuple(found))


def _without_case(
    grid: Grid, row: int, columns: Columns, case: str, first: Mapping[str, int]
) -> Diagnostic:
    name, at = grid.name(row, columns.case), grid.at(row, columns.case)
    if not case:
        message = f"{name} names no case, but the row has values"
        hint = "write the id of the case, or take the row out"
        return finding(UNKNOWN_CASE, at, message, hint)
    related = (Related(grid.at(first[case], columns.case), "the first one"),)
    message = f"{name} gives case '{case}' a second row"
    return finding(CASE_TWICE, at, message, "keep one row for each case", related)


def _case(grid: Grid, row: int, columns: Columns, mapping: TableMapping) -> str:
    value = grid.cell(row, columns.case).value
    written = "" if value is None else str(value).strip()
    return mapping.cases.get(written, written)


def _said(
    grid: Grid, row: int, columns: Columns, mapping: TableMapping
) -> Iterator[Said | Diagnostic]:
    by_code: dict[str, list[Column]] = {}
    for column in columns.columns:
        by_code.setdefault(column.code.id, []).append(column)
    for code, group in by_code.items():
        number = group[0].number
        if group[0].meaning.member:
            read = _members(grid, row, group, mapping)
        else:
            read = read_cell(grid.cell(row, number), _reading(group[0], mapping))
        if isinstance(read, _Faulty):
            number, read = read.column, read.fault
        if isinstance(read, Fault):
            rule = UNCLEAR_CELL if read.is_unclear else NO_VALUE
            message = f"{grid.name(row, number)} {read.message}"
            yield finding(rule, grid.at(row, number), message, read.hint)
        elif read is not None:
            yield Said(code, read, number)


def _reading(column: Column, mapping: TableMapping) -> Reading:
    return Reading(column.meaning, column.code, mapping.decimal)


@dataclass(frozen=True, slots=True)
class _Faulty:
    """The column of a set that cannot be read."""

    column: int
    fault: Fault


def _members(
    grid: Grid, row: int, group: Sequence[Column], mapping: TableMapping
) -> Raw | _Faulty | None:
    """A set from the columns of its values."""
    read: dict[str, Raw] = {}
    for column in group:
        cell = grid.cell(row, column.number)
        said = _member(cell, _reading(column, mapping))
        if isinstance(said, Fault):
            return _Faulty(column.number, said)
        read[column.meaning.member] = said
    same = next(iter(read.values()))
    is_mark = same is None or same in (UNKNOWN, NOT_APPLICABLE) or isinstance(same, dict)
    if is_mark and all(one == same for one in read.values()):
        return same
    if any(one == NOT_APPLICABLE or isinstance(one, dict) for one in read.values()):
        message = f"is not said of every value of '{group[0].code.id}'"
        return _Faulty(group[0].number, Fault(message, "write it into all columns of the set"))
    return _set(read, group[0].code)


def _set(read: Mapping[str, Raw], code: Code) -> Raw:
    listed = [member for member, said in read.items() if said is True]
    is_complete = set(read) == set(code.value_ids) and all(
        isinstance(said, bool) for said in read.values()
    )
    return listed if is_complete else {"value": listed, "complete": False}


def _member(cell: GridCell, reading: Reading) -> Raw | Fault | None:
    """Whether a value is in a set: true or false, or a mark."""
    if cell.fault or cell.is_empty:
        empty = reading.column.values.get("") if not cell.fault else None
        return Fault(cell.fault, cell.hint, is_unclear=True) if cell.fault else empty
    text = str(cell.value).strip()
    said: object = reading.column.values.get(text, text)
    if isinstance(said, bool) or said in (UNKNOWN, NOT_APPLICABLE, UNLISTED):
        return said
    if str(said).lower() in ("1", "true", "0", "false"):
        return str(said).lower() in ("1", "true")
    if str(said).startswith("{"):
        return read_cell(cell, reading)
    hint = f"translate it under 'values' of its column: {{{text}: true}}"
    return Fault(f"holds '{text}', but a value of a set is 1 or 0", hint)
