"""What a verdict rests on: the smallest parts of a case's coding that already force it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.typology import Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.minimal import MinimalSets, minimal_sets
from qualcode.typology.recoding import coded_names, keeping
from qualcode.typology.verdict import CaseVerdict, Kind

MOST_SETS = 20
"""More minimal sets than these are not listed."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """The minimal sets of codes and record groups that force parts of a verdict.

    `why` force the verdict itself; of a contradictory case they are the codings that contradict one
    another. None for a case that is undecided. `why_not` force, for each type ruled out, that it
    is. An empty set means that no coding is needed: the source itself names the type, or the
    conditions settle it for every case. (Prime implicants; for classifiers in general: Shih, Choi
    and Darwiche 2018, IJCAI, p. 5103-5111.)
    """

    why: MinimalSets | None
    why_not: Mapping[str, MinimalSets]


def reasons_for(case: Case, typology: Typology, classifier: Classifier) -> Reasons:
    """What the verdict of a case rests on."""
    verdict = classifier.classify(case, typology)
    if verdict.kind is Kind.INVALID:
        names = (*case.attributes, *case.codes, *case.records)

        def contradict(kept: Collection[str]) -> bool:
            return not classifier.is_possible(keeping(case, kept))

        return Reasons(minimal_sets(names, contradict, MOST_SETS), {})
    names = coded_names(case, classifier.compiled(typology))

    def forcing(shows: Callable[[CaseVerdict], bool]) -> MinimalSets:
        def enough(kept: Collection[str]) -> bool:
            return shows(classifier.classify(keeping(case, kept), typology))

        return minimal_sets(names, enough, MOST_SETS)

    why = None
    if verdict.is_decided:
        why = forcing(lambda one: one.verdicts == verdict.verdicts)
    return Reasons(
        why,
        {
            name: forcing(lambda one, name=name: name in one.ruled_out)  # type: ignore[misc]
            for name in verdict.ruled_out
        },
    )
