"""The commands that say why cases have their verdicts, and what to find out."""

from enum import StrEnum
from typing import Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language, TypologyOption
from qualcode.cli.saying import checked_study, say, say_json


class ExplanationFormat(StrEnum):
    """How an explanation is written."""

    TEXT = "text"
    JSON = "json"


class QuestionFormat(StrEnum):
    """How the questions to the field are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class BasisOption(StrEnum):
    """The values that an explanation may be confined to."""

    STATED = "stated"


Inquiry = Annotated[
    bool, typer.Option("--next", help="Also what to find out to settle the verdict.")
]
Flips = Annotated[
    bool, typer.Option("--flips", help="Also every other single value that would change it.")
]
OnlyBasis = Annotated[
    Optional[BasisOption],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option("--basis", help="Count only the values that the source itself states."),
]


def explain(
    case: Annotated[str, typer.Argument(help="The id of a case.", autocompletion=completing.cases)],
    typology: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            help="A typology (id or alias); all of the case's unit if not given.",
            autocompletion=completing.typologies,
        ),
    ] = None,
    inquiry: Inquiry = False,
    flips: Flips = False,
    basis: OnlyBasis = None,
    output_format: Annotated[ExplanationFormat, typer.Option("--format")] = ExplanationFormat.TEXT,
    lang: Language = None,
) -> None:
    """Show why a case has its verdict.

    Each condition of each type, whether it holds, and the evidence behind it; and the smallest
    sets of codes that are enough for the verdict, or to rule a type out.

    Example: qualcode explain box-4-1 project_organisation --next
    """
    from qualcode import pipeline
    from qualcode.console.explanation import explanation_as_text
    from qualcode.pipeline.checking import ready
    from qualcode.pipeline.explaining import explain_case
    from qualcode.tables.questions import explanations_as_data
    from qualcode.typology.explain import Asked

    checked = checked_study([])
    language = pipeline.language_of(checked, lang)
    only = None if basis is None else basis.value
    found = explain_case(checked, case, typology, only, Asked(inquiry, flips))
    book = ready(checked)[0].codebook
    if output_format is ExplanationFormat.JSON:
        say_json(explanations_as_data(found, book))
    else:
        if basis is not None:
            say("Only the values that the source itself states are counted.\n")
        say("\n\n".join(explanation_as_text(one, book, language) for one in found))


def questions(
    typology: TypologyOption = None,
    output_format: Annotated[QuestionFormat, typer.Option("--format")] = QuestionFormat.TABLE,
) -> None:
    """List what to ask the field: the questions whose answers settle verdicts.

    One line a question: how many verdicts its answer settles, can settle or narrows. As CSV one
    line a case, typology and question.

    Example: qualcode next --typology project_organisation
    """
    from qualcode.console.tables import draw
    from qualcode.pipeline.explaining import inquiries
    from qualcode.tables.questions import question_table, questions_as_data, questions_by_case
    from qualcode.tables.table import to_csv

    checked = checked_study([])
    found = inquiries(checked, typology)
    if output_format is QuestionFormat.JSON:
        say_json(questions_as_data(found))
    elif output_format is QuestionFormat.CSV:
        say(to_csv(questions_by_case(found)).rstrip("\n"))
    else:
        draw(question_table(found))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)
