"""A case codes something that the codebook does not have.

The value would count nowhere: not in a table, not in a type, and nobody would miss it.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study

RULE = Rule("QC201", "unknown-code", Severity.ERROR, "A case uses a code not in the codebook.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every code, attribute or record field that is not in the codebook."""
    book = study.codebook
    if not book.is_whole:
        # The code may be in the file that could not be read.
        return
    for case in study.cases:
        for name, coding, code, section, record in study.coded(case):
            if code is not None:
                continue
            known = book.records[section].fields if record else book.codes
            what = (
                f"{section} have no field '{name}'"
                if record
                else f"code '{name}' is not in the codebook"
            )
            hint = did_you_mean(name, known) or "delete it, or declare it in the codebook"
            yield finding(RULE, coding.position, what, hint)
