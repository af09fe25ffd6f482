"""The command that draws figures."""

from enum import StrEnum
from typing import Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language, OutputFolder
from qualcode.cli.saying import checked_study, say, show_findings, show_written


class FigureFormat(StrEnum):
    """What a figure is written as."""

    SVG = "svg"
    MERMAID = "mermaid"


def figure(
    name: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(
            help="The name of a figure; a list of all if not given.",
            autocompletion=completing.figures,
        ),
    ] = None,
    case: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            help="The case to draw, for figures of a case.", autocompletion=completing.cases
        ),
    ] = None,
    lang: Language = None,
    output_format: Annotated[FigureFormat, typer.Option("--format")] = FigureFormat.SVG,
    output: OutputFolder = None,
) -> None:
    """Draw a figure, such as the organisation chart of a case.

    Writes it to the study's output folder; without a name, lists the figures there are.

    Example: qualcode figure organisation as-case-2
    """
    from qualcode import pipeline
    from qualcode.pipeline import figures

    checked = checked_study([])
    language = pipeline.language_of(checked, lang)
    if name is None:
        say(figures.list_figures(checked, language))
        raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)
    wanted = figures.WantedFigure(name, case, output_format.value)
    written = figures.write_figure(checked, wanted, language, output)
    show_findings(checked, written.findings)
    show_written(written.files)
    raise typer.Exit(Exit.FINDINGS if written.findings or checked.has_errors else Exit.CLEAN)
