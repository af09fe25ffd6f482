"""Krippendorff's alpha for any number of coders, with missing ratings, on any scale.

Krippendorff 2004, Content Analysis, 2nd ed., ch. 11. A unit that one coder alone rated pairs with
nothing and is left out, as there.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from operator import mul

from qualcode.agreement.distances import Distance, Matrix
from qualcode.agreement.ratings import (
    NOTHING_SHARED,
    ONE_CATEGORY,
    Figure,
    Rating,
    Units,
    pairable,
)

Sample = Callable[[Sequence[int]], Figure]
"""A figure of some of the units, by their numbers; one may be taken several times."""

_Pattern = tuple[tuple[int, int], ...]
"""The ratings of a unit: the number of each different one, and how often it was given."""


def alpha(units: Units, distance: Distance) -> Figure:
    """The agreement beyond chance: 1 is perfect, 0 is what chance would give."""
    kept = pairable(units)
    return alpha_of(kept, distance)(range(len(kept)))


def alpha_of(rated: Sequence[tuple[Rating, ...]], distance: Distance) -> Sample:
    """Alpha as a function of which units are taken, for figures over many samples of them."""
    ratings = tuple(dict.fromkeys(rating for unit in rated for rating in unit))
    numbers = {rating: i for i, rating in enumerate(ratings)}
    patterns = [tuple(sorted(Counter(numbers[one] for one in unit).items())) for unit in rated]
    # Many units are rated alike; what a pattern of ratings contributes is worked out once.
    kinds = tuple(dict.fromkeys(patterns))
    kind_of = [kinds.index(pattern) for pattern in patterns]
    scale = lcm(*(len(unit) - 1 for unit in rated))
    fixed = None if distance.moves else distance.between(ratings, [1] * len(ratings))
    within = None if fixed is None else [_observed(kind, fixed, scale) for kind in kinds]

    def of(taken: Sequence[int]) -> Figure:
        if not taken:
            return NOTHING_SHARED
        weights = Counter(map(kind_of.__getitem__, taken))
        used = [0] * len(ratings)
        for kind, weight in weights.items():
            for number, times in kinds[kind]:
                used[number] += times * weight
        apart = fixed or distance.between(ratings, used)
        expected = _expected(used, apart)
        if not expected:
            return ONE_CATEGORY
        of_kind = within or [_observed(kind, apart, scale) for kind in kinds]
        observed = sum(of_kind[kind] * weight for kind, weight in weights.items())
        return 1 - Fraction((sum(used) - 1) * observed, scale * expected)

    return of


def _observed(pattern: _Pattern, apart: Matrix, scale: int) -> int:
    """The disagreement within a unit, over all pairs of its ratings."""
    total = sum(n * m * apart[i][j] for i, n in pattern for j, m in pattern)
    return total * scale // (sum(n for _, n in pattern) - 1)


def _expected(used: Sequence[int], apart: Matrix) -> int:
    """The disagreement of all ratings among one another."""
    return sum(n * sum(map(mul, row, used)) for n, row in zip(used, apart, strict=True) if n)
