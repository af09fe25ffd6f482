"""A member is twice in the list of a set.

A set has each of its members once; whoever counts the lines of the file counts one too many.
"""

from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Fix,
    Part,
    Removed,
    Rule,
    Severity,
    finding,
    with_fix,
    with_part,
)
from qualcode.model.codebook import Scale
from qualcode.model.study import Study

RULE = Rule("QC230", "duplicate-member", Severity.WARNING, "A member is twice in a set.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every member of a set that stands in its list again."""
    for case in study.cases:
        for name, coding, code, _, _ in study.coded(case):
            if code is None or code.scale is not Scale.SET or not isinstance(coding.value, tuple):
                continue
            for index, member in enumerate(coding.value):
                if member in coding.value[:index]:
                    at = coding.value_position
                    message = f"'{member}' is in the list of '{name}' twice"
                    fix = Fix("one of the two taken out", (Removed(at, index),))
                    found = finding(RULE, at, message, "take one of the two out")
                    yield with_fix(with_part(found, Part((index,))), fix)
