"""A value has no evidence.

A value that nobody can trace to the material is an opinion; a verdict that rests on it is too.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.case import Case
from qualcode.model.codebook import Scale
from qualcode.model.study import Study

RULE = Rule("QC301", "missing-evidence", Severity.ERROR, "A coded value has no evidence.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every value without evidence, where the codebook asks for it."""
    wanted = study.codebook.evidence
    if wanted == "optional":
        return
    rule = RULE if wanted == "required" else RULE._replace(severity=Severity.WARNING)
    for case in study.sheets:
        for name, coding, code, _, record in study.coded(case):
            if record or not coding.needs_evidence or coding.evidence:
                continue
            if code is not None and (code.derived is not None or code.scale is Scale.PRESENCE):
                continue  # it follows from something else, and should not be written at all
            message = f"'{name}' has no evidence"
            hint = "add 'evidence: [{document: ..., at: ..., says: ...}]'"
            yield finding(rule, coding.position, message, hint)
        yield from _records(case, rule)


def _records(case: Case, rule: Rule) -> Iterator[Diagnostic]:
    for name, group in case.records.items():
        for record in group.records.values():
            fields = record.fields.values()
            if not record.evidence and not all(field.evidence for field in fields):
                message = f"'{record.id}' among the {name} has no evidence"
                hint = "add 'evidence: [{document: ..., at: ..., says: ...}]' to it"
                yield finding(rule, record.position, message, hint)
