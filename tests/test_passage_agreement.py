"""Agreement on passages: the figures against a count of single characters, and what is said."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.agreement.bootstrap import Interval
from qualcode.agreement.kappa import cohen_kappa
from qualcode.agreement.marking import MarkedText, Marks, taken_together
from qualcode.agreement.overlapping import NOT_SHARED, agree_on
from qualcode.agreement.ratings import Figure, Undefined
from qualcode.agreement.unitising import Stretch, alpha_u_2004
from tests.running import Ran, Run
from tests.test_coders_passages import EVA, JON, STUDY, MakeStudy, by

INTERVIEWS = Path(__file__).parent / "studies" / "interviews"
CODES = ("duty", "joy")
LENGTH = 30


def stretches() -> st.SearchStrategy[tuple[Stretch, ...]]:
    ends = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9))
    made = ends.map(lambda one: Stretch(one[0], min(one[0] + one[1], LENGTH)))
    return st.lists(made, max_size=4).map(lambda some: tuple(sorted(some)))


def texts(coders: str = "ab") -> st.SearchStrategy[list[MarkedText]]:
    marks = st.fixed_dictionaries({code: stretches() for code in CODES})
    by_coder = st.fixed_dictionaries(dict.fromkeys(coders, marks))
    made = by_coder.map(lambda found: MarkedText("case", "talk", LENGTH, found))
    return st.lists(made, min_size=1, max_size=4)


def characters(text: MarkedText, coder: str, code: str) -> list[bool]:
    """Whether each character lies in a stretch of a coder and code."""
    marked = text.stretches(coder, code)
    return [any(one.begin <= i < one.end for one in marked) for i in range(text.length)]


def pairs(found: Sequence[MarkedText], code: str) -> list[tuple[bool, bool]]:
    sides = [(characters(one, "a", code), characters(one, "b", code)) for one in found]
    return [pair for one, other in sides for pair in zip(one, other, strict=True)]


@given(texts())
def test_the_plain_figures_are_those_of_a_count_of_single_characters(
    found: list[MarkedText],
) -> None:
    agreement = agree_on(["duty"], found, "ab", samples=1)
    every = pairs(found, "duty")
    assert agreement.agree == Fraction(sum(one == other for one, other in every), len(every))
    marked = sum(one or other for one, other in every)
    both = sum(one and other for one, other in every)
    assert agreement.overlap == (Fraction(both, marked) if marked else NOTHING)
    assert agreement.kappa == (cohen_kappa(every, (False, True)) if marked else NOTHING)


NOTHING = Undefined("nobody marked a passage")


@given(texts("abc"))
def test_figures_of_three_coders_are_averaged_over_their_pairs(found: list[MarkedText]) -> None:
    everyone = agree_on(CODES, found, "abc", samples=1)
    two = [agree_on(CODES, found, pair, samples=1).agree for pair in ("ab", "ac", "bc")]
    assert everyone.agree == sum((one for one in two if isinstance(one, Fraction)), Fraction(0)) / 3
    assert everyone.kappa == Undefined("it is for two coders")


@given(texts())
def test_alpha_of_one_text_is_as_krippendorff_has_it_and_so_is_that_of_its_copies(
    found: list[MarkedText],
) -> None:
    text = found[0]
    marked = [[taken_together(text.stretches(one, code)) for one in "ab"] for code in CODES]
    expected = alpha_u_2004(marked, Stretch(0, text.length))
    assert agree_on(CODES, [text], "ab", samples=1).alpha == expected
    assert agree_on(CODES, [text] * 3, "ba", samples=1).alpha == expected


@given(texts())
def test_a_disagreement_counts_by_its_characters_whatever_text_it_is_in(
    found: list[MarkedText],
) -> None:
    """The observed disagreement of several texts is that of all of them in a row."""
    shifted = {coder: in_a_row(found, coder) for coder in "ab"}
    row = MarkedText("case", "talk", LENGTH * len(found), shifted)
    together, apart = (agree_on(CODES, some, "ab", samples=1) for some in ([row], found))
    assert (together.overlap, together.agree, together.kappa) == (
        apart.overlap,
        apart.agree,
        apart.kappa,
    )
    # Where a passage may lie anywhere in the row, chance expects more disagreement.
    if isinstance(together.alpha, Fraction) and isinstance(apart.alpha, Fraction):
        assert (together.alpha == 1) == (apart.alpha == 1)


def in_a_row(found: Sequence[MarkedText], coder: str) -> Marks:
    return {
        code: tuple(
            Stretch(i * LENGTH + one.begin, i * LENGTH + one.end)
            for i, text in enumerate(found)
            for one in taken_together(text.stretches(coder, code))
        )
        for code in CODES
    }


@given(stretches())
def test_stretches_taken_together_cover_the_same_characters_and_never_overlap(
    some: tuple[Stretch, ...],
) -> None:
    joined = taken_together(some)
    covered = [{i for one in part for i in range(one.begin, one.end)} for part in (some, joined)]
    assert covered[0] == covered[1]
    assert sum(one.length for one in joined) == len(covered[0])


def test_coders_who_mark_the_same_agree_wholly_and_who_mark_apart_do_not() -> None:
    here, there = (Stretch(0, 10),), (Stretch(20, 25),)
    same = MarkedText("case", "talk", LENGTH, {"a": {"duty": here}, "b": {"duty": here}})
    apart = MarkedText("case", "talk", LENGTH, {"a": {"duty": here}, "b": {"duty": there}})
    found = agree_on(["duty"], [same], "ab")
    assert {found.overlap, found.agree, found.kappa, found.alpha} == {Fraction(1)}
    found = agree_on(["duty"], [apart], "ab")
    plain: list[Figure] = [found.overlap, found.agree, found.kappa]
    assert plain == [Fraction(0), Fraction(1, 2), Fraction(-2, 7)]
    assert isinstance(found.alpha, Fraction)
    assert found.alpha < 0


def test_an_interval_takes_ten_documents_and_holds_the_figure() -> None:
    shorter = {"a": {"duty": (Stretch(3, 9),)}, "b": {"duty": (Stretch(5, 9),)}}
    same = {"a": {"duty": (Stretch(3, 9),)}, "b": {"duty": (Stretch(3, 9),)}}
    some = [MarkedText("case", str(i), LENGTH, shorter if i % 3 else same) for i in range(10)]
    found = agree_on(["duty"], some, "ab")
    assert isinstance(found.interval, Interval)
    assert isinstance(found.alpha, Fraction)
    assert found.interval.low < found.alpha < found.interval.high
    few = agree_on(["duty"], some[1:], "ab").interval
    assert few == Undefined("an interval needs 10 documents that two coders coded")
    rare = [MarkedText("case", "0", LENGTH, same)]
    rare += [MarkedText("case", str(i), LENGTH, {"a": {}, "b": {}}) for i in range(30)]
    assert isinstance(agree_on(["duty"], rare, "ab").interval, Interval)
    none = agree_on(["joy"], rare, "ab")
    assert none.interval == Undefined("in most samples of the documents nobody marked a passage")
    assert {none.alpha, none.overlap, none.kappa} == {NOTHING}


def test_a_document_that_one_coder_coded_counts_in_no_figure() -> None:
    alone = MarkedText("case", "talk", LENGTH, {"a": {"duty": (Stretch(0, 3),)}})
    found = agree_on(["duty"], [alone], "ab")
    assert (found.documents, found.passages) == (0, {"a": 0, "b": 0})
    figures = {found.alpha, found.overlap, found.agree, found.kappa, found.interval}
    assert figures == {NOT_SHARED}


SHOWN = {
    "agree.txt": ("agree",),
    "agree-passages.txt": ("agree", "--passages"),
    "agree-passages.md": ("agree", "--passages", "--format", "md"),
    "agree-passages.csv": ("agree", "--passages", "--format", "csv"),
    "agree-passages.json": ("agree", "--passages", "--format", "json"),
    "agree-passages-pairs.txt": ("agree", "--passages", "--by", "pair"),
    "reconcile.txt": ("reconcile",),
}


@pytest.fixture
def _interviews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the fictional study of interviews as the current folder."""
    shutil.copytree(INTERVIEWS, tmp_path / "interviews")
    monkeypatch.chdir(tmp_path / "interviews")


@pytest.mark.usefixtures("_interviews")
@pytest.mark.parametrize(("name", "words"), SHOWN.items(), ids=SHOWN)
def test_agreement_on_the_interviews(
    name: str, words: tuple[str, ...], run: Run, golden: Callable[[str, str], None]
) -> None:
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    golden(f"interviews/{name}", ran.out)


SAID: Mapping[str, tuple[Mapping[str, str], str]] = {
    "a single coder": (
        {EVA: by("eva", "quote: alle, codes: [joy]")},
        "no overlap, agree, kappa, alpha_u, interval, because no document was coded by two coders",
    ),
    "a coder who marked nothing": (
        {
            EVA: by("eva", "quote: alle, codes: [joy]"),
            JON: by("jon", codes="{boats: {value: 3, evidence: [{passage: p}]}}"),
        },
        "Left out: jon marked no passage.",
    ),
    "a document whose text is not stored": (
        {
            EVA: by("eva", "quote: alle, codes: [joy]"),
            JON: by("jon", "quote: mødes, codes: [joy]").replace("samtale", "report"),
        },
        "Left out: passages in documents whose text is not stored: 1.",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_cannot_be_compared_is_said(
    name: str, make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    files, expected = SAID[name]
    monkeypatch.chdir(make_study({**STUDY, **files}))
    ran = run("agree", "--passages")
    assert (ran.code, ran.err) == (0, "")
    assert expected in " ".join(ran.out.split())


MISUSES = {
    ("--passages", "--types"): "give one of --passages and --types",
    ("--types", "--by", "pair"): "give one of --by and --types",
    ("--passages", "--by", "theme"): "passages are compared by code or pair: give one of "
    "--passages and --by theme",
    ("--passages",): "no coder has marked a passage here: each coder's passages are in a file "
    "'codings/<coder>.yaml' beside a 'case.yaml', under 'passages:'",
}


@pytest.mark.parametrize(("words", "expected"), MISUSES.items(), ids=" ".join)
def test_what_has_no_meaning_is_refused(
    words: tuple[str, ...],
    expected: str,
    make_study: MakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
) -> None:
    said = by("eva", codes="{boats: {value: 3, evidence: [{passage: p}]}}")
    monkeypatch.chdir(make_study({**STUDY, EVA: said}))
    assert run("agree", *words) == Ran(2, "", f"qualcode: {expected}\n")
