"""The property space of a typology: every combination of values that its conditions can tell apart.

Lazarsfeld 1937, "Some remarks on the typological procedures in social research", Zeitschrift für
Sozialforschung 6, p. 119-139. A cell is one combination; a type is a set of cells. Combinations
that the codebook declares impossible are not part of it. What only describes (profiles, typical
traits) takes no part.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.typology import Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.compiled import Compiled, Rule, all_of, compile_typology
from qualcode.typology.dimensions import Dimension, dimensions_of
from qualcode.typology.formula import (
    Atom,
    Formula,
    atom,
    atoms,
    chosen,
    conjunction,
    mapped,
    variables,
)
from qualcode.typology.states import State
from qualcode.typology.worlds import Worlds

Cell = Mapping[int, int]
"""An option for each variable that something depends on."""


@dataclass(frozen=True)
class PropertySpace:
    """The cells of a typology's property space, for questions about sets of them.

    A set of cells is a formula over variables with `sizes` options each. `holding` has the cells of
    each type, `possible` those that the codebook does not rule out. Questions raise
    `UnansweredError` where there is no exact answer in time.
    """

    compiled: Compiled
    sizes: tuple[int, ...]
    dimensions: tuple[Dimension, ...]
    possible: Formula
    impossible: tuple[Formula, ...]
    holding: Mapping[str, Formula]
    of_rule: Callable[[Rule], Formula]

    @cached_property
    def worlds(self) -> Worlds:
        """The worlds that the cells are."""
        return Worlds(self.sizes)

    @property
    def size(self) -> int:
        """How many cells there are, with those that the codebook rules out."""
        return prod(self.sizes)

    @property
    def names(self) -> tuple[str, ...]:
        """The codes and record groups that the dimensions belong to."""
        return tuple(dict.fromkeys(dimension.name for dimension in self.dimensions))

    def variables_of(self, name: str) -> frozenset[int]:
        """The variables of a code or record group."""
        return frozenset(one.variable for one in self.dimensions if one.name == name)

    def has(self, cells: Formula) -> bool:
        """Whether a set has any cell."""
        return True in self.worlds.truth(cells, self.possible)

    def count(self, cells: Formula) -> int | None:
        """How many cells a set has; None if there are too many to count."""
        state = State(conjunction((cells, self.possible)), ())
        counted = self.worlds.count(state)
        if counted is None:
            return None
        open_ones = state.open_variables()
        return counted * prod(size for i, size in enumerate(self.sizes) if i not in open_ones)

    def witness(self, cells: Formula) -> Cell | None:
        """One cell of a set, the first in the order of the codebook; None if there is none."""
        if not self.has(cells):
            return None
        possible, cell = self.possible, {}
        for variable in sorted(variables(cells) | variables(possible)):
            for option in range(self.sizes[variable]):
                left = chosen(cells, variable, option)
                allowed = chosen(possible, variable, option)
                if True in self.worlds.truth(left, allowed):
                    cell[variable], cells, possible = option, left, allowed
                    break
        return cell


def property_space(typology: Typology, codebook: Codebook) -> PropertySpace:
    """The property space of a typology; a type that is graded has the cells that are more in."""
    compiled = compile_typology(_deciding_only(typology), codebook)
    worlds = CaseWorlds(compiled, _blank(typology.unit))
    holding = {kind.id: worlds.rule_formula(kind.rule) for kind in compiled.types}
    impossible = [worlds.space.formula(condition) for condition in compiled.impossible]
    # Each condition by itself: together they may be simpler, and then ask for less.
    alone = (worlds.space.formula(c) for kind in compiled.types for c in all_of(kind.rule))
    asked = _by_variable((*alone, *impossible))
    space = worlds.space
    by_variable = {
        variable: dimensions_of(variable, space, compiled.frame, asked[variable])
        for variable in sorted(asked)
    }
    classes = {
        variable: _classes(found[0], space.sizes[variable])
        for variable, found in by_variable.items()
    }

    def merged(formula: Formula) -> Formula:
        return mapped(formula, lambda one: _merged(one, classes[one.variable]))

    dimensions = [
        _over(classes[variable], one) for variable, found in by_variable.items() for one in found
    ]
    sizes = (max(classes[i]) + 1 if i in classes else 1 for i in range(len(space.sizes)))
    return PropertySpace(
        compiled=compiled,
        sizes=tuple(sizes),
        dimensions=tuple(dimensions),
        possible=merged(worlds.possible),
        impossible=tuple(merged(formula) for formula in impossible),
        holding={name: merged(formula) for name, formula in holding.items()},
        of_rule=lambda rule: merged(worlds.rule_formula(rule)),
    )


def _deciding_only(typology: Typology) -> Typology:
    """The typology without what only describes and ranks."""
    types = {
        kind.id: kind.model_copy(update={"profile": {}, "subtypes": ()})
        for kind in typology.types.values()
    }
    return typology.model_copy(update={"types": types})


def _blank(unit: str) -> Case:
    return Case(
        id="", unit=unit, attributes={}, codes={}, records={}, declared_types={}, printed_labels={}
    )


def _by_variable(formulas: Iterable[Formula]) -> Mapping[int, Collection[Atom]]:
    found: dict[int, set[Atom]] = {}
    for formula in formulas:
        for one in atoms(formula):
            found.setdefault(one.variable, set()).add(one)
    return found


Classes = tuple[int, ...]
"""For each option of a variable the number of the option that stands for it and its like."""


def _classes(first: Dimension, size: int) -> Classes:
    """Options of a number that no condition tells apart are one; all others stay their own."""
    if first.is_of_records:
        return tuple(range(size))
    return tuple(next(v for v in first.values if i in first.options[v]) for i in range(size))


def _merged(one: Atom, classes: Classes) -> Formula:
    options = {classes[option] for option in one.options}
    return atom(one.variable, options, max(classes) + 1)


def _over(classes: Classes, dimension: Dimension) -> Dimension:
    options = (frozenset(classes[i] for i in options) for options in dimension.options)
    return replace(dimension, options=tuple(options))
