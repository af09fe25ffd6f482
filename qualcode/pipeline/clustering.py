"""The groups that the data suggest, beside the types that a typology declares."""

from qualcode.clusters.distances import dimensions_of, distances
from qualcode.clusters.grouping import Groups, Refusal, group
from qualcode.pipeline import typology_named
from qualcode.pipeline.checking import Checked, ready
from qualcode.typology.ask import Questions


def groups_of(checked: Checked, name: str) -> Groups | Refusal:
    """The groups of the cases that surely are of one type alone; definitions do not count.

    Raises:
        Misuse: the study cannot be read, there is no such typology, or scipy is not installed.
    """
    study, classifier = ready(checked)
    typology = typology_named(study, name)
    cases = sorted(
        (case for case in checked.sound if case.unit == typology.unit and not case.fixture),
        key=lambda case: case.id,
    )
    types = {}
    for case in cases:
        verdict = classifier.classify(case, typology)
        if verdict.is_decided and len(verdict.certain) == 1:
            types[case.id] = verdict.certain[0]
    decided = [case for case in cases if case.id in types]
    dimensions = dimensions_of(typology, study.codebook)
    return group(types, distances(decided, dimensions, Questions(study.codebook)))
