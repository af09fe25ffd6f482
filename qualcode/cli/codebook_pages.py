"""The commands that show the codebook: its tree, one code, the whole as a document, and changes."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language
from qualcode.cli.saying import checked_study, say, say_json, show_findings


class PageFormat(StrEnum):
    """How the codebook is shown."""

    TEXT = "text"
    JSON = "json"


class DifferenceFormat(StrEnum):
    """How changes are written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def show(
    code: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(
            metavar="[CODE]",
            help="A code, or a field as group.field; the whole tree if none is given.",
            autocompletion=completing.codes,
        ),
    ] = None,
    output_format: Annotated[PageFormat, typer.Option("--format")] = PageFormat.TEXT,
    lang: Language = None,
) -> None:
    """Show the tree of codes, or one code in full with each place that names it.

    Example: qualcode codebook show
    """
    from qualcode import pipeline
    from qualcode.console.codebook import code_as_text, tree_as_text
    from qualcode.pipeline.codebooks import show_code
    from qualcode.pipeline.refactoring import Ground
    from qualcode.tables.codebook import code_as_data, codebook_as_data

    checked = checked_study([])
    language = pipeline.language_of(checked, lang)
    book = Ground(checked).study.codebook
    if code is None:
        if output_format is PageFormat.JSON:
            say_json(codebook_as_data(book))
        else:
            say(tree_as_text(book, language))
        return
    shown = show_code(checked, code)
    if output_format is PageFormat.JSON:
        say_json(code_as_data(str(shown.name), shown.code, shown.places))
    else:
        say(code_as_text(str(shown.name), shown.code, shown.places, book, language))


def docs(
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", help="File to write to; the terminal if not given."),
    ] = None,
    lang: Language = None,
) -> None:
    """Write the codebook as a Markdown document: the coding tree, and each code in full.

    Example: qualcode codebook docs --output codebook.md
    """
    from qualcode import pipeline
    from qualcode.pipeline.codebooks import codebook_document
    from qualcode.pipeline.output import write_output

    checked = checked_study([])
    text = codebook_document(checked, pipeline.language_of(checked, lang))
    if output is None:
        say(text.rstrip("\n"))
    else:
        write_output(output, text)
        say(f"wrote {output}")


def diff(
    version: Annotated[
        str,
        typer.Argument(metavar="REV", help="A git revision, or a folder with another codebook."),
    ],
    output_format: Annotated[DifferenceFormat, typer.Option("--format")] = DifferenceFormat.TEXT,
    lang: Language = None,
) -> None:
    """Say what changed in the codebook, in the words of research.

    Names that came, went or were renamed, definitions that were reworded, types whose conditions
    changed. Exit code 1 if anything changed.

    Example: qualcode codebook diff HEAD
    """
    from qualcode import pipeline
    from qualcode.console.codebook import differences_as_text
    from qualcode.pipeline.codebooks import Unreadable, differences_since
    from qualcode.tables.codebook import difference_table, differences_as_data
    from qualcode.tables.table import to_markdown

    checked = checked_study([])
    found = differences_since(checked, version, pipeline.language_of(checked, lang))
    if isinstance(found, Unreadable):
        show_findings(checked, found.findings)
        raise typer.Exit(Exit.MISUSE)
    if output_format is DifferenceFormat.JSON:
        say_json(differences_as_data(found, version))
    elif output_format is DifferenceFormat.MD:
        say(to_markdown(difference_table(found, version)).rstrip("\n"))
    else:
        say(differences_as_text(found, version))
    raise typer.Exit(Exit.FINDINGS if found else Exit.CLEAN)
