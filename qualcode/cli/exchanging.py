"""The commands that take what other programs have into a study, and a study to other programs."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.options import Language
from qualcode.cli.refi_exchange import REFI_ENDINGS, ExchangeFormat
from qualcode.cli.table_exchange import Asked, ExportTable

_Out = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Argument(help="The file to write: .csv, .xlsx, .parquet, .json, .qdpx or .qdc."),
]
_Table = Annotated[ExportTable, typer.Option("--table", help="Which table.")]
_Labels = Annotated[bool, typer.Option("--labels", help="Labels instead of ids.")]
_Unit = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--unit", help="Only cases of this unit.", autocompletion=completing.units),
]
_Group = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--group", help="With --table records: only this group, such as forums."),
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

_In = Annotated[Path, typer.Argument(help="The file to import: .qdpx, .qdc, .csv or .xlsx.")]
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
_Into = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--into",
        help="With .qdpx and .qdc: a new folder, or that of a study to add what is new to.",
    ),
]
_Date = Annotated[
    str,
    typer.Option(
        "--date", help="With .qdpx and .qdc: when the file says it was made; else it does not say."
    ),
]
_Format = Annotated[
    ExchangeFormat,
    typer.Option("--format", help="With .qdpx and .qdc: how what was done and lost is told."),
]


def import_(
    file: _In,
    into: _Into = None,
    mapping: _Mapping = None,
    dry_run: _DryRun = False,
    replace: _ReplaceValues = False,
    create: _Create = False,
    output_format: _Format = ExchangeFormat.TEXT,
) -> None:
    """Take what another program wrote into a study; the ending of the file says how.

    A REFI-QDA project or codebook (.qdpx, .qdc; NVivo, ATLAS.ti, MAXQDA, QualCoder) begins a study,
    or adds to one with --into what is new; what cannot be taken is listed (docs/exchange.md). A
    table (.csv, .xlsx with the extra qualcode[xlsx]) gives attributes and values of cases as a
    --mapping says (docs/tables.md). All of it is written, or nothing; nothing is replaced unasked.

    Example: qualcode import interviews.qdpx --into my-study
    """
    from qualcode.cli.refi_exchange import import_study
    from qualcode.cli.table_exchange import import_table
    from qualcode.pipeline.tables_in import ImportWish

    if file.suffix.lower() in REFI_ENDINGS:
        _refuse(file, {"--mapping": mapping is not None, "--replace": replace, "--create": create})
        raise typer.Exit(import_study(file, into, dry_run, output_format))
    is_json = output_format is not ExchangeFormat.TEXT
    _refuse(file, {"--into": into is not None, "--format": is_json})
    raise typer.Exit(import_table(ImportWish(file, mapping, dry_run, replace, create)))


def export(
    file: _Out = None,
    table: _Table = ExportTable.CASES,
    labels: _Labels = False,
    unit: _Unit = None,
    group: _Group = None,
    outcome: _Outcome = "",
    conditions: _Conditions = "",
    excel: _Excel = False,
    replace: _ReplaceFile = False,
    deposit: _Deposit = None,
    documents: _Documents = False,
    date: _Date = "",
    lang: Language = None,
    output_format: _Format = ExchangeFormat.TEXT,
) -> None:
    """Write the study for other programs; the ending of the file says how.

    .csv, .xlsx, .parquet and .json: cases in rows and codes in columns, or another --table. What
    nobody coded is an empty cell; unknown, not applicable and partly known values have marks of
    their own (docs/tables.md). .qdpx and .qdc: the study or its codebook as REFI-QDA, and a list of
    what has no place there (docs/exchange.md). --deposit: a folder for a data archive, without
    identifying values of anonymous cases. Extras: qualcode[xlsx], qualcode[parquet].

    Example: qualcode export cases.xlsx --labels
    """
    from qualcode.cli.refi_exchange import export_study
    from qualcode.cli.table_exchange import export_table

    if file is None or deposit is not None or documents:
        _deposit_only(file, deposit, lang, documents)
    elif file.suffix.lower() in REFI_ENDINGS:
        named = {"--unit": bool(unit), "--group": bool(group), "--labels": labels}
        of_tables = {**named, "--excel": excel, "--replace": replace}
        _refuse(file, {"--table": table is not ExportTable.CASES, **of_tables})
        export_study(file, date, output_format)
    else:
        _refuse(file, {"--date": bool(date), "--format": output_format is not ExchangeFormat.TEXT})
        asked = Asked(table, labels, unit, group, outcome, conditions, excel, replace, lang)
        export_table(file, asked)


def _deposit_only(
    file: Path | None, deposit: Path | None, lang: str | None, documents: bool
) -> None:
    from qualcode.cli.table_exchange import export_deposit
    from qualcode.diagnostics import Misuse

    if documents and deposit is None:
        raise Misuse("--documents is for --deposit")
    if file is not None or deposit is None:
        raise Misuse("give the file to write, or --deposit FOLDER; see 'qualcode export --help'")
    export_deposit(deposit, lang, documents)


def _refuse(file: Path, given: dict[str, bool]) -> None:
    """Say so where an option is for files of another kind."""
    from qualcode.diagnostics import Misuse

    wrong = [name for name, is_given in given.items() if is_given]
    if wrong:
        raise Misuse(f"{', '.join(wrong)} cannot be used with a {file.suffix} file")
