"""Ways through a study: all codings of a case, all conditions of a codebook."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from qualcode.model.case import Case, Coding, Evidence
from qualcode.model.codebook import Code, Codebook
from qualcode.model.condition import Comparison, Condition, Some, parts_of
from qualcode.model.study_rule import StudyRule


class Coded(NamedTuple):
    """One coding of a case: `name` as written, its code if the codebook has it, where it stands.

    `section` is `attributes`, `codes`, or the name of a record group; then `record` is the
    record's id.
    """

    name: str
    coding: Coding
    code: Code | None
    section: str
    record: str = ""


def coded(case: Case, codebook: Codebook) -> Iterator[Coded]:
    """All codings of a case, those of its records after the others."""
    for section, codings in (("attributes", case.attributes), ("codes", case.codes)):
        for name, coding in codings.items():
            yield Coded(name, coding, codebook.codes.get(name), section)
    for group, records in case.records.items():
        fields = codebook.records[group].fields if group in codebook.records else {}
        for record in records.records.values():
            for name, coding in record.fields.items():
                yield Coded(name, coding, fields.get(name), group, record.id)


def evidence_of(case: Case, codings: Iterable[Coded]) -> Iterator[Evidence]:
    """All evidence of a case: of its codings, its records and the types that sources give it."""
    for coding in codings:
        yield from coding.coding.evidence
    for group in case.records.values():
        for record in group.records.values():
            yield from record.evidence
    for named in (*case.declared_types.values(), *case.printed_labels.values()):
        yield from named.evidence


class Asked(NamedTuple):
    """A test or record condition, with the codes its names belong to and the unit it is about."""

    leaf: Comparison | Some
    codes: Mapping[str, Code]
    unit: str | None
    inside: str = ""
    """The record group whose fields the names are, or the empty string."""


def asked(condition: Condition, codebook: Codebook, unit: str | None) -> Iterator[Asked]:
    """All tests of a condition, those over the fields of records included."""
    return _asked(condition, codebook.codes, codebook, unit, "")


def _asked(
    condition: Condition,
    codes: Mapping[str, Code],
    codebook: Codebook,
    unit: str | None,
    inside: str,
) -> Iterator[Asked]:
    if isinstance(condition, Comparison | Some):
        yield Asked(condition, codes, unit, inside)
    if isinstance(condition, Some) and condition.records in codebook.records:
        group = condition.records
        fields = codebook.records[group].fields
        yield from _asked(condition.where, fields, codebook, None, group)
    for part in parts_of(condition):
        yield from _asked(part, codes, codebook, unit, inside)


def all_asked(codebook: Codebook) -> Iterator[Asked]:
    """The tests of all conditions of a codebook: of codes, typologies, impossible worlds, rules."""
    for code in codebook.codes.values():
        unit = code.units[0] if len(code.units) == 1 else None
        for condition in derivation_conditions(code):
            yield from asked(condition, codebook, unit)
    for entry in codebook.impossible:
        yield from asked(entry.when, codebook, entry.unit)
    for typology in codebook.typologies.values():
        for kind in typology.types.values():
            clauses = (*kind.necessary, *kind.excluded_by, *kind.sufficient)
            clauses += tuple(clause for sub in kind.subtypes for clause in sub.necessary)
            traits = [trait.when for trait in kind.typical if trait.when is not None]
            for condition in (*(clause.when for clause in clauses), *traits):
                yield from asked(condition, codebook, typology.unit)

    for rule in codebook.rules.values():
        yield from _asked_by(rule, codebook)


def _asked_by(rule: StudyRule, codebook: Codebook) -> Iterator[Asked]:
    unit = rule.units[0] if len(rule.units) == 1 else None
    for condition in (rule.when, rule.require, rule.refuse):
        if condition is not None:
            yield from asked(condition, codebook, unit)
    if rule.each is not None:
        for condition in (rule.each.where, rule.each.require, rule.each.refuse):
            if condition is not None:
                inside = Some(rule.each.records, condition, position=rule.each.position)
                yield from asked(inside, codebook, unit)
    if rule.cases is not None and rule.cases.where is not None:
        group = codebook.case_groups.get(rule.cases.group)
        yield from asked(rule.cases.where, codebook, None if group is None else group.unit)


def derivation_conditions(code: Code) -> Iterator[Condition]:
    """The conditions that a derived code is computed with, as conditions over a case."""
    derived = code.derived
    if derived is None:
        return
    if derived.condition is not None:
        yield derived.condition
    group = derived.count or derived.union
    if group is not None and derived.where is not None:
        yield Some(group, derived.where, position=derived.position)
