"""A change that the codebook notes has a date that is none.

The date tells colleagues whether their files are older than the change.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study
from qualcode.model.values import is_date

RULE = Rule("QC140", "migration-date", Severity.ERROR, "A change of the codebook without a date.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every noted change whose date is none."""
    for one in study.codebook.migrations:
        if not is_date(one.date):
            message = f"the change of '{one.name}' has the date '{one.date}', which is none"
            yield finding(RULE, one.position, message, "write it as 2012-09-30")
