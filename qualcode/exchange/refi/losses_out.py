"""What of a study REFI-QDA has no place for, item by item."""

from collections.abc import Iterator

from qualcode.exchange.refi.moments import moment
from qualcode.exchange.refi.taking import Loss
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Codebook
from qualcode.model.study import Study

_NO_PLACE = "REFI-QDA has no place for it"
_OF_DOCUMENTS = ("date", "kind", "respondents", "consent", "language")


def losses_of(study: Study) -> Iterator[Loss]:
    """Everything that is left out, the codebook first."""
    book = study.codebook
    yield from _of_book(book, study.project.language)
    for case in study.cases:
        yield from _of_case(case)
        codings = (*case.attributes.items(), *case.codes.items())
        for id, coding in codings:
            yield from _of_coding(case, id, coding)


def _of_code(code: Code) -> Iterator[Loss]:
    if code.derived is not None:
        yield Loss("derived code", code.id, "it is computed; other programs would let it age")


def _of_book(book: Codebook, language: str) -> Iterator[Loss]:
    for id in book.typologies:
        yield Loss("typology", id, _NO_PLACE)
    for id in book.records:
        yield Loss("record type", id, _NO_PLACE)
    for code in book.codes.values():
        yield from _of_code(code)
    for id in book.rules:
        yield Loss("study rule", id, _NO_PLACE)
    for id in book.documents:
        yield Loss("document of the study", id, "its text is not stored")
    for other in book.languages:
        if other != language:
            yield Loss("labels and definitions", other, f"only those in '{language}' go out")


def _of_case(case: Case) -> Iterator[Loss]:
    for name, group in case.records.items():
        if group.records:
            count = f"{len(group.records)} records"
            yield Loss(count, f"{name} of {case.id}", _NO_PLACE)
    for name in case.summaries:
        yield Loss("summary", f"{name} of {case.id}", _NO_PLACE)
    for name in (*case.declared_types, *case.printed_labels):
        yield Loss("named type", f"{name} of {case.id}", _NO_PLACE)
    for sheet in case.codings:
        why = "values of each coder have no place; what they come to together goes out"
        yield Loss("codings of a coder", f"{sheet.coder} of {case.id}", why)
    for document in case.documents.values():
        if document.text is None:
            yield Loss("document", f"{document.id} of {case.id}", "there is no text of it")
        given = [key for key in _OF_DOCUMENTS if getattr(document, key)]
        if given:
            yield Loss(", ".join(given), f"{document.id} of {case.id}", _NO_PLACE)
    dates = [one.date for one in case.passages] + [one.date for one in case.memos]
    for date in dates:
        if date and not moment(date):
            yield Loss("time", date, f"it is no date, in '{case.id}'")
    for passage in case.passages:
        if not _is_stored(case, passage.document):
            why = f"the text of '{passage.document}' is not stored"
            yield Loss("passage", passage.quote[:60], why)


def _is_stored(case: Case, name: str) -> bool:
    document = case.documents.get(name)
    return document is not None and document.text is not None


def _of_coding(case: Case, id: str, coding: Coding) -> Iterator[Loss]:
    of = f"{id} of {case.id}"
    for evidence in coding.evidence:
        if not evidence.quote or not _is_stored(case, evidence.document):
            where = f"{evidence.document} {evidence.at}".strip()
            yield Loss("evidence", of, f"it does not quote a stored text ({where})")
    if coding.note:
        yield Loss("note of a value", of, _NO_PLACE)
    if coding.decided is not None:
        yield Loss("decision", of, _NO_PLACE)
    if coding.basis != "stated":
        yield Loss("basis", of, f"that it is {coding.basis} has no place")
