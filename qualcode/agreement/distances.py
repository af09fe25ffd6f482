"""How far two ratings lie apart, by the scale that they are on.

Krippendorff's alpha is a ratio of two sums of distances, so that a common factor cancels: each
distance here is a matrix of whole numbers, right up to such a factor. Those for values are from
Krippendorff 2004, Content Analysis, 2nd ed., ch. 11.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm

from qualcode.agreement.ratings import Rating
from qualcode.model.base import exact

Matrix = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """A way to measure disagreement.

    `between` takes the different ratings and how often each was used. `moves` says that the
    distances hang on these numbers; the others can be worked out once.
    """

    name: str
    between: Callable[[Sequence[Rating], Sequence[int]], Matrix]
    moves: bool = False


def _each(measure: Callable[[Rating, Rating], Fraction]) -> Callable[..., Matrix]:
    """The matrix of a distance that depends on the two ratings alone."""

    def between(ratings: Sequence[Rating], _: Sequence[int]) -> Matrix:
        rows = [[measure(one, other) for other in ratings] for one in ratings]
        scale = lcm(*(distance.denominator for row in rows for distance in row))
        return tuple(tuple(int(distance * scale) for distance in row) for row in rows)

    return between


def _nominal(one: Rating, other: Rating) -> Fraction:
    return Fraction(one != other)


def _interval(one: Rating, other: Rating) -> Fraction:
    return (_number(one) - _number(other)) ** 2


def _ratio(one: Rating, other: Rating) -> Fraction:
    first, second = _number(one), _number(other)
    return ((first - second) / (first + second)) ** 2 if first != second else Fraction(0)


def _jaccard(one: Rating, other: Rating) -> Fraction:
    if not (isinstance(one, frozenset) and isinstance(other, frozenset)):
        return _nominal(one, other)
    return 1 - Fraction(len(one & other), len(one | other)) if one != other else Fraction(0)


def _masi(one: Rating, other: Rating) -> Fraction:
    if not (isinstance(one, frozenset) and isinstance(other, frozenset)) or one == other:
        return _nominal(one, other)
    alike = Fraction(2, 3) if one < other or other < one else Fraction(1, 3)
    return 1 - alike * (1 - _jaccard(one, other))


def _number(rating: Rating) -> Fraction:
    return exact(rating) if isinstance(rating, int | float) else Fraction(0)


NOMINAL = Distance("nominal", _each(_nominal))
"""The same or not."""

INTERVAL = Distance("interval", _each(_interval))
"""The square of the difference."""

RATIO = Distance("ratio", _each(_ratio))
"""The square of the difference over the sum; for numbers from 0."""

JACCARD = Distance("jaccard", _each(_jaccard))
"""What two sets do not share, over all they have (Jaccard 1912, New Phytologist 11, p. 37-50)."""

MASI = Distance("masi", _each(_masi))
"""Jaccard's, but sets that hold one another are nearer than sets that overlap.

Passonneau 2006, Measuring Agreement on Set-valued Items (MASI), LREC 2006, p. 831-836.
"""


def ordinal(order: Sequence[Rating]) -> Distance:
    """How many ratings lie between two values of an order."""
    rank = {value: i for i, value in enumerate(order)}

    def between(ratings: Sequence[Rating], used: Sequence[int]) -> Matrix:
        by_rank = sorted(range(len(ratings)), key=lambda i: rank[ratings[i]])
        below = dict(zip(by_rank, accumulate((used[i] for i in by_rank), initial=0), strict=False))
        # Twice the middle of the stretch that each value takes, so that all stays whole.
        middles = [2 * below[i] + used[i] for i in range(len(ratings))]
        return tuple(tuple((one - other) ** 2 for other in middles) for one in middles)

    return Distance("ordinal", between, moves=True)
