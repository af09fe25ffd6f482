"""Codings are by somebody whom the codebook does not name as a coder.

A slip in a name makes one coder two, and their agreement a fiction.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.names import Kind, Name
from qualcode.model.study import Study
from qualcode.model.succession import what_became

RULE = Rule("QC341", "unknown-coder", Severity.ERROR, "Codings by a coder not in the codebook.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every coder's file whose coder the codebook does not declare."""
    known = study.codebook.coders
    for case in study.cases:
        for codings in case.codings:
            if codings.coder not in known:
                message = f"there is no coder '{codings.coder}' in the codebook"
                was = what_became(study.codebook, Name(Kind.CODER, codings.coder))
                hint = was or did_you_mean(codings.coder, known)
                hint = hint or f"add '{codings.coder}: {{label: ...}}' under 'coders:'"
                yield finding(RULE, codings.coder_position, message, hint)
