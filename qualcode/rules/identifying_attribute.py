"""An anonymous case carries an attribute that would tell which place it is.

Whoever reads the file, or a table made from it, could name the people who were promised not to be.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule(
    "QC210", "identifying-attribute", Severity.ERROR, "An anonymous case can be identified."
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every identifying attribute of an anonymous case."""
    for case in study.sheets:
        if not case.anonymous:
            continue
        for name, coding, code, _, _ in study.coded(case):
            if code is not None and code.identifying and not coding.is_unknown:
                message = f"case '{case.id}' is anonymous, but '{name}' would identify it"
                yield finding(RULE, coding.position, message, "take it out of this case")
