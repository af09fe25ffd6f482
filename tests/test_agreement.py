"""Agreement between coders: published figures, and other programs on random ratings."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Literal

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask  # type: ignore[import-untyped]  # has no types
from nltk.metrics.distance import (  # type: ignore[import-untyped]  # has no types
    jaccard_distance,
    masi_distance,
)

from qualcode.agreement.alpha import alpha, alpha_of
from qualcode.agreement.bootstrap import Interval, interval
from qualcode.agreement.chance import fleiss_kappa, gwet_ac1, percent
from qualcode.agreement.distances import (
    INTERVAL,
    JACCARD,
    MASI,
    NOMINAL,
    RATIO,
    Distance,
    ordinal,
)
from qualcode.agreement.kappa import cohen_kappa, greatest_kappa, linear, quadratic
from qualcode.agreement.ratings import (
    NOTHING_SHARED,
    ONE_CATEGORY,
    Figure,
    Rating,
    Undefined,
    Unit,
    of_pair,
    pairable,
)
from qualcode.agreement.unitising import Stretch, alpha_u_2004, disagreement

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C.
FOUR_CODERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
ORDER = (1, 2, 3, 4, 5)


def units_of(rows: dict[str, str]) -> list[Unit]:
    """Ratings written one row a coder; a dot is missing, a figure a number."""
    split = {coder: row.split() for coder, row in rows.items()}
    length = len(next(iter(split.values())))
    return [
        {coder: rated(row[i]) for coder, row in split.items() if row[i] != "."}
        for i in range(length)
    ]


def rated(text: str) -> Rating:
    return int(text) if text.isdigit() else text


def to(digits: int, figure: Figure) -> float:
    assert isinstance(figure, Fraction), figure
    return round(float(figure), digits)


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        (NOMINAL, 0.743421),
        (ordinal(ORDER), 0.815388),
        (INTERVAL, 0.849107),
        (RATIO, 0.797403),
    ],
    ids=lambda value: value.name if isinstance(value, Distance) else "",
)
def test_alpha_of_four_coders_is_as_published_on_each_scale(
    distance: Distance, expected: float
) -> None:
    assert to(6, alpha(units_of(FOUR_CODERS), distance)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Krippendorff 2011, examples A and B.
        ({"A": "0 1 0 0 0 0 0 0 1 0", "B": "1 1 1 0 0 1 0 0 0 0"}, 0.095238),
        ({"A": "a a b b d c c c e d d a", "B": "b a b b b c c c e d d d"}, 0.691964),
    ],
)
def test_alpha_of_two_coders_is_as_published(rows: dict[str, str], expected: float) -> None:
    assert to(6, alpha(units_of(rows), NOMINAL)) == expected


# Fleiss 1971, Psychological Bulletin 76, p. 379: how many of six raters chose each of five.
FLEISS = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


def test_fleiss_kappa_is_as_published() -> None:
    counted = [
        [category for category, times in enumerate(row) for _ in range(int(times))]
        for row in FLEISS.split()
    ]
    units = [{str(i): one for i, one in enumerate(row)} for row in counted]
    # The figure as computed from the counts as printed; the article says .430.
    assert to(3, fleiss_kappa(units)) == 0.430
    assert to(6, fleiss_kappa(units)) == 0.430245
    assert to(4, percent(units)) == 0.5556


# Cohen 1960, tables 1 and 2.
AGREEING = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
OPPOSED = ((25, 12, 3), (13, 2, 15), (12, 16, 2))


def pairs_of(table: Sequence[Sequence[int]]) -> list[tuple[Rating, Rating]]:
    return [
        (i, j) for i, row in enumerate(table) for j, times in enumerate(row) for _ in range(times)
    ]


def test_cohens_kappa_and_the_most_it_could_be_are_as_published() -> None:
    agreeing, opposed = pairs_of(AGREEING), pairs_of(OPPOSED)
    assert to(3, cohen_kappa(agreeing, (0, 1, 2))) == 0.492
    assert to(3, greatest_kappa(agreeing)) == 0.831
    assert to(4, cohen_kappa(opposed, (0, 1, 2))) == -0.0923
    assert to(2, percent([{"a": one, "b": other} for one, other in agreeing])) == 0.70
    assert to(2, percent([{"a": one, "b": other} for one, other in opposed])) == 0.29


def test_coefficients_of_units_that_not_all_coded_are_as_gwet_has_them() -> None:
    """The same ratings are the example of Gwet's irrCAC; figures from its release 0.4.4."""
    units = units_of(FOUR_CODERS)
    assert to(5, gwet_ac1(units, 5)) == 0.77544
    assert to(5, fleiss_kappa(units)) == 0.76117
    assert to(5, percent(units)) == 0.81818


def passage(begin: int, length: int) -> Stretch:
    return Stretch(begin, begin + length)


# Krippendorff 2004, Content Analysis, 2nd ed., p. 254.
TEXT = passage(150, 300)
C = (
    (passage(225, 70), passage(370, 30)),
    (passage(220, 80), passage(355, 20), passage(400, 20)),
)
K = ((passage(180, 60), passage(300, 50)),) * 2


def test_alpha_of_unitised_texts_is_as_published() -> None:
    assert to(4, disagreement(C, TEXT).observed) == 0.0144
    assert to(4, disagreement(C, TEXT).expected) == 0.0532
    assert to(4, disagreement(K, TEXT).expected) == 0.0490
    assert to(4, alpha_u_2004([C], TEXT)) == 0.7286
    assert alpha_u_2004([K], TEXT) == 1
    assert to(6, alpha_u_2004([C, K], TEXT)) == 0.858665  # 0.8591 in print, from rounded parts


def test_alpha_of_unitised_texts_says_why_it_has_no_value() -> None:
    twice = (C[0], (passage(220, 80), passage(240, 10)))
    assert alpha_u_2004([((), ())], TEXT) == Undefined("nobody marked a passage")
    assert alpha_u_2004([C[:1]], TEXT) == Undefined("it takes two coders")
    assert alpha_u_2004([twice], TEXT) == Undefined("passages of one coder with one code overlap")
    assert alpha_u_2004([C], passage(0, 400)) == Undefined("a passage lies outside the text")


def test_figures_without_a_value_say_why() -> None:
    alone = units_of({"A": "1 2 .", "B": ". . 3"})
    same = units_of({"A": "1 1 1", "B": "1 1 1"})
    for shared in (alpha(alone, NOMINAL), percent(alone), fleiss_kappa(alone), gwet_ac1(alone, 3)):
        assert shared == NOTHING_SHARED
    assert cohen_kappa((), (1, 2)) == greatest_kappa(()) == NOTHING_SHARED
    assert alpha(same, NOMINAL) == alpha(same, ordinal(ORDER)) == ONE_CATEGORY
    assert fleiss_kappa(same) == cohen_kappa(of_pair(same, "A", "B"), (1, 2)) == ONE_CATEGORY
    assert greatest_kappa(of_pair(same, "A", "B")) == ONE_CATEGORY
    assert gwet_ac1(same, 1) == Undefined("there is only one category to choose from")
    assert gwet_ac1(same, 2) == 1
    assert percent(same) == 1


def bootstrapped(rows: dict[str, str], seed: int = 1, samples: int = 200) -> Interval | Undefined:
    kept = pairable(units_of(rows))
    return interval(alpha_of(kept, NOMINAL), len(kept), seed, samples)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    first = bootstrapped(FOUR_CODERS)
    assert first == bootstrapped(FOUR_CODERS)
    assert first != bootstrapped(FOUR_CODERS, seed=2)
    assert isinstance(first, Interval)
    assert first.low < Fraction(743, 1000) < first.high


def test_an_interval_lies_at_the_percentiles_of_all_samples() -> None:
    """Of two units, one agreed on and one not, there are four samples to draw."""
    found = bootstrapped({"A": "1 2", "B": "1 1"}, samples=400)
    # Both the same unit: 1,1|1,1 has one category; 2,1|2,1 gives -1/2; one of each gives 0.
    assert isinstance(found, Interval)
    assert found.low == Fraction(-1, 2)
    assert found.high == 0
    assert 60 < found.undefined < 140  # a quarter of 400 samples


def test_an_interval_without_a_value_says_why() -> None:
    assert bootstrapped({"A": "1 .", "B": "1 2"}) == Undefined(
        "an interval needs two cases that two coders coded"
    )
    assert bootstrapped({"A": "1 1 1", "B": "1 1 1"}) == Undefined(
        "in most samples of the cases only one category is left"
    )


# Other programs, on random ratings with gaps.

CODERS = ("a", "b", "c")


def random_units(seed: int, choices: Sequence[Rating], length: int = 15) -> list[Unit]:
    random = Random(seed)
    return [
        {coder: random.choice(choices) for coder in CODERS if random.random() < 0.8}
        for _ in range(length)
    ]


ScaleName = Literal["nominal", "ordinal", "interval", "ratio"]
THEIR_SCALES: tuple[tuple[ScaleName, Distance], ...] = (
    ("nominal", NOMINAL),
    ("ordinal", ordinal(ORDER)),
    ("interval", INTERVAL),
    ("ratio", RATIO),
)


def by_krippendorff(units: Sequence[Unit], scale: ScaleName) -> float:
    rows = [[unit.get(coder, np.nan) for unit in units] for coder in CODERS]
    found = krippendorff.alpha(
        reliability_data=np.array(rows, dtype=float),
        level_of_measurement=scale,
        value_domain=list(ORDER),
    )
    return float(found)


@pytest.mark.parametrize("seed", range(8))
def test_alpha_is_that_of_another_program_on_random_ratings(seed: int) -> None:
    units = random_units(seed, ORDER)
    for scale, distance in THEIR_SCALES:
        expected = by_krippendorff(units, scale)
        assert float(as_number(alpha(units, distance))) == pytest.approx(expected, abs=1e-12)


def as_number(figure: Figure) -> Fraction:
    assert isinstance(figure, Fraction), figure
    return figure


SETS = tuple(frozenset(some) for size in (1, 2, 3) for some in combinations("wxyz", size))


@pytest.mark.parametrize("seed", range(4))
def test_alpha_of_sets_and_weighted_kappas_are_those_of_another_program(seed: int) -> None:
    complete = [unit for unit in random_units(seed, SETS, 40) if len(unit) == len(CODERS)]
    for ours, theirs in ((JACCARD, jaccard_distance), (MASI, masi_distance)):
        task = AnnotationTask(triples(complete), distance=theirs)
        # masi_distance of that program rounds a third to 0.33 and two thirds to 0.67.
        assert float(as_number(alpha(complete, ours))) == pytest.approx(task.alpha(), abs=0.01)
    pairs = [unit for unit in random_units(seed, ORDER, 30) if {"a", "b"} <= set(unit)]
    both = [{coder: unit[coder] for coder in ("a", "b")} for unit in pairs]
    kappas = ((linear, abs_distance), (quadratic, square_distance))
    for weight, distance in kappas:
        task = AnnotationTask(triples(both), distance=distance)
        expected = task.weighted_kappa()
        found = cohen_kappa(of_pair(both, "a", "b"), ORDER, weight)
        assert float(as_number(found)) == pytest.approx(expected, abs=1e-12)
    found = cohen_kappa(of_pair(both, "a", "b"), ORDER)
    assert float(as_number(found)) == pytest.approx(AnnotationTask(triples(both)).kappa())


def triples(units: Sequence[Unit]) -> list[tuple[str, int, Rating]]:
    return [(coder, i, rating) for i, unit in enumerate(units) for coder, rating in unit.items()]


def abs_distance(one: int, other: int) -> int:
    return abs(one - other)


def square_distance(one: int, other: int) -> int:
    return (one - other) ** 2


# What must hold of any ratings.

ANY_UNITS = st.lists(
    st.dictionaries(st.sampled_from(CODERS), st.integers(1, 4)), min_size=1, max_size=12
)


@given(ANY_UNITS)
def test_alpha_is_what_all_pairs_of_ratings_say_one_by_one(units: list[Unit]) -> None:
    kept = [list(unit.values()) for unit in units if len(unit) > 1]
    every = [rating for unit in kept for rating in unit]
    within = Fraction(0)
    for unit in kept:
        differing = sum(a != b for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j)
        within += Fraction(differing, len(unit) - 1)
    among = sum(a != b for i, a in enumerate(every) for j, b in enumerate(every) if i != j)
    found = alpha(units, NOMINAL)
    if not every:
        assert found == NOTHING_SHARED
    elif not among:
        assert found == ONE_CATEGORY
    else:
        expected = Fraction(among, len(every) - 1)
        assert found == 1 - within / expected


@given(ANY_UNITS, st.permutations(CODERS))
def test_figures_do_not_hang_on_who_is_named_first(units: list[Unit], names: list[str]) -> None:
    renamed = dict(zip(CODERS, names, strict=True))
    others = [{renamed[coder]: rating for coder, rating in unit.items()} for unit in units]
    for distance in (NOMINAL, ordinal(ORDER), INTERVAL, RATIO):
        assert alpha(units, distance) == alpha(others[::-1], distance)
    assert gwet_ac1(units, 4) == gwet_ac1(others, 4)
    assert fleiss_kappa(units) == fleiss_kappa(others)
