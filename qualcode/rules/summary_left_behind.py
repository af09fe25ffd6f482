"""A passage is coded under a theme or code, and the summary of that does not name it.

It may have been coded after the summary was written, and say something else.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.study import Study
from qualcode.model.tree import passages_about

RULE = Rule(
    "QC362",
    "summary-left-behind",
    Severity.INFO,
    "A summary does not name all passages that it is about.",
)

_SHOWN = 3


def check(study: Study) -> Iterator[Diagnostic]:
    """Every summary with the passages that it ought to be read against."""
    for case in study.cases:
        for summary in case.summaries.values():
            about = passages_about(case, summary.about, study.codebook)
            missed = [one for one in about if one.id not in summary.passages]
            if missed:
                number = "1 passage" if len(missed) == 1 else f"{len(missed)} passages"
                message = f"the summary of '{summary.about}' does not name {number} coded there"
                hint = "read it against them, and add their ids to its 'passages:'"
                places = [Related(one.position, "coded here") for one in missed[:_SHOWN]]
                yield finding(RULE, summary.position, message, hint, places)
