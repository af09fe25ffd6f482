"""The classifier against brute force, on random small studies."""

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qualcode.model.case import Case, Coding, Record, RecordGroup
from qualcode.model.codebook import (
    Band,
    Bands,
    Code,
    Codebook,
    CodeValue,
    Derivation,
    Impossible,
    RecordType,
    Scale,
    Unit,
)
from qualcode.model.condition import (
    NOT_APPLICABLE,
    UNKNOWN,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Some,
)
from qualcode.model.typology import Clause, Ideal, Type, Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.classify import Classifier
from qualcode.typology.derive import without_derived
from qualcode.typology.verdict import Kind
from tests import brute_force

ABC = tuple(CodeValue(id=name) for name in "abc")


def code(name: str, scale: Scale, **more: object) -> Code:
    """A code of the little codebook."""
    values = ABC if scale in (Scale.NOMINAL, Scale.ORDINAL, Scale.SET) else ()
    return Code.model_validate({"id": name, "theme": "t", "scale": scale, "values": values, **more})


CODES = {
    "flag": code("flag", Scale.BOOLEAN),
    "colour": code("colour", Scale.NOMINAL, may_not_apply=True),
    "grade": code("grade", Scale.ORDINAL),
    "staff": code("staff", Scale.COUNT),
    "tools": code("tools", Scale.SET),
}
# Few enough that brute force can add every mixture of further records that matters.
FIELDS = {"head": code("head", Scale.BOOLEAN), "people": code("people", Scale.SET, values=ABC[:1])}
DERIVED = {
    "size": code(
        "size",
        Scale.ORDINAL,
        derived=Derivation(
            bands=Bands(
                of="staff",
                limits=(Band(below=2, value="a"), Band(below=4, value="b"), Band(value="c")),
            )
        ),
    ),
    "led": code(
        "led",
        Scale.BOOLEAN,
        derived=Derivation(condition=Some("groups", Comparison("head", "equals", True))),
    ),
    "groups_with_a": code(
        "groups_with_a",
        Scale.COUNT,
        derived=Derivation(count="groups", where=Comparison("people", "contains", "a")),
    ),
    "everybody": code(
        "everybody", Scale.SET, values=ABC[:1], derived=Derivation(union="groups", field="people")
    ),
}
ALL = CODES | DERIVED


@st.composite
def comparisons_of(draw: st.DrawFn, codes: Mapping[str, Code]) -> Condition:
    """A test on one of some codes, with an operator that fits it."""
    chosen = codes[draw(st.sampled_from(sorted(codes)))]
    letters = st.sampled_from(chosen.value_ids or ("a",))
    some = st.lists(letters, min_size=1, max_size=2, unique=True).map(tuple)
    ranked = st.sampled_from(("at_least", "at_most", "below", "above"))
    match chosen.scale:
        case Scale.BOOLEAN:
            return Comparison(chosen.id, "equals", draw(st.booleans()))
        case Scale.NOMINAL:
            if draw(st.booleans()):
                return Comparison(chosen.id, "in", draw(some))
            return Comparison(
                chosen.id, "equals", draw(st.sampled_from(("a", "b", NOT_APPLICABLE)))
            )
        case Scale.ORDINAL:
            return Comparison(chosen.id, draw(ranked), draw(letters))
        case Scale.COUNT:
            operator = draw(st.one_of(ranked, st.just("equals")))
            most = (
                2 if chosen.derived is None else 1
            )  # brute force adds two further records at most
            return Comparison(chosen.id, operator, draw(st.integers(0, most)))
        case _:
            listed = ("contains_any", "contains_all", "equals")
            if draw(st.booleans()):
                return Comparison(chosen.id, draw(st.sampled_from(listed)), draw(some))
            return Comparison(
                chosen.id, draw(st.sampled_from(("contains", "excludes"))), draw(letters)
            )


def over_records() -> st.SearchStrategy[Condition]:
    """A condition over the records: one or two of them where something holds."""
    where = st.one_of(
        comparisons_of(FIELDS),
        st.lists(comparisons_of(FIELDS), min_size=2, max_size=2).map(tuple).map(AllOf),
    )
    return st.builds(Some, st.just("groups"), where, st.integers(1, 2))


def combined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Conditions made of others in every way there is."""
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    counted = parts.flatmap(lambda p: st.builds(AtLeast, st.integers(1, len(p)), st.just(p)))
    return st.one_of(inner, parts.map(AllOf), parts.map(AnyOf), inner.map(Not), counted)


CONDITIONS = combined(combined(st.one_of(comparisons_of(ALL), over_records())))


def clauses(most: int) -> st.SearchStrategy[tuple[Clause, ...]]:
    """Up to so many conditions of a type."""
    return st.lists(CONDITIONS.map(lambda c: Clause(when=c)), max_size=most).map(tuple)


PROFILE = st.dictionaries(
    st.sampled_from(("flag", "grade", "tools", "colour")),
    st.integers(1, 4),
    max_size=2,
).map(
    lambda weights: {
        name: Ideal(ideal=(True,) if name == "flag" else ("a", "c"), weight=weight)
        for name, weight in weights.items()
    }
)


@st.composite
def typologies(draw: st.DrawFn) -> Typology:
    """A typology of up to three types."""
    types = {
        name: Type(
            id=name,
            necessary=draw(clauses(2)),
            excluded_by=draw(clauses(1)),
            sufficient=draw(clauses(1)),
            profile=draw(PROFILE),
        )
        for name in draw(st.sampled_from((("x",), ("x", "y"), ("x", "y", "z"))))
    }
    may_coexist = draw(st.booleans())
    return Typology(id="t", unit="u", types=types, exclusive="no" if may_coexist else "required")


@st.composite
def codings(draw: st.DrawFn, of: Code) -> Coding | None:
    """What a case says of a code: nothing, all, or a part."""
    known: st.SearchStrategy[Any] = {
        Scale.BOOLEAN: st.booleans(),
        Scale.COUNT: st.integers(0, 3),
        Scale.SET: st.lists(st.sampled_from(of.value_ids or ("a",)), min_size=1, unique=True).map(
            tuple
        ),
    }.get(of.scale, st.sampled_from("abc"))
    way = draw(st.integers(0, 5))
    if way == 0:
        return None
    if way == 1:
        return Coding(value=UNKNOWN)
    if way == 2 and of.scale in (Scale.NOMINAL, Scale.ORDINAL):
        return Coding(any_of=tuple(draw(st.sets(st.sampled_from("abc"), min_size=1))))
    if way == 2 and of.scale is Scale.COUNT:
        return Coding(at_least=draw(st.integers(0, 3)))
    if way == 3 and of.may_not_apply:
        return Coding(value=NOT_APPLICABLE)
    if way in (2, 3) and of.scale is Scale.SET:
        return Coding(value=draw(known), complete=False)
    return Coding(value=draw(known))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with codings and up to two records."""
    coded = {name: draw(codings(of)) for name, of in CODES.items()}
    groups = {}
    if draw(st.booleans()):
        records = {
            name: Record(
                id=name,
                fields={n: c for n, f in FIELDS.items() if (c := draw(codings(f))) is not None},
            )
            for name in draw(st.sampled_from(((), ("r1",), ("r1", "r2"))))
        }
        groups["groups"] = RecordGroup(records=records, complete=draw(st.booleans()))
    return Case(
        id="case",
        unit="u",
        attributes={},
        codes={name: coding for name, coding in coded.items() if coding is not None},
        records=groups,
        declared_types={},
        printed_labels={},
    )


@st.composite
def books(draw: st.DrawFn, typology: Typology) -> Codebook:
    """The little codebook with a typology and perhaps an impossible combination."""
    return book(typology, *draw(st.lists(CONDITIONS, max_size=1)))


def book(typology: Typology, *ruled_out: Condition) -> Codebook:
    """The little codebook with a typology and impossible combinations."""
    return Codebook(
        id="b",
        languages=("en",),
        units={"u": Unit(id="u")},
        themes={},
        documents={},
        vocabularies={},
        records={"groups": RecordType(id="groups", units=("u",), fields=FIELDS)},
        codes=ALL,
        typologies={"t": typology},
        case_groups={},
        impossible=tuple(Impossible(when=c, unit="u") for c in ruled_out),
    )


def few_worlds(case: Case) -> bool:
    """Whether brute force can list the worlds of a case in a moment."""
    size = 1
    for name, of in CODES.items():
        coding = case.coding(name)
        if coding is None or not coding.is_known:
            size *= {Scale.BOOLEAN: 2, Scale.COUNT: 7, Scale.SET: 8}.get(of.scale, 4)
    group = case.records.get("groups")
    if group is None or not group.complete:
        size *= 81
    size *= int(4 ** (0 if group is None else len(group.records)))
    return 0 < size <= 1500


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(st.data(), typologies(), cases())
def test_the_classifier_agrees_with_listing_every_world(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    drawn = data.draw(books(typology))
    verdict = Classifier(drawn).classify(case, typology)
    listed = list(brute_force.worlds(case, drawn))

    by_hand = {brute_force.verdict_in(world, typology, drawn) for world in listed}
    assert {(one.kind.value, one.types) for one in verdict.verdicts} == by_hand
    assert (verdict.kind is Kind.INVALID) == (not listed)
    if not listed:
        return
    assert (verdict.kind is Kind.INSUFFICIENT) == (len(by_hand) > 1)

    for name in typology.types:
        held = {brute_force.belongs(name, world, typology, drawn) for world in listed}
        assert (name in verdict.possible) == (True in held)
        assert (name in verdict.certain) == (held == {True})
        assert (name in verdict.ruled_out) == (held == {False})


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(st.data(), typologies(), cases())
def test_each_condition_has_the_truth_values_of_the_listed_worlds(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    drawn = data.draw(books(typology))
    worlds = CaseWorlds(Classifier(drawn).compiled(typology), case)
    listed = list(brute_force.worlds(case, drawn))
    for kind in typology.types.values():
        for clause in (*kind.necessary, *kind.excluded_by, *kind.sufficient):
            truth = worlds.truth(without_derived(clause.when, drawn.codes))
            by_hand = {brute_force.true_in(clause.when, world, drawn) for world in listed}
            # Combinations that touch no code of the typology make a case invalid as a whole.
            assert truth == by_hand or not listed


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(st.data(), typologies(), cases())
def test_an_observation_never_enlarges_the_possible_verdicts(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    open_codes = [n for n in CODES if (c := case.coding(n)) is None or c.is_unknown]
    assume(open_codes)
    drawn = data.draw(books(typology))
    before = Classifier(drawn).classify(case, typology)
    name = data.draw(st.sampled_from(open_codes))
    of = CODES[name]
    seen = data.draw(codings(of).filter(lambda c: c is not None))
    observed = case.model_copy(update={"codes": {**case.codes, name: seen}})
    after = Classifier(drawn).classify(observed, typology)
    assert set(after.verdicts) <= set(before.verdicts)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(typologies(), cases())
def test_missing_are_just_the_codes_that_alone_can_change_the_verdict(
    typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    plain = book(typology)
    verdict = Classifier(plain).classify(case, typology)
    listed = [
        (dict(world.values) | dict(world.records), brute_force.verdict_in(world, typology, plain))
        for world in brute_force.worlds(case, plain)
    ]
    by_hand = set()
    for name in (*CODES, "groups"):
        others: dict[object, set[object]] = {}
        for world, said in listed:
            rest = tuple(value for key, value in world.items() if key != name)
            others.setdefault(rest, set()).add(said)
        by_hand |= {name for said in others.values() if len(said) > 1}
    assert set(verdict.missing) == by_hand


def typology_of(*necessary: Condition) -> Typology:
    """A typology of one type with these necessary conditions."""
    kind = Type(id="x", necessary=tuple(Clause(when=condition) for condition in necessary))
    return Typology(id="t", unit="u", types={"x": kind})


def case_with(**coded: Coding) -> Case:
    """A case that says just this."""
    return Case(
        id="case",
        unit="u",
        attributes={},
        codes=coded,
        records={},
        declared_types={},
        printed_labels={},
    )


FLAG = Comparison("flag", "equals", True)


def test_a_type_of_x_or_not_x_is_certain_though_x_is_unknown() -> None:
    typology = typology_of(AnyOf((FLAG, Not(FLAG))))
    verdict = Classifier(book(typology)).classify(case_with(), typology)
    assert (verdict.kind, verdict.types, verdict.missing) == (Kind.PURE, ("x",), ())


def test_at_least_n_of_n_is_the_same_as_all() -> None:
    parts = (FLAG, Comparison("grade", "at_least", "b"), Comparison("staff", "below", 3))
    counted, whole = typology_of(AtLeast(3, parts)), typology_of(AllOf(parts))
    coded = case_with(flag=Coding(value=True), grade=Coding(any_of=("b", "c")))
    verdicts = [Classifier(book(one)).classify(coded, one) for one in (counted, whole)]
    assert verdicts[0] == verdicts[1]
    assert (verdicts[0].kind, verdicts[0].missing) == (Kind.INSUFFICIENT, ("staff",))


def test_a_case_without_a_possible_world_is_invalid() -> None:
    typology = typology_of(FLAG)
    classifier = Classifier(book(typology, Comparison("grade", "equals", "a")))
    verdict = classifier.classify(case_with(grade=Coding(value="a")), typology)
    assert (verdict.kind, verdict.verdicts, verdict.possible) == (Kind.INVALID, (), ())


def test_two_codes_of_one_unknown_number_are_never_taken_apart() -> None:
    small = Comparison("size", "equals", "a")
    typology = typology_of(AnyOf((small, Comparison("staff", "at_least", 2))))
    verdict = Classifier(book(typology)).classify(case_with(), typology)
    assert (verdict.kind, verdict.types) == (Kind.PURE, ("x",))
