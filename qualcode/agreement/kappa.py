"""Cohen's kappa for two coders, weighted or not."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from qualcode.agreement.ratings import NOTHING_SHARED, ONE_CATEGORY, Figure, Rating

Pairs = Sequence[tuple[Rating, Rating]]
Table = Mapping[tuple[Rating, Rating], int]
"""How often one coder chose one category and the other another."""

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
    return pooled_kappa([Counter(pairs)], categories, weight)


def pooled_kappa(
    tables: Sequence[Table], categories: Sequence[Rating], weight: Weight = unweighted
) -> Figure:
    """One kappa of several items, each of which weighs the same.

    Observed and expected agreement are averaged before they are compared: De Vries, Elliott,
    Kanouse and Teleki 2008, Field Methods 20, p. 272-282.
    """
    place = {category: i for i, category in enumerate(categories)}
    apart = [_apart(table, place, weight) for table in tables if any(table.values())]
    if not apart:
        return NOTHING_SHARED
    expected = sum(by_chance for _, by_chance in apart)
    return 1 - sum(observed for observed, _ in apart) / expected if expected else ONE_CATEGORY


def _apart(table: Table, place: Mapping[Rating, int], weight: Weight) -> tuple[Fraction, Fraction]:
    """The disagreement there is, and what chance would make of it, as shares of the units."""
    firsts: Counter[int] = Counter()
    seconds: Counter[int] = Counter()
    observed = 0
    for (one, other), times in table.items():
        first, second = place[one], place[other]
        firsts[first] += times
        seconds[second] += times
        observed += times * weight(first, second)
    expected = sum(
        n * m * weight(one, other) for one, n in firsts.items() for other, m in seconds.items()
    )
    number = firsts.total()
    return Fraction(observed, number), Fraction(expected, number**2)


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
