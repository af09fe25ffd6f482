"""`qualcode typology map`: the property space in squares, against listing every world."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.typology import Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.space_map import SpaceMap, Square, map_space
from tests import brute_force
from tests.brute_force import World
from tests.running import Ran, Run
from tests.test_classifier_property import cases, few_worlds
from tests.test_proofs_property import RANDOM, held, in_codebook, listed, studies
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]


def square_of(world: World, found: SpaceMap, drawn: Codebook) -> Square:
    """The one square whose values, down and across, are those of the world."""

    def number(axes: tuple[tuple[object, ...], ...]) -> int:
        place = 0
        for axis in axes:
            fitting = [i for i, one in enumerate(axis) if brute_force.true_in(one, world, drawn)]  # type: ignore[arg-type]  # an axis is made of conditions
            assert len(fitting) == 1
            place = place * len(axis) + fitting[0]
        return place

    return found.rows[number(found.down)][number(found.across)]


@RANDOM
@given(studies(), st.lists(cases(), max_size=3))
def test_each_world_lies_in_one_square_with_its_types_and_cases(
    study: tuple[Typology, Codebook], drawn_cases: list[Case]
) -> None:
    typology, drawn = study
    own = [in_codebook(case, drawn, i) for i, case in enumerate(drawn_cases) if few_worlds(case)]
    worlds = listed(drawn)
    try:
        found = map_space(typology, own, drawn, Classifier(drawn))
    except Misuse:
        return
    squares = [square_of(world, found, drawn) for world in worlds]
    for square, types in zip(squares, held(worlds, typology, drawn), strict=True):
        assert (square.is_possible, frozenset(square.types)) == (True, types)
    for row in found.rows:
        for square in row:
            assert square.is_possible == any(square is one for one in squares)
    for case in own:
        lies = {id(square_of(w, found, drawn)) for w in brute_force.worlds(case, drawn)}
        sure = {id(one) for row in found.rows for one in row if case.id in one.certain}
        perhaps = {id(one) for row in found.rows for one in row if case.id in one.perhaps}
        assert (sure, perhaps) == ((lies, set()) if len(lies) == 1 else (set(), lies))


def test_the_map_of_the_project_organisation(
    run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    ran = run("typology", "map", "project_organisation")
    assert (ran.code, ran.err) == (0, "")
    golden("study/typology-map.txt", ran.out)
    picture = tmp_path / "kort æøå.svg"
    assert run("typology", "map", "project_organisation", "--plot", str(picture)) == Ran(0, "", "")
    golden("study/typology-map.svg", picture.read_text(encoding="utf-8"))


@pytest.fixture
def wards(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_study(FILES)
    monkeypatch.chdir(root)
    return root


def test_the_map_as_json(wards: Path, run: Run) -> None:
    data = json.loads(run("typology", "map", "handover", "--format", "json").out)
    assert data["typology"] == "handover"
    assert data["down"] == [{"name": "style", "values": ["oral", "mixed, written"]}]
    assert data["across"] == [{"name": "checklist", "values": ["false", "true"]}]
    keys = ("values", "possible", "types", "certain", "perhaps")
    assert [tuple(square[key] for key in keys) for square in data["squares"]] == [
        (["oral", "false"], True, ["informal"], [], ["south"]),
        (["oral", "true"], True, [], [], []),
        (["mixed, written", "false"], True, [], [], ["south"]),
        (["mixed, written", "true"], True, ["formal"], ["north"], []),
    ]


def test_a_case_of_which_less_is_known_may_lie_in_more_squares(wards: Path, run: Run) -> None:
    assert run("typology", "map", "handover") == Ran(
        0,
        """\
handover: 6 cells in 4 squares
  A formal
  B informal
  · no type   2 (+3): of 2 cases, 2 surely lie here, 3 more may
  across: checklist
style                            false            true          \n\
────────────────────────────────────────────────────────────────
oral                             B (+1)           ·             \n\
mixed, written                   · (+1)           A 1           \n
""",
        "",
    )


def test_a_map_that_nobody_could_read_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    assert run("typology", "map", "area_secretariat_profile") == Ran(
        2,
        "",
        "qualcode: a map of 'area_secretariat_profile' would have 3,072 squares, 400 at most can be "
        "read; 'qualcode typology area_secretariat_profile' tells the same in words\n",
    )
