"""Evidence cites a passage that the case does not have, or that has to share its id.

The value then rests on nothing, or on words that somebody else had in mind.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study
from qualcode.model.walk import evidence_of

RULE = Rule("QC303", "unknown-passage", Severity.ERROR, "Evidence cites an unknown passage.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every piece of evidence whose passage is not among those of its case."""
    for case in study.sheets:
        known = tuple(passage.id for passage in case.passages if passage.id)
        for evidence in evidence_of(case, study.coded(case)):
            if evidence.passage and evidence.passage not in known:
                message = f"this case has no passage '{evidence.passage}'"
                hint = did_you_mean(evidence.passage, known) or _how(known)
                yield finding(RULE, evidence.place_of("passage"), message, hint)


def _how(known: tuple[str, ...]) -> str:
    return f"there are {', '.join(known)}" if known else "give the passage an 'id:'"
