"""Conditions in the names of the codebook: what a derived code stands for bears its name again.

The inverse of `derive.without_derived`, for people to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Some,
)
from qualcode.typology.derive import without_derived


@dataclass(frozen=True, slots=True)
class Names:
    """The derived codes of a codebook by what they are computed from."""

    codes: Mapping[str, Code]
    conditions: Mapping[Condition, Condition]
    counts: Mapping[tuple[str, Condition], str]

    def named(self, condition: Condition) -> Condition:
        """The condition with derived codes where it says what they stand for."""
        plain = _unwrapped(condition)
        if plain in self.conditions:
            return self.conditions[plain]
        match plain:
            case AllOf(parts):
                return AllOf(tuple(self.named(part) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self.named(part) for part in parts))
            case AtLeast(count, parts):
                return AtLeast(count, tuple(self.named(part) for part in parts))
            case Not(part):
                return self._not(self.named(part))
            case Some(records, where, count) if (records, where) in self.counts:
                return Comparison(self.counts[records, where], "at_least", count)
            case _:
                return plain

    def _not(self, part: Condition) -> Condition:
        if isinstance(part, Comparison):
            scale = self.codes[part.code].scale
            if scale is Scale.BOOLEAN and isinstance(part.argument, bool):
                return Comparison(part.code, "equals", not part.argument)
            if part.operator == "at_least":
                return Comparison(part.code, "below", part.argument)
        return Not(part)


def names_of(codes: Mapping[str, Code]) -> Names:
    """The names that conditions can be given back."""
    conditions: dict[Condition, Condition] = {}
    counts: dict[tuple[str, Condition], str] = {}
    for code in codes.values():
        derived = code.derived
        if derived is None:
            continue
        if derived.count is not None:
            counts.setdefault((derived.count, derived.where or ALWAYS), code.id)
        tests = [Comparison(code.id, "equals", True)] if derived.condition is not None else []
        if derived.union is not None:
            tests = [Comparison(code.id, "contains", member) for member in code.value_ids]
        for test in tests:
            conditions.setdefault(_unwrapped(without_derived(test, codes)), test)
    return Names(codes, conditions, counts)


def _unwrapped(condition: Condition) -> Condition:
    while isinstance(condition, AllOf | AnyOf) and len(condition.parts) == 1:
        condition = condition.parts[0]
    return condition
