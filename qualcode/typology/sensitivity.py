"""How far a case resembles each type, and how firmly the verdict stands when thresholds move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from qualcode.model.case import Case
from qualcode.model.typology import Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.classify import Classifier
from qualcode.typology.verdict import CaseVerdict, Kind, Membership, Naming, Verdict


@dataclass(frozen=True, slots=True)
class Range:
    """The values of a threshold that give the same verdicts; None where there is no end.

    `blend` stays the same above `low` up to and with `high`, `margin` from `low` on below `high`.
    """

    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Where no type holds: the least and the most resemblance to each, and the thresholds' ranges.

    A range is the sensitivity range of Oana and Schneider (2021, "A robustness test protocol for
    applied QCA", Sociological Methods & Research), of a verdict instead of a solution.
    """

    resemblances: tuple[Membership, ...]
    blend: Range
    margin: Range


def sensitivity(case: Case, typology: Typology, classifier: Classifier) -> Sensitivity | None:
    """How the verdict of a case hangs on resemblances.

    None if some type holds in every world, if there is no world, or if there are too many to list
    resemblances.
    """
    if classifier.classify(case, typology).kind is Kind.INVALID:
        return None
    compiled = classifier.compiled(typology)
    worlds = CaseWorlds(compiled, case)
    scores = worlds.worlds.resemblances(worlds.start, compiled.naming)
    if not scores:
        return None
    naming, whole = compiled.naming, compiled.whole
    bounds = tuple(
        Membership(name, Fraction(min(column), whole), Fraction(max(column), whole))
        for name, column in zip(naming.types, zip(*scores, strict=True), strict=True)
    )

    def said(one: Naming) -> frozenset[Verdict]:
        return frozenset(one.resembling(vector) for vector in scores)

    blends = sorted({score for vector in scores for score in vector})
    margins = sorted({max(vector) - score for vector in scores for score in vector})
    return Sensitivity(
        bounds,
        _range(blends, naming.blend, lambda value: said(replace(naming, blend=value)), whole, 1),
        _range(margins, naming.margin, lambda value: said(replace(naming, margin=value)), whole, 0),
    )


def pure_range(verdict: CaseVerdict) -> Range | None:
    """How far the `pure` threshold can move: above `low` up to and with `high`.

    None unless a case surely belongs to one type alone, to a degree.
    """
    if verdict.kind not in (Kind.PURE, Kind.MAINLY) or not verdict.memberships:
        return None
    degree = next(one for one in verdict.memberships if one.type == verdict.types[0])
    if verdict.kind is Kind.PURE:
        return Range(None, degree.least)
    return Range(degree.most, None)


def _range(
    points: Sequence[int],
    now: int,
    said: Callable[[int], frozenset[Verdict]],
    whole: int,
    step: int,
) -> Range:
    """How far a threshold can move; verdicts change just behind points (`step` 1), or at them."""
    starts = [point + step for point in points]
    below = [start for start in starts if start <= now]
    above = [start for start in starts if start > now]
    same = said(now)
    low = None
    for start in reversed(below):
        if said(start - 1) != same:
            low = Fraction(start - step, whole)
            break
    high = next((Fraction(start - step, whole) for start in above if said(start) != same), None)
    return Range(low, high)
