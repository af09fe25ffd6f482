"""A figure has a title or a note for a case that is not there.

Whatever is said of the case is then never shown, and the case that was meant goes without it.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.figure import OrganisationFigure
from qualcode.model.study import Study

RULE = Rule(
    "QC126", "figure-of-unknown-case", Severity.ERROR, "A figure names a case that is not there."
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every case that a figure has words for and the study does not have."""
    ids = {case.id for case in study.cases}
    for figure in study.codebook.figures.values():
        if not isinstance(figure, OrganisationFigure):
            continue
        for name, own in figure.cases.items():
            if name not in ids and study.has_all_cases:
                message = f"figure '{figure.id}' has words for case '{name}', which is not there"
                yield finding(RULE, own.position, message, did_you_mean(name, sorted(ids)))
