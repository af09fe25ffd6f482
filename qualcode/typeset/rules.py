"""What can go wrong when drafts become documents."""

from qualcode.diagnostics import Rule, Severity

MISSING_PICTURE = Rule(
    "QC650",
    "missing-picture",
    Severity.ERROR,
    "A draft shows a picture that is not there, or that a document cannot hold.",
)
WIDE_TABLE = Rule(
    "QC651",
    "wide-table",
    Severity.WARNING,
    "A table is too wide for a page, also for one that lies across.",
)
RAW_HTML = Rule(
    "QC652",
    "raw-html",
    Severity.WARNING,
    "A draft holds HTML, which documents show as it is typed.",
)
BROKEN_FOOTNOTE = Rule(
    "QC653",
    "broken-footnote",
    Severity.ERROR,
    "A footnote has no text, or a text of a footnote is referred to nowhere.",
)
PICTURE_IN_TEXT = Rule(
    "QC654",
    "picture-in-text",
    Severity.ERROR,
    "A picture stands within a line of text, where documents cannot show it.",
)
SURPLUS_CELL = Rule(
    "QC655",
    "surplus-cell",
    Severity.ERROR,
    "A row of a table has more cells than the table has columns.",
)

RULES = (
    MISSING_PICTURE,
    WIDE_TABLE,
    RAW_HTML,
    BROKEN_FOOTNOTE,
    PICTURE_IN_TEXT,
    SURPLUS_CELL,
)
