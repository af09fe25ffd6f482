"""Sets of cells in few words: cubes, each a choice of values on some dimensions.

The cover is prime and irredundant: no cube can be widened by a value and none can be left out
(Quine 1952, American Mathematical Monthly 59(8), p. 521-531; for values of more than two kinds
Brayton and others 1984, Logic Minimization Algorithms for VLSI Synthesis). It need not be the
smallest one. Cells that the codebook rules out may lie in a cube.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.model.condition import AllOf, Comparison, Condition, Scalar, Value
from qualcode.typology.dimensions import Dimension
from qualcode.typology.formula import Formula, atom, conjunction, disjunction, negation, variables
from qualcode.typology.property_space import Cell, PropertySpace

_ABOUT_MEMBERS = {"contains": "contains_all", "excludes": "excludes"}

Cube = tuple[frozenset[int], ...]
"""The values allowed on each dimension of a space."""


@dataclass(frozen=True, slots=True)
class Region:
    """A set of cells: how many, one of them, and cubes that together are the set.

    `size` is None when there are too many to count, `complete` false when cubes were left out.
    """

    size: int | None
    example: Condition
    cubes: tuple[Condition, ...]
    complete: bool


def region(space: PropertySpace, cells: Formula, most_cubes: int) -> Region | None:
    """A set of cells described, with at most so many cubes; None if it is empty."""
    cell = space.witness(cells)
    if cell is None:
        return None
    example = condition_at(space, cell, variables(cells))
    cubes, complete = cover(space, cells, most_cubes)
    described = tuple(condition_of(space, cube) for cube in cubes)
    return Region(space.count(cells), example, described, complete)


def cover(space: PropertySpace, cells: Formula, most: int) -> tuple[tuple[Cube, ...], bool]:
    """Cubes that together hold all cells of a set and no others; whether they are all."""
    cubes: list[Cube] = []
    left = cells
    while len(cubes) < most and (cell := space.witness(left)) is not None:
        cubes.append(_widened(space, cells, cell))
        left = conjunction((left, negation(formula_of(space, cubes[-1]))))
    if space.has(left):
        return tuple(cubes), False
    return tuple(_needed(space, cells, cubes)), True


def _needed(space: PropertySpace, cells: Formula, cubes: list[Cube]) -> list[Cube]:
    for cube in tuple(cubes):
        others = [other for other in cubes if other != cube]
        covered = disjunction(formula_of(space, other) for other in others)
        if not space.has(conjunction((cells, negation(covered)))):
            cubes = others
    return cubes


def _widened(space: PropertySpace, cells: Formula, cell: Cell) -> Cube:
    """A cube around a cell that lies in a set and cannot be made wider."""
    cube = list(cube_at(space, cell))
    outside = negation(cells)

    def fits(place: int, values: frozenset[int]) -> bool:
        wider = (*cube[:place], values, *cube[place + 1 :])
        return not space.has(conjunction((formula_of(space, wider), outside)))

    for place, dimension in enumerate(space.dimensions):
        everything = frozenset(dimension.values)
        if cube[place] == everything:
            continue
        if fits(place, everything):
            cube[place] = everything
            continue
        for value in dimension.values:
            more = cube[place] | {value}
            if value not in cube[place] and fits(place, more):
                cube[place] = more
    return tuple(cube)


def cube_at(space: PropertySpace, cell: Cell) -> Cube:
    """A cell as a cube; it takes all values of what the cell leaves open."""
    return tuple(_values_at(dimension, cell) for dimension in space.dimensions)


def _values_at(dimension: Dimension, cell: Cell) -> frozenset[int]:
    """The value of a cell, or all of them where the set does not look at the dimension."""
    if dimension.variable not in cell:
        return frozenset(dimension.values)
    option = cell[dimension.variable]
    return frozenset(value for value in dimension.values if option in dimension.options[value])


def formula_of(space: PropertySpace, cube: Cube) -> Formula:
    """The cells of a cube as a formula."""
    return conjunction(
        atom(one.variable, one.allowing(values), space.sizes[one.variable])
        for one, values in zip(space.dimensions, cube, strict=True)
    )


def condition_of(space: PropertySpace, cube: Cube) -> Condition:
    """The cells of a cube as a condition: what it asks on the dimensions that it confines."""
    return _condition(_confined(space.dimensions, cube))


def _confined(
    dimensions: Sequence[Dimension], cube: Cube
) -> list[tuple[Dimension, frozenset[int]]]:
    """The dimensions that a cube confines, with the values that it allows."""
    pairs = zip(dimensions, cube, strict=True)
    return [(one, values) for one, values in pairs if len(values) < len(one.values)]


def condition_at(space: PropertySpace, cell: Cell, shown: frozenset[int]) -> Condition:
    """A cell as a condition on the variables to show."""
    at = [(one, _values_at(one, cell)) for one in space.dimensions if one.variable in shown]
    return _condition(at)


def _condition(confined: list[tuple[Dimension, frozenset[int]]]) -> Condition:
    parts = [one.condition(values) for one, values in confined]
    return AllOf(tuple(_together(parts)))


def _together(parts: list[Condition]) -> Iterator[Condition]:
    """The same conditions, those on the members of one set as one."""
    members: dict[tuple[str, str], list[Scalar]] = {}
    for part in parts:
        if isinstance(part, Comparison) and part.operator in _ABOUT_MEMBERS:
            members.setdefault((part.code, part.operator), []).append(_scalar(part.argument))
    for part in parts:
        if not isinstance(part, Comparison) or part.operator not in _ABOUT_MEMBERS:
            yield part
            continue
        found = members.pop((part.code, part.operator), [])
        if len(found) == 1:
            yield part
        elif found:
            yield Comparison(part.code, _ABOUT_MEMBERS[part.operator], tuple(found))


def _scalar(argument: Value) -> Scalar:
    return argument[0] if isinstance(argument, tuple) else argument
