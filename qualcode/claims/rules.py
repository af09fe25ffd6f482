"""What can be wrong with what authors claim in a draft."""

from qualcode.diagnostics import Rule, Severity

BAD_CLAIM = Rule(
    "QC630", "bad-claim", Severity.ERROR, "A claim in a draft that cannot be understood."
)
UNKNOWN_NAME = Rule(
    "QC631", "unknown-name-in-claim", Severity.ERROR, "A claim names something that is not there."
)
FAILS = Rule("QC632", "claim-fails", Severity.ERROR, "A claim does not follow from the data.")
OPEN = Rule("QC633", "claim-open", Severity.ERROR, "A claim hangs on values that are not known.")
WORDS_DISAGREE = Rule(
    "QC634", "claim-and-sentence", Severity.ERROR, "A sentence says something else than its claim."
)
QUOTE_NOT_FOUND = Rule(
    "QC635", "quoted-words-not-found", Severity.ERROR, "Quoted words are not in their source."
)
BINDS_NOTHING = Rule(
    "QC636", "claim-without-words", Severity.ERROR, "A claim has no words that it could be about."
)
RULES = (
    BAD_CLAIM,
    UNKNOWN_NAME,
    FAILS,
    OPEN,
    WORDS_DISAGREE,
    QUOTE_NOT_FOUND,
    BINDS_NOTHING,
)
