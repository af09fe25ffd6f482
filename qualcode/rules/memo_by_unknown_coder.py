"""A memo is by somebody whom the codebook does not name as a coder.

A slip in a name makes one person two, and hides half of what they thought.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study
from qualcode.rules.memos import memos_of

RULE = Rule("QC382", "memo-by-unknown-coder", Severity.ERROR, "A memo by a coder not declared.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every memo by another coder than those of the codebook, where it declares any."""
    known = study.codebook.coders
    for memo, _, _ in memos_of(study) if known else ():
        if memo.coder and memo.coder not in known:
            message = f"there is no coder '{memo.coder}' in the codebook"
            hint = did_you_mean(memo.coder, known)
            hint = hint or f"add '{memo.coder}: {{label: ...}}' under 'coders:'"
            yield finding(RULE, memo.place_of("coder"), message, hint)
