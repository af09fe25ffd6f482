"""What each operator of the condition language asks of one value.

Sets are not here: a test on a set is taken apart into its members (see `space`).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, Scalar, Value

Rank = Callable[[Scalar], float]
Judge = Callable[[Scalar, Value, Rank], bool]


def _equals(value: Scalar, argument: Value, _: Rank) -> bool:
    return value == argument


def _in(value: Scalar, argument: Value, _: Rank) -> bool:
    return isinstance(argument, tuple) and value in argument


def _at_least(value: Scalar, argument: Value, rank: Rank) -> bool:
    return not isinstance(argument, tuple) and rank(value) >= rank(argument)


def _at_most(value: Scalar, argument: Value, rank: Rank) -> bool:
    return not isinstance(argument, tuple) and rank(value) <= rank(argument)


def _below(value: Scalar, argument: Value, rank: Rank) -> bool:
    return not isinstance(argument, tuple) and rank(value) < rank(argument)


def _above(value: Scalar, argument: Value, rank: Rank) -> bool:
    return not isinstance(argument, tuple) and rank(value) > rank(argument)


COMPARISONS: Mapping[str, Judge] = MappingProxyType(
    {
        "equals": _equals,
        "in": _in,
        "at_least": _at_least,
        "at_most": _at_most,
        "below": _below,
        "above": _above,
    }
)
_RANKED = ("at_least", "at_most", "below", "above")


def holds(code: Code, operator: str, value: Scalar, argument: Value) -> bool:
    """Whether one value of a code passes a test.

    A value that does not apply equals only itself; it is neither more nor less than anything.
    """
    if value == NOT_APPLICABLE and operator in _RANKED:
        return False
    return COMPARISONS[operator](value, argument, ranking(code))


def ranking(code: Code) -> Rank:
    """The order of a code's values as numbers: their place in the list, or the number itself."""
    if code.scale is Scale.ORDINAL:
        places: Mapping[Scalar, int] = {name: i for i, name in enumerate(code.value_ids)}
        return lambda value: float(places.get(value, -1))
    return lambda value: float(value) if isinstance(value, int | float) else float("nan")
