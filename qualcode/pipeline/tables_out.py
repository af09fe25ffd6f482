"""The tables of a study that other programs can work on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qualcode.diagnostics import Diagnostic, Misuse, in_order
from qualcode.model.case import Case
from qualcode.pipeline import classify, no_such
from qualcode.pipeline.checking import Checked, ready
from qualcode.pipeline.comparing import Question, asked_of
from qualcode.qca.sets import scores
from qualcode.tables.case_by_code import case_table, coded_or_derived
from qualcode.tables.codebook_table import codebook_table
from qualcode.tables.long_tables import coding_table, passage_table
from qualcode.tables.marks import Naming
from qualcode.tables.memberships import membership_table
from qualcode.tables.record_table import record_table
from qualcode.tables.typed import TypedTable
from qualcode.tables.verdict_list import verdict_list
from qualcode.typology.ask import Questions

CASES = "cases"


@dataclass(frozen=True, slots=True)
class TableWish:
    """Which table, how it names things, and of which cases.

    Attributes:
        table: one of `TABLES`.
        naming: ids or labels, and the language.
        unit: only cases of this unit; None means all.
        group: only records of this group; None means of all groups.
        question: the sets, where the table is for a comparative analysis.
    """

    table: str
    naming: Naming
    unit: str | None = None
    question: Question | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that were asked for, or what keeps them from being made."""

    tables: tuple[TypedTable, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def tables_of(checked: Checked, wish: TableWish) -> Tables:
    """What was asked for: a table for each unit that has cases, or each group that has records.

    Raises:
        Misuse: there is no such table, unit or group, or the study cannot be read.
    """
    study, _ = ready(checked)
    if wish.table not in TABLES:
        raise Misuse(no_such("table", wish.table, TABLES))
    if wish.unit is not None and wish.unit not in study.codebook.units:
        raise Misuse(no_such("unit", wish.unit, study.codebook.units))
    if wish.group is not None and wish.group not in study.codebook.records:
        raise Misuse(no_such("group of records", wish.group, study.codebook.records))
    if wish.group is not None and wish.table != _RECORDS:
        raise Misuse("--group is for --table records")
    if (wish.table == _QCA) != (wish.question is not None):
        raise Misuse("for comparative analysis give: --table qca --outcome A --conditions B,C")
    return TABLES[wish.table](checked, wish)


def _cases(checked: Checked, wish: TableWish) -> Tables:
    book = ready(checked)[0].codebook
    units = [wish.unit] if wish.unit else [u for u in book.units if _with_unit(checked, u)]
    read = coded_or_derived(Questions(book))
    cases = checked.sound
    return Tables(tuple(case_table(cases, unit, book, wish.naming, read) for unit in units))


def _with_unit(checked: Checked, unit: str | None) -> tuple[Case, ...]:
    return tuple(case for case in checked.sound if unit in (None, case.unit))


def _codings(checked: Checked, wish: TableWish) -> Tables:
    book = ready(checked)[0].codebook
    return Tables((coding_table(_with_unit(checked, wish.unit), book, wish.naming),))


def _verdicts(checked: Checked, wish: TableWish) -> Tables:
    return Tables((verdict_list(classify(checked, unit=wish.unit), wish.naming),))


def _passages(checked: Checked, wish: TableWish) -> Tables:
    book = ready(checked)[0].codebook
    return Tables((passage_table(_with_unit(checked, wish.unit), book, wish.naming),))


def _records(checked: Checked, wish: TableWish) -> Tables:
    book = ready(checked)[0].codebook
    cases = _with_unit(checked, wish.unit)
    there = [one for one in book.records if any(one in case.records for case in cases)]
    groups = [wish.group] if wish.group else there
    return Tables(tuple(record_table(cases, one, book, wish.naming) for one in groups))


def _codebook(checked: Checked, wish: TableWish) -> Tables:
    return Tables((codebook_table(ready(checked)[0].codebook, wish.naming.language),))


def _memberships(checked: Checked, wish: TableWish) -> Tables:
    if wish.question is None:
        return Tables()
    asked = asked_of(checked, wish.question)
    found = scores(asked.sets, asked.cases, asked.unit, asked.codebook)
    if isinstance(found, tuple):
        return Tables(findings=in_order(found))
    return Tables((membership_table(found),))


_QCA = "qca"
_RECORDS = "records"
TABLES: Mapping[str, Callable[[Checked, TableWish], Tables]] = MappingProxyType(
    {
        CASES: _cases,
        "codings": _codings,
        "verdicts": _verdicts,
        "passages": _passages,
        _RECORDS: _records,
        "codebook": _codebook,
        _QCA: _memberships,
    }
)
"""The tables by the names that users give."""
