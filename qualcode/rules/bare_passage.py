"""A passage has no words, or no codes.

Without its exact words it cannot be found in the document; without codes it says nothing.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule("QC308", "bare-passage", Severity.ERROR, "A passage without its words or codes.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every passage without a quote, and every one with neither codes nor an id to cite it by."""
    for case in study.cases:
        for passage in case.passages:
            if not passage.quote.strip():
                hint = "add 'quote:' with the exact words of the document"
                yield finding(RULE, passage.position, "this passage has no words", hint)
            if not passage.codes and not passage.id:
                hint = "add 'codes: [...]', or an 'id:' by which evidence can cite it"
                yield finding(RULE, passage.position, "this passage has no codes", hint)
