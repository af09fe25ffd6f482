"""Cases by two codes, or by their types in two typologies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Scalar
from qualcode.typology.ask import Questions
from qualcode.typology.verdict import CaseVerdict, Kind

MIXED, OUTSIDE, CONTRADICTORY = "mixed", "outside", "contradictory"
"""Where a decided case stands that is of no single type, beside the types themselves."""

_NO_TYPE: Mapping[Kind, str] = {
    Kind.BLEND: MIXED,
    Kind.OVERLAP: MIXED,
    Kind.NEAR: OUTSIDE,
    Kind.OUTSIDE: OUTSIDE,
    Kind.INVALID: CONTRADICTORY,
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """Cases in the cells of a table; `unknown` is the last row or column where it is needed."""

    rows: tuple[Scalar, ...]
    columns: tuple[Scalar, ...]
    cells: tuple[tuple[tuple[Case, ...], ...], ...]


def cross_codes(cases: Sequence[Case], row: str, column: str, questions: Questions) -> Crossing:
    """The observed cases by the values of two codes, written or derived.

    A case that leaves a value open stands under `unknown`, one that a code does not apply to under
    `not_applicable`; both are there only where there is such a case.

    Raises:
        ValueError: a code can have several values at once.
    """
    observed = tuple(case for case in cases if not case.fixture)
    in_rows, in_columns = (
        {case.id: (_value(case, code, questions),) for case in observed} for code in (row, column)
    )
    codes = questions.codebook.codes
    rows, columns = _domain(codes[row], in_rows), _domain(codes[column], in_columns)
    return _cross(observed, rows, columns, in_rows, in_columns)


def cross_types(
    cases: Sequence[Case],
    rows: tuple[Sequence[str], Callable[[Case], CaseVerdict]],
    columns: tuple[Sequence[str], Callable[[Case], CaseVerdict]],
) -> Crossing:
    """The observed cases by their decided types in two typologies.

    A case with several types is in several cells. Decided cases of no single type and undecided
    ones have a row or column of their own where there are any.

    Args:
        cases: cases of one case group; definitions are not counted.
        rows: the types of the one typology, and what gives a case's verdict in it.
        columns: the same for the other.
    """
    observed = tuple(case for case in cases if not case.fixture)
    (row_types, in_row), (column_types, in_column) = rows, columns
    in_rows = {case.id: decided_types(in_row(case)) for case in observed}
    in_columns = {case.id: decided_types(in_column(case)) for case in observed}
    others = (*dict.fromkeys(_NO_TYPE.values()), UNKNOWN)
    return _cross(
        observed,
        _with_needed(row_types, in_rows, others),
        _with_needed(column_types, in_columns, others),
        in_rows,
        in_columns,
    )


def decided_types(verdict: CaseVerdict) -> tuple[str, ...]:
    """The types that a case surely has; or what it is instead, or `unknown`."""
    if verdict.kind is not Kind.OVERLAP and verdict.certain:
        return verdict.certain
    return (_NO_TYPE.get(verdict.kind, UNKNOWN),)


_Found = Mapping[str, Sequence[Scalar]]


def _value(case: Case, code: str, questions: Questions) -> Scalar:
    scale = questions.codebook.codes[code].scale
    value = questions.value(case, code)
    if scale in (Scale.SET, Scale.TEXTS) or isinstance(value, tuple):
        raise ValueError(f"code '{code}' can have several values at once and cannot be crossed")
    return value


def _domain(code: Code, found: _Found) -> tuple[Scalar, ...]:
    """The declared values in the codebook's order, or else those that were found, in order."""
    declared: Sequence[Scalar] = code.value_ids
    if code.scale in (Scale.BOOLEAN, Scale.PRESENCE):
        declared = (True, False)
    if not declared:
        there = {value for values in found.values() for value in values}
        declared = sorted(there - {UNKNOWN, NOT_APPLICABLE})
    return _with_needed(declared, found, (NOT_APPLICABLE, UNKNOWN))


def _with_needed(
    declared: Sequence[Scalar], found: _Found, others: Sequence[Scalar]
) -> tuple[Scalar, ...]:
    there = {value for values in found.values() for value in values}
    return (*declared, *(other for other in others if other in there))


def _cross(
    cases: Sequence[Case],
    rows: tuple[Scalar, ...],
    columns: tuple[Scalar, ...],
    in_rows: _Found,
    in_columns: _Found,
) -> Crossing:
    cells = tuple(
        tuple(
            tuple(c for c in cases if row in in_rows[c.id] and column in in_columns[c.id])
            for column in columns
        )
        for row in rows
    )
    return Crossing(rows, columns, cells)
