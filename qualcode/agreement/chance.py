"""Percent agreement, and coefficients that correct it for chance by the shares of the categories.

Units that some coders did not rate count with the ratings that they have (Gwet 2014, Handbook of
Inter-Rater Reliability, 4th ed., ch. 2): agreement over the units that two coders rated, the
shares over all. With as many ratings of every unit these are the coefficients as first published.
"""

from collections import Counter
from fractions import Fraction

from qualcode.agreement.ratings import (
    NOTHING_SHARED,
    ONE_CATEGORY,
    Figure,
    Rating,
    Undefined,
    Units,
    pairable,
)


def percent(units: Units) -> Figure:
    """The share of pairs of coders who said the same of a unit, on average over the units.

    With two coders it is the share of units of which both said the same.
    """
    kept = pairable(units)
    if not kept:
        return NOTHING_SHARED
    return sum(map(_agreeing, kept), Fraction(0)) / len(kept)


def fleiss_kappa(units: Units) -> Figure:
    """Kappa for any number of coders (Fleiss 1971, Psychological Bulletin 76, p. 378-382)."""
    observed = percent(units)
    if isinstance(observed, Undefined):
        return observed
    expected = sum((share**2 for share in _shares(units).values()), Fraction(0))
    return (observed - expected) / (1 - expected) if expected != 1 else ONE_CATEGORY


def gwet_ac1(units: Units, categories: int) -> Figure:
    """AC1, which stays steady where one category is very frequent.

    Gwet 2008, British Journal of Mathematical and Statistical Psychology 61, p. 29-48.

    Args:
        units: what was said of each.
        categories: how many there are to choose from, used or not.
    """
    observed = percent(units)
    if isinstance(observed, Undefined):
        return observed
    if categories < 2:
        return Undefined("there is only one category to choose from")
    spread = sum((share * (1 - share) for share in _shares(units).values()), Fraction(0))
    expected = spread / (categories - 1)
    return (observed - expected) / (1 - expected)


def _agreeing(ratings: tuple[Rating, ...]) -> Fraction:
    """The share of pairs within a unit that are the same."""
    pairs = len(ratings) * (len(ratings) - 1)
    return Fraction(sum(n * (n - 1) for n in Counter(ratings).values()), pairs)


def _shares(units: Units) -> dict[Rating, Fraction]:
    """The share of each category in a unit, on average over the units that anybody rated."""
    rated = [tuple(unit.values()) for unit in units if unit]
    shares: dict[Rating, Fraction] = {}
    for ratings in rated:
        for rating, times in Counter(ratings).items():
            part = Fraction(times, len(ratings) * len(rated))
            shares[rating] = shares.get(rating, Fraction(0)) + part
    return shares
