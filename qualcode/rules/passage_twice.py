"""The same passage of a document is there twice, by the same coder.

It would be counted twice in every table.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.anchor import Passage
from qualcode.model.study import Study

RULE = Rule("QC307", "passage-twice", Severity.WARNING, "The same passage is there twice.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every passage with the document, the words, the place and the coder of an earlier one."""
    for case in study.cases:
        first: dict[tuple[object, ...], Passage] = {}
        for passage in case.passages:
            known = first.setdefault(_identity(passage), passage)
            if known is not passage:
                related = (Related(known.position, "the same passage here"),)
                message = "this passage is there twice"
                hint = "put the codes of both into one and delete the other"
                yield finding(RULE, passage.position, message, hint, related)


def _identity(passage: Passage) -> tuple[object, ...]:
    """What makes two passages one; without prefix, suffix and position the words stand alone."""
    words = " ".join(passage.quote.split())
    place = (passage.prefix, passage.suffix, passage.start)
    return passage.document, words, place, passage.coder
