"""`qualcode typology`: what is proved of a typology, and of two together, as the user reads it."""

import json
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given

from qualcode.model.case import Case
from qualcode.model.typology import Typology
from qualcode.typology.linked import link
from tests import brute_force
from tests.running import Ran, Run
from tests.test_classifier_property import book, cases, few_worlds, typologies
from tests.test_proofs_property import RANDOM
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]

HANDOVER = "codebooks/wards/typologies/handover.yaml"
# All that follows is fictional, as the study of wards is.
OTHER = """\
typology: paper
unit: ward
label: paper
exclusive: no
types:
  on_paper: {label: on paper, necessary: [{checklist: true}]}
  by_word: {label: by word, necessary: [{style: oral}]}
"""


@pytest.fixture
def study(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`study(typology)`: the wards with this typology, as the current folder."""

    def write(typology: str) -> None:
        root = make_study({**FILES, HANDOVER: typology})
        monkeypatch.chdir(root)

    return write


def test_the_proofs_of_the_project_organisation(
    run: Run, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    ran = run("typology", "project_organisation", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    golden("study/typology-project_organisation.txt", ran.out)


def test_a_clean_typology_of_another_study(study: Callable[[str], None], run: Run) -> None:
    study(FILES[HANDOVER])
    assert run("typology", "handover") == Ran(
        0,
        """\
handover (handover), for ward
  6 cells from style, checklist

Types
  formal: 2 cells
    - style is one of [mixed, written] and checklist is true
  informal: 1 cell
    - style is oral and checklist is false

Exclusive: yes (required). No cell belongs to two types.
Exhaustive: no (not claimed). 3 cells belong to no type.
  for example: style is oral and checklist is true
  all of them:
    - style is oral and checklist is true
    - style is one of [mixed, written] and checklist is false

To tell the types apart, every code asked for is needed.
Distance between types, in codes that differ at least:
  formal and informal: 2 (style, checklist)

Cases (2)
  cells with a case of which every code is known: 1
    - style is written and checklist is true: north
  more cells that the other cases may lie in: 3
  cells where no case can be: 2
  no case is certainly informal; 1 may be
  Conditions without which all cases come out the same:
    - informal, excluded by 1: checklist is true
""",
        "",
    )


def proved(run: Run, *wanted: str | int) -> object:
    """A part of what `typology handover --format json` says."""
    ran = run("typology", "handover", "--format", "json")
    assert ran.code in (0, 1)
    data = json.loads(ran.out)
    for key in wanted:
        data = data[key]
    return data


TWO_TYPES = """\
typology: handover
unit: ward
label: handover
exclusive: {exclusive}
exhaustive: {exhaustive}
types:
  formal:
    necessary: {formal}
  informal:
    necessary: {informal}
"""


def two(formal: str, informal: str, exclusive: str = "expected", exhaustive: str = "no") -> str:
    """A typology of two types."""
    return TWO_TYPES.format(
        formal=formal, informal=informal, exclusive=exclusive, exhaustive=exhaustive
    )


def test_a_dead_type_comes_with_the_conditions_that_contradict_each_other(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{checklist: true}, {style: oral}, {style: {at_least: mixed}}]", "[{style: oral}]"))
    assert proved(run, "dead") == [
        {
            "type": "formal",
            "conflicts": [
                {
                    "conditions": [
                        {
                            "type": "formal",
                            "part": "necessary",
                            "number": 2,
                            "condition": "style is oral",
                        },
                        {
                            "type": "formal",
                            "part": "necessary",
                            "number": 3,
                            "condition": "style is at least mixed",
                        },
                    ],
                    "impossible": [],
                }
            ],
        }
    ]
    assert run("check") == Ran(
        1,
        """\
codebooks/wards/typologies/handover.yaml:7:3: warning QC472: no case can be of type 'formal': its conditions contradict each other
      formal:
      ^^^^^^
  hint: run 'qualcode typology handover' to see which

1 warning in 2 case files
""",
        "",
    )


def test_a_type_may_be_dead_because_the_codebook_rules_its_cells_out(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{checklist: true}, {style: oral}]", "[{style: oral}]"))
    path = Path("codebooks/wards/codebook.yaml")
    ruled_out = "impossible:\n  - {unit: ward, when: {style: oral}, why: nobody only talks}\n"
    path.write_text(path.read_text(encoding="utf-8") + ruled_out, encoding="utf-8")
    assert proved(run, "dead", 0, "conflicts") == [
        {
            "conditions": [
                {"type": "formal", "part": "necessary", "number": 2, "condition": "style is oral"}
            ],
            "impossible": ["style is oral"],
        }
    ]


def test_types_that_must_exclude_each_other_and_overlap_are_an_error(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{style: {at_least: mixed}}]", "[{checklist: false}]", exclusive="required"))
    assert run("check") == Ran(
        1,
        """\
codebooks/wards/typologies/handover.yaml:7:3: error QC470: types 'formal' and 'informal' must exclude each other; both hold where style is mixed and checklist is false
      formal:
      ^^^^^^
  hint: make a condition of one of them stricter, or declare 'exclusive: expected'
  see codebooks/wards/typologies/handover.yaml:9:3: the other type
      informal:
      ^^^^^^^^

1 error in 2 case files
""",
        "",
    )
    assert proved(run, "exclusive") == {
        "declared": "required",
        "proved": False,
        "overlaps": [
            {
                "types": ["formal", "informal"],
                "cells": 2,
                "example": "style is mixed and checklist is false",
                "cubes": ["style is one of [mixed, written] and checklist is false"],
                "complete": True,
            }
        ],
    }


def test_an_overlap_that_is_not_ruled_out_is_shown_but_no_error(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{style: {at_least: mixed}}]", "[{checklist: false}]"))
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")
    assert (
        "Exclusive: no (expected). 1 pair of types shares cells." in run("typology", "handover").out
    )


def test_types_that_must_cover_every_case_and_leave_a_gap_are_an_error(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{style: written}]", "[{style: oral}]", exhaustive="required"))
    assert run("check") == Ran(
        1,
        """\
codebooks/wards/typologies/handover.yaml:1:11: error QC471: the types must cover every case; none holds where style is mixed
    typology: handover
              ^^^^^^^^
  hint: add a type, widen one, or declare 'exhaustive: expected'

1 error in 2 case files
""",
        "",
    )


def test_types_that_must_cover_every_case_and_do_are_no_error(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{style: {at_least: mixed}}]", "[{style: oral}]", "required", "required"))
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")


def test_a_type_within_another_is_named(study: Callable[[str], None], run: Run) -> None:
    study(two("[{style: written}]", "[{style: {at_least: mixed}}]"))
    assert proved(run, "subsumed") == [["formal", "informal"]]
    assert "Every cell of formal is also one of informal.\n" in run("typology", "handover").out


def test_a_condition_that_changes_no_cell_is_named(study: Callable[[str], None], run: Run) -> None:
    study(two("[{style: written}, {style: {at_least: mixed}}]", "[{style: oral}]"))
    assert proved(run, "redundant") == [
        {
            "type": "formal",
            "part": "necessary",
            "number": 2,
            "condition": "style is at least mixed",
        }
    ]


def test_a_code_that_never_tells_types_apart_is_not_needed(
    study: Callable[[str], None], run: Run
) -> None:
    either = "{any: [{checklist: true}, {checklist: false}]}"
    study(two(f"[{{style: written}}, {either}]", "[{style: oral}]"))
    assert proved(run, "enough") == {"sets": [["style"]], "complete": True}
    assert proved(run, "indispensable") == ["style"]


def test_types_one_code_apart_are_pointed_out(study: Callable[[str], None], run: Run) -> None:
    study(two("[{style: written}, {checklist: true}]", "[{style: oral}]"))
    assert proved(run, "separation") == [
        {"types": ["formal", "informal"], "distance": 1, "exact": True, "differing": ["style"]}
    ]
    assert (
        "  At distance 1 a single wrong code can move a case from one type to another.\n"
        in run("typology", "handover").out
    )


def test_a_type_without_conditions_holds_where_it_is_named(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[]", "[{style: oral}]"))
    assert proved(run, "named_only") == ["formal"]
    assert (
        "  formal: no conditions; it holds where the source names it\n"
        in run("typology", "handover").out
    )
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")


def test_numbers_are_cut_where_a_condition_cuts_them(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{beds: {at_least: 30}}]", "[{size: small}]"))
    assert proved(run, "exhaustive", "gap") == {
        "cells": 1,
        "example": "beds is at least 20 and beds is below 30",
        "cubes": ["beds is at least 20 and beds is below 30"],
        "complete": True,
    }


def test_records_are_named_by_the_code_that_is_derived_from_them(
    study: Callable[[str], None], run: Run
) -> None:
    study(two("[{doctor_at_bedside: true}]", "[{some: meetings, where: {kind: office}}]"))
    assert proved(run, "exclusive", "overlaps", 0, "example") == (
        "doctor_at_bedside is true and (at least one of meetings where kind is office)"
    )


def test_a_typology_that_is_not_there_is_misuse(study: Callable[[str], None], run: Run) -> None:
    study(FILES[HANDOVER])
    assert run("typology", "handovr") == Ran(
        2, "", "qualcode: there is no typology 'handovr'; did you mean 'handover'?\n"
    )


def linked(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wards with a second typology, as the current folder."""
    files = {**FILES, "codebooks/wards/typologies/paper.yaml": OTHER}
    monkeypatch.chdir(make_study(files))


def test_two_typologies_crossed(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    linked(make_study, monkeypatch)
    assert run("typology", "cross", "handover", "paper", "--format", "csv") == Ran(
        0,
        """\
,on_paper,by_word,no type
formal,1,impossible,impossible
informal,impossible,0 (+1),impossible
no type,0,0,0 (+1)
""",
        "",
    )
    table = run("typology", "cross", "handover", "paper").out
    assert table.splitlines()[0].rstrip() == "handover by paper"
    data = json.loads(run("typology", "cross", "handover", "paper", "--format", "json").out)
    assert data["combinations"][:2] == [
        {
            "types": ["formal", "on_paper"],
            "impossible": False,
            "certain": ["north"],
            "possible": [],
        },
        {"types": ["formal", "by_word"], "impossible": True, "certain": [], "possible": []},
    ]


def test_typologies_of_different_units_cannot_be_crossed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    assert run("typology", "cross", "project_organisation", "competence_division") == Ran(
        2,
        "",
        "qualcode: 'project_organisation' is for plan, 'competence_division' for area_secretariat; "
        "only typologies of the same unit can be crossed\n",
    )
    assert run("typology", "cross", "project_organisation", "T1") == Ran(
        2,
        "",
        "qualcode: 'project_organisation' is given twice; give two different typologies\n",
    )


@RANDOM
@given(typologies(), typologies(), cases())
def test_combinations_are_those_of_listing_every_world(
    first: Typology, second: Typology, case: Case
) -> None:
    if not few_worlds(case):
        return
    second = second.model_copy(update={"id": "t2"})
    drawn = book(first)
    found = link(first, second, [case], drawn)

    def held(typology: Typology) -> list[set[str | None]]:
        names = [
            {n for n in typology.types if brute_force.belongs(n, world, typology, drawn)}
            for world in brute_force.worlds(case, drawn)
        ]
        return [set(some) or {None} for some in names]

    pairs = list(zip(held(first), held(second), strict=True))
    for one, two_ in product((*first.types, None), (*second.types, None)):
        said = {one in firsts and two_ in seconds for firsts, seconds in pairs}
        assert found.certain[one, two_] == (("case",) if said == {True} else ())
        assert found.possible[one, two_] == (("case",) if len(said) == 2 else ())
        assert not ((one, two_) in found.impossible and True in said)
