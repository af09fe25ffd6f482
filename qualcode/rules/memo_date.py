"""The date of a memo is no date.

Memos that are told in order show how an interpretation grew; one without a day has no place there.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study
from qualcode.model.values import is_date
from qualcode.rules.memos import memos_of

RULE = Rule("QC381", "memo-date", Severity.ERROR, "A memo whose date is no date.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every memo with a date that no calendar has, or that is written in another way."""
    for memo, _, _ in memos_of(study):
        if memo.date and not is_date(memo.date):
            message = f"'{memo.date}' is no date"
            hint = "write it as year, month and day: 2012-03-01"
            yield finding(RULE, memo.place_of("date"), message, hint)
