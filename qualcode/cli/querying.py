"""The commands that find excerpts and count them across cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.options import Language, Paths
from qualcode.cli.saying import checked_study, say, say_json, show_written

if TYPE_CHECKING:
    from qualcode.pipeline.querying import Asked
    from qualcode.query.framework import Framework
    from qualcode.tables.excerpts import Shown
    from qualcode.tables.table import Table


class ResultFormat(StrEnum):
    """How excerpts and matrices are written."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"
    JSON = "json"


class FrameworkFormat(StrEnum):
    """How a framework matrix is written."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class CellContent(StrEnum):
    """What stands in the cells of a matrix."""

    COUNT = "count"
    QUOTES = "quotes"
    CASES = "cases"


class Nearness(StrEnum):
    """In what codes have to stand together."""

    DOCUMENT = "document"
    CASE = "case"


class Topics(StrEnum):
    """What the columns of a framework matrix are."""

    THEMES = "themes"
    CODES = "codes"


Format = Annotated[ResultFormat, typer.Option("--format")]
Context = Annotated[
    int, typer.Option("--context", min=0, help="Characters to show around each excerpt.")
]
Exact = Annotated[
    bool, typer.Option("--exact", help="A code stands for itself, not for those below it.")
]


def query(
    expression: Annotated[str, typer.Argument(help="What to look for; see docs/queries.md.")],
    paths: Paths = None,
    *,
    context: Context = 60,
    exact: Exact = False,
    output_format: Format = ResultFormat.TABLE,
) -> None:
    """Find passages, and the evidence for values.

    By code, value, case, coder, role, document and words: combined with and, or, not, near.

    Example: qualcode query 'belonging and not coder:hn and members>=10'
    """
    from qualcode.pipeline.querying import Asked

    checked = checked_study(paths or [])
    asked = Asked(checked, descends=not exact, with_definitions=True)
    found = asked.query(expression)
    listed = Listed(expression, asked, context, output_format)
    _list(found.surely, listed, len(found.perhaps - found.surely))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


@dataclass(frozen=True, slots=True)
class Listed:
    """How excerpts are to be listed: under which title, with how much around them."""

    title: str
    asked: "Asked"
    context: int
    output_format: ResultFormat


def _list(numbers: "Iterable[int]", how: Listed, left_open: int = 0) -> None:
    from qualcode.console.excerpts import summed_up
    from qualcode.tables.excerpts import by_case, by_code, excerpt_table, found_as_data, shown

    found = shown(how.asked.index, numbers, how.context)
    match how.output_format:
        case ResultFormat.JSON:
            say_json(found_as_data(how.title, found, left_open))
        case ResultFormat.CSV:
            _show_table(excerpt_table(found, how.title), how.output_format)
        case _ if not found:
            say(summed_up(found, left_open))
        case _:
            _show_excerpts(found, how)
            say(f"{summed_up(found, left_open)}\n")
            _show_table(by_code(found), how.output_format)
            _show_table(by_case(found), how.output_format)


def _show_excerpts(found: "tuple[Shown, ...]", how: Listed) -> None:
    from qualcode.console.excerpts import excerpts_as_text
    from qualcode.tables.excerpts import excerpt_table

    if how.output_format is ResultFormat.MD:
        _show_table(excerpt_table(found, how.title), how.output_format)
    else:
        say(f"{excerpts_as_text(found)}\n")


def _show_table(table: "Table", output_format: str) -> None:
    from qualcode.console.tables import draw
    from qualcode.tables.table import to_csv, to_markdown

    if output_format == ResultFormat.TABLE:
        draw(table)
    elif output_format == ResultFormat.CSV:
        say(to_csv(table).rstrip("\n"))
    else:
        say(to_markdown(table))


def matrix(
    rows: Annotated[str, typer.Argument(help="codes, themes, cases, codes or conditions.")],
    columns: Annotated[str, typer.Argument(help="The same for the columns.")],
    paths: Paths = None,
    *,
    cells: Annotated[CellContent, typer.Option("--cells")] = CellContent.COUNT,
    where: Annotated[str, typer.Option("--where", help="Only what this expression finds.")] = "",
    within: Annotated[
        Optional[Nearness],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--within", help="Codes by codes: count where both are, not overlaps."),
    ] = None,
    cell: Annotated[
        Optional[tuple[str, str]],  # noqa: UP045
        typer.Option("--cell", metavar="ROW COLUMN", help="List the excerpts of one cell."),
    ] = None,
    context: Context = 60,
    exact: Exact = False,
    output_format: Format = ResultFormat.TABLE,
) -> None:
    """Count excerpts by code and case, by code and value, or where codes stand together.

    Rows and columns: codes, themes, cases; a code of passages, with those below it; a code with
    values; conditions with commas between. Codes by codes counts excerpts that overlap.

    Example: qualcode matrix codes 'members<10,members>=10' --cells cases
    """
    from qualcode.pipeline.querying import Asked, Wanted, cell_of, matrix_of, together_of
    from qualcode.tables.matrix import Cells, matrix_as_data, matrix_table

    checked = checked_study(paths or [])
    asked = Asked(checked, descends=not exact)
    found = matrix_of(asked, Wanted(rows, columns, where, together_of(within)))
    if cell is not None:
        listed = Listed(" by ".join(cell), asked, context, output_format)
        _list(cell_of(found, *cell), listed)
    elif output_format is ResultFormat.JSON:
        say_json(matrix_as_data(found, asked.index))
    else:
        _show_table(matrix_table(found, asked.index, Cells(cells.value)), output_format)
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


def framework(
    paths: Paths = None,
    *,
    by: Annotated[Topics, typer.Option("--by", help="What the columns are.")] = Topics.THEMES,
    output_format: Annotated[FrameworkFormat, typer.Option("--format")] = FrameworkFormat.TABLE,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", help="The file to write as xlsx."),
    ] = None,
    lang: Language = None,
) -> None:
    """Show the framework matrix: summaries and passages by case and theme.

    Cells without a summary, and those whose summary does not name all passages, are marked.

    Example: qualcode framework --format xlsx --output framework.xlsx
    """
    from qualcode import pipeline
    from qualcode.diagnostics import Misuse
    from qualcode.pipeline.querying import Asked, framework_of, write_spreadsheet

    is_file = output_format is FrameworkFormat.XLSX
    if is_file != (output is not None):
        raise Misuse("--format xlsx and --output FILE go together")
    checked = checked_study(paths or [])
    language = pipeline.language_of(checked, lang)
    asked = Asked(checked)
    found = framework_of(asked, by_codes=by is Topics.CODES)
    if output is not None:
        write_spreadsheet(asked, found, language, output)
        show_written((str(output),))
    else:
        _show_framework(asked, found, output_format, language)
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


def _show_framework(
    asked: "Asked", found: "Framework", output_format: FrameworkFormat, language: str
) -> None:
    from qualcode.tables.framework import (
        framework_as_data,
        framework_in_one_table,
        framework_table,
    )

    if output_format is FrameworkFormat.JSON:
        say_json(framework_as_data(found, asked.index))
    elif output_format is FrameworkFormat.CSV:
        _show_table(framework_in_one_table(found, asked.index, language), output_format)
    else:
        with_quotes = output_format is FrameworkFormat.MD
        table = framework_table(found, asked.index, language, with_quotes=with_quotes)
        _show_table(table, output_format)
