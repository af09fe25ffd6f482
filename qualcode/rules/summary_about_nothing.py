"""A summary stands under a name that is neither a theme nor a code.

The framework matrix has no cell for it, so what was written is not seen by anybody.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study

RULE = Rule("QC360", "summary-about-nothing", Severity.ERROR, "A summary has an unknown name.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every summary whose name the codebook does not have."""
    book = study.codebook
    if not book.is_whole:
        return
    known = (*book.themes, *book.codes)
    for case in study.cases:
        for summary in case.summaries.values():
            if summary.about not in known:
                message = f"'{summary.about}' is neither a theme nor a code"
                hint = did_you_mean(summary.about, known) or f"themes are {', '.join(book.themes)}"
                yield finding(RULE, summary.position, message, hint)
