"""Two passages of a case have the same id.

Evidence that cites the id rests on one of them, and nobody can see on which.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.anchor import Passage
from qualcode.model.study import Study

RULE = Rule("QC306", "passage-id-twice", Severity.ERROR, "Two passages of a case have one id.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every passage whose id an earlier one of the case has."""
    for case in study.cases:
        first: dict[str, Passage] = {}
        for passage in case.passages:
            known = first.setdefault(passage.id, passage) if passage.id else passage
            if known is not passage:
                related = (Related(known.position, "the same id here"),)
                message = f"there is another passage '{passage.id}' in this case"
                hint = "give one of the two another id"
                yield finding(RULE, passage.place_of("id"), message, hint, related)
