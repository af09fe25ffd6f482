"""A file in the documents of a case is not among those that the case declares.

Its date, its kind and the consent of those who speak in it are not known.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule("QC315", "undeclared-document", Severity.WARNING, "A document file is not declared.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every such file, of cases that declare documents at all."""
    for case in study.cases:
        documents = case.documents.values()
        if not any(one.is_declared for one in documents):
            continue
        for document in documents:
            if not document.is_declared:
                message = f"the document '{document.id}' is not declared in its case"
                hint = f"add it under 'documents:' in '{case.position.file}'"
                yield finding(RULE, document.position, message, hint)
