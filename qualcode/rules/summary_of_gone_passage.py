"""A summary names a passage that its case does not have, or not any more.

What it says of that passage cannot be looked up; perhaps it is no longer true.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study

RULE = Rule(
    "QC361",
    "summary-of-gone-passage",
    Severity.WARNING,
    "A summary names a passage that is not there.",
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every passage that a summary names and its case does not have."""
    for case in study.cases:
        known = tuple(passage.id for passage in case.passages if passage.id)
        for summary in case.summaries.values():
            for name, at in zip(summary.passages, summary.passage_positions, strict=True):
                if name not in known:
                    message = f"this case has no passage '{name}'"
                    hint = "read the summary again without it, and take the name out"
                    yield finding(RULE, at, message, did_you_mean(name, known) or hint)
