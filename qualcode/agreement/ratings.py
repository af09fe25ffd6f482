"""What coders said of units, and figures that may have no value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qualcode.model.condition import Scalar

Rating = Scalar | frozenset[Scalar]
"""What one coder said of one unit: a value, or a set of them."""

Unit = Mapping[str, Rating]
"""What each coder said of one unit; a coder who said nothing is not in it."""

Units = Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Undefined:
    """A figure that has no value, with the reason."""

    reason: str


Figure = Fraction | Undefined

NOTHING_SHARED = Undefined("nothing was coded by two coders")
ONE_CATEGORY = Undefined("only one category was used, so there is nothing to tell apart")


def pairable(units: Iterable[Unit]) -> tuple[tuple[Rating, ...], ...]:
    """The ratings of the units that at least two coders rated; the others say nothing."""
    return tuple(tuple(unit.values()) for unit in units if len(unit) > 1)


def of_pair(units: Iterable[Unit], first: str, second: str) -> tuple[tuple[Rating, Rating], ...]:
    """What two coders said of the units that both rated."""
    return tuple((unit[first], unit[second]) for unit in units if first in unit and second in unit)
