"""Which single recodings would change a verdict: how firmly it stands."""

from dataclasses import dataclass

from qualcode.model.case import Case, Coding
from qualcode.model.condition import Value
from qualcode.model.typology import Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.recoding import Place, recoded, recodings
from qualcode.typology.verdict import CaseVerdict


@dataclass(frozen=True, slots=True)
class Flip:
    """One value coded otherwise, and the verdict that the case would then have."""

    place: Place
    coding: Coding
    to: Value
    verdict: CaseVerdict


def flips(case: Case, typology: Typology, classifier: Classifier) -> tuple[Flip, ...]:
    """Every recoding of one value that the conditions ask for which changes what the case can be.

    Values that conditions cannot tell apart count once, represented by one of them.
    """
    now = classifier.classify(case, typology).verdicts
    found = []
    for place, coding, value in recodings(case, classifier.compiled(typology)):
        verdict = classifier.classify(recoded(case, place, value), typology)
        if verdict.verdicts != now:
            found.append(Flip(place, coding, value, verdict))
    return tuple(found)
