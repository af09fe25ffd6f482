"""The command that fills a reporting standard from the study."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language
from qualcode.cli.saying import as_json, checked_study, say

if TYPE_CHECKING:
    from qualcode.tables.checklists import Checklist


class ChecklistFormat(StrEnum):
    """How a checklist is written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def checklist(
    standard: Annotated[
        str,
        typer.Argument(help="coreq or srqr.", autocompletion=completing.standards),
    ],
    output_format: Annotated[ChecklistFormat, typer.Option("--format")] = ChecklistFormat.TEXT,
    output: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--output", help="Write to this file instead of the terminal."),
    ] = None,
    lang: Language = None,
) -> None:
    """Fill a reporting standard from what the study knows.

    COREQ (for interviews and focus groups) or SRQR. Each item: what the data and the methods of
    the codebook say, with file and line; where the report says it; and what is still missing.

    Example: qualcode checklist coreq --format md --output coreq.md
    """
    from qualcode import pipeline
    from qualcode.pipeline.checklists import checklist as filled
    from qualcode.pipeline.output import write_output

    checked = checked_study([])
    found = filled(checked, standard, pipeline.language_of(checked, lang))
    text = _as_text(found, output_format)
    if output is None:
        say(text.rstrip("\n"))
    else:
        write_output(output, text)
        say(f"wrote {output}")
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


def _as_text(found: "Checklist", output_format: ChecklistFormat) -> str:
    from qualcode.console.checklist import checklist_as_text
    from qualcode.pipeline.checklists import checklist_as_markdown, checklist_in_words
    from qualcode.tables.checklists import checklist_as_data

    if output_format is ChecklistFormat.JSON:
        return as_json(checklist_as_data(found))
    if output_format is ChecklistFormat.MD:
        return checklist_as_markdown(found)
    return checklist_as_text(checklist_in_words(found)) + "\n"
