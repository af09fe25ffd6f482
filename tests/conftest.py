"""What the tests share: comparing with golden files, and writing small studies."""

import sys
from collections.abc import Callable, Mapping
from difflib import unified_diff
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings

from qualcode import cli
from tests.running import Ran, Run

# A busy machine is no mistake: how long an example takes is not what a test is about.
settings.register_profile("qualcode", deadline=None)
settings.load_profile("qualcode")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites the golden files."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)`: the text must equal `tests/golden/<name>`, byte for byte."""
    updating = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if updating:
            _write(path, text)
        elif not path.exists():
            pytest.fail(f"tests/golden/{name} is not there\n{HOW_TO_UPDATE}", pytrace=False)
        elif path.read_bytes() != text.encode():
            difference = _difference(name, path.read_bytes().decode(), text)
            pytest.fail(f"{difference}\n{HOW_TO_UPDATE}", pytrace=False)

    return compare


@pytest.fixture
def make_study(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """`make_study({"cases/a.yaml": "..."})`: writes the files and gives the study's folder.

    Texts may be indented with the test around them and begin on the line after the quotes.
    """

    def make(files: Mapping[str, str]) -> Path:
        root = tmp_path / "study"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            _write(root / name, dedent(text).removeprefix("\n"))
        return root

    return make


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("check", "cases")`: the command in the current folder, 80 columns wide."""

    def ran(*words: str) -> Ran:
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(sys, "argv", ["qualcode", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        captured = capsys.readouterr()
        return Ran(int(left.value.code or 0), captured.out, captured.err)

    return ran


HOW_TO_UPDATE = "If the new text is right: pytest --update-golden, and read the diff."


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _difference(name: str, expected: str, actual: str) -> str:
    return "\n".join(
        unified_diff(
            _lines(expected),
            _lines(actual),
            fromfile=f"tests/golden/{name}",
            tofile="now",
            lineterm="",
        )
    )


def _lines(text: str) -> list[str]:
    """Lines in which carriage returns and a missing last line end can be seen."""
    *lines, last = text.replace("\r", "␍").split("\n")
    return [*lines, f"{last}␄"] if last else lines
