"""What can be proved of a typology without any case: each answer is exact, with a witness.

Questions follow Collier, LaPorte and Seawright 2012, "Putting Typologies to Work", Political
Research Quarterly 65(1), p. 217-232 (types that exclude each other and leave no gap), and the
reduction of a property space after Lazarsfeld 1937 (see `property_space`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from qualcode.model.codebook import Codebook
from qualcode.model.condition import Condition
from qualcode.model.typology import Clause, Typology
from qualcode.typology.compiled import Rule
from qualcode.typology.cubes import Region, region
from qualcode.typology.distances import Distance, Needs, needs_of, separations
from qualcode.typology.explain import Part
from qualcode.typology.formula import Formula, conjunction, differing, disjunction, negation
from qualcode.typology.minimal import minimal_sets
from qualcode.typology.property_space import PropertySpace, property_space

MOST_CUBES = 12
MOST_CONFLICTS = 5


@dataclass(frozen=True, slots=True)
class ClauseOf:
    """A condition of a type; `number` is its place, from 1, among those of its part."""

    type: str
    part: Part
    number: int
    when: Condition


@dataclass(frozen=True, slots=True)
class Conflict:
    """Conditions of a type that no cell satisfies together, while it does without any of them."""

    clauses: tuple[ClauseOf, ...]
    impossible: tuple[Condition, ...]
    """The combinations, ruled out by the codebook, that take part."""


@dataclass(frozen=True, slots=True)
class Dead:
    """A type that no case can have, with the smallest sets of conditions that conflict."""

    type: str
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Cells that belong to two types at once."""

    types: tuple[str, str]
    cells: Region


@dataclass(frozen=True, slots=True)
class Proofs:
    """What holds of a typology whatever the cases.

    Attributes:
        cells: how many cells the property space has; `possible` of them are not ruled out.
        sizes: how many possible cells each type has.
        types: the cells of each type, where it has any.
        named_only: types without a condition of their own; they hold where the source names them.
        gap: the cells that belong to no type; None if there are none.
        subsumed: pairs of types of which the first lies within the second.
        redundant: conditions that can be left out without moving any cell.
        needs: which codes and record groups it takes to tell the types apart.
    """

    typology: Typology
    names: tuple[str, ...]
    cells: int
    possible: int | None
    types: Mapping[str, Region]
    named_only: tuple[str, ...]
    dead: tuple[Dead, ...]
    overlaps: tuple[Overlap, ...]
    gap: Region | None
    subsumed: tuple[tuple[str, str], ...]
    redundant: tuple[ClauseOf, ...]
    needs: Needs
    separations: tuple[Distance, ...]


def prove(typology: Typology, codebook: Codebook, most_cubes: int = MOST_CUBES) -> Proofs:
    """All that can be proved of a typology.

    Raises:
        UnansweredError: the conditions are too entangled for an exact answer in time.
    """
    space = property_space(typology, codebook)
    regions = {name: region(space, cells, most_cubes) for name, cells in space.holding.items()}
    alive = {name: found for name, found in regions.items() if found is not None}
    named = named_only(space)
    return Proofs(
        typology=typology,
        names=space.names,
        cells=space.size,
        possible=space.count(True),
        types=alive,
        named_only=named,
        dead=tuple(
            _dead(name, typology, space)
            for name in regions
            if name not in alive and name not in named
        ),
        overlaps=tuple(overlaps(space, most_cubes)),
        gap=region(space, outside(space), most_cubes),
        subsumed=tuple(_subsumed(space, tuple(alive))),
        redundant=tuple(_redundant(typology, space)),
        needs=needs_of(space),
        separations=separations(space, tuple(alive)),
    )


def outside(space: PropertySpace) -> Formula:
    """The cells that belong to no type."""
    return negation(disjunction(space.holding.values()))


def overlaps(space: PropertySpace, most_cubes: int) -> Iterator[Overlap]:
    """The cells of each pair of types that belong to both."""
    for one, two in combinations(space.holding, 2):
        both = conjunction((space.holding[one], space.holding[two]))
        found = region(space, both, most_cubes)
        if found is not None:
            yield Overlap((one, two), found)


def named_only(space: PropertySpace) -> tuple[str, ...]:
    """The types without a condition of their own: they hold only where the source names them."""
    rules = ((kind.id, kind.rule) for kind in space.compiled.types)
    return tuple(name for name, r in rules if not (r.necessary or r.excluded_by or r.sufficient))


def _subsumed(space: PropertySpace, types: Sequence[str]) -> Iterator[tuple[str, str]]:
    for one in types:
        for two in types:
            apart = conjunction((space.holding[one], negation(space.holding[two])))
            if one != two and not space.has(apart):
                yield one, two


def clauses_of(typology: Typology, name: str) -> tuple[ClauseOf, ...]:
    """The conditions of a type, in the order in which they are written."""
    kind = typology.types[name]
    parts: tuple[tuple[Part, tuple[Clause, ...]], ...] = (
        (Part.NECESSARY, kind.necessary),
        (Part.EXCLUDED_BY, kind.excluded_by),
        (Part.SUFFICIENT, kind.sufficient),
    )
    return tuple(
        ClauseOf(name, part, number, clause.when)
        for part, clauses in parts
        for number, clause in enumerate(clauses, 1)
    )


def _redundant(typology: Typology, space: PropertySpace) -> Iterator[ClauseOf]:
    for kind in space.compiled.types:
        for clause in clauses_of(typology, kind.id):
            rule = _without(kind.rule, clause)
            if rule is not None:
                moved = differing(space.holding[kind.id], space.of_rule(rule))
                if not space.has(moved):
                    yield clause


def _without(rule: Rule, clause: ClauseOf) -> Rule | None:
    """The rule without a condition; None if nothing but named cases would be left."""
    place = clause.number - 1

    def left(conditions: tuple[Condition, ...], part: Part) -> tuple[Condition, ...]:
        if part is not clause.part:
            return conditions
        return (*conditions[:place], *conditions[place + 1 :])

    smaller = replace(
        rule,
        necessary=left(rule.necessary, Part.NECESSARY),
        excluded_by=left(rule.excluded_by, Part.EXCLUDED_BY),
        sufficient=left(rule.sufficient, Part.SUFFICIENT),
    )
    return smaller if smaller.necessary or smaller.excluded_by else None


def _dead(name: str, typology: Typology, space: PropertySpace) -> Dead:
    rule = next(kind.rule for kind in space.compiled.types if kind.id == name)
    clauses = clauses_of(typology, name)
    ruled = [one for one in clauses if one.part is not Part.SUFFICIENT]
    ways = [ruled, *([one] for one in clauses if one.part is Part.SUFFICIENT)]
    conflicts = (_conflicts(way, rule, space) for way in ways if way)
    return Dead(name, tuple(conflict for found in conflicts for conflict in found))


def _conflicts(way: Iterable[ClauseOf], rule: Rule, space: PropertySpace) -> Iterator[Conflict]:
    """The smallest sets of conditions, of a type and of the codebook, that no cell satisfies."""
    asked = {f"{one.part} {one.number}": (one, _formula(one, rule, space)) for one in way}
    against = {f"impossible {i}": (i, negation(f)) for i, f in enumerate(space.impossible)}
    formulas = {name: formula for name, (_, formula) in (asked | against).items()}

    def conflict(names: Iterable[str]) -> bool:
        together = conjunction(formulas[name] for name in names)
        return True not in space.worlds.truth(together, True)

    for names in minimal_sets(tuple(formulas), conflict, MOST_CONFLICTS).sets:
        yield Conflict(
            tuple(asked[name][0] for name in names if name in asked),
            tuple(space.compiled.impossible[against[n][0]] for n in names if n in against),
        )


def _formula(clause: ClauseOf, rule: Rule, space: PropertySpace) -> Formula:
    """What a condition alone asks for."""
    match clause.part:
        case Part.NECESSARY:
            return space.of_rule(Rule((rule.necessary[clause.number - 1],), (), ()))
        case Part.EXCLUDED_BY:
            return space.of_rule(Rule((), (rule.excluded_by[clause.number - 1],), ()))
        case _:
            return space.of_rule(Rule((), (), (rule.sufficient[clause.number - 1],)))
