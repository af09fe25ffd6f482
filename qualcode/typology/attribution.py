"""What a blend is made of: which of its types each dimension of a case speaks for.

A blend is a fact about a case, an overlap one about a typology: only blends are attributed.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qualcode.model.base import exact
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.condition import Comparison, Condition
from qualcode.model.typology import Type, Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.classify import Classifier
from qualcode.typology.derive import without_derived
from qualcode.typology.verdict import Kind, Membership

Pattern = tuple[int, ...]
"""Which matches hold in a world, as ones and zeros."""


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension: the types that its value is ideal for, and those for which that is open."""

    dimension: Condition | str
    matching: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The dimensions of a blend, and the share of each of its types over the possible worlds.

    The weight of a dimension is divided evenly among the types that it matches; shares are of the
    weight of all dimensions that match some type. A set matches when it has an ideal member.
    """

    rows: tuple[Row, ...]
    shares: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """That a dimension speaks for a type, and with what part of the type's whole weight."""

    dimension: Condition | str
    type: str
    weight: Fraction
    condition: Condition


def attribution(
    case: Case, typology: Typology, codebook: Codebook, classifier: Classifier
) -> Attribution | None:
    """What the blend of a case is made of; None if its verdict is no blend, or not decided."""
    verdict = classifier.classify(case, typology)
    if verdict.kind is not Kind.BLEND:
        return None
    types = [typology.types[name] for name in verdict.types]
    matches = [match for kind in types for match in _matches(kind, codebook)]
    worlds = CaseWorlds(classifier.compiled(typology), case)
    formulas = [worlds.space.formula(match.condition) for match in matches]
    patterns = worlds.worlds.patterns(formulas, worlds.possible)
    shares = [_shares(matches, pattern, verdict.types) for pattern in patterns]
    return Attribution(
        rows=tuple(_rows(matches, patterns)),
        shares=tuple(
            Membership(name, min(s[name] for s in shares), max(s[name] for s in shares))
            for name in verdict.types
        ),
    )


def _matches(kind: Type, codebook: Codebook) -> Iterator[_Match]:
    """The dimensions of a type's profile, or its necessary conditions where it has none."""
    if not kind.profile:
        weight = Fraction(1, len(kind.necessary) or 1)
        for clause in kind.necessary:
            yield _Match(clause.when, kind.id, weight, without_derived(clause.when, codebook.codes))
        return
    whole = sum((exact(ideal.weight) for ideal in kind.profile.values()), Fraction(0))
    for name, ideal in kind.profile.items():
        is_set = codebook.codes[name].scale is Scale.SET
        test = Comparison(name, "contains_any" if is_set else "in", ideal.ideal)
        weight = exact(ideal.weight) / whole
        yield _Match(name, kind.id, weight, without_derived(test, codebook.codes))


def _rows(matches: Sequence[_Match], patterns: Collection[Pattern]) -> Iterator[Row]:
    for dimension in dict.fromkeys(match.dimension for match in matches):
        seen = {
            match.type: {pattern[i] for pattern in patterns}
            for i, match in enumerate(matches)
            if match.dimension == dimension
        }
        yield Row(
            dimension,
            matching=tuple(name for name, truth in seen.items() if truth == {1}),
            open=tuple(name for name, truth in seen.items() if len(truth) == 2),
        )


def _shares(
    matches: Sequence[_Match], pattern: Pattern, types: Sequence[str]
) -> Mapping[str, Fraction]:
    held = [match for match, holds in zip(matches, pattern, strict=True) if holds]
    number = Counter(match.dimension for match in held)
    weights = dict.fromkeys(types, Fraction(0))
    for match in held:
        weights[match.type] += match.weight / number[match.dimension]
    whole = sum(weights.values(), Fraction(0)) or 1
    return {name: weight / whole for name, weight in weights.items()}
