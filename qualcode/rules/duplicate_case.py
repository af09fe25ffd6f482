"""Two files hold a case with the same id.

Every table and every verdict goes by the id; one of the two would hide the other.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.case import Case
from qualcode.model.study import Study

RULE = Rule("QC205", "duplicate-case", Severity.ERROR, "Two cases have the same id.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every case whose id another file has used before, in the order of the files."""
    first: dict[str, Case] = {}
    for case in sorted(study.cases, key=lambda one: one.position):
        known = first.setdefault(case.id, case)
        if known is not case:
            related = (Related(known.position, "the same id here"),)
            message = f"there is another case '{case.id}'"
            yield finding(RULE, case.position, message, "give one of the two another id", related)
