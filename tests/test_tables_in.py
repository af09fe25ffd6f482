"""`import`: values of spreadsheets taken into case files, or a list of what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.markets import MARKETS
from tests.running import Run
from tests.wards import FILES
from tests.workbooks import Change, hidden_row, merged, workbook

MakeStudy = Callable[[Mapping[str, str]], Path]
HEAD = ("Marked", "Boder", "Leje", "Tag", "Dag", "Åbnet")
MAPPING = """\
case: Marked
evidence: {document: notes, at: the list of markets}
columns:
  Boder: stalls
  Leje: fee
  Tag: {code: roofed, values: {ja: true, nej: false}}
  Dag: {code: day, values: {lørdag: saturday}}
  Åbnet: opened
"""


@pytest.fixture
def markets(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_study(MARKETS)
    monkeypatch.chdir(root)
    (root / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return root


def found(run: Run, file: str, *words: str) -> list[str]:
    """What is wrong, without the places that belong to it; nothing may have been written."""
    before = _texts()
    ran = run("import", file, "--mapping", "mapping.yaml", *words)
    assert (ran.code, _texts()) == (1, before)
    assert ran.out.endswith("nothing was written\n")
    lines = (line for line in ran.err.splitlines() if line.strip() and not line.startswith("    "))
    return [line for line in lines if not line.startswith("  see")]


def _texts() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path("cases").rglob("*.yaml")}


def test_values_go_into_the_case_file_and_everything_else_stays(markets: Path, run: Run) -> None:
    Path("t.csv").write_text("Marked,Boder,Leje,Tag\ntom,7,2.5,ja\naaby,12,1.5,nej\n", "utf-8")
    mapping = MAPPING.replace(
        "  Dag: {code: day, values: {lørdag: saturday}}\n  Åbnet: opened\n", ""
    )
    Path("mapping.yaml").write_text(mapping, encoding="utf-8")
    before = _texts()
    shown = run("import", "t.csv", "--mapping", "mapping.yaml", "--dry-run")
    assert (shown.code, shown.err, _texts()) == (0, "", before)
    assert "values: 3 added, 0 changed, 3 equal\nnothing was written\n" in shown.out
    ran = run("import", "t.csv", "--mapping", "mapping.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("wrote cases/towns/tom.yaml\n")
    assert (
        (markets / "cases/towns/tom.yaml").read_text(encoding="utf-8")
        == """\
# Fictional.
case: tom
unit: market
attributes:
  stalls:
    value: 7
    evidence:
      - {document: notes, at: "the list of markets"}
codes:
  fee:
    value: 2.5
    evidence:
      - {document: notes, at: "the list of markets"}
  roofed:
    value: true
    evidence:
      - {document: notes, at: "the list of markets"}
"""
    )
    assert _texts()["cases/towns/aaby.yaml"] == before["cases/towns/aaby.yaml"]
    assert run("check").code == 0


def test_another_value_is_replaced_only_when_asked(markets: Path, run: Run) -> None:
    Path("t.csv").write_text("Marked,Boder,Leje,Tag,Dag,Åbnet\naaby,,1.75,,,\n", "utf-8")
    assert found(run, "t.csv") == [
        "t.csv:2:3: error QC738: C2: case 'aaby' has another value of 'fee' already",
        "  hint: correct the cell, or give --replace if the value of the table is to count",
    ]
    assert run("import", "t.csv", "--mapping", "mapping.yaml", "--replace").code == 0
    text = (markets / "cases/towns/aaby.yaml").read_text(encoding="utf-8")
    assert "  fee:\n    value: 1.75\n" in text
    assert "  stalls: 12   # counted twice\n" in text


def test_a_value_with_a_comment_is_left_to_the_person_who_wrote_it(markets: Path, run: Run) -> None:
    Path("t.csv").write_text("Marked,Boder,Leje,Tag,Dag,Åbnet\naaby,13,,,,\n", "utf-8")
    assert found(run, "t.csv", "--replace") == [
        "t.csv:2:2: error QC739: B2: 'stalls' cannot be written into 'cases/towns/aaby.yaml'",
        "  hint: codes must stand in lines, and no comment inside a value that goes; write it by hand",
    ]


def test_new_cases_are_made_only_when_asked(markets: Path, run: Run) -> None:
    Path("t.csv").write_text("Marked,Boder,Leje,Tag,Dag,Åbnet\nøsby,5,,,lørdag,\n", "utf-8")
    assert found(run, "t.csv") == [
        "t.csv:2:1: error QC735: A2: there is no case 'øsby'",
        "  hint: give --create to make it, or translate it under 'cases:' in the mapping",
    ]
    assert found(run, "t.csv", "--create") == [
        "mapping.yaml:1:1: error QC731: new cases need a unit, and a group: the folder that they go into",
        "  hint: write 'unit: ...' and 'group: ...' in the mapping",
    ]
    Path("mapping.yaml").write_text(f"unit: market\ngroup: towns\n{MAPPING}", encoding="utf-8")
    ran = run("import", "t.csv", "--mapping", "mapping.yaml", "--create")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "wrote cases/towns/øsby.yaml")
    assert run("check").code == 0


def test_a_folder_outside_the_study_takes_no_case(markets: Path, run: Run) -> None:
    Path("t.csv").write_text("Marked,Boder,Leje,Tag,Dag,Åbnet\nny,5,,,,\n", "utf-8")
    Path("mapping.yaml").write_text(f"unit: market\ngroup: ../..\n{MAPPING}", encoding="utf-8")
    assert found(run, "t.csv", "--create") == [
        "mapping.yaml:1:1: error QC731: '../..' cannot be a folder of cases",
        "  hint: give its name below the folder of the cases",
    ]


CELLS = {
    "unknown values": (
        [("tom", None, None, None, "sunday", None)],
        (),
        ["2:5: error QC202: E2 of sheet 'Sheet': code 'day' cannot have the value 'sunday'"],
    ),
    "cases that are not there": (
        [("abby", 3, None, None, None, None)],
        (),
        ["2:1: error QC735: A2 of sheet 'Sheet': there is no case 'abby'"],
    ),
    "a row without a case": (
        [(None, 3, None, None, None, None)],
        (),
        ["2:1: error QC735: A2 of sheet 'Sheet' names no case, but the row has values"],
    ),
    "a case in two rows": (
        [("tom", 3), (), ("tom", 4)],
        (),
        ["4:1: error QC736: A4 of sheet 'Sheet' gives case 'tom' a second row"],
    ),
    "a formula without its result": (
        [("tom", "=1+2")],
        (),
        ["2:2: error QC734: B2 of sheet 'Sheet' holds a formula without its result"],
    ),
    "an error value": (
        [("tom", "#N/A")],
        (),
        ["2:2: error QC734: B2 of sheet 'Sheet' holds the error #N/A"],
    ),
    "a date where none belongs": (
        [("tom", date(2012, 4, 3))],
        (),
        [
            "2:2: error QC734: B2 of sheet 'Sheet' holds the date 2012-04-03, but 'stalls' is a "
            "whole number, 0 or more"
        ],
    ),
    "a day with a time": (
        [("tom", None, None, None, None, datetime(2012, 4, 3, 9, 30))],
        (),
        ["2:6: error QC734: F2 of sheet 'Sheet' holds a day with a time (2012-04-03 09:30:00)"],
    ),
    "the number of a day": (
        [("tom", None, None, None, None, 41002)],
        (),
        ["2:6: error QC734: F2 of sheet 'Sheet' holds the number 41002, not a date"],
    ),
    "a percentage": (
        [("tom", None, 0.25)],
        ("percent",),
        ["2:3: error QC734: C2 of sheet 'Sheet' holds 25 %, which may mean 25 or 0.25"],
    ),
    "half a stall": (
        [("tom", 2.5)],
        (),
        [
            "2:2: error QC204: B2 of sheet 'Sheet': code 'stalls' must be a whole number, 0 or "
            "more, found the number 2.5"
        ],
    ),
    "a word for yes that the mapping does not know": (
        [("tom", None, None, "jep")],
        (),
        ["2:4: error QC737: D2 of sheet 'Sheet' holds 'jep', but 'roofed' is true or false"],
    ),
    "merged cells, a date and a decimal comma, all at once": (
        [("tom", date(2012, 4, 3), "1,5", "ja"), ("skov", None, None, None)],
        (merged("D2:D3"),),
        [
            "2:2: error QC734: B2 of sheet 'Sheet' holds the date 2012-04-03, but 'stalls' is a "
            "whole number, 0 or more",
            "2:3: error QC737: C2 of sheet 'Sheet' holds '1,5', but 'fee' is a number",
            "2:4: error QC733: the cells D2:D3 of sheet 'Sheet' are merged, so only the first one "
            "has a value",
        ],
    ),
    "merged cells": (
        [("tom", 3), ("aaby", None)],
        (merged("B2:B3"),),
        [
            "2:2: error QC733: the cells B2:B3 of sheet 'Sheet' are merged, so only the first one "
            "has a value"
        ],
    ),
}


@pytest.mark.parametrize(("rows", "changes", "expected"), CELLS.values(), ids=CELLS)
def test_what_an_excel_file_does_not_say_clearly_is_named(
    rows: Sequence[Sequence[object]],
    changes: tuple[Change | str, ...],
    expected: list[str],
    markets: Path,
    run: Run,
) -> None:
    made = [_percent if isinstance(one, str) else one for one in changes]
    Path("t.xlsx").write_bytes(workbook([HEAD, *rows], *made))
    lines = [line for line in found(run, "t.xlsx") if not line.startswith("  hint")]
    assert lines == [f"t.xlsx:{line}" for line in expected]


def _percent(page: object) -> None:
    page["C2"].number_format = "0%"  # type: ignore[index]  # a sheet


def test_excel_dates_numbers_kept_as_text_and_empty_rows_are_read(markets: Path, run: Run) -> None:
    rows = [HEAD, (), ("tom", "14", 3, True, "lørdag", date(2012, 4, 3)), (None, "  ")]
    Path("t.xlsx").write_bytes(workbook(rows))
    assert run("import", "t.xlsx", "--mapping", "mapping.yaml").code == 0
    text = (markets / "cases/towns/tom.yaml").read_text(encoding="utf-8")
    values = [line.strip() for line in text.splitlines() if "value:" in line]
    assert values == [
        "value: 14",
        "value: 3",
        "value: true",
        "value: saturday",
        'value: "2012-04-03"',
    ]


def test_hidden_rows_are_read_and_named(markets: Path, run: Run) -> None:
    Path("t.xlsx").write_bytes(workbook([HEAD, ("tom", 3)], hidden_row(2)))
    ran = run("import", "t.xlsx", "--mapping", "mapping.yaml")
    assert ran.code == 0
    assert "t.xlsx:2:1: warning QC740: rows of sheet 'Sheet' are hidden" in ran.err
    assert ran.out.endswith("wrote cases/towns/tom.yaml\n")


def test_a_hidden_sheet_is_read_only_where_the_mapping_names_it(markets: Path, run: Run) -> None:
    def second(page: object) -> None:
        book = page.parent  # type: ignore[attr-defined]  # a sheet
        for name, state in (("Old", "hidden"), ("New", "visible")):
            book.create_sheet(name).sheet_state = state

    Path("t.xlsx").write_bytes(workbook([HEAD, ("tom", 3)], second))
    assert found(run, "t.xlsx") == [
        "t.xlsx:1:1: error QC730: the file has 2 sheets that are not hidden: Sheet, New",
        "  hint: say which with 'sheet:' in the mapping",
    ]
    Path("mapping.yaml").write_text(f"sheet: Sheeet\n{MAPPING}", encoding="utf-8")
    assert found(run, "t.xlsx") == [
        "t.xlsx:1:1: error QC730: there is no sheet 'Sheeet' in the file",
        "  hint: did you mean 'Sheet'?",
    ]
    Path("mapping.yaml").write_text(f"sheet: Sheet\n{MAPPING}", encoding="utf-8")
    assert run("import", "t.xlsx", "--mapping", "mapping.yaml").code == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no zip at all", "this is no Excel file, or it is damaged"),
        (b"PK\x03\x04 cut off", "this is no Excel file, or it is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file has a password, or is an old Excel file"),
        (b"", "this is no Excel file, or it is damaged"),
    ],
)
def test_a_file_that_is_no_excel_file_is_named(
    markets: Path, run: Run, data: bytes, message: str
) -> None:
    Path("t.xlsx").write_bytes(data)
    assert found(run, "t.xlsx")[0] == f"t.xlsx:1:1: error QC730: {message}"


def test_semicolons_and_decimal_commas_are_read_when_the_mapping_says_so(
    markets: Path, run: Run
) -> None:
    Path("t.csv").write_text("Marked;Boder;Leje;Tag;Dag;Åbnet\r\ntom;3;2,25;;;\r\n", "utf-8")
    assert found(run, "t.csv") == [
        "t.csv:2:3: error QC737: C2 holds '2,25', but 'fee' is a number",
        "  hint: if it means 2.25, write 'decimal: comma' in the mapping",
    ]
    Path("mapping.yaml").write_text(f"decimal: comma\n{MAPPING}", encoding="utf-8")
    assert run("import", "t.csv", "--mapping", "mapping.yaml").code == 0
    assert "value: 2.25\n" in (markets / "cases/towns/tom.yaml").read_text(encoding="utf-8")


def test_latin_1_is_read_when_the_mapping_says_so(markets: Path, run: Run) -> None:
    text = "Marked,Boder,Leje,Tag,Dag,Åbnet\ntom,,,,lørdag,\n"
    Path("t.csv").write_bytes(text.encode("cp1252"))
    assert found(run, "t.csv") == [
        "t.csv:1:27: error QC730: the byte C5 is not UTF-8",
        "  hint: it looks like Windows-1252 (Latin-1), with 'Å' here; save it as UTF-8; or write "
        "'encoding: windows-1252' in the mapping",
    ]
    Path("mapping.yaml").write_text(f"encoding: windows-1252\n{MAPPING}", encoding="utf-8")
    assert run("import", "t.csv", "--mapping", "mapping.yaml").code == 0
    assert "value: saturday\n" in (markets / "cases/towns/tom.yaml").read_text(encoding="utf-8")


def test_headings_and_mapping_are_checked_before_any_value(markets: Path, run: Run) -> None:
    Path("t.csv").write_text("Marked,Boder,Boder,Leje,Tag,Dag,\ntom,3,4,,,,x\n", "utf-8")
    mapping = MAPPING.replace("stalls", "stals").replace("document: notes", "document: note")
    Path("mapping.yaml").write_text(mapping, encoding="utf-8")
    assert [line for line in found(run, "t.csv") if "error" in line] == [
        "mapping.yaml:2:11: error QC731: there is no document 'note'",
        "mapping.yaml:4:10: error QC731: code 'stals' is not in the codebook",
        "mapping.yaml:8:10: error QC731: the table has no column 'Åbnet'",
        "t.csv:1:3: error QC732: C1 is a second column 'Boder'",
        "t.csv:1:7: error QC732: G1 is empty, but there are values below it",
    ]


def test_evidence_that_the_codebook_asks_for_is_missed_once_and_not_for_values_that_are_there(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(FILES)
    monkeypatch.chdir(root)
    Path("mapping.yaml").write_text("case: case\n", encoding="utf-8")
    Path("t.csv").write_text("case,beds,style\nnorth,24,written\n", encoding="utf-8")
    assert run("import", "t.csv", "--mapping", "mapping.yaml").code == 0
    Path("t.csv").write_text("case,beds,style\nnorth,25,oral\n", encoding="utf-8")
    assert found(run, "t.csv", "--replace") == [
        "mapping.yaml:1:1: error QC731: the codebook asks for evidence, and the mapping does not "
        "say on what values rest",
        "  hint: add 'evidence: {document: ...}' to the mapping",
    ]


def test_the_keys_of_a_mapping_are_checked(markets: Path, run: Run) -> None:
    Path("t.csv").write_text("Marked\ntom\n", "utf-8")
    Path("mapping.yaml").write_text("case: Marked\ncolums: {}\n", encoding="utf-8")
    assert found(run, "t.csv") == [
        "mapping.yaml:2:1: error QC021: the key 'colums' has no meaning here",
        "  hint: did you mean 'columns'?",
    ]


def test_values_that_cannot_be_true_together_are_found_before_they_are_written(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = MARKETS["codebooks/markets/codebook.yaml"]
    never = "impossible: [{when: {all: [{roofed: true}, {noise: high}]}, unit: market}]\n"
    root = make_study({**MARKETS, "codebooks/markets/codebook.yaml": f"{book}{never}"})
    monkeypatch.chdir(root)
    Path("mapping.yaml").write_text("case: case\n", encoding="utf-8")
    Path("t.csv").write_text("case,roofed,noise\ntom,true,high\n", encoding="utf-8")
    assert found(run, "t.csv")[0] == (
        "t.csv:2:1: error QC211: the values of case 'tom' cannot all be true together"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("t.ods",),
            "'t.ods' cannot be imported: its name does not say how; its name should end with .csv, .xlsx, .qdpx, .qdc",
        ),
        (("t.csv",), "there is no file 't.csv'"),
        (
            ("qualcode.csv",),
            "give --mapping FILE; a mapping says what the columns of the table mean",
        ),
    ],
)
def test_what_cannot_be_imported_is_explained(
    markets: Path, run: Run, words: tuple[str, ...], message: str
) -> None:
    Path("qualcode.csv").write_text("Marked\n", encoding="utf-8")
    ran = run("import", *words)
    assert (ran.code, ran.err) == (2, f"qualcode: {message}\n")
