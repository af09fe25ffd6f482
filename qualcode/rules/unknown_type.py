"""A case names a type or a typology that the codebook does not have.

What the source calls the case would be lost without a word.
"""

from collections.abc import Iterator, Mapping

from qualcode.diagnostics import (
    Diagnostic,
    Fix,
    Location,
    Rule,
    Severity,
    did_you_mean,
    finding,
    renaming,
    respelling,
    with_fix,
)
from qualcode.model.case import Case
from qualcode.model.naming import canonical, type_names, typology_names
from qualcode.model.study import Study
from qualcode.model.typology import Typology

RULE = Rule("QC401", "unknown-type", Severity.ERROR, "A case names an unknown type or typology.")

Named = tuple[str, str, Location]


def check(study: Study) -> Iterator[Diagnostic]:
    """Every type named by a case that is not there, or belongs to another unit."""
    typologies = study.codebook.typologies
    if not study.codebook.is_whole:
        return
    for case in study.cases:
        for typology, kind, at in _named(case):
            message, hint = _fault(case, typology, kind, typologies)
            if message:
                fix = _fix(typology, kind, at, typologies)
                yield with_fix(finding(RULE, at, message, hint), fix)


def _named(case: Case) -> Iterator[Named]:
    for section in (case.declared_types, case.printed_labels):
        yield from ((name, entry.type, entry.position) for name, entry in section.items())
    yield from ((name, kind, case.position) for name, kind in case.defines.items())


def _fix(name: str, kind: str, at: Location, typologies: Mapping[str, Typology]) -> Fix | None:
    if name not in typologies:
        return renaming(at, name, canonical(name, typology_names(typologies)))
    meant = canonical(kind, type_names(typologies[name]))
    return None if meant == kind else respelling(at, kind, meant, "type")


def _fault(case: Case, name: str, kind: str, typologies: Mapping[str, Typology]) -> tuple[str, str]:
    if name not in typologies:
        meant = canonical(name, typology_names(typologies))
        hint = f"did you mean '{meant}'?" if meant else did_you_mean(name, typologies)
        return f"there is no typology '{name}'", hint
    typology = typologies[name]
    if typology.unit != case.unit:
        return f"typology '{name}' is for {typology.unit}, this case is {case.unit}", ""
    if kind not in typology.types:
        hint = did_you_mean(kind, typology.types) or f"its types are {', '.join(typology.types)}"
        return f"typology '{name}' has no type '{kind}'", hint
    return "", ""
