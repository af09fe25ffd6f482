"""Evidence or a passage points to a document that the study does not know.

The reader who wants to look it up finds nothing.
"""

from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Rule,
    Severity,
    did_you_mean,
    finding,
    respelling,
    with_fix,
)
from qualcode.model.names import Kind, Name
from qualcode.model.naming import canonical
from qualcode.model.study import Study
from qualcode.model.succession import what_became
from qualcode.model.walk import evidence_of

RULE = Rule("QC302", "unknown-document", Severity.ERROR, "An unknown document is named.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every document that is neither the case's own nor declared in the codebook."""
    of_study = study.codebook.documents
    for case in study.sheets:
        labels = {id: document.label for id, document in of_study.items()}
        labels |= {id: document.label for id, document in case.documents.items()}
        names = {id: tuple(label.values()) for id, label in labels.items()}
        own = (one for one in evidence_of(case, study.coded(case)) if not one.passage)
        for anchor in (*own, *case.passages):
            if anchor.document not in labels:
                message = f"there is no document '{anchor.document}'"
                was = what_became(study.codebook, Name(Kind.DOCUMENT, anchor.document))
                hint = was or did_you_mean(anchor.document, labels) or "declare it in the codebook"
                at = anchor.place_of("document")
                fix = respelling(at, anchor.document, canonical(anchor.document, names))
                yield with_fix(finding(RULE, at, message, hint), fix)
