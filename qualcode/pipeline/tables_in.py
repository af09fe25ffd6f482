"""Values of a spreadsheet taken into case files: all of them, or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from qualcode.diagnostics import Diagnostic, Misuse, did_you_mean, finding, in_order
from qualcode.exchange.columns import Columns, Sheet, columns_of
from qualcode.exchange.csv_in import read_csv
from qualcode.exchange.grid import Grid
from qualcode.exchange.preview import change_table
from qualcode.exchange.rules import MERGED, UNKNOWN_CASE, WRONG_MAPPING
from qualcode.exchange.table_rows import CaseRow, rows_of
from qualcode.exchange.table_values import (
    Change,
    Kind,
    alone,
    case_of_row,
    changes_of,
    not_replaced,
    together,
    without_equal,
)
from qualcode.exchange.xlsx_in import read_xlsx
from qualcode.loading.table_mapping import read_mapping
from qualcode.model.case import Case
from qualcode.model.consensus import sheets_of
from qualcode.model.study import Study
from qualcode.model.table_mapping import TableMapping
from qualcode.pipeline.case_texts import with_changes
from qualcode.pipeline.checking import Checked, errors, ready
from qualcode.pipeline.output import save_documents
from qualcode.rules import check_cases
from qualcode.rules.missing_evidence import RULE as MISSING_EVIDENCE
from qualcode.tables.table import Table
from qualcode.typology.findings import CONTRADICTION, check_verdicts

TableReader = Callable[[Path, str, TableMapping], Grid]
TABLE_READERS: Mapping[str, TableReader] = MappingProxyType({".csv": read_csv, ".xlsx": read_xlsx})
"""How a table is read, by the ending of its name."""

_NAMED = 8
"""How many columns that are left out are named."""


@dataclass(frozen=True, slots=True)
class ImportWish:
    """A file, what its columns mean, and what may be done: replace values, create cases."""

    file: Path
    mapping: Path | None = None
    only_shows: bool = False
    replaces: bool = False
    creates: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written, or would be: all of it, or nothing where something found is an error.

    Attributes:
        files: those that were written.
        findings: what is wrong.
        remarks: lines that say what was done, and what was left out.
        preview: the values that are new.
    """

    files: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    remarks: tuple[str, ...] = ()
    preview: Table | None = None


def import_table(checked: Checked, wish: ImportWish) -> Imported:
    """The values of a table as codings of its cases.

    Raises:
        Misuse: the study has errors, or there is no mapping.
    """
    study, _ = ready(checked)
    if checked.has_errors:
        raise Misuse("the study has errors; correct them before you import into it")
    if wish.mapping is None or not wish.mapping.is_file():
        missing = f"there is no file '{wish.mapping}'" if wish.mapping else "give --mapping FILE"
        raise Misuse(f"{missing}; a mapping says what the columns of the table mean")
    root = checked.place.root
    mapping, found = read_mapping(wish.mapping.resolve(), _shown(wish.mapping, root))
    if mapping is None:
        return Imported(findings=in_order(found))
    grid = TABLE_READERS[wish.file.suffix.lower()](wish.file, _shown(wish.file, root), mapping)
    if any(one.rule != MERGED.id for one in errors(grid.found)):
        return Imported(findings=in_order(grid.found))
    columns = columns_of(grid, mapping, study.codebook)
    unclear = (*columns.found, *_outside(mapping, study))
    before = (*grid.found, *unclear)
    if errors(unclear):
        return Imported(findings=in_order(before))
    return _import(checked, wish, Sheet(grid, columns, mapping), before)


def _shown(path: Path, root: Path) -> str:
    file = path.resolve()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name


def _outside(mapping: TableMapping, study: Study) -> Iterable[Diagnostic]:
    """What a mapping names that the study does not have."""
    book = study.codebook
    at = mapping.position
    if mapping.evidence is not None and mapping.evidence.document not in book.documents:
        message = f"there is no document '{mapping.evidence.document}'"
        hint = did_you_mean(mapping.evidence.document, book.documents)
        hint = hint or "declare it under 'documents' in the codebook"
        yield finding(WRONG_MAPPING, mapping.evidence.position, message, hint)
    if mapping.unit and mapping.unit not in book.units:
        hint = did_you_mean(mapping.unit, book.units) or f"there are {', '.join(book.units)}"
        yield finding(WRONG_MAPPING, at, f"there is no unit '{mapping.unit}'", hint)
    if not _is_below(mapping.group):
        message = f"'{mapping.group}' cannot be a folder of cases"
        yield finding(WRONG_MAPPING, at, message, "give its name below the folder of the cases")
    elif mapping.group and book.case_groups and mapping.group not in book.case_groups:
        groups = book.case_groups
        hint = did_you_mean(mapping.group, groups) or f"there are {', '.join(groups)}"
        yield finding(WRONG_MAPPING, at, f"there is no case group '{mapping.group}'", hint)


def _import(
    checked: Checked, wish: ImportWish, sheet: Sheet, before: Sequence[Diagnostic]
) -> Imported:
    study, _ = ready(checked)
    rows = rows_of(sheet)
    own = {case.id: next(sheets_of(case)) for case in study.cases}
    known = [row for row in rows.rows if row.case in own]
    new = [row for row in rows.rows if row.case not in own]
    found = [*before, *rows.found]
    if not wish.creates:
        found += [_unknown(row, sheet, own) for row in new]
        new = []
    elif new and not (sheet.mapping.unit and sheet.mapping.group):
        message = "new cases need a unit, and a group: the folder that they go into"
        hint = "write 'unit: ...' and 'group: ...' in the mapping"
        found.append(finding(WRONG_MAPPING, sheet.mapping.position, message, hint))
    said, troubles = _cases_said((*known, *new), sheet, own, study)
    changes = [c for one in said for c in changes_of(one, own.get(one.id), sheet.grid)]
    fresh = [without_equal(one, own.get(one.id)) for one in said]
    found += [*troubles, *_judged(fresh, own, checked, sheet)]
    if not wish.replaces:
        found += [not_replaced(one) for one in changes if one.kind is Kind.CHANGED]
    new_cases = tuple(one for one in said if one.id not in own)
    plan = _Plan(tuple(changes), new_cases, _left_out(sheet.columns), tuple(found))
    return _written(checked, wish, plan)


def _unknown(row: CaseRow, sheet: Sheet, own: Mapping[str, Case]) -> Diagnostic:
    column = sheet.columns.case
    message = f"{sheet.grid.name(row.row, column)}: there is no case '{row.case}'"
    near = did_you_mean(row.case, own)
    hint = near or "give --create to make it, or translate it under 'cases:' in the mapping"
    return finding(UNKNOWN_CASE, sheet.grid.at(row.row, column), message, hint)


def _cases_said(
    rows: Iterable[CaseRow], sheet: Sheet, own: Mapping[str, Case], study: Study
) -> tuple[list[Case], list[Diagnostic]]:
    said: list[Case] = []
    found: list[Diagnostic] = []
    for row in rows:
        case, troubles = case_of_row(row, sheet, own.get(row.case), study.codebook)
        said += [] if case is None else [case]
        found += troubles
    return said, found


def _judged(
    said: Sequence[Case], own: Mapping[str, Case], checked: Checked, sheet: Sheet
) -> Iterable[Diagnostic]:
    """What the values would be reproached for if they stood in their cases."""
    study, classifier = ready(checked)
    cases = tuple(alone(one, own.get(one.id)) for one in said)
    by_themselves = Study(project=study.project, codebook=study.codebook, cases=cases)
    found = tuple(one for one in check_cases(by_themselves) if one.at.file == sheet.grid.file)
    lacking = [one for one in found if one.rule == MISSING_EVIDENCE.id]
    if errors(lacking):
        message = "the codebook asks for evidence, and the mapping does not say on what values rest"
        hint = "add 'evidence: {document: ...}' to the mapping"
        yield finding(WRONG_MAPPING, sheet.mapping.position, message, hint)
    yield from (_at_cell(one, sheet.grid) for one in found if one not in lacking)
    if not errors(found):
        cases = tuple(together(one, own.get(one.id)) for one in said)
        after = Study(project=study.project, codebook=study.codebook, cases=cases)
        verdicts = check_verdicts(after, classifier)
        yield from (one for one in verdicts if one.rule == CONTRADICTION.id)


def _at_cell(found: Diagnostic, grid: Grid) -> Diagnostic:
    """A finding about a value, with the name of its cell."""
    cell = grid.name(found.at.line, found.at.column)
    return replace(found, message=f"{cell}: {found.message}", part=None, fix=None)


def _is_below(group: str) -> bool:
    return not group.startswith("/") and ".." not in group.split("/") and "\\" not in group


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written, and what is wrong with it."""

    changes: tuple[Change, ...]
    new_cases: tuple[Case, ...]
    left_out: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def _written(checked: Checked, wish: ImportWish, plan: _Plan) -> Imported:
    """The changes written, if nothing is wrong and they are not only to be shown."""
    study, _ = ready(checked)
    preview = change_table(plan.changes, study.codebook)
    remarks = (*_counts(plan.changes, plan.new_cases), *plan.left_out)
    if errors(plan.found):
        return Imported((), in_order(plan.found), remarks, preview)
    documents, troubles = with_changes(checked, plan.changes, plan.new_cases)
    found = in_order((*plan.found, *troubles))
    if troubles or wish.only_shows:
        return Imported((), found, remarks, preview)
    save_documents(checked.place.root, documents)
    return Imported(tuple(documents), found, remarks, preview)


def _counts(changes: Sequence[Change], new_cases: Sequence[Case]) -> tuple[str, ...]:
    counts = {kind: sum(one.kind is kind for one in changes) for kind in Kind}
    told = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    number = len(new_cases)
    cases = f"; {number} new case{'' if number == 1 else 's'}" if number else ""
    return (f"values: {told}{cases}",)


def _left_out(columns: Columns) -> tuple[str, ...]:
    names, more = columns.left_out[:_NAMED], len(columns.left_out) - _NAMED
    rest = f" and {more} more" if more > 0 else ""
    return (f"columns left out: {', '.join(names)}{rest}",) if names else ()
