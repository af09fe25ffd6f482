"""Conditions without derived codes: each is replaced by what it is computed from.

That keeps classification exact: a class of dwellings and the number of dwellings then speak of
one and the same unknown.
"""

from collections.abc import Mapping
from dataclasses import replace

from qualcode.model.codebook import Bands, Code, Derivation
from qualcode.model.condition import (
    NEVER,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Some,
    Value,
)
from qualcode.typology.fuzzy import IN, above, has_degrees
from qualcode.typology.operators import holds

Codes = Mapping[str, Code]


def without_derived(condition: Condition, codes: Codes) -> Condition:
    """The same condition over codes that are written in case files.

    What holds to a degree counts where it is more in than out.
    """
    crisp = above(condition, IN, codes) if has_degrees(condition) else condition
    return _without_derived(crisp, codes)


def _without_derived(condition: Condition, codes: Codes) -> Condition:
    match condition:
        case Comparison():
            code = codes[condition.code]
            return condition if code.derived is None else _replaced(condition, code, codes)
        case AllOf(parts):
            return AllOf(tuple(_without_derived(part, codes) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_without_derived(part, codes) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(_without_derived(part, codes) for part in parts))
        case Not(part):
            return Not(_without_derived(part, codes))
        case Some():
            return condition


def _replaced(test: Comparison, code: Code, codes: Codes) -> Condition:
    derived = code.derived or Derivation()
    if derived.condition is not None:
        return _truth(test, code, without_derived(derived.condition, codes))
    if derived.bands is not None:
        return without_derived(_bands(test, code, derived.bands), codes)
    where = derived.where or AllOf(())
    if derived.count is not None:
        return _counted(test, Some(derived.count, where))
    if derived.union is None or derived.field is None:
        return NEVER
    return _members(test, code, Some(derived.union, where), derived.field)


def _truth(test: Comparison, code: Code, condition: Condition) -> Condition:
    cases = []
    if holds(code, test.operator, True, test.argument):
        cases.append(condition)
    if holds(code, test.operator, False, test.argument):
        cases.append(Not(condition))
    return AnyOf(tuple(cases))


def _bands(test: Comparison, code: Code, bands: Bands) -> Condition:
    cases = []
    lower: Condition = AllOf(())
    for band in bands.limits:
        inside = [lower]
        if band.below is not None:
            inside.append(Comparison(bands.of, "below", band.below))
            lower = Comparison(bands.of, "at_least", band.below)
        elif lower == AllOf(()):
            inside.append(Comparison(bands.of, "at_least", float("-inf")))
        if holds(code, test.operator, band.value, test.argument):
            cases.append(AllOf(tuple(inside)))
    return AnyOf(tuple(cases))


def _counted(test: Comparison, some: Some) -> Condition:
    """A test on the number of records, as 'at least so many' and its negation."""

    def more_than(number: Value) -> Condition:
        least = int(number) + 1 if isinstance(number, int | float) else 1
        return replace(some, count=least) if least > 0 else AllOf(())

    def exactly(number: Value) -> Condition:
        if not isinstance(number, int):
            return NEVER
        return AllOf((more_than(number - 1), Not(more_than(number))))

    argument = test.argument
    match test.operator:
        case "equals":
            return exactly(argument)
        case "in" if isinstance(argument, tuple):
            return AnyOf(tuple(exactly(number) for number in argument))
        case "at_least" if isinstance(argument, int):
            return more_than(argument - 1)
        case "above":
            return more_than(argument)
        case "at_most":
            return Not(more_than(argument))
        case "below" if isinstance(argument, int):
            return Not(more_than(argument - 1))
        case _:
            return NEVER


def _members(test: Comparison, code: Code, some: Some, field: str) -> Condition:
    """A test on a union over records, as 'some record has this member'."""

    def has(member: Value) -> Condition:
        inside = Comparison(field, "contains", member)
        return replace(some, where=AllOf((some.where, inside)))

    members = test.argument if isinstance(test.argument, tuple) else (test.argument,)
    match test.operator:
        case "contains" | "contains_all":
            return AllOf(tuple(has(member) for member in members))
        case "contains_any":
            return AnyOf(tuple(has(member) for member in members))
        case "excludes":
            return Not(AnyOf(tuple(has(member) for member in members)))
        case "equals":
            wanted = [has(name) if name in members else Not(has(name)) for name in code.value_ids]
            return AllOf(tuple(wanted))
        case _:
            return NEVER
