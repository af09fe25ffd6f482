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
            yield from _unknown(document, study.codebook)
            if document.date and not is_date(document.date):
                message = f"'{document.date}' is no date"
                hint = "write it as year, month and day: 2012-09-30"
                yield finding(RULE, document.place_of("date"), message, hint)


def _unknown(document: CaseDocument, book: Codebook) -> Iterator[Diagnostic]:
    kinds = [(document.kind, document.place_of("kind"))] if document.kind else []
    roles = zip(document.respondents, document.respondent_positions, strict=True)
    for vocabulary, what, words in ((KINDS, "kind", kinds), (ROLES, "role", roles)):
        if vocabulary not in book.vocabularies:
            continue
        known = [value.id for value in book.vocabularies[vocabulary].values]
        for word, at in words:
            if word not in known:
                message = f"the {what} '{word}' is not among the {vocabulary} of the codebook"
                hint = did_you_mean(word, known) or f"there are {', '.join(known)}"
                yield finding(RULE, at, message, hint)
