"""A document has a kind, a role or a date that the codebook does not allow.

Whoever asks for the interviews with one role gets a table without this one.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.codebook import Codebook
from qualcode.model.document import CaseDocument
from qualcode.model.study import Study
from qualcode.model.values import is_date

RULE = Rule(
    "QC317", "document-words", Severity.ERROR, "What is said of a document is not in the codebook."
)

KINDS = "document_kinds"
ROLES = "respondent_roles"
"""The vocabularies of a codebook that say what documents may be, and who may speak in them."""


def check(study: Study) -> Iterator[Diagnostic]:
    """Every such kind, role or date; a codebook without the vocabularies allows any word."""
    for case in study.cases:
        for document in case.documents.values():
            for message, hint in _faults(document, study.codebook):
                yield finding(RULE, document.position, message, hint)


def _faults(document: CaseDocument, book: Codebook) -> Iterator[tuple[str, str]]:
    kinds = (document.kind,) if document.kind else ()
    asked = ((KINDS, "kind", kinds), (ROLES, "role", document.respondents))
    for vocabulary, what, words in asked:
        if vocabulary in book.vocabularies:
            known = [value.id for value in book.vocabularies[vocabulary].values]
            for word in words:
                if word not in known:
                    hint = did_you_mean(word, known) or f"there are {', '.join(known)}"
                    yield f"'{document.id}' has the {what} '{word}', not among {vocabulary}", hint
    if document.date and not is_date(document.date):
        message = f"'{document.id}' has the date '{document.date}', which is none"
        yield message, "write it as 2012-09-30"
