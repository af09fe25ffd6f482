"""Coders disagree on a case, and nobody has settled it.

Until then the value is one of those given, and a verdict that hangs on it stays open.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.case import RecordGroup
from qualcode.model.study import Study

RULE = Rule("QC344", "coders-disagree", Severity.INFO, "A disagreement that nobody has settled.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every case with codes that its coders give different values and its own file none."""
    for case in study.cases:
        codings = {**case.attributes, **case.codes}
        disputed = [name for name, coding in codings.items() if coding.is_disputed]
        disputed += [name for name, group in case.records.items() if _is_disputed(group)]
        if disputed:
            message = f"coders disagree on {', '.join(disputed)}"
            hint = f"see 'qualcode reconcile {case.id}'"
            yield finding(RULE, case.position, message, hint)


def _is_disputed(group: RecordGroup) -> bool:
    return group.is_given and any(
        coding.is_disputed for record in group.records.values() for coding in record.fields.values()
    )
