"""Two passages of a case have the same id.

Evidence that cites the id rests on one of them, and nobody can see on which. A coder may cite the
passages of the case as well as their own; two coders do not see each other's, and may use one id.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.anchor import Passage
from qualcode.model.consensus import own_passages
from qualcode.model.study import Study

RULE = Rule("QC306", "passage-id-twice", Severity.ERROR, "Two passages of a case have one id.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every passage whose id an earlier one of its file, or one of the case, has."""
    for case in study.cases:
        first: dict[str, Passage] = {}
        for passage in own_passages(case):
            yield from _twice(passage, first)
        for codings in case.codings:
            known = dict(first)
            for passage in codings.passages:
                yield from _twice(passage, known)


def _twice(passage: Passage, first: dict[str, Passage]) -> Iterator[Diagnostic]:
    """What is wrong with a passage's id; the passage is kept if it is the first to have it."""
    known = first.setdefault(passage.id, passage) if passage.id else passage
    if known is not passage:
        related = (Related(known.position, "the same id here"),)
        message = f"there is another passage '{passage.id}' in this case"
        hint = "give one of the two another id"
        yield finding(RULE, passage.place_of("id"), message, hint, related)
