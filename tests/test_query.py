"""What users see of queries, matrices and the framework matrix, on the fictional interviews."""

import importlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from qualcode.exchange.examples import example_folders
from qualcode.exchange.spreadsheet import to_xlsx
from qualcode.pipeline.beginning import init
from qualcode.tables.table import Table
from tests.running import Ran, Run
from tests.test_docs import PRINTED, as_shown

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "queries.md"
Golden = Callable[[str, str], None]


@pytest.fixture
def interviews(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example with interviews as the current folder."""
    monkeypatch.chdir(example_folders()["interviews"])
    return Path()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that may be changed, in a folder with Danish letters."""
    init(tmp_path / "studie æøå", "interviews")
    monkeypatch.chdir(tmp_path / "studie æøå")
    return Path("cases/brigades/aeblerod/case.yaml")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


# The page of the manual.


def examples() -> Iterator[tuple[str, int]]:
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"\| `(.+)` \| .+ \| (\d+) \|", line)
        if match is not None:
            yield match[1], int(match[2])


@pytest.mark.parametrize(("expression", "number"), list(examples()))
@pytest.mark.usefixtures("interviews")
def test_an_example_of_the_manual_finds_what_it_says(
    expression: str, number: int, run: Run
) -> None:
    ran = run("query", expression, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert len(json.loads(ran.out)["excerpts"]) == number


@pytest.mark.usefixtures("interviews")
def test_the_manual_shows_what_is_printed(run: Run, request: pytest.FixtureRequest) -> None:
    def printed(match: re.Match[str]) -> str:
        out = run(*match[2].split()).out.partition("\n\nby code")[0]
        lines = "\n".join(line.rstrip() for line in out.splitlines()).strip("\n")
        return f"{match[1]}{lines}\n{match[4]}"

    text = PAGE.read_text(encoding="utf-8")
    assert len(PRINTED.findall(text)) == 2
    as_shown(PAGE, PRINTED.sub(printed, text), request)


# Golden files.

PRINTS = {
    "query.txt": ("query", "staying and members>=10"),
    "query.md": ("query", "near(strain, backing, 50) or text:kone", "--format", "md"),
    "query.csv": ("query", "kind:minutes", "--context", "20", "--format", "csv"),
    "query.json": ("query", "role:chief and drill", "--format", "json"),
    "matrix-codes-cases.txt": ("matrix", "codes", "cases"),
    "matrix-themes-members.md": (
        *("matrix", "themes", "members<10,members>=10", "--cells", "cases"),
        *("--where", "not kind:minutes", "--format", "md"),
    ),
    "matrix-codes-newcomers.csv": ("matrix", "codes", "newcomers", "--format", "csv"),
    "matrix-quotes.md": (
        "matrix", "backing", "youth_group", "--cells", "quotes", "--format", "md",
    ),
    "matrix-codes-codes.csv": ("matrix", "codes", "codes", "--exact", "--format", "csv"),
    "matrix-within.csv": ("matrix", "codes", "codes", "--within", "case", "--format", "csv"),
    "matrix-cell.txt": ("matrix", "codes", "codes", "--cell", "belonging", "duty"),
    "matrix.json": ("matrix", "pride", "cases", "--format", "json"),
    "framework.txt": ("framework",),
    "framework.md": ("framework", "--format", "md"),
    "framework.csv": ("framework", "--by", "codes", "--format", "csv"),
    "framework.json": ("framework", "cases/brigades/aeblerod", "--format", "json"),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTS)
@pytest.mark.usefixtures("interviews")
def test_what_is_printed(name: str, run: Run, golden: Golden) -> None:
    ran = run(*PRINTS[name])
    assert (ran.code, ran.err) == (0, "")
    golden(f"interviews/{name}", ran.out)


# What cannot be asked.

WRONG = {
    "stayin": "there is no code 'stayin'; did you mean 'staying'?\n  stayin\n  ^^^^^^",
    "duty and (pride": "')' is missing here\n  duty and (pride\n                 ^",
    "duty pride": "'pride' is not expected here; write 'and' or 'or' between conditions\n"
    "  duty pride\n       ^^^^^",
    "and duty": "a code or another condition is expected, not 'and'\n  and duty\n  ^^^",
    "duty or": "a code or another condition is expected, not the end\n  duty or\n         ^",
    "drill=weekli": "'drill' has no value 'weekli'; did you mean 'weekly'?\n"
    "  drill=weekli\n        ^^^^^^",
    "members>=many": "'many' is no number, as 'members' needs\n  members>=many\n           ^^^^",
    "youth_group>true": "'youth_group' has no order; write youth_group=true\n"
    "  youth_group>true\n              ^^^^",
    "duty=true": "'duty' is a code of passages and has no value\n  duty=true\n  ^^^^",
    "rolle:chief": "there is no field 'rolle'; did you mean 'role'?\n  rolle:chief\n  ^^^^^",
    "role:chef": "there is no role 'chef'; did you mean 'chief'?\n  role:chef\n       ^^^^",
    "coder:åj": "there is no coder 'åj'; there are hn, ida, per\n  coder:åj\n        ^^",
    '"coffee"': 'write text:"coffee" to look for words\n  "coffee"\n  ^^^^^^^^',
    'text:"coffee': 'a quotation mark is opened and not closed\n  text:"coffee\n       ^^^^^^^',
    "text:*": "there are no words to look for\n  text:*\n       ^",
    "near(duty, pride)": "',' is missing here\n  near(duty, pride)\n                  ^",
    "near(duty, pride, far)": "how many characters may be between them? write a whole number\n"
    "  near(duty, pride, far)\n                    ^^^",
    "case:": "a value is expected after 'case:'\n  case:\n       ^",
    " ": "there is nothing to look for; name a code\n   \n   ^",
}


@pytest.mark.parametrize("expression", WRONG)
@pytest.mark.usefixtures("interviews")
def test_what_is_wrong_with_an_expression_is_shown_with_its_place(
    expression: str, run: Run
) -> None:
    expected = Ran(2, "", f"qualcode: {WRONG[expression]}\n")
    assert run("query", expression) == expected
    assert run("matrix", "codes", "cases", "--where", expression) == expected


@pytest.mark.usefixtures("interviews")
def test_an_expression_that_nests_too_deeply_is_refused(run: Run) -> None:
    text = "not " * 2_000 + "duty"
    message = "there are more than 100 brackets and 'not'; ask for less at once"
    pointer = " " * 400 + "^^^"
    assert run("query", text) == Ran(2, "", f"qualcode: {message}\n  {text}\n  {pointer}\n")


@pytest.mark.usefixtures("interviews")
def test_many_stars_are_one(run: Run) -> None:
    assert "1 excerpt in 1 case" in run("query", f"text:report{'*' * 60}").out


def test_definitions_are_found_and_not_counted(copied: Path, run: Run) -> None:
    edit(copied, "unit: brigade\n", "unit: brigade\nfixture: true\n")
    assert "3 excerpts in 1 case" in run("query", "belonging").out
    ran = run("matrix", "belonging", "cases", "--format", "csv")
    assert ran.out.splitlines() == [
        "belonging,kragemose,oesterklint,tangvig,total",
        *("belonging,0,0,0,0", "total,0,0,0,0"),
    ]


@pytest.mark.usefixtures("interviews")
def test_a_query_that_finds_nothing_says_so_and_is_no_error(run: Run) -> None:
    assert run("query", "pride and strain") == Ran(0, "nothing found\n", "")


@pytest.mark.usefixtures("interviews")
def test_what_a_case_leaves_open_is_said_and_not_found(run: Run) -> None:
    expected = (
        "nothing found; 14 excerpts might belong, but what is known of the case or the\n"
        "    speaker leaves it open\n"
    )
    assert run("query", "newcomers=few and case:tangvig") == Ran(0, expected, "")
    assert run("query", "not newcomers=few and case:tangvig") == Ran(0, expected, "")


def test_a_study_without_passages_is_told_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example_folders()["smallest"])
    codes = "the codebook has no codes for passages (scale: presence); name other codes"
    assert run("matrix", "codes", "cases") == Ran(2, "", f"qualcode: {codes}\n")
    summaries = (
        "there are no codes for passages (scale: presence) and no summaries, so that a "
        "framework matrix would be empty"
    )
    assert run("framework") == Ran(2, "", f"qualcode: {summaries}\n")


@pytest.mark.usefixtures("interviews")
def test_a_cell_that_is_not_in_the_matrix_is_named(run: Run) -> None:
    expected = "qualcode: there is no row 'dutty'; did you mean 'duty'?\n"
    assert run("matrix", "codes", "cases", "--cell", "dutty", "aeblerod") == Ran(2, "", expected)


@pytest.mark.usefixtures("interviews")
def test_only_the_cases_that_were_asked_for_are_counted(run: Run) -> None:
    ran = run("matrix", "strain", "cases", "cases/brigades/tangvig", "--format", "csv")
    assert (
        ran.out == "strain,tangvig,total\nstrain,5,5\nnight_calls,3,3\npaperwork,0,0\ntotal,5,5\n"
    )


def test_what_one_of_several_coders_says_is_found_by_the_coder(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example_folders()["schools"])
    ran = run("query", "coder:mia and written_plan and case:brook", "--format", "csv")
    assert ran.out == (
        "case,document,where,speaker,codes,coder,before,words,after\n"
        'brook,plans,p. 20,,written_plan,mia,,"""It is in our heads.""",\n'
    )


def test_a_case_with_errors_is_left_out_and_named(copied: Path, run: Run) -> None:
    edit(copied, "drill: {value: weekly", "drill: {value: weekli")
    ran = run("query", "belonging")
    assert (ran.code, ran.out) == (1, "nothing found\n")
    assert ran.err.startswith("cases/brigades/aeblerod/case.yaml:11:18: error QC202: code 'drill'")


def test_passages_that_only_touch_do_not_overlap(copied: Path, run: Run) -> None:
    edit(
        copied,
        "passages:\n  # Two",
        "passages:\n"
        "  - {document: newcomer, quote: I moved here in Octo, codes: [duty]}\n"
        "  - {document: newcomer, quote: ber and knew nobody., codes: [pride]}\n"
        "  # Two",
    )
    assert run("query", "document:newcomer and (duty & pride)").out == "nothing found\n"
    assert "1 excerpt in 1 case" in run("query", "document:newcomer and near(duty, pride, 0)").out
    ran = run("matrix", "duty", "pride", "--where", "document:newcomer", "--format", "csv")
    assert ran.out == "duty,pride\nduty,0\n"


# The framework matrix.


def test_a_passage_coded_later_makes_the_summary_outdated(copied: Path, run: Run) -> None:
    edit(
        copied,
        "passages:\n  # Two",
        "passages:\n"
        "  - {document: newcomer, quote: I moved here in October, codes: [strain]}\n  # Two",
    )
    ran = run("framework", "cases/brigades/aeblerod", "--format", "csv")
    assert 'talk,aeblerod,"outdated: not in the summary: newcomer, line 5"' in ran.out
    assert run("check").out.startswith(
        "cases/brigades/aeblerod/case.yaml:60:3: info QC362: the summary of 'talk' "
        "does not name 1 passage coded there\n"
    )


def test_a_summary_of_a_passage_that_is_gone_is_outdated(copied: Path, run: Run) -> None:
    edit(
        copied,
        'missed]\n    coder: hn\n    date: "2019-05-02"\n  staying',
        "missed, gone-1]\n  staying",
    )
    ran = run("framework", "cases/brigades/aeblerod", "--format", "json")
    (cell,) = json.loads(ran.out)["cells"]
    assert (cell["state"], cell["gone"], cell["coder"]) == ("outdated", ["gone-1"], None)
    assert ran.code == 0


def test_the_excel_file_has_the_same_bytes_each_time_and_holds_text_alone(
    copied: Path, run: Run
) -> None:
    edit(copied, "text: Coffee and company first", "text: '=1+1'  # Coffee and company first")
    first, second = Path("first.xlsx"), Path("anden gang.xlsx")
    for path in (first, second):
        ran = run("framework", "--by", "codes", "--format", "xlsx", "--output", str(path))
        assert ran == Ran(0, f"wrote {path}\n", "")
    assert first.read_bytes() == second.read_bytes()
    book = openpyxl.load_workbook(first)
    codes = ["staying", "belonging", "duty", "pride", "strain", "night_calls", "paperwork"]
    codes += ["backing", "backing_at_work", "backing_at_home"]
    assert book.sheetnames == ["summaries", *codes]
    sheet = book["staying"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[:3] == [
        ["case", "state", "summary", "coder", "date", "quote", "where", "codes"],
        [
            *("aeblerod", "written", "=1+1", "hn", "2019-05-02"),
            "we meet every Tuesday, whether there is anything to practise or not. Half of it is coffee.",
            *("chief, line 6", "belonging, drill"),
        ],
        [
            *("aeblerod", None, None, None, None),
            "Half of it is coffee. That is the half that matters: when you have had coffee with "
            "somebody forty times a year, you go into the smoke with them.",
            *("chief, line 7", "belonging, duty"),
        ],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert sheet.freeze_panes == "B2"
    assert sheet["C2"].alignment.wrap_text


def test_sheets_have_names_and_cells_that_excel_takes() -> None:
    titles = ("a/b: " + "x" * 40, "A-B- " + "X" * 40, "")
    tables = [Table(title, ("one",), (("bell\a and \ud800",), ("y" * 40_000,))) for title in titles]
    book = openpyxl.load_workbook(BytesIO(to_xlsx(tables)))
    x = "x" * 26
    assert book.sheetnames == [f"a-b- {x}", f"A-B- {x.upper()[:-2]} 2", "sheet"]
    cells = [cell.value for cell in book["sheet"]["A"]]
    assert cells == ["one", "bell and ", "y" * (32_767 - 6) + " [...]"]


def test_no_part_of_an_excel_file_has_a_clock() -> None:
    data = to_xlsx([Table("a", ("one",), ())])
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


@pytest.mark.usefixtures("interviews")
def test_without_openpyxl_the_line_that_installs_it_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    ran = run("framework", "--format", "xlsx", "--output", str(tmp_path / "f.xlsx"))
    hint = "Excel files need the extra 'xlsx': pip install 'qualcode[xlsx]'"
    assert ran == Ran(2, "", f"qualcode: {hint}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("interviews")
@pytest.mark.parametrize("words", [("--format", "xlsx"), ("--output", "f.md")])
def test_an_excel_file_and_its_name_go_together(run: Run, words: tuple[str, ...]) -> None:
    expected = "qualcode: --format xlsx and --output FILE go together\n"
    assert run("framework", *words) == Ran(2, "", expected)
