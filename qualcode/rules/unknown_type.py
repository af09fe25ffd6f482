"""A case names a type or a typology that the codebook does not have.

What the source calls the case would be lost without a word.
"""

from collections.abc import Iterator, Mapping

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, finding
from qualcode.model.case import Case
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
                yield finding(RULE, at, message, hint)


def _named(case: Case) -> Iterator[Named]:
    for section in (case.declared_types, case.printed_labels):
        yield from ((name, entry.type, entry.position) for name, entry in section.items())
    yield from ((name, kind, case.position) for name, kind in case.defines.items())


def _fault(case: Case, name: str, kind: str, typologies: Mapping[str, Typology]) -> tuple[str, str]:
    if name not in typologies:
        return f"there is no typology '{name}'", did_you_mean(name, typologies)
    typology = typologies[name]
    if typology.unit != case.unit:
        return f"typology '{name}' is for {typology.unit}, this case is {case.unit}", ""
    if kind not in typology.types:
        hint = did_you_mean(kind, typology.types) or f"its types are {', '.join(typology.types)}"
        return f"typology '{name}' has no type '{kind}'", hint
    return "", ""
