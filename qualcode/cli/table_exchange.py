"""Tables of a study for other programs, deposits, and tables taken into a study."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.saying import checked_study, say, show_findings, show_written

if TYPE_CHECKING:
    from qualcode.pipeline.checking import Checked
    from qualcode.pipeline.comparing import Question
    from qualcode.pipeline.exporting import ExportWish
    from qualcode.pipeline.tables_in import Imported, ImportWish


class ExportTable(StrEnum):
    """The tables that can be exported."""

    CASES = "cases"
    CODINGS = "codings"
    VERDICTS = "verdicts"
    PASSAGES = "passages"
    RECORDS = "records"
    CODEBOOK = "codebook"
    QCA = "qca"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which table to export, and how."""

    table: ExportTable
    labels: bool
    unit: str | None
    group: str | None
    outcome: str
    conditions: str
    excel: bool
    replace: bool
    lang: str | None


def export_table(file: Path, asked: Asked) -> NoReturn:
    """Write a table; exits with the code that fits."""
    from qualcode import pipeline
    from qualcode.pipeline.exporting import ExportWish
    from qualcode.pipeline.tables_out import TableWish
    from qualcode.tables.marks import Naming

    checked = checked_study([])
    naming = Naming(asked.labels, pipeline.language_of(checked, asked.lang))
    question = _question(asked.outcome, asked.conditions, asked.unit)
    wish = TableWish(asked.table.value, naming, asked.unit, question, asked.group)
    _write(checked, ExportWish(file, wish, asked.excel, asked.replace))


def export_deposit(folder: Path, lang: str | None, documents: bool) -> NoReturn:
    """Write a folder for a data archive; exits with the code that fits."""
    _deposit(checked_study([]), folder, lang, documents)


def import_table(wish: "ImportWish") -> Exit:
    """Take values from a table into case files; gives the exit code."""
    from qualcode.diagnostics import Severity
    from qualcode.pipeline.importing import import_file

    checked = checked_study([])
    imported = import_file(checked, wish)
    _show_import(checked, imported, wish.file)
    failed = any(one.severity is Severity.ERROR for one in imported.findings)
    return Exit.FINDINGS if failed else Exit.CLEAN


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
