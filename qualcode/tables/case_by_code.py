"""Cases in rows, codes in columns."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from qualcode.model.base import in_language
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.tables.marks import Naming, marked, member_cells
from qualcode.tables.typed import Cell, TypedTable
from qualcode.typology.ask import Questions

HEAD = ("case", "unit", "group", "definition", "label")
"""The columns before those of the codes."""

ReadCoding = Callable[[Case, Code], Coding | None]


def case_table(
    cases: Sequence[Case], unit: str, codebook: Codebook, naming: Naming, read: ReadCoding
) -> TypedTable:
    """One row a case of a unit, a column for each code and for each value of a set.

    Args:
        cases: those of the unit are taken.
        unit: the kind of case.
        codebook: has the codes, in whose order the columns come.
        naming: how codes and values are called.
        read: gives what a case says of a code.
    """
    codes = codes_of(codebook, unit)
    return TypedTable(
        f"cases {unit}",
        (*HEAD, *code_headings(codes, naming, HEAD)),
        tuple(_row(case, codes, naming, read) for case in cases if case.unit == unit),
    )


def codes_of(codebook: Codebook, unit: str) -> tuple[Code, ...]:
    """The codes of a unit, with those that are for every unit."""
    return tuple(one for one in codebook.codes.values() if not one.units or unit in one.units)


def coded_or_derived(questions: Questions) -> ReadCoding:
    """What a case says of a code; of a derived one, the value that is worked out."""

    def read(case: Case, code: Code) -> Coding | None:
        if code.derived is None:
            return case.coding(code.id)
        return Coding(value=questions.value(case, code.id))

    return read


def column_of(code: str, member: str) -> str:
    """The heading of the column of a value of a set."""
    return f"{code}.{member}"


def _has_member_columns(code: Code) -> bool:
    return code.scale is Scale.SET and bool(code.values)


def code_headings(codes: Sequence[Code], naming: Naming, head: Sequence[str]) -> Iterator[str]:
    """The headings of the columns of codes, none of them the same as one in `head`."""
    labels = Counter((*head, *(naming.of(code.id, code.label) for code in codes)))
    for code in codes:
        label = naming.of(code.id, code.label)
        name = label if labels[label] == 1 else f"{label} ({code.id})"
        if not _has_member_columns(code):
            yield name
        elif naming.labels:
            yield from (f"{name}: {naming.of(one.id, one.label)}" for one in code.values)
        else:
            yield from (column_of(code.id, member) for member in code.value_ids)


def _row(case: Case, codes: Sequence[Code], naming: Naming, read: ReadCoding) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for code in codes:
        if code.scale is Scale.PRESENCE:
            cells.append(_passages(case, code))
        else:
            cells += code_cells(read(case, code), code, naming)
    label = in_language(case.label, naming.language)
    return (case.id, case.unit, case.group, case.fixture, label, *cells)


def code_cells(coding: Coding | None, code: Code, naming: Naming) -> Sequence[Cell]:
    """The cells of what is said of a code: one, or one for each value of a set."""
    if _has_member_columns(code):
        return tuple(member_cells(coding, code, naming))
    return (marked(coding, code, naming),)


def _passages(case: Case, code: Code) -> Cell:
    """How many passages have the code; nothing where the case has no documents."""
    if not case.documents and not case.passages:
        return None
    return sum(code.id in passage.codes for passage in case.passages)
