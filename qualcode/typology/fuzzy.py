"""Degrees of membership: from a code's calibration, and as crisp conditions about them.

The membership of a compound condition is the least of its parts for "all", the greatest for "any",
one minus that of its part for "not", and the k-th greatest for "at least k of" (Zadeh 1965,
Information and Control 8(3), p. 338-353). Whether it lies above a level is then a crisp condition
over the same codes, which the possible worlds of a case can be asked exactly: levels pass through
"all", "any" and "at least", and "not" turns them round.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qualcode.model.base import exact
from qualcode.model.codebook import Calibration, Code
from qualcode.model.condition import (
    ALWAYS,
    DEGREE,
    NEVER,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Scalar,
    Some,
    leaves,
)

Codes = Mapping[str, Code]
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of membership: `share` or more where it is `reached`, else more than `share`."""

    share: Fraction
    reached: bool = False

    @property
    def turned(self) -> "Level":
        """The level that x lies below just when 1 - x lies above this one."""
        return Level(1 - self.share, not self.reached)


IN = Level(HALF)
"""More in than out: membership above one half."""


def has_degrees(condition: Condition) -> bool:
    """Whether a condition asks for a degree of membership."""
    return any(True for _ in degrees(condition))


def degrees(condition: Condition) -> Iterator[str]:
    """The codes whose degree a condition asks for."""
    for leaf in leaves(condition):
        if isinstance(leaf, Comparison) and leaf.operator == DEGREE:
            yield leaf.code


def above(condition: Condition, level: Level, codes: Codes) -> Condition:
    """The crisp condition that the membership of another lies above a level."""
    match condition:
        case Comparison(name, operator, _) if operator == DEGREE:
            return _degree_above(codes[name], level)
        case Comparison() | Some():
            return _crisp_above(condition, level)
        case AllOf(parts):
            return AllOf(tuple(above(part, level, codes) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(above(part, level, codes) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(above(part, level, codes) for part in parts))
        case Not(part):
            return Not(above(part, level.turned, codes))


def _crisp_above(condition: Condition, level: Level) -> Condition:
    """What holds has membership 1, what does not has 0."""
    if level.reached and level.share <= 0:
        return ALWAYS
    return NEVER if not level.reached and level.share >= 1 else condition


def _degree_above(code: Code, level: Level) -> Condition:
    if level.reached and level.share <= 0:
        return ALWAYS
    if not level.reached and level.share >= 1:
        return NEVER
    if code.calibration is not None:
        rising = code.calibration.full_member > code.calibration.full_non_member
        operator = ("at_least" if rising else "at_most") if level.reached else None
        operator = operator or ("above" if rising else "below")
        return Comparison(code.id, operator, float(_number_at(code.calibration, level.share)))
    passing = tuple(
        value.id
        for value in code.values
        if _passes(exact(value.membership if value.membership is not None else 0), level)
    )
    return Comparison(code.id, "in", passing) if passing else NEVER


def _passes(share: Fraction, level: Level) -> bool:
    return share >= level.share if level.reached else share > level.share


def _number_at(calibration: Calibration, share: Fraction) -> Fraction:
    """The number that has a membership, on the straight lines between the three anchors."""
    out, middle, full = _anchors(calibration)
    if share <= HALF:
        return out + (middle - out) * share / HALF
    return middle + (full - middle) * (share - HALF) / HALF


def membership(code: Code, value: Scalar) -> Fraction:
    """The degree to which one value of a graded code is in; 0 where the code does not apply."""
    if code.calibration is None:
        known = {one.id: one.membership for one in code.values}
        return exact(known.get(str(value)) or 0)
    if not isinstance(value, int | float):
        return Fraction(0)
    out, middle, full = _anchors(code.calibration)
    number = exact(value)
    if (number - middle) * (full - out) <= 0:
        share = HALF * (number - out) / (middle - out)
    else:
        share = HALF + HALF * (number - middle) / (full - middle)
    return min(max(share, Fraction(0)), Fraction(1))


def _anchors(calibration: Calibration) -> tuple[Fraction, Fraction, Fraction]:
    anchors = (calibration.full_non_member, calibration.crossover, calibration.full_member)
    out, middle, full = (exact(anchor) for anchor in anchors)
    return out, middle, full
