"""`qualcode cluster`: groups by the data beside the declared types."""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.clusters.distances import dimensions_of, distances
from qualcode.clusters.grouping import adjusted_rand
from qualcode.loading.study import load_study
from qualcode.typology.ask import Questions
from tests.running import Ran, Run
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]

# All wards are fictional.
WARD = """\
case: {name}
unit: ward
label: Ward {name}
attributes:
  beds: {{value: {beds}, evidence: [{{document: notes, at: p. 1}}]}}
codes:
  style: {{value: {style}, evidence: [{{document: notes, at: p. 2}}]}}
  checklist: {{value: {checklist}, evidence: [{{document: notes, at: p. 2}}]}}
  tools: {{value: {tools}, evidence: [{{document: notes, at: p. 3}}]}}
"""
TYPOLOGY = """\
typology: handover
unit: ward
label: handover
types:
  formal:
    necessary: [{checklist: true}]
    profile: {style: {ideal: written}, tools: {ideal: [board, form]}, beds: {ideal: [40]}}
  informal:
    necessary: [{checklist: false}]
"""
ROWS = {
    "a": (40, "written", "true", "[board, form]"),
    "b": (40, "written", "true", "[board]"),
    "c": (10, "oral", "false", "[form]"),
    "d": (20, "oral", "false", "[form]"),
    "e": (20, "mixed", "false", "[form]"),
}


def wards(rows: Mapping[str, tuple[int, str, str, str]]) -> dict[str, str]:
    """The study with these wards: beds, style, checklist, tools."""
    files = {name: text for name, text in FILES.items() if not name.startswith("cases/")}
    files["codebooks/wards/typologies/handover.yaml"] = TYPOLOGY
    for name, (beds, style, checklist, tools) in rows.items():
        files[f"cases/{name}.yaml"] = WARD.format(
            name=name, beds=beds, style=style, checklist=checklist, tools=tools
        )
    return files


def test_distances_are_the_mean_difference_over_what_is_known_of_both(
    make_study: MakeStudy,
) -> None:
    study = load_study(make_study(wards(ROWS))).study
    assert study is not None
    dimensions = dimensions_of(study.codebook.typologies["handover"], study.codebook)
    found = distances(study.cases, dimensions, Questions(study.codebook))
    # checklist, style (two steps), tools (Jaccard), beds (range 30), in that order
    assert found["a", "b"] == Fraction(1, 4) * Fraction(1, 2)
    assert found["a", "c"] == Fraction(1, 4) * (1 + 1 + Fraction(1, 2) + 1)
    assert found["b", "e"] == Fraction(1, 4) * (1 + Fraction(1, 2) + 1 + Fraction(20, 30))
    assert found["d", "e"] == Fraction(1, 4) * Fraction(1, 2)


def test_groups_that_are_the_types_agree_in_full(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study(wards(ROWS)))
    ran = run("cluster", "handover", "--format", "csv")
    assert ran == Ran(
        0,
        """\
case,type,group,agreement without it
a,formal,1,1.00
b,formal,1,1.00
c,informal,2,1.00
d,informal,2,1.00
e,informal,2,1.00
""",
        "",
    )
    assert (
        "agreement of groups and types (adjusted Rand index): 1.00; 1.00 to 1.00 with one\n"
        "    case left out\n"
        "mean distance within types 0.14, between types 0.84\n"
    ) in run("cluster", "handover").out


def test_types_across_the_data_are_pointed_out(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    across = {
        "a": (40, "written", "true", "[board, form]"),
        "b": (10, "oral", "true", "[form]"),
        "c": (10, "oral", "false", "[form]"),
        "d": (40, "written", "false", "[board, form]"),
    }
    monkeypatch.chdir(make_study(wards(across)))
    data = json.loads(run("cluster", "handover", "--format", "json").out)
    assert [one["group"] for one in data["cases"]] == [1, 2, 2, 1]
    assert data["agreement"] == -0.5
    assert data["within"] > data["between"]
    assert (
        "Cases of one type lie no nearer to one another than to cases of other types."
        in run("cluster", "handover").out
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("ab", "2 cases are decided, all types counted; it takes cases of two types"),
        ("abc", "3 decided cases are too few for 2 types; it takes 4"),
    ],
)
def test_too_few_cases_are_refused_with_the_reason(
    names: str,
    said: str,
    make_study: MakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
) -> None:
    monkeypatch.chdir(make_study(wards({name: ROWS[name] for name in names})))
    assert run("cluster", "handover") == Ran(
        1, "", f"qualcode: these cases do not support groups:\n- {said}\n"
    )


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=9))
def test_the_adjusted_rand_index_is_that_of_counting_pairs(labels: list[tuple[int, int]]) -> None:
    one = {str(i): a for i, (a, _) in enumerate(labels)}
    two = {str(i): b for i, (_, b) in enumerate(labels)}
    pairs = [(one[i] == one[j], two[i] == two[j]) for i, j in combinations(one, 2)]
    # The form over pairs: Steinley 2004, Psychological Methods 9(3), p. 386-396.
    a, b, c, d = (
        pairs.count(p) for p in ((True, True), (True, False), (False, True), (False, False))
    )
    below = (a + b) * (b + d) + (a + c) * (c + d)
    assert adjusted_rand(one, two) == (Fraction(2 * (a * d - b * c), below) if below else 1)


@pytest.mark.parametrize(
    ("one", "two", "index"),
    [("0011", "0012", Fraction(4, 7)), ("0000", "0123", 0), ("0011", "1100", 1)],
)
def test_the_adjusted_rand_index_of_small_examples(one: str, two: str, index: Fraction) -> None:
    assert adjusted_rand(dict(enumerate(one)), dict(enumerate(two))) == index  # type: ignore[arg-type]  # any names do
