"""A memo says nothing.

It stands where a thought was to be kept, and nobody will know which.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study
from qualcode.rules.memos import memos_of

RULE = Rule("QC383", "empty-memo", Severity.ERROR, "A memo without a text.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every memo whose text is empty or white space."""
    for memo, _, _ in memos_of(study):
        if not memo.text.strip():
            hint = "write what it is to say, or take it out"
            yield finding(RULE, memo.place_of("text"), "the memo has no text", hint)
