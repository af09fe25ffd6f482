"""`codebook schema` writes what editors need, says when it is stale, and replaces nobody's work."""

import json
import re
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.running import Ran, Run
from tests.schemas import kind_of, yaml_files
from tests.wards import FILES, changed

MakeStudy = Callable[[Mapping[str, str]], Path]

FOLDER = "codebooks/wards/schema"
THEME = "codebooks/wards/themes/handover.yaml"
NAMES = (
    *("case", "codings", "project", "codebook", "theme", "typology"),
    *("rules", "figures", "facts", "methods"),
)
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.fixture
def wards(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study, as the current folder."""
    root = make_study(FILES)
    monkeypatch.chdir(root)
    return root


def written(folder: str) -> Ran:
    return Ran(0, "".join(f"wrote {folder}/{name}.schema.json\n" for name in NAMES), "")


def test_the_schemas_are_written_beside_the_codebook_and_are_fresh_then(
    wards: Path, run: Run
) -> None:
    assert run("codebook", "schema") == written(FOLDER)
    assert run("codebook", "schema", "--check") == Ran(0, "all schemas are fresh\n", "")
    before = (wards / FOLDER / "case.schema.json").read_bytes()
    assert run("codebook", "schema") == written(FOLDER)
    assert (wards / FOLDER / "case.schema.json").read_bytes() == before
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")


def test_an_edit_of_a_code_makes_the_schemas_stale_that_speak_of_it(wards: Path, run: Run) -> None:
    run("codebook", "schema")
    text = changed(THEME, "label: checklist", "label: list of checks")[THEME]
    (wards / THEME).write_text(text, encoding="utf-8")
    stale = ("case", "codings", "codebook", "theme", "typology", "rules")
    assert run("codebook", "schema", "--check") == Ran(
        1,
        "".join(f"stale: {FOLDER}/{name}.schema.json\n" for name in stale)
        + "run 'qualcode codebook schema' to write them anew\n",
        "",
    )


def test_a_new_case_is_suggested_and_makes_nothing_stale(wards: Path, run: Run) -> None:
    run("codebook", "schema")
    (wards / "cases/øst.yaml").write_text("case: øst\nunit: ward\n", encoding="utf-8")
    assert run("codebook", "schema", "--check") == Ran(0, "all schemas are fresh\n", "")
    run("codebook", "schema")
    schema = json.loads((wards / FOLDER / "case.schema.json").read_text(encoding="utf-8"))
    suggested = schema["properties"]["possible_duplicate_of"]["defaultSnippets"]
    assert [one["label"] for one in suggested] == ["north", "south", "øst"]


def test_other_line_ends_make_nothing_stale(wards: Path, run: Run) -> None:
    run("codebook", "schema")
    for path in (wards / FOLDER).iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("codebook", "schema", "--check").code == 0


def test_without_schemas_all_are_stale(wards: Path, run: Run) -> None:
    ran = run("codebook", "schema", "--check")
    assert (ran.code, ran.out.count("stale: ")) == (1, len(NAMES))
    assert not (wards / FOLDER).exists()


def test_another_folder_may_be_named(wards: Path, run: Run) -> None:
    assert run("codebook", "schema", "--output", "for editors") == written("for editors")
    assert run("codebook", "schema", "--check", "--output", "for editors").code == 0
    assert not (wards / FOLDER).exists()


def test_a_file_of_somebody_else_stays_and_nothing_is_written(wards: Path, run: Run) -> None:
    own = wards / FOLDER / "theme.schema.json"
    own.parent.mkdir()
    own.write_text("{}\n", encoding="utf-8")
    assert run("codebook", "schema") == Ran(
        2,
        "",
        f"qualcode: '{FOLDER}/theme.schema.json' is there already and was not written by qualcode; "
        "nothing was written\nmove or rename it, or choose another folder with --output\n",
    )
    assert [path.name for path in own.parent.iterdir()] == ["theme.schema.json"]
    assert own.read_text(encoding="utf-8") == "{}\n"


def test_a_folder_that_cannot_be_made_is_named(wards: Path, run: Run) -> None:
    (wards / "x").write_text("", encoding="utf-8")
    ran = run("codebook", "schema", "--output", "x")
    assert ran == Ran(2, "", "qualcode: cannot write 'x/case.schema.json': file exists\n")


def test_a_broken_codebook_has_no_schemas(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(changed(THEME, "scale: boolean}", "scale: bolean}"))
    monkeypatch.chdir(root)
    says = "errors; run 'qualcode check' and correct them first\n"
    assert run("codebook", "schema") == Ran(2, "", f"qualcode: the codebook has {says}")
    (root / "qualcode.yaml").write_text("study: x\n", encoding="utf-8")
    assert run("codebook", "schema") == Ran(2, "", f"qualcode: the project file has {says}")


@pytest.mark.parametrize("example", ["smallest", "wards", "boligsocial"])
def test_a_new_study_tells_the_editor_which_schema_each_file_follows(
    example: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--example", example, "study").code == 0
    root = tmp_path / "study"
    settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
    for file in yaml_files(root):
        matching = [
            Path(schema).name
            for schema, patterns in settings["yaml.schemas"].items()
            if any(fnmatch(file, pattern) for pattern in patterns)
        ]
        assert matching == [f"{kind_of(file)}.schema.json"], file
        assert (root / next(iter(settings["yaml.schemas"]))).is_file()
    monkeypatch.chdir(root)
    assert run("codebook", "schema", "--check") == Ran(0, "all schemas are fresh\n", "")


def test_each_file_of_the_smallest_example_names_its_schema(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "study")
    root = tmp_path / "study"
    for file in yaml_files(root):
        line = MODELINE.match((root / file).read_text(encoding="utf-8"))
        assert line is not None, file
        named = (root / file).parent / line[1]
        assert named.name == f"{kind_of(file)}.schema.json"
        assert named.is_file()
