"""A decision on what coders disagree on cannot be written into its case.

A consensus that nobody can trace is one more opinion; a decision says who took it and why.
"""

from collections.abc import Iterator, Sequence

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, did_you_mean, finding
from qualcode.model.case import Case
from qualcode.model.decision import Settled

BAD_DECISION = Rule(
    "QC350", "bad-decision", Severity.ERROR, "A decision that lacks something, or fits no case."
)
ALREADY_SETTLED = Rule(
    "QC351", "already-settled", Severity.ERROR, "A decision on a value that the case has already."
)
NO_PLACE = Rule(
    "QC352", "no-place-for-decision", Severity.ERROR, "A decision that cannot be written safely."
)
RULES = (BAD_DECISION, ALREADY_SETTLED, NO_PLACE)


def incomplete(settled: Sequence[Settled], cases: Sequence[Case]) -> Iterator[Diagnostic]:
    """Every decision that does not say who and why, or is about no case, or made twice."""
    known = [case.id for case in cases]
    first: dict[tuple[str, str], Settled] = {}
    for one in settled:
        what = f"the decision on '{one.code}' in case '{one.case}'"
        if not one.by.strip():
            yield finding(
                BAD_DECISION, one.position, f"{what} does not say who decided", "fill in 'by'"
            )
        if not one.because.strip():
            message = f"{what} does not say why"
            yield finding(BAD_DECISION, one.position, message, "fill in 'because'")
        if one.case not in known:
            message = f"there is no case '{one.case}'"
            hint = did_you_mean(one.case, known) or "write the id of a case, as its file has it"
            yield finding(BAD_DECISION, one.case_position, message, hint)
        before = first.setdefault((one.case, one.code), one)
        if before is not one:
            related = (Related(before.position, "decided here as well"),)
            message = f"{what} is there twice"
            yield finding(BAD_DECISION, one.position, message, "keep one of the two", related)


def settled_before(one: Settled, written: Case) -> Iterator[Diagnostic]:
    """The decision, where its case has a value of the code already."""
    coding = written.coding(one.code)
    if coding is not None and not one.replace:
        message = f"case '{one.case}' has a value of '{one.code}' already"
        related = (Related(coding.position, "the value it has"),)
        hint = "write 'replace: true' in the decision if it is to go"
        yield finding(ALREADY_SETTLED, one.position, message, hint, related)


def is_there(one: Settled, written: Case) -> bool:
    """Whether the case has the decision already, from the same file applied before."""
    coding = written.coding(one.code)
    if coding is None or coding.decided is None or coding.claim != one.coding.claim:
        return False
    return (coding.decided.by, coding.decided.because) == (one.by, {"": one.because})


def no_place(one: Settled, written: Case) -> Diagnostic:
    """That the case's file cannot take the decision."""
    message = f"the decision on '{one.code}' cannot be written into '{written.position.file}'"
    hint = "codes must stand in lines, and no comment inside a value that goes; write it by hand"
    return finding(NO_PLACE, one.position, message, hint)
