"""The wheel, as a researcher with no checkout meets it: install, init, check, classify, render."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]

# The large example is the root of the repository: what `init --example` gives, byte for byte.
# The others are among the tests.
STUDY = ("cases", "codebooks", "qualcode.yaml", "templates/da", "templates/en")
EXAMPLE = "qualcode/examples/boligsocial"

COMMANDS = (
    ("check",),
    ("rule", "QC201"),
    ("classify", "cases/"),
    ("render", "--chapter", "4"),
)


@dataclass(frozen=True)
class Trial:
    """What came of building, installing and using the wheel in an empty folder."""

    wheel: Path
    study: Path
    runs: tuple[subprocess.CompletedProcess[str], ...]


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """The wheel, built through the sdist, installed and used outside the checkout."""
    folder = tmp_path_factory.mktemp("wheel") / "Ny mappe på øen"
    empty = folder / "tomt arbejdsrum æøå"
    empty.mkdir(parents=True)
    wheel = _build(folder / "dist")
    command = _install(wheel, folder / "miljø")
    init = _run([command, "init", "--example", "boligsocial", "my-study"], cwd=empty)
    study = empty / "my-study"
    study.mkdir(exist_ok=True)  # so that a failing `init` is shown by its own test
    runs = [_run([command, *arguments], cwd=study) for arguments in COMMANDS]
    return Trial(wheel, study, (init, *runs))


def test_the_wheel_holds_the_package_and_one_copy_of_each_example_study(trial: Trial) -> None:
    expected = {f"{EXAMPLE}/{name}": data for name, data in _study_files(ROOT)}
    others = ROOT / "tests" / "studies"
    expected |= {f"qualcode/examples/{name}": data for name, data in _files(others)}
    shared = ROOT / "templates" / "shared"
    expected |= {f"qualcode/templates/{name}": data for name, data in _files(shared)}
    with ZipFile(trial.wheel) as archive:
        names = archive.namelist()
        actual = {name: archive.read(name) for name in names if _is_of_the_study(name)}
    assert sorted(names) == sorted(set(names))
    assert actual == expected
    assert "qualcode/py.typed" in names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"qualcode"}


def test_a_new_study_checks_classifies_and_renders_at_once(trial: Trial) -> None:
    failed = [run for run in trial.runs if run.returncode != 0]
    assert not failed, "\n\n".join(_transcript(run) for run in failed)


def test_a_new_study_has_the_bytes_of_the_repository(trial: Trial) -> None:
    written = dict(_files(trial.study))
    assert {name: written.get(name) for name, _ in _study_files(ROOT)} == dict(_study_files(ROOT))


def test_the_chapter_has_the_bytes_that_the_repository_renders(
    trial: Trial, tmp_path: Path
) -> None:
    for name, data in _study_files(ROOT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    run = _run([sys.executable, "-m", "qualcode", *COMMANDS[-1]], cwd=tmp_path)
    assert run.returncode == 0, _transcript(run)
    rendered = dict(_files(trial.study / "build"))
    assert [name for name in rendered if "4" in Path(name).stem and name.endswith(".md")]
    assert rendered == dict(_files(tmp_path / "build"))


def _build(target: Path) -> Path:
    _run([sys.executable, "-m", "build", "--outdir", target, ROOT], cwd=target.parent, check=True)
    (wheel,) = target.glob("*.whl")
    return wheel


def _install(wheel: Path, environment: Path) -> Path:
    _run([sys.executable, "-m", "venv", environment], cwd=wheel.parent, check=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = shutil.which("python", path=scripts) or ""
    _run([python, "-m", "pip", "install", "--quiet", wheel], cwd=wheel.parent, check=True)
    return scripts / "qualcode"


def _run(
    command: Sequence[str | Path], *, cwd: Path, check: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a command as a person would, with nothing of this checkout in the environment."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    run = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert not check or run.returncode == 0, _transcript(run)
    return run


def _transcript(run: subprocess.CompletedProcess[str]) -> str:
    command = " ".join(str(argument) for argument in run.args)
    return f"$ {command}\n{run.stdout}{run.stderr}exit code {run.returncode}"


def _is_of_the_study(name: str) -> bool:
    return any(part in {"examples", "templates", "cases", "codebooks"} for part in name.split("/"))


def _study_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the example study by their paths in it, with their bytes."""
    for name in STUDY:
        path = root / name
        if path.is_dir():
            yield from ((f"{name}/{below}", data) for below, data in _files(path))
        else:
            yield name, path.read_bytes()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
