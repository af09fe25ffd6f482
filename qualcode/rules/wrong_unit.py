"""A code is used on a kind of case that it is not made for.

The codebook defines what a code means for its unit; elsewhere the value means nothing.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study

RULE = Rule("QC203", "wrong-unit", Severity.ERROR, "A code is used on a unit it is not made for.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every unknown unit, and every code or record group on a unit that it does not have."""
    book = study.codebook
    for case in study.sheets:
        if case.unit not in book.units:
            hint = did_you_mean(case.unit, book.units) or f"there are {', '.join(book.units)}"
            yield finding(RULE, case.position, f"there is no unit '{case.unit}'", hint)
            continue
        for name, coding, code, _, record in study.coded(case):
            if code is not None and not record and code.units and case.unit not in code.units:
                message = (
                    f"code '{name}' is for {' and '.join(code.units)}, this case is {case.unit}"
                )
                yield finding(RULE, coding.position, message)
        for name, group in case.records.items():
            kind = book.records[name]
            if group.records and case.unit not in kind.units:
                message = f"{name} are for {' and '.join(kind.units)}, this case is {case.unit}"
                yield finding(RULE, group.position, message)
