"""What can be wrong with a file before anybody looks at what it says."""

from qualcode.diagnostics import Rule, Severity

UNREADABLE = Rule("QC001", "unreadable-file", Severity.ERROR, "A file that cannot be read.")
NOT_UTF8 = Rule("QC002", "not-utf-8", Severity.ERROR, "A file that is not saved as UTF-8.")
NOT_YAML = Rule("QC003", "not-yaml", Severity.ERROR, "Text that is not valid YAML.")
TAB = Rule("QC004", "tab", Severity.ERROR, "A tab where YAML needs spaces.")
DUPLICATE_KEY = Rule(
    "QC005", "duplicate-key", Severity.ERROR, "A key that is there twice in one mapping."
)
KEY_NOT_TEXT = Rule("QC006", "key-not-text", Severity.ERROR, "A key that is not plain text.")
TAG = Rule("QC007", "tag", Severity.ERROR, "A YAML tag or directive, which qualcode does not use.")
ALIAS = Rule(
    "QC008", "alias", Severity.ERROR, "A reference (&name, *name, <<) that cannot be used."
)
TOO_DEEP = Rule("QC009", "too-deep", Severity.ERROR, "Data nested in too many levels.")
SEVERAL_DOCUMENTS = Rule(
    "QC010", "several-documents", Severity.ERROR, "More than one YAML document in a file."
)
EMPTY = Rule("QC011", "empty-file", Severity.ERROR, "A file without content.")
TOO_LARGE = Rule("QC012", "too-large", Severity.ERROR, "A file too large to be written by hand.")
INVISIBLE = Rule("QC013", "invisible-character", Severity.ERROR, "A control character in the text.")
OUTSIDE = Rule("QC014", "outside-study", Severity.ERROR, "A path that leads out of the study.")
UNSAFE_ID = Rule(
    "QC015", "unsafe-id", Severity.ERROR, "An id that cannot be shown or be part of a file name."
)

RULES: tuple[Rule, ...] = (
    UNREADABLE,
    NOT_UTF8,
    NOT_YAML,
    TAB,
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    TAG,
    ALIAS,
    TOO_DEEP,
    SEVERAL_DOCUMENTS,
    EMPTY,
    TOO_LARGE,
    INVISIBLE,
    OUTSIDE,
    UNSAFE_ID,
)
"""All rules of this package, by id."""
