"""A study rule names a code, group, type or placeholder that is not there.

Such a rule would look at nothing, and everybody would think that all is well.
"""

from collections.abc import Container, Iterator, Mapping

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Part,
    Rule,
    Severity,
    did_you_mean,
    finding,
    nearest,
    with_part,
)
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

Named = tuple[str, str, Mapping[str, object], Location, tuple[str | int, ...]]
WORDS = ("case", "record", "other", "count", "value")
"""What a message can name besides codes."""


def check(study: Study) -> Iterator[Diagnostic]:
    """Every name in a rule, outside its conditions, that nothing has."""
    book = study.codebook
    if not book.is_whole:
        return
    for rule in book.rules.values():
        for what, name, known, at, path in _names(rule, book):
            if name not in known:
                key = path[0] == "types" and what == "typology"
                message = f"there is no {what} '{name}'"
                hint = nearest(name, known) or "declare it in the codebook"
                yield with_part(finding(RULE, at, message, hint), Part(path, key=key))
        yield from _placeholders(rule, book)
        yield from _not_numbers(rule, book)


def _names(rule: StudyRule, book: Codebook) -> Iterator[Named]:
    at = rule.position
    for i, unit in enumerate(rule.units):
        yield "unit", unit, book.units, at, ("unit", i) if len(rule.units) > 1 else ("unit",)
    for key, names in (("known", rule.known), ("in_order", rule.in_order)):
        for i, name in enumerate(names):
            yield "code", name, book.codes, at, (key, i)
    if rule.at is not None:
        yield "code", rule.at, book.codes, at, ("at",)
    for name, kind in rule.types.items():
        yield "typology", name, book.typologies, at, ("types", name)
        if name in book.typologies:
            types = book.typologies[name].types
            yield f"type of typology '{name}' called", kind, types, at, ("types", name)
    yield from _names_of_records(rule, book)
    if rule.cases is not None:
        at = rule.cases.position
        yield "case group", rule.cases.group, book.case_groups, at, ("group",)
        if rule.cases.each_value_of is not None:
            yield "code", rule.cases.each_value_of, book.codes, at, ("each_value_of",)


def _names_of_records(rule: StudyRule, book: Codebook) -> Iterator[Named]:
    """Names of fields and of record groups; the group of `each` is a part of its conditions."""
    each, unique = rule.each, rule.unique
    if each is not None and each.records in book.records and each.via is not None:
        yield "field", each.via, book.records[each.records].fields, each.position, ("via",)
    if unique is not None:
        at = unique.position
        yield "record group", unique.records, book.records, at, ("records",)
        if unique.records in book.records:
            fields = {"label": None, **book.records[unique.records].fields}
            yield "field", unique.field, fields, at, ("field",)


def _placeholders(rule: StudyRule, book: Codebook) -> Iterator[Diagnostic]:
    known: Container[str] = {*WORDS, *book.codes}
    texts = [(key, text) for key in ("message", "hint") for text in getattr(rule, key).values()]
    for key, text in texts:
        for name in placeholders(text):
            if name not in known:
                hint = did_you_mean(name, (*WORDS, *book.codes))
                message = f"the {key} of rule '{rule.id}' names '{{{name}}}', which nothing has"
                yield with_part(finding(RULE, rule.position, message, hint), Part((key,)))


def _not_numbers(rule: StudyRule, book: Codebook) -> Iterator[Diagnostic]:
    if rule.in_order and len(rule.in_order) != 2:
        message = f"'in_order' of rule '{rule.id}' takes two codes"
        part = Part(("in_order",))
        yield with_part(finding(RULE, rule.position, message, "name the smaller one first"), part)
    for i, name in enumerate(rule.in_order):
        code = book.codes.get(name)
        if code is not None and code.scale not in (Scale.COUNT, Scale.NUMBER):
            message = f"code '{name}' has scale {code.scale} and cannot stand in order"
            hint = "name a code with scale count or number"
            yield with_part(finding(RULE, rule.position, message, hint), Part(("in_order", i)))
