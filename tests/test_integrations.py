"""The hook for pre-commit and the GitHub Action, run as those who use them do."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from tests.wards import FILES, changed

MakeStudy = Callable[[Mapping[str, str]], Path]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "integrations.md"
NORTH = "cases/north.yaml"
# What a clone of the repository needs to be installed.
PACKAGE = (
    *("qualcode", "cases", "codebooks", "templates", "tests/studies", "qualcode.yaml"),
    *("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"),
)

git = shutil.which("git") or pytest.skip("git is not there", allow_module_level=True)


def ran(
    words: list[str], folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A program run in a folder, with no settings of the person who runs the tests."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    kept = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        words,
        cwd=folder,
        env={**kept, **own, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def committed(folder: Path) -> str:
    """A folder made a git repository with all its files committed; gives the commit."""
    author = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "All"]):
        done = ran([git, *words], folder)
        assert done.returncode == 0, done.stderr
    return ran([git, "rev-parse", "HEAD"], folder).stdout.strip()


def copy_of_the_repository(folder: Path) -> Path:
    """The files of this repository that make the package, as a repository of their own."""
    left_out = shutil.ignore_patterns("__pycache__", "schema")
    for name in PACKAGE:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=left_out)
        else:
            shutil.copyfile(ROOT / name, target)
    return folder


def test_pre_commit_runs_the_hook_on_a_small_repository(
    make_study: MakeStudy, tmp_path: Path
) -> None:
    tool = copy_of_the_repository(tmp_path / "tool")
    config = (
        f"repos: [{{repo: '{tool}', rev: {committed(tool)}, hooks: [{{id: qualcode-check}}]}}]\n"
    )
    mistake = changed(NORTH, "value: written", "value: writen")
    study = make_study({**mistake, ".pre-commit-config.yaml": config})
    committed(study)
    words = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    # qualcode itself is installed from the clone; what it needs is here already.
    at_hand = {
        "PRE_COMMIT_HOME": str(tmp_path / "environments"),
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # so is what it is built with; "0" is how pip spells it
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    found = ran(words, study, at_hand)
    assert found.returncode == 1, found.stdout + found.stderr
    assert "qualcode check" in found.stdout
    assert "cases/north.yaml:7:18: error QC202" in found.stdout
    (study / NORTH).write_text(FILES[NORTH], encoding="utf-8")
    clean = ran(words, study, at_hand)
    assert (clean.returncode, clean.stdout.rstrip().endswith("Passed")) == (0, True), clean.stdout


BLOCK = re.compile(r"<!-- ([a-z -]+) -->\n```\w+\n(.*?)```", re.DOTALL)


def judged(schema: str, file: Path) -> subprocess.CompletedProcess[str]:
    """What check-jsonschema says of a file, by one of the schemas that it brings along."""
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return ran(words, ROOT)


def shown_in_the_docs(what: str) -> list[str]:
    """The examples of one kind in the docs page."""
    return [text for kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if kind == what]


def test_the_action_has_the_form_that_github_asks_for() -> None:
    done = judged("vendor.github-actions", ROOT / "action.yml")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("what", "schema"),
    [("github workflow", "vendor.github-workflows"), ("gitlab", "vendor.gitlab-ci")],
)
def test_what_the_docs_show_has_the_form_that_servers_ask_for(
    what: str, schema: str, tmp_path: Path
) -> None:
    (text,) = shown_in_the_docs(what)
    file = tmp_path / "shown.yml"
    file.write_text(text, encoding="utf-8")
    done = judged(schema, file)
    assert done.returncode == 0, done.stdout


def test_the_hooks_and_what_the_docs_show_of_them_are_right(tmp_path: Path) -> None:
    texts = shown_in_the_docs("pre-commit config")
    assert len(texts) == 2
    files = [str(tmp_path / f"{i}.yaml") for i in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        Path(file).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit"]
    of_hooks = ran([*command, "validate-manifest", ".pre-commit-hooks.yaml"], ROOT)
    assert of_hooks.returncode == 0, of_hooks.stdout
    shown = ran([*command, "validate-config", *files], ROOT)
    assert shown.returncode == 0, shown.stdout


def test_the_action_calls_check_with_the_paths_and_options_given(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    qualcode = tmp_path / "qualcode"
    qualcode.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 1\n", encoding="utf-8")
    qualcode.chmod(0o755)

    def called(paths: str, arguments: str) -> tuple[int, str]:
        given = {"QUALCODE_PATHS": paths, "QUALCODE_ARGUMENTS": arguments}
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = ran(bash, tmp_path, {**given, "PATH": path})
        assert done.stderr == ""
        return done.returncode, done.stdout

    assert called("", "") == (1, "<check><--format><github>")
    assert called("cases/øst\nmy cases\n", "--select QC2") == (
        1,
        "<check><--format><github><--select><QC2><cases/øst><my cases>",
    )
    assert called("$(touch no); x", "") == (1, "<check><--format><github><$(touch no); x>")
