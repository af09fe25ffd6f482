"""What can be wrong with a draft, and what can be said of it when it is renewed."""

from qualcode.diagnostics import Rule, Severity

CHANGED_BY_HAND = Rule(
    "QC620",
    "changed-by-hand",
    Severity.ERROR,
    "Words of a draft that come from the data were changed by hand.",
)
OUT_OF_DATE = Rule(
    "QC621",
    "out-of-date",
    Severity.ERROR,
    "A draft, or a figure of it, no longer says what the data say.",
)
NEWER_DRAFT = Rule(
    "QC622",
    "newer-draft",
    Severity.ERROR,
    "A draft was written by a later qualcode, in a form that this one does not know.",
)
BROKEN_MARK = Rule(
    "QC623",
    "broken-mark",
    Severity.ERROR,
    "A mark around words from the data is broken, or its partner is missing.",
)
NOT_UTF8 = Rule(
    "QC624",
    "draft-not-utf-8",
    Severity.ERROR,
    "A draft is not UTF-8 text.",
)
TAKEN_OUT = Rule(
    "QC625",
    "taken-out",
    Severity.INFO,
    "Words that come from the data were taken out of a draft, and stay out.",
)
NEW_IN_TEMPLATE = Rule(
    "QC626",
    "new-in-template",
    Severity.INFO,
    "The template has words from the data that the draft never had.",
)
NOT_IN_TEMPLATE = Rule(
    "QC627",
    "not-in-template",
    Severity.WARNING,
    "A draft has words from the data that its template no longer gives.",
)

RULES = (
    CHANGED_BY_HAND,
    OUT_OF_DATE,
    NEWER_DRAFT,
    BROKEN_MARK,
    NOT_UTF8,
    TAKEN_OUT,
    NEW_IN_TEMPLATE,
    NOT_IN_TEMPLATE,
)
