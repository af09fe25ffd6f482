"""The commands that take a study to other programs, and what others have into a study."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language
from qualcode.cli.saying import checked_study, say, show_findings, show_written

if TYPE_CHECKING:
    from qualcode.pipeline.checking import Checked
    from qualcode.pipeline.comparing import Question
    from qualcode.pipeline.exporting import ExportWish
    from qualcode.pipeline.tables_in import Imported


class ExportTable(StrEnum):
    """The tables that can be exported."""

    CASES = "cases"
    CODINGS = "codings"
    VERDICTS = "verdicts"
    PASSAGES = "passages"
    CODEBOOK = "codebook"
    QCA = "qca"


_Out = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Argument(help="The file to write: .csv, .xlsx, .parquet or .json."),
]
_Table = Annotated[ExportTable, typer.Option("--table", help="Which table.")]
_Labels = Annotated[bool, typer.Option("--labels", help="Labels instead of ids.")]
_Unit = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--unit", help="Only cases of this unit.", autocompletion=completing.units),
]
_Outcome = Annotated[
    str,
    typer.Option(
        "--outcome",
        help="With --table qca: the set to explain, as for 'qualcode qca'.",
        autocompletion=completing.codes,
    ),
]
_Conditions = Annotated[
    str,
    typer.Option(
        "--conditions",
        help="With --table qca: the sets that may explain it, with commas between.",
        autocompletion=completing.codes,
    ),
]
_Excel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="A .csv that opens right with a double click in Excel: marked as UTF-8, with "
        "semicolons and decimal commas where the language has them.",
    ),
]
_ReplaceFile = Annotated[
    bool, typer.Option("--replace", help="The file may take the place of one that is there.")
]

_In = Annotated[Path, typer.Argument(help="The file to import: .csv or .xlsx.")]
_Mapping = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--mapping", help="A YAML file that says what the columns mean."),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be written.")]
_ReplaceValues = Annotated[
    bool, typer.Option("--replace", help="Values may take the place of others that are there.")
]
_Create = Annotated[bool, typer.Option("--create", help="Make cases that are not there yet.")]

_Deposit = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--deposit", help="A new folder for a data archive, in the place of a file."),
]
_Documents = Annotated[
    bool,
    typer.Option(
        "--documents", help="With --deposit: the documents for which consent is recorded, too."
    ),
]


def export(
    file: _Out = None,
    table: _Table = ExportTable.CASES,
    labels: _Labels = False,
    unit: _Unit = None,
    outcome: _Outcome = "",
    conditions: _Conditions = "",
    excel: _Excel = False,
    replace: _ReplaceFile = False,
    deposit: _Deposit = None,
    documents: _Documents = False,
    lang: Language = None,
) -> None:
    """Write the study for other programs; the ending of the file says how.

    Cases in rows and codes in columns, or another table of the study. What nobody coded is an empty
    cell; unknown, not applicable and partly known values have marks of their own (docs/tables.md).
    .xlsx needs the extra qualcode[xlsx], .parquet qualcode[parquet]. With --deposit: a folder with
    all tables, codebook, README and manifest, without identifying values of anonymous cases.

    Example: qualcode export cases.xlsx --labels
    """
    from qualcode import pipeline
    from qualcode.diagnostics import Misuse
    from qualcode.pipeline.exporting import ExportWish
    from qualcode.pipeline.tables_out import TableWish
    from qualcode.tables.marks import Naming

    if (file is None) == (deposit is None):
        raise Misuse("give the file to write, or --deposit FOLDER; see 'qualcode export --help'")
    if documents and deposit is None:
        raise Misuse("--documents is for --deposit")
    checked = checked_study([])
    if file is None or deposit is not None:
        _deposit(checked, deposit or Path(), lang, documents)
    naming = Naming(labels, pipeline.language_of(checked, lang))
    wish = TableWish(table.value, naming, unit, _question(outcome, conditions, unit))
    _write(checked, ExportWish(file, wish, excel, replace))


def _write(checked: "Checked", wish: "ExportWish") -> NoReturn:
    from qualcode.pipeline.exporting import export as write

    exported = write(checked, wish)
    show_findings(checked, exported.findings)
    if exported.data is not None:
        say(f"wrote {wish.file}")
    is_clean = exported.data is not None and not checked.has_errors
    raise typer.Exit(Exit.CLEAN if is_clean else Exit.FINDINGS)


def _deposit(checked: "Checked", folder: Path, lang: str | None, documents: bool) -> NoReturn:
    from qualcode import pipeline
    from qualcode.pipeline.depositing import deposit

    language = pipeline.language_of(checked, lang)
    made = deposit(checked, folder, language, with_documents=documents)
    show_findings(checked, made.findings)
    for remark in made.remarks:
        sys.stderr.write(f"{remark}\n")
    show_written(tuple(f"{folder}/{name}" for name in made.files))
    raise typer.Exit(Exit.FINDINGS if made.findings else Exit.CLEAN)


def _question(outcome: str, conditions: str, unit: str | None) -> "Question | None":
    from qualcode.pipeline.comparing import Question

    if not outcome and not conditions:
        return None
    listed = tuple(part.strip() for part in conditions.split(",") if part.strip())
    return Question(outcome, listed, unit)


def import_(
    file: _In,
    mapping: _Mapping = None,
    dry_run: _DryRun = False,
    replace: _ReplaceValues = False,
    create: _Create = False,
) -> None:
    """Take what another program wrote into the study.

    Attributes and values of cases from a spreadsheet go into the case files, where comments and
    layout stay as they are: all of them, or none. A value that is there is never replaced unasked
    (docs/tables.md). .xlsx needs the extra qualcode[xlsx].

    Example: qualcode import areas.xlsx --mapping areas.yaml --dry-run
    """
    from qualcode.diagnostics import Severity
    from qualcode.pipeline.importing import import_file
    from qualcode.pipeline.tables_in import ImportWish

    checked = checked_study([])
    imported = import_file(checked, ImportWish(file, mapping, dry_run, replace, create))
    _show_import(checked, imported, file)
    failed = any(one.severity is Severity.ERROR for one in imported.findings)
    raise typer.Exit(Exit.FINDINGS if failed else Exit.CLEAN)


def _show_import(checked: "Checked", imported: "Imported", file: Path) -> None:
    from qualcode.console.findings import findings_as_text
    from qualcode.console.tables import draw

    def read(name: str) -> str:
        # Of a table no line is shown: its cells are named in the messages.
        return "" if Path(name).name == file.name else checked.place.read_text(name)

    if imported.preview is not None and imported.preview.rows:
        draw(imported.preview)
    if imported.findings:
        sys.stderr.write(f"{findings_as_text(imported.findings, read)}\n\n")
    for remark in imported.remarks:
        say(remark)
    for name in imported.files:
        say(f"wrote {name}")
    if not imported.files:
        say("nothing was written")
