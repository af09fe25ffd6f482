"""What a case leaves open about one code: the values it may still take.

A code's possible values follow typology as sets (Lipski 1979, ACM TODS 4(3), p. 262-296): a known
value is one, an unknown one is the whole domain, partial knowledge lies between. Numbers have
endless domains; they are cut down to one value for each stretch that the conditions can tell apart.
"""

from collections.abc import Iterable
from itertools import pairwise

from qualcode.model.case import Coding
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, Scalar

NUMERIC = (Scale.COUNT, Scale.NUMBER)
OTHER = "\0other"
"""Stands for any text that no condition names."""


def possible_values(
    code: Code, coding: Coding | None, mentioned: Iterable[Scalar]
) -> tuple[Scalar, ...]:
    """The values that a code of one value may have, in the codebook's order.

    Args:
        code: the code; not a set.
        coding: what the case says of it; None means that it says nothing.
        mentioned: the values that conditions compare the code with. Values that they cannot tell
            apart are represented by one.
    """
    if coding is not None and coding.any_of:
        return tuple(coding.any_of)
    if coding is not None and coding.value is not None and not coding.is_unknown:
        return (coding.value,) if not isinstance(coding.value, tuple) else ()
    domain = (
        _numbers(code, coding, mentioned) if code.scale in NUMERIC else _domain(code, mentioned)
    )
    is_open = coding is None or coding.is_unknown
    return (*domain, NOT_APPLICABLE) if code.may_not_apply and is_open else domain


def _domain(code: Code, mentioned: Iterable[Scalar]) -> tuple[Scalar, ...]:
    if code.scale is Scale.BOOLEAN:
        return (False, True)
    if code.values:
        return code.value_ids
    named = sorted(str(value) for value in mentioned if value != NOT_APPLICABLE)
    return (*named, OTHER)


def _numbers(code: Code, coding: Coding | None, mentioned: Iterable[Scalar]) -> tuple[Scalar, ...]:
    low, high = number_bounds(code, coding)
    points = sorted({float(v) for v in mentioned if isinstance(v, int | float)} - {float("-inf")})
    kept = [value for value in _between(points, low, high, code) if low <= value <= high]
    return tuple(dict.fromkeys(kept))


def _between(points: list[float], low: float, high: float, code: Code) -> list[float]:
    """A number for each stretch that `points` cut out between two bounds, ends included."""
    cuts = sorted({point for point in (*points, low, high) if abs(point) != float("inf")}) or [0.0]
    numbers = [cuts[0] - 1, *cuts, cuts[-1] + 1]
    if code.scale is Scale.COUNT:
        near = (number + step for number in numbers for step in (-1, 0, 1))
        return [int(number) for number in sorted(set(near)) if number == int(number)]
    middles = [(a + b) / 2 for a, b in pairwise(numbers)]
    return sorted((*numbers, *middles))


def number_bounds(code: Code, coding: Coding | None) -> tuple[float, float]:
    """The least and the greatest number that a code may have in a case."""
    low = float("-inf") if code.minimum is None else float(code.minimum)
    if code.scale is Scale.COUNT:
        low = max(low, 0.0)
    high = float("inf") if code.maximum is None else float(code.maximum)
    if coding is not None and coding.at_least is not None:
        low = max(low, float(coding.at_least))
    if coding is not None and coding.at_most is not None:
        high = min(high, float(coding.at_most))
    return low, high


def definite_members(coding: Coding | None) -> tuple[Scalar, ...]:
    """The members that a set-valued code surely has."""
    if coding is None or not isinstance(coding.value, tuple):
        return ()
    return coding.value


def may_have_more(coding: Coding | None) -> bool:
    """Whether a set-valued code may have members that are not listed."""
    return coding is None or coding.is_unknown or not coding.complete
