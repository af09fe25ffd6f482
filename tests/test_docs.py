"""What README and the docs show is what the commands print and what `render` writes."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from qualcode.cli.commands import app
from tests.drafts import words_of
from tests.running import Run

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MESSAGES = ROOT / "docs" / "reading-the-messages.md"
PICTURE = ROOT / "docs" / "figure-4-1.svg"
PRINTED = re.compile(r"(<!-- output: (.+?) -->\n```\n)(.*?)(```\n<!-- end -->)", re.DOTALL)
RENDERED = re.compile(r"(<!-- from (.+?): (.+?) -->\n)(.*?)(<!-- end -->)", re.DOTALL)

BROKEN = re.compile(
    r"(```diff\n(.+?)```\n\n<!-- output -->\n)(?:```\n.*?```\n)?(<!-- end -->)", re.DOTALL
)


def test_readme_shows_what_the_commands_print(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(ROOT)

    def printed(match: re.Match[str]) -> str:
        lines = (line.rstrip() for line in run(*match[2].split()).out.splitlines())
        text = "\n".join(lines).strip("\n")
        return f"{match[1]}{text}\n{match[4]}"

    text = README.read_text(encoding="utf-8")
    assert len(PRINTED.findall(text)) == 2
    as_shown(README, PRINTED.sub(printed, text), request)


def test_readme_shows_tables_and_a_figure_as_they_are_rendered(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    assert run("render", "--all", "--lang", "en", "--output", str(tmp_path)).code == 0

    def excerpt(match: re.Match[str]) -> str:
        """A table: its caption, its rows, and the remarks under it."""
        blocks = words_of((tmp_path / "en" / match[2]).read_text(encoding="utf-8")).split("\n\n")
        first = next(i for i, block in enumerate(blocks) if block.startswith(f"**{match[3]}."))
        last = first + 3 if blocks[first + 2].startswith("*") else first + 2
        return match[1] + "\n\n".join(blocks[first:last]).strip("\n") + f"\n\n{match[5]}"

    text = README.read_text(encoding="utf-8")
    assert [match[3] for match in RENDERED.finditer(text)] == ["Table 2.1", "Table 2"]
    as_shown(README, RENDERED.sub(excerpt, text), request)
    assert "![Figure 4.1" in text
    figure = tmp_path / "en" / "figures" / "formal-structure.svg"
    as_shown(PICTURE, figure.read_text(encoding="utf-8"), request)


def test_the_page_on_messages_shows_what_check_prints_of_a_broken_case(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    for folder in ("cases", "codebooks"):
        copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "qualcode.yaml").write_bytes((ROOT / "qualcode.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    case = Path("cases/boxes/box-4-1.yaml")
    whole = case.read_text(encoding="utf-8")

    def printed(match: re.Match[str]) -> str:
        lines = match[2].splitlines(keepends=True)
        old, new = (
            "".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +")
        )
        assert whole.count(old) == 1, f"the case has {whole.count(old)} times:\n{old}"
        case.write_text(whole.replace(old, new), encoding="utf-8")
        ran = run("check", str(case))
        assert (ran.code, ran.err) == (1, "")
        return f"{match[1]}```\n{ran.out}```\n{match[3]}"

    text = MESSAGES.read_text(encoding="utf-8")
    assert len(BROKEN.findall(text)) == text.count("```diff") >= 10
    as_shown(MESSAGES, BROKEN.sub(printed, text), request)


def as_shown(file: Path, fresh: str, request: pytest.FixtureRequest) -> None:
    """A file says what the tool says now; `--update-golden` writes it anew."""
    if request.config.getoption("--update-golden"):
        file.write_text(fresh, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == fresh


def test_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    named = set(re.findall(r"`qualcode ([a-z]+)[ `]", text))
    assert [name for name in commands() if name not in named] == []


def commands() -> list[str]:
    found = ((c.name, c.callback) for c in app.registered_commands)
    return [name or call.__name__ for name, call in found if call is not None]
