"""What the rows of a table say, as codings of cases, and how that compares with what they have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode.diagnostics import Diagnostic, Location, Related, finding
from qualcode.exchange.cell_values import Raw
from qualcode.exchange.columns import Sheet
from qualcode.exchange.grid import Grid
from qualcode.exchange.rules import NO_PLACE, OTHER_VALUE
from qualcode.exchange.table_rows import CaseRow, Said
from qualcode.loading.cases import CaseReader
from qualcode.loading.shape import Shaper
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Codebook
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.model.consensus import sheets_of
from qualcode.model.table_mapping import TableMapping

_SECTIONS = ("attributes", "codes")


class Kind(StrEnum):
    """What an import does with a value."""

    ADDED = "added"
    CHANGED = "changed"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Change:
    """A value of a table beside the one that the case has, and the cell it comes from."""

    case: str
    section: str
    code: str
    cell: str
    before: Coding | None
    after: Coding

    @property
    def kind(self) -> Kind:
        """Whether the case lacks the value, has it, or has another one."""
        if self.before is None:
            return Kind.ADDED
        return Kind.EQUAL if _claim(self.before) == _claim(self.after) else Kind.CHANGED


def _claim(coding: Coding) -> tuple[object, ...]:
    """What a coding says; 2 and 2.0 are one number, because Excel holds them as one."""
    kind, *rest = coding.claim
    return (float if kind is int else kind, *rest)


@dataclass(frozen=True, slots=True)
class _RowFile:
    """A row in the place of a case file: its data, and the cells that they are from."""

    grid: Grid
    row: CaseRow
    case_column: int
    data: object

    @property
    def file(self) -> str:
        return self.grid.file

    def locate(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        del key  # a cell is one place
        column = self.case_column
        if len(path) > 1 and path[0] in _SECTIONS:
            column = next((one.column for one in self.row.said if one.code == path[1]), column)
        return self.grid.at(self.row.row, column)


def case_of_row(
    row: CaseRow, sheet: Sheet, own: Case | None, codebook: Codebook
) -> tuple[Case | None, tuple[Diagnostic, ...]]:
    """A case that has what a row says and nothing else, each value with the place of its cell.

    Args:
        row: what is said.
        sheet: the table, with what its values rest on, and of which unit new cases are.
        own: the case as its file has it; None for a new one.
        codebook: tells attributes from codes.
    """
    grid, mapping = sheet.grid, sheet.mapping
    sections: dict[str, dict[str, object]] = {name: {} for name in _SECTIONS}
    for one in row.said:
        entry = _entry(one, grid.name(row.row, one.column), mapping)
        sections[_section(one.code, own, codebook)][one.code] = entry
    unit = mapping.unit if own is None else own.unit
    data = {"case": row.case, "unit": unit, **sections}
    shaper = Shaper(_RowFile(grid, row, sheet.columns.case, data))
    case = CaseReader(()).read(shaper, mapping.group if own is None else own.group)
    return case, tuple(shaper.found)


def _section(code: str, own: Case | None, codebook: Codebook) -> str:
    if own is not None and (code in own.attributes or code in own.codes):
        return "attributes" if code in own.attributes else "codes"
    return "attributes" if codebook.codes[code].role == "attribute" else "codes"


def _entry(said: Said, cell: str, mapping: TableMapping) -> dict[str, Raw]:
    entry: dict[str, Raw] = dict(said.raw) if isinstance(said.raw, dict) else {"value": said.raw}
    if mapping.basis != "stated":
        entry["basis"] = mapping.basis
    if mapping.evidence is None or entry.get("value") in (UNKNOWN, NOT_APPLICABLE):
        return entry
    ground: dict[str, Raw] = {
        "document": mapping.evidence.document,
        "at": mapping.evidence.at or cell,
    }
    if mapping.evidence.says:
        says = mapping.evidence.says
        ground["says"] = says[""] if "" in says else dict(says)
    return {**entry, "evidence": [ground]}


def together(said: Case, own: Case | None) -> Case:
    """The case as it will be: what it says now, and what its row says."""
    if own is None:
        return said
    update = {
        "position": said.position,
        "attributes": {**own.attributes, **said.attributes},
        "codes": {**own.codes, **said.codes},
    }
    return own.model_copy(update=update)


def without_equal(said: Case, own: Case | None) -> Case:
    """What a row says without the values that the case has already."""
    if own is None:
        return said

    def new(codings: Mapping[str, Coding]) -> Mapping[str, Coding]:
        kept = ((name, one, own.coding(name)) for name, one in codings.items())
        return {n: one for n, one, has in kept if has is None or _claim(has) != _claim(one)}

    update = {"attributes": new(said.attributes), "codes": new(said.codes)}
    return said.model_copy(update=update)


def changes_of(said: Case, own: Case | None, grid: Grid) -> Iterator[Change]:
    """Each value of a row beside what the case's own file has."""
    for section in _SECTIONS:
        codings: Mapping[str, Coding] = getattr(said, section)
        for code, after in codings.items():
            before = None if own is None else own.coding(code)
            cell = grid.name(after.position.line, after.position.column)
            yield Change(said.id, section, code, cell, before, after)


def not_replaced(change: Change) -> Diagnostic:
    """That the case has another value already."""
    related = (Related(change.before.position, "the value it has"),) if change.before else ()
    message = f"{change.cell}: case '{change.case}' has another value of '{change.code}' already"
    hint = "correct the cell, or give --replace if the value of the table is to count"
    return finding(OTHER_VALUE, change.after.position, message, hint, related)


def not_written(change: Change, file: str) -> Diagnostic:
    """That the case's file cannot take a value."""
    message = f"{change.cell}: '{change.code}' cannot be written into '{file}'"
    hint = "codes must stand in lines, and no comment inside a value that goes; write it by hand"
    return finding(NO_PLACE, change.after.position, message, hint)


def alone(said: Case, own: Case | None) -> Case:
    """The case as it is with nothing but what its row says, so that only that is judged.

    It has a file of its own, because a study tells codings apart by the files that they are in.
    """
    if own is None:
        return said.model_copy(update={"position": Location(said.id)})
    return next(sheets_of(own)).model_copy(
        update={
            "attributes": said.attributes,
            "codes": said.codes,
            "records": {},
            "passages": (),
            "possible_duplicate_of": None,
            "codings": (),
        }
    )
