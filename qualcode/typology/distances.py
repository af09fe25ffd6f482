"""How far apart types lie, and which codes it takes to tell them apart."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from qualcode.typology.formula import (
    Atom,
    Formula,
    conjunction,
    differing,
    disjunction,
    mapped,
)
from qualcode.typology.minimal import MinimalSets, minimal_sets
from qualcode.typology.property_space import PropertySpace
from qualcode.typology.worlds import Worlds

MOST_REDUCTS = 8
MOST_TRIES = 500
"""So many sets of codes are tried for one distance."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Which codes and record groups it takes to know a case's types.

    `indispensable`: two cells that differ in nothing else belong to different types. `enough`: the
    smallest sets of which that can be told (the reducts of Pawlak 1982, International Journal of
    Computer and Information Sciences 11(5), p. 341-356).
    """

    indispensable: tuple[str, ...]
    enough: MinimalSets


@dataclass(frozen=True, slots=True)
class Distance:
    """In how few codes and record groups a case of one type can differ from one of another.

    `at_least` is the distance if `is_exact`; `differing` are codes in which two such cells differ.
    """

    types: tuple[str, str]
    at_least: int
    is_exact: bool
    differing: tuple[str, ...]


class _Pairs:
    """Two cells of a space at once, which agree outside some codes."""

    def __init__(self, space: PropertySpace) -> None:
        self._space = space
        self._size = len(space.sizes)
        self._worlds = Worlds((*space.sizes, *space.sizes))
        self._variables = {name: space.variables_of(name) for name in space.names}

    def exist(self, first: Formula, second: Formula, free: Collection[str]) -> bool:
        """Whether there are two possible cells in two sets that differ in these codes at most."""
        moving = frozenset().union(*(self._variables[name] for name in free))
        possible = self._space.possible
        both = conjunction((possible, self._copied(possible, moving)))
        return True in self._worlds.truth(conjunction((first, self._copied(second, moving))), both)

    def differ(self, free: Collection[str]) -> bool:
        """Whether two possible cells that differ in these codes at most have different types."""
        moving = frozenset().union(*(self._variables[name] for name in free))
        possible = self._space.possible
        both = conjunction((possible, self._copied(possible, moving)))
        apart = (
            differing(cells, self._copied(cells, moving)) for cells in self._space.holding.values()
        )
        return True in self._worlds.truth(disjunction(apart), both)

    def _copied(self, formula: Formula, moving: frozenset[int]) -> Formula:
        def copied(one: Atom) -> Formula:
            if one.variable not in moving:
                return one
            return Atom(one.variable + self._size, one.options, one.size)

        return mapped(formula, copied)


def needs_of(space: PropertySpace) -> Needs:
    """Which codes and record groups it takes to tell the types of a space apart."""
    pairs = _Pairs(space)
    names = space.names

    def enough(known: Collection[str]) -> bool:
        return not pairs.differ([name for name in names if name not in known])

    return Needs(
        indispensable=tuple(name for name in names if pairs.differ([name])),
        enough=minimal_sets(names, enough, MOST_REDUCTS),
    )


def separations(space: PropertySpace, types: Collection[str]) -> tuple[Distance, ...]:
    """The distance between each two types that have cells."""
    pairs = _Pairs(space)
    return tuple(
        _distance(space.names, space.holding, (one, two), pairs)
        for one, two in combinations(types, 2)
    )


def _distance(
    names: tuple[str, ...], holding: Mapping[str, Formula], types: tuple[str, str], pairs: _Pairs
) -> Distance:
    reached = 0
    for tries, free in enumerate(_by_size(names)):
        if tries >= MOST_TRIES:
            break
        reached = len(free)
        if pairs.exist(holding[types[0]], holding[types[1]], free):
            return Distance(types, reached, True, free)
    return Distance(types, reached, False, ())


def _by_size(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(names) + 1):
        yield from combinations(names, size)
