"""A case writes down a value that qualcode computes.

Two sources for one value drift apart; the computed one always follows the data.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule("QC209", "derived-value-written", Severity.ERROR, "A derived value is written by hand.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every coding of a derived code."""
    for case in study.sheets:
        for name, coding, code, _, _ in study.coded(case):
            if code is not None and code.derived is not None:
                message = f"code '{name}' is computed and cannot be written in a case"
                yield finding(RULE, coding.position, message, "delete this entry")
