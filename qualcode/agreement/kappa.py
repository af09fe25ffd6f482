"""Cohen's kappa for two coders, weighted or not."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

from qualcode.agreement.ratings import NOTHING_SHARED, ONE_CATEGORY, Figure, Rating

Pairs = Sequence[tuple[Rating, Rating]]
Weight = Callable[[int, int], int]
"""How much it weighs when one coder chose one category and the other another, by their places."""


def unweighted(one: int, other: int) -> int:
    """Every disagreement weighs the same."""
    return int(one != other)


def linear(one: int, other: int) -> int:
    """As much as there are steps between the two."""
    return abs(one - other)


def quadratic(one: int, other: int) -> int:
    """As much as the square of the steps."""
    return (one - other) ** 2


def cohen_kappa(pairs: Pairs, categories: Sequence[Rating], weight: Weight = unweighted) -> Figure:
    """Kappa (Cohen 1960, Educational and Psychological Measurement 20, p. 37-46).

    With weights as in Cohen 1968, Psychological Bulletin 70, p. 213-220.

    Args:
        pairs: what the two coders said of each unit that both rated.
        categories: those there are, in their order where a weight asks for it.
        weight: how much a disagreement weighs.
    """
    if not pairs:
        return NOTHING_SHARED
    place = {category: i for i, category in enumerate(categories)}
    observed = sum(weight(place[one], place[other]) for one, other in pairs)
    firsts = Counter(place[one] for one, _ in pairs)
    seconds = Counter(place[other] for _, other in pairs)
    expected = sum(
        n * m * weight(one, other) for one, n in firsts.items() for other, m in seconds.items()
    )
    return 1 - Fraction(observed * len(pairs), expected) if expected else ONE_CATEGORY


def greatest_kappa(pairs: Pairs) -> Figure:
    """The most that kappa can be where two coders use the categories as often as these do.

    Cohen 1960, as above.
    """
    if not pairs:
        return NOTHING_SHARED
    firsts = Counter(one for one, _ in pairs)
    seconds = Counter(other for _, other in pairs)
    expected = Fraction(sum(n * seconds[one] for one, n in firsts.items()), len(pairs) ** 2)
    most = Fraction(sum(min(n, seconds[one]) for one, n in firsts.items()), len(pairs))
    return (most - expected) / (1 - expected) if expected != 1 else ONE_CATEGORY
