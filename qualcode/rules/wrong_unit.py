"""A code is used on a kind of case that it is not made for.

The codebook defines what a code means for its unit; elsewhere the value means nothing.
"""

from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Part,
    Rule,
    Severity,
    finding,
    nearest,
    with_part,
)
from qualcode.model.codebook import Codebook
from qualcode.model.study import Study

RULE = Rule("QC203", "wrong-unit", Severity.ERROR, "A code is used on a unit it is not made for.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every unknown unit, and every code or record group on a unit that it does not have."""
    book = study.codebook
    for case in study.sheets:
        if case.unit not in book.units:
            message = f"there is no unit '{case.unit}'"
            hint = nearest(case.unit, book.units, "its units are")
            whole = Location(case.position.file)
            yield with_part(finding(RULE, whole, message, hint), Part(("unit",)))
            continue
        for name, coding, code, _, record in study.coded(case):
            if code is not None and not record and _is_other(case.unit, code.units, book):
                message = (
                    f"code '{name}' is for {' and '.join(code.units)}, this case is {case.unit}"
                )
                yield finding(RULE, coding.position, message, _hint(case.unit, name))
        for name, group in case.records.items():
            kind = book.records[name]
            if group.records and _is_other(case.unit, kind.units, book):
                message = f"{name} are for {' and '.join(kind.units)}, this case is {case.unit}"
                whole = Location(case.position.file)
                hint = _hint(case.unit, name)
                yield with_part(finding(RULE, whole, message, hint), Part((name,), key=True))


def _is_other(unit: str, units: tuple[str, ...], book: Codebook) -> bool:
    """Whether a unit is not among some; one that is not there is a finding in the codebook."""
    return bool(units) and unit not in units and book.units.keys() >= set(units)


def _hint(unit: str, name: str) -> str:
    return f"take it out of this case, or add {unit} to the units of '{name}' in the codebook"
