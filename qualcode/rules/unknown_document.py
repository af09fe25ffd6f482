"""Evidence points to a document that the study does not know.

The reader who wants to look it up finds nothing.
"""

from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Part,
    Rule,
    Severity,
    did_you_mean,
    finding,
    respelling,
    with_fix,
    with_part,
)
from qualcode.model.case import Case, Evidence
from qualcode.model.naming import canonical
from qualcode.model.study import Study

RULE = Rule("QC302", "unknown-document", Severity.ERROR, "Evidence names an unknown document.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every piece of evidence whose document is not declared in the codebook."""
    known = study.codebook.documents
    names = {id: tuple(document.label.values()) for id, document in known.items()}
    for case in study.cases:
        for evidence in _evidence(case, study):
            if evidence.document not in known:
                message = f"there is no document '{evidence.document}'"
                hint = did_you_mean(evidence.document, known) or "declare it in the codebook"
                meant = canonical(evidence.document, names)
                fix = respelling(evidence.position, evidence.document, meant, "document")
                found = finding(RULE, evidence.position, message, hint)
                yield with_fix(with_part(found, Part(("document",))), fix)


def _evidence(case: Case, study: Study) -> Iterator[Evidence]:
    for _, coding, _, _, _ in study.coded(case):
        yield from coding.evidence
    for group in case.records.values():
        for record in group.records.values():
            yield from record.evidence
    for named in (*case.declared_types.values(), *case.printed_labels.values()):
        yield from named.evidence
