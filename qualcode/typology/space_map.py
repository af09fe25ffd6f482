"""A map of a property space: squares of cells that no condition tells apart, with their cases.

The space is reduced as in Barton 1955, "The concept of property-space in social research" (in
Lazarsfeld and Rosenberg, The Language of Social Research, p. 40-53): values between which no
condition draws a line share a square, so the map has every type and every border between types.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.condition import AnyOf, Condition
from qualcode.model.typology import Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.cubes import condition_of, cover
from qualcode.typology.diversity import Reach, reach_of
from qualcode.typology.formula import Formula, atom, chosen
from qualcode.typology.property_space import PropertySpace, property_space

MOST_SQUARES = 400
"""A map with more squares cannot be read."""
_MOST_ACROSS = 4
_MOST_CUBES = 20


@dataclass(frozen=True, slots=True)
class Square:
    """Cells that no condition tells apart.

    `types` are those that hold here; `certain` the cases that surely lie here, `perhaps` those that
    may. Where the codebook rules every cell out, `is_possible` is false.
    """

    types: tuple[str, ...]
    is_possible: bool
    certain: tuple[str, ...]
    perhaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpaceMap:
    """A property space in rows and columns.

    An axis is a variable, as the conditions that tell its values apart. `rows` has a row of squares
    for each combination of values `down`, with a square for each combination `across`, the last
    axis changing first.
    """

    typology: Typology
    cells: int
    cases: int
    down: tuple[tuple[Condition, ...], ...]
    across: tuple[tuple[Condition, ...], ...]
    rows: tuple[tuple[Square, ...], ...]


def map_space(
    typology: Typology, cases: Sequence[Case], codebook: Codebook, classifier: Classifier
) -> SpaceMap:
    """The map of a typology's property space, with cases of its unit.

    Raises:
        Misuse: the map would have too many squares to be read.
        UnansweredError: a case leaves too many worlds for an exact answer.
    """
    space = property_space(typology, codebook)
    classes = {i: _classes(space, i) for i in range(len(space.sizes))}
    axes = tuple(i for i, found in classes.items() if len(found) > 1)
    squares = prod(len(classes[i]) for i in axes)
    if squares > MOST_SQUARES:
        raise Misuse(
            f"a map of '{typology.id}' would have {squares:,} squares, {MOST_SQUARES} at most can "
            f"be read; 'qualcode typology {typology.id}' tells the same in words"
        )
    width = _across(tuple(len(classes[i]) for i in axes))
    down, across = axes[: len(axes) - width], axes[len(axes) - width :]
    places = [
        [
            dict(zip(axes, (*row, *column), strict=True))
            for column in product(*(classes[i] for i in across))
        ]
        for row in product(*(classes[i] for i in down))
    ]
    return SpaceMap(
        typology=typology,
        cells=space.size,
        cases=len(cases),
        down=tuple(_conditions(space, i, classes[i]) for i in down),
        across=tuple(_conditions(space, i, classes[i]) for i in across),
        rows=_squares(space, places, reach_of(cases, space, classifier)),
    )


Options = frozenset[int]
"""Options of a variable that no condition tells apart."""


def _classes(space: PropertySpace, variable: int) -> tuple[Options, ...]:
    formulas = (space.possible, *space.holding.values())
    together: dict[tuple[Formula, ...], list[int]] = {}
    for option in range(space.sizes[variable]):
        left = tuple(chosen(formula, variable, option) for formula in formulas)
        together.setdefault(left, []).append(option)
    return tuple(map(frozenset, together.values()))


def _across(sizes: tuple[int, ...]) -> int:
    """How many of the last axes go across: few enough columns, and no more than rows."""
    width = 0
    for number in range(1, len(sizes) + 1):
        columns, rows = prod(sizes[-number:]), prod(sizes[:-number])
        if columns <= min(_MOST_ACROSS, rows) or (number == 1 and columns <= _MOST_ACROSS):
            width = number
    return width


def _conditions(
    space: PropertySpace, variable: int, classes: tuple[Options, ...]
) -> tuple[Condition, ...]:
    return tuple(_condition(space, variable, options) for options in classes)


def _condition(space: PropertySpace, variable: int, options: Options) -> Condition:
    cubes, _ = cover(space, atom(variable, options, space.sizes[variable]), _MOST_CUBES)
    parts = tuple(condition_of(space, cube) for cube in cubes)
    return parts[0] if len(parts) == 1 else AnyOf(parts)


Place = Mapping[int, Options]
"""Where a square is: options of each variable."""


def _squares(
    space: PropertySpace, places: Sequence[Sequence[Place]], reach: Mapping[str, Reach]
) -> tuple[tuple[Square, ...], ...]:
    """The squares at these places; a case that may lie in one alone surely does."""
    within = [[_within(space, place, reach) for place in row] for row in places]
    times = Counter(case for row in within for there in row for case in there)
    return tuple(
        tuple(
            Square(
                types=_types(space, place),
                is_possible=space.has(_at(place, space.possible)),
                certain=tuple(case for case in there if times[case] == 1),
                perhaps=tuple(case for case in there if times[case] > 1),
            )
            for place, there in zip(*both, strict=True)
        )
        for both in zip(places, within, strict=True)
    )


def _within(space: PropertySpace, place: Place, reach: Mapping[str, Reach]) -> tuple[str, ...]:
    """The cases that may lie in a square."""
    if not space.has(_at(place, space.possible)):
        return ()
    return tuple(
        case
        for case, found in reach.items()
        if all(found[variable] & some for variable, some in place.items())
    )


def _types(space: PropertySpace, place: Place) -> tuple[str, ...]:
    if not space.has(_at(place, space.possible)):
        return ()
    return tuple(name for name, holds in space.holding.items() if space.has(_at(place, holds)))


def _at(place: Place, formula: Formula) -> Formula:
    for variable, options in place.items():
        formula = chosen(formula, variable, min(options))
    return formula
