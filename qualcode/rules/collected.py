"""What was coded in a text editor or in Word cannot be collected into its case as it stands.

A coding that lands on other words than were meant, or under no code, is worse than none.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, finding
from qualcode.model.anchor import Passage
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.consensus import sheets_of
from qualcode.model.study import Study
from qualcode.model.walk import evidence_of

COPY_DIFFERS = Rule(
    "QC318", "coded-copy-differs", Severity.ERROR, "A coded copy has other words than its document."
)
BROKEN_SPAN = Rule(
    "QC319", "broken-span", Severity.ERROR, "Codes written into a text that belong to no words."
)
NO_CODE = Rule(
    "QC320", "comment-without-code", Severity.ERROR, "A comment looks like a code, but is none."
)
NO_CODER = Rule(
    "QC321", "collected-coder", Severity.ERROR, "What is collected is by nobody in the codebook."
)
NO_WORDS = Rule(
    "QC322", "comment-on-no-words", Severity.WARNING, "A comment is on no words of the document."
)
NO_PLACE = Rule(
    "QC323", "no-place-for-passages", Severity.ERROR, "Passages that cannot be written safely."
)
STILL_CITED = Rule(
    "QC324", "pruned-passage-cited", Severity.ERROR, "A passage that is to go is still cited."
)
RULES = (COPY_DIFFERS, BROKEN_SPAN, NO_CODE, NO_CODER, NO_WORDS, NO_PLACE, STILL_CITED)


def unknown_coder(name: str, at: Location, book: Codebook) -> Iterator[Diagnostic]:
    """That a span is by somebody whom the codebook does not have, where it has any coders."""
    if name and book.coders and name not in book.coders:
        message = f"there is no coder '{name}' in the codebook"
        hint = did_you_mean(name, book.coders) or f"there are {', '.join(book.coders)}"
        yield finding(NO_CODER, at, message, hint)


def still_cited(gone: Passage, case: Case, study: Study) -> Iterator[Diagnostic]:
    """Every place that cites a passage which is to be removed."""
    if not gone.id:
        return
    message = f"the passage '{gone.id}' is to go, but is cited here"
    hint = "cite another passage first, or put it back into the copy"
    whole = next(one for one in study.cases if one.id == case.id)
    for sheet in sheets_of(whole):
        for evidence in evidence_of(sheet, study.coded(sheet)):
            if evidence.passage == gone.id:
                yield finding(STILL_CITED, evidence.place_of("passage"), message, hint)
        for memo in sheet.memos:
            if memo.about == gone.id:
                yield finding(STILL_CITED, memo.position, message, hint)
    for summary in whole.summaries.values():
        if gone.id in summary.passages:
            yield finding(STILL_CITED, summary.position, message, hint)


def no_place(case: Case, at: Location) -> Diagnostic:
    """That the file of a case cannot take what was collected."""
    message = f"what was collected cannot be written into '{case.position.file}'"
    hint = "write each item in its own line after a dash, and no comment inside one that changes"
    return finding(NO_PLACE, at, message, hint)
