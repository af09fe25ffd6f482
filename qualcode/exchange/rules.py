"""What can be wrong with a table that is to be imported, and with what is given away.

A spreadsheet shows more than it says: a date may be a number, a percentage a share, an empty cell
part of a merged one. Whatever could be read in two ways is refused, never guessed.
"""

from qualcode.diagnostics import Rule, Severity

UNREADABLE = Rule(
    "QC730", "unreadable-table", Severity.ERROR, "A file that cannot be read as a table."
)
WRONG_MAPPING = Rule(
    "QC731", "wrong-mapping", Severity.ERROR, "A mapping that does not fit the table or codebook."
)
UNCLEAR_HEADING = Rule(
    "QC732", "unclear-heading", Severity.ERROR, "A column without a heading of its own."
)
MERGED = Rule("QC733", "merged-cells", Severity.ERROR, "Cells of a table that are merged.")
UNCLEAR_CELL = Rule(
    "QC734", "unclear-cell", Severity.ERROR, "A cell that does not hold what it shows."
)
UNKNOWN_CASE = Rule(
    "QC735", "row-without-case", Severity.ERROR, "A row of a table that belongs to no case."
)
CASE_TWICE = Rule("QC736", "case-in-two-rows", Severity.ERROR, "A case that has two rows.")
NO_VALUE = Rule(
    "QC737", "cell-without-value", Severity.ERROR, "A cell that is no value of its code's scale."
)
OTHER_VALUE = Rule(
    "QC738", "other-value-there", Severity.ERROR, "A case that has another value already."
)
NO_PLACE = Rule(
    "QC739", "no-place-for-value", Severity.ERROR, "A value that cannot be written safely."
)
HIDDEN = Rule("QC740", "hidden-cells", Severity.WARNING, "Rows or columns of a table are hidden.")
TELLING = Rule(
    "QC741", "telling-text", Severity.ERROR, "A text for deposit names what must not be named."
)
RULES = (
    UNREADABLE,
    WRONG_MAPPING,
    UNCLEAR_HEADING,
    MERGED,
    UNCLEAR_CELL,
    UNKNOWN_CASE,
    CASE_TWICE,
    NO_VALUE,
    OTHER_VALUE,
    NO_PLACE,
    HIDDEN,
    TELLING,
)
