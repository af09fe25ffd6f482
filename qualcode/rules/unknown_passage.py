"""Evidence cites a passage that the case does not have, or that has to share its id.

The value then rests on nothing, or on words that somebody else had in mind.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.case import Case
from qualcode.model.consensus import own_passages, sheets_of
from qualcode.model.study import Study
from qualcode.model.walk import evidence_of

RULE = Rule("QC303", "unknown-passage", Severity.ERROR, "Evidence cites an unknown passage.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every piece of evidence whose passage is neither in its own file nor in that of the case."""
    for case in study.cases:
        of_case = [passage.id for passage in own_passages(case)]
        for sheet in sheets_of(case):
            own = [passage.id for passage in sheet.passages]
            known = tuple(dict.fromkeys(id for id in (*own, *of_case) if id))
            yield from _unknown(sheet, known, study)


def _unknown(sheet: Case, known: tuple[str, ...], study: Study) -> Iterator[Diagnostic]:
    for evidence in evidence_of(sheet, study.coded(sheet)):
        if evidence.passage and evidence.passage not in known:
            message = f"this case has no passage '{evidence.passage}'"
            hint = did_you_mean(evidence.passage, known) or _how(known)
            yield finding(RULE, evidence.place_of("passage"), message, hint)


def _how(known: tuple[str, ...]) -> str:
    if known:
        return f"it has {', '.join(known)}"
    return "none of its passages has an 'id:'; give one to the passage that is meant"
