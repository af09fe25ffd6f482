"""The commands: each parses, calls the pipeline, shows the result and exits.

Imports stand inside the commands, so that help and completion stay quick.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.agreeing import agree
from qualcode.cli.check_options import CheckCommand
from qualcode.cli.checking import check
from qualcode.cli.checklists import checklist
from qualcode.cli.claims import claim
from qualcode.cli.clustering import cluster
from qualcode.cli.codebooks import codebook
from qualcode.cli.coding import code as coding_commands
from qualcode.cli.comparing import qca
from qualcode.cli.documents import document as document_commands
from qualcode.cli.exchanging import export, import_
from qualcode.cli.exits import Exit
from qualcode.cli.explaining import explain, questions
from qualcode.cli.figures import figure
from qualcode.cli.manual import rule
from qualcode.cli.memos import memo as memo_commands
from qualcode.cli.options import Language, Paths, TypologyOption
from qualcode.cli.querying import framework, matrix, query
from qualcode.cli.reconciling import reconcile
from qualcode.cli.rendering import render
from qualcode.cli.saying import (
    as_json,
    checked_study,
    say,
)
from qualcode.cli.tracing import trace
from qualcode.cli.trail import log
from qualcode.cli.typologies import typology as typology_commands
from qualcode.cli.verifying import selftest, verify

if TYPE_CHECKING:
    from qualcode.pipeline import Checked
    from qualcode.tables.verdicts import Classified


class TableFormat(StrEnum):
    """How `classify` writes its tables."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"
    JSON = "json"


app = typer.Typer(
    name="qualcode",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Qualitative coding and case typology in plain text. Begin with 'qualcode init my-study'.",
)

Output = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--output", help="Write to this file instead of the terminal."),
]


@app.command()
def classify(
    paths: Paths = None,
    typology: TypologyOption = None,
    unit: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--unit", help="Only typologies of this unit.", autocompletion=completing.units
        ),
    ] = None,
    output_format: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TABLE,
    output: Output = None,
    lang: Language = None,
) -> None:
    """Give each case its type.

    Prints one table a typology: case, verdict, type or possible types, and what is missing.
    As CSV it is one table for all typologies.

    Example: qualcode classify cases/ --typology project_organisation
    """
    from qualcode import pipeline

    checked = checked_study(paths or [])
    language = pipeline.language_of(checked, lang)
    results = pipeline.classify(checked, typology, unit)
    if output_format is TableFormat.TABLE and output is None:
        _draw(results, language)
    else:
        text = _as_text(checked, results, output_format, language)
        if output is not None:
            _write(output, text)
        else:
            say(text.rstrip("\n"))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


def _write(path: Path, text: str) -> None:
    from qualcode.pipeline.output import write_output

    write_output(path, text)


def _draw(results: "tuple[Classified, ...]", language: str) -> None:
    from qualcode.console.tables import draw
    from qualcode.tables.verdicts import verdict_table

    for result in results:
        draw(verdict_table(result, language))


def _as_text(
    checked: "Checked", results: "tuple[Classified, ...]", wanted: TableFormat, language: str
) -> str:
    from qualcode.pipeline.verifying import verdict_data
    from qualcode.tables.table import to_csv, to_markdown
    from qualcode.tables.verdicts import verdict_table, verdicts_in_one_table

    if wanted is TableFormat.JSON:
        return as_json(verdict_data(checked, results))
    if wanted is TableFormat.CSV:
        return to_csv(verdicts_in_one_table(results, language))
    return "\n".join(to_markdown(verdict_table(result, language)) for result in results)


app.command(name="check", cls=CheckCommand)(check)
app.command(name="explain")(explain)
app.command(name="agree")(agree)
app.command(name="reconcile")(reconcile)
app.command(name="cluster")(cluster)
app.command(name="qca")(qca)
app.command(name="query")(query)
app.command(name="matrix")(matrix)
app.command(name="framework")(framework)
app.command(name="claim")(claim)
app.command(name="import")(import_)
app.command(name="export")(export)
app.command(name="next")(questions)
app.command(name="verify")(verify)
app.command(name="selftest")(selftest)
app.command(name="rule")(rule)
app.command(name="log")(log)
app.command(name="checklist")(checklist)
app.add_typer(typology_commands, name="typology")
app.add_typer(memo_commands, name="memo")
app.add_typer(codebook, name="codebook")
app.add_typer(document_commands, name="document")
app.add_typer(coding_commands, name="code")


app.command(name="render")(render)
app.command(name="trace")(trace)
app.command(name="figure")(figure)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder for the study.")] = Path(),
    example: Annotated[
        str,
        typer.Option(
            "--example",
            help="smallest: a study to build on, each line explained. wards: a fictional study "
            "of hospital wards. interviews: a fictional study with transcripts and coded passages. "
            "schools: a fictional study with three coders. boligsocial: the Danish study of social "
            "housing plans.",
            autocompletion=completing.examples,
        ),
    ] = "smallest",
) -> None:
    """Begin a study in a new folder.

    A copy of an example that checks, classifies and renders at once.

    Example: qualcode init my-study
    """
    from qualcode.pipeline.beginning import init as begin

    count = begin(folder, example)
    go = "" if folder == Path() else f"  cd '{folder}'\n"
    steps = "  qualcode check\n  qualcode classify cases/\n  qualcode render --all"
    say(f"wrote {count} files to '{folder}'; next:\n{go}{steps}")
