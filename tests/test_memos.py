"""Memos: what is wrong with them, `memo list` and `memo add`. All of it is fictional."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.running import Ran, Run
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]

NORTH = "cases/north.yaml"
SOUTH = "cases/south.yaml"
THEME = "codebooks/wards/themes/handover.yaml"
BOOK = "codebooks/wards/codebook.yaml"
MEMOS = """\
memos:
  - {date: 2026-02-01, coder: åse, about: style, text: "They say: we talk."}
  - {date: 2026-01-01, coder: bo, about: morning, text: Who leads?}
  - text: The ward moved.
"""
UNDER_CODE = '    memos: [{coder: bo, date: 2026-01-15, text: "Oral is not \\"loose\\"."}]\n'
STUDY = {
    **FILES,
    NORTH: FILES[NORTH] + MEMOS,
    THEME: FILES[THEME].replace("    label: style\n", "    label: style\n" + UNDER_CODE),
}


@pytest.fixture
def study(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The wards with memos; the current folder."""
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    return root


def test_any_coder_may_write_memos_where_the_codebook_names_none(study: Path, run: Run) -> None:
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")


LISTED = """\
**memos**

| date       | coder | in case | about   | memo               |
| ---------- | ----- | ------- | ------- | ------------------ |
|            |       | north   | north   | The ward moved.    |
| 2026-01-01 | bo    | north   | morning | Who leads?         |
| 2026-01-15 | bo    |         | style   | Oral is not "loose". |
| 2026-02-01 | åse   | north   | style   | They say: we talk. |
"""


def rows(text: str) -> list[list[str]]:
    """The cells of a Markdown table."""
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()[4:]]


def test_memos_are_listed_by_date(study: Path, run: Run) -> None:
    ran = run("memo", "list", "--format", "md")
    assert (ran.code, ran.err) == (0, "")
    assert rows(ran.out) == rows(LISTED)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["--about", "style"], [2, 3]),
        (["--about", "north"], [0]),
        (["--coder", "bo"], [1, 2]),
        (["--case", "north"], [0, 1, 3]),
        (["--case", "north", "--coder", "bo"], [1]),
    ],
)
def test_memos_can_be_asked_for_by_what_they_are_about_by_coder_and_by_case(
    words: list[str], kept: list[int], study: Path, run: Run
) -> None:
    ran = run("memo", "list", "--format", "md", *words)
    assert rows(ran.out) == [rows(LISTED)[number] for number in kept]


def test_memos_in_the_terminal_say_when_who_and_on_what(study: Path, run: Run) -> None:
    assert run("memo", "list") == Ran(
        0,
        "on north\n    The ward moved.\n"
        "2026-01-01 bo: on morning in north\n    Who leads?\n"
        '2026-01-15 bo: on style\n    Oral is not "loose".\n'
        "2026-02-01 åse: on style in north\n    They say: we talk.\n",
        "",
    )


def test_no_memos_are_said_to_be_none(study: Path, run: Run) -> None:
    assert run("memo", "list", "--case", "south") == Ran(0, "there are no such memos\n", "")


def test_memos_as_json_have_their_places(study: Path, run: Run) -> None:
    data = json.loads(run("memo", "list", "--format", "json", "--about", "style").out)
    assert data["format"] == 1
    assert data["memos"] == [
        {
            "date": "2026-01-15",
            "coder": "bo",
            "case": None,
            "about": "style",
            "text": 'Oral is not "loose".',
            "file": THEME,
            "line": 6,
        },
        {
            "date": "2026-02-01",
            "coder": "åse",
            "case": "north",
            "about": "style",
            "text": "They say: we talk.",
            "file": NORTH,
            "line": FILES[NORTH].count("\n") + 2,
        },
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--about", "stile"], "there is no code, case or record 'stile'; did you mean 'style'?"),
        (["--coder", "åsa"], "there is no coder of a memo 'åsa'; did you mean 'åse'?"),
        (["--case", "nort"], "there is no case 'nort'; did you mean 'north'?"),
    ],
)
def test_what_is_asked_for_and_not_there_is_named(
    words: list[str], expected: str, study: Path, run: Run
) -> None:
    assert run("memo", "list", *words) == Ran(2, "", f"qualcode: {expected}\n")


BY_AASE = ("--coder", "åse", "--date", "2026-03-01")
ITEM = '{date: "2026-03-01", coder: åse, text: "two words"}'
DEEPER = '    - date: "2026-03-01"\n      coder: åse\n      text: "two words"\n'
LINES = '  - date: "2026-03-01"\n    coder: åse\n    text: "two words"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"memos:\n{LINES}"),
        ("# the end", f"memos:\n{LINES}# the end"),
        ("memos:  # mine\n\n# end\n", f"memos:  # mine\n{LINES}\n# end\n"),
        ("memos: []  # none\n", f"memos: [{ITEM}]  # none\n"),
        ("memos: [{text: a}]\n", f"memos: [{{text: a}}, {ITEM}]\n"),
        ("memos:\n- {text: a}  # b\n\n\n", f"memos:\n- {{text: a}}  # b\n- {ITEM}\n\n\n"),
        (
            "memos:\n  - text: |\n      a\n\n      b\n\n# end\n",
            f"memos:\n  - text: |\n      a\n\n      b\n{LINES}\n# end\n",
        ),
        ("memos:\n    - text: a", "memos:\n    - text: a\n" + DEEPER),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_memo_is_added_to_a_case_and_every_other_byte_stays(
    before: str, after: str, line_end: str, study: Path, run: Run
) -> None:
    mark = "\ufeff" if line_end == "\r\n" else ""
    path = study / SOUTH

    def as_bytes(text: str) -> bytes:
        return (mark + (FILES[SOUTH] + text).replace("\n", line_end)).encode()

    path.write_bytes(as_bytes(before))
    assert run("memo", "add", "south", "two words", *BY_AASE) == Ran(
        0, f"wrote a memo into {SOUTH}\n", ""
    )
    assert path.read_bytes() == as_bytes(after)


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        (
            "style",
            UNDER_CODE,
            UNDER_CODE.replace("}]", f"}}, {ITEM}]"),
        ),
        (
            "checklist",
            "scale: boolean}\n  tools",
            f"scale: boolean, memos: [{ITEM}]}}\n  tools",
        ),
        (
            "tools",
            "    values: {board: {label: board}, form: {label: form}}\n",
            "    values: {board: {label: board}, form: {label: form}}\n    memos:\n"
            + "".join(f"    {line}\n" for line in LINES.splitlines()),
        ),
    ],
)
def test_a_memo_is_added_to_a_code(code: str, old: str, new: str, study: Path, run: Run) -> None:
    before = (study / THEME).read_bytes().decode()
    assert before.count(old) == 1
    assert run("memo", "add", code, "two words", *BY_AASE) == Ran(
        0, f"wrote a memo into {THEME}\n", ""
    )
    assert (study / THEME).read_bytes().decode() == before.replace(old, new)


def test_a_memo_in_a_case_may_be_about_a_code_or_a_record(study: Path, run: Run) -> None:
    text = 'He said: "no"\nand left; æøå # \\'
    for about in ("style", "noon", "north"):
        run("memo", "add", about, text, "--case", "north", *BY_AASE)
    data = json.loads(run("memo", "list", "--coder", "åse", "--format", "json").out)
    added = [one for one in data["memos"] if one["date"] == "2026-03-01"]
    assert [one["about"] for one in added] == ["style", "noon", "north"]
    assert {one["text"] for one in added} == {text}
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["stile", "a"], "there is no case or code 'stile'; did you mean 'style'?"),
        (
            ["zz", "a"],
            "there is no case or code 'zz'; a passage or a record needs its case: --case CASE",
        ),
        (
            ["non", "a", "--case", "north"],
            "there is no 'non' in case 'north' to have a memo about; did you mean 'noon'?",
        ),
        (["style", "a", "--case", "nort"], "there is no case 'nort'; did you mean 'north'?"),
        (["style", " "], "the memo has no text"),
        (
            ["style", "a", "--date", "1.3.2026"],
            "'1.3.2026' is no date; write it as year, month and day: 2012-03-01",
        ),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(
    words: list[str], expected: str, study: Path, run: Run
) -> None:
    before = {file: (study / file).read_bytes() for file in STUDY}
    assert run("memo", "add", *words, "--coder", "bo") == Ran(2, "", f"qualcode: {expected}\n")
    assert {file: (study / file).read_bytes() for file in STUDY} == before


def test_a_coder_who_is_not_declared_writes_no_memo(study: Path, run: Run) -> None:
    with (study / BOOK).open("a", encoding="utf-8") as file:
        file.write("coders: {åse: {label: Å. N.}, bo: {label: B. L.}}\n")
    assert run("memo", "add", "style", "a", "--coder", "åsa") == Ran(
        2, "", "qualcode: there is no coder 'åsa'; did you mean 'åse'?\n"
    )
