"""A code is given twice in one case, once as an attribute and once as a code.

Only one of the two would be read.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule("QC213", "coded-twice", Severity.ERROR, "A code is given twice in one case.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every code that stands in both sections of a case."""
    for case in study.sheets:
        for name, coding in case.codes.items():
            if name in case.attributes:
                related = (Related(case.attributes[name].position, "given here as well"),)
                message = f"'{name}' is given twice in this case"
                code = study.codebook.codes.get(name)
                due = "attributes" if code is not None and code.role == "attribute" else "codes"
                hint = f"keep the one under '{due}:'"
                yield finding(RULE, coding.position, message, hint, related)
