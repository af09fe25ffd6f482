"""Agreement on passages: which stretches of a text coders mark, and with which codes.

Named by its version, because Krippendorff, Mathet, Bouvry and Widlöcher 2016 (Quality & Quantity
50, p. 2347-2364) changed the coefficient for more than two coders.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations
from math import lcm

from qualcode.agreement.alpha import Sample
from qualcode.agreement.ratings import Figure, Undefined


@dataclass(frozen=True, order=True, slots=True)
class Stretch:
    """A stretch of a text from `begin` up to, not including, `end`."""

    begin: int
    end: int

    @property
    def length(self) -> int:
        """How long it is."""
        return self.end - self.begin


Marked = Sequence[Sequence[Stretch]]
"""The stretches that each coder gave one code."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What coders differ by, and what chance would make of it."""

    observed: Fraction
    expected: Fraction


def alpha_u_2004(codes: Sequence[Marked], whole: Stretch) -> Figure:
    """Krippendorff's alpha of unitised texts, over one code or several together.

    Krippendorff 2004, Content Analysis, 2nd ed., ch. 11; its example is on p. 254.

    Args:
        codes: for each code, the stretches of every coder; all list the same coders.
        whole: the text that was coded.
    """
    trouble = next(filter(None, (_trouble(marked, whole) for marked in codes)), None)
    if trouble is not None:
        return trouble
    found = [disagreement(marked, whole) for marked in codes]
    return alpha_u_of(found)(range(len(found)))


def alpha_u_of(texts: Sequence[Disagreement]) -> Sample:
    """Alpha of several disagreements as a function of which are taken, as for samples of them.

    What coders differ by is added up over texts as it is over codes.
    """
    shared = lcm(*(part.denominator for one in texts for part in (one.observed, one.expected)))
    observed = [int(one.observed * shared) for one in texts]
    expected = [int(one.expected * shared) for one in texts]

    def figure(taken: Sequence[int]) -> Figure:
        by_chance = sum(expected[i] for i in taken)
        if not by_chance:
            return Undefined("nobody marked a passage")
        return 1 - Fraction(sum(observed[i] for i in taken), by_chance)

    return figure


def _trouble(marked: Marked, whole: Stretch) -> Undefined | None:
    if len(marked) < 2:
        return Undefined("it takes two coders")
    for stretches in marked:
        ordered = sorted(stretches)
        if any(one.end > other.begin for one, other in pairwise(ordered)):
            return Undefined("passages of one coder with one code overlap")
        if ordered and not whole.begin <= ordered[0].begin <= ordered[-1].end <= whole.end:
            return Undefined("a passage lies outside the text")
    return None


def disagreement(marked: Marked, whole: Stretch) -> Disagreement:
    """The observed and the expected disagreement on one code."""
    coders, length = len(marked), whole.length
    gaps = [tuple(_gaps(stretches, whole)) for stretches in marked]
    observed = sum(
        _apart(marked[i], marked[j]) + _alone(marked[i], gaps[j]) + _alone(marked[j], gaps[i])
        for i, j in permutations(range(coders), 2)
    )
    everyone = [stretch.length for stretches in marked for stretch in stretches]
    free = [gap.length for one in gaps for gap in one]
    ways = coders * length * (coders * length - 1) - sum(b * (b - 1) for b in everyone)
    by_chance = sum((_by_chance(b, len(everyone), free) for b in everyone), Fraction(0))
    return Disagreement(
        Fraction(observed, coders * (coders - 1) * length**2),
        Fraction(2, length) * by_chance / ways,
    )


def _gaps(stretches: Sequence[Stretch], whole: Stretch) -> Iterator[Stretch]:
    """What a coder left unmarked."""
    begin = whole.begin
    for stretch in (*sorted(stretches), Stretch(whole.end, whole.end)):
        if stretch.begin > begin:
            yield Stretch(begin, stretch.begin)
        begin = stretch.end


def _apart(one: Sequence[Stretch], other: Sequence[Stretch]) -> int:
    """How far stretches that overlap are from beginning and ending at the same places."""
    return sum(
        (a.begin - b.begin) ** 2 + (a.end - b.end) ** 2
        for a in one
        for b in other
        if a.begin < b.end and b.begin < a.end
    )


def _alone(stretches: Sequence[Stretch], gaps: Sequence[Stretch]) -> int:
    """The squared lengths of the stretches that another coder left unmarked throughout."""
    return sum(
        stretch.length**2
        for stretch in stretches
        for gap in gaps
        if gap.begin <= stretch.begin and stretch.end <= gap.end
    )


def _by_chance(b: int, number: int, gaps: Sequence[int]) -> Fraction:
    """What a stretch of a length contributes when it may lie anywhere."""
    overlapping = Fraction((number - 1) * (2 * b**3 - 3 * b**2 + b), 3)
    return overlapping + b**2 * sum(gap - b + 1 for gap in gaps if gap >= b)
