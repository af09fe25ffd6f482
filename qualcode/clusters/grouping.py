"""Groups by average linkage, and how well they agree with the declared types.

The one place that knows scipy. Agreement is the adjusted Rand index (Hubert and Arabie 1985,
Journal of Classification 2, p. 193-218): 1 for the same groups, 0 for what chance would give. The
silhouette is that of Rousseeuw 1987, Journal of Computational and Applied Mathematics 20, p. 53-65;
cases of a type should be nearer to one another than to those of other types (Kluge 2000, Forum
Qualitative Social Research 1(1), art. 14).
"""

import importlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import Any

from qualcode.clusters.distances import Distances
from qualcode.diagnostics import Misuse

LEAST_PER_TYPE = 2
"""With fewer decided cases than this for each type, groups say nothing."""


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """Mean distance within types and between them, and the mean silhouette by type.

    None where a mean has nothing to be taken over; silhouettes only of types with several cases.
    """

    within: Fraction | None
    between: Fraction | None
    silhouettes: Mapping[str, Fraction]

    @property
    def is_mixed(self) -> bool:
        """Whether cases of one type lie no nearer to one another than to those of others."""
        return self.within is not None and self.between is not None and self.within >= self.between


@dataclass(frozen=True, slots=True)
class Groups:
    """The group of each case, and the agreement of the groups with the types.

    `without` has the agreement when one case is left out.
    """

    types: Mapping[str, str]
    groups: Mapping[str, int]
    agreement: Fraction
    without: Mapping[str, Fraction]
    homogeneity: Homogeneity


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the cases do not support groups: all reasons, in words."""

    reasons: tuple[str, ...]


def group(types: Mapping[str, str], distances: Distances) -> Groups | Refusal:
    """As many groups as there are types among the cases, compared with the types.

    Args:
        types: the type of each case.
        distances: between each two of these cases, in their order.

    Raises:
        Misuse: scipy is not installed.
    """
    reasons = tuple(_reasons(types, distances))
    if reasons:
        return Refusal(reasons)
    known = {pair: d for pair, d in distances.items() if d is not None}
    groups = _linked(tuple(types), known, len(set(types.values())))
    return Groups(
        types=types,
        groups=groups,
        agreement=adjusted_rand(types, groups),
        without={name: _agreement_without(name, types, known) for name in types},
        homogeneity=homogeneity(types, known),
    )


def _reasons(types: Mapping[str, str], distances: Distances) -> Iterable[str]:
    sizes = Counter(types.values())
    if len(sizes) < 2:
        yield f"{len(types)} cases are decided, all types counted; it takes cases of two types"
    elif len(types) < LEAST_PER_TYPE * len(sizes):
        least = LEAST_PER_TYPE * len(sizes)
        yield f"{len(types)} decided cases are too few for {len(sizes)} types; it takes {least}"
    strangers = [pair for pair, distance in distances.items() if distance is None]
    for one, two in strangers:
        yield f"no code is known of both '{one}' and '{two}', so their distance is not known"
    if not strangers and distances and not any(distances.values()):
        yield "all cases are alike on all codes, so there is nothing to group them by"


def _linked(
    names: Sequence[str], distances: Mapping[tuple[str, str], Fraction], number: int
) -> Mapping[str, int]:
    hierarchy = _scipy()
    condensed = [float(distances[pair]) for pair in combinations(names, 2)]
    tree = hierarchy.linkage(condensed, method="average")
    labels = hierarchy.fcluster(tree, number, criterion="maxclust")
    first = dict.fromkeys(int(label) for label in labels)
    order = {label: place for place, label in enumerate(first, 1)}
    return {name: order[int(label)] for name, label in zip(names, labels, strict=True)}


def _agreement_without(
    left_out: str, types: Mapping[str, str], distances: Mapping[tuple[str, str], Fraction]
) -> Fraction:
    rest = {name: kind for name, kind in types.items() if name != left_out}
    return adjusted_rand(rest, _linked(tuple(rest), distances, len(set(rest.values()))))


def adjusted_rand(one: Mapping[str, object], two: Mapping[str, object]) -> Fraction:
    """The agreement of two ways to group the same cases, corrected for chance; 1 for the same."""
    pairs = comb(len(one), 2)
    both = sum(comb(n, 2) for n in Counter((one[name], two[name]) for name in one).values())
    first = sum(comb(n, 2) for n in Counter(one.values()).values())
    second = sum(comb(n, 2) for n in Counter(two.values()).values())
    by_chance = Fraction(first * second, pairs) if pairs else Fraction(0)
    most = Fraction(first + second, 2)
    # Both one group, or both all single: there is only one way to agree.
    return Fraction(1) if most == by_chance else (both - by_chance) / (most - by_chance)


def homogeneity(
    types: Mapping[str, str], distances: Mapping[tuple[str, str], Fraction]
) -> Homogeneity:
    """Whether cases of one type lie nearer to one another than to those of other types."""
    within = [d for (one, two), d in distances.items() if types[one] == types[two]]
    between = [d for (one, two), d in distances.items() if types[one] != types[two]]
    apart = {**distances, **{(two, one): d for (one, two), d in distances.items()}}
    members: dict[str, list[str]] = {}
    for name, kind in types.items():
        members.setdefault(kind, []).append(name)

    def silhouette(name: str) -> Fraction:
        own = [apart[name, other] for other in members[types[name]] if other != name]
        others = (
            _mean([apart[name, other] for other in some])
            for kind, some in members.items()
            if kind != types[name]
        )
        near, far = _mean(own), min(others)
        return (far - near) / max(far, near) if max(far, near) else Fraction(0)

    return Homogeneity(
        within=_mean(within) if within else None,
        between=_mean(between) if between else None,
        silhouettes={
            kind: _mean([silhouette(name) for name in some])
            for kind, some in members.items()
            if len(some) > 1 and len(members) > 1
        },
    )


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _scipy() -> Any:  # noqa: ANN401 - a module of an optional library
    try:
        return importlib.import_module("scipy.cluster.hierarchy")
    except ImportError:
        raise Misuse("groups need the extra 'cluster': pip install 'qualcode[cluster]'") from None
