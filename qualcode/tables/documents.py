"""The documents of a study as a table."""

from collections.abc import Iterable

from qualcode.documents.stored import StoredText
from qualcode.model.case import Case
from qualcode.model.document import CaseDocument
from qualcode.tables.table import Table

_COLUMNS = ("case", "document", "what", "speakers", "words", "passages")


def document_table(cases: Iterable[Case]) -> Table:
    """One row a document: what it is, how long it is, and how many passages are coded in it."""
    rows = tuple(_row(case, one) for case in cases for one in case.documents.values())
    return Table("Documents", _COLUMNS, rows)


def _row(case: Case, document: CaseDocument) -> tuple[str, ...]:
    text = document.text or ""
    speakers = dict.fromkeys(turn.speaker for turn in StoredText(text).turns)
    passages = sum(passage.document == document.id for passage in case.passages)
    words = str(len(text.split())) if document.has_file else "no file"
    what = ", ".join(filter(None, (document.kind, document.date)))
    return case.id, document.id, what, ", ".join(speakers), words, str(passages)
