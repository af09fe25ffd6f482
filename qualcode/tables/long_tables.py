"""Codings and passages as long tables: one row for each ground of a value, one for each passage."""

from collections.abc import Iterator, Sequence

from qualcode.model.base import in_language
from qualcode.model.case import Case, Coding, Evidence
from qualcode.model.codebook import Code, Codebook
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.model.consensus import sheets_of
from qualcode.model.walk import Coded, coded
from qualcode.source.writing_yaml import in_flow
from qualcode.tables.marks import WITHHELD, Naming, marked
from qualcode.tables.typed import Cell, TypedTable, cell_text

CODING_COLUMNS = (
    *("case", "section", "record", "code", "value", "state", "basis"),
    *("document", "place", "quote", "says", "role", "coder", "note"),
)
PASSAGE_COLUMNS = ("case", "passage", "document", "position", "quote", "codes", "coder", "note")


def coding_table(cases: Sequence[Case], codebook: Codebook, naming: Naming) -> TypedTable:
    """One row for each ground of each coding, those of coders and of records too.

    A coding without grounds has one row.
    """
    rows = (
        row
        for case in cases
        for coder, sheet in _sheets(case)
        for one in coded(sheet, codebook)
        for row in _coding_rows(sheet, one, coder, naming)
    )
    return TypedTable("codings", CODING_COLUMNS, tuple(rows))


def _sheets(case: Case) -> Iterator[tuple[str, Case]]:
    coders = ("", *(one.coder for one in case.codings))
    return zip(coders, sheets_of(case), strict=True)


def _coding_rows(case: Case, one: Coded, coder: str, naming: Naming) -> Iterator[tuple[Cell, ...]]:
    coding, code = one.coding, one.code
    grounds: tuple[Evidence | None, ...] = coding.evidence or _of_record(case, one) or (None,)
    name = one.name if code is None else naming.of(one.name, code.label)
    head = (case.id, one.section, one.record, name, _value(coding, code, naming))
    for ground in grounds:
        yield (
            *head,
            state_of(coding),
            coding.basis,
            *_ground(ground, naming.language),
            coder,
            in_language(coding.note, naming.language),
        )


def _of_record(case: Case, one: Coded) -> tuple[Evidence, ...]:
    group = case.records.get(one.section)
    record = None if group is None else group.records.get(one.record)
    return () if record is None else record.evidence


def _value(coding: Coding, code: Code | None, naming: Naming) -> str:
    if code is None:
        return in_flow(coding.value)
    return cell_text(marked(coding, code, naming))


def state_of(coding: Coding) -> str:
    """How far a value is known: known, partial, unknown, not_applicable, or withheld."""
    for mark in (UNKNOWN, NOT_APPLICABLE, WITHHELD):
        if coding.value == mark:
            return mark
    return "known" if coding.is_known else "partial"


def _ground(ground: Evidence | None, language: str) -> tuple[Cell, ...]:
    if ground is None:
        return ("",) * 5
    says = in_language(ground.says, language)
    return ground.document, ground.at, ground.quote, says, ground.role


def passage_table(cases: Sequence[Case], codebook: Codebook, naming: Naming) -> TypedTable:
    """One row a passage, with its codes."""

    def name(code: str) -> str:
        known = codebook.codes.get(code)
        return code if known is None else naming.of(code, known.label)

    rows = tuple(
        (
            case.id,
            one.id,
            one.document,
            one.start,
            one.quote,
            "; ".join(map(name, one.codes)),
            one.coder,
            in_language(one.note, naming.language),
        )
        for case in cases
        for one in case.passages
    )
    return TypedTable("passages", PASSAGE_COLUMNS, rows)
