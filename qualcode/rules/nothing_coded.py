"""A coder has a file for a case, but has coded nothing in it.

It is counted as missing, so a coder who is behind makes agreement rest on fewer cases.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule("QC343", "nothing-coded", Severity.INFO, "A coder's file that codes nothing.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every coder's file without a coding."""
    for case in study.cases:
        for codings in case.codings:
            if codings.is_empty:
                message = f"'{codings.coder}' has coded nothing in case '{case.id}' so far"
                hint = "code the case in this file, or delete it"
                yield finding(RULE, codings.position, message, hint)
