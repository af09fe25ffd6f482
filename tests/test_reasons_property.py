"""Reasons, recodings and questions against brute force, on random small studies."""

from collections.abc import Callable, Collection
from fractions import Fraction
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qualcode.model.case import Case, Coding, RecordGroup
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Comparison, Value
from qualcode.model.typology import Clause, Ideal, Type, Typology
from qualcode.typology.attribution import attribution
from qualcode.typology.classify import Classifier
from qualcode.typology.flips import flips
from qualcode.typology.inquiry import Power, inquire
from qualcode.typology.minimal import minimal_sets
from qualcode.typology.reasons import reasons_for
from qualcode.typology.recoding import coded_names, keeping
from qualcode.typology.sensitivity import sensitivity
from qualcode.typology.verdict import Kind
from tests import brute_force
from tests.test_classifier_property import (
    CODES,
    book,
    books,
    case_with,
    cases,
    few_worlds,
    typologies,
)

RANDOM = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def minimal_by_hand(
    names: Collection[str], enough: Callable[[Collection[str]], bool]
) -> set[tuple[str, ...]]:
    """All subsets that are enough and have no smaller part that is."""
    found: list[tuple[str, ...]] = []
    for number in range(len(names) + 1):
        for some in combinations(names, number):
            if not any(set(one) <= set(some) for one in found) and enough(some):
                found.append(some)
    return set(found)


@given(st.lists(st.sets(st.sampled_from("abcdef"), min_size=1), max_size=6))
def test_all_minimal_sets_are_found_and_no_others(enough: list[set[str]]) -> None:
    def is_enough(names: Collection[str]) -> bool:
        return any(one <= set(names) for one in enough)

    result = minimal_sets("abcdef", is_enough, most=50)
    assert set(result.sets) == minimal_by_hand("abcdef", is_enough)
    assert result.complete


def test_a_list_of_minimal_sets_that_is_cut_says_so() -> None:
    result = minimal_sets("abcdef", lambda names: len(names) >= 3, most=4)
    assert (len(result.sets), result.complete) == (4, False)


def said(case: Case, typology: Typology, book: Codebook) -> set[tuple[str, tuple[str, ...]]]:
    """The verdicts of a case by listing its worlds."""
    return {
        brute_force.verdict_in(world, typology, book) for world in brute_force.worlds(case, book)
    }


@RANDOM
@given(st.data(), typologies(), cases())
def test_reasons_are_the_minimal_codings_that_force_the_verdict(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    book = data.draw(books(typology))
    classifier = Classifier(book)
    verdict = classifier.classify(case, typology)
    reasons = reasons_for(case, typology, classifier)
    names = coded_names(case, classifier.compiled(typology))
    if verdict.kind is Kind.INVALID:
        everything = (*case.codes, *case.records)
        contradicting = minimal_by_hand(
            everything, lambda kept: not classifier.is_possible(keeping(case, kept))
        )
        assert reasons.why is not None
        assert set(reasons.why.sets) == contradicting
        return

    def verdicts(kept: Collection[str]) -> tuple[object, ...]:
        # A classifier of its own: nothing is remembered from one part of the case to the next.
        return Classifier(book).classify(keeping(case, kept), typology).verdicts

    if verdict.is_decided:
        assert reasons.why is not None
        by_hand = minimal_by_hand(names, lambda kept: verdicts(kept) == verdict.verdicts)
        assert set(reasons.why.sets) == by_hand
    else:
        assert reasons.why is None
    for name in verdict.ruled_out:
        by_hand = minimal_by_hand(
            names,
            lambda kept, name=name: not any(name in one.members for one in verdicts(kept)),  # type: ignore[misc, attr-defined]
        )
        assert set(reasons.why_not[name].sets) == by_hand


@RANDOM
@given(st.data(), typologies(), cases())
def test_flips_are_all_recodings_that_change_the_listed_verdicts(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    book = data.draw(books(typology))
    now = said(case, typology, book)
    classifier = Classifier(book)
    found = flips(case, typology, classifier)
    for flip in found:
        assert {(one.kind.value, one.types) for one in flip.verdict.verdicts} != now
    # Of the codes of one value, recode each in every way by hand.
    for name in classifier.compiled(typology).codes:
        coding = case.coding(name)
        if CODES[name].scale is Scale.SET or coding is None or coding.is_unknown:
            continue
        outcomes = {
            frozenset(said(recoded(case, name, value), typology, book))
            for value in every_value(name)
            if value != coding.value
        }
        listed = {
            frozenset((one.kind.value, one.types) for one in flip.verdict.verdicts)
            for flip in found
            if flip.place == (name,)
        }
        assert listed == outcomes - {frozenset(now)}


def every_value(name: str) -> tuple[Value, ...]:
    """All values of a code of the little codebook, as far as conditions can tell them apart."""
    code = CODES[name]
    if code.scale is Scale.BOOLEAN:
        return (False, True)
    if code.scale is Scale.COUNT:
        return tuple(range(brute_force.HIGHEST + 1))
    return (*code.value_ids, *((NOT_APPLICABLE,) if code.may_not_apply else ()))


def recoded(case: Case, name: str, value: Value) -> Case:
    """The case with another value of one code."""
    return case.model_copy(update={"codes": {**case.codes, name: Coding(value=value)}})


@RANDOM
@given(st.data(), typologies(), cases())
def test_each_answer_leaves_the_verdicts_of_the_worlds_where_it_is_so(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    book = data.draw(books(typology))
    classifier = Classifier(book)
    assume(classifier.classify(case, typology).kind is Kind.INSUFFICIENT)
    inquiry = inquire(case, typology, classifier)
    listed = [
        (dict(world.values), brute_force.verdict_in(world, typology, book))
        for world in brute_force.worlds(case, book)
    ]
    for question in inquiry.questions:
        if len(question.owner) > 1 or question.owner[0] not in CODES:
            continue
        name = question.owner[0]
        for answer in question.answers:
            by_hand = {
                verdict
                for values, verdict in listed
                if shows(values[name], question.member) in answer.values
            }
            # A number stands for its whole stretch, of which brute force lists the beginning.
            assert by_hand <= {(one.kind.value, one.types) for one in answer.verdicts}
            assert by_hand == {(one.kind.value, one.types) for one in answer.verdicts} or (
                CODES[name].scale is Scale.COUNT
            )
        left = [len(answer.verdicts) for answer in question.answers]
        assert question.worst == max(left)
        assert (question.power is Power.SETTLES) == (max(left) == 1)
        assert (question.power is Power.NARROWS) == (min(left) > 1)


def shows(value: object, member: object) -> object:
    """What a world shows of a value: itself, or whether it has a member."""
    if member is None:
        return value
    if member == NOT_APPLICABLE:
        return value == NOT_APPLICABLE
    return isinstance(value, frozenset) and member in value


@settings(RANDOM, max_examples=15)
@given(st.data(), typologies(), cases())
def test_the_questions_to_ask_together_are_the_fewest_that_settle(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    book = data.draw(books(typology))
    classifier = Classifier(book)
    assume(classifier.classify(case, typology).kind is Kind.INSUFFICIENT)
    together = inquire(case, typology, classifier).together
    assume(together is not None and all(question.owner[0] in CODES for question in together))
    assert together is not None
    asked = [(question.owner[0], question.member) for question in together]
    listed = [
        (dict(world.values), brute_force.verdict_in(world, typology, book))
        for world in brute_force.worlds(case, book)
    ]

    def settles(questions: Collection[tuple[str, object]]) -> bool:
        said: dict[object, set[object]] = {}
        for values, verdict in listed:
            key = tuple(shows(values[name], member) for name, member in questions)
            said.setdefault(key, set()).add(verdict)
        return all(len(verdicts) == 1 for verdicts in said.values())

    assert settles(asked)
    if len(asked) <= 4:
        fewer = combinations(asked, len(asked) - 1)
        assert not any(settles(some) for some in fewer)


@RANDOM
@given(st.data(), typologies(), cases())
def test_thresholds_may_move_within_their_ranges_and_no_further(
    data: st.DataObject, typology: Typology, case: Case
) -> None:
    assume(few_worlds(case))
    plain = data.draw(books(typology))
    found = sensitivity(case, typology, Classifier(plain))
    now = said(case, typology, plain)
    if found is None:
        assert not {kind for kind, _ in now} & {"near", "blend", "outside"}
        return

    def with_threshold(name: str, value: Fraction) -> set[tuple[str, tuple[str, ...]]]:
        thresholds = typology.thresholds.model_copy(update={name: value})
        return said(case, typology.model_copy(update={"thresholds": thresholds}), plain)

    little = Fraction(1, 10**6)
    for name, (low, high) in (
        ("blend", (found.blend.low, found.blend.high)),
        ("margin", (found.margin.low, found.margin.high)),
    ):
        inside = little if name == "blend" else Fraction(0)  # a blend's range is open below
        if low is not None:
            assert with_threshold(name, low + inside) == now
            assert with_threshold(name, low + inside - little) != now
        if high is not None:
            assert with_threshold(name, high + inside - little) == now
            assert with_threshold(name, high + inside) != now


PROFILED = {
    name: Type(
        id=name,
        necessary=(Clause(when=Comparison("colour", "equals", NOT_APPLICABLE)),),
        profile={
            "flag": Ideal(ideal=(True,), weight=1),
            "grade": Ideal(ideal=grades, weight=2),
            "tools": Ideal(ideal=tools, weight=3),
        },
    )
    for name, grades, tools in (("x", ("a", "b"), ("a",)), ("y", ("b",), ("b", "c")))
}


@st.composite
def between_types(draw: st.DrawFn) -> Case:
    """A case of neither type that is likely to resemble both."""
    return case_with(
        colour=Coding(value="a"),
        staff=Coding(value=1),
        flag=draw(st.sampled_from((Coding(value=True), Coding(value=UNKNOWN)))),
        grade=draw(st.sampled_from((Coding(value="b"), Coding(any_of=("a", "b"))))),
        tools=Coding(
            value=draw(st.sampled_from((("a",), ("b",), ("a", "b"), ("a", "b", "c")))),
            complete=draw(st.booleans()),
        ),
    ).model_copy(update={"records": {"groups": RecordGroup(records={})}})


@RANDOM
@given(between_types())
def test_a_blend_is_attributed_as_in_every_listed_world(case: Case) -> None:
    typology = Typology(id="t", unit="u", types=PROFILED)
    plain = book(typology)
    found = attribution(case, typology, plain, Classifier(plain))
    worlds = list(brute_force.worlds(case, plain))
    verdicts = {brute_force.verdict_in(world, typology, plain) for world in worlds}
    assert (found is not None) == (verdicts == {("blend", ("x", "y"))})
    if found is None:
        return

    def matched(values: dict[str, object]) -> dict[str, set[str]]:
        tools = values["tools"]
        assert isinstance(tools, frozenset)
        return {
            "flag": {"x", "y"} if values["flag"] else set(),
            "grade": {n for n, some in (("x", "ab"), ("y", "b")) if str(values["grade"]) in some},
            "tools": {n for n, some in (("x", {"a"}), ("y", {"b", "c"})) if tools & some},
        }

    listed = [matched(dict(world.values)) for world in worlds]
    for row in found.rows:
        of_row = [one[str(row.dimension)] for one in listed]
        always = of_row[0].intersection(*of_row)
        assert set(row.matching) == always
        assert set(row.open) == of_row[0].union(*of_row) - always
    weights = {"flag": 1, "grade": 2, "tools": 3}
    for share in found.shares:
        by_hand = [
            sum(Fraction(weights[d], len(some)) for d, some in one.items() if share.type in some)
            / (sum(weights[d] for d, some in one.items() if some) or 1)
            for one in listed
        ]
        assert (share.least, share.most) == (min(by_hand), max(by_hand))


def test_either_of_two_codes_is_a_reason_of_its_own() -> None:
    flag, high = Comparison("flag", "equals", True), Comparison("grade", "at_least", "c")
    typology = Typology.model_validate(
        {
            "id": "t",
            "unit": "u",
            "types": {"x": {"id": "x", "sufficient": [{"when": flag}, {"when": high}]}},
        }
    )

    case = case_with(flag=Coding(value=True), grade=Coding(value="c"))
    classifier = Classifier(book(typology))
    reasons = reasons_for(case, typology, classifier)
    assert reasons.why is not None
    assert set(reasons.why.sets) == {("flag",), ("grade",)}
    assert flips(case, typology, classifier) == ()
