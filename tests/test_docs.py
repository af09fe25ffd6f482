"""The outputs shown in README are those that the commands print."""

import re
import sys
from pathlib import Path

import pytest

from qualcode import cli
from qualcode.cli.commands import app

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHOWN = re.compile(r"(<!-- output: (.+?) -->\n```\n)(.*?)(```\n<!-- end -->)", re.DOTALL)


def test_readme_shows_what_the_commands_print(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")

    def printed(match: re.Match[str]) -> str:
        monkeypatch.setattr(sys, "argv", ["qualcode", *match[2].split()])
        with pytest.raises(SystemExit):
            cli.main()
        lines = (line.rstrip() for line in capsys.readouterr().out.splitlines())
        text = "\n".join(lines).strip("\n")
        return f"{match[1]}{text}\n{match[4]}"

    text = README.read_text(encoding="utf-8")
    fresh = SHOWN.sub(printed, text)
    if request.config.getoption("--update-golden"):
        README.write_text(fresh, encoding="utf-8")
    assert len(SHOWN.findall(text)) == 2
    assert README.read_text(encoding="utf-8") == fresh


def test_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in commands() if f"`qualcode {name} " not in text] == []


def commands() -> list[str]:
    return [str(c.callback.__name__) for c in app.registered_commands if c.callback is not None]
