"""How far cases lie apart on what a typology asks for (Gower 1971, Biometrics 27, p. 857-871)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import (
    NOT_APPLICABLE,
    UNKNOWN,
    Comparison,
    Condition,
    Some,
    Value,
    leaves,
)
from qualcode.model.typology import Typology
from qualcode.typology.ask import Questions
from qualcode.typology.operators import ranking

Dimension = Code | Some
"""A code, or a condition on records that holds or does not."""

Distances = dict[tuple[str, str], Fraction | None]
"""The distance of each two cases, from 0 to 1; None if nothing is known of both."""


def dimensions_of(typology: Typology, codebook: Codebook) -> tuple[Dimension, ...]:
    """What the conditions and profiles of a typology ask for, derived codes by their own name."""
    conditions: list[Condition] = [
        clause.when
        for kind in typology.types.values()
        for clause in (*kind.necessary, *kind.excluded_by, *kind.sufficient)
    ]
    asked = [leaf for condition in conditions for leaf in leaves(condition)]
    names = [leaf.code for leaf in asked if isinstance(leaf, Comparison)]
    names += [name for kind in typology.types.values() for name in kind.profile]
    somes = [leaf for leaf in asked if isinstance(leaf, Some)]
    codes = (codebook.codes[name] for name in dict.fromkeys(names))
    return (*codes, *dict.fromkeys(somes))


def distances(
    cases: Sequence[Case], dimensions: Sequence[Dimension], questions: Questions
) -> Distances:
    """The mean difference of each two cases over the dimensions that are known of both.

    Nominal values differ or not, ordinal ones by their ranks, numbers by their share of the range
    among these cases, sets by the members that they do not share (Jaccard).
    """
    values = [{case.id: _value(case, one, questions) for case in cases} for one in dimensions]
    differences = [
        _difference(one, [v for v in known.values() if v is not None])
        for one, known in zip(dimensions, values, strict=True)
    ]
    found: Distances = {}
    for one, two in combinations([case.id for case in cases], 2):
        parts = [
            difference(a, b)
            for known, difference in zip(values, differences, strict=True)
            if (a := known[one]) is not None and (b := known[two]) is not None
        ]
        found[one, two] = sum(parts, Fraction(0)) / len(parts) if parts else None
    return found


def _value(case: Case, dimension: Dimension, questions: Questions) -> Value | None:
    if isinstance(dimension, Some):
        return questions.records(case, dimension.records, dimension.where)
    value = questions.value(case, dimension.id)
    return None if value in (UNKNOWN, NOT_APPLICABLE) else value


def _difference(dimension: Dimension, known: Sequence[Value]) -> Callable[[Value, Value], Fraction]:
    if isinstance(dimension, Code) and dimension.scale is Scale.SET:
        return _unshared
    if isinstance(dimension, Code) and dimension.scale is Scale.ORDINAL:
        rank = ranking(dimension)
        steps = max(len(dimension.value_ids) - 1, 1)
        return lambda a, b: Fraction(int(abs(rank(_one(a)) - rank(_one(b)))), steps)
    if isinstance(dimension, Code) and dimension.scale in (Scale.COUNT, Scale.NUMBER):
        numbers = list(_numbers(known))
        reach = max(numbers, default=Fraction(0)) - min(numbers, default=Fraction(0))
        return lambda a, b: _apart(a, b) / reach if reach else Fraction(0)
    return lambda a, b: Fraction(int(a != b))


def _unshared(a: Value, b: Value) -> Fraction:
    one, two = (set(v) if isinstance(v, tuple) else {v} for v in (a, b))
    return 1 - Fraction(len(one & two), len(one | two)) if one | two else Fraction(0)


def _one(value: Value) -> bool | int | float | str:
    return value[0] if isinstance(value, tuple) else value


def _numbers(values: Sequence[Value]) -> Iterator[Fraction]:
    return (Fraction(str(value)) for value in values if isinstance(value, int | float))


def _apart(a: Value, b: Value) -> Fraction:
    one, two = _numbers((a, b))
    return abs(one - two)
