"""What is proved of a typology, in words and as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qualcode import __version__
from qualcode.model.codebook import Codebook
from qualcode.model.condition import Condition
from qualcode.tables.verdicts import FORMAT
from qualcode.tables.wording import condition_in_words
from qualcode.typology.cubes import Region
from qualcode.typology.distances import Distance
from qualcode.typology.diversity import Diversity
from qualcode.typology.named import names_of
from qualcode.typology.proofs import (
    ClauseOf,
    Conflict,
    Proofs,
)

Words = Callable[[Condition], str]


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """What is proved of a typology, and how the cases of a study fill its property space."""

    proofs: Proofs
    diversity: Diversity


def words_for(codebook: Codebook) -> Words:
    """Conditions in words, with the names of derived codes where they say the same."""
    names = names_of(codebook.codes)
    return lambda condition: condition_in_words(names.named(condition), codebook.codes, codebook)


def clause_in_words(clause: ClauseOf, words: Words) -> str:
    """A condition of a type with its place."""
    return f"{clause.type}, {clause.part} {clause.number}: {words(clause.when)}"


def proofs_as_data(found: Diagnosed, codebook: Codebook) -> Mapping[str, object]:
    """The envelope of `typology NAME --format json`: see docs/json.md."""
    words = words_for(codebook)
    proofs = found.proofs
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "typology": proofs.typology.id,
        "unit": proofs.typology.unit,
        "dimensions": list(proofs.names),
        "cells": proofs.cells,
        "possible_cells": proofs.possible,
        "types": {name: _region_as_data(one, words) for name, one in proofs.types.items()},
        "named_only": list(proofs.named_only),
        "dead": [
            {"type": dead.type, "conflicts": [_conflict_as_data(c, words) for c in dead.conflicts]}
            for dead in proofs.dead
        ],
        **_claims_as_data(proofs, words),
        "subsumed": [list(pair) for pair in proofs.subsumed],
        "redundant": [_clause_as_data(clause, words) for clause in proofs.redundant],
        "indispensable": list(proofs.needs.indispensable),
        "enough": {
            "sets": [list(names) for names in proofs.needs.enough.sets],
            "complete": proofs.needs.enough.complete,
        },
        "separation": [_distance_as_data(one) for one in proofs.separations],
        "cases": _cases_as_data(found.diversity, words),
    }


def _claims_as_data(proofs: Proofs, words: Words) -> Mapping[str, object]:
    """Whether the types exclude each other and leave no gap, as declared and as proved."""
    return {
        "exclusive": {
            "declared": proofs.typology.exclusive,
            "proved": not proofs.overlaps,
            "overlaps": [
                {"types": list(one.types), **_region_as_data(one.cells, words)}
                for one in proofs.overlaps
            ],
        },
        "exhaustive": {
            "declared": proofs.typology.exhaustive,
            "proved": proofs.gap is None,
            "gap": None if proofs.gap is None else _region_as_data(proofs.gap, words),
        },
    }


def _cases_as_data(cases: Diversity, words: Words) -> Mapping[str, object]:
    return {
        "number": cases.cases,
        "occupied": [{"cell": words(one.cell), "cases": list(one.cases)} for one in cases.occupied],
        "within_reach": cases.within_reach,
        "empty": cases.empty,
        "certain": {name: list(some) for name, some in cases.certain.items()},
        "possible": {name: list(some) for name, some in cases.perhaps.items()},
        "idle": [_clause_as_data(clause, words) for clause in cases.idle],
    }


def _region_as_data(found: Region, words: Words) -> Mapping[str, object]:
    return {
        "cells": found.size,
        "example": words(found.example),
        "cubes": [words(cube) for cube in found.cubes],
        "complete": found.complete,
    }


def _conflict_as_data(conflict: Conflict, words: Words) -> Mapping[str, object]:
    return {
        "conditions": [_clause_as_data(clause, words) for clause in conflict.clauses],
        "impossible": [words(condition) for condition in conflict.impossible],
    }


def _clause_as_data(clause: ClauseOf, words: Words) -> Mapping[str, object]:
    return {
        "type": clause.type,
        "part": clause.part.value,
        "number": clause.number,
        "condition": words(clause.when),
    }


def _distance_as_data(one: Distance) -> Mapping[str, object]:
    return {
        "types": list(one.types),
        "distance": one.at_least,
        "exact": one.is_exact,
        "differing": list(one.differing),
    }
