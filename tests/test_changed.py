"""`check --changed`: what differs from a git revision, and what depends on it."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode.cli.check_options import with_revision
from tests.running import Ran, Run
from tests.wards import FILES, changed

MakeStudy = Callable[[Mapping[str, str]], Path]

NORTH = "cases/north.yaml"
SOUTH = "cases/south.yaml"
BOOK = "codebooks/wards/codebook.yaml"
THEME = "codebooks/wards/themes/handover.yaml"
TEMPLATE = "templates/en/chapter-1.md.j2"
MACROS = "templates/en/macros.md.j2"
WITHOUT_EVIDENCE = ("{value: true, evidence: [{document: notes, at: p. 2}]}", "true")
STUDY = {
    **changed(NORTH, *WITHOUT_EVIDENCE),
    TEMPLATE: FILES[TEMPLATE]
    + '{% import "macros.md.j2" as m %}{{ page.typology("nope").label }}\n',
    MACROS: "{% macro line() %}-{% endmacro %}\n",
}


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def study(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with an error in a case and one in a template, both committed; the current folder."""
    root = make_study(STUDY).rename(make_study({}).with_name("mæl ø"))
    git(root.parent, "init", "-q")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-q", "-m", "first")
    monkeypatch.chdir(root)
    return root


def add(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


def found(ran: Ran) -> list[str]:
    """File and rule of each finding, and the summary."""
    lines = ran.out.splitlines()
    heads = [line.split(" ") for line in lines if line.startswith(("cases", "codeb", "templ"))]
    return [*(f"{words[0].split(':')[0]} {words[2]}" for words in heads), lines[-1]]


CASE = f"{NORTH} QC301:"
PAGE = f"{TEMPLATE} QC604:"


def test_all_of_it_is_found_without_the_option(study: Path, run: Run) -> None:
    assert found(run("check")) == [CASE, PAGE, "2 errors in 2 case files"]


def test_nothing_is_said_where_nothing_was_changed(study: Path, run: Run) -> None:
    assert run("check", "--changed") == Ran(0, "nothing found in 0 case files\n", "")


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (NORTH, [CASE, "1 error in 1 case file"]),
        (SOUTH, ["nothing found in 1 case file"]),
        (TEMPLATE, [PAGE, "1 error in 0 case files"]),
        (MACROS, [PAGE, "1 error in 0 case files"]),
        (THEME, [CASE, PAGE, "2 errors in 2 case files"]),
        ("qualcode.yaml", [CASE, PAGE, "2 errors in 2 case files"]),
        ("notes.txt", ["nothing found in 0 case files"]),
    ],
)
def test_what_depends_on_a_changed_file_is_found(
    file: str, expected: list[str], study: Path, run: Run
) -> None:
    add(study, file, "\n")
    assert found(run("check", "--changed")) == expected


def test_a_new_file_counts_as_changed_and_an_ignored_one_does_not(study: Path, run: Run) -> None:
    add(study, "cases/øst.yaml", "case: øst\nlabel: Øst\n")
    assert found(run("check", "--changed")) == ["cases/øst.yaml QC020:", "1 error in 1 case file"]
    add(study, ".gitignore", "øst.yaml\n")
    assert found(run("check", "--changed")) == ["nothing found in 0 case files"]


def test_a_case_that_looks_like_a_changed_one_is_found_too(study: Path, run: Run) -> None:
    add(study, BOOK, "possible_duplicates: [beds]\n")
    text = "case: west\nunit: ward\nlabel: West\nattributes:\n  beds: {value: 24, evidence: [{document: notes}]}\n"
    add(study, "cases/west.yaml", text)
    git(study, "add", ".")
    git(study, "commit", "-q", "-m", "second")
    add(study, "cases/west.yaml", "# read again\n")
    assert found(run("check", "--changed")) == [
        f"{NORTH} QC207:",
        "cases/west.yaml QC207:",
        "2 warnings in 1 case file",
    ]


def test_a_rule_about_all_cases_is_judged_again_when_one_of_them_goes(
    study: Path, run: Run
) -> None:
    add(study, BOOK, "case_groups:\n  '': {label: all, unit: ward}\n")
    rule = "{severity: warning, unit: ward, cases: {group: '', exactly: 2}, message: two}"
    add(study, "codebooks/wards/rules.yaml", f"rules:\n  two: {rule}\n")
    (study / NORTH).write_text(FILES[NORTH], encoding="utf-8")  # none is counted beside an error
    git(study, "add", ".")
    git(study, "commit", "-q", "-m", "second")
    (study / SOUTH).unlink()
    assert found(run("check", "--changed")) == [
        f"{BOOK} two:",
        "1 warning in 0 case files",
    ]


def test_a_document_in_the_folder_of_a_case_is_part_of_the_case(study: Path, run: Run) -> None:
    text = (study / NORTH).read_text(encoding="utf-8")
    (study / NORTH).unlink()
    add(study, "cases/north/case.yaml", text)
    add(study, "cases/north/documents/notes.md", "Fictional.\n")
    git(study, "add", ".")
    git(study, "commit", "-q", "-m", "second")
    add(study, "cases/north/documents/notes.md", "More.\n")
    assert found(run("check", "--changed")) == [
        "cases/north/case.yaml QC301:",
        "1 error in 1 case file",
    ]


def test_a_revision_may_be_named_with_paths_behind_it(study: Path, run: Run) -> None:
    add(study, SOUTH, "# read again\n")
    git(study, "commit", "-q", "-a", "-m", "second")
    assert run("check", "--changed").out == "nothing found in 0 case files\n"
    assert run("check", "--changed", "HEAD~1").out == "nothing found in 1 case file\n"
    assert run("check", "--changed=HEAD~1", "cases").out == "nothing found in 1 case file\n"
    assert run("check", "--changed", "HEAD~1", NORTH).out == "nothing found in 0 case files\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], []),
        (["--changed"], ["--changed=HEAD"]),
        (["--changed", "main"], ["--changed", "main"]),
        (["--changed", "--format", "json"], ["--changed=HEAD", "--format", "json"]),
        (["--changed", "cases"], ["--changed=HEAD", "cases"]),
        (["--changed=main", "cases"], ["--changed=main", "cases"]),
    ],
)
def test_changed_alone_means_since_the_last_commit(
    words: list[str], expected: list[str], study: Path
) -> None:
    assert with_revision(words) == expected


@pytest.mark.parametrize("name", ["nope", "cases/nope.yaml", "--output=x"])
def test_what_is_no_revision_is_named(name: str, study: Path, run: Run) -> None:
    assert run("check", f"--changed={name}") == Ran(
        2, "", f"qualcode: '{name}' is no revision of this repository; see 'git log --oneline'\n"
    )


def test_outside_of_git_it_is_said_what_is_missing(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(FILES)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent.parent))
    ran = run("check", str(root), "--changed")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "qualcode: the study is not under git, so nothing can have changed since a revision\n"
    )
    monkeypatch.setenv("PATH", "")
    assert run("check", str(root), "--changed") == Ran(
        2, "", "qualcode: git is not installed, so there are no revisions to compare with\n"
    )


def test_files_are_named_from_the_root_of_the_repository_where_a_code_host_reads_them(
    study: Path, run: Run
) -> None:
    assert run("check", "--format", "github").out.startswith("::error file=mæl ø/cases/north.yaml,")
    assert '"uri": "m%C3%A6l%20%C3%B8/cases/north.yaml"' in run("check", "--format", "sarif").out
