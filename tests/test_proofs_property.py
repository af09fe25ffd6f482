"""What is proved of a typology against brute force: all cells listed, on random small codebooks."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook, Impossible
from qualcode.model.condition import Condition
from qualcode.model.typology import Clause, Type, Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.cubes import Region
from qualcode.typology.diversity import diversity
from qualcode.typology.named import names_of
from qualcode.typology.proofs import ClauseOf, clauses_of, prove
from qualcode.typology.property_space import PropertySpace, property_space
from tests import brute_force
from tests.brute_force import World
from tests.test_classifier_property import (
    CODES,
    DERIVED,
    book,
    case_with,
    cases,
    combined,
    comparisons_of,
    few_worlds,
    over_records,
)

Cell = tuple[tuple[bool, ...], ...]

RANDOM = settings(
    max_examples=70,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
PLAIN = {name: CODES[name] for name in ("flag", "colour", "grade", "staff")} | {
    "size": DERIVED["size"]
}
WITH_SETS = {name: CODES[name] for name in ("colour", "tools", "flag")}
OF_RECORDS = {"flag": CODES["flag"]} | {
    name: DERIVED[name] for name in ("led", "groups_with_a", "everybody")
}


@st.composite
def studies(draw: st.DrawFn) -> tuple[Typology, Codebook]:
    """A typology of up to three types over a few codes, perhaps with a combination ruled out."""
    codes, tests = draw(
        st.sampled_from(
            (
                (PLAIN, comparisons_of(PLAIN)),
                (WITH_SETS, comparisons_of(WITH_SETS)),
                (OF_RECORDS, st.one_of(comparisons_of(OF_RECORDS), over_records())),
            )
        )
    )
    conditions = combined(combined(tests))

    def clauses(most: int) -> tuple[Clause, ...]:
        found = draw(st.lists(conditions, max_size=most))
        return tuple(Clause(when=condition) for condition in found)

    types = {
        name: Type(id=name, necessary=clauses(2), excluded_by=clauses(1), sufficient=clauses(1))
        for name in draw(st.sampled_from((("x", "y"), ("x", "y", "z"))))
    }
    typology = Typology(id="t", unit="u", types=types)
    return typology, _with(codes, typology, draw(st.lists(conditions, max_size=1)))


def _with(
    codes: Mapping[str, Code], typology: Typology, ruled_out: Sequence[Condition]
) -> Codebook:
    """The little codebook with these codes only; without records where no code looks at them."""
    whole = book(typology)
    records = whole.records if codes is OF_RECORDS else {}
    impossible = tuple(Impossible(when=condition, unit="u") for condition in ruled_out)
    return whole.model_copy(update={"codes": codes, "records": records, "impossible": impossible})


def listed(drawn: Codebook) -> list[World]:
    """Every world that a case of which nothing is known can be."""
    worlds = list(brute_force.worlds(case_with(), drawn))
    assume(worlds)
    return worlds


def held(worlds: Sequence[World], typology: Typology, drawn: Codebook) -> list[frozenset[str]]:
    """The types of each world."""
    return [
        frozenset(n for n in typology.types if brute_force.belongs(n, world, typology, drawn))
        for world in worlds
    ]


def cells_of(worlds: Sequence[World], space: PropertySpace, drawn: Codebook) -> list[Cell]:
    """The cell of each world: which value it has on each dimension of the space."""
    conditions = [[one.condition((v,)) for v in one.values] for one in space.dimensions]
    cells: list[Cell] = []
    for world in worlds:
        values = [[brute_force.true_in(c, world, drawn) for c in some] for some in conditions]
        assert all(sum(one) == 1 for one in values)
        cells.append(tuple(tuple(one) for one in values))
    return cells


def check_region(
    found: Region | None,
    inside: Sequence[bool],
    worlds: Sequence[World],
    cells: Sequence[Cell],
    drawn: Codebook,
) -> None:
    """A region is there if there are cells in it; its cubes hold them and no others."""
    assert (found is not None) == any(inside)
    if found is None:
        return
    assert found.size == len({cell for cell, is_in in zip(cells, inside, strict=True) if is_in})
    example = [brute_force.true_in(found.example, world, drawn) for world in worlds]
    assert any(example)
    assert all(is_in for is_in, is_example in zip(inside, example, strict=True) if is_example)
    by_cube = [
        [brute_force.true_in(cube, world, drawn) for world in worlds] for cube in found.cubes
    ]
    assert all(is_in for cube in by_cube for is_in, c in zip(inside, cube, strict=True) if c)
    if found.complete:
        assert [any(of_world) for of_world in zip(*by_cube, strict=True)] == list(inside)
        for left_out in range(len(by_cube)):
            others = [cube for i, cube in enumerate(by_cube) if i != left_out]
            assert [any(c) for c in zip(*others, strict=True)] != list(inside)


@RANDOM
@given(studies())
def test_cells_overlaps_and_gaps_are_those_of_listing_every_cell(
    study: tuple[Typology, Codebook],
) -> None:
    typology, drawn = study
    worlds = listed(drawn)
    types = held(worlds, typology, drawn)
    proofs = prove(typology, drawn)
    cells = cells_of(worlds, property_space(typology, drawn), drawn)

    assert proofs.possible == len(set(cells))
    for name in typology.types:
        own = [name in some for some in types]
        check_region(proofs.types.get(name), own, worlds, cells, drawn)
    shared = {one.types: one.cells for one in proofs.overlaps}
    for one, two in combinations(typology.types, 2):
        both = [one in some and two in some for some in types]
        check_region(shared.get((one, two)), both, worlds, cells, drawn)
    check_region(proofs.gap, [not some for some in types], worlds, cells, drawn)
    dead = {name for name in typology.types if not any(name in some for some in types)}
    assert {one.type for one in proofs.dead} | set(proofs.named_only) == dead
    alive = [name for name in typology.types if name not in dead]
    assert set(proofs.subsumed) == {
        (one, two)
        for one in alive
        for two in alive
        if one != two and all(two in some for some in types if one in some)
    }


@RANDOM
@given(studies())
def test_a_redundant_condition_is_one_without_which_no_world_changes_its_types(
    study: tuple[Typology, Codebook],
) -> None:
    typology, drawn = study
    worlds = listed(drawn)
    types = held(worlds, typology, drawn)
    by_hand = {
        clause
        for name in typology.types
        for clause in clauses_of(typology, name)
        if (other := _without(typology, clause)) is not None and held(worlds, other, drawn) == types
    }
    assert set(prove(typology, drawn).redundant) == by_hand


def _without(typology: Typology, clause: ClauseOf) -> Typology | None:
    kind = typology.types[clause.type]
    part = clause.part.value.replace(" ", "_")
    kept = [c for i, c in enumerate(getattr(kind, part), 1) if i != clause.number]
    kind = kind.model_copy(update={part: tuple(kept)})
    if not kind.necessary and not kind.excluded_by:
        return None
    return typology.model_copy(update={"types": {**typology.types, clause.type: kind}})


@RANDOM
@given(studies())
def test_needs_and_distances_are_those_of_comparing_each_two_worlds(
    study: tuple[Typology, Codebook],
) -> None:
    typology, drawn = study
    names = property_space(typology, drawn).names
    worlds = listed(drawn)
    types = held(worlds, typology, drawn)
    pairs = {(_known(w, names), some) for w, some in zip(worlds, types, strict=True)}
    proofs = prove(typology, drawn)

    def enough(known: Collection[str]) -> bool:
        places = [i for i, name in enumerate(names) if name in known]
        seen: dict[object, frozenset[str]] = {}
        return all(
            seen.setdefault(tuple(values[i] for i in places), some) == some
            for values, some in pairs
        )

    indispensable = tuple(n for n in names if not enough([o for o in names if o != n]))
    assert proofs.needs.indispensable == indispensable
    assert proofs.needs.enough.complete
    minimal: list[tuple[str, ...]] = []
    for number in range(len(names) + 1):
        for some in combinations(names, number):
            if not any(set(one) <= set(some) for one in minimal) and enough(some):
                minimal.append(some)
    assert set(proofs.needs.enough.sets) == set(minimal)
    for distance in proofs.separations:
        one, two = distance.types
        least = min(
            sum(a != b for a, b in zip(first, second, strict=True))
            for first, some in pairs
            for second, others in pairs
            if one in some and two in others
        )
        assert (distance.at_least, distance.is_exact) == (least, True)
        assert len(distance.differing) == least


def _known(world: World, names: Sequence[str]) -> tuple[object, ...]:
    """What a world says of each code and record group."""
    said = dict(world.values) | {
        group: tuple(sorted(map(repr, rows))) for group, rows in world.records
    }
    return tuple(said[name] for name in names)


@settings(RANDOM, max_examples=40)
@given(studies(), st.lists(cases(), max_size=3))
def test_cases_fill_the_cells_of_their_worlds(
    study: tuple[Typology, Codebook], drawn_cases: list[Case]
) -> None:
    typology, drawn = study
    space = property_space(typology, drawn)
    own = [in_codebook(case, drawn, i) for i, case in enumerate(drawn_cases) if few_worlds(case)]
    found = diversity(typology, own, drawn, Classifier(drawn))
    reached = [set(cells_of(list(brute_force.worlds(case, drawn)), space, drawn)) for case in own]
    surely = set().union(*(cells for cells in reached if len(cells) == 1))
    anywhere = set().union(*reached)
    everywhere = set(cells_of(listed(drawn), space, drawn))
    assert len({one.cell for one in found.occupied}) == len(found.occupied)
    assert found.empty == len(everywhere - anywhere)
    assert found.within_reach is not None
    assert found.within_reach + len(found.occupied) == len(anywhere)
    assert len(found.occupied) <= len(surely)
    for one in found.occupied:
        for name in one.cases:
            case = next(case for case in own if case.id == name)
            for world in brute_force.worlds(case, drawn):
                assert brute_force.true_in(one.cell, world, drawn)


def in_codebook(case: Case, drawn: Codebook, number: int) -> Case:
    """The case as far as the codebook has its codes."""
    codes = {name: coding for name, coding in case.codes.items() if name in drawn.codes}
    records = case.records if drawn.records else {}
    return case.model_copy(update={"id": f"case-{number}", "codes": codes, "records": records})


@RANDOM
@given(studies())
def test_conditions_in_the_names_of_derived_codes_say_the_same(
    study: tuple[Typology, Codebook],
) -> None:
    typology, drawn = study
    names = names_of(drawn.codes)
    worlds = listed(drawn)
    for found in prove(typology, drawn).types.values():
        for cube in found.cubes:
            for world in worlds:
                assert brute_force.true_in(cube, world, drawn) == brute_force.true_in(
                    names.named(cube), world, drawn
                )
