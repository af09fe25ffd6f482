"""A case gives a value to a code that is applied to passages.

Whether the code is present follows from the passages; a value beside them can contradict them.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.codebook import Scale
from qualcode.model.study import Study

RULE = Rule("QC305", "presence-as-value", Severity.ERROR, "A code of passages is given a value.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every value of a code with the scale presence."""
    for case in study.sheets:
        for name, coding, code, _, _ in study.coded(case):
            if code is not None and code.scale is Scale.PRESENCE:
                message = f"code '{name}' is applied to passages and takes no value"
                hint = "put it among the codes of a passage, or declare it with scale boolean"
                yield finding(RULE, coding.position, message, hint)
