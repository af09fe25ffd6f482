"""Counts of cases, and the words for them."""

from collections.abc import Callable, Mapping
from functools import cache
from math import floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.loading.study import load_study
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook, QuantityWord
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Comparison
from qualcode.model.study import Study
from qualcode.tables.placements import place_cases
from qualcode.tables.quantities import count_cases, distribution, quantity, quantity_word
from qualcode.typology.ask import Questions, truth_of, value_of
from qualcode.typology.classify import Classifier
from tests.choirs import CHOIRS

ROOT = Path(__file__).parents[1]
Make = Callable[[Mapping[str, str]], Path]


@cache
def _boligsocial() -> Codebook:
    """The codebook of the study that ships with qualcode."""
    study = load_study(ROOT).study
    assert study is not None
    return study.codebook


@pytest.fixture
def choirs(make_study: Make) -> Study:
    """A study from another field."""
    loaded = load_study(make_study(CHOIRS))
    assert loaded.diagnostics == ()
    assert loaded.study is not None
    return loaded.study


def _cases(study: Study, group: str) -> tuple[Case, ...]:
    return tuple(case for case in study.cases if case.group == group)


def _word(n: int, known: int) -> str:
    word = quantity_word(n, known, _boligsocial())
    return "" if word is None else word.word["en"]


def _restated(n: int, known: int) -> str:
    """The words as `domain.md` E.2 has them, in whole numbers."""
    if n == 0:
        return "none"
    if n == known:
        return "all"
    if n == 1:
        return "one"
    if n <= max(2, known // 5):
        return "a few"
    if 2 * n <= known:
        return "some"
    if 4 * n < 3 * known:
        return "several"
    return "most"


@given(st.integers(6, 400).flatmap(lambda known: st.tuples(st.integers(0, known), st.just(known))))
def test_every_share_has_the_word_of_a_plain_restatement(
    share: tuple[int, int],
) -> None:
    n, known = share
    assert _word(n, known) == _restated(n, known)


@pytest.mark.parametrize(
    ("n", "known", "word"),
    [
        (0, 13, "none"),
        (1, 13, "one"),
        (2, 13, "a few"),
        (3, 13, "some"),
        (6, 13, "some"),
        (7, 13, "several"),
        (9, 13, "several"),
        (10, 13, "most"),
        (12, 13, "most"),
        (13, 13, "all"),
        (4, 20, "a few"),
        (5, 20, "some"),
        (10, 20, "some"),
        (11, 20, "several"),
        (14, 20, "several"),
        (15, 20, "most"),
        (2, 6, "a few"),
    ],
)
def test_words_change_at_the_borders(n: int, known: int, word: str) -> None:
    assert _word(n, known) == word


def test_few_or_no_known_cases_have_no_word() -> None:
    assert [_word(0, known) for known in range(7)] == [*("" for _ in range(6)), "none"]


def test_a_share_is_read_as_it_is_written() -> None:
    assert floor(0.29 * 100) == 28  # 29 hundredths, in binary arithmetic a little less
    few = QuantityWord(word={"": "few"}, up_to_share=0.29)
    many = QuantityWord(word={"": "many"}, below_share=1)
    book = _boligsocial().model_copy(update={"quantity_words": (few, many)})
    assert [quantity_word(n, 100, book) for n in (29, 30)] == [few, many]


@pytest.mark.parametrize(("known", "is_thin"), [(9, True), (10, False), (13, False)])
def test_knowledge_is_thin_below_the_declared_share(known: int, is_thin: bool) -> None:
    assert quantity(1, known, 13, _boligsocial()).is_thin is is_thin


def test_unknown_cases_are_neither_counted_nor_in_the_denominator(choirs: Study) -> None:
    found = count_cases(_cases(choirs, "visits"), "leader", "hired", choirs.codebook)
    assert (found.n, found.known, found.total, found.inferred) == (1, 2, 3, 1)
    assert found.is_thin


def test_a_case_that_a_code_does_not_apply_to_is_counted_apart(choirs: Study) -> None:
    found = count_cases(_cases(choirs, "visits"), "plan", True, choirs.codebook)
    assert (found.n, found.known, found.total, found.not_applicable) == (1, 1, 3, 1)


def test_a_member_of_an_incomplete_set_is_known_only_where_it_is_listed(choirs: Study) -> None:
    visits = _cases(choirs, "visits")
    old = count_cases(visits, "songs", "old", choirs.codebook)
    new = count_cases(visits, "songs", "new", choirs.codebook)
    assert (old.n, old.known) == (2, 2)
    assert (new.n, new.known) == (1, 1)


def test_derived_codes_are_counted_like_written_ones(choirs: Study) -> None:
    registered = count_cases(_cases(choirs, "registered"), "size", "large", choirs.codebook)
    visits = count_cases(_cases(choirs, "visits"), "size", "large", choirs.codebook)
    assert (registered.n, registered.known, registered.total) == (2, 2, 2)
    assert (visits.n, visits.known, visits.total) == (1, 1, 3)


def test_definitions_are_never_counted(choirs: Study) -> None:
    found = count_cases(choirs.cases, "leader", "hired", choirs.codebook)
    assert (found.n, found.total) == (1, 5)


def test_a_distribution_has_values_in_order_and_cases_that_are_known_in_part(
    choirs: Study,
) -> None:
    visits = _cases(choirs, "visits")
    songs = distribution(visits, "songs", choirs.codebook)
    assert songs.counts == (("old", 2), ("new", 1))
    assert (songs.known, songs.partly, songs.total) == (1, 1, 3)
    members = distribution(_cases(choirs, "registered"), "members", choirs.codebook)
    assert (members.numbers, members.counts) == ((41, 1200), ())


def test_a_value_is_known_where_all_worlds_have_it(choirs: Study) -> None:
    by_id = {case.id: case for case in choirs.cases}
    book = choirs.codebook
    assert value_of(by_id["v1"], "size", book) == "large"
    assert value_of(by_id["v2"], "size", book) == UNKNOWN
    assert value_of(by_id["v1"], "songs", book) == UNKNOWN
    assert value_of(by_id["v3"], "songs", book) == ("old", "new")
    assert value_of(by_id["v2"], "plan", book) == NOT_APPLICABLE
    assert value_of(by_id["v1"], "plan", book) == UNKNOWN
    assert value_of(by_id["v3"], "plan", book) is True


def test_a_condition_is_true_false_or_open(choirs: Study) -> None:
    by_id = {case.id: case for case in choirs.cases}
    hired = Comparison("leader", "equals", "hired")
    answers = [truth_of(by_id[name], hired, choirs.codebook) for name in ("v1", "v2", "v3")]
    assert answers == [{True}, {False}, {True, False}]
    questions = Questions(choirs.codebook)
    assert [questions.truth(by_id["v3"], hired) for _ in range(2)] == [{True, False}] * 2


def test_cases_are_placed_once_for_each_type_at_their_best_standing(choirs: Study) -> None:
    typology = choirs.codebook.typologies["leading"]
    placed = place_cases(_cases(choirs, "visits"), typology, Classifier(choirs.codebook))
    standings = [
        (
            one.type,
            *(tuple(c.id for c in cases) for cases in (one.decided, one.probable, one.possible)),
        )
        for one in placed.types
    ]
    assert standings == [
        ("professional", (), ("v1",), ("v3",)),
        ("shared", ("v2",), (), ("v3",)),
    ]
    assert placed.mixed == placed.outside == placed.contradictory == ()
