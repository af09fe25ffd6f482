"""Two typologies of one unit taken together: which combinations of their types there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.typology import Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.formula import Formula, conjunction, disjunction, negation
from qualcode.typology.property_space import PropertySpace, property_space

Combination = tuple[str | None, str | None]
"""A type of either typology; None stands for none of its types."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Two typologies with what is known of each combination of their types.

    Attributes:
        certain: the cases that surely have the combination.
        possible: further cases that have it in some world.
        impossible: the combinations that the conditions rule out for any case.
    """

    first: Typology
    second: Typology
    certain: Mapping[Combination, tuple[str, ...]]
    possible: Mapping[Combination, tuple[str, ...]]
    impossible: frozenset[Combination]

    @property
    def combinations(self) -> tuple[Combination, ...]:
        """All combinations, row by row."""
        return tuple(self.certain)


def link(first: Typology, second: Typology, cases: Sequence[Case], codebook: Codebook) -> Linked:
    """Which combinations of the types of two typologies of one unit cases have, and can have.

    Raises:
        UnansweredError: the conditions are too entangled for an exact answer in time.
    """
    space = property_space(_together(first, second), codebook)
    cells = _combined(first, second, space.holding)
    worlds = {case.id: CaseWorlds(space.compiled, case) for case in cases}
    holding = {case.id: _held(worlds[case.id], case, (first, second), space) for case in cases}
    truths = {
        name: {
            combination: worlds[name].worlds.truth(formula, worlds[name].possible)
            for combination, formula in _combined(first, second, holding[name]).items()
        }
        for name in worlds
    }
    return Linked(
        first,
        second,
        certain={one: tuple(n for n, t in truths.items() if t[one] == {True}) for one in cells},
        possible={one: tuple(n for n, t in truths.items() if len(t[one]) == 2) for one in cells},
        impossible=frozenset(one for one, formula in cells.items() if not space.has(formula)),
    )


def _name(typology: Typology, kind: str) -> str:
    return f"{typology.id} {kind}"


def _together(first: Typology, second: Typology) -> Typology:
    types = {
        _name(typology, name): kind.model_copy(update={"id": _name(typology, name)})
        for typology in (first, second)
        for name, kind in typology.types.items()
    }
    return first.model_copy(update={"id": f"{first.id} {second.id}", "types": types})


def _combined(
    first: Typology, second: Typology, holding: Mapping[str, Formula]
) -> Mapping[Combination, Formula]:
    """The formula of each combination, from those of the single types."""

    def with_none(typology: Typology) -> dict[str | None, Formula]:
        found: dict[str | None, Formula] = {
            name: holding[_name(typology, name)] for name in typology.types
        }
        found[None] = negation(disjunction(found.values()))
        return found

    return {
        (one, two): conjunction((a, b))
        for one, a in with_none(first).items()
        for two, b in with_none(second).items()
    }


def _held(
    worlds: CaseWorlds, case: Case, typologies: Sequence[Typology], space: PropertySpace
) -> Mapping[str, Formula]:
    """When each type holds of a case; the type that the source names does, if that settles it."""
    rules = {kind.id: kind.rule for kind in space.compiled.types}
    found: dict[str, Formula] = {}
    for typology in typologies:
        named = case.declared_types.get(typology.id)
        for kind in typology.types:
            name = _name(typology, kind)
            settled = typology.declared_types_settle and named is not None and named.type == kind
            found[name] = True if settled else worlds.rule_formula(rules[name])
    return found
