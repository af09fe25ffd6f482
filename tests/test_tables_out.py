"""`export`: a study as tables for other programs, and as a deposit folder."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import openpyxl
import pytest

from qualcode.diagnostics import Misuse
from qualcode.pipeline import Checked, Place, check
from qualcode.pipeline.beginning import init
from qualcode.pipeline.exporting import ExportWish, export
from qualcode.pipeline.table_files import plain_csv
from qualcode.pipeline.tables_out import TableWish, tables_of
from qualcode.tables.marks import Naming
from tests.markets import MARKETS
from tests.running import Ran, Run

ROOT = Path(__file__).parents[1]
MakeStudy = Callable[[Mapping[str, str]], Path]


IDS = Naming(labels=False, language="en")


@pytest.fixture(scope="module")
def shipped() -> Checked:
    return check(Place(ROOT))


@pytest.fixture
def markets(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_study(MARKETS)
    monkeypatch.chdir(root)
    return root


def test_unknown_partial_not_applicable_and_nothing_are_told_apart(markets: Path, run: Run) -> None:
    assert run("export", "out.csv") == Ran(0, "wrote out.csv\n", "")
    assert (markets / "out.csv").read_text(encoding="utf-8") == (
        "case,unit,group,definition,label,stalls,fee,roofed,day,noise,wares.fish,wares.bread,"
        "opened,motto,nicknames,size\n"
        'aaby,market,towns,false,"Åby, torvet",12,1.5,false,on,"{any_of: [low, high]}",1,0,'
        '1998-05-02,\'=2+3,"[Ål, ""a, b""]",large\n'
        "skov,market,towns,false,,{at_least: 3},unknown,not_applicable,,,unlisted,1,,"
        '"""\'quoted\'""",,unknown\n'
        "tom,market,towns,false,,,,,,,,,,,,unknown\n"
    )


def test_labels_stand_for_ids_in_the_language_asked_for(markets: Path, run: Run) -> None:
    run("export", "out.csv", "--labels", "--lang", "da")
    head, first, *_ = (markets / "out.csv").read_text(encoding="utf-8").splitlines()
    assert head == (
        "case,unit,group,definition,label,boder,stadeleje,overdækket,dag,støj,varer: fisk,"
        "varer: brød,åbnet,motto,øgenavne,størrelse"
    )
    assert first.startswith('aaby,market,towns,false,"Åby, torvet",12,1.5,false,hver dag,')


def test_csv_for_excel_has_a_mark_semicolons_and_decimal_commas(markets: Path, run: Run) -> None:
    run("export", "out.csv", "--excel", "--lang", "da")
    data = (markets / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcase;unit;")
    assert "aaby;market;towns;false;Åby, torvet;12;1,5;" in data.decode("utf-8-sig")


def test_cells_of_excel_files_keep_their_kind_and_are_never_formulas(
    markets: Path, run: Run
) -> None:
    run("export", "out.xlsx")
    book = openpyxl.load_workbook(markets / "out.xlsx")
    assert book.sheetnames == ["cases market", "codebook"]
    sheet = book["cases market"]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert {name: row[name].value for name in ("stalls", "fee", "roofed", "opened", "motto")} == {
        "stalls": 12,
        "fee": 1.5,
        "roofed": False,
        "opened": datetime(1998, 5, 2),
        "motto": "=2+3",
    }
    kinds = {cell.data_type for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds
    assert (sheet.freeze_panes, row["opened"].number_format) == ("B2", "yyyy-mm-dd")
    first = (markets / "out.xlsx").read_bytes()
    run("export", "again.xlsx")
    assert (markets / "again.xlsx").read_bytes() == first


def test_another_program_reads_the_parquet_file(markets: Path, run: Run) -> None:
    run("export", "out.parquet")
    path = (markets / "out.parquet").as_posix()
    found = duckdb.sql(f'SELECT "case", definition, fee, "wares.fish", opened FROM \'{path}\'')
    assert found is not None
    assert [str(kind) for kind in found.types] == [
        "VARCHAR",
        "BOOLEAN",
        "VARCHAR",
        "VARCHAR",
        "DATE",
    ]
    assert [row[:4] for row in found.fetchall()] == [
        ("aaby", False, "1.5", "1"),
        ("skov", False, "unknown", "unlisted"),
        ("tom", False, None, None),
    ]


def test_json_holds_every_table_with_its_rows(markets: Path, run: Run) -> None:
    run("export", "out.json", "--table", "codings")
    data = json.loads((markets / "out.json").read_text(encoding="utf-8"))
    (table,) = data["tables"]
    assert (data["study"], table["title"]) == ("markets", "codings")
    assert [(row["case"], row["code"], row["value"], row["state"]) for row in table["rows"]] == [
        ("aaby", "stalls", "12", "known"),
        ("aaby", "fee", "1.5", "known"),
        ("aaby", "roofed", "false", "known"),
        ("aaby", "day", "on", "known"),
        ("aaby", "noise", "{any_of: [low, high]}", "partial"),
        ("aaby", "wares", "[fish]", "known"),
        ("aaby", "opened", "1998-05-02", "known"),
        ("aaby", "motto", "=2+3", "known"),
        ("aaby", "nicknames", '[Ål, "a, b"]', "known"),
        ("skov", "stalls", "{at_least: 3}", "partial"),
        ("skov", "fee", "unknown", "unknown"),
        ("skov", "roofed", "not_applicable", "not_applicable"),
        ("skov", "wares", "{value: [bread], complete: false}", "partial"),
        ("skov", "motto", "\"'quoted'\"", "known"),
    ]


def test_memberships_for_comparative_analysis_have_names_that_r_takes(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {
        "cases/towns/skov.yaml": MARKETS["cases/towns/skov.yaml"]
        .replace("{at_least: 3}", "3")
        .replace("not_applicable", "true"),
        "cases/towns/tom.yaml": None,
    }
    files = {name: known.get(name, text) for name, text in MARKETS.items()}
    root = make_study({name: text for name, text in files.items() if text is not None})
    monkeypatch.chdir(root)
    words = ("--table", "qca", "--outcome", "~roofed", "--conditions", "stalls>=10")
    assert run("export", "out.csv", *words).code == 0
    assert (root / "out.csv").read_text(encoding="utf-8") == (
        "case,stalls_ge_10,not_roofed\naaby,1,1\nskov,0,0\n"
    )


def test_a_case_that_is_open_is_named_and_nothing_is_written(markets: Path, run: Run) -> None:
    words = ("--table", "qca", "--outcome", "roofed", "--conditions", "stalls>=10")
    ran = run("export", "out.csv", *words)
    assert ran.code == 1
    assert "cases/towns/tom.yaml:2:7: error QC450: case 'tom' leaves 'roofed' open" in ran.err
    assert not (markets / "out.csv").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("out.cvs",),
            "'out.cvs' cannot be written: its name does not say how; did you mean '.csv'?",
        ),
        (("out.csv", "--unit", "markt"), "there is no unit 'markt'; did you mean 'market'?"),
        (("out.csv", "--documents"), "--documents is for --deposit"),
        (("out.xlsx", "--excel"), "--excel is for files that end with .csv"),
        ((), "give the file to write, or --deposit FOLDER; see 'qualcode export --help'"),
        (
            ("qualcode.yaml.csv", "--table", "qca"),
            "for comparative analysis give: --table qca --outcome A --conditions B,C",
        ),
    ],
)
def test_what_cannot_be_exported_is_explained(
    markets: Path, run: Run, words: tuple[str, ...], message: str
) -> None:
    ran = run("export", *words)
    assert (ran.code, ran.err) == (2, f"qualcode: {message}\n")


def test_a_file_that_is_there_is_replaced_only_when_asked(markets: Path, run: Run) -> None:
    (markets / "out.csv").write_text("mine\n", encoding="utf-8")
    ran = run("export", "out.csv")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: 'out.csv' is there already; give --replace, or choose another name\n",
    )
    assert (markets / "out.csv").read_text(encoding="utf-8") == "mine\n"
    assert run("export", "out.csv", "--replace").code == 0
    assert run("export", "out.csv").code == 0  # the same bytes


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("cases-plan.csv", TableWish("cases", IDS, "plan")),
        ("cases-secretariats.csv", TableWish("cases", Naming(True, "en"), "area_secretariat")),
        ("codings.csv", TableWish("codings", IDS)),
        ("verdicts.csv", TableWish("verdicts", IDS)),
    ],
)
def test_the_study_that_ships_as_tables(
    name: str, wish: TableWish, shipped: Checked, golden: Callable[[str, str], None]
) -> None:
    (table,) = tables_of(shipped, wish).tables
    golden(f"tables/{name}", plain_csv(table).decode())


def test_a_study_of_several_units_needs_one_for_csv_and_none_for_excel(
    shipped: Checked, tmp_path: Path
) -> None:
    wish = TableWish("cases", IDS)
    message = "such a file holds one table; say of which unit with --unit: plan, area_secretariat"
    with pytest.raises(Misuse, match=re.escape(message)):
        export(shipped, ExportWish(tmp_path / "out.csv", wish))
    export(shipped, ExportWish(tmp_path / "out.xlsx", wish))
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert book.sheetnames == ["cases plan", "cases area_secretariat", "codebook"]


def test_a_deposit_has_readme_manifest_tables_and_documents_with_consent(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    init(tmp_path / "study", "interviews")
    monkeypatch.chdir(tmp_path / "study")
    case = Path("cases/brigades/aeblerod/case.yaml")
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("consent: signed", 'consent: ""', 1), encoding="utf-8")
    ran = run("export", "--deposit", "out", "--documents")
    assert (ran.code, ran.err) == (
        0,
        "left out, because no consent is recorded: document 'chief' of case 'aeblerod'\n"
        "left out, because no consent is recorded: document 'minutes-2019' of case 'oesterklint'\n",
    )
    files = {p.relative_to("out").as_posix(): p.read_bytes() for p in Path("out").rglob("*.*")}
    assert sorted(files) == [
        "00_ReadMe.txt",
        "cases-brigade.csv",
        "codebook.csv",
        "codebook.md",
        "codings.csv",
        "documents.csv",
        *(f"documents/000{number}.md" for number in (1, 2, 3, 4)),
        "manifest-sha256.txt",
        "passages.csv",
        "verdicts.csv",
    ]
    lines = files["manifest-sha256.txt"].decode().splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    del files["manifest-sha256.txt"]
    assert listed == {name: sha256(data).hexdigest() for name, data in files.items()}
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]{1,25}", Path(name).name) for name in files)
    rows = list(csv.DictReader(io.StringIO(files["passages.csv"].decode())))
    quotes = {(row["case"], row["document"]): row["quote"] for row in rows}
    assert quotes["aeblerod", "chief"] == "withheld"
    assert quotes["aeblerod", "newcomer"].startswith("Because they asked")
    assert "Licence: (fill in)\n" in files["00_ReadMe.txt"].decode()


def test_a_deposit_is_the_same_each_time_and_never_goes_over_what_is_there(
    markets: Path, run: Run
) -> None:
    assert run("export", "--deposit", "a").code == run("export", "--deposit", "b").code == 0
    both = [{p.name: p.read_bytes() for p in (markets / name).iterdir()} for name in "ab"]
    assert both[0] == both[1]
    ran = run("export", "--deposit", "a")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: 'a' is there already; give the name of a new folder\n",
    )


def test_identifying_values_of_anonymous_cases_are_withheld_from_a_deposit(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    themes = MARKETS["codebooks/markets/themes/running.yaml"]
    aaby = MARKETS["cases/towns/aaby.yaml"]
    accepted = """accept: [{rule: QC210, reason: only those who work on it read this}]
        attributes:
          stalls: 12"""
    root = make_study(
        {
            **MARKETS,
            "codebooks/markets/themes/running.yaml": themes.replace(
                "role: attribute,", "role: attribute, identifying: true,"
            ),
            "cases/towns/aaby.yaml": aaby.replace("label: Åby, torvet", "anonymous: true").replace(
                "attributes:\n          stalls: 12", accepted
            ),
        }
    )
    monkeypatch.chdir(root)
    ran = run("export", "--deposit", "out")
    assert (ran.code, ran.err) == (0, "")
    rows = csv.DictReader(io.StringIO((root / "out" / "cases-market.csv").read_text("utf-8")))
    assert [(row["case"], row["stalls"]) for row in rows] == [
        ("aaby", "withheld"),
        ("skov", "{at_least: 3}"),
        ("tom", ""),
    ]
    codings = (root / "out" / "codings.csv").read_text(encoding="utf-8").splitlines()
    assert codings[1] == "aaby,attributes,,stalls,withheld,withheld,stated,,,,,,,"


KITCHENS = {
    "qualcode.yaml": "study: kitchens\ncodebook: book\nlanguage: en\n",
    "book/codebook.yaml": """\
        # Fictional.
        codebook: kitchens
        languages: [en]
        units: {kitchen: {label: kitchen}}
        records:
          cooks:
            units: [kitchen]
            fields:
              age: {label: age, scale: count, identifying: true}
              makes: {label: makes, scale: set, values: {soup: {label: soup}, bread: {label: bread}}}
              record: {label: record, scale: text}
          rooms:
            units: [kitchen]
            fields: {warm: {label: warm, scale: boolean}}
        """,
    "cases/elm.yaml": """\
        # Fictional.
        case: elm
        unit: kitchen
        anonymous: true
        accept: [{rule: QC210, reason: only those who work on it read this}]
        cooks:
          complete: false
          first: {age: 40, makes: [soup], record: "=1"}
          second: {age: unknown, makes: {value: [bread], complete: false}}
        rooms: {big: {warm: true}}
        """,
    "cases/oak.yaml": """\
        # Fictional.
        case: oak
        unit: kitchen
        cooks: {only: {age: {any_of: [30, 31]}}}
        """,
}


@pytest.fixture
def kitchens(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_study(KITCHENS)
    monkeypatch.chdir(root)
    return root


def test_each_record_has_a_row_with_its_case_and_its_fields(kitchens: Path, run: Run) -> None:
    ran = run("export", "cooks.csv", "--table", "records", "--group", "cooks")
    assert ran == Ran(0, "wrote cooks.csv\n", "")
    assert (kitchens / "cooks.csv").read_text(encoding="utf-8") == (
        "case,record,label,complete,age,makes.soup,makes.bread,record (record)\n"
        "elm,first,,false,40,1,0,'=1\n"
        "elm,second,,false,unknown,unlisted,1,\n"
        'oak,only,,true,"{any_of: [30, 31]}",,,\n'
    )


def test_records_of_several_groups_are_several_tables(kitchens: Path, run: Run) -> None:
    assert run("export", "all.csv", "--table", "records") == Ran(
        2,
        "",
        "qualcode: such a file holds one table; say of which group with --group: cooks, rooms\n",
    )
    assert run("export", "all.xlsx", "--table", "records").code == 0
    book = openpyxl.load_workbook(kitchens / "all.xlsx", read_only=True)
    assert book.sheetnames == ["records cooks", "records rooms", "codebook"]
    assert run("export", "rooms.parquet", "--table", "records", "--group", "rooms").code == 0
    found = duckdb.sql(f"SELECT * FROM '{kitchens / 'rooms.parquet'}'")
    assert found is not None
    assert found.columns == ["case", "record", "label", "complete", "warm"]
    assert found.fetchall() == [("elm", "big", "", True, True)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--group", "cooks"), "--group is for --table records"),
        (
            ("--table", "records", "--group", "cook"),
            "there is no group of records 'cook'; did you mean 'cooks'?",
        ),
    ],
)
def test_a_group_that_cannot_be_meant_is_explained(
    words: tuple[str, ...], message: str, kitchens: Path, run: Run
) -> None:
    assert run("export", "x.csv", *words) == Ran(2, "", f"qualcode: {message}\n")


def test_records_are_in_a_deposit_without_what_identifies(kitchens: Path, run: Run) -> None:
    assert run("export", "--deposit", "away").code == 0
    assert (kitchens / "away/records-cooks.csv").read_text(encoding="utf-8") == (
        "case,record,label,complete,age,makes.soup,makes.bread,record (record)\n"
        "elm,first,,false,withheld,1,0,'=1\n"
        "elm,second,,false,withheld,unlisted,1,\n"
        'oak,only,,true,"{any_of: [30, 31]}",,,\n'
    )


def test_the_study_that_ships_has_all_its_cases_in_excel_and_parquet(
    shipped: Checked, tmp_path: Path
) -> None:
    study = shipped.study
    assert study is not None
    export(shipped, ExportWish(tmp_path / "out.xlsx", TableWish("cases", IDS)))
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    for unit in study.codebook.units:
        there = sorted(case.id for case in study.cases if case.unit == unit)
        head, *rows = book[f"cases {unit}"].iter_rows(values_only=True)
        assert sorted(str(row[0]) for row in rows) == there
        file = tmp_path / f"{unit}.parquet"
        export(shipped, ExportWish(file, TableWish("cases", IDS, unit)))
        found = duckdb.sql(f"SELECT * FROM '{file}'")
        assert found is not None
        assert tuple(found.columns) == head
        assert sorted(str(row[0]) for row in found.fetchall()) == there
    _, *codes = book["codebook"].iter_rows(values_only=True)
    assert {str(row[0]) for row in codes} >= set(study.codebook.codes)
