"""A study rule names a code, group, type or placeholder that is not there.

Such a rule would look at nothing, and everybody would think that all is well.
"""

from collections.abc import Container, Iterator, Mapping

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, finding
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.study import Study
from qualcode.model.study_rule import StudyRule
from qualcode.model.words import placeholders

RULE = Rule(
    "QC505",
    "unknown-name-in-rule",
    Severity.ERROR,
    "A study rule names something that is not in the codebook.",
)

Named = tuple[str, str, Mapping[str, object], Location]
_WORDS = ("case", "record", "other", "count", "value")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every name in a rule, outside its conditions, that nothing has."""
    book = study.codebook
    if not book.is_whole:
        return
    for rule in book.rules.values():
        for what, name, known, at in _names(rule, book):
            if name not in known:
                yield finding(RULE, at, f"there is no {what} '{name}'", did_you_mean(name, known))
        yield from _placeholders(rule, book)
        yield from _not_numbers(rule, book)


def _names(rule: StudyRule, book: Codebook) -> Iterator[Named]:
    at = rule.position
    for unit in rule.units:
        yield "unit", unit, book.units, at
    for name in (*rule.known, *rule.in_order, *((rule.at,) if rule.at is not None else ())):
        yield "code", name, book.codes, at
    for name, kind in rule.types.items():
        yield "typology", name, book.typologies, at
        if name in book.typologies:
            yield f"type in {name}", kind, book.typologies[name].types, at
    for part in (rule.each, rule.unique):
        if part is not None:
            yield "record group", part.records, book.records, part.position
    if rule.each is not None and rule.each.records in book.records and rule.each.via is not None:
        yield "field", rule.each.via, book.records[rule.each.records].fields, rule.each.position
    if rule.unique is not None and rule.unique.records in book.records:
        fields = {"label": None, **book.records[rule.unique.records].fields}
        yield "field", rule.unique.field, fields, rule.unique.position
    if rule.cases is not None:
        yield "case group", rule.cases.group, book.case_groups, rule.cases.position
        if rule.cases.each_value_of is not None:
            yield "code", rule.cases.each_value_of, book.codes, rule.cases.position


def _placeholders(rule: StudyRule, book: Codebook) -> Iterator[Diagnostic]:
    known: Container[str] = {*_WORDS, *book.codes}
    for text in (*rule.message.values(), *rule.hint.values()):
        for name in placeholders(text):
            if name not in known:
                hint = did_you_mean(name, (*_WORDS, *book.codes))
                message = f"the message of rule '{rule.id}' names '{{{name}}}', which nothing has"
                yield finding(RULE, rule.position, message, hint)


def _not_numbers(rule: StudyRule, book: Codebook) -> Iterator[Diagnostic]:
    if rule.in_order and len(rule.in_order) != 2:
        message = f"'in_order' of rule '{rule.id}' takes two codes"
        yield finding(RULE, rule.position, message, "name the smaller one first")
    for name in rule.in_order:
        code = book.codes.get(name)
        if code is not None and code.scale not in (Scale.COUNT, Scale.NUMBER):
            message = f"code '{name}' has scale {code.scale} and cannot stand in order"
            yield finding(RULE, rule.position, message, "name a code with scale count or number")
