"""The other studies that `init` offers: from another field, and the smallest one that works.

Neither needs a line of Python: that is what shows that nothing about housing is in the program.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.exchange.examples import example_folders
from tests.drafts import words_of
from tests.running import Ran, Run

ROOT = Path(__file__).parents[1]
Golden = Callable[[str, str], None]

FOUND = {"interviews": "1 info"}
"""What studies are meant to show; two coders of the interviews disagree."""


@pytest.fixture(params=["smallest", "wards", "interviews"])
def study(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> str:
    """A study that `init` wrote, as the current folder; its path has spaces and Danish letters."""
    name = str(request.param)
    (tmp_path / "ny mappe æøå").mkdir()
    monkeypatch.chdir(tmp_path / "ny mappe æøå")
    assert run("init", "--example", name).code == 0
    return name


def test_a_new_study_is_clean(study: str, run: Run) -> None:
    cases = [path for path in Path("cases").rglob("*.yaml") if path.parent.name != "codings"]
    ran = run("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(f"{FOUND.get(study, 'nothing found')} in {len(cases)} case files\n")


def test_the_verdicts_are_those_that_the_study_is_meant_to_show(
    study: str, run: Run, golden: Golden
) -> None:
    ran = run("classify", "cases/")
    assert (ran.code, ran.err) == (0, "")
    golden(f"{study}/classify.txt", ran.out)


def test_the_whole_report_is_written(study: str, run: Run, golden: Golden) -> None:
    ran = run("render", "--all")
    assert (ran.code, ran.err) == (0, "")
    written = sorted(Path("build/en").rglob("*.md"))
    assert sorted(ran.out.splitlines()) == [f"wrote {path.as_posix()}" for path in written]
    for path in written:
        golden(f"{study}/{path.name}", words_of(path.read_text(encoding="utf-8")))


def test_a_verdict_is_explained_down_to_the_words_it_rests_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, golden: Golden
) -> None:
    monkeypatch.chdir(example_folders()["wards"])
    ran = run("explain", "hazel", "handover_style")
    assert (ran.code, ran.err) == (0, "")
    golden("wards/explain-hazel.txt", ran.out)


def test_init_without_an_example_begins_the_smallest_study_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "mit studie") == Ran(
        0,
        "wrote 19 files to 'mit studie'; next:\n"
        "  cd 'mit studie'\n"
        "  qualcode check\n"
        "  qualcode classify cases/\n"
        "  qualcode render --all\n",
        "",
    )


def test_init_never_writes_over_anything(study: str, run: Run) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    ran = run("init")
    assert ran == Ran(2, "", "qualcode: '.' is there already; give the name of a new folder\n")
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("path", sorted((ROOT / "tests/studies/smallest").rglob("*.yaml")))
def test_every_line_of_the_smallest_study_is_explained(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    above = ["", *lines]
    bare = [
        line
        for line, before in zip(lines, above, strict=False)
        if line.strip() and "#" not in line and not before.strip().startswith("#")
    ]
    # A heading that the lines below it explain needs no words of its own.
    assert [line for line in bare if not line.rstrip().endswith(":")] == []


def test_nothing_about_any_study_is_in_the_program() -> None:
    words = re.compile(
        r"\b(housing|bolig\w*|helhedsplan\w*|secretariat\w*|steering_group|wards?|handovers?)\b",
        re.I,
    )
    named = {
        (path.relative_to(ROOT).as_posix(), found.group())
        for path in (ROOT / "qualcode").rglob("*.py")
        for found in words.finditer(path.read_text(encoding="utf-8"))
    }
    # `init --help` names the examples; docstrings of this package take theirs from any field.
    assert {entry for entry in named if entry[0] != "qualcode/cli/commands.py"} == {
        ("qualcode/exchange/examples.py", "boligsocial"),
    }
