"""How the cases of a study fill the property space of a typology.

Limited diversity: most cells are empty in any study (Ragin 1987, The Comparative Method, ch. 6). A
cell may be empty because it is ruled out, because nobody was there, or because what is known of
the cases leaves it open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.condition import Condition
from qualcode.model.typology import Type, Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.classify import Classifier
from qualcode.typology.cubes import Cube, condition_of, cube_at, formula_of
from qualcode.typology.dimensions import Dimension
from qualcode.typology.explain import Part
from qualcode.typology.formula import Formula, atom, conjunction, disjunction
from qualcode.typology.proofs import ClauseOf, clauses_of
from qualcode.typology.property_space import PropertySpace, property_space
from qualcode.typology.verdict import CaseVerdict
from qualcode.typology.worlds import Worlds


@dataclass(frozen=True, slots=True)
class Occupied:
    """A cell, or what is left open of one, with the cases that lie in it."""

    cell: Condition
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diversity:
    """How cases fill a property space.

    Attributes:
        cases: how many cases were looked at.
        occupied: the cells of the cases of which every dimension is known.
        within_reach: how many more cells the other cases may lie in; None if too many to count.
        empty: how many cells no case can lie in; None if too many to count.
        certain: for each type the cases that surely are of it; `perhaps` those that may be.
        idle: conditions without which every case would have the same verdict.
    """

    cases: int
    occupied: tuple[Occupied, ...]
    within_reach: int | None
    empty: int | None
    certain: Mapping[str, tuple[str, ...]]
    perhaps: Mapping[str, tuple[str, ...]]
    idle: tuple[ClauseOf, ...]


def diversity(
    typology: Typology, cases: Sequence[Case], codebook: Codebook, classifier: Classifier
) -> Diversity:
    """How cases of the typology's unit fill its property space.

    Raises:
        UnansweredError: a case leaves too many worlds for an exact answer.
    """
    space = property_space(typology, codebook)
    reach = reach_of(cases, space, classifier)
    known: dict[Cube, list[str]] = {}
    for name, options in reach.items():
        if all(len(some) == 1 for some in options.values()):
            cell = {variable: min(some) for variable, some in options.items()}
            known.setdefault(cube_at(space, cell), []).append(name)
    filled = disjunction(formula_of(space, cube) for cube in known)
    reached = disjunction(_formula(options, space) for options in reach.values())
    taken, possible, total = space.count(filled), space.count(reached), space.count(True)
    verdicts = {case.id: classifier.classify(case, typology) for case in cases}
    return Diversity(
        cases=len(cases),
        occupied=tuple(
            Occupied(condition_of(space, cube), tuple(names)) for cube, names in known.items()
        ),
        within_reach=None if possible is None or taken is None else possible - taken,
        empty=None if total is None or possible is None else total - possible,
        certain={
            name: tuple(case for case, v in verdicts.items() if name in v.certain)
            for name in typology.types
        },
        perhaps={
            name: tuple(
                case for case, v in verdicts.items() if name in v.possible and name not in v.certain
            )
            for name in typology.types
        },
        idle=tuple(_idle(typology, list(verdicts.values()), cases, codebook)),
    )


Reach = Mapping[int, frozenset[int]]
"""The options of each variable that a case leaves open."""


def reach_of(
    cases: Iterable[Case], space: PropertySpace, classifier: Classifier
) -> Mapping[str, Reach]:
    """Where in a property space each case may lie; a case that is invalid lies nowhere."""
    return {case.id: _reach(case, space) for case in cases if classifier.is_possible(case)}


def _reach(case: Case, space: PropertySpace) -> Reach:
    worlds = CaseWorlds(space.compiled, case)
    by_variable: dict[int, list[Dimension]] = {}
    for dimension in space.dimensions:
        by_variable.setdefault(dimension.variable, []).append(dimension)
    return {
        variable: frozenset(_options(dimensions, worlds))
        for variable, dimensions in by_variable.items()
    }


def _options(dimensions: Sequence[Dimension], worlds: CaseWorlds) -> Iterator[int]:
    """The options of a variable that fit the values that its dimensions have together."""
    places = [(one, value) for one in dimensions for value in one.values]
    formulas = [worlds.space.formula(one.condition((value,))) for one, value in places]
    for pattern in Worlds(worlds.space.sizes).patterns(formulas):
        had = [one.options[v] for (one, v), holds in zip(places, pattern, strict=True) if holds]
        yield from frozenset.intersection(*had)


def _formula(options: Reach, space: PropertySpace) -> Formula:
    return conjunction(atom(i, some, space.sizes[i]) for i, some in options.items())


def _idle(
    typology: Typology, verdicts: Sequence[CaseVerdict], cases: Sequence[Case], codebook: Codebook
) -> Iterator[ClauseOf]:
    classifier = Classifier(codebook)
    now = [verdict.verdicts for verdict in verdicts]
    for kind in typology.types.values():
        for clause in clauses_of(typology, kind.id):
            # Under a name of its own: a classifier remembers verdicts by typology.
            name = f"{typology.id} without {kind.id} {clause.part} {clause.number}"
            types = {**typology.types, kind.id: _without(kind, clause)}
            other = typology.model_copy(update={"id": name, "types": types})
            if now == [classifier.classify(case, other).verdicts for case in cases]:
                yield clause


def _without(kind: Type, clause: ClauseOf) -> Type:
    part = {
        Part.NECESSARY: "necessary",
        Part.EXCLUDED_BY: "excluded_by",
        Part.SUFFICIENT: "sufficient",
    }[clause.part]
    clauses = getattr(kind, part)
    kept = (*clauses[: clause.number - 1], *clauses[clause.number :])
    return kind.model_copy(update={part: kept})
