"""Evidence or a passage points to a document that the study does not know.

The reader who wants to look it up finds nothing.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study
from qualcode.model.walk import evidence_of

RULE = Rule("QC302", "unknown-document", Severity.ERROR, "An unknown document is named.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every document that is neither the case's own nor declared in the codebook."""
    for case in study.sheets:
        known = (*study.codebook.documents, *case.documents)
        own = (one for one in evidence_of(case, study.coded(case)) if not one.passage)
        for anchor in (*own, *case.passages):
            if anchor.document not in known:
                message = f"there is no document '{anchor.document}'"
                hint = did_you_mean(anchor.document, known) or "declare it in the codebook"
                yield finding(RULE, anchor.position, message, hint)
