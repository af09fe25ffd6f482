"""What can go wrong when a text is rendered and written."""

from qualcode.diagnostics import Rule, Severity

UNKNOWN_PART = Rule(
    "QC601",
    "unknown-part",
    Severity.ERROR,
    "There is no template for the part of the report in this language.",
)
CHANGED_OUTPUT = Rule(
    "QC602",
    "changed-output",
    Severity.ERROR,
    "A file that would be overwritten is not as qualcode wrote it.",
)
CANNOT_WRITE = Rule(
    "QC603",
    "cannot-write",
    Severity.ERROR,
    "A file or folder of the output cannot be written.",
)
BAD_TEMPLATE = Rule(
    "QC604",
    "bad-template",
    Severity.ERROR,
    "A template cannot be rendered.",
)
NAMED_CASE = Rule(
    "QC605",
    "named-case",
    Severity.ERROR,
    "A text names a case, or a place, that must not be named in it.",
)
UNKNOWN_KEY = Rule(
    "QC606",
    "unknown-key-of-number",
    Severity.ERROR,
    "A text refers to a table, figure or box that no part of the report has.",
)
GIVEN_TWICE = Rule(
    "QC607",
    "key-given-twice",
    Severity.ERROR,
    "Two tables, figures or boxes have the same key, so that a reference could mean either.",
)
NOT_IN_LANGUAGE = Rule(
    "QC608",
    "part-not-in-language",
    Severity.WARNING,
    "A part of the report has a template in one language of the codebook and not in another.",
)
NO_TITLE = Rule(
    "QC609",
    "part-without-title",
    Severity.WARNING,
    "A part of the report sets no title, so that other parts cannot name it.",
)
OUTSIDE_OUTPUT = Rule(
    "QC611",
    "outside-output",
    Severity.ERROR,
    "A file would be written outside the output folder.",
)
NO_SUCH_PART = Rule(
    "QC670",
    "methods-name-no-part",
    Severity.WARNING,
    "The methods of the study name a part of the report that is not there.",
)
NO_SUCH_SECTION = Rule(
    "QC671",
    "methods-name-no-section",
    Severity.WARNING,
    "The methods of the study name a section that its part of the report has not.",
)

RULES = (
    UNKNOWN_PART,
    CHANGED_OUTPUT,
    CANNOT_WRITE,
    BAD_TEMPLATE,
    NAMED_CASE,
    UNKNOWN_KEY,
    GIVEN_TWICE,
    NOT_IN_LANGUAGE,
    NO_TITLE,
    OUTSIDE_OUTPUT,
    NO_SUCH_PART,
    NO_SUCH_SECTION,
)
