"""Cases by type: which are decided, probable and possible, and which fit no single type."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.typology import Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.verdict import CaseVerdict, Kind


@dataclass(frozen=True, slots=True)
class Placement:
    """The cases of one type, each at the best standing it has."""

    type: str
    decided: tuple[Case, ...]
    probable: tuple[Case, ...]
    possible: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Placements:
    """The cases of one group by type; the last three fit no type, or not one alone."""

    types: tuple[Placement, ...]
    mixed: tuple[Case, ...]
    outside: tuple[Case, ...]
    contradictory: tuple[Case, ...]
    verdicts: tuple[tuple[Case, CaseVerdict], ...]


def place_cases(cases: Sequence[Case], typology: Typology, classifier: Classifier) -> Placements:
    """The observed cases of a group by the types of a typology; definitions are never counted."""
    verdicts = tuple(
        (case, classifier.classify(case, typology)) for case in cases if not case.fixture
    )

    def of_kind(*kinds: Kind) -> tuple[Case, ...]:
        return tuple(case for case, verdict in verdicts if verdict.kind in kinds)

    def standing(name: str, wanted: str) -> tuple[Case, ...]:
        return tuple(case for case, verdict in verdicts if _standing(name, verdict) == wanted)

    return Placements(
        types=tuple(
            Placement(
                name,
                standing(name, "decided"),
                standing(name, "probable"),
                standing(name, "possible"),
            )
            for name in typology.types
        ),
        mixed=of_kind(Kind.BLEND, Kind.OVERLAP),
        outside=of_kind(Kind.NEAR, Kind.OUTSIDE),
        contradictory=of_kind(Kind.INVALID),
        verdicts=verdicts,
    )


def _standing(name: str, verdict: CaseVerdict) -> str:
    """How a case stands to a type; a blend or an overlap stands to none of its types alone."""
    if verdict.kind is Kind.OVERLAP:
        return ""
    if name in verdict.certain:
        return "decided"
    if name in verdict.probable:
        return "probable"
    return "possible" if name in verdict.possible else ""
