"""A fact about the case stands among the codes, or a code among the attributes.

Facts are taken over from elsewhere, codes are judgements of the coders; tables keep them apart.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule("QC212", "attribute-or-code", Severity.ERROR, "A coding stands in the wrong section.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every attribute under `codes:` and every other code under `attributes:`."""
    for case in study.sheets:
        for name, coding, code, section, record in study.coded(case):
            if code is None or record or (name in case.codes and name in case.attributes):
                continue  # given twice, which is a finding of its own
            due = "attributes" if code.role == "attribute" else "codes"
            if section != due:
                message = f"'{name}' belongs under '{due}:'"
                yield finding(RULE, coding.position, message, f"move it to '{due}:'")
