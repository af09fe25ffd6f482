"""Why a verdict is what it is: every condition of every type, with the codings behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qualcode.model.case import Case, Coding, Evidence
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import Comparison, Condition, Scalar, Some, leaves
from qualcode.model.typology import Clause, Type, Typology
from qualcode.typology.attribution import Attribution, attribution
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.classify import Classifier
from qualcode.typology.derive import without_derived
from qualcode.typology.flips import Flip, flips
from qualcode.typology.inquiry import Inquiry, inquire
from qualcode.typology.reasons import Reasons, reasons_for
from qualcode.typology.sensitivity import Range, Sensitivity, pure_range, sensitivity
from qualcode.typology.verdict import CaseVerdict, Membership


class Holding(StrEnum):
    """Whether something holds over the possible worlds of a case."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"
    CONTRADICTION = "contradiction"


class Part(StrEnum):
    """What a condition does in a type's definition."""

    NECESSARY = "necessary"
    EXCLUDED_BY = "excluded by"
    SUFFICIENT = "sufficient"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a case says of one code that a condition mentions; None where it says nothing.

    The field of a record that has no evidence of its own rests on that of the record.
    """

    code: str
    coding: Coding | None
    record: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """One condition of a type, whether it holds, and what that rests on."""

    part: Part
    clause: Clause
    holding: Holding
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class TypeResult:
    """One type with its conditions; `holding` says whether the case belongs to it.

    `membership` says how far, where memberships are graded.
    """

    type: Type
    holding: Holding
    clauses: tuple[ClauseResult, ...]
    membership: Membership | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict with all that led to it; what could change it only where that was asked for."""

    case: Case
    typology: Typology
    verdict: CaseVerdict
    types: tuple[TypeResult, ...]
    reasons: Reasons
    sensitivity: Sensitivity | None
    pure: Range | None
    attribution: Attribution | None
    inquiry: Inquiry | None = None
    flips: tuple[Flip, ...] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What an explanation is to go into besides the conditions."""

    inquiry: bool = False
    flips: bool = False


def explain(
    case: Case,
    typology: Typology,
    codebook: Codebook,
    classifier: Classifier,
    asked: Asked = Asked(),
) -> Explanation:
    """The verdict of a case in a typology, condition by condition."""
    verdict = classifier.classify(case, typology)
    return Explanation(
        case,
        typology,
        verdict,
        type_results(case, typology, codebook, classifier),
        reasons_for(case, typology, classifier),
        sensitivity(case, typology, classifier),
        pure_range(verdict),
        attribution(case, typology, codebook, classifier),
        inquire(case, typology, classifier) if asked.inquiry else None,
        flips(case, typology, classifier) if asked.flips else None,
    )


def type_results(
    case: Case, typology: Typology, codebook: Codebook, classifier: Classifier
) -> tuple[TypeResult, ...]:
    """The types of a typology with their conditions, as they hold for a case."""
    verdict = classifier.classify(case, typology)
    worlds = CaseWorlds(classifier.compiled(typology), case)
    return tuple(_type(kind, verdict, worlds, codebook) for kind in typology.types.values())


def _type(kind: Type, verdict: CaseVerdict, worlds: CaseWorlds, codebook: Codebook) -> TypeResult:
    parts = (
        (Part.NECESSARY, kind.necessary),
        (Part.EXCLUDED_BY, kind.excluded_by),
        (Part.SUFFICIENT, kind.sufficient),
    )
    clauses = tuple(
        ClauseResult(
            part,
            clause,
            _holding(clause.when, worlds, codebook),
            grounds_of(clause.when, worlds.case, codebook),
        )
        for part, listed in parts
        for clause in listed
    )
    degrees = {one.type: one for one in verdict.memberships}
    return TypeResult(kind, _membership(kind.id, verdict), clauses, degrees.get(kind.id))


def _membership(name: str, verdict: CaseVerdict) -> Holding:
    if not verdict.verdicts:
        return Holding.CONTRADICTION
    if name in verdict.certain:
        return Holding.HOLDS
    return Holding.FAILS if name in verdict.ruled_out else Holding.UNKNOWN


def _holding(condition: Condition, worlds: CaseWorlds, codebook: Codebook) -> Holding:
    truth = worlds.truth(without_derived(condition, codebook.codes))
    if not truth:
        return Holding.CONTRADICTION
    if len(truth) > 1:
        return Holding.UNKNOWN
    return Holding.HOLDS if True in truth else Holding.FAILS


def grounds_of(condition: Condition, case: Case, codebook: Codebook) -> tuple[Ground, ...]:
    """The codings that a condition looks at, in reading order, each once."""
    found: dict[tuple[str, str], Ground] = {}
    for leaf in leaves(without_derived(condition, codebook.codes)):
        if isinstance(leaf, Comparison):
            coding = case.coding(leaf.code)
            evidence = coding.evidence if coding is not None else ()
            found[leaf.code, ""] = Ground(leaf.code, coding, evidence=evidence)
        else:
            found |= {(ground.code, ground.record): ground for ground in _in_records(leaf, case)}
    return tuple(found.values())


def question_about(code: Code, value: Scalar | None = None) -> Comparison:
    """Whether a case has a value of a code; any value serves to learn what all of them rest on."""
    some: Scalar = True if code.scale in (Scale.BOOLEAN, Scale.PRESENCE) else 0
    some = code.value_ids[0] if code.value_ids else some
    operator = "contains" if code.scale is Scale.SET else "equals"
    return Comparison(code.id, operator, some if value is None else value)


def _in_records(some: Some, case: Case) -> Iterator[Ground]:
    group = case.records.get(some.records)
    if group is None:
        yield Ground(some.records, None)
        return
    names = dict.fromkeys(test.code for test in leaves(some.where) if isinstance(test, Comparison))
    for record in group.records.values():
        for name in names:
            coding = record.fields.get(name)
            own = coding.evidence if coding is not None else ()
            yield Ground(name, coding, record.id, own or record.evidence)
