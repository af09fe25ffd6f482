"""How far a figure could be off, by drawing the units again and again.

Units are drawn with replacement, each with all its ratings, and the figure is worked out anew from
each sample, expected disagreement included; the interval lies between the percentiles. This is
the standard bootstrap of Zapf, Castell, Morawietz and Karch 2016 (BMC Medical Research Methodology
16:93), who found that it keeps what it promises, and that Krippendorff's own algorithm, which
redraws the observed disagreement only, does not. Percentiles: Efron and Tibshirani 1993, An
Introduction to the Bootstrap, ch. 13.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from random import Random

from qualcode.agreement.alpha import Sample
from qualcode.agreement.ratings import Undefined

SEED = 1
LEVEL = Fraction(95, 100)
SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies in most samples; in `undefined` of the samples it had no value."""

    low: Fraction
    high: Fraction
    undefined: int = 0


def interval(
    figure: Sample, size: int, seed: int = SEED, samples: int = SAMPLES
) -> Interval | Undefined:
    """The interval of a figure that is worked out from so many units.

    The same seed gives the same samples on every machine: of Python's generator only `random()` is
    used, which is promised never to change.
    """
    if size < 2:
        return Undefined("an interval needs two cases that two coders coded")
    random = Random(seed).random
    drawn = (figure([int(random() * size) for _ in range(size)]) for _ in range(samples))
    found = sorted(one for one in drawn if not isinstance(one, Undefined))
    if 2 * len(found) < samples:
        return Undefined("in most samples of the cases only one category is left")
    outside = (1 - LEVEL) / 2 * len(found)
    low, high = floor(outside), ceil(len(found) - outside) - 1
    return Interval(found[low], found[high], samples - len(found))
