"""Cases that leave very many possible worlds still get exact verdicts, or a clear refusal."""

import sys

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qualcode.model.case import Case
from qualcode.model.codebook import Codebook, Scale, Unit
from qualcode.model.condition import AtLeast, Comparison
from qualcode.model.typology import Clause, Ideal, Type, Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.classify import Classifier
from qualcode.typology.solver import Solver, UnansweredError
from qualcode.typology.states import settled
from qualcode.typology.verdict import CaseVerdict, Kind, Verdict
from tests.test_classifier_property import books, case_with, cases, code, few_worlds, typologies

SIXTY = tuple(f"c{number}" for number in range(60))


def yes(*names: str) -> tuple[Comparison, ...]:
    """That each of some codes is true."""
    return tuple(Comparison(name, "equals", True) for name in names)


def verdict_of(**types: Type) -> CaseVerdict:
    """The verdict of a case of which none of sixty codes is known."""
    typology = Typology(id="t", unit="u", types=types)
    book = Codebook(
        id="b",
        languages=("en",),
        units={"u": Unit(id="u")},
        themes={},
        documents={},
        vocabularies={},
        records={},
        codes={name: code(name, Scale.BOOLEAN) for name in SIXTY},
        typologies={"t": typology},
        case_groups={},
    )
    return Classifier(book).classify(case_with(), typology)


def all_of(name: str, *codes: str) -> Type:
    """A type that needs all of some codes, each a condition of its own."""
    return Type(id=name, necessary=tuple(Clause(when=test) for test in yes(*codes)))


def test_four_types_of_fifteen_unknown_codes_each_can_mix_in_every_way() -> None:
    blocks = {name: SIXTY[i * 15 : i * 15 + 15] for i, name in enumerate("abcd")}
    verdict = verdict_of(**{name: all_of(name, *codes) for name, codes in blocks.items()})
    some = {names for names in subsets("abcd") if names}
    resembled = {Verdict(Kind.NEAR if len(n) == 1 else Kind.BLEND, n) for n in some}
    held = {Verdict(Kind.PURE if len(n) == 1 else Kind.OVERLAP, n) for n in some}
    assert set(verdict.verdicts) == {*held, *resembled, Verdict(Kind.OUTSIDE)}
    assert (verdict.kind, verdict.worlds, verdict.missing) == (Kind.INSUFFICIENT, 2**60, SIXTY)


def subsets(names: str) -> list[tuple[str, ...]]:
    """Every subset of some names, in their order."""
    chosen = range(2 ** len(names))
    return [tuple(n for i, n in enumerate(names) if number >> i & 1) for number in chosen]


def test_a_type_of_thirty_in_sixty_unknown_codes_excludes_one_of_thirty_one_failing() -> None:
    most = AtLeast(30, yes(*SIXTY))
    few = AtLeast(31, tuple(Comparison(name, "equals", False) for name in SIXTY))
    verdict = verdict_of(
        most=Type(id="most", necessary=(Clause(when=most),)),
        few=Type(id="few", necessary=(Clause(when=few),)),
    )
    assert verdict.verdicts == (Verdict(Kind.PURE, ("few",)), Verdict(Kind.PURE, ("most",)))
    assert verdict.missing == SIXTY


def test_weighted_profiles_over_sixty_unknown_codes_are_compared_exactly() -> None:
    def resembling(name: str, *, ideal: bool) -> Type:
        profile = {code: Ideal(ideal=(ideal,), weight=1 + i % 7) for i, code in enumerate(SIXTY)}
        return Type(id=name, profile=profile)

    verdict = verdict_of(x=resembling("x", ideal=True), y=resembling("y", ideal=False))
    # The resemblances add up to one, so no world is outside; the weights to an even number, 234,
    # so that some world is halfway.
    assert verdict.verdicts == (
        Verdict(Kind.BLEND, ("x", "y")),
        Verdict(Kind.NEAR, ("x",)),
        Verdict(Kind.NEAR, ("y",)),
    )
    assert verdict.missing == SIXTY


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(st.data(), typologies(), cases())
def test_the_solver_gives_the_answers_that_following_the_worlds_gives(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    classifier = Classifier(data.draw(books(typology)))
    worlds = CaseWorlds(classifier.compiled(typology), case)
    solver, naming = Solver(worlds.space.sizes), worlds.compiled.naming
    assert solver.verdicts(worlds.start, naming) == worlds.worlds.verdicts(worlds.start, naming)
    for variable in worlds.start.open_variables():
        followed = worlds.worlds.depends_on(worlds.start, variable, naming)
        assert solver.depends_on(worlds.start, variable, naming) == followed
    for formula in worlds.start.holding:
        alone = settled(worlds.possible, (formula,), ())
        assert solver.truth(alone) == worlds.worlds.truth(formula, worlds.possible)


def test_without_the_solver_the_case_and_what_to_install_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    blocks = {name: SIXTY[i * 15 : i * 15 + 15] for i, name in enumerate("abcd")}
    with pytest.raises(UnansweredError) as refused:
        verdict_of(**{name: all_of(name, *codes) for name, codes in blocks.items()})
    assert str(refused.value) == (
        "case 'case' in 't': too many possible worlds to follow without a solver; "
        "install one with: pip install 'qualcode[solver]'"
    )
