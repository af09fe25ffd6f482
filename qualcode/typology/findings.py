"""Findings that only classification can make: about verdicts, and about worlds that cannot be."""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.verdict import CaseVerdict, Kind

CONTRADICTION = Rule(
    "QC211",
    "contradictory-coding",
    Severity.ERROR,
    "The values of a case cannot all be true together.",
)
NOT_ITS_TYPE = Rule(
    "QC402",
    "definition-not-its-type",
    Severity.ERROR,
    "A case that defines a type does not come out as that type.",
)
DECLARED_AND_DERIVED = Rule(
    "QC403",
    "declared-and-derived",
    Severity.WARNING,
    "The type that the source names is not the one that the codes lead to.",
)
LABEL_CONFLICT = Rule(
    "QC404",
    "row-label-conflict",
    Severity.WARNING,
    "A label printed in a table is not the type that the case is found to be.",
)

RULES = (CONTRADICTION, NOT_ITS_TYPE, DECLARED_AND_DERIVED, LABEL_CONFLICT)


def check_verdicts(study: Study, classifier: Classifier) -> Iterator[Diagnostic]:
    """What the verdicts of a study's cases say about its files."""
    for case in study.cases:
        if not classifier.is_possible(case):
            yield _contradiction(case, study)
            continue
        for typology in study.codebook.typologies.values():
            if typology.unit == case.unit:
                yield from _check(case, typology, classifier)


def _contradiction(case: Case, study: Study) -> Diagnostic:
    combinations = [
        entry.why for entry in study.codebook.impossible if entry.unit == case.unit and entry.why
    ]
    hint = "the codebook rules out this combination of values; correct one of them"
    if len(combinations) == 1:
        hint = f"{hint}: {next(iter(combinations[0].values()))}"
    message = f"the values of case '{case.id}' cannot all be true together"
    return finding(CONTRADICTION, case.position, message, hint)


def _check(case: Case, typology: Typology, classifier: Classifier) -> Iterator[Diagnostic]:
    said = (case.defines, case.declared_types, case.printed_labels)
    if not any(typology.id in section for section in said):
        return
    verdict = classifier.classify(case, typology)
    defined = case.defines.get(typology.id)
    if defined is not None and (verdict.kind is not Kind.PURE or verdict.types != (defined,)):
        message = f"case '{case.id}' defines {defined}, but comes out as {_words(verdict)}"
        hint = f"run 'qualcode explain {case.id} {typology.id}'"
        yield finding(NOT_ITS_TYPE, case.position, message, hint)
    if verdict.declared is not None:
        yield from _declared(case, typology, verdict.declared, classifier)
    label = case.printed_labels.get(typology.id)
    if label is not None and verdict.certain and label.type not in verdict.certain:
        message = f"the printed label is {label.type}, the case is found to be {_words(verdict)}"
        hint = f"run 'qualcode explain {case.id} {typology.id}', then correct or accept it"
        yield finding(LABEL_CONFLICT, label.position, message, hint)


def _declared(
    case: Case, typology: Typology, declared: str, classifier: Classifier
) -> Iterator[Diagnostic]:
    silent = case.model_copy(update={"declared_types": {}})
    derived = classifier.classify(silent, typology)
    if declared in derived.ruled_out:
        message = f"the source names {declared}, but the codes rule it out ({_words(derived)})"
        hint = f"run 'qualcode explain {case.id} {typology.id}', then correct or accept it"
        yield finding(
            DECLARED_AND_DERIVED, case.declared_types[typology.id].position, message, hint
        )


def _words(verdict: CaseVerdict) -> str:
    types = " and ".join(verdict.types) or " or ".join(verdict.possible)
    return f"{verdict.kind} {types}".strip()
