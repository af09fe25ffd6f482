"""The command that leads words of a draft back to their evidence, and a case to its words."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.options import Language, OutputFolder
from qualcode.cli.saying import checked_study, say, say_json

if TYPE_CHECKING:
    from qualcode.pipeline import Checked


class TraceFormat(StrEnum):
    """How what stands behind words is written."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


What = Annotated[
    Optional[str],  # noqa: UP045 - typer reads the annotation at run time
    typer.Argument(
        metavar="FILE:LINE[:COLUMN]",
        help="A place in a draft; with --of a code, and only where it counts.",
        autocompletion=completing.codes,
    ),
]
CellOption = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--cell", min=1, help="Of a row of a table only this cell, counted from 1."),
]
Of = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--of",
        metavar="CASE",
        help="The other way: every place in the drafts that this case stands behind.",
        autocompletion=completing.cases,
    ),
]


def trace(
    what: What = None,
    of: Of = None,
    cell: CellOption = None,
    output_format: Annotated[TraceFormat, typer.Option("--format")] = TraceFormat.TEXT,
    lang: Language = None,
    output: OutputFolder = None,
) -> None:
    """Show the cases, codes and evidence behind a sentence, a table cell or a figure of a draft.

    What the words ask of the data; then case by case the value, what it rests on, and where it is
    coded; for types the verdict and its conditions.

    Example: qualcode trace build/en/chapter-4.md:41
    """
    from qualcode.diagnostics import Misuse

    if what is None and of is None:
        raise Misuse("name a place, such as build/en/chapter-1.md:12, or a case with --of")
    if of is not None and cell is not None:
        raise Misuse("--cell belongs to a place in a draft, not to --of")
    if of is None and output is not None:
        raise Misuse("--output says where the drafts for --of are; a place names its own file")
    checked = checked_study([])
    if of is not None:
        _say_uses(checked, of, what, output, output_format)
    else:
        _say_traces(checked, what or "", cell, output_format, lang)


def _say_traces(
    checked: "Checked", what: str, cell: int | None, wanted: TraceFormat, lang: str | None
) -> None:
    from qualcode import pipeline
    from qualcode.console.traces import lines_as_text
    from qualcode.pipeline.checking import ready
    from qualcode.pipeline.tracing import target_of, trace
    from qualcode.tables.trace_lines import as_markdown, lines_of
    from qualcode.tables.traces import traces_as_data

    traced = trace(checked, target_of(what, cell))
    found, language = traced.found, pipeline.language_of(checked, lang or traced.language)
    book = ready(checked)[0].codebook
    blocks = [tuple(lines_of(one, book, language)) for one in found]
    match wanted:
        case TraceFormat.JSON:
            say_json(traces_as_data(found))
        case TraceFormat.MD:
            say("".join(map(as_markdown, blocks)).rstrip("\n"))
        case TraceFormat.TEXT:
            say(lines_as_text(blocks))


def _say_uses(
    checked: "Checked", case: str, code: str | None, output: Path | None, wanted: TraceFormat
) -> None:
    from qualcode.console.traces import lines_as_text
    from qualcode.pipeline.where_used import where_used
    from qualcode.tables.trace_lines import as_markdown, uses_in_lines
    from qualcode.tables.traces import uses_as_data

    found = where_used(checked, case, code, output)
    lines = tuple(uses_in_lines(found))
    if wanted is TraceFormat.JSON:
        say_json(uses_as_data(found))
    elif not found:
        what = case if code is None else f"{code} of {case}"
        say(f"{what} stands behind nothing in the drafts")
    elif wanted is TraceFormat.MD:
        say(as_markdown(lines).rstrip("\n"))
    else:
        say(lines_as_text([lines]))
