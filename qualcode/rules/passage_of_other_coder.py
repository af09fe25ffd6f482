"""A passage in a coder's file is said to be another coder's.

It would count for somebody who never marked it, and agreement between the two would be invented.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule(
    "QC353", "passage-of-other-coder", Severity.ERROR, "A coder's file has another's passage."
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every passage of a coder's file that names someone else."""
    for case in study.cases:
        for codings in case.codings:
            for passage in codings.passages:
                if passage.coder != codings.coder:
                    message = f"this is the file of '{codings.coder}', not of '{passage.coder}'"
                    hint = f"leave 'coder:' out, or move the passage to '{passage.coder}.yaml'"
                    yield finding(RULE, passage.place_of("coder"), message, hint)
