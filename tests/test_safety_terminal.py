"""No label, id or file name can steer the terminal: what would do so is shown as a sign."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode.console.findings import findings_as_text
from qualcode.console.letters import as_json, visible_lines
from qualcode.console.tables import draw
from qualcode.diagnostics import Diagnostic, Location, Severity
from qualcode.tables.table import Table
from tests.running import Run
from tests.wards import FILES

Make = Callable[[Mapping[str, str]], Path]
LINK = "\x1b]8;;https://example.org\x07click\x1b]8;;\x07"
CLEAR = "\x1b[2J\x9b31m\u202e"


def test_each_character_that_steers_has_one_sign_and_all_others_stay() -> None:
    assert visible_lines(f"æ\t{LINK}\n{CLEAR}\r\x7f\udcff") == (
        "æ\t␛]8;;https://example.org␇click␛]8;;␇\n␛[2J�31m�␍␡�"
    )


def test_json_keeps_the_characters_behind_escapes() -> None:
    text = as_json({"a": CLEAR + LINK + "æ\udcff"})
    assert text.replace("\n", "").isprintable()
    assert json.loads(text) == {"a": CLEAR + LINK + "æ\udcff"}


def test_escape_sequences_in_a_case_are_found_and_shown_with_the_caret_at_their_place(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = FILES["cases/south.yaml"].replace("Ward South", f"Ward \x1b[31mSouth{LINK}")
    monkeypatch.chdir(make_study({**FILES, "cases/south.yaml": case}))
    ran = run("check")
    assert "\x1b" not in ran.out
    assert (
        "cases/south.yaml:3:13: error QC013: an invisible character stands here: U+001B (escape)\n"
        "    label: Ward ␛[31mSouth␛]8;;https://example.org␇click␛]8;;␇\n"
        "                ^\n"
        "  hint: delete it; it occurs 3 times in the file\n"
    ) in ran.out


@pytest.mark.parametrize("words", [("check",), ("classify",), ("classify", "--format", "md"), ("explain", "south"), ("next",), ("check", "--format", "json")])  # fmt: skip
def test_no_command_prints_what_a_file_holds_behind_escapes(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    harm = '"\\e]8;;x\\a \\e[2J \\x9b1m"'
    files = {
        name: text.replace("label: informal", f"label: {harm}")
        .replace("label: style", f"label: {harm}")
        .replace("{label: oral}", f"{{label: {harm}}}")
        .replace("at: p. 9", f"at: {harm}")
        .replace("label: Ward South", f"label: {harm}")
        for name, text in FILES.items()
    }
    monkeypatch.chdir(make_study(files))
    ran = run(*words)
    assert ran.code in (1, 2)
    assert all(c.isprintable() or c == "\n" for c in ran.out + ran.err)


def test_the_name_of_a_file_cannot_steer_the_terminal(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(FILES)
    (root / "cases" / f"{CLEAR.replace('/', '')}.yaml").write_text("case: [")
    (root / "cases").joinpath(os.fsdecode(b"\xff.yaml")).write_text("case: [")
    monkeypatch.chdir(root)
    ran = run("check")
    assert ran.code == 1
    assert "cases/␛[2J�31m�.yaml:1:7: error QC003: the bracket [ is never closed\n" in ran.out
    assert "cases/�.yaml:1:7: error QC003: the bracket [ is never closed\n" in ran.out
    assert all(c.isprintable() or c == "\n" for c in ran.out)
    assert json.loads(run("check", "--format", "json").out)["findings"]


def test_what_the_user_is_told_of_wrong_use_cannot_steer_the_terminal(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_study(FILES))
    assert run("classify", "--typology", LINK).err == (
        "qualcode: there is no typology '␛]8;;https://example.org␇click␛]8;;␇'; there are handover\n"
    )


def test_a_table_and_an_excerpt_show_signs(capsys: pytest.CaptureFixture[str]) -> None:
    draw(Table(f"t{CLEAR}", ("case", "[red]x[/red]"), ((f"a{LINK}"[:20], "[bold]b"),), LINK))
    drawn = capsys.readouterr().out
    assert all(c.isprintable() or c == "\n" for c in drawn)
    assert "[red]x[/red]" in drawn
    assert "[bold]b" in drawn
    found = Diagnostic("QC001", Severity.ERROR, "m", Location("a", 1, 3, 1, 4))
    text = findings_as_text([found], lambda _: "\x1b\x07x")
    assert text.split("\n")[1:] == ["    ␛␇x", "      ^"]
