"""A document is not as it was when it was added.

Passages were coded in another text; what was cut out or put in since may change what they mean.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, finding
from qualcode.documents.stored import digest
from qualcode.model.study import Study

RULE = Rule("QC316", "changed-document", Severity.WARNING, "A document has changed.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every stored text whose digest is not the one in its record."""
    for case in study.cases:
        home = case.position.file.rpartition("/")[0]
        for document in case.documents.values():
            origin, text = document.origin, document.text
            if origin is None or text is None or digest(text) == origin.text_sha256:
                continue
            message = f"'{document.file}' is not as it was when it was added"
            hint = (
                "undo the change; or look at its passages and write the new digest into the "
                f"record: text_sha256: {digest(text)}"
            )
            yield finding(RULE, Location(f"{home}/documents/{document.file}"), message, hint)
