"""A document that a case declares is not there.

Nobody can look up what is quoted from it, and no quotation of it is verified.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study

RULE = Rule("QC314", "missing-document", Severity.ERROR, "A declared document has no file.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every declared document without a file in the documents of its case."""
    for case in study.cases:
        files = [one.file for one in case.documents.values() if not one.is_missing]
        for document in case.documents.values():
            if document.is_missing:
                wanted = document.file or f"{document.id}.md"
                message = f"the case has no file for the document '{document.id}'"
                hint = did_you_mean(wanted, files) or _how(case.id, case.position.file, wanted)
                yield finding(RULE, document.position, message, hint)


def _how(case: str, file: str, wanted: str) -> str:
    home, _, name = file.rpartition("/")
    if name != "case.yaml":
        return f"a case with documents is a folder: rename '{file}' to '{home}/{case}/case.yaml'"
    return (
        f"put it there as '{home}/documents/{wanted}', or run 'qualcode document add {case} FILE'"
    )
